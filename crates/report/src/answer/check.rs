//! What every answer must have before anything of it is shown.

use super::Answer;

/// Why an answer may not be shown.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AnswerProblem {
    /// A number whose interval does not hold its middle, or that is not finite.
    #[error("{what} has no interval around its middle: {lo80} to {hi80} around {value}")]
    Bare {
        /// Outcome, arm or base.
        what: String,
        /// The middle.
        value: f64,
        /// Lower end of the 80 % interval.
        lo80: f64,
        /// Upper end.
        hi80: f64,
    },
    /// A verdict without its rule.
    #[error("the verdict on {what} has no rule")]
    NoRule {
        /// Outcome and arm.
        what: String,
    },
    /// Fewer than two sources for, or none against.
    #[error(
        "an answer names two sources for and one against; this one has {supports} and {against}"
    )]
    Sources {
        /// Sources for.
        supports: usize,
        /// Sources against.
        against: usize,
    },
    /// Nothing that the model cannot say.
    #[error("an answer says what the model cannot say")]
    NoLimits,
    /// A single alternative.
    #[error("an answer never shows one alternative alone")]
    Alone,
    /// Endings whose rows count different numbers of runs, or none.
    #[error("the endings of {arm} do not count every run once")]
    Endings {
        /// Title of the arm.
        arm: String,
    },
}

/// Everything that is wrong with an answer; an answer with any of it is not shown.
pub fn check(answer: &Answer) -> Vec<AnswerProblem> {
    let mut problems = Vec::new();
    let mut bare = |what: String, own: &super::Estimate| {
        let inside = own.lo80 <= own.value && own.value <= own.hi80;
        if !inside {
            problems.push(AnswerProblem::Bare {
                what,
                value: own.value,
                lo80: own.lo80,
                hi80: own.hi80,
            });
        }
    };
    for outcome in &answer.outcomes {
        bare(outcome.name.clone(), &outcome.base);
        for difference in &outcome.differences {
            bare(
                format!("{}, {}", outcome.name, difference.arm),
                &difference.estimate,
            );
        }
    }
    problems.extend(without_rule(answer));
    problems.extend(wrong_endings(answer));
    let (supports, against) = (answer.supports.len(), answer.against.len());
    if supports < 2 || against < 1 {
        problems.push(AnswerProblem::Sources { supports, against });
    }
    if answer.cannot_say.is_empty() {
        problems.push(AnswerProblem::NoLimits);
    }
    if answer.arms.len() == 1 {
        problems.push(AnswerProblem::Alone);
    }
    problems
}

fn without_rule(answer: &Answer) -> Vec<AnswerProblem> {
    let mut problems = Vec::new();
    for outcome in &answer.outcomes {
        let without = outcome
            .differences
            .iter()
            .filter(|own| own.verdict.rule.is_empty());
        problems.extend(without.map(|own| AnswerProblem::NoRule {
            what: format!("{}, {}", outcome.name, own.arm),
        }));
    }
    problems
}

fn wrong_endings(answer: &Answer) -> Vec<AnswerProblem> {
    let Some(endings) = &answer.endings else {
        return Vec::new();
    };
    let wrong = endings
        .rows
        .iter()
        .filter(|row| row.runs.len() != endings.names.len() || row.runs.iter().sum::<u32>() == 0);
    wrong
        .map(|row| AnswerProblem::Endings {
            arm: row.arm.clone(),
        })
        .collect()
}
