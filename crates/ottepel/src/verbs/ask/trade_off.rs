//! Goals that the reader chooses, and what each alternative costs under them. Never one best.

use analysis::intervals::Intervals;
use analysis::paired::Difference;
use report::answer as shown;
use scenario::question::Goal;

use super::compute::{Computed, Prepared, of_family};
use super::mapping::estimate;

/// Steps of weight between two goals in which a change of order is looked for.
const STEPS: u32 = 20;
/// Changes of order named.
const NAMED: usize = 6;

/// Scores of one alternative: by goal, by pair.
type Scores = Vec<Vec<f64>>;

/// The trade-offs of a question of value; nothing for other questions.
pub fn trade_off(prepared: &Prepared, computed: &Computed) -> Option<shown::TradeOff> {
    let goals = &prepared.question.goals;
    if goals.is_empty() {
        return None;
    }
    let arms = computed.result.arms.len();
    let mut scores: Vec<Scores> = vec![goals.iter().map(|_| vec![0.0; pairs(computed)]).collect()];
    scores.extend((0..arms).map(|arm| {
        goals
            .iter()
            .map(|goal| scored(prepared, computed, arm, goal))
            .collect()
    }));
    let mut titles = vec!["Nothing changed: as recorded".to_owned()];
    titles.extend(prepared.arms.iter().map(|(arm, _)| arm.title.clone()));
    let middles: Vec<Vec<f64>> = scores
        .iter()
        .map(|own| own.iter().map(|own| middle(own)).collect())
        .collect();
    let clear: Vec<Vec<f64>> = scores
        .iter()
        .map(|own| own.iter().map(|own| clear_middle(own)).collect())
        .collect();
    let rows = titles
        .iter()
        .zip(&scores)
        .enumerate()
        .map(|(number, (title, own))| {
            Some(shown::TradeOffRow {
                arm: title.clone(),
                scores: own
                    .iter()
                    .map(|own| Some(estimate(&Intervals::of(own)?)))
                    .collect::<Option<_>>()?,
                undominated: !clear.iter().any(|other| dominates(other, &clear[number])),
                first_in: (0..goals.len())
                    .map(|goal| first_in(&scores, goal, number))
                    .collect(),
                of: u32::try_from(pairs(computed)).unwrap_or(u32::MAX),
            })
        });
    Some(shown::TradeOff {
        goals: goals
            .iter()
            .map(|own| shown::GoalText {
                name: own.name.clone(),
                says: own.says.clone(),
            })
            .collect(),
        rows: rows.collect::<Option<_>>()?,
        flips: flips(goals, &middles, &titles),
    })
}

fn pairs(computed: &Computed) -> usize {
    let first = computed
        .result
        .arms
        .first()
        .and_then(|arm| arm.outcomes.first());
    first.map_or(0, |own| own.main().count())
}

/// Score of an arm under a goal, pair by pair: weighted differences in spreads of the base between
/// runs. An outcome without spread or value adds nothing.
fn scored(prepared: &Prepared, computed: &Computed, arm: usize, goal: &Goal) -> Vec<f64> {
    let mut scores = vec![0.0; pairs(computed)];
    for (id, weight) in &goal.weights {
        let Some(outcome) = of_family(id) else {
            continue;
        };
        let at = prepared
            .outcomes
            .iter()
            .position(|own| own.id == outcome.id);
        let Some(own) = at.map(|at| &computed.result.arms[arm].outcomes[at]) else {
            continue;
        };
        let differences: Vec<Difference> = own.main().copied().collect();
        let spread = spread(&differences);
        if spread > 0.0 && differences.len() == scores.len() {
            for (score, own) in scores.iter_mut().zip(&differences) {
                *score += weight * own.value() / spread;
            }
        }
    }
    scores
}

/// Standard deviation of the base between runs.
fn spread(own: &[Difference]) -> f64 {
    let count = own.len() as f64;
    let mean = own.iter().map(|own| own.base).sum::<f64>() / count;
    let squares: f64 = own.iter().map(|own| (own.base - mean).powi(2)).sum();
    (squares / (count - 1.0).max(1.0)).sqrt()
}

fn middle(own: &[f64]) -> f64 {
    Intervals::of(own).map_or(0.0, |own| own.median)
}

/// The middle of scores, or nothing where their 80 % interval holds zero.
fn clear_middle(own: &[f64]) -> f64 {
    let clear = |own: &Intervals| own.within_80[0] > 0.0 || own.within_80[1] < 0.0;
    Intervals::of(own)
        .filter(clear)
        .map_or(0.0, |own| own.median)
}

/// At least as good under every goal, better under one.
fn dominates(one: &[f64], other: &[f64]) -> bool {
    let pairs = || one.iter().zip(other);
    pairs().all(|(one, other)| one >= other) && pairs().any(|(one, other)| one > other)
}

/// In how many pairs an alternative ranks first under a goal.
fn first_in(scores: &[Scores], goal: usize, number: usize) -> u32 {
    let pairs = scores[number][goal].len();
    let is_first = |pair: &usize| {
        let own = scores[number][goal][*pair];
        let others = scores
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != number);
        others
            .map(|(_, other)| other[goal][*pair])
            .all(|other| own > other)
    };
    u32::try_from((0..pairs).filter(is_first).count()).unwrap_or(u32::MAX)
}

/// Where the first rank passes from one alternative to another as weight moves between two goals.
fn flips(goals: &[Goal], middles: &[Vec<f64>], titles: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for one in 0..goals.len() {
        for two in one + 1..goals.len() {
            let first = |step: u32| {
                let share = f64::from(step) / f64::from(STEPS);
                let score = |own: &Vec<f64>| (1.0 - share) * own[one] + share * own[two];
                let ranked = middles.iter().map(score).enumerate();
                ranked
                    .max_by(|a, b| a.1.total_cmp(&b.1))
                    .map_or(0, |own| own.0)
            };
            let change = (1..=STEPS).find(|step| first(*step) != first(step - 1));
            let Some(step) = change else { continue };
            found.push(format!(
                "with {} % of the weight moved from {} to {}, “{}” gives way to “{}”.",
                step * 100 / STEPS,
                goals[one].name,
                goals[two].name,
                titles[first(step - 1)],
                titles[first(step)]
            ));
        }
    }
    found.truncate(NAMED);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_beaten_under_every_goal_is_dominated() {
        assert!(dominates(&[1.0, 1.0], &[1.0, 0.0]));
        assert!(!dominates(&[1.0, 0.0], &[0.0, 1.0]));
        assert!(!dominates(&[1.0, 1.0], &[1.0, 1.0]));
    }

    #[test]
    fn the_order_turns_where_the_weights_cross() {
        let goal = |name: &str| Goal {
            name: name.to_owned(),
            says: String::new(),
            weights: std::collections::BTreeMap::new(),
        };
        let titles = ["one", "other"].map(str::to_owned);
        let said = flips(
            &[goal("unity"), goal("openness")],
            &[vec![1.0, 0.0], vec![0.0, 1.0]],
            &titles,
        );
        assert_eq!(
            said,
            ["with 50 % of the weight moved from unity to openness, “one” gives way to “other”."]
        );
    }
}
