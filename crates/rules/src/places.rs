//! Local bodies: who of those who spoke up is punished, and what that teaches the district.
//!
//! The announced rule gives the share of visible critics to be punished; zeal and capacity are the
//! district's own. Perceived threat follows the rule and the punishments seen.

use kernel::philox::{self, happens};
use world::collective::{Rank, Stance, standing};
use world::{Collective, Person};

use crate::Society;
use crate::parameters::Parameters;
use crate::people::{Counts, Draws};
use crate::person::STANCE_MASK;
use crate::purpose;

/// Lanes of one collective whose speech went beyond grumbling this week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loud {
    /// Collective, counted from the first of the part.
    pub collective: u32,
    /// Lanes, as bits.
    pub lanes: u32,
}

/// Where somebody is: collective counted from the first of the part, and lane.
pub type Spot = (u32, u8);

/// Everything one part did this week. Buffers keep their room from week to week.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Counts at the end of the people phase.
    pub counts: Counts,
    /// Speech beyond grumbling, to be looked at by the local bodies.
    pub loud: Vec<Loud>,
    /// Remarks at meetings, by direction: defending the old leader, at leaders, at the system.
    pub remarks: [u32; 3],
    /// Acts, by direction.
    pub acts: [u32; 3],
    /// Reprimanded this week.
    pub reprimanded: u32,
    /// Expelled from party or Komsomol this week.
    pub expelled: u32,
    /// To be sent to camps for what they said.
    pub convicted: Vec<Spot>,
    /// To be sent to camps for other crimes.
    pub sentenced: Vec<Spot>,
    /// About to move to town.
    pub moving: Vec<Spot>,
    /// Born where the collective is full.
    pub born_elsewhere: Vec<Person>,
    /// Births and deaths of the week.
    pub births: u32,
    /// Deaths of the week.
    pub deaths: u32,
    /// Who heard for the first time this week.
    pub first_heard: u32,
    /// Tellers at the end of the hearing.
    pub tellers: u32,
    /// Share of the old leader's images that stand after the week.
    pub images: f32,
    /// Attacks on images, in the whole district.
    pub image_attacks: u32,
    /// Of these, repelled.
    pub image_defences: u32,
    /// Adults struck by repression themselves, in the collectives that have their year this week.
    pub witnesses: u32,
}

impl Outcome {
    /// Empties everything that the people phase and later ones fill; the hearing, which comes
    /// before it in a week, has set its own two counts.
    pub fn clear(&mut self) {
        self.counts = Counts::default();
        self.loud.clear();
        self.remarks = [0; 3];
        self.acts = [0; 3];
        self.reprimanded = 0;
        self.expelled = 0;
        self.convicted.clear();
        self.sentenced.clear();
        self.moving.clear();
        self.born_elsewhere.clear();
        self.births = 0;
        self.deaths = 0;
        self.image_attacks = 0;
        self.image_defences = 0;
        self.witnesses = 0;
    }
}

/// What a local body can do this week.
struct Body<'a> {
    p: &'a Parameters,
    /// Share of remarks that are punished.
    share: f64,
    /// Share of the punished who are brought to court.
    severity: f64,
}

/// One week of the local bodies.
pub fn week(society: &mut Society) {
    society.for_each_place(|view, part, blocks, _, outcome| {
        if outcome.loud.is_empty() {
            return;
        }
        let zeal = f64::from(view.world.districts[part.district as usize].zeal);
        let body = Body {
            p: &view.parameters,
            // A district of average zeal, one half, applies the rule as written.
            share: (f64::from(view.policy.sanction_rule) * 2.0 * zeal).min(1.0),
            severity: f64::from(view.policy.severity),
        };
        let draws = view.draws(part);
        for index in 0..outcome.loud.len() {
            let loud = outcome.loud[index];
            let at = loud.collective as usize;
            for lane in (0..32).filter(|lane| loud.lanes >> lane & 1 == 1) {
                body.judge(&mut blocks[at], (loud.collective, lane), draws, outcome);
            }
        }
    });
    spread_threat(society);
    crate::sentences::admit_convicted(society);
}

impl Body<'_> {
    /// Judges one person's remark or act.
    fn judge(
        &self,
        block: &mut Collective,
        (collective, lane): Spot,
        draws: Draws,
        outcome: &mut Outcome,
    ) {
        let at = usize::from(lane);
        let entity = draws.collective(collective as usize);
        let words = philox::draw(
            draws.key,
            entity,
            u32::from(lane),
            draws.week,
            purpose::REMARK,
        );
        let direction =
            (block.stance[at] & STANCE_MASK).saturating_sub(Stance::DefendOldLeader as u8);
        let direction = usize::from(direction.min(2));
        let acted = happens(words[0], f64::from(self.p.expression.act_share));
        outcome.remarks[direction] += 1;
        let mut noticed = self.share;
        if acted {
            outcome.acts[direction] += 1;
            noticed = (noticed * f64::from(self.p.sanction.act_weight)).min(1.0);
        }
        if !happens(words[1], noticed) {
            return;
        }
        let memory = f32::from(block.memory[at]) + self.p.sanction.memory_gain * 255.0;
        block.memory[at] = kernel::math::round_to_byte(memory);
        block.standing[at] |= standing::SANCTIONED;
        block.stance[at] = Stance::Silent as u8;
        if acted && happens(words[2], self.severity) {
            outcome.convicted.push((collective, lane));
        } else if expellable(block.standing[at])
            && happens(words[3], f64::from(self.p.sanction.expulsion_share))
        {
            block.standing[at] &= !standing::RANK;
            outcome.expelled += 1;
        } else {
            outcome.reprimanded += 1;
        }
    }
}

fn expellable(bits: u8) -> bool {
    bits & standing::RANK != (Rank::None as u8) << standing::RANK_SHIFT
}

/// Threat that a district tends to under a rule, a number punished per 1 000 adults and week, and a
/// share of its people under special-settlement rules.
pub fn threat_target(
    p: &Parameters,
    sanction_rule: f32,
    punished_per_thousand: f32,
    settled_share: f32,
) -> f32 {
    let fear = &p.fear;
    let target = fear.threat_floor
        + fear.threat_rule * sanction_rule
        + fear.threat_seen * punished_per_thousand
        + fear.threat_settlement * settled_share;
    target.clamp(0.0, 1.0)
}

/// Moves every district's threat toward what the rule and the punishments of the week say.
fn spread_threat(society: &mut Society) {
    let p = &society.parameters;
    let rule = society.policy.sanction_rule;
    let punished =
        |outcome: &Outcome| outcome.reprimanded + outcome.expelled + outcome.convicted.len() as u32;
    let all: u32 = society.outcomes.iter().map(punished).sum();
    let country = f64::from(all) / society.totals.adults.max(1) as f64;
    for (place, outcome) in society.places.iter_mut().zip(&society.outcomes) {
        place.punished = punished(outcome);
        let (own, adults) = (f64::from(place.punished), f64::from(place.adults));
        let per_thousand = 1000.0 * crate::society::leaning_share(own, adults, country);
        let settled = outcome.counts.settled_share();
        let target = threat_target(p, rule, per_thousand as f32, settled);
        place.threat += (target - place.threat) * p.fear.threat_speed;
    }
}
