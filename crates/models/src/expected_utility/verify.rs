//! Claims about the expected-utility model, compared with what this implementation gives.

use crate::baseline;
use crate::verification::{Case, Claim, Effort, Grade, Verdict, join};

use super::{
    Actor, ExpectedUtility, Mode, Round, Stopping, expected_utilities, risk_exponents,
    security_levels, success_probability, votes,
};

const MODEL: &str = "expected-utility";
const ARTICLE: &str = "Scholz, Calbert and Smith (2011), table 2";
const REBUILT: &str = "independent rebuild from the equations";
const EVALUATION: &str = "paper draft and decision log of the repository hamzagul07/schelling";

const fn actor(capability: f64, position: f64, salience: f64) -> Actor {
    Actor {
        capability,
        position,
        salience,
    }
}

/// The case of the publication: years of delay for car-emission standards in the European Community.
///
/// Netherlands, Belgium, Luxembourg, Germany, France, Italy, United Kingdom, Ireland, Denmark, Greece. Bueno de Mesquita
/// (1994), as given by Scholz, Calbert and Smith (2011), table 1. The actual delay was 8.833 years.
pub const CAR_EMISSIONS: [Actor; 10] = [
    actor(0.08, 4.0, 0.8),
    actor(0.08, 7.0, 0.4),
    actor(0.03, 4.0, 0.2),
    actor(0.16, 4.0, 0.8),
    actor(0.16, 10.0, 0.6),
    actor(0.16, 10.0, 0.6),
    actor(0.16, 10.0, 0.9),
    actor(0.05, 7.0, 0.1),
    actor(0.05, 4.0, 1.0),
    actor(0.08, 7.0, 0.7),
];

/// Delay that was decided, in years.
const ACTUAL_DELAY: f64 = 8.833;
const PUBLISHED_MEDIANS: [f64; 8] = [8.4, 9.9, 9.9, 9.9, 9.9, 7.4, 8.8, 9.6];
const PUBLISHED_MEANS: [f64; 8] = [7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6];

/// The cases of this model.
pub fn cases() -> Vec<Case> {
    let case = |id, run| Case {
        id,
        model: MODEL,
        run,
    };
    vec![
        case("BDM-1", pieces),
        case("BDM-2", table_mode),
        case("BDM-3", literal_mode),
        case("BDM-4", published_table),
        case("BDM-5", baselines),
    ]
}

fn run(mode: Mode, rounds: usize, stopping: Option<Stopping>) -> Vec<Round> {
    ExpectedUtility {
        actors: CAR_EMISSIONS.to_vec(),
        mode,
        status_quo: 1.0,
    }
    .run(rounds, stopping)
}

fn medians(rounds: &[Round]) -> Vec<f64> {
    rounds[1..].iter().map(|round| round.median).collect()
}

fn means(rounds: &[Round]) -> Vec<f64> {
    rounds[1..].iter().map(|round| round.mean).collect()
}

/// Printed rows of the first pass: position in the list, actor, expected utilities.
const PRINTED_ROWS: [(usize, &str, [f64; 10]); 4] = [
    (
        0,
        "Netherlands",
        [
            0.0, 0.4931, 0.0, 0.0, 0.6192, 0.6192, -0.0712, 0.8733, 0.0, 0.1129,
        ],
    ),
    (
        1,
        "Belgium",
        [
            0.4139, 0.0, 0.8535, 0.4139, 0.4044, 0.4044, 0.1066, 0.0, 0.2674, 0.0,
        ],
    ),
    (
        4,
        "France",
        [
            0.6411, 0.5970, 1.6603, 0.6411, 0.0, 0.0, 0.0, 0.8993, 0.3014, 0.2948,
        ],
    ),
    (
        6,
        "United Kingdom",
        [
            0.6411, 0.5970, 1.6603, 0.6411, 0.0, 0.0, 0.0, 0.8993, 0.3014, 0.2948,
        ],
    ),
];

