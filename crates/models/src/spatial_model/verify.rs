//! Claims about the spatial model, compared with what this implementation gives.

use crate::verification::{Case, Claim, Effort, Grade, Verdict, join};

use super::configuration::{Configuration, Election, ThirdParty, VictoryRule, VotingRule};
use super::reference::{
    FIVE_ACTORS, Reference, SEVEN_ACTORS, THIRTEEN_ACTORS, actors_of, table_of,
};
use super::{
    Challenge, Round, Run, SpatialModel, State, Table, View, elect, interpolate, play,
    power_weighted, third_party_vote, victory,
};

const MODEL: &str = "smp";
const DEMONSTRATION: &str = "KTAB, KTAB/kmodel/20170530_ref-demomodel.txt";
const SEVEN_LOG: &str = "KTAB, examples/smp/doc/20170530_ref-dummyData_3Dim.txt";
const THIRTEEN_LOG: &str = "KTAB, examples/smp/doc/20170530_ref-SOE-Pol-Comp.txt";
const FIVE_LOG: &str = "KTAB, examples/smp/doc/20170530_ref-smpExample.txt";
const REBUILT: &str = "independent rebuild from the equations";
/// Half a unit of the last printed digit, with room for the binary representation of the printed decimal.
const PRINTED_POSITION: f64 = 0.050_000_1;
const PRINTED_PROBABILITY: f64 = 0.000_05;

/// The cases of this model.
pub fn cases() -> Vec<Case> {
    let case = |id, run| Case {
        id,
        model: MODEL,
        run,
    };
    vec![
        case("KT-1", elections),
        case("KT-2", first_round_of_seven),
        case("KT-3", |_| golden_run("KT-3", SEVEN_LOG, SEVEN_ACTORS)),
        case("KT-4", |_| {
            golden_run("KT-4", THIRTEEN_LOG, THIRTEEN_ACTORS)
        }),
        case("KT-5", first_round_of_five),
        case("KT-6", first_round_of_thirteen),
        case("KT-7", commitment),
    ]
}

fn elections(_: Effort) -> Vec<Claim> {
    let state = |number: usize, claim: &str| {
        Claim::state(
            format!("KT-1.{number}"),
            MODEL,
            claim,
            DEMONSTRATION,
            Grade::B,
        )
    };
    let three = table(
        &[
            [0.0, 12.099, 54.921],
            [10.333, 0.0, 27.079],
            [5.007, 55.047, 0.0],
        ]
        .map(Vec::from),
    );
    let two = table(&[[0.0, 51.212], [19.714, 0.0]].map(Vec::from));
    let odds = victory(VictoryRule::Square, &three);
    let mut claims = vec![
        state(
            1,
            "pairwise probabilities of three options under the square rule",
        )
        .numbers(
            &[0.5782, 0.9918, 0.1948],
            &[odds[(0, 1)], odds[(0, 2)], odds[(1, 2)]],
            PRINTED_PROBABILITY,
        ),
    ];
    let published = [
        (Election::MarkovUniform, [0.6351, 0.2148, 0.1501]),
        (Election::MarkovIncentive, [0.5094, 0.2796, 0.2110]),
        (Election::Conditional, [0.8659, 0.1241, 0.0100]),
    ];
    for (at, (election, of_three)) in published.into_iter().enumerate() {
        let elected = |coalitions| elect(election, VictoryRule::Square, coalitions);
        let name = election.name();
        claims.push(
            state(2 + 2 * at, &format!("{name} election among three options")).numbers(
                &of_three,
                &elected(&three),
                PRINTED_PROBABILITY,
            ),
        );
        claims.push(
            state(3 + 2 * at, &format!("{name} election between two options")).numbers(
                &[0.8709, 0.1291],
                &elected(&two),
                PRINTED_PROBABILITY,
            ),
        );
    }
    claims
}

