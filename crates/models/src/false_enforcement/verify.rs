//! The claims about the model of false enforcement.

use super::{Horizon, Placement, Population, Setting, Updating};
use crate::verification::{
    Case, Claim, Effort, Grade, Spread, Statement, Verdict, compact, over_seeds,
};

const MODEL: &str = "false-enforcement";

/// The claims about this model.
pub fn cases() -> Vec<Case> {
    vec![
        Case {
            id: "EMP-1",
            model: MODEL,
            run: reference_counts,
        },
        Case {
            id: "EMP-2",
            model: MODEL,
            run: orderings,
        },
        Case {
            id: "EMP-3",
            model: MODEL,
            run: more_believers,
        },
    ]
}

fn state(id: String, claim: &str, source: &str, grade: Grade) -> Statement {
    Claim::state(id, MODEL, claim, source, grade)
}

/// One reference run: setting and the number of cascades among 50 seeds of an independent program.
struct Reference {
    name: &'static str,
    setting: Setting,
    cascades: u32,
}

fn with(believers: usize, placement: Placement, horizon: Horizon, updating: Updating) -> Setting {
    let sweeps = if horizon == Horizon::Full { 200 } else { 300 };
    Setting {
        believers,
        placement,
        horizon,
        updating,
        sweeps,
        ..Setting::published()
    }
}

fn local(believers: usize, placement: Placement, rewiring: f64) -> Setting {
    with(
        believers,
        placement,
        Horizon::Local { rewiring },
        Updating::Asynchronous,
    )
}

fn full(believers: usize) -> Setting {
    with(
        believers,
        Placement::Scattered,
        Horizon::Full,
        Updating::Asynchronous,
    )
}

fn references() -> Vec<Reference> {
    use Placement::{Clustered, Scattered};
    let mut list = Vec::new();
    let mut add = |name, setting, cascades| {
        list.push(Reference {
            name,
            setting,
            cascades,
        })
    };
    for (believers, cascades) in [
        (10, 0),
        (50, 0),
        (100, 0),
        (125, 0),
        (150, 0),
        (200, 0),
        (300, 50),
    ] {
        add("fully connected", full(believers), cascades);
    }
    for (believers, cascades) in [(4, 42), (10, 48), (20, 50), (50, 50)] {
        add(
            "local, clustered",
            local(believers, Clustered, 0.0),
            cascades,
        );
    }
    for (believers, cascades) in [(4, 5), (10, 18), (20, 45), (30, 50)] {
        add(
            "local, scattered",
            local(believers, Scattered, 0.0),
            cascades,
        );
    }
    for (rewiring, cascades) in [(0.01, 47), (0.05, 46), (0.1, 23), (0.2, 1), (0.5, 0)] {
        add(
            "local, clustered, rewired",
            local(10, Clustered, rewiring),
            cascades,
        );
    }
    for (placement, cascades) in [(Clustered, 40), (Scattered, 14)] {
        let horizon = Horizon::Local { rewiring: 0.0 };
        add(
            "local, synchronous",
            with(10, placement, horizon, Updating::Synchronous),
            cascades,
        );
    }
    list
}

/// Final compliance for each seed.
fn compliance(setting: Setting, seeds: u64) -> Vec<f64> {
    over_seeds(seeds, |seed| Population::new(setting, seed).run())
}

fn cascades(compliance: &[f64]) -> u32 {
    compliance.iter().filter(|&&share| share > 0.5).count() as u32
}

fn describe(reference: &Reference) -> String {
    let Setting {
        believers,
        placement,
        horizon,
        ..
    } = reference.setting;
    let detail = match horizon {
        Horizon::Local { rewiring } if rewiring > 0.0 => {
            format!(", edges rewired with probability {rewiring}")
        }
        _ if reference.setting.updating == Updating::Synchronous => {
            format!(", {placement:?}").to_lowercase()
        }
        _ => String::new(),
    };
    format!(
        "{}{detail}, {believers} believers of 1000: runs in which more than half comply in the end",
        reference.name
    )
}

