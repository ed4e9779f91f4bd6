//! Named leaders with their spells in weeks.

use scenario::Scenario;

use crate::offices;
use crate::place::{Leader, Spell};

/// Leaders in order of first appearance, each with the spells that reach into the scenario.
pub(crate) fn read(scenario: &Scenario) -> Vec<Leader> {
    let mut leaders: Vec<Leader> = Vec::new();
    let calendar = scenario.calendar();
    for row in &scenario.tables.elite {
        if row.to.is_some_and(|to| to <= scenario.start) || row.from > scenario.end {
            continue;
        }
        let from = calendar.week_of(row.from);
        let to = row.to.map_or(u16::MAX, |to| calendar.week_of(to));
        let spell = Spell {
            body: row.body.clone(),
            rank: row.rank.clone(),
            office: row.office.clone(),
            offices: offices::read(&row.office, (from, to), |day| calendar.week_of(day)),
            from,
            to,
        };
        match leaders.iter_mut().find(|leader| leader.name == row.person) {
            Some(leader) => {
                leader.stance = leader.stance.or(row.stance);
                leader.spells.push(spell);
            }
            None => leaders.push(Leader {
                name: row.person.clone(),
                base: row.base.clone(),
                stance: row.stance,
                spells: vec![spell],
            }),
        }
    }
    for leader in &mut leaders {
        leader.spells.sort_by_key(|spell| spell.from);
    }
    leaders
}
