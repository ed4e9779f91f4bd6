//! Who hears this week: at readings, by word of mouth, from foreign stations, in print.
//!
//! Word of mouth follows Maki & Thompson (1973): tellers meet others; one who meets people that
//! already know may stop. The collective is everybody's neighbourhood, with a leak to and from the
//! district and the country. A district in which nothing can be heard this week is not visited.

use kernel::lanes::{any_of, bits, less, plane};
use kernel::philox::{self, unit};
use kernel::{LANES, Week, dispatch};
use models::rumour::spreading_probability;
use world::collective::{Channel, attribute, standing};
use world::{Collective, PlannedMessage, Traits};

use crate::Society;
use crate::messages::{Handing, Version, district_body, first_reading};
use crate::parameters::Parameters;
use crate::people::Draws;
use crate::places::Outcome;
use crate::purpose;
use crate::reception::{self, TELLER, Text};
use crate::society::Part;

/// Weekly chance to hear below which a district without tellers of its own is not visited: a
/// hundred people in the whole country.
const NEGLIGIBLE: f32 = 1e-6;
/// Offset that keeps the draws of primary organisations apart from those of bodies above them.
const ORGANISATION_BODY: usize = 1 << 20;

/// Everything that can be heard in one part this week.
struct Occasion<'a> {
    p: &'a Parameters,
    draws: Draws,
    readings: Vec<ReadingRound>,
    handing: Handing,
    /// The text that rumour, radio and print carry: the last secret message, if any was given.
    talk: Option<Text>,
    /// Chance to hear from tellers outside the collective.
    from_outside: f32,
    /// Chance that a receiver's owner hears a station.
    from_radio: f32,
    /// Chance to read it in print, for those with secondary schooling or more.
    from_print: f32,
    /// Items that print carries.
    print_items: u8,
}

/// One message that is being read this week.
struct ReadingRound {
    message: usize,
    /// What the district has of it.
    version: Version,
    text: Text,
    /// Chance to attend by rank.
    attendance: [f32; 4],
    first: u16,
    weeks: u16,
    /// True in the week in which only delegates hear the text itself.
    congress: bool,
}

/// One week of hearing.
pub fn week(society: &mut Society) {
    society.for_each_place(|view, part, blocks, traits, outcome| {
        outcome.first_heard = 0;
        outcome.tellers = 0;
        if let Some(occasion) = occasion(view, part) {
            visit(view.vector, blocks, traits, &occasion, outcome);
        }
    });
    for (place, outcome) in society.places.iter_mut().zip(&society.outcomes) {
        place.tellers = outcome.tellers;
    }
}

/// What can be heard in a part this week, or nothing.
fn occasion<'a>(society: &'a Society, part: &Part) -> Option<Occasion<'a>> {
    let p = &society.parameters;
    let readings: Vec<_> = readings(society, part);
    let talk = talk(society, part);
    let from_outside = if talk.is_some() {
        from_outside(society, part)
    } else {
        0.0
    };
    let from_radio = from_radio(society);
    let from_print = crate::print::reached(society) as f32;
    let tellers = society.places[part.index as usize].tellers;
    let silent = from_outside + from_radio + from_print < NEGLIGIBLE && tellers == 0;
    if readings.is_empty() && (talk.is_none() || silent) {
        return None;
    }
    Some(Occasion {
        p,
        draws: society.draws(part),
        readings,
        handing: Handing::new(society),
        talk,
        from_outside,
        from_radio,
        from_print,
        print_items: print_items(society),
    })
}

/// Items of testimony from the camps, the only ones that print carried.
fn print_items(society: &Society) -> u8 {
    let testimony = |id: &str| matches!(id, "mass-terror" | "torture");
    let items = society.plan.items.iter().enumerate();
    items
        .filter(|(_, item)| testimony(&item.id))
        .map(|(bit, _)| 1 << bit)
        .sum()
}

fn weights(society: &Society) -> [f32; 8] {
    std::array::from_fn(|bit| {
        society
            .plan
            .items
            .get(bit)
            .map_or(0.0, |item| item.weight as f32)
    })
}

fn text_of(society: &Society, message: &PlannedMessage, channel: Channel, part: &Part) -> Text {
    Text {
        items: message.carries,
        enlarged: 0,
        channel,
        line: message.line,
        affect: message.affect,
        blame: message.blame.max(society.policy.blame),
        clarity: 0.0,
        place_belief: society.world.districts[part.district as usize].prior_belief,
        weights: weights(society),
    }
}

/// The text that people talk about: the last attack given so far.
fn talk(society: &Society, part: &Part) -> Option<Text> {
    if society.parameters.rumour.on < 0.5 {
        return None;
    }
    let given = |message: &&PlannedMessage| message.line < 0.0 && message.week <= society.week.0;
    let message = society.plan.messages.iter().rev().find(given)?;
    Some(text_of(society, message, Channel::Rumour, part))
}