fn reference_counts(effort: Effort) -> Vec<Claim> {
    let seeds = effort.choose(20, 50);
    (1..)
        .zip(references())
        .map(|(number, reference)| {
            let shares = compliance(reference.setting, seeds);
            count_claim(format!("EMP-1.{number}"), &reference, &shares)
        })
        .collect()
}

/// Compares a count of cascades with the reference count of 50 within three binomial standard errors of a difference.
///
/// Both counts are samples. The reference share enters as (x + 1)/(50 + 2), so that 0 or 50 of 50 is not taken for
/// certainty.
fn count_claim(id: String, reference: &Reference, shares: &[f64]) -> Claim {
    let seeds = shares.len() as f64;
    let p = f64::from(reference.cascades) / 50.0;
    let smoothed = (f64::from(reference.cascades) + 1.0) / 52.0;
    let error = libm::sqrt(smoothed * (1.0 - smoothed) * (1.0 / 50.0 + 1.0 / seeds));
    let (expected, got) = (p * seeds, f64::from(cascades(shares)));
    let tolerance = 3.0 * error * seeds;
    let verdict = if (got - expected).abs() <= tolerance {
        Verdict::Holds
    } else {
        Verdict::Fails
    };
    state(
        id,
        &describe(reference),
        "independent program, 50 seeds",
        Grade::C,
    )
    .close(
        format!("{} of {seeds}", compact(expected)),
        format!("{got} of {seeds}"),
        format!("±{tolerance:.1} (3 s.e.)"),
        verdict,
    )
    .with_note(format!(
        "Share complying in the end: {}",
        Spread::of(shares)
    ))
}

fn orderings(effort: Effort) -> Vec<Claim> {
    let seeds = effort.choose(20, 50);
    let count = |setting| cascades(&compliance(setting, seeds));
    let clustered = count(local(10, Placement::Clustered, 0.0));
    let scattered = count(local(10, Placement::Scattered, 0.0));
    let connected = count(full(10));
    let rewired: Vec<u32> = [0.01, 0.05, 0.1, 0.2, 0.5]
        .map(|share| count(local(10, Placement::Clustered, share)))
        .to_vec();
    let abstract_ = "Centola, Willer and Macy (2005), abstract";
    let falls = rewired.windows(2).all(|pair| pair[0] >= pair[1]);
    vec![
        state("EMP-2.1".into(), "A highly unpopular norm cannot cascade when everybody sees everybody", abstract_, Grade::D)
            .exact(0, connected),
        state("EMP-2.2".into(), "Cascades: local and clustered, more than local and scattered, more than fully connected", "community model text; independent program", Grade::D)
            .truth("clustered > scattered > full", format!("{clustered} > {scattered} > {connected}"), clustered > scattered && scattered > connected),
        state("EMP-2.3".into(), "More bridging ties do not make cascades likelier: edges rewired with probability 0.01, 0.05, 0.1, 0.2, 0.5", abstract_, Grade::D)
            .truth("never rising", format!("{rewired:?}"), falls),
    ]
}

fn more_believers(effort: Effort) -> Vec<Claim> {
    let seeds = effort.choose(20, 50);
    let counts = [4, 10, 20, 50].map(|believers| {
        cascades(&compliance(
            local(believers, Placement::Clustered, 0.0),
            seeds,
        ))
    });
    let fewer = counts.windows(2).all(|pair| pair[0] >= pair[1]);
    let verdict = if fewer {
        Verdict::Holds
    } else {
        Verdict::Fails
    };
    vec![
        state("EMP-3.1".into(), "More true believers do not make cascades likelier: 4, 10, 20, 50 clustered believers", "Centola, Willer and Macy (2005), abstract", Grade::D)
            .published_failure(
                "not rising",
                format!("{counts:?} of {seeds}"),
                verdict,
                "On our lattice more believers give more cascades; the published result needs the paper's own irregular neighbourhoods.",
            ),
    ]
}
