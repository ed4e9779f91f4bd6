//! What is fixed about each leader: base of power, offices, positions and saliences on four issues.

use kernel::philox::{self, unit};
use kernel::{Key, Week};
use world::{Leader, Office};

use super::seats::PRESIDIUM;
use crate::parameters::Parameters;
use crate::purpose;

/// Number of issues: de-Stalinisation, consumer goods, the party over the ministries, foreign line.
pub const ISSUES: usize = 4;
/// Steps of the stance coding from its middle to an end.
const STANCE_END: f64 = 2.0;

/// Where a leader's power comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Party apparatus.
    Apparatus,
    /// Ministries and the state.
    Ministries,
    /// Police.
    Security,
    /// Army.
    Army,
    /// Press, scholarship, doctrine.
    Ideology,
}

impl Base {
    /// Every base, in the order of the parameters.
    pub const ALL: [Base; 5] = [
        Base::Apparatus,
        Base::Ministries,
        Base::Security,
        Base::Army,
        Base::Ideology,
    ];

    /// The base of the table; what it does not name counts as the apparatus.
    fn read(name: &str) -> Base {
        match name {
            "state ministries" => Base::Ministries,
            "security" => Base::Security,
            "army" => Base::Army,
            "ideology" => Base::Ideology,
            _ => Base::Apparatus,
        }
    }
}

/// Kind of an office, as far as power depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// First Secretary of the Central Committee.
    FirstSecretary,
    /// Chairman of the Council of Ministers.
    Premier,
    /// Secretary of the Central Committee.
    Secretary,
    /// First deputy premier.
    DeputyPremier,
    /// Head of the police ministries.
    Police,
    /// Minister of defence.
    Defence,
    /// Chairman of the Presidium of the Supreme Soviet.
    HeadOfState,
    /// Head of a republic or great region.
    Republic,
    /// Any other.
    Other,
}

/// Words of the table for each kind, the narrower first.
const TITLES: [(&str, Class); 15] = [
    ("First Secretary", Class::FirstSecretary),
    ("minister of internal affairs", Class::Police),
    ("KGB chairman", Class::Police),
    ("first deputy premier", Class::DeputyPremier),
    ("RSFSR premier", Class::Republic),
    ("Ukraine premier", Class::Republic),
    ("premier", Class::Premier),
    ("Chairman of the Council of Ministers", Class::Premier),
    ("CC Secretary", Class::Secretary),
    ("defence minister", Class::Defence),
    ("head of state", Class::HeadOfState),
    (
        "Chairman of the Presidium of the Supreme Soviet",
        Class::HeadOfState,
    ),
    ("first secretary", Class::Republic),
    ("RSFSR Bureau", Class::Republic),
    ("Ukraine", Class::Republic),
];

/// The kind of an office by its title.
pub fn class(title: &str) -> Class {
    let named = TITLES.iter().find(|(words, _)| title.contains(words));
    named.map_or(Class::Other, |(_, class)| *class)
}

/// What is fixed about one leader.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Base of power.
    pub base: Base,
    /// Position on each issue, from against (0) to for (1).
    pub position: [f64; ISSUES],
    /// Share of attention to each issue; they sum to one.
    pub salience: [f64; ISSUES],
    /// Whether the leader ever has a seat by the record.
    pub presidium: bool,
    /// Whether the leader is ever First Secretary by the record.
    pub first_secretary: bool,
    offices: Vec<(Class, u16, u16)>,
}

impl Profile {
    /// Kinds of the offices held in a week by the record.
    pub fn offices_in(&self, week: u16) -> impl Iterator<Item = Class> + '_ {
        let held = self.offices.iter();
        held.filter(move |(_, from, to)| *from <= week && week < *to)
            .map(|(class, _, _)| *class)
    }
}

/// The profiles of a list of leaders.
pub(super) fn profiles(leaders: &[Leader], parameters: &Parameters, key: Key) -> Vec<Profile> {
    let means = mean_stances(leaders);
    let profile = |(at, leader): (usize, &Leader)| {
        let base = Base::read(&leader.base);
        let offices = leader.spells.iter().flat_map(|spell| &spell.offices);
        let held = |own: &Office| (class(&own.title), own.from, own.to);
        Profile {
            base,
            position: positions(leader, at, (base, &means), parameters, key),
            salience: saliences(base, parameters),
            presidium: leader.spells.iter().any(|spell| spell.body == PRESIDIUM),
            first_secretary: offices
                .clone()
                .map(held)
                .any(|own| own.0 == Class::FirstSecretary),
            offices: offices.map(held).collect(),
        }
    };
    leaders.iter().enumerate().map(profile).collect()
}

