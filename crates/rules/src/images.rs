//! Statues and portraits of the old leader: attacked, defended, taken down by order or by places.
//!
//! Each district has a share of its images standing. Critics attack some of them while the line
//! condemns him; those who defend him repel some attacks and slow removals. Without an order places
//! take images down as far as their committee believes; an order works by the zeal of the bodies; a
//! ban stops both. Whatever goes down, like the body taken out of the mausoleum, is a message
//! without text: it wears devotion down, and outrages some of the devoted. Our formalisation.

use kernel::dispatch;
use kernel::lanes::{above, bits, each, less};
use kernel::philox::{self, happens, unit};
use world::Collective;
use world::collective::Stance;

use crate::Society;
use crate::people::Draws;
use crate::places::Outcome;
use crate::purpose;
use crate::society::Part;

/// Share of images taken down in a week below which nobody is outraged.
const UNNOTICED: f32 = 1e-3;
/// Attacks of a week on a district of which each is told apart; more than there are images.
const ATTACKS_MAX: u32 = 64;

/// One week of images and of the body in the mausoleum.
pub fn week(society: &mut Society) {
    let body = body_taken_out(society);
    let on = society.parameters.images.on > 0.5;
    if !on && body == 0.0 {
        return;
    }
    society.for_each_place(|view, part, blocks, _, outcome| {
        let standing = view.images[part.index as usize];
        let after = if on {
            standing_after(view, part, standing, outcome)
        } else {
            standing
        };
        outcome.images = after;
        let offence = (standing - after).max(0.0) + body;
        if offence > UNNOTICED {
            outrage(view, blocks, offence, view.draws(part));
        }
    });
    for (standing, outcome) in society.images.iter_mut().zip(&society.outcomes) {
        *standing = outcome.images;
    }
}

/// How far the body was taken out of the mausoleum this week, 0..1.
fn body_taken_out(society: &Society) -> f32 {
    let week = usize::from(society.week.0);
    let before = week.checked_sub(1).map_or(1.0, |last| {
        society.plan.levers["mausoleum.body"][last] as f32
    });
    (before - society.policy.mausoleum).max(0.0)
}

/// Share of a district's images that stand after this week's attacks and removals.
fn standing_after(society: &Society, part: &Part, standing: f32, outcome: &mut Outcome) -> f32 {
    let p = &society.parameters.images;
    let district = &society.world.districts[part.district as usize];
    let weight = society.world.sample.interval() as f32;
    let stances = outcome.counts.stances;
    let defending = stances[Stance::DefendOldLeader as usize] as f32;
    let critical = (stances[Stance::CriticiseLeaders as usize]
        + stances[Stance::CriticiseSystem as usize]) as f32;
    let defended = p.defence * defending / (defending + critical).max(1.0);
    let condemned = (-society.policy.line).max(0.0);
    let rule = society.policy.images_rule;
    let banned = (-rule).max(0.0);
    let expected = p.attack * critical * weight * condemned * standing * (1.0 - 0.5 * banned);
    let more = || {
        let words = philox::draw(society.key, part.district, 0, society.week, purpose::IMAGES);
        unit(words[0]) < expected.fract()
    };
    let attacks = (expected as u32 + u32::from(expected > 0.0 && more())).min(ATTACKS_MAX);
    let repelled = (0..attacks)
        .filter(|number| {
            let own = 1 + number;
            let words = philox::draw(
                society.key,
                part.district,
                own,
                society.week,
                purpose::IMAGES,
            );
            happens(words[0], f64::from(defended))
        })
        .count() as u32;
    outcome.image_attacks = attacks;
    outcome.image_defences = repelled;
    let by_place = p.local_removal * condemned * (1.0 - district.prior_belief) * (1.0 - banned);
    let by_order = p.ordered_removal * rule.max(0.0) * 2.0 * district.zeal;
    let removed = ((by_place + by_order) * (1.0 - defended)).clamp(0.0, 1.0);
    let torn = (attacks - repelled) as f32 / p.per_district.max(1.0);
    (standing * (1.0 - removed) - torn).clamp(0.0, 1.0)
}

/// Outrages some of the devoted: they defend him openly and trust the leaders less.
fn outrage(society: &Society, blocks: &mut [Collective], offence: f32, draws: Draws) {
    let p = &society.parameters;
    let blow = Blow {
        devoted: kernel::math::round_to_byte(p.expression.devotion_to_defend * 255.0),
        chance: p.cult.outrage * offence.min(1.0) / 255.0,
        lost: p.cult.outrage_trust * 255.0,
        draws,
    };
    strike(society.vector, blocks, &blow);
}

/// What the devoted of a district see taken down.
struct Blow {
    /// Devotion above which people can be outraged, in bytes.
    devoted: u8,
    /// Chance of being outraged per byte of devotion.
    chance: f32,
    /// Trust that the outraged lose, in bytes.
    lost: f32,
    draws: Draws,
}

#[inline(always)]
fn strike_all(blocks: &mut [Collective], blow: &Blow) {
    let draws = blow.draws;
    for (index, block) in blocks.iter_mut().enumerate() {
        let devoted = block.adults() & bits(|lane| above(block.devotion[lane], blow.devoted));
        if devoted == 0 {
            continue;
        }
        let entity = draws.collective(index);
        let words = philox::draw_block(draws.key, entity, draws.week, purpose::OUTRAGE);
        let met = |lane: usize| {
            less(
                unit(words[lane]),
                blow.chance * f32::from(block.devotion[lane]),
            )
        };
        for lane in each(devoted & bits(met)) {
            block.stance[lane] = Stance::DefendOldLeader as u8;
            let trust = f32::from(block.trust[lane]) - blow.lost;
            block.trust[lane] = kernel::math::round_to_byte(trust);
        }
    }
}

dispatch! {
    /// The outrage of some collectives, compiled for several instruction sets.
    fn strike = strike_all;
    (blocks: &mut [Collective], blow: &Blow)
}

impl Society {
    /// Devotion toward which people of a part are drawn, in bytes: the line, and what of the old
    /// leader they see every day.
    pub(crate) fn devotion_target(&self, part: &Part) -> f32 {
        let cult = &self.parameters.cult;
        let gone = 1.0 - self.images[part.index as usize];
        let unseen = cult.images * gone + cult.mausoleum * (1.0 - self.policy.mausoleum);
        ((self.policy.line + 1.0) * 0.5 - unseen).clamp(0.0, 1.0) * 255.0
    }
}
