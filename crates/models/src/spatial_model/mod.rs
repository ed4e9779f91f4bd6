//! The spatial model of politics: a bargaining model of many actors on several issues at once.
//!
//! Equations and numerical details follow KTAB, the open modelling toolkit of KAPSARC (MIT licence), whose
//! reference logs of 30 May 2017 this implementation reproduces round by round (see [`cases`]). In short, each round:
//!
//! 1. A risk-neutral election among all positions tells how secure each actor is; from that follow risk attitudes.
//! 2. Every actor judges, in its own view of the others' utilities, whom it could challenge with most gain. Third
//!    parties take sides by expected utility and influence.
//! 3. A challenge puts a proposal on both sides' tables: a compromise weighted by salience and odds.
//! 4. For each actor, all actors elect one of its proposals or its old position.
//!
//! Positions, saliences and distances are on the scale of 0 to 1. On 351 coded decisions of the European Union a model
//! of this family did *not* beat the influence-weighted mean, so results belong beside [`crate::baseline`].

mod actor;
mod challenge;
mod configuration;
mod election;
mod proposal;
mod reference;
mod round;
mod state;
mod table;
mod verify;

pub use actor::{Actor, Fault, InvalidActors, felt_distance};
pub use challenge::{Challenge, Prospect, View, third_party_vote};
pub use configuration::{
    Configuration, Election, Interpolation, ProposalRule, Resolution, RiskEstimate, RiskRange,
    Stopping, ThirdParty, VictoryRule, VotingRule,
};
pub use election::{coalitions, decide, elect, pair_victory, victory, vote};
pub use proposal::{Proposal, interpolate, power_weighted, proposals, split};
pub use reference::{FIVE_ACTORS, SEVEN_ACTORS, THIRTEEN_ACTORS, actors_of};
pub use round::{Moves, play};
pub use state::{State, estimated_risk, risk_attitudes, utility};
pub use table::Table;
pub use verify::cases;

/// Displacement added to the first round's so that a standstill does not divide by zero.
const LEAST_DISPLACEMENT: f64 = 1e-4;

/// The actors at one moment and what they do next.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Position of each actor.
    pub positions: Vec<Vec<f64>>,
    /// Ideal of each actor.
    pub ideals: Vec<Vec<f64>>,
    /// Risk attitude of each actor.
    pub risk: Vec<f64>,
    /// Probability of each actor's position; actors at one point each show the whole probability of that point.
    pub probabilities: Vec<f64>,
    /// The challenge each actor makes in this round; empty for the last entry of a run.
    pub challenges: Vec<Option<Challenge>>,
    /// The proposals of this round; empty for the last entry of a run.
    pub proposals: Vec<Proposal>,
    /// Displacement of the round that led here as a share of the first round's; none for the first entry.
    pub displacement: Option<f64>,
}

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The actors moved less than the settled share.
    Settled,
    /// The most rounds allowed were played.
    RoundLimit,
}

/// A whole run: the starting state and the state after every round.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Entry 0 is the start, entry t the state after t rounds.
    pub rounds: Vec<Round>,
    /// Why it ended.
    pub ending: Ending,
}

/// The spatial model with checked data.
#[derive(Clone, Debug, PartialEq)]
pub struct SpatialModel {
    actors: Vec<Actor>,
    configuration: Configuration,
    accommodation: Option<Vec<Vec<f64>>>,
}

impl SpatialModel {
    /// Checks the actors; reports all faults at once.
    pub fn new(
        actors: Vec<Actor>,
        configuration: Configuration,
    ) -> Result<SpatialModel, InvalidActors> {
        actor::check(&actors)?;
        Ok(SpatialModel {
            actors,
            configuration,
            accommodation: None,
        })
    }

