//! The claims about the model of civil violence.

use super::fast;
use super::groups::{GroupSetting, GroupSimulation};
use super::outbursts::{LEVEL, Outburst, mean, mean_activation, outbursts, waits};
use super::setting::Jail;
use super::torus::Sight;
use super::{
    RatioRule, Setting, Simulation, arrest_probability, grievance, is_active, net_risk,
    share_active,
};
use crate::random::Random;
use crate::verification::{Case, Claim, Effort, Grade, Spread, Statement, Verdict, over_seeds};

const MODEL: &str = "civil-violence";
const PAPER: &str = "Epstein (2002), PNAS 99";
const SURVEY: &str = "replication over 20 seeds (SugarScape)";

/// The claims about this model.
pub fn cases() -> Vec<Case> {
    let case = |id, run| Case {
        id,
        model: MODEL,
        run,
    };
    vec![
        case("EPS-1", |_| single_probability()),
        case("EPS-2", |_| disc_sizes()),
        case("EPS-3", shares_acting),
        case("EPS-4", printed_rule),
        case("EPS-5", floored_rule),
        case("EPS-6", outbursts_by_legitimacy),
        case("EPS-7", |_| bookkeeping()),
        case("EPS-8", longer_terms),
        case("EPS-9", one_jump_or_many_slices),
        case("EPS-10", police_withdrawn),
        case("EPS-11", local_outbreaks),
        case("EPS-12", two_groups),
        case("EPS-13", fast_engine),
    ]
}

fn state(id: impl Into<String>, claim: impl Into<String>, source: &str, grade: Grade) -> Statement {
    Claim::state(id, MODEL, claim, source, grade)
}

fn single_probability() -> Vec<Claim> {
    let got = arrest_probability(2.3, 1.0);
    vec![
        state(
            "EPS-1.1",
            "Estimated arrest probability with one officer and one rebel, k = 2.3",
            PAPER,
            Grade::A,
        )
        .number(0.899_741_156_277_196_2, got, 1e-15),
    ]
}

fn disc_sizes() -> Vec<Claim> {
    let sizes = [1.0, 1.7, 2.0, 3.0, 5.0, 7.0].map(|radius| Sight::Disc(radius).offsets().len());
    vec![
        state(
            "EPS-2.1",
            "Cells in sight at vision 1, 1.7, 2, 3, 5, 7, the own cell excluded",
            PAPER,
            Grade::A,
        )
        .exact_list(&[4, 8, 12, 28, 80, 148], &sizes),
    ]
}

fn shares_acting(effort: Effort) -> Vec<Claim> {
    let draws = effort.choose(100_000_u64, 1_000_000);
    let mut random = Random::new(0, "hardship and risk aversion");
    let people: Vec<(f64, f64)> = (0..draws).map(|_| (random.unit(), random.unit())).collect();
    let certain = arrest_probability(2.3, 1.0);
    let table = [
        (0.90, [0.0, 0.0]),
        (0.89, [0.0909, 0.00051]),
        (0.82, [0.4444, 0.01976]),
        (0.80, [0.5, 0.02779]),
        (0.70, [0.6667, 0.0741]),
        (0.50, [0.8, 0.1778]),
        (0.20, [0.875, 0.3403]),
    ];
    let shares: Vec<(f64, [f64; 2])> = table
        .map(|(l, _)| (l, [0.0, certain].map(|p| share_active(l, 0.1, p))))
        .to_vec();
    let printed: Vec<f64> = table.iter().flat_map(|(_, shares)| *shares).collect();
    let exact: Vec<f64> = shares.iter().flat_map(|(_, shares)| *shares).collect();
    let mut claims = vec![
        state("EPS-3.1", "Share of citizens acting at L = 0.9, 0.89, 0.82, 0.8, 0.7, 0.5, 0.2, each without perceived risk and at P = 0.8997", "exact integral", Grade::A)
            .numbers(&printed, &exact, 1e-4),
    ];
    for (number, (legitimacy, exact)) in (2..).zip(shares) {
        claims.push(sampled_share(number, legitimacy, exact, certain, &people));
    }
    claims
}

fn sampled_share(
    number: u32,
    legitimacy: f64,
    exact: [f64; 2],
    certain: f64,
    people: &[(f64, f64)],
) -> Claim {
    let share = |p: f64| {
        let acts =
            |&&(h, r): &&(f64, f64)| is_active(grievance(h, legitimacy), net_risk(r, p), 0.1);
        people.iter().filter(acts).count() as f64 / people.len() as f64
    };
    let got = [share(0.0), share(certain)];
    let errors = exact.map(|p| 3.0 * libm::sqrt(p * (1.0 - p) / people.len() as f64));
    let holds = (0..2).all(|i| (got[i] - exact[i]).abs() <= errors[i]);
    state(format!("EPS-3.{number}"), format!("Share of drawn citizens acting at L = {legitimacy}, without perceived risk and at P = 0.8997"), "exact integral", Grade::A)
        .close(
            format!("{:.5}, {:.5}", exact[0], exact[1]),
            format!("{:.5}, {:.5}", got[0], got[1]),
            format!("±{:.5}, ±{:.5} (3 s.e.)", errors[0], errors[1]),
            if holds { Verdict::Holds } else { Verdict::Fails },
        )
        .with_note(format!("{} draws", people.len()))
}

