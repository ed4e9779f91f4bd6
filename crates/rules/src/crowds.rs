//! Crowds in the districts of the Union: triggers fall, bystanders gather, the authorities answer,
//! the district learns.
//!
//! Bystanders are people of the district where this sample has enough of them, else of the same
//! settlement of its region, who were drawn from the same shares; so samples agree with the whole
//! country in expectation. Numbers are of the whole country in every sample.

use kernel::parts::places_of;
use kernel::philox;
use kernel::{LANES, math};
use world::collective::standing;
use world::{Collective, District, Person, Settlement, Traits};

use crate::Society;
use crate::crowd::{self, CIRCLES, Gathering, Scene};
use crate::events::{Event, Kind, Place, Response, Trigger};
use crate::private_view::PrivateView;
use crate::purpose;
use crate::response;
use crate::society::Part;
use crate::triggers::{self, Fallen};

/// Collectives of its own from which on a district's bystanders are its own people.
const OWN_COLLECTIVES: u32 = 64;
/// Places looked at for each bystander that is wanted; many are empty or a child's.
const LOOKS: usize = 4;

/// One week of crowds.
pub fn week(society: &mut Society) {
    if society.parameters.crowds.on < 0.5 {
        return;
    }
    let fallen = triggers::fall(society);
    let view: &Society = society;
    let crowds: Vec<Event> = fallen.iter().filter_map(|own| face(view, own)).collect();
    for event in &crowds {
        learn(society, event);
    }
    society.happened.extend(crowds);
}

/// Lets a district face a trigger; an event when enough people gather.
fn face(society: &Society, fallen: &Fallen) -> Option<Event> {
    let p = &society.parameters;
    let words = draw(society, fallen.district, 0, purpose::CROWD);
    let parts = neighbourhood(society, fallen.district);
    let people = bystanders(society, fallen.district, parts);
    let gathering = crowd::gather(&scene(society, fallen, &words), &people, p)?;
    if gathering.participants < u64::from(p.crowds.least as u32) {
        return None;
    }
    Some(answer(society, fallen, gathering, words[2]))
}

/// The authorities' answer to a crowd.
fn answer(society: &Society, fallen: &Fallen, gathering: Gathering, word: u32) -> Event {
    let p = &society.parameters.response;
    let participants = gathering.participants;
    let response = response::respond(p, participants, society.policy.sanction_rule, word);
    let words = [1, 2].map(|index| draw(society, fallen.district, index, purpose::CROWD));
    let losses = response::losses(p, response, participants, &words);
    Event {
        kind: Kind::Crowd,
        place: Place::District(fallen.district as u16),
        week: society.week.0,
        trigger: fallen.trigger,
        direction: fallen.direction.unwrap_or(gathering.critical_of),
        response,
        participants,
        killed: losses.killed,
        wounded: losses.wounded,
        arrested: losses.arrested,
    }
}

fn draw(society: &Society, district: usize, index: u32, purpose: kernel::Purpose) -> [u32; 4] {
    philox::draw(society.key, district as u32, index, society.week, purpose)
}

/// What bystanders of a district see when a trigger falls.
fn scene<'a>(society: &'a Society, fallen: &Fallen, words: &[u32; 4]) -> Scene<'a> {
    let p = &society.parameters;
    let district = &society.world.districts[fallen.district];
    let nation = &society.nations[usize::from(district.region)];
    let level = society.plan.living[usize::from(society.week.0)] * district.living_factor;
    let price = triggers::price_step(society);
    let felt_line = crate::past::felt(society, society.policy.line);
    let share = if fallen.trigger == Trigger::Conflict {
        p.crowds.reach_local
    } else {
        p.crowds.reach_wide
    };
    let reach = response::scattered(share, p.crowds.reach_spread, words[0]).min(1.0);
    let severity = response::scattered(1.0, p.crowds.severity_spread, words[1]);
    Scene {
        reached: adults(society, fallen.district) * f64::from(reach),
        officers: p.crowds.officers,
        threat: threat(society, fallen.district),
        view: PrivateView::new(society.approval.at(level), felt_line, &p.legitimacy),
        outrage: triggers::outrage(p, fallen, nation, price).times(severity),
    }
}

/// Parts of the same region and settlement as a district.
fn alike(society: &Society, district: usize) -> &[Part] {
    let districts = &society.world.districts;
    let of = |part: &Part| key(&districts[part.district as usize]);
    let own = key(&districts[district]);
    &society.parts[places_of(own, &society.parts, of)]
}

/// Number of districts of the same region and settlement as a district, itself among them.
fn count_alike(districts: &[District], district: usize) -> usize {
    places_of(key(&districts[district]), districts, key).len()
}

/// What districts are in order of.
fn key(district: &District) -> (u16, Settlement) {
    (district.region, district.settlement)
}

/// The district's own part, if it has people in this sample.
fn own_part(society: &Society, district: usize) -> Option<&Part> {
    let found = society
        .parts
        .binary_search_by_key(&(district as u32), |part| part.district);
    found.ok().map(|index| &society.parts[index])
}

