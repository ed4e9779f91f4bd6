//! Claims about Runs 1, 3, 4 and 5.

use super::{PAPER, SURVEY, peak, per_seed, state};
use crate::civil_violence::outbursts::LEVEL;
use crate::civil_violence::setting::Jail;
use crate::civil_violence::{RatioRule, Setting, Simulation};
use crate::verification::{Claim, Effort, Grade, Spread, Verdict, over_seeds};

/// What one run of Runs 3 and 4 shows.
struct Course {
    peak: f64,
    jailed: f64,
}

/// Runs 3 and 4: legitimacy falls from 0.9 at tick 77, to 0.7 at once or by 0.01 a tick to 0.2; 300 ticks.
fn course(rule: RatioRule, seed: u64, at_once: bool) -> Course {
    let mut simulation = Simulation::new(Setting::run_3(rule), seed);
    let mut actives = Vec::new();
    for tick in 0..300_u32 {
        let slices = f64::from(tick.saturating_sub(76).min(70));
        let legitimacy = if at_once && tick >= 77 {
            0.7
        } else if at_once {
            0.9
        } else {
            0.9 - 0.01 * slices
        };
        simulation.set_legitimacy(legitimacy);
        actives.push(simulation.tick());
    }
    Course {
        peak: peak(&actives),
        jailed: f64::from(simulation.jailed()),
    }
}

pub(super) fn one_jump_or_many_slices(effort: Effort) -> Vec<Claim> {
    let seeds = effort.choose(6, 20);
    let courses = |rule| {
        over_seeds(seeds, move |seed| {
            (course(rule, seed, true), course(rule, seed, false))
        })
    };
    let count = |pairs: &[(Course, Course)], holds: fn(&Course, &Course) -> bool| {
        pairs
            .iter()
            .filter(|(jump, slices)| holds(jump, slices))
            .count() as f64
    };
    let (floored, printed) = (courses(RatioRule::Floored), courses(RatioRule::Printed));
    let n = seeds as f64;
    let higher = |pairs| count(pairs, |jump, slices| jump.peak > slices.peak);
    let spikes = |pairs| count(pairs, |jump, _| jump.peak > f64::from(LEVEL));
    let fuller = count(&floored, |jump, slices| jump.jailed > slices.jailed);
    let jailed = |choose: fn(&(Course, Course)) -> f64| {
        Spread::of(&floored.iter().map(choose).collect::<Vec<_>>())
    };
    vec![
        state("EPS-9.1", "One fall of legitimacy from 0.9 to 0.7 gives a higher peak than slices of 0.01 down to 0.2, most seeds, ratio rounded down", PAPER, Grade::D)
            .truth(format!("more than half of {n}"), format!("{} of {n}", higher(&floored)), higher(&floored) > n / 2.0),
        state("EPS-9.2", "The same under the printed rule", PAPER, Grade::D)
            .truth(format!("more than half of {n}"), format!("{} of {n}", higher(&printed)), higher(&printed) > n / 2.0),
        state("EPS-9.3", "One fall of legitimacy sets off an explosion (a peak above 50)", PAPER, Grade::C).published_failure(
            "every run",
            format!("ratio rounded down: {} of {n}; printed: {} of {n}", spikes(&floored), spikes(&printed)),
            Verdict::DiffersByRule,
            "Bistable under the ratio rounded down; never under the printed rule.",
        ),
        state("EPS-9.4", "One fall of legitimacy leaves more people in jail than many slices", PAPER, Grade::C).published_failure(
            "every run",
            format!("{fuller} of {n}; jailed after one fall {}, after slices {}", jailed(|pair| pair.0.jailed), jailed(|pair| pair.1.jailed)),
            if fuller == n { Verdict::Holds } else { Verdict::Fails },
            "Ratio rounded down; does not reproduce.",
        ),
    ]
}

/// Run 5: officers fall linearly from 118 to none over ticks 50 to 550. Largest number of active citizens before
/// officers have become so few that everybody may act, and officers left at the first tick above 50.
fn withdrawal(rule: RatioRule, seed: u64) -> (f64, Option<usize>) {
    let mut simulation = Simulation::new(Setting::run_5(rule), seed);
    let (mut peak, mut left) = (0_u32, None);
    for tick in 0..600_usize {
        simulation.withdraw_cops(118 - 118 * tick.saturating_sub(50).min(500) / 500);
        let actives = simulation.tick();
        peak = peak.max(actives);
        if actives > LEVEL && left.is_none() {
            left = Some(simulation.cops());
        }
    }
    (f64::from(peak), left)
}

pub(super) fn police_withdrawn(effort: Effort) -> Vec<Claim> {
    let seeds = effort.choose(6, 20);
    let floored = over_seeds(seeds, |seed| withdrawal(RatioRule::Floored, seed));
    let printed = over_seeds(seeds, |seed| withdrawal(RatioRule::Printed, seed));
    let tipped = |runs: &[(f64, Option<usize>)]| runs.iter().filter(|run| run.1.is_some()).count();
    let left: Vec<f64> = floored
        .iter()
        .filter_map(|run| run.1)
        .map(|cops| cops as f64)
        .collect();
    let peaks = |runs: &[(f64, Option<usize>)]| runs.iter().map(|run| run.0).collect::<Vec<f64>>();
    vec![
        state("EPS-10.1", "Run 5, officers withdrawn from 118 to none: society tips in every run, ratio rounded down", PAPER, Grade::C)
            .exact(floored.len(), tipped(&floored)),
        state("EPS-10.2", "Officers left when it tips", SURVEY, Grade::C).median_range(66.0, 118.0, &left),
        state("EPS-10.3", "Largest number of active citizens", SURVEY, Grade::C).median_range(64.0, 345.0, &peaks(&floored)),
        state("EPS-10.4", "Run 5 tips", PAPER, Grade::C).published_failure(
            "every run",
            format!("ratio rounded down: {} of {seeds}; printed: {} of {seeds}", tipped(&floored), tipped(&printed)),
            Verdict::DiffersByRule,
            format!("Peaks under the printed rule: {}.", Spread::of(&peaks(&printed))),
        ),
    ]
}

pub(super) fn local_outbreaks(effort: Effort) -> Vec<Claim> {
    let seeds = effort.choose(4, 20);
    let run = |jail: Jail, pick: fn(&[u32]) -> Option<u32>| {
        let setting = Setting {
            jail,
            ..Setting::run_1(RatioRule::Floored)
        };
        per_seed(&setting, seeds, 600, move |run| {
            f64::from(pick(&run[100..]).unwrap_or(0))
        })
    };
    let least = |jail| run(jail, |actives| actives.iter().copied().min());
    let most = |jail| run(jail, |actives| actives.iter().copied().max());
    let show = |jail| {
        format!(
            "{} to {}",
            Spread::of(&least(jail)).median,
            Spread::of(&most(jail)).median
        )
    };
    vec![
        state("EPS-11.1", "Run 1 after tick 100, ratio rounded down: never calm, smallest number of active citizens above 10", PAPER, Grade::D)
            .range(11.0, 1120.0, &least(Jail::OffGrid)),
        state("EPS-11.2", "Run 1 after tick 100: between 33 and 62 active citizens", SURVEY, Grade::C).published_failure(
            "33 to 62",
            format!(
                "jailed off the grid {}; on their cell {}; on their cell, which counts as empty, {}",
                show(Jail::OffGrid), show(Jail::OnCell), show(Jail::OnEmptyCell)
            ),
            Verdict::DiffersByRule,
            "The publication does not say where the released return to; citizens do not move in this run, so it matters. Medians of smallest and largest over the seeds.",
        ),
    ]
}
