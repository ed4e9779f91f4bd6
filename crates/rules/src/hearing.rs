//! Who hears this week: at readings, by word of mouth, from foreign stations, in print.
//!
//! Word of mouth follows Maki & Thompson (1973): tellers meet others; one who meets people that
//! already know may stop. The collective is everybody's neighbourhood, with a leak to and from the
//! district and the country. A district in which nothing can be heard this week is not visited.

use kernel::lanes::{any_of, bits, each, less, plane};
use kernel::philox::{self, unit};
use kernel::{LANES, Purpose, Week, dispatch};
use models::rumour::spreading_probability;
use world::collective::{Channel, Stance, attribute, standing};
use world::{Collective, PlannedMessage, Traits};

use crate::Society;
use crate::messages::{Handing, Version, district_body, first_reading, texts};
use crate::parameters::Parameters;
use crate::people::Draws;
use crate::places::Outcome;
use crate::purpose;
use crate::reception::{self, TELLER, Text};
use crate::society::Part;

/// Weekly chance to hear below which a district without tellers of its own is not visited: a
/// hundred people in the whole country.
const NEGLIGIBLE: f32 = 1e-6;
/// Line of a message that openly attacks the old leader.
pub const OPEN_ATTACK: f32 = -0.5;
/// Collectives that are read to before they talk: few enough to be still at hand then.
const CHUNK: usize = 64;
/// Lanes up to which drawing for each is less than drawing for all.
const FEW: u32 = 2;
/// Offset that keeps the draws of primary organisations apart from those of bodies above them.
const ORGANISATION_BODY: usize = 1 << 20;

/// Everything that can be heard in the country this week.
struct Air {
    readings: Vec<ReadingRound>,
    handing: Handing,
    /// The text that rumour, radio and print carry: the strongest attack given so far.
    talk: Option<Text>,
    /// Chance to hear by letter or journey.
    from_country: f32,
    /// Chance that a receiver's owner hears a station.
    from_radio: f32,
    /// Chance to read it in print, for those with secondary schooling or more.
    from_print: f32,
    /// Items that print carries.
    print_items: u8,
}

/// One message that is being read this week.
#[derive(Debug, Clone, Copy)]
struct ReadingRound {
    message: usize,
    text: Text,
    /// Chance to attend by rank.
    attendance: [f32; 4],
    first: u16,
    weeks: u16,
    /// True in the week in which only delegates hear the text itself.
    congress: bool,
}

/// Everything that can be heard in one part this week.
struct Occasion<'a> {
    p: &'a Parameters,
    air: &'a Air,
    draws: Draws,
    /// What the district's body believes, 0..1.
    belief: f32,
    /// Chance that a meeting follows the instruction to go from outrage to reflection.
    led: f64,
    /// What the district has of each message that is read.
    versions: Vec<Version>,
    /// Chance to hear from tellers outside the collective.
    from_outside: f32,
}

/// One week of hearing.
pub fn week(society: &mut Society) {
    let air = air(society);
    for outcome in &mut society.outcomes {
        outcome.first_heard = 0;
        outcome.tellers = 0;
    }
    if !air.readings.is_empty() || air.talk.is_some() {
        society.for_each_run_of_places(|view, parts, blocks, traits, outcomes| {
            let occasion = |part| occasion(view, part, &air);
            let occasions: Vec<_> = parts.iter().map(occasion).collect();
            if occasions.iter().any(Option::is_some) {
                let run = (parts, occasions.as_slice());
                visit(view.vector, blocks, traits, run, outcomes);
            }
        });
    }
    for (place, outcome) in society.places.iter_mut().zip(&society.outcomes) {
        place.tellers = outcome.tellers;
    }
}

/// What can be heard this week, district and belief apart.
fn air(society: &Society) -> Air {
    let totals = &society.totals;
    let telling = totals.tellers as f64 / totals.adults.max(1) as f64;
    Air {
        readings: readings(society),
        handing: Handing::new(society),
        talk: talk(society),
        from_country: society.parameters.rumour.country_rate * telling as f32,
        from_radio: from_radio(society),
        from_print: crate::print::reached(society) as f32,
        print_items: crate::messages::testimony_items(&society.plan),
    }
}

/// What can be heard in a part this week, or nothing.
fn occasion<'a>(society: &'a Society, part: &Part, air: &'a Air) -> Option<Occasion<'a>> {
    let p = &society.parameters;
    let place = &society.places[part.index as usize];
    let district = place.tellers as f32 / place.adults.max(1) as f32;
    let from_outside = p.rumour.district_rate * district + air.from_country;
    let quiet = from_outside + air.from_radio + air.from_print < NEGLIGIBLE && place.tellers == 0;
    if air.readings.is_empty() && (air.talk.is_none() || quiet) {
        return None;
    }
    let district = &society.world.districts[part.district as usize];
    let draws = society.draws(part);
    Some(Occasion {
        p,
        air,
        draws,
        belief: district.prior_belief,
        led: led(society, district.zeal),
        versions: district_versions(society, part, &air.readings),
        from_outside,
    })
}