fn from_outside(society: &Society, part: &Part) -> f32 {
    let p = &society.parameters.rumour;
    let place = &society.places[part.index as usize];
    let district = place.tellers as f32 / place.adults.max(1) as f32;
    let country = society.totals.tellers as f64 / society.totals.adults.max(1) as f64;
    p.district_rate * district + p.country_rate * country as f32
}

fn from_radio(society: &Society) -> f32 {
    let p = &society.parameters.radio;
    let through = 1.0 - society.policy.jamming * (1.0 - p.through_jamming);
    society.policy.broadcast * p.listening * through
}

fn readings(society: &Society, part: &Part) -> Vec<ReadingRound> {
    let bodies = crate::messages::bodies(&society.world);
    let body = district_body(&society.world, part.district as usize);
    let round = |(number, message): (usize, &PlannedMessage)| {
        let first = first_reading(message);
        let congress = society.week.0 == message.week;
        let open = (first..first + message.readings_weeks.max(1)).contains(&society.week.0);
        if !congress && !open {
            return None;
        }
        let mut text = text_of(society, message, Channel::Reading, part);
        text.clarity = society.policy.clarity;
        let version = Version {
            kept: message.carries,
            enlarged: 0,
        };
        let below = society.versions[number * bodies + body];
        Some(ReadingRound {
            message: number,
            version: if congress { version } else { below },
            text,
            attendance: attendance(society, congress),
            first,
            weeks: message.readings_weeks.max(1),
            congress,
        })
    };
    society
        .plan
        .messages
        .iter()
        .enumerate()
        .filter_map(round)
        .collect()
}

/// Chance to attend by rank, under the audience in force.
fn attendance(society: &Society, congress: bool) -> [f32; 4] {
    let p = &society.parameters.reading;
    if congress {
        return [0.0, 0.0, 0.0, p.delegates];
    }
    // The audience widens in steps: the party from a third of the scale, the Komsomol and
    // activists from a half, everybody at its upper end.
    match society.policy.audience {
        width if width < 0.3 => [0.0; 4],
        width if width < 0.5 => [0.0, 0.0, p.members, p.members],
        width if width < 0.9 => [p.activists, p.komsomol, p.members, p.members],
        _ => [
            p.published,
            p.komsomol.max(p.published),
            p.members,
            p.members,
        ],
    }
}

#[inline(always)]
fn visit_part(
    blocks: &mut [Collective],
    traits: &[Traits],
    occasion: &Occasion<'_>,
    outcome: &mut Outcome,
) {
    for (index, (block, fixed)) in blocks.iter_mut().zip(traits).enumerate() {
        let collective = occasion.draws.collective(index);
        for round in &occasion.readings {
            outcome.first_heard += read_to(block, fixed, collective, round, occasion);
        }
        if let Some(talk) = &occasion.talk {
            outcome.first_heard += talk_among(block, fixed, collective, talk, occasion);
            outcome.tellers += tellers(block).count_ones();
        }
    }
}

dispatch! {
    /// One week of hearing in a part, compiled for several instruction sets.
    fn visit = visit_part;
    (
        blocks: &mut [Collective],
        traits: &[Traits],
        occasion: &Occasion<'_>,
        outcome: &mut Outcome,
    )
}

#[inline(always)]
fn tellers(block: &Collective) -> u32 {
    block.adults() & plane(&block.reception, TELLER.trailing_zeros() as u8)
}

/// Lets `listeners` hear a text one by one; how many heard something for the first time.
fn hear(
    block: &mut Collective,
    traits: &Traits,
    collective: u32,
    listeners: u32,
    text: &Text,
    occasion: &Occasion<'_>,
) -> u32 {
    let mut first = 0;
    let mut left = listeners;
    while left != 0 {
        let lane = left.trailing_zeros();
        left &= left - 1;
        let index = lane << 8 | text.channel as u32;
        let draws = occasion.draws;
        let words = philox::draw(draws.key, collective, index, draws.week, purpose::RECEIVE);
        first += u32::from(reception::receive(
            text,
            block,
            traits,
            lane as usize,
            words,
            occasion.p,
        ));
    }
    first
}

/// Week of an organisation's meeting within the weeks of readings: the higher the haste, the more
/// organisations meet early.
fn meeting_week(word: u32, weeks: u16, haste: f32) -> u16 {
    let mut when = unit(word);
    for _ in 1..haste as u32 {
        when *= unit(word);
    }
    (when * f32::from(weeks)) as u16
}