/// Mean coded stance of each base, on the scale of the table; 0 where nobody is coded.
fn mean_stances(leaders: &[Leader]) -> [f64; 5] {
    Base::ALL.map(|base| {
        let own = leaders
            .iter()
            .filter(|leader| Base::read(&leader.base) == base);
        let stances: Vec<f64> = own.filter_map(|leader| leader.stance).collect();
        stances.iter().sum::<f64>() / stances.len().max(1) as f64
    })
}

fn positions(
    leader: &Leader,
    at: usize,
    (base, means): (Base, &[f64; 5]),
    parameters: &Parameters,
    key: Key,
) -> [f64; ISSUES] {
    let p = &parameters.destalinisation;
    let (stance, error) = match leader.stance {
        Some(stance) => (stance, p.error_coded),
        None => (means[base as usize], p.error_uncoded),
    };
    let coded = (stance / STANCE_END + 1.0) / 2.0;
    let drawn = f64::from(error) * normal(key, at as u32, 0);
    let goods = &parameters.consumer_goods;
    let party = &parameters.party_primacy;
    let foreign = &parameters.foreign_line;
    let [goods, party, foreign] = match base {
        Base::Apparatus => [
            goods.position_apparatus,
            party.position_apparatus,
            foreign.position_apparatus,
        ],
        Base::Ministries => [
            goods.position_ministries,
            party.position_ministries,
            foreign.position_ministries,
        ],
        Base::Security => [
            goods.position_security,
            party.position_security,
            foreign.position_security,
        ],
        Base::Army => [
            goods.position_army,
            party.position_army,
            foreign.position_army,
        ],
        Base::Ideology => [
            goods.position_ideology,
            party.position_ideology,
            foreign.position_ideology,
        ],
    };
    let destalinisation = (coded + drawn).clamp(0.0, 1.0);
    [
        destalinisation,
        f64::from(goods),
        f64::from(party),
        f64::from(foreign),
    ]
}

fn saliences(base: Base, parameters: &Parameters) -> [f64; ISSUES] {
    let (stalin, goods) = (&parameters.destalinisation, &parameters.consumer_goods);
    let (party, foreign) = (&parameters.party_primacy, &parameters.foreign_line);
    let own = match base {
        Base::Apparatus => [
            stalin.salience_apparatus,
            goods.salience_apparatus,
            party.salience_apparatus,
            foreign.salience_apparatus,
        ],
        Base::Ministries => [
            stalin.salience_ministries,
            goods.salience_ministries,
            party.salience_ministries,
            foreign.salience_ministries,
        ],
        Base::Security => [
            stalin.salience_security,
            goods.salience_security,
            party.salience_security,
            foreign.salience_security,
        ],
        Base::Army => [
            stalin.salience_army,
            goods.salience_army,
            party.salience_army,
            foreign.salience_army,
        ],
        Base::Ideology => [
            stalin.salience_ideology,
            goods.salience_ideology,
            party.salience_ideology,
            foreign.salience_ideology,
        ],
    };
    let own = own.map(f64::from);
    let sum: f64 = own.iter().sum();
    // Rounding must not lift the sum above one, which the spatial model refuses.
    own.map(|share| share / sum.max(f64::MIN_POSITIVE) * (1.0 - 1e-9))
}

/// A number near the standard normal: the sum of twelve uniform ones less six. Fixed for a run.
pub(super) fn normal(key: Key, leader: u32, index: u32) -> f64 {
    let uniform = (0..3).flat_map(|part| {
        philox::draw(
            key,
            leader,
            index * 3 + part,
            Week(0),
            purpose::LEADER_ERROR,
        )
    });
    uniform.map(|word| f64::from(unit(word))).sum::<f64>() - 6.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_the_table_have_their_kind() {
        let cases = [
            ("First Secretary", Class::FirstSecretary),
            ("Ukraine first secretary", Class::Republic),
            ("Chairman of the Council of Ministers", Class::Premier),
            ("first deputy premier", Class::DeputyPremier),
            (
                "first deputy premier, minister of internal affairs (merged MVD-MGB)",
                Class::Police,
            ),
            ("Ukraine premier", Class::Republic),
            ("CC Secretary, ideology", Class::Secretary),
            ("trade", Class::Other),
        ];
        for (title, expected) in cases {
            assert_eq!(class(title), expected, "{title}");
        }
    }

    #[test]
    fn errors_have_mean_zero_and_deviation_one() {
        let key = Key::from_seed(1953);
        let drawn: Vec<f64> = (0..4_000).map(|leader| normal(key, leader, 0)).collect();
        let mean = drawn.iter().sum::<f64>() / 4_000.0;
        let variance = drawn.iter().map(|one| one * one).sum::<f64>() / 4_000.0;
        assert!(
            mean.abs() < 0.06 && (variance - 1.0).abs() < 0.1,
            "{mean} {variance}"
        );
    }
}
