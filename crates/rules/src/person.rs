//! One week of the 32 people of a collective: feel, weigh, speak, police, drift.
//!
//! This is the hot loop. Everybody sees last week's counts, so order cannot matter; each line works
//! on 32 lanes at once. Formulae come from [`models`]; the joins between them are ours:
//!
//! * grievance G = H (1 - L) and net risk N = R P F (Epstein 2002, with fear F scaling the
//!   estimated risk), legitimacy L as in [`crate::private_view`];
//! * expressive need q |private - public| (Kuran 1991), where private = 1 - L;
//! * margin M = G + q |private - public| - N - T0 sets a weekly hazard h0 exp(M / scale);
//! * public praise and the policing of neighbours as in [`crate::conformity`].

use kernel::lanes::{LookUp, above, any_of, choose, equal, less, plane};
use kernel::time::turn_of;
use kernel::{Key, LANES, Purpose, Week, math, philox};
use models::{civil_violence, fear_memory, preference_falsification};
use world::collective::{Stance, attribute, standing};
use world::{Collective, Traits};

use crate::approval::APPROVAL_UNIT;
use crate::conformity::Conformity;
use crate::parameters::Parameters;
use crate::private_view::PrivateView;
use crate::purpose;

/// A byte as a number in [0, 1].
pub(crate) const BYTE: f32 = 1.0 / 255.0;
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
    /// Devotion toward which the line and the images in sight draw people, in bytes.
    pub devotion_target: f32,
    /// Rise of memory a week, 0..1, per person in the collective who came home from a camp.
    pub told: f32,
    /// Standard of living that aspirations follow, in bytes of aspiration.
    pub reference_level: f32,
    /// How far party rule is accepted.
    pub view: PrivateView<'a>,
    /// Critics of the district that are seen as if they were in the collective.
    pub critics_seen: usize,
}

/// Constants of the hot loop, derived once from the parameters.
#[derive(Debug, Clone)]
pub struct Constants {
    p: Parameters,
    look_up: LookUp,
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
            look_up: LookUp::detect(),
            arrest_probability: std::array::from_fn(arrest),
            memory_kept: kept(p.fear.memory_half_life),
            aspiration_kept: kept(p.living.aspiration_half_life),
            devotion_speed: p.cult.line_pull * DRIFT_WEEKS as f32,
        }
    }
}

/// Who is what in a collective, as bits by lane.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lanes {
    /// Everybody.
    pub alive: u32,
    /// Fourteen or older.
    pub adults: u32,
    /// By [`Stance`]; places without an adult are silent.
    pub stances: [u32; 5],
    /// Who police neighbours.
    pub enforcing: u32,
    /// Who came home from a camp.
    pub returned: u32,
    /// Who lives under special-settlement rules.
    pub settlers: u32,
}

impl Lanes {
    /// Reads a collective.
    #[inline(always)]
    pub fn of(now: &Collective) -> Lanes {
        let alive = now.with(standing::ALIVE);
        Lanes {
            alive,
            adults: alive & now.with(standing::ADULT),
            stances: now.stances(),
            enforcing: now.with(standing::ENFORCES),
            returned: now.with(standing::RETURNED),
            settlers: now.with(standing::SPECIAL_SETTLER),
        }
    }
}

/// What one collective did in a week.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outcome {
    /// Lanes whose speech went beyond grumbling, as bits; they are looked at one by one.
    pub loud: u32,
    /// Lanes that spoke critically at all this week, as bits.
    pub spoke: u32,
    /// Who is what at the end of it.
    pub lanes: Lanes,
}

/// Counts of the collective as everybody saw it last week.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Seen {
    pub adults: f32,
    pub critics: usize,
    pub praising: f32,
    pub enforcing: f32,
    pub returned: f32,
}

#[inline(always)]
fn see(now: &Lanes) -> Seen {
    let [_, praising, defending, at_leaders, at_system] = now.stances;
    let count = |lanes: u32| (now.adults & lanes).count_ones();
    Seen {
        adults: now.adults.count_ones() as f32,
        critics: count(defending | at_leaders | at_system) as usize,
        praising: count(praising) as f32,
        enforcing: count(now.enforcing) as f32,
        returned: count(now.returned) as f32,
    }
}

/// One if a stance is one of the three critical ones.
#[inline(always)]
fn is_critic(stance: u8) -> u8 {
    // The critical stances are 2, 3 and 4: those with bit 1 or bit 2.
    any_of(stance, 0b110)
}

