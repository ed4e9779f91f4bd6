//! A count of everybody by republic, region and party rank: what they have heard and made of it,
//! and the sums of the slow stocks. Integers only.

use kernel::lanes::{LookUp, plane};
use kernel::parts::places_of;
use kernel::{LANES, dispatch};
use world::{Collective, World};

use crate::Society;
use crate::reception::FRAME_SHIFT;
use crate::society::Part;

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
    /// Sum of devotion bytes of adults.
    pub devotion: u64,
    /// Sum of trust bytes.
    pub trust: u64,
    /// Sum of memory bytes.
    pub memory: u64,
    /// Sum of aspiration bytes.
    pub aspiration: u64,
    /// Sum of approval, in units of [`crate::approval::APPROVAL_UNIT`].
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

/// Counts everybody, region by region.
pub fn take(society: &Society) -> Censuses {
    use rayon::prelude::*;
    let region_of = |part: &Part| society.world.districts[part.district as usize].region;
    // Districts are in order of region, so the parts of one stand together.
    let regions = 0..society.world.regions.len() as u16;
    let of = |region: u16| {
        let places = places_of(region, &society.parts, region_of);
        take_in(society, &society.parts[places])
    };
    Censuses {
        regions: regions.into_par_iter().map(of).collect(),
    }
}

/// Counts the people of some parts.
fn take_in(society: &Society, parts: &[Part]) -> Census {
    let mut census = Census::default();
    let blocks = society.world.collectives.as_slice();
    for part in parts {
        let district = &society.world.districts[part.district as usize];
        let approval = society.approval.at(society.living_level(district));
        let threat = society.places[part.index as usize].threat;
        let before = census.memory;
        count_part(
            society.vector,
            &blocks[Part::range(part)],
            approval,
            &mut census,
        );
        census.threatened_memory += (census.memory - before) as f64 * f64::from(threat);
    }
    census
}

/// Adds all regions up.
pub fn sum(censuses: &Censuses) -> Census {
    let mut all = Census::default();
    for census in &censuses.regions {
        all.add(census);
    }
    all
}

/// Collectives whose stocks are summed lane by lane before the lanes are: no sum of so many bytes
/// leaves two bytes.
const TOGETHER: usize = 64;

/// Sums the slow stocks of the adults of a few collectives.
#[inline(always)]
fn sum_stocks(blocks: &[Collective], approval: &[i8; 256], census: &mut Census) {
    let look_up = LookUp::detect();
    let mut sums = [[0_u16; LANES]; 4];
    let mut approved = [0_i16; LANES];
    for block in blocks {
        let by_aspiration = look_up.entries(approval, &block.aspiration);
        for lane in 0..LANES {
            let adult = block.adult(lane).wrapping_neg();
            sums[0][lane] += u16::from(block.devotion[lane] & adult);
            sums[1][lane] += u16::from(block.trust[lane] & adult);
            sums[2][lane] += u16::from(block.memory[lane] & adult);
            sums[3][lane] += u16::from(block.aspiration[lane] & adult);
            approved[lane] += i16::from(by_aspiration[lane] & adult as i8);
        }
    }
    let [devotion, trust, memory, aspiration] =
        sums.map(|lanes| lanes.into_iter().map(u64::from).sum::<u64>());
    census.devotion += devotion;
    census.trust += trust;
    census.memory += memory;
    census.aspiration += aspiration;
    census.approval += approved.into_iter().map(i64::from).sum::<i64>();
}

/// Adds some collectives to a census.
#[inline(always)]
fn count_blocks(blocks: &[Collective], approval: &[i8; 256], census: &mut Census) {
    for blocks in blocks.chunks(TOGETHER) {
        sum_stocks(blocks, approval, census);
        for block in blocks {
            count_ranks(block, block.adults(), &mut census.ranks);
        }
    }
}

