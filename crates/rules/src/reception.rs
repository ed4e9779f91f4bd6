//! What a person makes of what was heard.
//!
//! With probability clarity x trust the official frame is taken. Otherwise the listener makes an
//! own one: *more than the old leader*, *slander* or *confusion*, from devotion, exposure,
//! schooling and what the place believes. Our formalisation of the split reactions that the
//! literature on 1956 describes (seed claims on distress, outrage and confusion).

use kernel::lanes::{above, any_of, bits};
use kernel::math::round_to_byte;
use kernel::philox::unit;
use world::collective::{Channel, Reception, attribute};
use world::{Collective, Traits};

use crate::parameters::Parameters;

/// Bit of the reception byte: is telling others.
pub const TELLER: u8 = 1 << 5;
/// Bits of the reception byte that hold the channel.
pub const CHANNEL: u8 = 0b11;
/// Where the frame begins in the reception byte.
pub const FRAME_SHIFT: u8 = 2;
/// Bits of the reception byte that hold the frame.
pub const FRAME: u8 = 0b111 << FRAME_SHIFT;

/// Blame that reaches the old leader and the police chief, but nobody in office.
const POLICE_CHIEF: f32 = 1.0 / 3.0;

/// A text as it reaches one listener.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// Items it holds.
    pub items: u8,
    /// Items it makes more of.
    pub enlarged: u8,
    /// How it comes.
    pub channel: Channel,
    /// Toward the old leader, -1 attack to +1 praise.
    pub line: f32,
    /// Strength of feeling, 0..1.
    pub affect: f32,
    /// How far blame reaches, 0..1.
    pub blame: f32,
    /// Factor on the weight of confusion: more than 1 for a verdict without reasons.
    pub doubt: f32,
    /// Clarity of the guidance that comes with it, 0..1; none with rumour or radio.
    pub clarity: f32,
    /// What the place believes of the old leader, 0..1.
    pub place_belief: f32,
    /// Weight of each item.
    pub weights: [f32; 8],
}

impl Text {
    /// How strongly the new items move a listener, 0..1.5.
    fn force(&self, new: u8) -> f32 {
        let mut force = 0.0;
        for bit in 0..8 {
            let held = f32::from(new >> bit & 1);
            let more = 1.0 + 0.5 * f32::from(self.enlarged >> bit & 1);
            force += held * more * self.weights[bit];
        }
        force.min(1.5) * self.affect
    }

    /// The lanes on which a text without guidance can leave a trace: who lacks an item of it, or
    /// heard of the old leader in a lesser way. Nobody else needs a draw.
    #[inline(always)]
    pub fn touches(&self, block: &Collective) -> u32 {
        let channel = self.channel as u8;
        bits(|lane| {
            let new = any_of(self.items, !block.heard[lane]);
            new | above(channel, block.reception[lane] & CHANNEL)
        })
    }
}

/// Lets one person hear a text. True when it was the first attack on the old leader the person
/// heard of: the reception byte tells of attacks only.
pub fn receive(
    text: &Text,
    now: &mut Collective,
    traits: &Traits,
    lane: usize,
    words: [u32; 4],
    p: &Parameters,
) -> bool {
    let new = text.items & !now.heard[lane];
    now.heard[lane] |= text.items;
    if text.line >= 0.0 || text.items == 0 && now.reception[lane] == 0 {
        return false;
    }
    let known = now.reception[lane];
    let mut frame = (known & FRAME) >> FRAME_SHIFT;
    let mut telling = known & TELLER;
    let official = unit(words[0]) < text.clarity * f32::from(now.trust[lane]) / 255.0;
    if new != 0 || known == 0 {
        let taken = if official {
            Reception::Official
        } else {
            own_frame(text, now, traits, lane, unit(words[1]), p)
        };
        apply(taken, text, text.force(new), now, lane, p);
        frame = taken as u8;
        if unit(words[2]) < text.affect {
            telling = TELLER;
        }
    } else if official && unit(words[1]) < text.affect {
        // Nothing new is said, but how to take it is.
        frame = Reception::Official as u8;
    }
    let channel = (known & CHANNEL).max(text.channel as u8);
    now.reception[lane] = channel | frame << FRAME_SHIFT | telling;
    known == 0
}

/// The frame a listener makes without guidance.
fn own_frame(
    text: &Text,
    now: &Collective,
    traits: &Traits,
    lane: usize,
    luck: f32,
    p: &Parameters,
) -> Reception {
    let bits = traits.attributes[lane];
    let exposure = f32::from(bits >> attribute::EXPOSURE_SHIFT & 0b11) / 3.0;
    let schooling = f32::from((bits & attribute::SCHOOLING) >> attribute::SCHOOLING_SHIFT) / 3.0;
    let titular = f32::from(u8::from(bits & attribute::TITULAR != 0));
    let devotion = f32::from(now.devotion[lane]) / 255.0;
    let leaning = p.reception.exposure_weight * exposure + p.reception.schooling_weight * schooling;
    let more = (1.0 - devotion) * (0.5 + leaning) * (1.0 + text.blame);
    let slander = devotion * (0.5 + p.reception.place_weight * titular * text.place_belief);
    let confusion = p.reception.confusion_weight * text.doubt;
    let point = luck * (more + slander + confusion);
    if point < more {
        Reception::MoreThanOldLeader
    } else if point < more + slander {
        Reception::Slander
    } else {
        Reception::Confusion
    }
}

fn apply(
    frame: Reception,
    text: &Text,
    force: f32,
    now: &mut Collective,
    lane: usize,
    p: &Parameters,
) {
    let r = &p.reception;
    match frame {
        Reception::Official => {
            shift_devotion(now, lane, r.official_devotion * text.line * force);
            // What is said of those who rule takes its toll even when it is taken as meant.
            let beyond = (text.blame - POLICE_CHIEF).max(0.0) / (1.0 - POLICE_CHIEF);
            shift_trust(now, lane, -r.blame_trust * beyond * force);
        }
        Reception::MoreThanOldLeader => {
            shift_devotion(now, lane, -r.more_devotion * force);
            shift_trust(now, lane, -r.more_trust * force);
        }
        Reception::Slander => {
            shift_devotion(now, lane, r.slander_devotion * force);
            shift_trust(now, lane, -r.slander_trust * force);
        }
        Reception::Confusion => {
            let away = |byte: u8| (0.5 - f32::from(byte) / 255.0) * r.confusion * force;
            let (devotion, trust) = (away(now.devotion[lane]), away(now.trust[lane]));
            shift_devotion(now, lane, devotion);
            shift_trust(now, lane, trust);
        }
        Reception::None => {}
    }
}

fn shift_devotion(now: &mut Collective, lane: usize, by: f32) {
    now.devotion[lane] = round_to_byte(f32::from(now.devotion[lane]) + by * 255.0);
}

fn shift_trust(now: &mut Collective, lane: usize, by: f32) {
    now.trust[lane] = round_to_byte(f32::from(now.trust[lane]) + by * 255.0);
}
