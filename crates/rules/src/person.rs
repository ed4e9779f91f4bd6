//! One week of the 32 people of a collective: feel, weigh, speak, police, drift.
//!
//! This is the hot loop. Everybody sees last week's counts, so order cannot matter; each line works
//! on 32 lanes at once. Formulae come from [`models`]; the joins between them are ours:
//!
//! * grievance G = H (1 - L) and net risk N = R P F (Epstein 2002, with fear F scaling the
//!   estimated risk), legitimacy L = logistic(base + approval + trust + devotion x line);
//! * expressive need q |private - public| (Kuran 1991), where private = 1 - L;
//! * margin M = G + q |private - public| - N - T0 sets a weekly hazard h0 exp(M / scale);
//! * public praise and the policing of neighbours follow false enforcement (Centola, Willer & Macy
//!   2005), with the collective as everybody's neighbourhood.

use kernel::{LANES, math, philox};
use models::{civil_violence, false_enforcement, fear_memory, preference_falsification};
use world::collective::{Stance, attribute, standing};
use world::{Collective, Traits};

use crate::parameters::Parameters;

/// Adults present: both bits of standing set.
const PRESENT: u8 = standing::ALIVE | standing::ADULT;
/// A byte as a number in [0, 1].
const BYTE: f32 = 1.0 / 255.0;
/// Bits of the stance byte that hold the stance itself.
pub const STANCE_MASK: u8 = 0b111;
/// Where the weeks since the last change of stance begin.
pub const STANCE_WEEKS_SHIFT: u8 = 3;
/// The longest time a stance byte can tell.
const STANCE_WEEKS_MAX: u8 = 31;
/// Neighbours who can be seen, for the table of estimated risk.
pub const CRITICS_SEEN_MAX: usize = 128;

/// What everybody in one district sees this week.
#[derive(Debug, Clone)]
pub struct Surroundings<'a> {
    /// Perceived probability that a visible critical act is punished, 0..1.
    pub threat: f32,
    /// Official line on the old leader, -1..1.
    pub line: f32,
    /// Standard of living that aspirations follow, in bytes of aspiration.
    pub reference_level: f32,
    /// Approval by aspiration byte.
    pub approval: &'a [f32; 256],
    /// Critics of the district that are seen as if they were in the collective.
    pub critics_seen: usize,
}

/// Constants of the hot loop, derived once from the parameters.
#[derive(Debug, Clone)]
pub struct Constants {
    p: Parameters,
    /// Estimated arrest probability by number of visible critics, oneself included.
    arrest_probability: [f32; CRITICS_SEEN_MAX + 1],
    /// Share of memory left after four weeks.
    memory_kept: f32,
    /// Share of the gap between aspiration and reference left after four weeks.
    aspiration_kept: f32,
    /// Share of the gap between devotion and line that closes in four weeks.
    devotion_speed: f32,
}

/// Weeks between two turns of the slow stocks of a collective.
pub const DRIFT_WEEKS: u32 = 4;

impl Constants {
    /// Derives the constants.
    pub fn new(p: &Parameters) -> Constants {
        let rule = if p.risk.floored > 0.5 {
            civil_violence::RatioRule::Floored
        } else {
            civil_violence::RatioRule::Printed
        };
        let arrest = |actives: usize| {
            let ratio =
                civil_violence::ratio(f64::from(p.risk.capacity), actives.max(1) as f64, rule);
            civil_violence::arrest_probability(f64::from(p.risk.arrest_constant), ratio) as f32
        };
        let kept = |half_life_years: f32| {
            let weeks = f64::from(half_life_years) * f64::from(kernel::time::WEEKS_PER_YEAR);
            let fades = half_life_years > 0.0;
            if fades {
                fear_memory::decay_from_half_life(weeks / f64::from(DRIFT_WEEKS)) as f32
            } else {
                1.0
            }
        };
        Constants {
            p: *p,
            arrest_probability: std::array::from_fn(arrest),
            memory_kept: kept(p.fear.memory_half_life),
            aspiration_kept: kept(p.living.aspiration_half_life),
            devotion_speed: p.cult.line_pull * DRIFT_WEEKS as f32,
        }
    }
}

/// What one collective did in a week.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outcome {
    /// Lanes whose speech went beyond grumbling; they are looked at one by one.
    pub loud: u32,
    /// Lanes that spoke critically at all this week.
    pub spoke: u32,
}

/// Counts of the collective as everybody saw it last week.
struct Seen {
    adults: f32,
    critics: usize,
    praising: f32,
    enforcing: f32,
    returned: f32,
}

#[inline(always)]
fn count(test: impl Fn(usize) -> bool) -> u8 {
    let mut total = 0_u8;
    for lane in 0..LANES {
        total += u8::from(test(lane));
    }
    total
}