/// Chance that a meeting follows the guidance sent with a text, as far as it is clear and its body
/// zealous.
fn led(society: &Society, zeal: f32) -> f64 {
    let p = &society.parameters.reading;
    let chance = p.led * p.followed * society.policy.clarity * 2.0 * zeal;
    f64::from(chance.clamp(0.0, 1.0))
}

/// What a district has of the messages that are read this week.
fn district_versions(society: &Society, part: &Part, rounds: &[ReadingRound]) -> Vec<Version> {
    let bodies = crate::messages::bodies(&society.world);
    let body = district_body(&society.world, part.district as usize);
    rounds
        .iter()
        .map(|round| society.versions[round.message * bodies + body])
        .collect()
}

fn text_of(society: &Society, message: &PlannedMessage, channel: Channel) -> Text {
    let items = &society.plan.items;
    let bare = &society.parameters.bare;
    let (affect, doubt) = if crate::messages::is_bare(&society.plan, message) {
        (message.affect * bare.affect, bare.confusion)
    } else {
        (message.affect, 1.0)
    };
    // How far blame reaches is decided for the open attacks; smaller texts say it themselves.
    let blame = if message.line <= OPEN_ATTACK {
        society.policy.blame
    } else {
        message.blame
    };
    Text {
        items: crate::messages::carried(&society.plan, message),
        enlarged: 0,
        channel,
        line: message.line,
        affect,
        blame,
        doubt,
        clarity: 0.0,
        place_belief: 0.0,
        weights: std::array::from_fn(|bit| items.get(bit).map_or(0.0, |item| item.weight as f32)),
    }
}

/// The text that people talk about: of the attacks given so far, the one that arouses most.
pub(crate) fn talk(society: &Society) -> Option<Text> {
    if society.parameters.rumour.on < 0.5 {
        return None;
    }
    let given = |message: &&PlannedMessage| {
        message.given && message.line < 0.0 && message.week <= society.week.0
    };
    let texts = texts(society);
    let attacks = texts.iter().map(AsRef::as_ref).filter(given);
    let strongest = attacks.max_by(|a, b| a.affect.total_cmp(&b.affect))?;
    Some(text_of(society, strongest, Channel::Rumour))
}

pub(crate) fn from_radio(society: &Society) -> f32 {
    let p = &society.parameters.radio;
    let through = 1.0 - society.policy.jamming * (1.0 - p.through_jamming);
    society.policy.broadcast * p.listening * through
}

