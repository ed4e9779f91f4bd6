//! The satellites: people of the same kind, each country with a line that follows the Union's after
//! a while, a leadership that forces or gives way, and crowds that gather by the same cascade.
//!
//! Joins are ours, one set of parameters serves all six countries, and no country has a rule of its
//! own: what differs is what the table gives (people, place, copies of the speech).

use bytemuck::{Pod, Zeroable};
use kernel::lanes::{bits, each, less};
use kernel::philox::{self, happens, unit};
use kernel::time::WEEKS_PER_YEAR;
use kernel::{LANES, dispatch};
use models::contagion;
use world::collective::Channel;
use world::{Collective, Person, SATELLITE_INTERVAL, Satellite, Traits};

use crate::Society;
use crate::crowd::{self, Gathering, Outrage, Scene};
use crate::crowds::{Lesson, adult_at, stand_by};
use crate::events::{Direction, Event, Kind, Place, Response, Trigger, Unrest};
use crate::parameters::Parameters;
use crate::past;
use crate::people::Draws;
use crate::person::Surroundings;
use crate::places::{self, Outcome};
use crate::private_view::PrivateView;
use crate::purpose;
use crate::reception;
use crate::response;
use crate::triggers;

/// What a country remembers from week to week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct CountryState {
    /// Perceived threat, 0..1.
    pub threat: f32,
    /// Whether its leadership forces (0) or gives way (1).
    pub concedes: f32,
    /// Readiness for another crowd, 1 when rested.
    pub rested: f32,
    /// Adults of its sample.
    pub adults: u32,
    /// Of these, with a critical stance.
    pub critics: u32,
}

/// Adults of a district, whose officers [`crate::parameters::Crowds::officers`] are.
const DISTRICT_ADULTS: f64 = 28_000.0;

/// The states of the first week.
pub fn states(society: &Society) -> Vec<CountryState> {
    let p = &society.parameters;
    let threat = places::threat_target(p, p.satellites.hard_rule, 0.0, 0.0);
    let country = |country: &Satellite| CountryState {
        threat,
        concedes: p.satellites.concedes,
        rested: 1.0,
        adults: crate::people::count_blocks(&society.world.satellites.collectives[country.range()])
            .adults,
        critics: 0,
    };
    society
        .world
        .satellites
        .countries
        .iter()
        .map(country)
        .collect()
}

/// One week of all satellites.
pub fn week(society: &mut Society) {
    if society.parameters.satellites.on < 0.5 {
        return;
    }
    let abroad = Abroad::of(society);
    for index in 0..society.countries.len() {
        hear(society, index, &abroad);
        live(society, index);
        lead(society, index);
    }
    let view: &Society = society;
    let restless = triggers::restless(view);
    let opening = opening(view);
    let crowds: Vec<Event> = (0..view.countries.len())
        .filter_map(|index| face(view, index, &restless, opening))
        .collect();
    for event in &crowds {
        learn(society, event);
    }
    society.happened.extend(crowds);
}

/// The Union's line that has arrived by now.
fn arrived(society: &Society) -> f32 {
    past::line(society, weeks(society.parameters.satellites.lag))
}

/// A time in years as weeks.
fn weeks(years: f32) -> usize {
    (years * f32::from(WEEKS_PER_YEAR)).round() as usize
}

/// Factor on the chance of a country's own triggers by how far the Union's line fell of late.
fn opening(society: &Society) -> f32 {
    let p = &society.parameters.satellites;
    1.0 + p.opening * past::fall(society, weeks(p.opening_lasts))
}

/// Share of visible critics whom a country's bodies punish.
fn sanction_rule(society: &Society, state: &CountryState) -> f32 {
    let p = &society.parameters.satellites;
    p.hard_rule + (p.soft_rule - p.hard_rule) * state.concedes
}

/// What can be heard of the speech abroad this week, the same in all countries.
struct Abroad {
    /// The text that people talk about.
    talk: Option<reception::Text>,
    /// Chance to hear it from a foreign station.
    radio: f32,
    /// The copies that are read, if any are.
    copied: Option<Copied>,
}