/// The series of active citizens of one run.
fn series(setting: &Setting, seed: u64, ticks: usize) -> Vec<u32> {
    let mut simulation = Simulation::new(setting.clone(), seed);
    (0..ticks).map(|_| simulation.tick()).collect()
}

/// One number per seed from each seed's series of active citizens.
fn per_seed(
    setting: &Setting,
    seeds: u64,
    ticks: usize,
    number: impl Fn(&[u32]) -> f64 + Sync + Send,
) -> Vec<f64> {
    over_seeds(seeds, |seed| number(&series(setting, seed, ticks)))
}

fn peak(actives: &[u32]) -> f64 {
    f64::from(actives.iter().copied().max().unwrap_or(0))
}

fn printed_rule(effort: Effort) -> Vec<Claim> {
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

fn floored_rule(effort: Effort) -> Vec<Claim> {
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

fn outbursts_by_legitimacy(effort: Effort) -> Vec<Claim> {
    let (seeds, ticks) = (effort.choose(4, 20), 1000);
    let rates = |rule: RatioRule, legitimacy: f64| {
        let setting = Setting {
            legitimacy,
            ..Setting::run_2(rule)
        };
        per_seed(&setting, seeds, ticks, |run| {
            1000.0 * outbursts(run, LEVEL).len() as f64 / ticks as f64
        })
    };
    let reference = "replication over 5 seeds (SugarScape)";
    let mut claims = Vec::new();
    for (number, legitimacy, low, high) in [
        (1, 0.60, 40.0, 60.0),
        (2, 0.70, 40.0, 60.0),
        (3, 0.80, 40.0, 60.0),
        (4, 0.90, 0.0, 0.0),
        (5, 0.95, 0.0, 0.0),
    ] {
        let claim = format!("Outbursts in 1000 ticks at L = {legitimacy}, ratio rounded down");
        claims.push(
            state(format!("EPS-6.{number}"), claim, reference, Grade::C).median_range(
                low,
                high,
                &rates(RatioRule::Floored, legitimacy),
            ),
        );
    }
    for (number, legitimacy, low, high) in [
        (6, 0.60, 2.0, 12.0),
        (7, 0.70, 0.0, 2.0),
        (8, 0.80, 0.0, 0.0),
    ] {
        let claim = format!("Outbursts in 1000 ticks at L = {legitimacy}, printed rule");
        claims.push(
            state(format!("EPS-6.{number}"), claim, reference, Grade::C).median_range(
                low,
                high,
                &rates(RatioRule::Printed, legitimacy),
            ),
        );
    }
    claims
}

fn bookkeeping() -> Vec<Claim> {
    let found = outbursts(&[40, 60, 100, 120, 95, 80, 30, 45], LEVEL);
    let activation = found.iter().map(|outburst| outburst.activation).sum();
    vec![
        state(
            "EPS-7.1",
            "Total activation of an outburst of 60, 100, 120, 95, 80 active",
            "arithmetic",
            Grade::A,
        )
        .exact(455_u64, activation),
        state(
            "EPS-7.2",
            "The worked example 60, 100, 120, 95, 80 sums to 500",
            PAPER,
            Grade::A,
        )
        .published_failure(
            "500",
            activation.to_string(),
            Verdict::Fails,
            "The printed example adds up to 455.",
        ),
    ]
}

fn longer_terms(effort: Effort) -> Vec<Claim> {
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

fn one_jump_or_many_slices(effort: Effort) -> Vec<Claim> {
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

fn police_withdrawn(effort: Effort) -> Vec<Claim> {
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

fn local_outbreaks(effort: Effort) -> Vec<Claim> {
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

fn two_groups(effort: Effort) -> Vec<Claim> {
    let seeds = effort.choose(20, 40);
    let run = |legitimacy: f64, cops: usize, limit: u32| {
        over_seeds(seeds, move |seed| {
            let setting = GroupSetting::published(legitimacy, cops, RatioRule::Floored);
            let mut simulation = GroupSimulation::new(setting, seed);
            let gone = simulation.run_until_gone(limit);
            (gone.map(f64::from), simulation.kills())
        })
    };
    let times =
        |runs: &[(Option<f64>, u64)]| runs.iter().filter_map(|run| run.0).collect::<Vec<f64>>();
    let killed: u64 = run(0.9, 0, 300).iter().map(|run| run.1).sum();
    let [ended, few, many] = [0, 64, 160].map(|cops| times(&run(0.8, cops, 15_000)));
    let (calm, policed) = (mean(ended.iter().copied()), mean(many.iter().copied()));
    vec![
        state(
            "EPS-12.1",
            "Model II, L = 0.9, no officers: nobody is killed",
            PAPER,
            Grade::C,
        )
        .exact(0, killed),
        state(
            "EPS-12.2",
            "Model II, L = 0.8, no officers: one group is gone in every run",
            PAPER,
            Grade::C,
        )
        .exact(seeds as usize, ended.len()),
        state("EPS-12.3", "Ticks until it is gone", SURVEY, Grade::C)
            .median_range(30.0, 190.0, &ended),
        state(
            "EPS-12.4",
            "Run 8: with officers on 0.04 of the cells the groups live on side by side",
            PAPER,
            Grade::C,
        )
        .published_failure(
            "no group is gone",
            format!("a group is gone in {} of {seeds} runs", few.len()),
            if few.is_empty() {
                Verdict::Holds
            } else {
                Verdict::Fails
            },
            format!(
                "The stable regime does not reproduce; ticks until a group is gone: {}.",
                Spread::of(&few)
            ),
        ),
        state(
            "EPS-12.5",
            "Officers on 0.1 of the cells delay the end of a group: mean ticks",
            PAPER,
            Grade::D,
        )
        .truth(
            "more than without officers",
            format!("{policed:.0} against {calm:.0}"),
            policed > calm,
        ),
    ]
}

/// Mean and standard deviation over ticks of the share of active citizens, and the mean share of jailed ones.
fn shares(counts: &[(f64, f64)]) -> [f64; 3] {
    let active = mean(counts.iter().map(|count| count.0));
    let variance = mean(
        counts
            .iter()
            .map(|count| (count.0 - active) * (count.0 - active)),
    );
    [
        active,
        libm::sqrt(variance),
        mean(counts.iter().map(|count| count.1)),
    ]
}

const TIMED_TICKS: usize = 200;

fn plain_shares(seed: u64) -> [f64; 3] {
    let setting = Setting::benchmark(120);
    let citizens = setting.citizens as f64;
    let mut simulation = Simulation::new(setting, seed);
    let tick = |_| {
        (
            f64::from(simulation.tick()) / citizens,
            f64::from(simulation.jailed()) / citizens,
        )
    };
    shares(&(0..TIMED_TICKS).map(tick).collect::<Vec<_>>())
}

fn fast_shares(seed: u64) -> [f64; 3] {
    let Ok(mut simulation) = fast::Simulation::new(Setting::benchmark(120), seed) else {
        return [f64::NAN; 3];
    };
    let tick = |_| {
        simulation.tick();
        let counts = simulation.counts();
        let citizens = counts.citizens as f64;
        (
            counts.actives as f64 / citizens,
            counts.jailed as f64 / citizens,
        )
    };
    shares(&(0..TIMED_TICKS).map(tick).collect::<Vec<_>>())
}

fn fast_engine(effort: Effort) -> Vec<Claim> {
    let seeds = effort.choose(4, 20);
    let (plain, fast) = (
        over_seeds(seeds, plain_shares),
        over_seeds(seeds, fast_shares),
    );
    let column =
        |runs: &[[f64; 3]], place: usize| runs.iter().map(|run| run[place]).collect::<Vec<f64>>();
    let names = [
        "mean share active",
        "standard deviation of the share active over ticks",
        "mean share in jail",
    ];
    let ours = "plain engine, same reading";
    let mut claims: Vec<Claim> = (0..3)
        .map(|place| {
            let claim = format!(
                "Fast and plain engine are the same model (120 × 120, 200 ticks): {}",
                names[place]
            );
            same_mean(
                format!("EPS-13.{}", place + 1),
                claim,
                ours,
                &column(&plain, place),
                &column(&fast, place),
            )
        })
        .collect();
    let others = "other programs in the same reading (hand-written, krABMaga, MASON)";
    claims.push(
        state(
            "EPS-13.4",
            "Fixed reading with 112 cells in sight: mean share active",
            others,
            Grade::C,
        )
        .median_range(0.022, 0.027, &column(&fast, 0)),
    );
    claims.push(
        state(
            "EPS-13.5",
            "Fixed reading with 112 cells in sight: mean share in jail",
            others,
            Grade::C,
        )
        .median_range(0.243, 0.265, &column(&fast, 2)),
    );
    claims
}

/// Two samples whose means differ by at most a twentieth.
fn same_mean(id: String, claim: String, source: &str, expected: &[f64], got: &[f64]) -> Claim {
    let (plain, fast) = (mean(expected.iter().copied()), mean(got.iter().copied()));
    let difference = fast / plain - 1.0;
    state(id, claim, source, Grade::C)
        .close(
            Spread::of(expected).to_string(),
            Spread::of(got).to_string(),
            "means within 5 %".to_owned(),
            if difference.abs() <= 0.05 { Verdict::Holds } else { Verdict::Fails },
        )
        .with_note(format!("The fast engine is {:+.1} % off: it lets people act tile by tile, and smaller tiles raise activity a little more.", 100.0 * difference))
}
