//! How one crowd gathers: people who stand by join when enough others have.
//!
//! Each bystander would brave the street when grievance, expressive need and the outrage of the
//! moment exceed the net risk of Epstein (2002), and that risk falls with the number already there:
//! its arrest probability is 1 - exp(-k C / A) for C officers and A people. So everybody has a
//! number of people from which on he joins, and the crowd grows to the fixed point of Granovetter
//! (1978), [`models::thresholds::equilibrium`]. The weights are those of speech
//! ([`crate::person`]); that the same margin moves tongues and feet is our hypothesis.

use kernel::math;
use models::{civil_violence, fear_memory, preference_falsification, thresholds};
use world::Person;
use world::collective::attribute;

use crate::events::Direction;
use crate::parameters::Parameters;
use crate::person::{BYTE, STANCE_MASK, public_position};
use crate::private_view::PrivateView;

/// Bystanders who are looked at; each stands for a circle of people like him. Granovetter's own
/// example has a hundred.
pub const CIRCLES: usize = 100;
/// Sizes of a crowd at which its risk is tabulated: powers of the root of two up to a million.
const SIZES: usize = 41;

/// What a trigger adds to grievance, in units of the margin.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Outrage {
    /// Everybody's.
    pub all: f32,
    /// Times hardship.
    pub by_hardship: f32,
    /// That of people of the titular nationality.
    pub by_nation: f32,
    /// That of people of the titular nationality, times devotion to the old leader.
    pub by_devotion: f32,
}

impl Outrage {
    /// What one person feels.
    fn of(&self, person: &Person) -> f32 {
        let titular = f32::from(u8::from(person.attributes & attribute::TITULAR != 0));
        let hardship = f32::from(person.hardship) * BYTE;
        let devotion = f32::from(person.devotion) * BYTE;
        self.all
            + self.by_hardship * hardship
            + titular * (self.by_nation + self.by_devotion * devotion)
    }

    /// The same outrage, so many times as strong.
    pub fn times(self, factor: f32) -> Outrage {
        Outrage {
            all: self.all * factor,
            by_hardship: self.by_hardship * factor,
            by_nation: self.by_nation * factor,
            by_devotion: self.by_devotion * factor,
        }
    }
}

/// Where a crowd may gather, and why.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// People whom the trigger reaches, at full scale.
    pub reached: f64,
    /// Officers at hand, C.
    pub officers: f32,
    /// Perceived threat, 0..1.
    pub threat: f32,
    /// How far party rule is accepted there.
    pub view: PrivateView<'a>,
    /// What the trigger adds to grievance.
    pub outrage: Outrage,
}

/// A crowd.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gathering {
    /// People in it, at full scale.
    pub participants: u64,
    /// Direction that most of them would take if nothing else gives it.
    pub critical_of: Direction,
}

/// Lets bystanders gather; nothing when there is nobody to look at.
pub fn gather(scene: &Scene<'_>, bystanders: &[Person], p: &Parameters) -> Option<Gathering> {
    if bystanders.is_empty() {
        return None;
    }
    let circle = (scene.reached / bystanders.len() as f64).max(1.0);
    let risks = risks(scene.officers, p);
    let seed = f64::from(p.crowds.seed);
    let joining: Vec<f64> = bystanders
        .iter()
        .map(|person| (joins_from(person, scene, &risks, p) - seed) / circle)
        .collect();
    let acting = thresholds::equilibrium(&joining);
    let spare_above = math::round_to_byte(p.expression.trust_to_spare_system * 255.0);
    let in_crowd = |own: &f64| thresholds::joins(*own, acting as f64);
    let crowd = bystanders
        .iter()
        .zip(&joining)
        .filter(|(_, own)| in_crowd(own));
    let sparing = crowd
        .filter(|(person, _)| person.trust > spare_above)
        .count();
    Some(Gathering {
        participants: (acting as f64 * circle).round() as u64,
        critical_of: if 2 * sparing >= acting {
            Direction::Leaders
        } else {
            Direction::System
        },
    })
}

/// Estimated probability of arrest in crowds of rising size.
fn risks(officers: f32, p: &Parameters) -> [f32; SIZES] {
    let rule = if p.risk.floored > 0.5 {
        civil_violence::RatioRule::Floored
    } else {
        civil_violence::RatioRule::Printed
    };
    std::array::from_fn(|index| {
        let ratio = civil_violence::ratio(f64::from(officers), size(index), rule);
        civil_violence::arrest_probability(f64::from(p.risk.arrest_constant), ratio) as f32
    })
}

/// Size of a crowd by its place in the table.
fn size(index: usize) -> f64 {
    let whole = f64::from(1_u32 << (index / 2));
    if index % 2 == 1 {
        whole * std::f64::consts::SQRT_2
    } else {
        whole
    }
}

/// Number of people from which on a person joins; infinite for one who never does.
fn joins_from(person: &Person, scene: &Scene<'_>, risks: &[f32; SIZES], p: &Parameters) -> f64 {
    let margin = margin(person, scene, p);
    let memory = f32::from(person.memory) * BYTE;
    let fear = fear_memory::fear(scene.threat, p.fear.memory_weight, memory);
    let aversion = f32::from(person.risk_aversion) * BYTE;
    let braved = |risk: f32| margin > civil_violence::net_risk(aversion, risk) * fear;
    // Risk falls with size, so whoever braves one crowd braves every larger one, and whoever does
    // not brave the largest, as most do not, braves none.
    if !braved(risks[SIZES - 1]) {
        return f64::INFINITY;
    }
    size(risks.partition_point(|risk| !braved(*risk)))
}

/// By how much grievance, expressive need and outrage exceed what the street costs, risk apart.
fn margin(person: &Person, scene: &Scene<'_>, p: &Parameters) -> f32 {
    let approval = scene.view.approval[usize::from(person.aspiration)];
    let view = scene.view.of(approval, person.trust, person.devotion);
    let stance = person.stance & STANCE_MASK;
    let gap = preference_falsification::expressive_gap(view, public_position(stance));
    let need = f32::from(person.expressive_need) * BYTE * p.expression.falsification;
    let hardship = f32::from(person.hardship) * BYTE;
    let grievance = civil_violence::grievance(hardship, 1.0 - view);
    grievance + need * gap + scene.outrage.of(person) - p.expression.threshold - p.crowds.street
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_rise_by_the_root_of_two() {
        for index in 1..SIZES {
            assert!((size(index) / size(index - 1) - std::f64::consts::SQRT_2).abs() < 1e-12);
        }
        assert_eq!(size(SIZES - 1), 1_048_576.0);
    }

    #[test]
    fn outrage_adds_up_what_concerns_a_person() {
        let outrage = Outrage {
            all: 0.1,
            by_hardship: 1.0,
            by_nation: 0.2,
            by_devotion: 0.5,
        };
        let mut person = Person {
            hardship: 51,
            devotion: 255,
            ..Person::default()
        };
        assert!((outrage.of(&person) - 0.3).abs() < 1e-6);
        person.attributes |= attribute::TITULAR;
        assert!((outrage.of(&person) - 1.0).abs() < 1e-6);
        assert!((outrage.times(2.0).of(&person) - 2.0).abs() < 1e-6);
    }
}
