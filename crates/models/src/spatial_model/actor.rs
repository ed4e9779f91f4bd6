//! Actors and the checks on them.

/// An actor of the spatial model.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Capability, in any unit common to all actors; positive.
    pub capability: f64,
    /// Position on each dimension, 0 to 1.
    pub position: Vec<f64>,
    /// Salience of each dimension, 0 to 1; the sum is positive and at most 1.
    pub salience: Vec<f64>,
}

impl Actor {
    /// An actor described on the scale of 0 to 100 on which such data are usually coded.
    pub fn from_percent(capability: f64, position: &[f64], salience: &[f64]) -> Actor {
        let share = |values: &[f64]| values.iter().map(|value| value / 100.0).collect();
        Actor {
            capability,
            position: share(position),
            salience: share(salience),
        }
    }

    /// Voting strength in challenges: the sum of saliences times capability.
    pub fn influence(&self) -> f64 {
        self.total_salience() * self.capability
    }

    /// The sum of saliences: how much the actor cares at all, and the probability that it resists a challenge.
    pub fn total_salience(&self) -> f64 {
        self.salience.iter().sum()
    }

    /// Distance between two points as this actor feels it: dimensions weigh by salience; 0 to 1 on the unit cube.
    pub fn distance(&self, first: &[f64], second: &[f64]) -> f64 {
        felt_distance(&self.salience, first, second)
    }
}

/// Distance between two points as it is felt by whoever gives the dimensions such saliences; 0 to 1 on the unit cube.
pub fn felt_distance(salience: &[f64], first: &[f64], second: &[f64]) -> f64 {
    let square = |x: f64| x * x;
    let (mut felt, mut scale) = (0.0, 0.0);
    for ((salience, first), second) in salience.iter().zip(first).zip(second) {
        felt += square(salience * (first - second));
        scale += square(*salience);
    }
    (felt / scale).sqrt()
}

/// One fault of the data given to the model.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Fault {
    /// The model needs somebody to disagree with.
    #[error("there are {0} actors; the model needs from 2 to 1000")]
    ActorCount(usize),
    /// An actor's lists differ in length from the first actor's.
    #[error(
        "actor {actor} has {positions} positions and {saliences} saliences; the first actor has {dimensions} positions"
    )]
    Dimensions {
        /// Index of the actor, from 0.
        actor: usize,
        /// Number of its positions.
        positions: usize,
        /// Number of its saliences.
        saliences: usize,
        /// Number expected.
        dimensions: usize,
    },
    /// A capability is not a positive number.
    #[error("actor {actor} has capability {value}; it must be a positive number")]
    Capability {
        /// Index of the actor, from 0.
        actor: usize,
        /// The value given.
        value: f64,
    },
    /// A position is outside 0 to 1.
    #[error(
        "actor {actor} has position {value} on dimension {dimension}; positions lie from 0 to 1"
    )]
    Position {
        /// Index of the actor, from 0.
        actor: usize,
        /// Index of the dimension, from 0.
        dimension: usize,
        /// The value given.
        value: f64,
    },
    /// A salience is outside 0 to 1.
    #[error(
        "actor {actor} has salience {value} on dimension {dimension}; saliences lie from 0 to 1"
    )]
    Salience {
        /// Index of the actor, from 0.
        actor: usize,
        /// Index of the dimension, from 0.
        dimension: usize,
        /// The value given.
        value: f64,
    },
    /// The saliences of an actor do not sum to more than 0 and at most 1.
    #[error("the saliences of actor {actor} sum to {sum}; the sum must be above 0 and at most 1")]
    TotalSalience {
        /// Index of the actor, from 0.
        actor: usize,
        /// The sum.
        sum: f64,
    },
    /// A row of the accommodation matrix is wrong.
    #[error(
        "row {actor} of the accommodation matrix must hold one share from 0 to 1 per actor, with a sum of at most 1"
    )]
    Accommodation {
        /// Index of the row, from 0.
        actor: usize,
    },
}

/// All faults of the data, found at once.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct InvalidActors(pub Vec<Fault>);

/// Slack for sums of shares read from decimal text.
const SUM_SLACK: f64 = 1e-9;

/// Finds every fault of the actors.
pub fn check(actors: &[Actor]) -> Result<(), InvalidActors> {
    let mut faults = Vec::new();
    if !(2..=1000).contains(&actors.len()) {
        faults.push(Fault::ActorCount(actors.len()));
    }
    let dimensions = actors.first().map_or(0, |actor| actor.position.len());
    for (index, actor) in actors.iter().enumerate() {
        check_actor(index, actor, dimensions, &mut faults);
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(InvalidActors(faults))
    }
}

fn check_actor(index: usize, actor: &Actor, dimensions: usize, faults: &mut Vec<Fault>) {
    let (positions, saliences) = (actor.position.len(), actor.salience.len());
    if positions != dimensions || saliences != dimensions || dimensions == 0 {
        faults.push(Fault::Dimensions {
            actor: index,
            positions,
            saliences,
            dimensions,
        });
    }
    if !(actor.capability > 0.0 && actor.capability.is_finite()) {
        faults.push(Fault::Capability {
            actor: index,
            value: actor.capability,
        });
    }
    let outside = |value: &f64| !(0.0..=1.0).contains(value);
    for (dimension, &value) in actor
        .position
        .iter()
        .enumerate()
        .filter(|(_, value)| outside(value))
    {
        faults.push(Fault::Position {
            actor: index,
            dimension,
            value,
        });
    }
    for (dimension, &value) in actor
        .salience
        .iter()
        .enumerate()
        .filter(|(_, value)| outside(value))
    {
        faults.push(Fault::Salience {
            actor: index,
            dimension,
            value,
        });
    }
    let sum = actor.total_salience();
    if !(sum > 0.0 && sum <= 1.0 + SUM_SLACK) {
        faults.push(Fault::TotalSalience { actor: index, sum });
    }
}

/// Finds every fault of an accommodation matrix for `actors` actors.
pub fn check_accommodation(accommodation: &[Vec<f64>], actors: usize) -> Result<(), InvalidActors> {
    let sound = |row: &Vec<f64>| {
        row.len() == actors
            && row.iter().all(|share| (0.0..=1.0).contains(share))
            && row.iter().sum::<f64>() <= 1.0 + SUM_SLACK
    };
    let rows = accommodation.len().max(actors);
    let faults: Vec<Fault> = (0..rows)
        .filter(|&actor| actor >= actors || !accommodation.get(actor).is_some_and(sound))
        .map(|actor| Fault::Accommodation { actor })
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(InvalidActors(faults))
    }
}
