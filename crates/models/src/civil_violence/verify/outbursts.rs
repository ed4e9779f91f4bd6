//! Claims about Run 2: outbursts under both rules.

use super::{PAPER, SURVEY, peak, per_seed, series, state};
use crate::civil_violence::outbursts::{LEVEL, Outburst, mean, mean_activation, outbursts, waits};
use crate::civil_violence::{RatioRule, Setting};
use crate::verification::{Claim, Effort, Grade, Spread, Verdict, over_seeds};

pub(super) fn printed_rule(effort: Effort) -> Vec<Claim> {
    let (seeds, ticks) = (effort.choose(4, 20), effort.choose(1000, 2000));
    let runs = over_seeds(seeds, |seed| {
        series(&Setting::run_2(RatioRule::Printed), seed, ticks)
    });
    let counts: Vec<f64> = runs
        .iter()
        .map(|run| outbursts(run, LEVEL).len() as f64)
        .collect();
    let peaks: Vec<f64> = runs.iter().map(|run| peak(run)).collect();
    let floored = per_seed(&Setting::run_2(RatioRule::Floored), seeds, ticks, |run| {
        outbursts(run, LEVEL).len() as f64
    });
    vec![
        state("EPS-4.1", "Run 2 under the printed rule: outbursts", SURVEY, Grade::C).range(0.0, 0.0, &counts),
        state("EPS-4.2", "Run 2 under the printed rule: largest number of active citizens", SURVEY, Grade::C).range(0.0, 40.0, &peaks),
        state("EPS-4.3", "Run 2 shows punctuated equilibrium: long calm and sudden outbursts above 50 active", PAPER, Grade::C)
            .published_failure(
                "many outbursts",
                format!("printed ratio C/A: {}; rounded down: {}", Spread::of(&counts), Spread::of(&floored)),
                Verdict::DiffersByRule,
                "The printed arrest rule gives no outbursts at all; with the ratio rounded down they come.",
            ),
    ]
}

pub(super) fn floored_rule(effort: Effort) -> Vec<Claim> {
    let (seeds, ticks) = (effort.choose(4, 20), effort.choose(1000, 3000));
    let runs = over_seeds(seeds, |seed| {
        series(&Setting::run_2(RatioRule::Floored), seed, ticks)
    });
    let found: Vec<Vec<Outburst>> = runs.iter().map(|run| outbursts(run, LEVEL)).collect();
    let activation: Vec<f64> = found
        .iter()
        .map(|outbursts| mean_activation(outbursts))
        .collect();
    let wait: Vec<f64> = found
        .iter()
        .map(|outbursts| mean(waits(outbursts)))
        .collect();
    let calm: Vec<f64> = runs
        .iter()
        .map(|run| run.iter().filter(|&&active| active < 10).count() as f64 / run.len() as f64)
        .collect();
    let rate: Vec<f64> = found
        .iter()
        .map(|outbursts| 1000.0 * outbursts.len() as f64 / ticks as f64)
        .collect();
    let peaks: Vec<f64> = runs.iter().map(|run| peak(run)).collect();
    vec![
        state(
            "EPS-5.1",
            "Run 2, ratio rounded down: mean total activation of an outburst",
            SURVEY,
            Grade::C,
        )
        .range(600.0, 950.0, &activation),
        state(
            "EPS-5.2",
            "Run 2, ratio rounded down: mean wait between outbursts in ticks",
            SURVEY,
            Grade::C,
        )
        .range(18.0, 25.0, &wait),
        state(
            "EPS-5.3",
            "Run 2, ratio rounded down: share of ticks with fewer than 10 active",
            SURVEY,
            Grade::C,
        )
        .range(0.60, 0.70, &calm),
        state(
            "EPS-5.4",
            "Run 2, ratio rounded down: outbursts in 1000 ticks",
            SURVEY,
            Grade::C,
        )
        .median_range(33.0, 41.0, &rate),
        state(
            "EPS-5.5",
            "Run 2, ratio rounded down: largest number of active citizens",
            SURVEY,
            Grade::C,
        )
        .median_range(290.0, 368.0, &peaks),
        published_activation(&activation),
        published_wait(&wait),
    ]
}

