//! The leadership by itself, without the country: what the model held of each recorded change, and how
//! runs end in which the model decides.
//!
//! `cargo run --release -p rules --example leadership -- [LEVER=VALUE | PARAMETER=VALUE]...`

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;

use kernel::{Key, Sample, VectorLevel, Week};
use rules::calendar::Policy;
use rules::leadership::{Country, Leadership, Score, forecasts, score};
use rules::{Parameters, Society};
use world::{Leader, Plan, World};

/// Draws of stances and powers over which the table of scores is a mean.
const KEYS: u64 = 20;
/// Weeks of the death of the old leader, whose seats the model does not forecast.
const FIRST_WEEKS: u16 = 2;

#[expect(
    clippy::disallowed_methods,
    reason = "an example is a program of its own and takes its changes from the command line"
)]
fn main() -> Result<(), Box<dyn Error>> {
    let (world, mut plan) = shipped(10_000)?;
    let leaders = world.leaders;
    for change in std::env::args().skip(1) {
        let (name, value) = change.split_once('=').ok_or("a change is NAME=VALUE")?;
        let value: f64 = value.parse()?;
        match (plan.levers.get_mut(name), plan.parameters.get_mut(name)) {
            (Some(weeks), _) => weeks.fill(value),
            (None, Some(own)) => *own = value,
            (None, None) => return Err(format!("no lever or parameter {name}").into()),
        }
    }
    let parameters = Parameters::read(&plan)?;
    let reports = reports()?;
    scores(&leaders, &plan, &parameters, &reports)?;
    endings(&leaders, &mut plan, &parameters, &reports)
}

fn shipped(interval: u32) -> Result<(World, Plan), Box<dyn Error>> {
    let loaded = scenario::load(&scenario::LoadRequest {
        scenario: "ussr-1953-1964".to_owned(),
        ..scenario::LoadRequest::default()
    });
    let scenario = loaded.scenario.ok_or("the scenario does not load")?;
    let sample = Sample::one_in(interval)?;
    Ok(world::build(&scenario, sample, 1953, None)?)
}

/// What the country reports by week along the recorded course, 1 person in 1000.
fn reports() -> Result<Vec<Country>, Box<dyn Error>> {
    let (world, plan) = shipped(1_000)?;
    let weeks = plan.weeks;
    let mut society = Society::new(world, Arc::new(plan), 1953, VectorLevel::detect())?;
    let mut reports = Vec::new();
    for _ in 0..weeks {
        reports.push(Country::of(&society));
        society.step(|_| {});
    }
    Ok(reports)
}

/// Prints what the model held of each recorded change, the mean over draws of stances and powers.
fn scores(
    leaders: &[Leader],
    plan: &Plan,
    parameters: &Parameters,
    reports: &[Country],
) -> Result<(), Box<dyn Error>> {
    println!("week change     leader             in week  in quarter  rank");
    let country = |week: Week| reports[usize::from(week.0)];
    let mut tables = Vec::new();
    for seed in 0..KEYS {
        let scores = score(leaders, plan, parameters, Key::from_seed(seed), country);
        tables.push(scores.map_err(|missing| missing.join(", "))?);
    }
    for (row, own) in tables[0].iter().enumerate() {
        let mean = |get: fn(&Score) -> f64| {
            tables.iter().map(|table| get(&table[row])).sum::<f64>() / KEYS as f64
        };
        println!(
            "{:4} {:10} {:18} {:7.4} {:11.4}  {:4.1} of {}",
            own.week,
            format!("{:?}", own.change),
            own.leader,
            mean(|own| own.in_week),
            mean(|own| own.in_quarter),
            mean(|own| f64::from(own.rank)),
            own.among
        );
    }
    skill(leaders, plan, parameters, country)
}

/// Prints how much better the model forecasts than a constant rate that knows how many were lost.
fn skill(
    leaders: &[Leader],
    plan: &Plan,
    parameters: &Parameters,
    country: impl Fn(Week) -> Country + Copy,
) -> Result<(), Box<dyn Error>> {
    let (mut model, mut constant, mut lost, mut weeks) = (0.0, 0.0, 0.0, 0.0);
    for seed in 0..KEYS {
        let found = forecasts(leaders, plan, parameters, Key::from_seed(seed), country);
        let found = found.map_err(|missing| missing.join(", "))?;
        let found: Vec<_> = found
            .into_iter()
            .filter(|own| own.week > FIRST_WEEKS)
            .collect();
        let losses = found.iter().filter(|own| own.lost).count() as f64;
        let rate = losses / found.len() as f64;
        let log = |lost: bool, chance: f64| {
            if lost {
                chance.ln()
            } else {
                (1.0 - chance).ln()
            }
        };
        model += found
            .iter()
            .map(|own| log(own.lost, own.chance.max(1e-6)))
            .sum::<f64>();
        constant += found.iter().map(|own| log(own.lost, rate)).sum::<f64>();
        (lost, weeks) = (losses, found.len() as f64);
    }
    println!(
        "\n{lost} seats lost in {weeks} weeks of members; log likelihood {:.1}, of a constant rate {:.1}",
        model / KEYS as f64,
        constant / KEYS as f64
    );
    Ok(())
}

fn endings(
    leaders: &[Leader],
    plan: &mut Plan,
    parameters: &Parameters,
    reports: &[Country],
) -> Result<(), Box<dyn Error>> {
    if let Some(weeks) = plan.levers.get_mut("leadership.mode") {
        weeks.fill(1.0);
    }
    let mut last = BTreeMap::<&str, u32>::new();
    let (mut challenges, mut removals) = (0, 0);
    for seed in 0..100 {
        let key = Key::from_seed(seed);
        let leadership = Leadership::new(leaders, plan, parameters, key);
        let mut leadership = leadership.map_err(|missing| missing.join(", "))?;
        for week in 0..plan.weeks {
            let mut policy = Policy::of(plan, usize::from(week));
            let country = reports[usize::from(week)];
            let time = (key, Week(week));
            leadership.week(country, (plan, leaders), parameters, time, &mut policy);
            challenges += leadership.standing.challenges;
            removals += leadership.standing.removals;
        }
        let leader = &leaders[leadership.state.leader as usize].name;
        *last.entry(leader.as_str()).or_default() += 1;
    }
    println!("\nwho leads in the last week of 100 runs: {last:?}");
    println!("challenges {challenges}, removals {removals} in 100 runs");
    Ok(())
}