/// Reads a text to those of a collective who attend, when their organisation has its meeting.
#[inline(always)]
fn read_to(
    block: &mut Collective,
    traits: &Traits,
    collective: u32,
    round: &ReadingRound,
    occasion: &Occasion<'_>,
) -> u32 {
    let draws = occasion.draws;
    let organisation = collective / world::COLLECTIVES_PER_PRIMARY;
    let mut text = round.text;
    if !round.congress {
        let spread = Week(round.first);
        let when = philox::draw(
            draws.key,
            organisation,
            round.message as u32,
            spread,
            purpose::ATTEND,
        );
        let meeting = meeting_week(when[3], round.weeks, occasion.p.reading.haste);
        if round.first + meeting != draws.week.0 {
            return 0;
        }
        let body = ORGANISATION_BODY + organisation as usize;
        let belief = round.text.place_belief;
        let version = occasion
            .handing
            .hand_on(round.version, belief, round.message, body);
        text.items = version.kept;
        text.enlarged = version.enlarged;
    }
    let words = philox::draw_block(draws.key, collective, draws.week, purpose::ATTEND);
    let attendance = round.attendance;
    let listeners = bits(|lane| {
        let rank = (block.standing[lane] & standing::RANK) >> standing::RANK_SHIFT;
        block.adult(lane) & less(unit(words[lane]), attendance[usize::from(rank)])
    });
    hear(block, traits, collective, listeners, &text, occasion)
}

/// One week of talk, stations and print in a collective.
#[inline(always)]
fn talk_among(
    block: &mut Collective,
    traits: &Traits,
    collective: u32,
    talk: &Text,
    occasion: &Occasion<'_>,
) -> u32 {
    let draws = occasion.draws;
    let p = &occasion.p.rumour;
    let telling = tellers(block);
    let present = block.adults();
    let knowing = bits(|lane| any_of(block.reception[lane], u8::MAX)) & present;
    let others = (present.count_ones() as f32 - 1.0).max(1.0);
    let share = telling.count_ones() as f32 / others;
    let chance = (p.meeting_rate * share + occasion.from_outside).min(1.0);
    // A teller's contact passes the rumour on or fails; failing, the teller may stop.
    let passes = spreading_probability((present & !knowing).count_ones() as f32, others).min(1.0);
    let stops = p.stifling * (1.0 - passes);
    let words = philox::draw_block(draws.key, collective, draws.week, purpose::RUMOUR);
    let lucky = bits(|lane| less(unit(words[lane]), chance)) & present & !knowing;
    let stopping = bits(|lane| less(unit(words[lane]), stops)) & telling;
    for lane in 0..LANES {
        let stop = if stopping >> lane & 1 == 1 { TELLER } else { 0 };
        block.reception[lane] &= !stop;
    }
    let mut first = 0;
    if lucky != 0 {
        let items = retold(block, telling, talk.items, collective, occasion);
        let text = Text { items, ..*talk };
        first += hear(block, traits, collective, lucky, &text, occasion);
    }
    if occasion.from_radio > 0.0 {
        let text = Text {
            channel: Channel::Radio,
            ..*talk
        };
        let words = philox::draw_block(draws.key, collective, draws.week, purpose::LISTEN);
        let tuned = bits(|lane| {
            let owner = any_of(traits.attributes[lane], attribute::SHORT_WAVE);
            owner & less(unit(words[lane]), occasion.from_radio)
        });
        first += hear(block, traits, collective, tuned & present, &text, occasion);
    }
    if occasion.from_print > 0.0 && occasion.print_items != 0 {
        let text = Text {
            items: occasion.print_items,
            channel: Channel::Reading,
            ..*talk
        };
        let words = philox::draw_block(draws.key, collective, draws.week, purpose::READ_PRINT);
        let schooled = bits(|lane| {
            // Secondary and higher schooling are those with the upper of the two bits.
            let schooled = any_of(traits.attributes[lane], 0b10 << attribute::SCHOOLING_SHIFT);
            schooled & less(unit(words[lane]), occasion.from_print)
        });
        first += hear(
            block,
            traits,
            collective,
            schooled & present,
            &text,
            occasion,
        );
    }
    first
}

/// Items that survive retelling: what the tellers of the collective know, or the talk of the
/// district where none of them tells.
fn retold(
    block: &Collective,
    telling: u32,
    talk: u8,
    collective: u32,
    occasion: &Occasion<'_>,
) -> u8 {
    let known = (0..LANES).filter(|lane| telling >> lane & 1 == 1);
    let items = known.fold(0, |items, lane| items | block.heard[lane]);
    let items = if items == 0 { talk } else { items };
    let draws = occasion.draws;
    let words = philox::draw(draws.key, collective, 0, draws.week, purpose::RETELL);
    let mut kept = 0;
    for bit in 0..8 {
        let luck = (words[bit / 2] >> (16 * (bit % 2)) & 0xffff) as f32 / 65_536.0;
        if luck < occasion.p.rumour.retention {
            kept |= 1 << bit;
        }
    }
    // A rumour that lost every item is still that something was said of the old leader.
    if items & kept == 0 {
        items & items.wrapping_neg()
    } else {
        items & kept
    }
}
