//! Camps and colonies: terms that end, amnesties by rule, reviews by capacity, deaths; those who
//! are released go home. Who comes is in [`crate::sentences`].

use kernel::Purpose;
use kernel::philox::{self, happens};
use rayon::prelude::*;
use world::Inmate;
use world::inmate::{INMATE_BIT, category};
use world::plan::{PlannedRelease, ReleaseEffect};

use crate::Society;
use crate::coverage::Coverage;
use crate::parameters::Review;
use crate::purpose;
use crate::release::{InForce, in_force, together};
use crate::returnees::{Homecomer, come_home};

/// Release rules whose flows are counted apart.
pub const RULES_MAX: usize = 16;

/// Inmates a thread takes at a time.
pub(crate) const CHUNK: usize = 16_384;

/// Inmates of whom all rules are asked before the next ones come.
const AT_HAND: usize = 1024;

/// What a week brings to one inmate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fate {
    /// Stays.
    #[default]
    Stays,
    /// Dies.
    Dies,
    /// The term ends.
    TermEnds,
    /// Let go under the amnesty of this number in the plan.
    Amnestied(u8),
    /// Let go by a review without rehabilitation.
    Reviewed,
    /// Rehabilitated by a review and let go.
    Rehabilitated,
    /// The remaining term is halved.
    Halved,
    /// A review cut the term.
    Cut,
    /// A review changed nothing.
    Refused,
}

/// Flows of a week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flows {
    /// Deaths.
    pub deaths: u32,
    /// Released at the end of the term.
    pub term_ended: u32,
    /// Released under an amnesty.
    pub amnestied: u32,
    /// Of these, counter-revolutionary.
    pub amnestied_political: u32,
    /// Released by amnesty rule, in the order of the plan.
    pub by_rule: [u32; RULES_MAX],
    /// Released by a review.
    pub reviewed_released: u32,
    /// Of these, rehabilitated.
    pub rehabilitated: u32,
    /// Cases reviewed.
    pub reviewed: u32,
    /// Terms cut by a review.
    pub cut: u32,
    /// Reviews that changed nothing.
    pub refused: u32,
    /// Released in any way from camps, not from colonies.
    pub released_from_camps: u32,
    /// Special settlers freed from the rules of their settlement.
    pub settlers_freed: u32,
    /// Of those released, barred from settling in their home town.
    pub barred: u32,
    /// Arrivals for other than political crimes.
    pub arrivals: u32,
    /// Arrivals convicted for what they said.
    pub convicted: u32,
}

/// A release rule in force with the chance that a covered inmate is handled this week.
struct Active<'a> {
    number: u8,
    rule: &'a PlannedRelease,
    coverage: &'a Coverage,
    chance: f64,
}

/// One week of the camps.
pub fn week(society: &mut Society) {
    society.observation.flows = Flows::default();
    let mut fates = std::mem::take(&mut society.fates);
    fates.resize(society.world.inmates.len(), Fate::Stays);
    let view: &Society = society;
    let rules = active(view, in_force(&view.plan, view.week.0));
    let chunks = fates
        .par_chunks_mut(CHUNK)
        .zip(view.world.inmates.par_chunks(CHUNK));
    chunks.for_each(|(fates, inmates)| {
        for (fate, inmate) in fates.iter_mut().zip(inmates) {
            *fate = decide(view, inmate, &rules);
        }
    });
    settle_fates(society, &fates);
    society.fates = fates;
}

/// Rules for prisoners, each with the chance of one of those it still covers.
fn active<'a>(society: &'a Society, rules: Vec<InForce<'a>>) -> Vec<Active<'a>> {
    let for_prisoners = |own: &InForce<'_>| own.rule.effect != ReleaseEffect::LiftSettlement;
    let rules: Vec<_> = rules.into_iter().filter(for_prisoners).collect();
    if rules.is_empty() {
        return Vec::new();
    }
    let interval = society.world.sample.interval();
    let covered = covered(society, &rules);
    let rules = rules.into_iter().zip(covered);
    rules
        .map(|(own, covered)| Active {
            number: own.number,
            rule: own.rule,
            coverage: &society.coverages[usize::from(own.number)],
            chance: own.chance(covered, interval),
        })
        .collect()
}

