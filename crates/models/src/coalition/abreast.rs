//! Several groups of equally many members, examined side by side.
//!
//! The work is that of [`rulers`](super::rulers): for each set of members, the strongest self-enforcing part of it. It
//! is the same for all groups up to the powers, so each set holds one number a group, and a compiler makes one
//! instruction of a step of all groups. Sets are gone through by blocks of those that differ in their first members
//! only, so that the members beyond are looked up once a block.
//!
//! Power is counted in units in which winning needs no product: a part wins in a whole if its power times alpha's
//! denominator exceeds the whole's times alpha's numerator, and both are sums over members.

use super::{InvalidGroup, Members, Share, check_share};

/// Groups examined side by side: as many as the widest registers hold of their numbers.
pub const ABREAST: usize = 8;

/// The first members, whose sets make a block.
const FIRST: usize = 2;
/// Sets of a block.
const BLOCK: usize = 1 << FIRST;

/// One number a group.
type Lanes = [i64; ABREAST];

/// Room in which groups are examined: one for many examinations, since making it takes as long as
/// examining ten members.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The strongest self-enforcing part of each set, by block.
    strongest: Vec<[Lanes; BLOCK]>,
}

/// The powers of groups of equally many members, in units in which winning is a comparison.
#[derive(Clone, Debug)]
pub struct Groups {
    members: usize,
    /// Of every set, as a part.
    parts: Sums,
    /// Of every set, as a whole.
    wholes: Sums,
}

impl Groups {
    /// Groups of equally many members, at most [`ABREAST`] of them; what is beyond is left out. Where there are fewer,
    /// the first stands in for the rest.
    ///
    /// # Errors
    /// [`InvalidGroup`] as [`rulers`](super::rulers) says it of the first group that cannot be examined, and
    /// [`InvalidGroup::Size`] of the first that has not as many members as the one before all.
    pub fn new(groups: &[Vec<u64>], alpha: Share) -> Result<Groups, InvalidGroup> {
        let members = groups.first().map_or(0, Vec::len);
        let groups = &groups[..groups.len().min(ABREAST)];
        for powers in groups {
            check_share(powers, alpha)?;
            if powers.len() != members {
                return Err(InvalidGroup::Size(powers.len()));
            }
        }
        let first = groups.first().ok_or(InvalidGroup::Size(0))?;
        let lanes = |member: usize, unit: u64| -> Lanes {
            std::array::from_fn(|lane| (groups.get(lane).unwrap_or(first)[member] * unit) as i64)
        };
        let sums = |unit| Sums::new((0..members).map(|member| lanes(member, unit)).collect());
        Ok(Groups {
            members,
            parts: sums(alpha.denominator),
            wholes: sums(alpha.numerator),
        })
    }

    /// The ruling coalition of each group; where several tie, the one of lowest bits.
    ///
    /// It is the weakest self-enforcing set that wins in the group: the group itself where no proper part does.
    ///
    /// A caller that is compiled for wide registers has this compiled for them too.
    #[inline(always)]
    pub fn rulers(&self, workspace: &mut Workspace) -> [Members; ABREAST] {
        let group = (1_usize << self.members) - 1;
        let enough = self.wholes.of(group);
        let strongest = &mut workspace.strongest;
        strongest.clear();
        strongest.reserve(group / BLOCK + 1);
        let mut found = Candidates::new();
        for block in 0..=group / BLOCK {
            let (own, needed) = (self.parts.of_block(block), self.wholes.of_block(block));
            let best = settle(below(strongest, block), own, needed);
            found.weigh(block, best, own, enough);
            strongest.push(best);
        }
        found.set.map(|set| Members(set as u32))
    }
}

/// The weakest self-enforcing set found so far that wins in its group.
struct Candidates {
    least: Lanes,
    set: Lanes,
}

impl Candidates {
    fn new() -> Candidates {
        Candidates {
            least: [i64::MAX; ABREAST],
            set: [0; ABREAST],
        }
    }

    /// Takes the sets of a block that stand, which are their own strongest part, win and are weaker than what was found.
    #[inline(always)]
    fn weigh(&mut self, block: usize, best: [Lanes; BLOCK], own: [Lanes; BLOCK], enough: Lanes) {
        for low in 0..BLOCK {
            let set = (block * BLOCK + low) as i64;
            for lane in 0..ABREAST {
                let (power, least) = (own[low][lane], self.least[lane]);
                let taken = (best[low][lane] == power) & (power > enough[lane]) & (power < least);
                self.least[lane] = if taken { power } else { least };
                self.set[lane] = if taken { set } else { self.set[lane] };
            }
        }
    }
}