/// Copies of a text that go round.
#[derive(Clone, Copy)]
struct Copied {
    /// Readers of each.
    readers: f64,
    /// Weeks over which it is read.
    weeks: f64,
}

impl Abroad {
    fn of(society: &Society) -> Abroad {
        Abroad {
            talk: crate::hearing::talk(society),
            radio: crate::hearing::from_radio(society) * society.parameters.satellites.radio,
            copied: copied(society),
        }
    }
}

/// Lets people of a country hear of the speech: by foreign stations, and from copies that go round.
fn hear(society: &mut Society, index: usize, abroad: &Abroad) {
    let Some(talk) = abroad.talk else {
        return;
    };
    let country = &society.world.satellites.countries[index];
    let heard = Heard {
        p: &society.parameters,
        talk,
        radio: abroad.radio,
        copies: copies_read(country, abroad),
        draws: draws(society, country),
    };
    if heard.radio <= 0.0 && heard.copies <= 0.0 {
        return;
    }
    let range = country.range();
    let people = &mut society.world.satellites;
    let blocks = &mut people.collectives[range.clone()];
    listen(society.vector, blocks, &people.traits[range], &heard);
}

/// What can be heard of the speech in one country this week.
struct Heard<'a> {
    p: &'a Parameters,
    talk: reception::Text,
    /// Chance to hear it from a foreign station.
    radio: f32,
    /// Chance to read a copy.
    copies: f32,
    draws: Draws,
}

#[inline(always)]
fn listen_all(blocks: &mut [Collective], traits: &[Traits], heard: &Heard<'_>) {
    let (key, week) = (heard.draws.key, heard.draws.week);
    let fullest = reception::Text {
        channel: if heard.copies > 0.0 {
            Channel::Reading
        } else {
            Channel::Radio
        },
        ..heard.talk
    };
    for (index, (block, traits)) in blocks.iter_mut().zip(traits).enumerate() {
        let entity = heard.draws.collective(index);
        let touched = block.adults() & fullest.touches(block);
        if touched == 0 {
            continue;
        }
        let words = philox::draw_block(key, entity, week, purpose::LISTEN);
        let met = bits(|lane| less(unit(words[lane]), heard.copies + heard.radio));
        for lane in each(met & touched) {
            let channel = if unit(words[lane]) < heard.copies {
                Channel::Reading
            } else {
                Channel::Radio
            };
            let text = reception::Text {
                channel,
                ..heard.talk
            };
            let own = philox::draw(key, entity, lane as u32, week, purpose::RECEIVE);
            reception::receive(&text, block, traits, lane, own, heard.p);
        }
    }
}

dispatch! {
    /// One week of hearing in a country, compiled for several instruction sets.
    fn listen = listen_all;
    (blocks: &mut [Collective], traits: &[Traits], heard: &Heard<'_>)
}

/// Share of a country's people who read a copy this week.
fn copies_read(country: &Satellite, abroad: &Abroad) -> f32 {
    let Some(copied) = abroad.copied else {
        return 0.0;
    };
    let readers = country.copies * copied.readers;
    (readers / country.people / copied.weeks) as f32
}

/// The text of which copies are read this week: of the attacks, the strongest, the one that people
/// talk about.
fn copied(society: &Society) -> Option<Copied> {
    let week = society.week.0;
    let being_read = |message: &&world::PlannedMessage| {
        let first = crate::messages::first_reading(message);
        message.given
            && message.line < 0.0
            && (first..first + message.readings_weeks).contains(&week)
    };
    let texts = crate::messages::texts(society);
    let read = texts.iter().map(AsRef::as_ref).filter(being_read);
    let text = read.max_by(|a, b| a.affect.total_cmp(&b.affect))?;
    Some(Copied {
        readers: f64::from(society.parameters.satellites.readers),
        weeks: f64::from(text.readings_weeks.max(1)),
    })
}

/// One week of a country's people: the same hot loop as in the Union.
fn live(society: &mut Society, index: usize) {
    let mut collectives = std::mem::take(&mut society.world.satellites.collectives);
    let country = &society.world.satellites.countries[index];
    let state = society.countries[index];
    let level = standard(society, country);
    let share = state.critics as f32 / state.adults.max(1) as f32;
    let mut outcome = Outcome::default();
    let around = Surroundings {
        threat: state.threat,
        line: arrived(society),
        devotion_target: (arrived(society) + 1.0) * 0.5 * 255.0,
        told: society.parameters.fear.memory_from_returned,
        reference_level: level * crate::approval::ASPIRATION_UNIT,
        view: view(society, country),
        critics_seen: (share * society.parameters.risk.district_circle).round() as usize,
    };
    let people = (
        &mut collectives[country.range()],
        &society.world.satellites.traits[country.range()],
    );
    crate::people::visit_apart(
        society,
        people,
        around,
        draws(society, country),
        &mut outcome,
    );
    society.world.satellites.collectives = collectives;
    society.countries[index].adults = outcome.counts.adults;
    society.countries[index].critics = outcome.counts.critics();
}

/// Keys of the draws of a country's people this week.
fn draws(society: &Society, country: &Satellite) -> Draws {
    Draws {
        key: society.key,
        week: society.week,
        first: country.entity,
        interval: 1,
    }
}

/// How far rule by the party is accepted in a country.
fn view<'a>(society: &'a Society, country: &Satellite) -> PrivateView<'a> {
    let approval = society.approval.at(standard(society, country));
    // The same attack, so people get used to it as in the Union; the delay is weeks of years.
    let felt_line = past::felt(society, arrived(society));
    PrivateView::new(approval, felt_line, &society.parameters.legitimacy)
}

