//! The leadership by itself, without the country: what the model held of each recorded change, and how
//! runs end in which the model decides.
//!
//! `cargo run --release -p rules --example leadership -- [LEVER=VALUE | PARAMETER=VALUE]...`

use std::collections::BTreeMap;
use std::error::Error;

use kernel::{Key, Sample, Week};
use rules::Parameters;
use rules::calendar::Policy;
use rules::leadership::{Country, Leadership, score};
use world::{Leader, Plan};

#[expect(
    clippy::disallowed_methods,
    reason = "an example is a program of its own and takes its changes from the command line"
)]
fn main() -> Result<(), Box<dyn Error>> {
    let (leaders, mut plan) = shipped()?;
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
    scores(&leaders, &plan, &parameters)?;
    endings(&leaders, &mut plan, &parameters)
}

fn shipped() -> Result<(Vec<Leader>, Plan), Box<dyn Error>> {
    let loaded = scenario::load(&scenario::LoadRequest {
        scenario: "ussr-1953-1964".to_owned(),
        ..scenario::LoadRequest::default()
    });
    let scenario = loaded.scenario.ok_or("the scenario does not load")?;
    let sample = Sample::one_in(10_000)?;
    let (world, plan) = world::build(&scenario, sample, 1953, None)?;
    Ok((world.leaders, plan))
}

fn scores(leaders: &[Leader], plan: &Plan, parameters: &Parameters) -> Result<(), Box<dyn Error>> {
    println!("week change     leader             in week  in quarter  rank");
    let scores = score(leaders, plan, parameters, Key::from_seed(1953));
    for own in scores.map_err(|missing| missing.join(", "))? {
        println!(
            "{:4} {:10} {:18} {:7.4} {:11.4}  {:2} of {}",
            own.week,
            format!("{:?}", own.change),
            own.leader,
            own.in_week,
            own.in_quarter,
            own.rank,
            own.among
        );
    }
    Ok(())
}

fn endings(
    leaders: &[Leader],
    plan: &mut Plan,
    parameters: &Parameters,
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
            let country = Country::default();
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
