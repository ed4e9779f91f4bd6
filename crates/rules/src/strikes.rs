//! Strikes in special camps: hopes that were raised and not met, where threat has fallen.
//!
//! Expectation rises when the praise of the old leader ends, when an amnesty passes the political
//! prisoners by, and when the minister of the police falls. What is delivered is release. The
//! chance of a strike is that of a rebellion after a promise that is not kept
//! ([`models::reform`]); the joins are ours. Whoever is struck is counted, and no rule aims at it.

use bytemuck::{Pod, Zeroable};
use kernel::philox::{self, happens};
use kernel::time::WEEKS_PER_YEAR;
use models::{fear_memory, reform};
use world::inmate::category;

use crate::Society;
use crate::events::{Direction, Event, Kind, Place, Response, Trigger};
use crate::parameters::Strikes;
use crate::past;
use crate::purpose;
use crate::response::{self, Losses};

/// Kind of a site of the special camps.
const SPECIAL: &str = "special camp";

/// Hopes of political prisoners, of the whole country.
#[derive(Debug, Clone, Copy, Default, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct Hope {
    /// What they expect, 0 and up.
    pub expectation: f32,
    /// What they got: share of them released, fading like the expectation.
    pub delivery: f32,
}

/// What a camp remembers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct SiteState {
    /// Perceived threat of force, 0..1.
    pub threat: f32,
    /// Weight of its own strike, fading.
    pub unrest: f32,
}

/// Inmates of a site, in people of the sample.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    all: u32,
    political: u32,
}

/// One week of hopes and strikes, after the releases of the week.
pub fn week(society: &mut Society) {
    let p = society.parameters.strikes;
    let held = held(society);
    society.hope = hope(society, &held);
    let kept = kept(p.half_life);
    for site in &mut society.site_states {
        site.threat *= kept;
        site.unrest *= kept * kept;
    }
    if p.on < 0.5 {
        return;
    }
    let strikes: Vec<Event> = (0..held.len())
        .filter_map(|site| strike(society, &held, site))
        .collect();
    for event in &strikes {
        remember(society, event);
    }
    society.happened.extend(strikes);
}

/// Share of a hope or a threat that a week leaves.
fn kept(half_life_years: f32) -> f32 {
    fear_memory::decay_from_half_life(half_life_years.max(0.01) * f32::from(WEEKS_PER_YEAR))
}

fn held(society: &Society) -> Vec<Held> {
    let mut held = vec![Held::default(); society.world.sites.len()];
    for inmate in &society.world.inmates {
        let site = &mut held[usize::from(inmate.site)];
        site.all += 1;
        site.political += u32::from(inmate.category & category::POLITICAL != 0);
    }
    held
}

/// Next week's hope.
fn hope(society: &Society, held: &[Held]) -> Hope {
    let p = &society.parameters.strikes;
    let flows = &society.observation.flows;
    let all: u32 = held.iter().map(|site| site.all).sum();
    let political: u32 = held.iter().map(|site| site.political).sum();
    let passed_by = (flows.amnestied - flows.amnestied_political) as f32 / all.max(1) as f32;
    let released = flows.reviewed_released + flows.amnestied_political;
    let raised = p.hope_line * past::fall(society, 1)
        + p.hope_amnesty * passed_by
        + p.hope_minister * minister_falls(society);
    let kept = kept(p.half_life);
    Hope {
        expectation: society.hope.expectation * kept + raised,
        delivery: society.hope.delivery * kept + released as f32 / political.max(1) as f32,
    }
}

/// Whether the minister of the police falls this week, 0..1.
fn minister_falls(society: &Society) -> f32 {
    let Some(before) = society.week.0.checked_sub(1) else {
        return 0.0;
    };
    let before = society.plan.levers["beria.fate"][usize::from(before)] as f32;
    (before - society.policy.beria_sits).max(0.0)
}

