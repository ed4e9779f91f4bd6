//! What happens to those who lose a struggle for power: executed or spared.
//!
//! Egorov and Sonin (2015, Research in Economics 69, 398-411): executing a rival buys quiet years but marks the winner
//! for execution later, so that norms depend on history. What follows is our minimal form of that idea, with only the
//! trade-off of one incumbent; it is not their equilibrium, and nothing here ranks people.

use crate::verification::{Case, Claim, Effort, Grade, join};

/// The stakes of an incumbent who has just beaten a rival.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stakes {
    /// What the quiet years bought by an execution are worth.
    pub quiet_years: f64,
    /// How much the future counts (delta), 0 to 1.
    pub discount: f64,
    /// Probability of losing power one day, 0 to 1.
    pub loss_probability: f64,
    /// What survival after losing power is worth (V).
    pub survival: f64,
    /// Probability that a loser who executed nobody is executed, 0 to 1.
    pub first_risk: f64,
    /// Share of the remaining safety that each execution takes away, 0 to 1.
    pub mark: f64,
}

impl Stakes {
    /// Probability that an incumbent with this many executions is executed after losing power:
    /// `1 - (1 - e0)(1 - k)^h`, which rises with each execution, by less each time.
    pub fn execution_risk(&self, executions: u32) -> f64 {
        1.0 - (1.0 - self.first_risk) * libm::pow(1.0 - self.mark, f64::from(executions))
    }

    /// What one more execution would cost the incumbent in expected survival.
    pub fn price_of_execution(&self, executions: u32) -> f64 {
        let added_risk = self.execution_risk(executions + 1) - self.execution_risk(executions);
        self.discount * self.loss_probability * added_risk * self.survival
    }

    /// Whether an incumbent with this many executions spares the rival.
    pub fn spares(&self, executions: u32) -> bool {
        self.quiet_years < self.price_of_execution(executions)
    }
}

const MODEL: &str = "losers";

/// The cases of this model.
pub fn cases() -> Vec<Case> {
    vec![Case {
        id: "LOSERS-1",
        model: MODEL,
        run: history,
    }]
}

fn history(_: Effort) -> Vec<Claim> {
    let stakes = Stakes {
        quiet_years: 0.15,
        discount: 0.9,
        loss_probability: 0.5,
        survival: 1.0,
        first_risk: 0.1,
        mark: 0.5,
    };
    let source = "Egorov and Sonin (2015), abstract";
    let claim = |number: usize, text: &str, grade| {
        Claim::state(format!("LOSERS-1.{number}"), MODEL, text, source, grade)
    };
    let word = |spares: bool| if spares { "spares" } else { "executes" };
    let risk: Vec<f64> = (0..4)
        .map(|executions| stakes.execution_risk(executions))
        .collect();
    vec![
        claim(
            1,
            "a ruler who has executed rivals is likelier to be executed",
            Grade::D,
        )
        .truth(
            "rising",
            join(&risk, 3),
            risk.windows(2).all(|pair| pair[1] > pair[0]),
        ),
        claim(
            2,
            "with the same stakes, whether a ruler spares or executes depends on past executions",
            Grade::D,
        )
        .truth(
            "spares without executions, executes after two",
            format!(
                "{} without executions, {} after two",
                word(stakes.spares(0)),
                word(stakes.spares(2))
            ),
            stakes.spares(0) && !stakes.spares(2),
        ),
        claim(
            3,
            "a ruler without a future to lose spares nobody",
            Grade::D,
        )
        .truth(
            "executes",
            word(
                Stakes {
                    discount: 0.0,
                    ..stakes
                }
                .spares(0),
            ),
            !Stakes {
                discount: 0.0,
                ..stakes
            }
            .spares(0),
        ),
    ]
}