fn pieces(_: Effort) -> Vec<Claim> {
    let claim = |number: usize, text: &str| {
        Claim::state(format!("BDM-1.{number}"), MODEL, text, REBUILT, Grade::A)
    };
    let weights: Vec<f64> = CAR_EMISSIONS
        .iter()
        .map(|actor| actor.capability * actor.salience)
        .collect();
    let positions: Vec<f64> = CAR_EMISSIONS.iter().map(|actor| actor.position).collect();
    let utilities = expected_utilities(&CAR_EMISSIONS, &[1.0; 10], 1.0);
    let security = security_levels(&utilities);
    let vote = |first, second| votes(&CAR_EMISSIONS, first, second, 6.0);
    let beats = |first, second| success_probability(&CAR_EMISSIONS, first, second);
    let mut claims = vec![
        claim(1, "sum over actors of capability times salience").number(
            0.677,
            weights.iter().sum(),
            1e-12,
        ),
        claim(2, "weighted mean of the positions").number(
            7.389_955_686_853_766,
            baseline::weighted_mean(&positions, &weights),
            1e-12,
        ),
        claim(3, "weighted median of the positions")
            .exact(7.0, baseline::weighted_median(&positions, &weights)),
        claim(4, "votes for 10 over 7, 7 over 4 and 10 over 4").numbers(
            &[-0.0025, 0.0905, 0.0880],
            &[vote(10.0, 7.0), vote(7.0, 4.0), vote(10.0, 4.0)],
            5e-5,
        ),
        claim(5, "probabilities that 10 beats 4, 7 beats 4 and 10 beats 7").numbers(
            &[0.575_342, 0.633_678, 0.496_307],
            &[beats(10.0, 4.0), beats(7.0, 4.0), beats(10.0, 7.0)],
            5e-7,
        ),
        claim(6, "security levels").numbers(
            &[
                3.1649, 3.7634, 7.5412, 3.1649, 3.6900, 3.6900, 0.0350, 6.1908, 1.7062, 1.3359,
            ],
            &security,
            5e-5,
        ),
        claim(7, "risk exponents").numbers(
            &[
                1.1172, 1.0044, 0.5000, 1.1172, 1.0176, 1.0176, 2.0000, 0.6483, 1.4537, 1.5569,
            ],
            &risk_exponents(&security),
            5e-5,
        ),
    ];
    claims.extend(
        PRINTED_ROWS
            .iter()
            .zip(8..)
            .map(|((row, country, expected), number)| {
                claim(
                    number,
                    &format!("expected utilities of {country} in the first pass"),
                )
                .numbers(expected, &utilities[*row], 5e-5)
            }),
    );
    claims
}

fn table_mode(_: Effort) -> Vec<Claim> {
    let claim = |number: usize, text: &str| {
        Claim::state(format!("BDM-2.{number}"), MODEL, text, REBUILT, Grade::B)
    };
    let rounds = run(Mode::Table, 8, None);
    vec![
        claim(1, "medians of eight rounds in mode table").numbers(
            &[8.416, 9.611, 9.962, 9.962, 9.962, 7.472, 8.825, 9.671],
            &medians(&rounds),
            5e-3,
        ),
        claim(2, "means of eight rounds in mode table").numbers(
            &[7.461, 7.553, 7.590, 7.358, 7.349, 7.415, 7.510, 7.572],
            &means(&rounds),
            5e-3,
        ),
    ]
}

fn literal_mode(_: Effort) -> Vec<Claim> {
    let claim = |number: usize, text: &str| {
        Claim::state(format!("BDM-3.{number}"), MODEL, text, REBUILT, Grade::B)
    };
    let rounds = run(Mode::Literal, 8, None);
    let stopped = run(
        Mode::Literal,
        8,
        Some(Stopping {
            quiet_move: 0.5,
            quiet_rounds: 2,
        }),
    );
    let moved: Vec<usize> = (0..10)
        .filter(|&i| rounds[1].positions[i] != rounds[0].positions[i])
        .collect();
    vec![
        claim(1, "medians of eight rounds in mode literal, never stopping").numbers(
            &[9.530, 9.530, 9.530, 10.0, 10.0, 10.0, 10.0, 10.0],
            &medians(&rounds),
            5.001e-4,
        ),
        claim(2, "means of eight rounds in mode literal, never stopping").numbers(
            &[7.606, 7.717, 8.304, 9.635, 9.676, 9.719, 9.741, 9.755],
            &means(&rounds),
            5.001e-4,
        ),
        claim(3, "only Denmark and Greece move in the first round").exact_list(&[8, 9], &moved),
        claim(4, "where they go").numbers(
            &[4.097, 9.530],
            &[rounds[1].positions[8], rounds[1].positions[9]],
            5.001e-4,
        ),
        claim(5, "with the stopping rule the run ends after this many rounds").exact(3, stopped.len() - 1),
        claim(6, "the forecast 9.53 rests on the stopping rule: one round later the median is at the extreme").truth(
            "9.53 when stopped, 10 after round 4",
            format!("{:.2} when stopped, {:.0} after round 4", stopped[3].median, rounds[4].median),
            (stopped[3].median - 9.53).abs() < 5e-3 && rounds[4].median == 10.0,
        ),
    ]
}