    /// Lets ideals follow positions only in part.
    ///
    /// `accommodation[i][j]` is the weight of actor j's new position in actor i's new ideal; what is missing to one
    /// stays with the old ideal. Without this, ideals equal positions.
    pub fn with_accommodation(
        mut self,
        accommodation: Vec<Vec<f64>>,
    ) -> Result<SpatialModel, InvalidActors> {
        actor::check_accommodation(&accommodation, self.actors.len())?;
        self.accommodation = Some(accommodation);
        Ok(self)
    }

    /// The actors' data.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// The switches.
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// The state at the start.
    pub fn start(&self) -> State<'_> {
        let positions: Vec<Vec<f64>> = self
            .actors
            .iter()
            .map(|actor| actor.position.clone())
            .collect();
        State::new(
            &self.actors,
            &self.configuration,
            positions.clone(),
            positions,
        )
    }

    /// Runs until the actors settle or the rounds are used up.
    ///
    /// `uniform` yields numbers in 0..1; it is only called under stochastic resolution.
    pub fn run(&self, uniform: &mut dyn FnMut() -> f64) -> Run {
        let mut rounds = Vec::new();
        let (last, ending) = self.play_out(uniform, |state, moves, displacement| {
            rounds.push(report(state, Some(moves), displacement));
        });
        rounds.push(last);
        Run { rounds, ending }
    }

    /// The last entry of [`SpatialModel::run`], without what led there.
    pub fn end(&self, uniform: &mut dyn FnMut() -> f64) -> Round {
        self.play_out(uniform, |_, _, _| {}).0
    }

    /// Plays to the end and shows every round on the way: its beginning, its moves and the displacement that led to it.
    fn play_out(
        &self,
        uniform: &mut dyn FnMut() -> f64,
        mut see: impl FnMut(&State, &Moves, Option<f64>),
    ) -> (Round, Ending) {
        let stopping = self.configuration.stopping;
        let mut state = self.start();
        let mut displacement = None;
        let mut first_displacement = None;
        let mut played = 0;
        loop {
            let settled = played >= stopping.least_rounds
                && displacement.is_some_and(|d| d < stopping.settled_share);
            if settled || played >= stopping.most_rounds {
                let ending = if settled {
                    Ending::Settled
                } else {
                    Ending::RoundLimit
                };
                return (report(&state, None, displacement), ending);
            }
            let moves = play(&state, uniform);
            see(&state, &moves, displacement);
            played += 1;
            let moved: f64 = state
                .positions
                .iter()
                .zip(&moves.positions)
                .map(|(a, b)| state::euclidean(a, b))
                .sum();
            displacement =
                Some(moved / *first_displacement.get_or_insert(moved + LEAST_DISPLACEMENT));
            let ideals = self.new_ideals(&state.ideals, &moves.positions);
            state = State::new(&self.actors, &self.configuration, moves.positions, ideals);
        }
    }

    fn new_ideals(&self, old: &[Vec<f64>], positions: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let Some(accommodation) = &self.accommodation else {
            return positions.to_vec();
        };
        let ideal = |(own, shares): (&Vec<f64>, &Vec<f64>)| {
            let kept = (1.0 - shares.iter().sum::<f64>()).max(0.0);
            (0..own.len())
                .map(|dimension| {
                    let followed: f64 = shares
                        .iter()
                        .zip(positions)
                        .map(|(share, position)| share * position[dimension])
                        .sum();
                    followed + kept * own[dimension]
                })
                .collect()
        };
        old.iter().zip(accommodation).map(ideal).collect()
    }
}

fn report(state: &State, moves: Option<&Moves>, displacement: Option<f64>) -> Round {
    Round {
        positions: state.positions.clone(),
        ideals: state.ideals.clone(),
        risk: state.risk.clone(),
        probabilities: state.probabilities(),
        challenges: moves.map_or_else(Vec::new, |moves| moves.challenges.clone()),
        proposals: moves.map_or_else(Vec::new, |moves| moves.proposals.clone()),
        displacement,
    }
}
