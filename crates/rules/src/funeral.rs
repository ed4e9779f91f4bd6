//! The crush at the lying in state: people who grieve, over the area of the streets they fill.
//!
//! The day is an input (row DEC0004); how many die is not: sources give 50 to 3000 dead (row
//! UNR0001), no official count is known, and the parameters are accordingly wide. The rule is ours.

use kernel::philox;
use world::collective::standing;

use crate::Society;
use crate::events::{Direction, Event, Kind, Place, Response, Trigger};
use crate::parameters::Funeral;
use crate::purpose;
use crate::response;
use crate::society::Part;

/// The row of the calendar that brings people to the streets of the capital.
const LYING_IN_STATE: &str = "DEC0004";
/// The region that is the capital.
const CAPITAL: &str = "Moscow city";

/// One week: a crush, in the week of the lying in state.
pub fn week(society: &mut Society) {
    let today =
        |event: &world::PlannedEvent| event.id == LYING_IN_STATE && event.week == society.week.0;
    if society.parameters.funeral.on < 0.5 || !society.plan.events.iter().any(today) {
        return;
    }
    let Some((district, grieving)) = grieving(society) else {
        return;
    };
    let p = &society.parameters.funeral;
    let present = grieving * f64::from(p.turnout);
    let words = [0, 1].map(|index| {
        philox::draw(
            society.key,
            district as u32,
            index,
            society.week,
            purpose::CRUSH,
        )
    });
    let deaths = deaths(p, present) as f32;
    let killed = response::wide(deaths, p.spread, words[0][0], words[0][1]);
    let hurt = p.wounded_per_dead * killed as f32;
    society.happened.push(Event {
        kind: Kind::Crush,
        place: Place::District(district as u16),
        week: society.week.0,
        trigger: Trigger::Funeral,
        direction: Direction::DefendOldLeader,
        response: Response::None,
        participants: present.round() as u64,
        killed,
        wounded: response::wide(hurt, 0.0, words[1][0], words[1][1]),
        arrested: 0,
    });
}

/// Median number of dead among so many people in the streets at once.
pub fn deaths(p: &Funeral, present: f64) -> f64 {
    let density = present / f64::from(p.street_area);
    let crowded = (density / f64::from(p.safe_density) - 1.0).max(0.0);
    present * f64::from(p.deaths) * crowded * crowded
}

/// First district of the capital, and the people of the capital who grieve, at full scale: adults,
/// each by devotion.
fn grieving(society: &Society) -> Option<(usize, f64)> {
    let world = &society.world;
    let capital = world
        .regions
        .iter()
        .position(|region| region.name == CAPITAL)?;
    let here =
        |part: &&Part| usize::from(world.districts[part.district as usize].region) == capital;
    let parts = society.parts.iter().filter(here);
    let devotion: u64 = parts.map(|part| devotion(society, part)).sum();
    let weight = f64::from(world.sample.interval());
    let first = world
        .districts
        .iter()
        .position(|own| usize::from(own.region) == capital)?;
    Some((first, devotion as f64 / 255.0 * weight))
}

/// Devotion of the adults of a part, in bytes.
fn devotion(society: &Society, part: &Part) -> u64 {
    let blocks = &society.world.collectives.as_slice()[Part::range(part)];
    let of = |block: &world::Collective| -> u64 {
        let adults = block.standing.iter().zip(&block.devotion);
        adults
            .filter(|(bits, _)| **bits & standing::ADULT != 0)
            .map(|(_, devotion)| u64::from(*devotion))
            .sum()
    };
    blocks.iter().map(of).sum()
}
