//! A text on its way down the party tree, one level a week.
//!
//! Each body keeps, drops or enlarges items: retention as in Williamson's control loss, drift
//! toward what the body already believed as in Xu & Griffiths' chains of retelling. Guidance and
//! fixed text close the gap to a faithful copy; local freedom widens it. Our joins.

use std::borrow::Cow;

use bytemuck::{Pod, Zeroable};
use kernel::parts::places_of;
use kernel::philox::{self, happens};
use models::{control_loss, serial_reproduction};
use world::plan::Item;
use world::{District, Plan, PlannedMessage, World};

use crate::Society;
use crate::purpose;

/// Levels below the centre through which a text passes: republic, region, district.
const LEVELS: u16 = 3;

/// What one body has of one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Version {
    /// Items it still holds, one bit each.
    pub kept: u8,
    /// Items it makes more of than the text does.
    pub enlarged: u8,
}

/// Number of bodies that hold a version of a message: republics, regions and districts.
pub fn bodies(world: &World) -> usize {
    world.republics.len() + world.regions.len() + world.districts.len()
}

/// Position of a republic's version among the bodies of a message.
fn republic_body(republic: usize) -> usize {
    republic
}

fn region_body(world: &World, region: usize) -> usize {
    world.republics.len() + region
}

/// Position of a district's version among the bodies of a message.
pub fn district_body(world: &World, district: usize) -> usize {
    world.republics.len() + world.regions.len() + district
}

/// Passes texts down and lets people hear.
pub fn pass_down_and_hear(society: &mut Society) {
    for message in 0..society.plan.messages.len() {
        pass_down(society, message);
    }
    crate::hearing::week(society);
}

/// The messages as this course has them.
pub fn texts(society: &Society) -> Vec<Cow<'_, PlannedMessage>> {
    let plan = &society.plan;
    let own = |text| society.leadership.as_issued(text, plan);
    plan.messages.iter().map(own).collect()
}

/// First week in which a message is read in primary organisations.
pub fn first_reading(message: &PlannedMessage) -> u16 {
    message.readings_from.max(message.week + LEVELS - 1)
}

/// Whether a message attacks the old leader and comes without reasons: a bare decision.
pub fn is_bare(plan: &Plan, message: &PlannedMessage) -> bool {
    let reasons = &plan.levers["speech.reasons"];
    let bare = |value: &f64| *value < 0.5;
    message.line < 0.0 && reasons.get(usize::from(message.week)).is_some_and(bare)
}

/// Items that a message carries at the top: a bare decision leaves out those that give reasons.
pub fn carried(plan: &Plan, message: &PlannedMessage) -> u8 {
    if is_bare(plan, message) {
        message.carries & !bits_of(plan, |item| item.reason)
    } else {
        message.carries
    }
}

/// Items that people who came from the camps can tell of, and that print carries.
pub fn testimony_items(plan: &Plan) -> u8 {
    bits_of(plan, |item| {
        matches!(item.id.as_str(), "mass-terror" | "torture")
    })
}

fn bits_of(plan: &Plan, wanted: impl Fn(&Item) -> bool) -> u8 {
    let items = plan.items.iter().enumerate();
    items
        .filter(|(_, item)| wanted(item))
        .map(|(bit, _)| 1 << bit)
        .sum()
}

/// Lets one message take this week's step, if it has one to take.
fn pass_down(society: &mut Society, message: usize) {
    let plan = std::sync::Arc::clone(&society.plan);
    let text = &society.leadership.as_issued(&plan.messages[message], &plan);
    if !text.given {
        return;
    }
    let level = match society.week.0.checked_sub(text.week) {
        Some(level) if level < LEVELS => level,
        _ => return,
    };
    let world = &society.world;
    let full = Version {
        kept: carried(&society.plan, text),
        enlarged: 0,
    };
    let base = message * bodies(world);
    let handing = Handing::new(society);
    match level {
        0 => {
            for republic in 0..world.republics.len() {
                // The RSFSR has no committee of its own: its regions get the centre's text.
                let version = if world.republics[republic] == "RSFSR" {
                    full
                } else {
                    let of = |district: &&District| usize::from(district.republic) == republic;
                    let belief = mean_belief(world.districts.iter().filter(of));
                    handing.hand_on(full, belief, message, republic_body(republic))
                };
                society.versions[base + republic_body(republic)] = version;
            }
        }
        1 => {
            for region in 0..world.regions.len() {
                let above = society.versions[base + usize::from(world.regions[region].republic)];
                let belief = mean_belief(districts_of(world, region).iter());
                let body = region_body(world, region);
                society.versions[base + body] = handing.hand_on(above, belief, message, body);
            }
        }
        2 => {
            for (index, district) in world.districts.iter().enumerate() {
                let above =
                    society.versions[base + region_body(world, usize::from(district.region))];
                let body = district_body(world, index);
                let belief = district.prior_belief;
                society.versions[base + body] = handing.hand_on(above, belief, message, body);
            }
        }
        _ => {}
    }
}

/// The districts of a region, which stand together.
fn districts_of(world: &World, region: usize) -> &[District] {
    let of = |district: &District| usize::from(district.region);
    &world.districts[places_of(region, &world.districts, of)]
}

fn mean_belief<'a>(districts: impl Iterator<Item = &'a District>) -> f32 {
    let (sum, count) = districts.fold((0.0, 0.0), |(sum, count), district| {
        (sum + district.prior_belief, count + 1.0_f32)
    });
    sum / count.max(1.0)
}

/// How faithfully bodies hand on a text this week.
#[derive(Debug, Clone, Copy)]
pub struct Handing {
    /// Chance that an item survives one step.
    pub retention: f32,
    /// Chance that a surviving item is enlarged.
    pub inflation: f32,
    /// Weight of the body's own belief.
    pub drift: f32,
    key: kernel::Key,
    week: kernel::Week,
}

impl Handing {
    /// The handing of the week's policy.
    pub fn new(society: &Society) -> Handing {
        let p = &society.parameters.message;
        let policy = &society.policy;
        let guided = policy.clarity * p.guidance_effect * (1.0 - policy.discretion);
        Handing {
            retention: p.retention + (1.0 - p.retention) * guided,
            inflation: p.inflation * (1.0 - guided) * policy.discretion,
            drift: p.drift * policy.discretion,
            key: society.key,
            week: society.week,
        }
    }

    /// What a body makes of the version it gets. `belief` is what it thinks of the old leader,
    /// 0 (against) to 1 (devoted): devotion drops items, disbelief enlarges them.
    pub fn hand_on(&self, above: Version, belief: f32, message: usize, body: usize) -> Version {
        let survives = control_loss::retention(self.retention, 1);
        // A body half for, half against passes the text on as it stands; others pull it their way.
        let pull = serial_reproduction::drift(0.5, belief, 1.0 - self.drift) - 0.5;
        let keep = f64::from((survives * (1.0 - pull.max(0.0))).clamp(0.0, 1.0));
        let enlarge = f64::from((self.inflation * (1.0 - 2.0 * pull)).clamp(0.0, 1.0));
        let mut version = Version::zeroed();
        for bit in 0..8_u32 {
            if above.kept >> bit & 1 == 0 {
                continue;
            }
            let index = (message as u32) << 3 | bit;
            let words = philox::draw(self.key, body as u32, index, self.week, purpose::PASS_DOWN);
            if happens(words[0], keep) {
                version.kept |= 1 << bit;
                let already = above.enlarged >> bit & 1 == 1;
                if already || happens(words[1], enlarge) {
                    version.enlarged |= 1 << bit;
                }
            }
        }
        version
    }
}
