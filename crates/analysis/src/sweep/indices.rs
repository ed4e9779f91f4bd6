//! From the outputs of a sweep to how much each factor matters.

use jiff::civil::Date;
use models::sensitivity::{Effect, Indices, InvalidDesign};
use store::sweep_folder::JournalLine;

use super::{Kind, Sweep};

/// What is found for one measure and day.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Measure.
    pub measure: &'static str,
    /// Day.
    pub date: Date,
    /// Indices by factor, or why there are none.
    pub found: Result<Found, InvalidDesign>,
}

/// Indices of either kind, in the order of the factors.
#[derive(Debug, Clone)]
pub enum Found {
    /// Shares of variance.
    Sobol(Indices),
    /// Elementary effects.
    Morris(Vec<Effect>),
}

/// The indices of every measure and day, for designs that have any. Outputs are means over the
/// seeds of a point, so chance is averaged, not explained; runs that failed leave a gap that
/// [`InvalidDesign::NotFinite`] names.
pub fn indices(sweep: &Sweep, lines: &[JournalLine]) -> Vec<Finding> {
    let days = sweep.plan.dates.len();
    let places = sweep.measured.iter().enumerate();
    let places = places.flat_map(|(number, own)| {
        let dates = sweep.plan.dates.iter().enumerate();
        dates.map(move |(day, date)| (number * days + day, own.name(), *date))
    });
    let finding = |(at, measure, date)| {
        let outputs = outputs(sweep, lines, at);
        let found = match &sweep.points.kind {
            Kind::Plain => return None,
            Kind::Sobol(design) => design.indices(&outputs).map(Found::Sobol),
            Kind::Morris(design) => design.effects(&outputs).map(Found::Morris),
        };
        Some(Finding {
            measure,
            date,
            found,
        })
    };
    places.filter_map(finding).collect()
}

/// Mean over seeds of one value, by point; not a number where a run is missing.
fn outputs(sweep: &Sweep, lines: &[JournalLine], at: usize) -> Vec<f64> {
    let mut sums = vec![(0.0, 0_usize); sweep.points.points.len()];
    for line in lines {
        if let Some(Some(value)) = line.values.get(at) {
            let (sum, count) = &mut sums[sweep.place_of(line.run).0];
            *sum += value;
            *count += 1;
        }
    }
    let seeds = sweep.plan.seeds.len();
    sums.into_iter()
        .map(|(sum, count)| {
            if count == seeds {
                sum / count as f64
            } else {
                f64::NAN
            }
        })
        .collect()
}