/// Counts what adults of each rank have heard and made of it: boolean logic on planes of bits.
#[inline(always)]
fn count_ranks(block: &Collective, adults: u32, ranks: &mut [RankCount; 4]) {
    let heard: [u32; 8] = std::array::from_fn(|item| plane(&block.heard, item as u8));
    let channel = [0, 1].map(|bit| plane(&block.reception, bit));
    let frame = [0, 1, 2].map(|bit| plane(&block.reception, FRAME_SHIFT + bit));
    // Lane by lane, the binary digits of a category spell its number.
    let is = |planes: &[u32], category: usize| {
        let digits = planes.iter().enumerate();
        digits.fold(u32::MAX, |lanes, (digit, plane)| {
            lanes
                & if category >> digit & 1 == 1 {
                    *plane
                } else {
                    !plane
                }
        })
    };
    for (own, counts) in block.ranks().into_iter().zip(ranks) {
        let own = own & adults;
        let count = |lanes: u32| u64::from((own & lanes).count_ones());
        counts.adults += count(u32::MAX);
        for (total, lanes) in counts.heard.iter_mut().zip(heard) {
            *total += count(lanes);
        }
        for (category, total) in counts.channels.iter_mut().enumerate() {
            *total += count(is(&channel, category));
        }
        for (category, total) in counts.frames.iter_mut().enumerate() {
            *total += count(is(&frame, category));
        }
    }
}

dispatch! {
    /// The census of a part added to one, compiled for several instruction sets.
    fn count_part = count_blocks;
    (blocks: &[Collective], approval: &[i8; 256], census: &mut Census)
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

#[cfg(test)]
mod tests {
    use bytemuck::Zeroable;
    use proptest::prelude::*;
    use world::collective::{Rank, standing};

    use super::*;
    use crate::reception::{CHANNEL, FRAME};

    /// The same census person by person.
    fn one_by_one(blocks: &[Collective], approval: &[i8; 256]) -> Census {
        let mut census = Census::default();
        let people = blocks
            .iter()
            .flat_map(|own| (0..LANES).map(move |lane| (own, lane)));
        for (own, lane) in people.filter(|(own, lane)| own.adult(*lane) == 1) {
            census.devotion += u64::from(own.devotion[lane]);
            census.trust += u64::from(own.trust[lane]);
            census.memory += u64::from(own.memory[lane]);
            census.aspiration += u64::from(own.aspiration[lane]);
            census.approval += i64::from(approval[usize::from(own.aspiration[lane])]);
            let counts = &mut census.ranks[Rank::of(own.standing[lane]) as usize];
            counts.adults += 1;
            for (item, count) in counts.heard.iter_mut().enumerate() {
                *count += u64::from(own.heard[lane] >> item & 1);
            }
            counts.channels[usize::from(own.reception[lane] & CHANNEL)] += 1;
            let frame = (own.reception[lane] & FRAME) >> FRAME_SHIFT;
            if let Some(count) = counts.frames.get_mut(usize::from(frame)) {
                *count += 1;
            }
        }
        census
    }

    proptest! {
        #[test]
        fn counting_by_planes_counts_everybody(
            columns in prop::collection::vec(any::<[[u8; LANES]; 5]>(), 0..3 * TOGETHER),
            high in any::<bool>(),
        ) {
            let block = |[heard, reception, mut standing, aspiration, trust]: [[u8; LANES]; 5]| {
                if !high {
                    standing = standing.map(|bits| bits & !standing::RANK);
                }
                Collective { heard, reception, standing, aspiration, trust, ..Collective::zeroed() }
            };
            let blocks: Vec<Collective> = columns.into_iter().map(block).collect();
            let approval = std::array::from_fn(|at| (at as u8).wrapping_mul(37) as i8);
            let mut census = Census::default();
            count_part(kernel::VectorLevel::detect(), &blocks, &approval, &mut census);
            prop_assert_eq!(census, one_by_one(&blocks, &approval));
        }
    }
}