/// The published table against both readings: neither yields it.
fn published_table(_: Effort) -> Vec<Claim> {
    let show = |numbers: &[f64]| join(numbers, 1);
    let compare = |number: usize,
                   what: &str,
                   published: &[f64],
                   series: fn(&[Round]) -> Vec<f64>| {
        let [table, literal] = [Mode::Table, Mode::Literal].map(|mode| series(&run(mode, 8, None)));
        let text = format!("{what} of the published table, by rounds 1 to 8");
        Claim::state(format!("BDM-4.{number}"), MODEL, text, ARTICLE, Grade::B).published_failure(
            show(published),
            format!("mode table {}; mode literal {}", show(&table), show(&literal)),
            Verdict::DiffersByRule,
            format!(
                "The published row does not follow from the printed equations. Mode table agrees in {} of 8 cells when \
                 rounded or cut to one decimal, mode literal in {}.",
                agreeing(published, &table),
                agreeing(published, &literal)
            ),
        )
    };
    vec![
        compare(1, "median positions", &PUBLISHED_MEDIANS, medians),
        compare(2, "mean positions", &PUBLISHED_MEANS, means),
    ]
}

/// Cells that equal the printed one when rounded, or cut, to one decimal.
fn agreeing(published: &[f64], got: &[f64]) -> usize {
    let tenths = |x: f64| (10.0 * x).round();
    published
        .iter()
        .zip(got)
        .filter(|(published, got)| {
            let printed = tenths(**published);
            printed == tenths(**got) || printed == (10.0 * **got).floor()
        })
        .count()
}

/// The model beside the two baselines: on one case here, on 351 cases in another's evaluation.
fn baselines(_: Effort) -> Vec<Claim> {
    let start = &run(Mode::Table, 0, None)[0];
    let stopping = Some(Stopping {
        quiet_move: 0.5,
        quiet_rounds: 2,
    });
    let literal = run(Mode::Literal, 8, stopping)
        .last()
        .map_or(f64::NAN, |round| round.median);
    let forecasts = [
        start.mean,
        start.median,
        run(Mode::Table, 1, None)[1].median,
        literal,
    ];
    let errors = forecasts
        .map(|forecast| format!("{:.2}", (forecast - ACTUAL_DELAY).abs()))
        .join(", ");
    vec![
        Claim::state(
            "BDM-5.1",
            MODEL,
            "forecasts of weighted mean, weighted median, mode table after one round, mode literal when stopped",
            REBUILT,
            Grade::B,
        )
        .numbers(&[7.390, 7.0, 8.416, 9.530], &forecasts, 5.001e-4)
        .with_note(format!("Actual delay 8.833 years: off by {errors}. One case proves nothing.")),
        Claim::state(
            "BDM-5.2",
            MODEL,
            "a challenge model forecasts better than the weighted mean of positions",
            EVALUATION,
            Grade::C,
        )
        .published_failure(
            "a smaller mean absolute error than the weighted mean's",
            "26.83 against 22.99 on 351 issues; difference +3.84, 95 % interval 1.66 to 6.01",
            Verdict::Fails,
            "Published by others and not recomputed here. Median errors 20.00 and 17.54 differ within uncertainty; the \
             challenge model is ahead on exact hits. Therefore every elite result is printed beside both baselines.",
        ),
    ]
}