/// Standard of living of a country: that of the Union times a factor.
fn standard(society: &Society, country: &Satellite) -> f32 {
    let union = society.plan.living[usize::from(society.week.0)];
    union * country.living_factor * society.parameters.satellites.living
}

/// The leadership leans the way the Union's line goes; threat follows its rule.
fn lead(society: &mut Society, index: usize) {
    let p = society.parameters;
    let opened = (1.0 - arrived(society)) * 0.5;
    let rule = sanction_rule(society, &society.countries[index]);
    let state = &mut society.countries[index];
    let wanted = (p.satellites.concedes + p.satellites.concedes_pull * opened).clamp(0.0, 1.0);
    state.concedes += (wanted - state.concedes) * p.fear.threat_speed;
    let target = places::threat_target(&p, rule, 0.0, 0.0);
    state.threat += (target - state.threat) * p.fear.threat_speed;
}

/// Lets a country face a trigger, if one falls this week.
fn face(
    society: &Society,
    index: usize,
    restless: &[(usize, Unrest)],
    opening: f32,
) -> Option<Event> {
    let country = &society.world.satellites.countries[index];
    let words = draw(society, country, 0);
    let felt = triggers::felt(society, restless, society.world.regions.len() + index);
    let felt = felt.iter().sum::<f32>();
    let trigger = falls(society, index, (felt, opening), words[0])?;
    let p = &society.parameters;
    let nation = unit(words[3]) < p.satellites.national_share;
    let adults = f64::from(society.countries[index].adults) * f64::from(SATELLITE_INTERVAL);
    let scene = scene(society, index, adults, &draw(society, country, 3));
    let gathering = crowd::gather(&scene, &bystanders(society, country), p)?;
    if gathering.participants < u64::from(p.satellites.least as u32) {
        return None;
    }
    let response = answer(society, index, &gathering, adults, &words);
    let own = [1, 2].map(|number| draw(society, country, number));
    let losses = response::losses(&p.response, response, gathering.participants, &own);
    Some(Event {
        kind: Kind::SatelliteCrowd,
        place: Place::Satellite(index as u8),
        week: society.week.0,
        trigger,
        direction: if nation {
            Direction::Nation
        } else {
            gathering.critical_of
        },
        response,
        participants: gathering.participants,
        killed: losses.killed,
        wounded: losses.wounded,
        arrested: losses.arrested,
    })
}

/// Which trigger falls: one of the country's own, likelier after the Union's line fell, or news of
/// the unrest that is felt.
fn falls(
    society: &Society,
    index: usize,
    (felt, opening): (f32, f32),
    word: u32,
) -> Option<Trigger> {
    let p = &society.parameters.satellites;
    let rested = society.countries[index].rested;
    let shock = f64::from(society.policy.foreign_shock * rested);
    let own = f64::from(p.trigger * opening) * shock;
    let news = contagion::joining_rate(p.contagion, felt);
    if happens(word, own.min(1.0)) {
        Some(Trigger::Conflict)
    } else {
        happens(word, (own + f64::from(news) * shock).min(1.0)).then_some(Trigger::News)
    }
}