#[inline(always)]
fn see(now: &Collective) -> Seen {
    let present = |lane: usize| now.standing[lane] & PRESENT == PRESENT;
    let stance = |lane: usize| now.stance[lane] & STANCE_MASK;
    let critic = Stance::DefendOldLeader as u8;
    Seen {
        adults: f32::from(count(present)),
        critics: count(|lane| present(lane) & (stance(lane) >= critic)).into(),
        praising: count(|lane| present(lane) & (stance(lane) == Stance::Praise as u8)).into(),
        enforcing: count(|lane| present(lane) & (now.standing[lane] & standing::ENFORCES != 0))
            .into(),
        returned: count(|lane| present(lane) & (now.standing[lane] & standing::RETURNED != 0))
            .into(),
    }
}

/// Private illegitimacy of party rule, 1 - L, by lane.
#[inline(always)]
fn private_view(now: &Collective, around: &Surroundings<'_>, p: &Parameters) -> [f32; LANES] {
    let mut view = [0.0; LANES];
    // The one look-up of the loop stands alone so that the rest vectorises.
    for lane in 0..LANES {
        view[lane] = around.approval[usize::from(now.aspiration[lane])];
    }
    for lane in 0..LANES {
        let trust = f32::from(now.trust[lane]) * BYTE;
        let devotion = f32::from(now.devotion[lane]) * BYTE;
        let support = p.legitimacy.base
            + p.legitimacy.approval * view[lane]
            + p.legitimacy.trust * trust
            + p.legitimacy.devotion * devotion * around.line;
        view[lane] = 1.0 - math::logistic(support);
    }
    view
}

/// Weekly hazard of speaking critically, by lane; zero for places without an adult.
#[inline(always)]
fn hazards(
    now: &Collective,
    traits: &Traits,
    view: &[f32; LANES],
    around: &Surroundings<'_>,
    seen: &Seen,
    constants: &Constants,
) -> [f32; LANES] {
    let p = &constants.p;
    let actives = (1 + seen.critics + around.critics_seen).min(CRITICS_SEEN_MAX);
    let arrest = constants.arrest_probability[actives];
    let per_scale = 1.0 / p.expression.margin_scale;
    let yes_or_no = p.expression.yes_or_no > 0.5;
    let falsification = p.expression.falsification;
    let mut hazard = [0.0; LANES];
    for lane in 0..LANES {
        let hardship = f32::from(traits.hardship[lane]) * BYTE;
        let need = f32::from(traits.expressive_need[lane]) * BYTE;
        let aversion = f32::from(traits.risk_aversion[lane]) * BYTE;
        let memory = f32::from(now.memory[lane]) * BYTE;
        let public = public_position(now.stance[lane] & STANCE_MASK);
        let grievance = civil_violence::grievance(hardship, 1.0 - view[lane]);
        let gap = preference_falsification::expressive_gap(view[lane], public) * falsification;
        let fear = fear_memory::fear(around.threat, p.fear.memory_weight, memory);
        let net_risk = civil_violence::net_risk(aversion, arrest) * fear;
        let margin = grievance + need * gap - net_risk - p.expression.threshold;
        let rising = p.expression.base_hazard * math::exp(margin * per_scale);
        let strict = if margin > 0.0 { 1.0 } else { 0.0 };
        let present = now.standing[lane] & PRESENT == PRESENT;
        let chosen = if yes_or_no { strict } else { rising };
        hazard[lane] = if present { chosen } else { 0.0 };
    }
    hazard
}

/// Where a stance stands in public between the regime (0) and open criticism (1).
#[inline(always)]
fn public_position(stance: u8) -> f32 {
    let silent = if stance == Stance::Silent as u8 {
        0.5
    } else {
        0.0
    };
    if stance >= Stance::DefendOldLeader as u8 {
        1.0
    } else {
        silent
    }
}

/// Which way criticism goes.
#[inline(always)]
fn direction(devotion: u8, trust: u8, line: f32, p: &Parameters) -> u8 {
    let defends = (f32::from(devotion) * BYTE > p.expression.devotion_to_defend) & (line < 0.0);
    let spares = f32::from(trust) * BYTE > p.expression.trust_to_spare_system;
    let critic = if spares {
        Stance::CriticiseLeaders
    } else {
        Stance::CriticiseSystem
    };
    if defends {
        Stance::DefendOldLeader as u8
    } else {
        critic as u8
    }
}

