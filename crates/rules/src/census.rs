//! A count of everybody by republic, region and party rank: what they have heard and made of it,
//! and the sums of the slow stocks. Integers only.

use kernel::{LANES, dispatch};
use world::collective::standing;
use world::{Collective, World};

use crate::Society;
use crate::places::Outcome;
use crate::reception::{CHANNEL, FRAME, FRAME_SHIFT};

/// Party ranks counted apart.
pub const RANKS: [&str; 4] = ["none", "komsomol", "member", "official"];
/// Frames a listener can have.
pub const FRAMES: [&str; 5] = [
    "none",
    "official",
    "more-than-old-leader",
    "slander",
    "confusion",
];
/// Ways of hearing.
pub const CHANNELS: [&str; 4] = ["none", "rumour", "radio", "reading"];

/// Adults of one rank.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RankCount {
    /// All of them.
    pub adults: u64,
    /// Who heard each item.
    pub heard: [u64; 8],
    /// By channel.
    pub channels: [u64; 4],
    /// By frame.
    pub frames: [u64; 5],
}

/// Counts of a region or the country.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Census {
    /// By rank.
    pub ranks: [RankCount; 4],
    /// Adults under special-settlement rules.
    pub special_settlers: u64,
    /// Sum of devotion bytes of adults.
    pub devotion: u64,
    /// Sum of trust bytes.
    pub trust: u64,
    /// Sum of memory bytes.
    pub memory: u64,
    /// Sum of aspiration bytes.
    pub aspiration: u64,
    /// Sum of approval in thousandths.
    pub approval: i64,
    /// Sum of threat x memory bytes, for fear.
    pub threatened_memory: f64,
}

impl Census {
    fn add(&mut self, other: &Census) {
        for (own, more) in self.ranks.iter_mut().zip(&other.ranks) {
            own.adults += more.adults;
            add_all(&mut own.heard, &more.heard);
            add_all(&mut own.channels, &more.channels);
            add_all(&mut own.frames, &more.frames);
        }
        self.special_settlers += other.special_settlers;
        self.devotion += other.devotion;
        self.trust += other.trust;
        self.memory += other.memory;
        self.aspiration += other.aspiration;
        self.approval += other.approval;
        self.threatened_memory += other.threatened_memory;
    }

    /// Adults of all ranks.
    pub fn adults(&self) -> u64 {
        self.ranks.iter().map(|rank| rank.adults).sum()
    }
}

fn add_all<const N: usize>(to: &mut [u64; N], from: &[u64; N]) {
    for (sum, own) in to.iter_mut().zip(from) {
        *sum += own;
    }
}

/// The census of a week by region.
#[derive(Debug, Clone, PartialEq)]
pub struct Censuses {
    /// By region.
    pub regions: Vec<Census>,
}

/// One group's count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupCount {
    /// `heard`, `channel` or `frame`.
    pub measure: &'static str,
    /// Index of the item, channel or frame.
    pub category: u8,
    /// Index of the republic.
    pub republic: u8,
    /// Index into [`RANKS`].
    pub rank: u8,
    /// People, full scale.
    pub people: f64,
    /// Adults of that republic and rank, full scale.
    pub of: f64,
}

/// Counts everybody.
pub fn take(society: &mut Society) -> Censuses {
    let mut censuses = vec![Census::default(); society.parts.len()];
    let mut outcomes = std::mem::take(&mut society.outcomes);
    let view: &Society = society;
    let blocks = view.world.collectives.as_slice();
    let each = |(part, census): (&crate::society::Part, &mut Census)| {
        let district = &view.world.districts[part.district as usize];
        let week = usize::from(view.week.0);
        let level = view.plan.living[week] * district.living_factor;
        let approval = view.approval.at(level);
        let threat = view.places[part.index as usize].threat;
        let own = &blocks[crate::society::Part::range(part)];
        *census = count_part(view.vector, own, approval);
        census.threatened_memory = census.memory as f64 * f64::from(threat);
    };
    use rayon::prelude::*;
    view.parts.par_iter().zip(&mut censuses).for_each(each);
    let mut regions = vec![Census::default(); view.world.regions.len()];
    for (part, census) in view.parts.iter().zip(&censuses) {
        let region = view.world.districts[part.district as usize].region;
        regions[usize::from(region)].add(census);
    }
    society.outcomes = std::mem::take::<Vec<Outcome>>(&mut outcomes);
    Censuses { regions }
}

/// Adds all regions up.
pub fn sum(censuses: &Censuses) -> Census {
    let mut all = Census::default();
    for census in &censuses.regions {
        all.add(census);
    }
    all
}