fn readings(society: &Society) -> Vec<ReadingRound> {
    let round = |(number, message): (usize, &PlannedMessage)| {
        let first = first_reading(message);
        let congress = society.week.0 == message.week;
        let open = (first..first + message.readings_weeks.max(1)).contains(&society.week.0);
        if !message.given || !congress && !open {
            return None;
        }
        let mut text = text_of(society, message, Channel::Reading);
        let bare = crate::messages::is_bare(&society.plan, message);
        let factor = if bare {
            society.parameters.bare.clarity
        } else {
            1.0
        };
        text.clarity = society.policy.clarity * factor;
        Some(ReadingRound {
            message: number,
            text,
            attendance: attendance(society, congress),
            first,
            weeks: message.readings_weeks.max(1),
            congress,
        })
    };
    let texts = texts(society);
    let texts = texts.iter().map(AsRef::as_ref);
    texts.enumerate().filter_map(round).collect()
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

/// Visits the parts of a run in which something can be heard.
#[inline(always)]
fn visit_run(
    blocks: &mut [Collective],
    traits: &[Traits],
    (parts, occasions): (&[Part], &[Option<Occasion<'_>>]),
    outcomes: &mut [Outcome],
) {
    let start = parts.first().map_or(0, |part| Part::range(part).start);
    for ((part, occasion), outcome) in parts.iter().zip(occasions).zip(outcomes) {
        if let Some(occasion) = occasion {
            let own = Part::range(part);
            let own = own.start - start..own.end - start;
            visit_part(&mut blocks[own.clone()], &traits[own], occasion, outcome);
        }
    }
}

#[inline(always)]
fn visit_part(
    blocks: &mut [Collective],
    traits: &[Traits],
    occasion: &Occasion<'_>,
    outcome: &mut Outcome,
) {
    let talk = occasion.air.talk.as_ref().map(|talk| Text {
        place_belief: occasion.belief,
        ..*talk
    });
    let chunks = blocks.chunks_mut(CHUNK).zip(traits.chunks(CHUNK));
    for (number, (blocks, traits)) in chunks.enumerate() {
        let from = number * CHUNK;
        for (round, version) in occasion.air.readings.iter().zip(&occasion.versions) {
            let round = (round, *version);
            outcome.first_heard += read_round(blocks, traits, from, round, occasion);
        }
        let Some(talk) = &talk else { continue };
        for (index, (block, fixed)) in blocks.iter_mut().zip(traits).enumerate() {
            let collective = occasion.draws.collective(from + index);
            outcome.first_heard += talk_among(block, fixed, collective, talk, occasion);
            outcome.tellers += tellers(block).count_ones();
        }
    }
}

dispatch! {
    /// One week of hearing in a run of parts, compiled for several instruction sets.
    fn visit = visit_run;
    (
        blocks: &mut [Collective],
        traits: &[Traits],
        run: (&[Part], &[Option<Occasion<'_>>]),
        outcomes: &mut [Outcome],
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
    if text.line >= 0.0 {
        // What is no attack is known from now on, and that is all.
        for lane in 0..LANES {
            let hears = (listeners >> lane & 1) as u8;
            block.heard[lane] |= text.items & hears.wrapping_neg();
        }
        return 0;
    }
    let mut first = 0;
    for lane in each(listeners) {
        let index = (lane as u32) << 8 | text.channel as u32;
        let draws = occasion.draws;
        let words = philox::draw(draws.key, collective, index, draws.week, purpose::RECEIVE);
        first += u32::from(reception::receive(
            text, block, traits, lane, words, occasion.p,
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

/// Reads a text to some collectives; how many heard something for the first time.
#[inline(always)]
fn read_round(
    blocks: &mut [Collective],
    traits: &[Traits],
    from: usize,
    (round, version): (&ReadingRound, Version),
    occasion: &Occasion<'_>,
) -> u32 {
    let mut first = 0;
    let mut meeting = None;
    for (index, (block, fixed)) in blocks.iter_mut().zip(traits).enumerate() {
        let collective = occasion.draws.collective(from + index);
        let organisation = collective / world::COLLECTIVES_PER_PRIMARY;
        // Neighbouring collectives meet in one organisation.
        if meeting
            .as_ref()
            .is_none_or(|(last, _)| *last != organisation)
        {
            let text = read_at(organisation, round, version, occasion);
            meeting = Some((organisation, text));
        }
        if let Some((_, Some(text))) = &meeting {
            first += read_to(block, fixed, collective, (round, text), occasion);
        }
    }
    first
}

/// What an organisation has of a text that is read, when it has its meeting this week.
fn read_at(
    organisation: u32,
    round: &ReadingRound,
    version: Version,
    occasion: &Occasion<'_>,
) -> Option<Text> {
    let draws = occasion.draws;
    let mut text = Text {
        place_belief: occasion.belief,
        ..round.text
    };
    if !round.congress {
        let spread = Week(round.first);
        let number = round.message as u32;
        let when = philox::draw(draws.key, organisation, number, spread, purpose::ATTEND);
        let meeting = meeting_week(when[3], round.weeks, occasion.p.reading.haste);
        if round.first + meeting != draws.week.0 {
            return None;
        }
        let body = ORGANISATION_BODY + organisation as usize;
        let version = occasion
            .air
            .handing
            .hand_on(version, occasion.belief, round.message, body);
        text.items = version.kept;
        text.enlarged = version.enlarged;
    }
    Some(text)
}

/// Reads a text to those of a collective who attend the meeting of their organisation.
#[inline(always)]
fn read_to(
    block: &mut Collective,
    traits: &Traits,
    collective: u32,
    (round, text): (&ReadingRound, &Text),
    occasion: &Occasion<'_>,
) -> u32 {
    let draws = occasion.draws;
    let words = philox::draw_block(draws.key, collective, draws.week, purpose::ATTEND);
    let attendance = round.attendance;
    let listeners = bits(|lane| {
        let rank = (block.standing[lane] & standing::RANK) >> standing::RANK_SHIFT;
        block.adult(lane) & less(unit(words[lane]), attendance[usize::from(rank)])
    });
    let first = hear(block, traits, collective, listeners, text, occasion);
    if !round.congress && text.line < 0.0 {
        let organisation = collective / world::COLLECTIVES_PER_PRIMARY;
        lead(block, listeners, organisation, round.message, occasion);
    }
    first
}

/// First outrage, then reflection: where the meeting follows the instruction, those who listened
/// end in silence, whatever they had begun to say.
fn lead(
    block: &mut Collective,
    listeners: u32,
    organisation: u32,
    message: usize,
    occasion: &Occasion<'_>,
) {
    let draws = occasion.draws;
    let index = message as u32;
    let words = philox::draw(draws.key, organisation, index, draws.week, purpose::FOLLOW);
    if !philox::happens(words[0], occasion.led) {
        return;
    }
    let [_, _, defending, at_leaders, at_system] = block.stances();
    for lane in each(listeners & (defending | at_leaders | at_system)) {
        block.stance[lane] = Stance::Silent as u8;
    }
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
    let present = block.adults();
    let mut first = rumour(block, traits, collective, talk, occasion);
    if occasion.air.from_radio > 0.0 {
        let owners = plane(
            &traits.attributes,
            attribute::SHORT_WAVE.trailing_zeros() as u8,
        );
        let text = Text {
            channel: Channel::Radio,
            ..*talk
        };
        let lanes = owners & present & text.touches(block);
        let chance = occasion.air.from_radio;
        let tuned = lucky(collective, lanes, chance, purpose::LISTEN, occasion);
        if tuned != 0 {
            first += hear(block, traits, collective, tuned, &text, occasion);
        }
    }
    if occasion.air.from_print > 0.0 && occasion.air.print_items != 0 {
        // Secondary and higher schooling are those with the upper of the two bits.
        let schooled = plane(&traits.attributes, attribute::SCHOOLING_SHIFT + 1);
        let text = Text {
            items: occasion.air.print_items,
            channel: Channel::Reading,
            ..*talk
        };
        let lanes = schooled & present & text.touches(block);
        let chance = occasion.air.from_print;
        let readers = lucky(collective, lanes, chance, purpose::READ_PRINT, occasion);
        if readers != 0 {
            first += hear(block, traits, collective, readers, &text, occasion);
        }
    }
    first
}

/// Which of some lanes are met by a chance this week; nothing is drawn where nobody can be.
#[inline(always)]
fn lucky(
    collective: u32,
    lanes: u32,
    chance: f32,
    purpose: Purpose,
    occasion: &Occasion<'_>,
) -> u32 {
    if lanes == 0 || chance <= 0.0 {
        return 0;
    }
    let draws = occasion.draws;
    if lanes.count_ones() <= FEW {
        return each(lanes).fold(0, |met, lane| {
            let word = philox::lane_draw(draws.key, collective, lane, draws.week, purpose);
            met | u32::from(less(unit(word), chance)) << lane
        });
    }
    let words = philox::draw_block(draws.key, collective, draws.week, purpose);
    lanes & bits(|lane| less(unit(words[lane]), chance))
}

/// One week of talk from person to person in a collective.
#[inline(always)]
fn rumour(
    block: &mut Collective,
    traits: &Traits,
    collective: u32,
    talk: &Text,
    occasion: &Occasion<'_>,
) -> u32 {
    let telling = tellers(block);
    let present = block.adults();
    let knowing = bits(|lane| any_of(block.reception[lane], u8::MAX)) & present;
    if telling | present & !knowing == 0 {
        return 0;
    }
    let unknowing = present & !knowing;
    let meeting = if telling == 0 {
        let chance = occasion.from_outside.min(1.0);
        lucky(collective, unknowing, chance, purpose::RUMOUR, occasion)
    } else {
        meet_tellers(block, (telling, present, unknowing), collective, occasion)
    };
    if meeting == 0 {
        return 0;
    }
    let items = retold(block, telling, talk.items, collective, occasion);
    let text = Text { items, ..*talk };
    hear(block, traits, collective, meeting, &text, occasion)
}

/// Which of those who know nothing meet a teller of their collective or another; some of the tellers
/// stop.
#[inline(always)]
fn meet_tellers(
    block: &mut Collective,
    (telling, present, unknowing): (u32, u32, u32),
    collective: u32,
    occasion: &Occasion<'_>,
) -> u32 {
    let draws = occasion.draws;
    let p = &occasion.p.rumour;
    let others = (present.count_ones() as f32 - 1.0).max(1.0);
    let share = telling.count_ones() as f32 / others;
    let chance = (p.meeting_rate * share + occasion.from_outside).min(1.0);
    // A teller's contact passes the rumour on or fails; failing, the teller may stop.
    let passes = spreading_probability(unknowing.count_ones() as f32, others).min(1.0);
    let stops = p.stifling * (1.0 - passes);
    let words = philox::draw_block(draws.key, collective, draws.week, purpose::RUMOUR);
    let stopping = bits(|lane| less(unit(words[lane]), stops)) & telling;
    if stopping != 0 {
        for lane in 0..LANES {
            let stop = if stopping >> lane & 1 == 1 { TELLER } else { 0 };
            block.reception[lane] &= !stop;
        }
    }
    bits(|lane| less(unit(words[lane]), chance)) & unknowing
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
    let items = each(telling).fold(0, |items, lane| items | block.heard[lane]);
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