/// Decides who speaks, who praises and who polices, and writes stance and standing.
#[inline(always)]
fn speak(
    now: &mut Collective,
    view: &[f32; LANES],
    hazard: &[f32; LANES],
    words: &[u32; LANES],
    seen: &Seen,
    line: f32,
    p: &Parameters,
) -> Outcome {
    let neighbours = (seen.adults - 1.0).max(1.0);
    // Critics push against the line, those who police push for it.
    let push = (seen.enforcing - seen.critics as f32) / neighbours * p.enforcement.on;
    let mean_conduct = 2.0 * seen.praising / neighbours - 1.0;
    let remark = p.expression.remark_share;
    let held = p.expression.weeks_held as u8;
    let mut spoke = [0_u8; LANES];
    let mut loud = [0_u8; LANES];
    for lane in 0..LANES {
        let luck = philox::unit(words[lane]);
        let speaks = luck < hazard[lane];
        spoke[lane] = u8::from(speaks);
        loud[lane] = u8::from(luck < hazard[lane] * remark);

        let believes = view[lane] < 0.5;
        let strength = (view[lane] - 0.5).max(0.0) * 2.0 * p.enforcement.disbeliever_conviction;
        let conviction = if believes { 1.0 } else { strength };
        let own = if believes { 1.0 } else { -1.0 };
        let pressure = false_enforcement::pressure(own, push);
        let conduct = false_enforcement::complies(own, conviction, pressure);
        let deviation = false_enforcement::deviation(own, mean_conduct);
        let cost = p.enforcement.cost;
        let policing =
            false_enforcement::enforcement(own, conduct, conviction, cost, pressure, deviation);
        let praises = conduct > 0.0;
        let polices = policing * p.enforcement.on > 0.0;

        let old = now.stance[lane] & STANCE_MASK;
        let weeks = (now.stance[lane] >> STANCE_WEEKS_SHIFT).min(STANCE_WEEKS_MAX - 1) + 1;
        let still_critic = (old >= Stance::DefendOldLeader as u8) & (weeks < held);
        let quiet = if praises {
            Stance::Praise as u8
        } else {
            Stance::Silent as u8
        };
        let kept = if still_critic { old } else { quiet };
        let critic = direction(now.devotion[lane], now.trust[lane], line, p);
        let stance = if speaks { critic } else { kept };
        let age = if stance == old { weeks } else { 0 };
        now.stance[lane] = stance | age << STANCE_WEEKS_SHIFT;

        let is_praise = stance == Stance::Praise as u8;
        let police = if polices & is_praise {
            standing::ENFORCES
        } else {
            0
        };
        now.standing[lane] = now.standing[lane] & !standing::ENFORCES | police;
    }
    Outcome {
        loud: mask(&loud),
        spoke: mask(&spoke),
    }
}

/// The lanes that hold a one, as bits.
#[inline(always)]
fn mask(lanes: &[u8; LANES]) -> u32 {
    let mut bits = 0;
    for (lane, set) in lanes.iter().enumerate() {
        bits |= u32::from(*set) << lane;
    }
    bits
}

/// Moves the slow stocks by four weeks: memory fades, aspiration follows its reference, trust
/// follows approval and the relief or threat of the exposed, devotion follows the line.
#[inline(always)]
fn drift(
    now: &mut Collective,
    traits: &Traits,
    around: &Surroundings<'_>,
    seen: &Seen,
    constants: &Constants,
    words: &[u32; LANES],
) {
    let p = &constants.p;
    // Rates are a week's; the slow stocks take four weeks at a time.
    let turn = DRIFT_WEEKS as f32 * 255.0;
    let told = seen.returned * p.fear.memory_from_returned * turn;
    let devotion_target = (around.line + 1.0) * 0.5 * 255.0;
    let mut approval = [0.0_f32; LANES];
    for lane in 0..LANES {
        approval[lane] = around.approval[usize::from(now.aspiration[lane])];
    }
    for lane in 0..LANES {
        let bits = words[lane].to_le_bytes();
        let exposure = traits.attributes[lane] >> attribute::EXPOSURE_SHIFT & 0b11;
        let exposed = f32::from(exposure) * (1.0 / 3.0);

        let memory = f32::from(now.memory[lane]) * constants.memory_kept + told;
        let reach = f32::from(now.aspiration[lane]);
        let aspiration = models::reference_dependence::aspiration_step(
            reach,
            around.reference_level,
            constants.aspiration_kept,
        );
        let scar = fear_memory::exposure_effect(
            exposed,
            around.threat,
            p.fear.exposure_intimidation,
            p.fear.exposure_resentment,
        );
        let gain = p.living.trust_from_approval * approval[lane];
        let trust = f32::from(now.trust[lane]) + (gain + scar) * turn;
        let devoted = f32::from(now.devotion[lane]);
        let devotion = devoted + (devotion_target - devoted) * constants.devotion_speed;

        now.memory[lane] = math::round_at_random(memory, bits[0]);
        now.aspiration[lane] = math::round_at_random(aspiration, bits[1]);
        now.trust[lane] = math::round_at_random(trust, bits[2]);
        now.devotion[lane] = math::round_at_random(devotion, bits[3]);
    }
}

/// One week of one collective.
///
/// `speak_words` are this week's draws; `drift_words` are given in the one week of four in which
/// the slow stocks have their turn.
#[inline(always)]
pub fn step(
    now: &mut Collective,
    traits: &Traits,
    around: &Surroundings<'_>,
    constants: &Constants,
    speak_words: &[u32; LANES],
    drift_words: Option<&[u32; LANES]>,
) -> Outcome {
    let seen = see(now);
    let view = private_view(now, around, &constants.p);
    let hazard = hazards(now, traits, &view, around, &seen, constants);
    let outcome = speak(
        now,
        &view,
        &hazard,
        speak_words,
        &seen,
        around.line,
        &constants.p,
    );
    if let Some(words) = drift_words {
        drift(now, traits, around, &seen, constants, words);
    }
    outcome
}