/// Adds the lanes for which a test holds.
#[inline(always)]
fn count(test: impl Fn(usize) -> bool) -> u64 {
    let mut total = 0_u8;
    for lane in 0..LANES {
        total += u8::from(test(lane));
    }
    u64::from(total)
}

#[inline(always)]
fn sum_bytes(column: &[u8; LANES], adult: &[u8; LANES]) -> u64 {
    let mut total = 0_u32;
    for lane in 0..LANES {
        total += u32::from(column[lane] & adult[lane]);
    }
    u64::from(total)
}

#[inline(always)]
fn count_blocks(blocks: &[Collective], approval: &[f32; 256]) -> Census {
    let mut census = Census::default();
    let present = standing::ALIVE | standing::ADULT;
    for block in blocks {
        let mut adult = [0_u8; LANES];
        for lane in 0..LANES {
            adult[lane] = if block.standing[lane] & present == present {
                u8::MAX
            } else {
                0
            };
        }
        census.devotion += sum_bytes(&block.devotion, &adult);
        census.trust += sum_bytes(&block.trust, &adult);
        census.memory += sum_bytes(&block.memory, &adult);
        census.aspiration += sum_bytes(&block.aspiration, &adult);
        census.special_settlers += count(|lane| {
            (adult[lane] != 0) & (block.standing[lane] & standing::SPECIAL_SETTLER != 0)
        });
        for lane in 0..LANES {
            let thousandths = (approval[usize::from(block.aspiration[lane])] * 1000.0) as i64;
            census.approval += if adult[lane] != 0 { thousandths } else { 0 };
        }
        for (rank, counts) in census.ranks.iter_mut().enumerate() {
            count_rank(block, &adult, rank as u8, counts);
        }
    }
    census
}

#[inline(always)]
fn count_rank(block: &Collective, adult: &[u8; LANES], rank: u8, counts: &mut RankCount) {
    let bits = rank << standing::RANK_SHIFT;
    let mut own = [false; LANES];
    for lane in 0..LANES {
        own[lane] = (adult[lane] != 0) & (block.standing[lane] & standing::RANK == bits);
    }
    let members = count(|lane| own[lane]);
    if members == 0 {
        return;
    }
    counts.adults += members;
    let informed = count(|lane| own[lane] & (block.reception[lane] != 0));
    counts.channels[0] += members - informed;
    counts.frames[0] += members - informed;
    if informed == 0 {
        return;
    }
    for (bit, heard) in counts.heard.iter_mut().enumerate() {
        *heard += count(|lane| own[lane] & (block.heard[lane] >> bit & 1 == 1));
    }
    for (channel, people) in counts.channels.iter_mut().enumerate().skip(1) {
        *people += count(|lane| own[lane] & (block.reception[lane] & CHANNEL == channel as u8));
    }
    for (frame, people) in counts.frames.iter_mut().enumerate().skip(1) {
        let bits = (frame as u8) << FRAME_SHIFT;
        *people += count(|lane| own[lane] & (block.reception[lane] & FRAME == bits));
    }
}

dispatch! {
    /// The census of a part, compiled for several instruction sets.
    fn count_part = count_blocks;
    (blocks: &[Collective], approval: &[f32; 256]) -> Census
}

/// Writes the groups of a week: republic by rank.
pub fn write_groups(groups: &mut Vec<GroupCount>, world: &World, censuses: &Censuses, weight: f64) {
    for republic in 0..world.republics.len() {
        let mut ranks = [RankCount::default(); 4];
        for (region, census) in world.regions.iter().zip(&censuses.regions) {
            if usize::from(region.republic) == republic {
                let mut sum = Census {
                    ranks,
                    ..Census::default()
                };
                sum.add(census);
                ranks = sum.ranks;
            }
        }
        for (rank, counts) in ranks.iter().enumerate() {
            let mut push = |measure, category: usize, people: u64| {
                groups.push(GroupCount {
                    measure,
                    category: category as u8,
                    republic: republic as u8,
                    rank: rank as u8,
                    people: people as f64 * weight,
                    of: counts.adults as f64 * weight,
                });
            };
            counts
                .heard
                .iter()
                .enumerate()
                .for_each(|(item, n)| push("heard", item, *n));
            counts
                .channels
                .iter()
                .enumerate()
                .for_each(|(channel, n)| push("channel", channel, *n));
            counts
                .frames
                .iter()
                .enumerate()
                .for_each(|(frame, n)| push("frame", frame, *n));
        }
    }
}