/// Weekly chance of a strike among inmates who are all political and feel no threat.
pub fn chance(p: &Strikes, hope: &Hope) -> f64 {
    let locality = reform::Locality {
        disappointment: f64::from(p.disappointment),
        relief: f64::from(p.relief),
        threshold: f64::from(p.threshold),
        noise: f64::from(p.noise),
        cost: 0.0,
        rebellion_loss: 0.0,
    };
    let rebellion = locality.rebellion(f64::from(hope.expectation), f64::from(hope.delivery));
    f64::from(p.hazard) * rebellion
}

/// The strike of one site this week, if there is one.
fn strike(society: &Society, held: &[Held], site: usize) -> Option<Event> {
    let own = held[site];
    if society.world.sites[site].kind != SPECIAL || own.political == 0 {
        return None;
    }
    let p = &society.parameters.strikes;
    let share = f64::from(own.political) / f64::from(own.all);
    let states = &society.site_states;
    let elsewhere: f32 = states.iter().map(|other| other.unrest).sum::<f32>() - states[site].unrest;
    let fearless = f64::from(1.0 - states[site].threat);
    let news = 1.0 + f64::from(p.news * elsewhere);
    let words = draw(society, site, 0);
    if !happens(
        words[0],
        (chance(p, &society.hope) * share * fearless * news).min(1.0),
    ) {
        return None;
    }
    let turnout = response::scattered(p.turnout, p.turnout_spread, words[1]).min(1.0);
    let inmates = f64::from(own.political) * f64::from(society.world.sample.interval());
    let participants = (inmates * f64::from(turnout)).round() as u64;
    let forced = happens(words[2], f64::from(p.force));
    Some(event(society, site, participants, forced))
}

fn event(society: &Society, site: usize, participants: u64, forced: bool) -> Event {
    let response = if forced {
        Response::Force
    } else {
        Response::Concession
    };
    let words = [1, 2].map(|index| draw(society, site, index));
    let losses = Losses {
        // They are prisoners already.
        arrested: 0,
        ..response::losses(&society.parameters.response, response, participants, &words)
    };
    Event {
        kind: Kind::CampStrike,
        place: Place::Site(site as u16),
        week: society.week.0,
        trigger: Trigger::Hope,
        direction: Direction::System,
        response,
        participants,
        killed: losses.killed,
        wounded: losses.wounded,
        arrested: losses.arrested,
    }
}

fn draw(society: &Society, site: usize, index: u32) -> [u32; 4] {
    philox::draw(
        society.key,
        site as u32,
        index,
        society.week,
        purpose::STRIKE,
    )
}

fn remember(society: &mut Society, event: &Event) {
    let Place::Site(site) = event.place else {
        return;
    };
    let gained = society.parameters.strikes.gained;
    let state = &mut society.site_states[usize::from(site)];
    state.unrest += event.weight();
    if event.response == Response::Force {
        state.threat = 1.0;
    } else {
        society.hope.delivery += gained;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters() -> Strikes {
        Strikes {
            on: 1.0,
            hazard: 0.1,
            hope_line: 0.5,
            hope_amnesty: 1.0,
            hope_minister: 0.5,
            half_life: 1.0,
            disappointment: 1.0,
            relief: 2.0,
            threshold: 1.0,
            noise: 0.3,
            news: 0.1,
            turnout: 0.5,
            turnout_spread: 0.3,
            force: 0.7,
            gained: 0.02,
        }
    }

    #[test]
    fn strikes_follow_hopes_that_are_not_met() {
        let chance = |expectation, delivery| {
            chance(
                &parameters(),
                &Hope {
                    expectation,
                    delivery,
                },
            )
        };
        assert!(chance(0.0, 0.0) < 1e-4);
        assert!(chance(0.5, 0.0) < chance(1.0, 0.0));
        assert!(chance(1.0, 0.3) < chance(1.0, 0.0));
        assert!(chance(100.0, 0.0) < 0.1001);
    }
}