/// Inmates of the sample whom each rule still covers.
fn covered(society: &Society, rules: &[InForce<'_>]) -> Vec<u64> {
    let year = society.plan.year[usize::from(society.week.0)];
    let of_chunk = |mut counts: Vec<u64>, inmates: &[Inmate]| {
        for (count, own) in counts.iter_mut().zip(rules) {
            let coverage = &society.coverages[usize::from(own.number)];
            let open =
                |inmate: &&Inmate| is_open(own.rule, inmate) && coverage.covers(*inmate, year);
            *count += inmates.iter().filter(open).count() as u64;
        }
        counts
    };
    let nobody = || vec![0; rules.len()];
    let chunks = society.world.inmates.par_chunks(AT_HAND);
    chunks.fold(nobody, of_chunk).reduce(nobody, together)
}

/// Whether a rule can have its effect on an inmate: it had none yet, and the sentence was given
/// before the rule began. Nobody is amnestied for what came after.
fn is_open(rule: &PlannedRelease, inmate: &Inmate) -> bool {
    let done = match rule.effect {
        ReleaseEffect::Release | ReleaseEffect::LiftSettlement => 0,
        ReleaseEffect::Halve => category::HALVED,
        ReleaseEffect::Review => category::REVIEWED,
    };
    inmate.category & done == 0 && inmate.arrival <= rule.from
}

fn decide(society: &Society, inmate: &Inmate, rules: &[Active<'_>]) -> Fate {
    let week = society.week;
    let p = &society.parameters.camps;
    let political = inmate.category & category::POLITICAL != 0;
    let credits = if political {
        p.political_work_credits
    } else {
        p.work_credits
    };
    if inmate.term_end <= served_until(inmate, week.0, credits) {
        return Fate::TermEnds;
    }
    let words = own_draw(society, inmate, 0, purpose::INMATE);
    if happens(words[0], f64::from(p.deaths)) {
        return Fate::Dies;
    }
    let year = society.plan.year[usize::from(week.0)];
    for active in rules {
        if !is_open(active.rule, inmate) || !active.coverage.covers(inmate, year) {
            continue;
        }
        let own = own_draw(
            society,
            inmate,
            1 + u32::from(active.number),
            purpose::INMATE,
        );
        if happens(own[0], active.chance) {
            return match active.rule.effect {
                ReleaseEffect::Release | ReleaseEffect::LiftSettlement => {
                    Fate::Amnestied(active.number)
                }
                ReleaseEffect::Review => review(&society.parameters.review, own[1]),
                // Whoever has served the half goes free under the same decree.
                ReleaseEffect::Halve if half_served(inmate, week.0) <= week.0 => {
                    Fate::Amnestied(active.number)
                }
                ReleaseEffect::Halve => Fate::Halved,
            };
        }
    }
    Fate::Stays
}

/// An inmate's draw this week; `index` separates several for one purpose.
pub(crate) fn own_draw(
    society: &Society,
    inmate: &Inmate,
    index: u32,
    purpose: Purpose,
) -> [u32; 4] {
    let index = u32::from(inmate.arrival) << 8 | index;
    philox::draw(society.key, inmate.id, index, society.week, purpose)
}

/// The week up to which a term counts as served: work credits add to the weeks of those who were
/// there at the start; terms given later have them taken off already.
fn served_until(inmate: &Inmate, week: u16, work_credits: f32) -> u16 {
    let credited = if inmate.id & INMATE_BIT == 0 {
        0.0
    } else {
        f32::from(week) * work_credits
    };
    week.saturating_add(credited as u16)
}

fn review(p: &Review, word: u32) -> Fate {
    let rehabilitated = f64::from(p.rehabilitated);
    let released = rehabilitated + f64::from(p.released);
    let cut = f64::from(p.sentence_cut) + f64::from(p.requalified);
    if happens(word, rehabilitated) {
        Fate::Rehabilitated
    } else if happens(word, released) {
        Fate::Reviewed
    } else if happens(word, released + cut) {
        Fate::Cut
    } else {
        Fate::Refused
    }
}

/// Carries out what was decided, from the last inmate to the first so that filling a gap with the
/// last one never skips anybody.
fn settle_fates(society: &mut Society, fates: &[Fate]) {
    let cut_to = f64::from(society.parameters.review.cut_to);
    let mut released = Vec::new();
    for (index, fate) in fates.iter().enumerate().rev() {
        if *fate == Fate::Stays {
            continue;
        }
        count(society, index, *fate);
        let week = society.week.0;
        let inmate = &mut society.world.inmates[index];
        match fate {
            Fate::Halved => {
                inmate.category |= category::HALVED;
                inmate.term_end = half_served(inmate, week);
            }
            Fate::Cut => {
                // The sentence is cut, not the rest of it: what was served counts in full.
                let cut = f64::from(inmate.sentence_weeks) * (1.0 - cut_to);
                inmate.category |= category::REVIEWED;
                inmate.term_end = inmate.term_end.saturating_sub(cut as u16).max(week);
            }
            Fate::Refused => inmate.category |= category::REVIEWED,
            Fate::Dies => {
                society.world.inmates.swap_remove(index);
            }
            _ => released.push(society.world.inmates.swap_remove(index)),
        }
    }
    let view: &Society = society;
    let homecomers: Vec<Homecomer> = released
        .into_par_iter()
        .map(|inmate| Homecomer::of(view, inmate))
        .collect();
    come_home(society, &homecomers);
}

fn count(society: &mut Society, index: usize, fate: Fate) {
    let inmate = &society.world.inmates[index];
    let political = inmate.category & category::POLITICAL != 0;
    let from_camp = !society.observation.is_colony(inmate.site);
    let flows = &mut society.observation.flows;
    let released = matches!(
        fate,
        Fate::TermEnds | Fate::Amnestied(_) | Fate::Reviewed | Fate::Rehabilitated
    );
    flows.released_from_camps += u32::from(released && from_camp);
    match fate {
        Fate::Dies => flows.deaths += 1,
        Fate::TermEnds => flows.term_ended += 1,
        Fate::Amnestied(rule) => {
            flows.amnestied += 1;
            flows.by_rule[usize::from(rule) % RULES_MAX] += 1;
            flows.amnestied_political += u32::from(political);
        }
        Fate::Reviewed | Fate::Rehabilitated => {
            flows.reviewed += 1;
            flows.reviewed_released += 1;
            flows.rehabilitated += u32::from(fate == Fate::Rehabilitated);
        }
        Fate::Cut => {
            flows.reviewed += 1;
            flows.cut += 1;
        }
        Fate::Refused => {
            flows.reviewed += 1;
            flows.refused += 1;
        }
        Fate::Stays | Fate::Halved => {}
    }
}

/// End of a term whose sentence is halved: now, for those who have served the half.
fn half_served(inmate: &Inmate, week: u16) -> u16 {
    inmate
        .term_end
        .saturating_sub(inmate.sentence_weeks / 2)
        .max(week)
}