fn first_round_of_seven(_: Effort) -> Vec<Claim> {
    let claim = |number: usize, claim: &str, source| {
        Claim::state(format!("KT-2.{number}"), MODEL, claim, source, Grade::B)
    };
    let model = model(SEVEN_ACTORS.actors, Configuration::default());
    let state = model.start();
    let utilities: Vec<f64> = (0..7)
        .map(|other| super::utility(state.distances[(0, other)], 0.0))
        .collect();
    let challenges = challenges(&state);
    let targets: Vec<usize> = challenges
        .iter()
        .map(|challenge| challenge.target)
        .collect();
    let probabilities: Vec<f64> = challenges
        .iter()
        .map(|challenge| challenge.prospect.probability)
        .collect();
    let gains: Vec<f64> = challenges
        .iter()
        .map(|challenge| challenge.prospect.gain)
        .collect();
    let mut claims = vec![
        claim(1, "risk-neutral utilities of the first actor", REBUILT).numbers(
            &[1.0, 0.903, 0.639, 0.870, 0.929, 0.882, 0.890],
            &utilities,
            5e-4,
        ),
        claim(2, "risk-neutral conditional election", REBUILT).numbers(
            &[0.0018, 0.0209, 0.0021, 0.1078, 0.7054, 0.1276, 0.0345],
            &state.neutral_probabilities,
            PRINTED_PROBABILITY,
        ),
        claim(3, "inferred risk attitudes", SEVEN_LOG).numbers(
            &[-0.500, -0.459, -0.499, -0.274, 1.000, -0.232, -0.430],
            &state.risk,
            5e-4,
        ),
        claim(4, "whom each actor challenges", SEVEN_LOG)
            .exact_list(&[6, 0, 6, 0, 0, 1, 1], &targets),
        claim(
            5,
            "each challenger's probability of victory in its own view",
            SEVEN_LOG,
        )
        .numbers(
            &[0.7643, 0.7964, 0.8334, 0.8056, 0.5836, 0.8510, 0.3970],
            &probabilities,
            PRINTED_PROBABILITY,
        ),
        claim(6, "each challenger's expected gain", SEVEN_LOG).numbers(
            &[0.0947, 0.2810, 0.4711, 0.2839, 0.0116, 0.2986, 0.0286],
            &gains,
            PRINTED_PROBABILITY,
        ),
    ];
    claims.extend(proposals_of_seven(&state));
    claims.extend(markov_elections_of_seven());
    claims
}

fn proposals_of_seven(state: &State) -> Vec<Claim> {
    let moves = play(state, &mut || 0.0);
    let published = [
        (0, [75.61, 24.78, 71.95, 75.61, 24.79, 71.95]),
        (4, [79.54, 44.72, 72.05, 79.54, 44.71, 72.05]),
    ];
    published
        .iter()
        .enumerate()
        .map(|(at, (initiator, expected))| {
            let proposal = &moves.proposals[*initiator];
            let got: Vec<f64> = proposal
                .initiator_position
                .iter()
                .chain(&proposal.receiver_position)
                .map(|coordinate| coordinate * 100.0)
                .collect();
            let claim = format!(
                "proposal of actor {initiator} for itself and for its target {}",
                proposal.receiver
            );
            Claim::state(
                format!("KT-2.{}", 7 + at),
                MODEL,
                claim,
                SEVEN_LOG,
                Grade::B,
            )
            .numbers(expected, &got, 5e-4)
        })
        .collect()
}

fn markov_elections_of_seven() -> Vec<Claim> {
    let actors = actors_of(SEVEN_ACTORS.actors);
    // The conditional election's risk attitudes hold for all three elections compared here.
    let conditional = Configuration::default();
    let positions: Vec<Vec<f64>> = actors.iter().map(|actor| actor.position.clone()).collect();
    let reference = State::new(&actors, &conditional, positions.clone(), positions);
    let elected = |election| {
        let configuration = Configuration {
            election,
            ..conditional
        };
        super::decide(
            &configuration,
            &reference.capabilities(),
            7,
            |voter, option| reference.own_utility(voter, option),
        )
    };
    let claim = |number, name: &str| {
        let text = format!("{name} election at the start with the risk attitudes above");
        Claim::state(format!("KT-2.{number}"), MODEL, text, REBUILT, Grade::B)
    };
    vec![
        claim(9, "markov-uniform").numbers(
            &[0.0688, 0.1060, 0.0722, 0.1685, 0.2869, 0.1667, 0.1310],
            &elected(Election::MarkovUniform),
            PRINTED_PROBABILITY,
        ),
        claim(10, "markov-incentive").numbers(
            &[0.0354, 0.0834, 0.1251, 0.1546, 0.3300, 0.1592, 0.1124],
            &elected(Election::MarkovIncentive),
            PRINTED_PROBABILITY,
        ),
    ]
}

