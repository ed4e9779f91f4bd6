//! Reform that provokes: a promise becomes the measure of what local agents deliver.
//!
//! Finkel and Gehlbach (2018; 2020) argue that a bolder reform can raise delivery and the risk of rebellion together
//! when local agents with a stake in the old order carry it out. What follows is our minimal form of that argument. The
//! centre promises p; a local agent delivers x, at most p, at a cost; the grievance is what the promise exceeds the
//! delivery by, less what the delivery soothes; rebellion follows a grievance beyond a threshold, with noise.

use crate::numeric::{bisect, normal_cdf, normal_density};
use crate::verification::{Case, Claim, Effort, Grade, join};

/// The people and the agent of one locality.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Locality {
    /// Grievance per unit of promise not delivered (beta), at least 0.
    pub disappointment: f64,
    /// Grievance soothed per unit delivered (alpha), at least 0.
    pub relief: f64,
    /// Grievance at which rebellion is as likely as not (c).
    pub threshold: f64,
    /// Noise of rebellion (sigma), above 0.
    pub noise: f64,
    /// What delivery costs the agent: half of this times the square of delivery; at least 0. High where the old order
    /// is locally strong and the state weak.
    pub cost: f64,
    /// What a rebellion costs the agent, at least 0.
    pub rebellion_loss: f64,
}

impl Locality {
    /// Probability of rebellion for a promise and a delivery.
    pub fn rebellion(&self, promise: f64, delivery: f64) -> f64 {
        normal_cdf(self.pressure(promise, delivery))
    }

    /// What the agent delivers: where one more unit costs what it saves in expected rebellion, at most the promise.
    ///
    /// Where several deliveries satisfy that, the one with the lowest total cost.
    pub fn delivery(&self, promise: f64) -> f64 {
        const STEPS: usize = 2000;
        let at = |step: usize| promise * step as f64 / STEPS as f64;
        let inner = (0..STEPS)
            .filter(|&step| {
                self.excess(promise, at(step)) < 0.0 && self.excess(promise, at(step + 1)) >= 0.0
            })
            .map(|step| {
                bisect(at(step), at(step + 1), |delivery| {
                    self.excess(promise, delivery)
                })
            });
        inner
            .chain([0.0, promise])
            .min_by(|a, b| {
                self.total_cost(promise, *a)
                    .total_cmp(&self.total_cost(promise, *b))
            })
            .unwrap_or(0.0)
    }

    fn pressure(&self, promise: f64, delivery: f64) -> f64 {
        let grievance =
            self.disappointment * (promise - delivery).max(0.0) - self.relief * delivery;
        (grievance - self.threshold) / self.noise
    }

    /// Marginal cost of delivery less what it saves.
    fn excess(&self, promise: f64, delivery: f64) -> f64 {
        let saved = self.rebellion_loss * (self.disappointment + self.relief) / self.noise;
        self.cost * delivery - saved * normal_density(self.pressure(promise, delivery))
    }

    fn total_cost(&self, promise: f64, delivery: f64) -> f64 {
        self.cost * delivery * delivery / 2.0
            + self.rebellion_loss * self.rebellion(promise, delivery)
    }
}

const MODEL: &str = "reform";

/// Strong local resistance: delivery is costly.
const STRONG_LOCAL_CONTROL: Locality = Locality {
    disappointment: 1.0,
    relief: 0.3,
    threshold: 1.5,
    noise: 0.5,
    cost: 4.0,
    rebellion_loss: 1.0,
};
/// A state that carries its reforms through: delivery costs nothing.
const STRONG_STATE: Locality = Locality {
    cost: 0.0,
    ..STRONG_LOCAL_CONTROL
};

/// The cases of this model.
pub fn cases() -> Vec<Case> {
    vec![Case {
        id: "REFORM-1",
        model: MODEL,
        run: claims,
    }]
}

fn claims(_: Effort) -> Vec<Claim> {
    let source = "Finkel and Gehlbach (2018; 2020), abstracts";
    let show = |values: &[f64]| join(values, 4);
    let rises = |values: &[f64]| values.windows(2).all(|pair| pair[1] > pair[0]);
    let falls = |values: &[f64]| values.windows(2).all(|pair| pair[1] < pair[0]);
    let promises = [0.2, 0.4, 0.6, 0.8, 1.0, 1.2];
    let outcome = |locality: Locality| {
        let delivery = promises.map(|promise| locality.delivery(promise));
        let rebellion = [0, 1, 2, 3, 4, 5].map(|at| locality.rebellion(promises[at], delivery[at]));
        (delivery, rebellion)
    };
    let (delivery, rebellion) = outcome(STRONG_LOCAL_CONTROL);
    let (full, calm) = outcome(STRONG_STATE);
    vec![
        Claim::state(
            "REFORM-1.1",
            MODEL,
            "where local control is strong, bolder promises raise delivery and the risk of rebellion together",
            source,
            Grade::D,
        )
        .truth(
            "both rising",
            format!("promises {}: delivery {}; rebellion {}", show(&promises), show(&delivery), show(&rebellion)),
            rises(&delivery) && rises(&rebellion),
        )
        .with_note("Our minimal form; it has this property wherever rebellion is less likely than not."),
        Claim::state(
            "REFORM-1.2",
            MODEL,
            "where the state is strong, promises are kept and bolder ones calm",
            source,
            Grade::D,
        )
        .truth(
            "delivery equals the promise; rebellion falling",
            format!("delivery {}; rebellion {}", show(&full), show(&calm)),
            full == promises && falls(&calm),
        ),
    ]
}