fn published_activation(activation: &[f64]) -> Claim {
    state(
        "EPS-5.6",
        "Run 2: total activation of an outburst is 708 on average (s.d. 230)",
        PAPER,
        Grade::C,
    )
    .median_range(708.0 - 230.0, 708.0 + 230.0, activation)
    .with_note("Under the ratio rounded down.")
}

fn published_wait(wait: &[f64]) -> Claim {
    state("EPS-5.7", "Run 2: the wait between outbursts is 60 ticks on average (s.d. 55)", PAPER, Grade::C).published_failure(
        "60",
        Spread::of(wait).to_string(),
        Verdict::Fails,
        "Waits are about a third of the published ones under the ratio rounded down, and there are none under the printed rule.",
    )
}

pub(super) fn outbursts_by_legitimacy(effort: Effort) -> Vec<Claim> {
    use RatioRule::{Floored, Printed};
    let expected = [
        (Floored, 0.60, 40.0, 60.0),
        (Floored, 0.70, 40.0, 60.0),
        (Floored, 0.80, 40.0, 60.0),
        (Floored, 0.90, 0.0, 0.0),
        (Floored, 0.95, 0.0, 0.0),
        (Printed, 0.60, 2.0, 12.0),
        (Printed, 0.70, 0.0, 2.0),
        (Printed, 0.80, 0.0, 0.0),
    ];
    let seeds = effort.choose(4, 20);
    (1..)
        .zip(expected)
        .map(|(number, (rule, legitimacy, low, high))| {
            let claim = format!(
                "Outbursts in 1000 ticks at L = {legitimacy}, {}",
                if rule == Floored {
                    "ratio rounded down"
                } else {
                    "printed rule"
                }
            );
            let statement = state(
                format!("EPS-6.{number}"),
                claim,
                "replication over 5 seeds (SugarScape)",
                Grade::C,
            );
            let rates = rates(rule, legitimacy, seeds);
            // The replication gives means; where it saw no outburst at all, no seed may have one.
            if high == 0.0 {
                statement.range(low, high, &rates)
            } else {
                statement.median_range(low, high, &rates)
            }
        })
        .collect()
}

/// Outbursts in 1000 ticks of Run 2 at another legitimacy, one number per seed.
fn rates(rule: RatioRule, legitimacy: f64, seeds: u64) -> Vec<f64> {
    let setting = Setting {
        legitimacy,
        ..Setting::run_2(rule)
    };
    per_seed(&setting, seeds, 1000, |run| {
        outbursts(run, LEVEL).len() as f64
    })
}

pub(super) fn longer_terms(effort: Effort) -> Vec<Claim> {
    let (seeds, ticks) = (effort.choose(2, 20), effort.choose(600, 2000));
    let waits: Vec<f64> = [10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 60.0]
        .iter()
        .map(|&longest_term| {
            let setting = Setting {
                longest_term,
                ..Setting::run_2(RatioRule::Floored)
            };
            let per_seed = per_seed(&setting, seeds, ticks, |run| {
                mean(waits(&outbursts(run, LEVEL)))
            });
            Spread::of(&per_seed).median
        })
        .collect();
    let rises = waits.windows(2).all(|pair| pair[0] < pair[1]);
    let shown: Vec<String> = waits.iter().map(|wait| format!("{wait:.1}")).collect();
    vec![
        state("EPS-8.1", "Longer jail terms lengthen the wait between outbursts: J_max = 10, 15, 20, 30, 40, 50, 60, ratio rounded down", PAPER, Grade::C)
            .truth("rising", shown.join(", "), rises)
            .with_note(format!("median over {seeds} seeds")),
    ]
}