const _: () = assert!(Stance::DefendOldLeader as u8 == 2 && Stance::CriticiseSystem as u8 == 4);

/// Private view of party rule by lane.
#[inline(always)]
fn private_view(now: &Collective, view: &PrivateView<'_>, look_up: LookUp) -> [f32; LANES] {
    let approval = look_up.entries(view.approval, &now.aspiration);
    let mut views = [0.0; LANES];
    for lane in 0..LANES {
        views[lane] = view.of(approval[lane], now.trust[lane], now.devotion[lane]);
    }
    views
}

/// Weekly hazard of speaking critically, by lane; without meaning where no adult is.
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
    // Traits and memory are bytes; what they are multiplied with is put together once.
    let per_scale = std::f32::consts::LOG2_E / p.expression.margin_scale;
    let threshold = p.expression.threshold * per_scale;
    let per_byte = per_scale * BYTE;
    // Fear is linear in memory, so its two ends say all of it and no lane has to divide.
    let fear_at = |memory: f32| fear_memory::fear(around.threat, p.fear.memory_weight, memory);
    let risk_base = civil_violence::net_risk(fear_at(0.0), arrest);
    let risk_rise = (civil_violence::net_risk(fear_at(1.0), arrest) - risk_base) * BYTE;
    let yes_or_no = p.expression.yes_or_no > 0.5;
    let mut hazard = [0.0; LANES];
    for lane in 0..LANES {
        let hardship = f32::from(traits.hardship[lane]);
        let need = f32::from(traits.expressive_need[lane]) * p.expression.falsification;
        let aversion = f32::from(traits.risk_aversion[lane]);
        let risk = risk_base + risk_rise * f32::from(now.memory[lane]);
        let public = public_position(now.stance[lane] & STANCE_MASK);
        let gap = preference_falsification::expressive_gap(view[lane], public);
        let weighed = hardship * view[lane] + need * gap - aversion * risk;
        let margin = weighed * per_byte - threshold;
        let rising = p.expression.base_hazard * math::exp2(margin);
        let strict = f32::from(less(0.0, margin));
        hazard[lane] = if yes_or_no { strict } else { rising };
    }
    hazard
}

/// Where a stance stands in public: praise 0, silence one half, open criticism 1.
#[inline(always)]
pub(crate) fn public_position(stance: u8) -> f32 {
    let halves = 2 * is_critic(stance) + equal(stance, Stance::Silent as u8);
    f32::from(halves) * 0.5
}

/// Bounds between the directions that criticism can take.
#[derive(Debug, Clone, Copy)]
struct Directions {
    /// One while the line attacks the old leader: nobody needs defending while he is praised.
    attacked: u8,
    /// Devotion above which he is defended then.
    defend_above: u8,
    /// Trust above which the system is spared.
    spare_above: u8,
}

impl Directions {
    #[inline(always)]
    fn new(line: f32, p: &Parameters) -> Directions {
        let to_byte = |share: f32| math::round_to_byte(share * 255.0);
        Directions {
            attacked: u8::from(line < 0.0),
            defend_above: to_byte(p.expression.devotion_to_defend),
            spare_above: to_byte(p.expression.trust_to_spare_system),
        }
    }

    /// The stance of a person with such devotion and trust, once critical.
    #[inline(always)]
    fn of(self, devotion: u8, trust: u8) -> u8 {
        let defends = above(devotion, self.defend_above) & self.attacked;
        let critic = Stance::CriticiseSystem as u8 - above(trust, self.spare_above);
        choose(defends, Stance::DefendOldLeader as u8, critic)
    }
}