fn scene<'a>(society: &'a Society, index: usize, adults: f64, words: &[u32; 4]) -> Scene<'a> {
    let p = &society.parameters;
    let country = &society.world.satellites.countries[index];
    let reach = response::scattered(p.satellites.reach, p.satellites.reach_spread, words[0]);
    let severity = response::scattered(1.0, p.crowds.severity_spread, words[1]);
    let reached = adults * f64::from(reach.min(1.0));
    let cause = Outrage {
        all: p.crowds.outrage_conflict,
        by_nation: p.crowds.outrage_nation * p.satellites.national_grievance,
        ..Outrage::default()
    };
    Scene {
        reached,
        officers: p.crowds.officers * (reached / DISTRICT_ADULTS).max(1.0) as f32,
        threat: society.countries[index].threat,
        view: view(society, country),
        outrage: cause.times(severity),
    }
}

/// Adults of a country who stand by.
fn bystanders(society: &Society, country: &Satellite) -> Vec<Person> {
    let people = &society.world.satellites;
    let count = u64::from(country.end - country.first);
    let look = |index: usize| {
        let words = philox::draw(
            society.key,
            country.entity,
            index as u32,
            society.week,
            purpose::BYSTANDER,
        );
        let at = country.first as usize + ((u64::from(words[0]) * count) >> 32) as usize;
        adult_at(
            &people.collectives[at],
            &people.traits[at],
            words[1] as usize % LANES,
        )
    };
    stand_by(look)
}

/// What is done: a crowd too large for the country's own apparatus brings the Union's army or a
/// settlement; a smaller one meets the leadership's own way.
fn answer(
    society: &Society,
    index: usize,
    gathering: &Gathering,
    adults: f64,
    words: &[u32; 4],
) -> Response {
    let p = &society.parameters;
    let state = &society.countries[index];
    let gives_way = happens(words[1], f64::from(state.concedes));
    if gathering.participants as f64 > f64::from(p.satellites.apparatus_limit) * adults {
        return if happens(words[2], f64::from(p.satellites.intervention)) {
            Response::Intervention
        } else {
            Response::Concession
        };
    }
    if gives_way {
        return Response::Concession;
    }
    response::respond(
        &p.response,
        gathering.participants,
        sanction_rule(society, state),
        words[2],
    )
}

fn draw(society: &Society, country: &Satellite, index: u32) -> [u32; 4] {
    philox::draw(
        society.key,
        country.entity,
        index,
        society.week,
        purpose::SATELLITE,
    )
}

/// What a crowd and the answer to it leave behind, in the country and beyond.
fn learn(society: &mut Society, event: &Event) {
    let Place::Satellite(index) = event.place else {
        return;
    };
    let p = society.parameters;
    let lesson = Lesson::of(&p.response, event.response);
    let state = &mut society.countries[usize::from(index)];
    state.threat = (state.threat + lesson.threat).clamp(0.0, 1.0);
    match event.response {
        Response::Concession => {
            state.concedes = (state.concedes + p.satellites.concedes_after).min(1.0);
        }
        Response::Intervention => {
            state.concedes = 0.0;
            frighten(society, p.satellites.intervention_threat);
        }
        _ => {}
    }
    let country = society.world.satellites.countries[usize::from(index)].clone();
    let blocks = &mut society.world.satellites.collectives[country.range()];
    for (offset, block) in blocks.iter_mut().enumerate() {
        let entity = country.entity + offset as u32;
        let words = philox::draw_block(society.key, entity, society.week, purpose::LESSON);
        lesson.teach(block, &words);
    }
}

/// The Union's army in the streets is seen everywhere.
fn frighten(society: &mut Society, threat: f32) {
    for place in &mut society.places {
        place.threat = (place.threat + threat).min(1.0);
    }
    for country in &mut society.countries {
        country.threat = (country.threat + threat).min(1.0);
    }
}