/// A whole deterministic run against the log: positions, probabilities, displacements and the round it stops.
fn golden_run(id: &str, source: &str, reference: Reference) -> Vec<Claim> {
    let run = model(reference.actors, Configuration::default()).run(&mut || 0.0);
    let printed = table_of(reference.positions);
    let rounds = printed[0].len();
    let dimensions = run.rounds[0].positions[0].len();
    let position =
        |row: usize, round: &Round| 100.0 * round.positions[row / dimensions][row % dimensions];
    let displacements: Vec<Vec<f64>> = vec![
        run.rounds
            .iter()
            .filter_map(|round| round.displacement)
            .collect(),
    ];
    let claim = |number: usize, text: String| {
        Claim::state(format!("{id}.{number}"), MODEL, text, source, Grade::B)
    };
    let count = |rows: usize| rows * rounds;
    vec![
        claim(1, "the run settles after this many rounds".to_owned())
            .exact(rounds - 1, run.rounds.len() - 1),
        claim(
            2,
            format!(
                "largest difference over {} printed positions, scale 0 to 100",
                count(printed.len())
            ),
        )
        .number(
            0.0,
            largest_difference(&printed, &by_row(&run, printed.len(), position)),
            PRINTED_POSITION,
        ),
        claim(
            3,
            format!(
                "largest difference over {} printed probabilities",
                count(run.rounds[0].risk.len())
            ),
        )
        .number(
            0.0,
            largest_difference(
                &table_of(reference.probabilities),
                &by_row(&run, run.rounds[0].risk.len(), |row, round| {
                    round.probabilities[row]
                }),
            ),
            PRINTED_PROBABILITY,
        ),
        claim(
            4,
            "largest difference over the printed displacements".to_owned(),
        )
        .number(
            0.0,
            largest_difference(&table_of(reference.displacements), &displacements),
            PRINTED_PROBABILITY,
        ),
    ]
}

/// A stochastic run with other rules: its first round before the first draw, each challenge in both sides' views.
fn first_round_of_five(_: Effort) -> Vec<Claim> {
    let configuration = Configuration {
        vote: VotingRule::ProportionalCubic,
        election: Election::MarkovIncentive,
        ..Configuration::default()
    };
    let model = model(FIVE_ACTORS, configuration);
    let state = model.start();
    let challenges = challenges(&state);
    let targets: Vec<usize> = challenges
        .iter()
        .map(|challenge| challenge.target)
        .collect();
    let views: Vec<f64> = (0..5)
        .flat_map(|challenger| {
            let target = targets[challenger];
            [challenger, target].map(|observer| {
                let view = View::new(&state, observer);
                let own = view.prospect(challenger, challenger, target);
                let other = view.prospect(target, challenger, target);
                [own.probability, own.gain, other.gain]
            })
        })
        .flatten()
        .collect();
    let claim = |number: usize, text: &str| {
        Claim::state(format!("KT-5.{number}"), MODEL, text, FIVE_LOG, Grade::B)
    };
    let published_views = [
        0.5257, 0.0115, -0.0311, 0.6967, 0.0974, -0.1343, // 0 challenges 4
        0.7180, 0.2315, -0.2579, 0.7164, 0.2399, -0.2666, // 1 challenges 2
        0.4396, 0.0975, -0.0617, 0.6698, 0.1098, -0.0373, // 2 challenges 0
        0.7837, 0.4318, -0.3758, 0.7786, 0.4779, -0.4268, // 3 challenges 2
        0.5467, 0.0632, -0.0798, 0.5363, 0.0654, -0.0822, // 4 challenges 2
    ];
    vec![
        claim(1, "inferred risk attitudes: proportional-cubic votes, Markov election by incentive")
            .numbers(&[1.000, -0.387, -0.500, -0.001, -0.298], &state.risk, 5e-4),
        claim(2, "whom each actor challenges").exact_list(&[4, 2, 0, 2, 2], &targets),
        claim(3, "largest difference over probability, own and other's gain in both sides' views of five challenges")
            .number(0.0, largest_difference(&[published_views.to_vec()], &[views]), PRINTED_PROBABILITY),
        claim(4, "probabilities of the five positions at the start").numbers(
            &[0.3154, 0.1668, 0.1082, 0.2216, 0.1880],
            &state.probabilities(),
            PRINTED_PROBABILITY,
        ),
    ]
}

/// The proposals of both views and their weighted average, which the log prints whatever the proposal rule.
///
/// The log departs from its own description twice: it interpolates the target's view with the *gain* that the target
/// expects the challenger to have, where the probability belongs, and it weighs the target's view with the
/// *challenger's* capability. Doing the same reproduces the log; the model itself does what the description says.
fn first_round_of_thirteen(_: Effort) -> Vec<Claim> {
    let model = model(THIRTEEN_ACTORS.actors, Configuration::default());
    let state = model.start();
    let published = [
        (0, 10, [34.83, 22.50, 49.62, 48.08, 43.147, 36.884]),
        (3, 8, [44.89, 44.98, 31.56, 32.98, 39.745, 40.348]),
        (4, 5, [49.59, 64.44, 37.64, 47.22, 44.703, 57.398]),
        (2, 10, [32.85, 16.27, 49.04, 43.62, 40.880, 29.835]),
    ];
    let mut claims: Vec<Claim> = published
        .iter()
        .enumerate()
        .map(|(at, &(initiator, receiver, expected))| {
            let got = views_as_logged(&state, initiator, receiver);
            let text = format!("actor {initiator} against {receiver}: proposals in both views and their average, as logged");
            Claim::state(format!("KT-6.{}", at + 1), MODEL, text, THIRTEEN_LOG, Grade::B)
                .numbers(&expected, &got, 5.1e-4)
                .with_note("The gain stands in for the target's probability, the challenger's capability for the target's.")
        })
        .collect();
    claims.push(views_as_described(
        &state,
        published[0].0,
        published[0].1,
        &published[0].2[2..],
    ));
    claims
}