/// The strongest self-enforcing part of each set of a block, from the strongest without one of its members beyond the
/// first.
#[inline(always)]
fn settle(below: [Lanes; BLOCK], own: [Lanes; BLOCK], needed: [Lanes; BLOCK]) -> [Lanes; BLOCK] {
    let none = stand_or_fall(below[0], own[0], needed[0]);
    let first = stand_or_fall(larger(below[1], none), own[1], needed[1]);
    let second = stand_or_fall(larger(below[2], none), own[2], needed[2]);
    let either = larger(first, second);
    let both = stand_or_fall(larger(below[3], either), own[3], needed[3]);
    [none, first, second, both]
}

/// The strongest self-enforcing part of a set: itself, unless a proper part of it wins.
#[inline(always)]
fn stand_or_fall(below: Lanes, own: Lanes, needed: Lanes) -> Lanes {
    choose(wins(below, needed), below, own)
}

/// For each set of a block, the strongest of the sets without one of its members beyond the first.
#[inline(always)]
fn below(strongest: &[[Lanes; BLOCK]], block: usize) -> [Lanes; BLOCK] {
    let mut best = [[0; ABREAST]; BLOCK];
    let mut rest = block;
    while rest != 0 {
        let without = &strongest[block & !(rest & rest.wrapping_neg())];
        for low in 0..BLOCK {
            best[low] = larger(best[low], without[low]);
        }
        rest &= rest - 1;
    }
    best
}

#[inline(always)]
fn larger(a: Lanes, b: Lanes) -> Lanes {
    std::array::from_fn(|lane| a[lane].max(b[lane]))
}

#[inline(always)]
fn plus(a: Lanes, b: Lanes) -> Lanes {
    std::array::from_fn(|lane| a[lane] + b[lane])
}

#[inline(always)]
fn wins(part: Lanes, needed: Lanes) -> [bool; ABREAST] {
    std::array::from_fn(|lane| part[lane] > needed[lane])
}

#[inline(always)]
fn choose(first: [bool; ABREAST], a: Lanes, b: Lanes) -> Lanes {
    std::array::from_fn(|lane| if first[lane] { a[lane] } else { b[lane] })
}

/// The sum of each group over any set of members, from tables of the first members and of each half of the rest.
#[derive(Clone, Debug)]
struct Sums {
    low: [Lanes; BLOCK],
    middle: Vec<Lanes>,
    high: Vec<Lanes>,
    /// Members of the middle table.
    width: usize,
}

impl Sums {
    /// Where there are fewer than the first members, those missing have no power: they change no sum, and no set with
    /// one of them is self-enforcing.
    fn new(mut members: Vec<Lanes>) -> Sums {
        members.resize(members.len().max(FIRST), [0; ABREAST]);
        let (first, rest) = members.split_at(FIRST);
        let (middle, high) = rest.split_at(rest.len() / 2);
        let low = subsets(first);
        Sums {
            low: std::array::from_fn(|set| low[set]),
            width: middle.len(),
            middle: subsets(middle),
            high: subsets(high),
        }
    }

    /// Of the sets of a block.
    #[inline(always)]
    fn of_block(&self, block: usize) -> [Lanes; BLOCK] {
        let middle = self.middle[block & ((1 << self.width) - 1)];
        let high = plus(middle, self.high[block >> self.width]);
        let low = &self.low;
        [
            plus(high, low[0]),
            plus(high, low[1]),
            plus(high, low[2]),
            plus(high, low[3]),
        ]
    }

    fn of(&self, set: usize) -> Lanes {
        self.of_block(set / BLOCK)[set % BLOCK]
    }
}

/// The sums over every subset, by its bits.
fn subsets(members: &[Lanes]) -> Vec<Lanes> {
    let mut sums = vec![[0; ABREAST]; 1 << members.len()];
    for set in 1..sums.len() {
        let lowest = set.trailing_zeros() as usize;
        sums[set] = plus(sums[set & (set - 1)], members[lowest]);
    }
    sums
}
