//! The parameters that are fitted, as a cube: every prior to its share, 0 to 1.

use scenario::{Distribution, Scenario};

use crate::prior::quantile;

/// One fitted parameter.
#[derive(Debug, Clone)]
pub struct Axis {
    /// Key.
    pub key: String,
    /// Canonical unit.
    pub unit: String,
    /// What is believed before.
    pub prior: Distribution,
    bounds: (f64, f64),
}

/// The parameters of a scenario that have a prior, are no switch and no part of a whole.
#[derive(Debug, Clone)]
pub struct Space {
    /// One axis a parameter, in key order.
    pub axes: Vec<Axis>,
}

impl Space {
    /// The space of a scenario; with keys, only of those.
    pub fn of(scenario: &Scenario, only: &[String]) -> Space {
        let part_of_whole = |key: &String| {
            let mut wholes = scenario.shares_of_one.iter();
            wholes.any(|keys| keys.contains(key))
        };
        let free = scenario.parameters.iter().filter(|parameter| {
            let wanted = only.is_empty() || only.contains(&parameter.key);
            wanted && parameter.settings().is_empty() && !part_of_whole(&parameter.key)
        });
        let axis = |parameter: &scenario::Parameter| {
            Some(Axis {
                key: parameter.key.clone(),
                unit: parameter.unit.clone(),
                prior: parameter.distribution()?,
                bounds: parameter.bounds(),
            })
        };
        Space {
            axes: free.filter_map(axis).collect(),
        }
    }

    /// The parameter values of a point of the cube.
    pub fn values(&self, point: &[f64]) -> Vec<(String, f64)> {
        let named = self.axes.iter().zip(point);
        named
            .map(|(axis, share)| {
                let value = quantile(&axis.prior, share.clamp(0.0, 1.0)).unwrap_or(axis.bounds.0);
                (axis.key.clone(), value.clamp(axis.bounds.0, axis.bounds.1))
            })
            .collect()
    }
}