fn views_as_described(state: &State, initiator: usize, receiver: usize, printed: &[f64]) -> Claim {
    let view = |observer| {
        interpolate(
            state,
            initiator,
            receiver,
            View::new(state, observer).victory_probability(initiator, receiver),
        )
    };
    let average = power_weighted(state, &view(initiator), &view(receiver));
    let coordinates = [view(receiver), average]
        .map(|proposal| proposal.initiator_position)
        .concat();
    let percent: Vec<f64> = coordinates.iter().map(|x| 100.0 * x).collect();
    let text = "the target's view rests on its probability of victory, the average on both sides' influence";
    Claim::state("KT-6.5", MODEL, text, THIRTEEN_LOG, Grade::B).published_failure(
        join(printed, 2),
        join(&percent, 2),
        Verdict::Fails,
        "The reference log takes the expected gain for the probability and the challenger's capability for the target's. \
         Runs with the proposal rule `initiator`, on which all other reference runs rest, are not touched by it.",
    )
}

/// What the challenger would stand for, 0 to 100: in its own view, in the target's view, and on average.
fn views_as_logged(state: &State, initiator: usize, receiver: usize) -> Vec<f64> {
    let probability = View::new(state, initiator).victory_probability(initiator, receiver);
    let gain = View::new(state, receiver)
        .prospect(initiator, initiator, receiver)
        .gain;
    let own = interpolate(state, initiator, receiver, probability).initiator_position;
    let other = interpolate(state, initiator, receiver, gain).initiator_position;
    let weights = [initiator, receiver].map(|actor| state.actors[actor].total_salience());
    let average: Vec<f64> = own
        .iter()
        .zip(&other)
        .map(|(own, other)| (weights[0] * own + weights[1] * other) / (weights[0] + weights[1]))
        .collect();
    [own, other, average]
        .concat()
        .iter()
        .map(|x| 100.0 * x)
        .collect()
}

fn commitment(_: Effort) -> Vec<Claim> {
    let largest = |third_party| {
        let configuration = Configuration {
            third_party,
            ..Configuration::default()
        };
        let grid = (0..=10).map(|step| f64::from(step) / 10.0);
        grid.clone()
            .flat_map(|challenger| grid.clone().map(move |target| [challenger, target, 1.0]))
            .map(|utilities| third_party_vote(&configuration, 2.0, [1.0, 0.7], utilities).abs())
            .fold(0.0, f64::max)
    };
    let source = "derived from the equations of the model";
    let claim = |number: usize, text: &str| {
        Claim::state(format!("KT-7.{number}"), MODEL, text, source, Grade::A)
    };
    vec![
        claim(1, "with full commitment third parties cast no vote").number(
            0.0,
            largest(ThirdParty::FullCommit),
            1e-12,
        ),
        claim(2, "with no commitment third parties cast no vote").number(
            0.0,
            largest(ThirdParty::NoCommit),
            1e-12,
        ),
        claim(3, "with semi-commitment they do").truth(
            "a vote",
            format!("up to {:.3}", largest(ThirdParty::SemiCommit)),
            largest(ThirdParty::SemiCommit) > 0.1,
        ),
    ]
}

fn model(actors: &str, configuration: Configuration) -> SpatialModel {
    SpatialModel::new(actors_of(actors), configuration).expect("the reference actors are sound")
}

fn challenges(state: &State) -> Vec<Challenge> {
    (0..state.actors.len())
        .filter_map(|actor| View::new(state, actor).best_challenge())
        .collect()
}

fn table(rows: &[Vec<f64>]) -> Table {
    Table::from_fn(rows.len(), rows.len(), |row, column| rows[row][column])
}

/// One row per series, one column per round.
fn by_row(run: &Run, rows: usize, value: impl Fn(usize, &Round) -> f64) -> Vec<Vec<f64>> {
    (0..rows)
        .map(|row| run.rounds.iter().map(|round| value(row, round)).collect())
        .collect()
}

/// Infinite if the tables differ in shape.
fn largest_difference(expected: &[Vec<f64>], got: &[Vec<f64>]) -> f64 {
    let same_shape = expected.len() == got.len()
        && expected
            .iter()
            .zip(got)
            .all(|(expected, got)| expected.len() == got.len());
    if !same_shape {
        return f64::INFINITY;
    }
    expected
        .iter()
        .flatten()
        .zip(got.iter().flatten())
        .map(|(expected, got)| (expected - got).abs())
        .fold(0.0, f64::max)
}