/// Parts whose people stand for a district's bystanders.
fn neighbourhood(society: &Society, district: usize) -> &[Part] {
    match own_part(society, district) {
        Some(part) if part.end - part.first >= OWN_COLLECTIVES => std::slice::from_ref(part),
        _ => alike(society, district),
    }
}

/// Adults of an average district of the same region and settlement, at full scale.
fn adults(society: &Society, district: usize) -> f64 {
    let alike = alike(society, district);
    let places = alike
        .iter()
        .map(|part| &society.places[part.index as usize]);
    let adults: u64 = places.map(|place| u64::from(place.adults)).sum();
    let districts = count_alike(&society.world.districts, district);
    adults as f64 * f64::from(society.world.sample.interval()) / districts as f64
}

/// Threat in a district: its own, or the mean of its like where it has no people.
fn threat(society: &Society, district: usize) -> f32 {
    let of = |part: &Part| society.places[part.index as usize].threat;
    if let Some(part) = own_part(society, district) {
        return of(part);
    }
    let alike = alike(society, district);
    alike.iter().map(of).sum::<f32>() / alike.len().max(1) as f32
}

/// Adults who stand by, drawn from some neighbouring parts.
fn bystanders(society: &Society, district: usize, parts: &[Part]) -> Vec<Person> {
    let (blocks, traits) = people_of(society, parts);
    let look = |index: usize| {
        let words = draw(society, district, index as u32, purpose::BYSTANDER);
        let nth = ((u64::from(words[0]) * blocks.len() as u64) >> 32) as usize;
        adult_at(blocks.get(nth)?, &traits[nth], words[1] as usize % LANES)
    };
    stand_by(look)
}

/// The people of some neighbouring parts, whose collectives follow each other without a gap.
fn people_of<'a>(society: &'a Society, parts: &[Part]) -> (&'a [Collective], &'a [Traits]) {
    let first = parts.first().map_or(0, |part| part.first as usize);
    let end = parts.last().map_or(first, |part| part.end as usize);
    let world = &society.world;
    (
        &world.collectives.as_slice()[first..end],
        &world.traits.as_slice()[first..end],
    )
}

/// The first of those on whom the looks fall, as many as a crowd is told apart by.
pub(crate) fn stand_by(look: impl FnMut(usize) -> Option<Person>) -> Vec<Person> {
    let mut people = Vec::with_capacity(CIRCLES);
    people.extend((0..LOOKS * CIRCLES).filter_map(look).take(CIRCLES));
    people
}

/// The adult at a lane.
pub fn adult_at(block: &Collective, traits: &Traits, lane: usize) -> Option<Person> {
    (block.adult(lane) == 1).then(|| Person::read(block, traits, lane))
}

/// Lets a district learn from what happened in it.
fn learn(society: &mut Society, event: &Event) {
    let Place::District(district) = event.place else {
        return;
    };
    let Some(part) = own_part(society, usize::from(district)).copied() else {
        return;
    };
    let lesson = Lesson::of(&society.parameters.response, event.response);
    let place = &mut society.places[part.index as usize];
    place.threat = (place.threat + lesson.threat).clamp(0.0, 1.0);
    let draws = society.draws(&part);
    let blocks = &mut society.world.collectives.as_mut_slice()[Part::range(&part)];
    for (index, block) in blocks.iter_mut().enumerate() {
        let entity = draws.collective(index);
        let words = philox::draw_block(draws.key, entity, draws.week, purpose::LESSON);
        lesson.teach(block, &words);
    }
}

/// What people take from the authorities' answer to a crowd.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Lesson {
    /// Added to the perceived threat.
    pub threat: f32,
    /// Added to the memory of terror, 0..1.
    pub memory: f32,
    /// Added to trust in party rule, -1..1.
    pub trust: f32,
}

impl Lesson {
    /// The lesson of a response.
    pub fn of(p: &crate::parameters::Response, response: Response) -> Lesson {
        match response {
            Response::None => Lesson::default(),
            Response::Concession => Lesson {
                threat: -p.threat_concession,
                memory: 0.0,
                trust: p.trust_concession,
            },
            Response::Arrests => Lesson {
                threat: p.threat_arrests,
                ..Lesson::default()
            },
            Response::Force | Response::Intervention => Lesson {
                threat: p.threat_force,
                memory: p.memory_force,
                trust: -p.trust_force,
            },
        }
    }

    /// Teaches the adults of a collective.
    pub fn teach(&self, block: &mut Collective, words: &[u32; LANES]) {
        for (lane, word) in words.iter().enumerate() {
            if block.standing[lane] & standing::ADULT == 0 {
                continue;
            }
            let bits = word.to_le_bytes();
            let memory = f32::from(block.memory[lane]) + self.memory * 255.0;
            let trust = f32::from(block.trust[lane]) + self.trust * 255.0;
            block.memory[lane] = math::round_at_random(memory, bits[0]);
            block.trust[lane] = math::round_at_random(trust, bits[1]);
        }
    }
}