/// Decides who speaks, who praises and who polices, and writes stance and standing.
#[inline(always)]
fn speak(
    now: &mut Collective,
    view: &[f32; LANES],
    hazard: &[f32; LANES],
    words: &[u32; LANES],
    (seen, lanes): (&Seen, &Lanes),
    line: f32,
    p: &Parameters,
) -> Outcome {
    let conformity = Conformity::new(seen, &p.enforcement);
    let directions = Directions::new(line, p);
    let mut praises = [0_u8; LANES];
    let mut polices = [0_u8; LANES];
    for lane in 0..LANES {
        praises[lane] = conformity.praises(view[lane]);
        polices[lane] = conformity.polices(view[lane]);
    }
    let mut speaks = [0_u8; LANES];
    let mut loud_lanes = [0_u8; LANES];
    for lane in 0..LANES {
        let luck = philox::unit(words[lane]);
        speaks[lane] = less(luck, hazard[lane]);
        loud_lanes[lane] = less(luck, hazard[lane] * p.expression.remark_share);
    }
    let held = p.expression.weeks_held as u8;
    for lane in 0..LANES {
        let old = now.stance[lane] & STANCE_MASK;
        let weeks = (now.stance[lane] >> STANCE_WEEKS_SHIFT).min(STANCE_WEEKS_MAX - 1) + 1;
        let still_critic = is_critic(old) & above(held, weeks);
        // Praise is one and silence nothing, as in `Stance`.
        let kept = choose(still_critic, old, praises[lane]);
        let critical = directions.of(now.devotion[lane], now.trust[lane]);
        let stance = choose(speaks[lane] & now.adult(lane), critical, kept);
        let age = choose(equal(stance, old), weeks, 0);
        now.stance[lane] = stance | age << STANCE_WEEKS_SHIFT;
        let police = polices[lane] & equal(stance, Stance::Praise as u8) & now.adult(lane);
        let others = now.standing[lane] & !standing::ENFORCES;
        now.standing[lane] = others | police.wrapping_neg() & standing::ENFORCES;
    }
    Outcome {
        loud: plane(&loud_lanes, 0) & lanes.adults,
        spoke: plane(&speaks, 0) & lanes.adults,
        lanes: Lanes {
            stances: now.stances(),
            enforcing: now.with(standing::ENFORCES),
            ..*lanes
        },
    }
}

const _: () = assert!(Stance::Silent as u8 == 0 && Stance::Praise as u8 == 1);
const _: () = assert!(Stance::CriticiseLeaders as u8 + 1 == Stance::CriticiseSystem as u8);

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
    let told = seen.returned * around.told * turn;
    let approval = constants
        .look_up
        .entries(around.view.approval, &now.aspiration);
    let from_approval = p.living.trust_from_approval / APPROVAL_UNIT;
    for lane in 0..LANES {
        let bits = words[lane].to_le_bytes();
        let exposure = traits.attributes[lane] >> attribute::EXPOSURE_SHIFT & 0b11;
        // What was suffered acts as far as it is remembered.
        let remembered = 1.0 - p.fear.exposure_fades * (1.0 - f32::from(now.memory[lane]) * BYTE);
        let exposed = f32::from(exposure) * (1.0 / 3.0) * remembered;

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
        let gain = from_approval * f32::from(approval[lane]);
        let trust = f32::from(now.trust[lane]) + (gain + scar) * turn;
        let devoted = f32::from(now.devotion[lane]);
        let devotion = devoted + (around.devotion_target - devoted) * constants.devotion_speed;

        now.memory[lane] = math::round_at_random(memory, bits[0]);
        now.aspiration[lane] = math::round_at_random(aspiration, bits[1]);
        now.trust[lane] = math::round_at_random(trust, bits[2]);
        now.devotion[lane] = math::round_at_random(devotion, bits[3]);
    }
}

/// One week of a collective; `number` is its own in the whole country, `around` is what its people
/// see. The slow stocks have their turn in one week of four.
#[inline(always)]
pub fn step(
    now: &mut Collective,
    traits: &Traits,
    number: u32,
    around: &Surroundings<'_>,
    constants: &Constants,
    moment: Moment,
) -> Outcome {
    let lanes = Lanes::of(now);
    let seen = see(&lanes);
    let words = moment.draw(number, purpose::SPEAK);
    let view = private_view(now, &around.view, constants.look_up);
    let hazard = hazards(now, traits, &view, around, &seen, constants);
    let said = speak(
        now,
        &view,
        &hazard,
        &words,
        (&seen, &lanes),
        around.line,
        &constants.p,
    );
    if moment.is_turn_of(number) {
        let words = moment.draw(number, purpose::DRIFT);
        drift(now, traits, around, &seen, constants, &words);
    }
    said
}

/// The key and the week of a step.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Key of the run.
    pub key: Key,
    /// Week.
    pub week: Week,
}

impl Moment {
    #[inline(always)]
    fn draw(self, collective: u32, purpose: Purpose) -> [u32; LANES] {
        philox::draw_block(self.key, collective, self.week, purpose)
    }

    #[inline(always)]
    fn is_turn_of(self, collective: u32) -> bool {
        turn_of(collective, DRIFT_WEEKS) == u32::from(self.week.0) % DRIFT_WEEKS
    }
}
