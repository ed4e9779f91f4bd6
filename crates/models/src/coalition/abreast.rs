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
    /// A caller that is compiled for wide registers has this compiled for them too.
    #[inline(always)]
    pub fn rulers(&self) -> [Members; ABREAST] {
        let group = (1_usize << self.members) - 1;
        let enough = self.wholes.of(group);
        let mut strongest: Vec<[Lanes; BLOCK]> = Vec::with_capacity(group / BLOCK + 1);
        let mut candidates = Candidates::new();
        for block in 0..=group / BLOCK {
            let mut best = below(&strongest, block);
            let (part, whole) = (self.parts.of_high(block), self.wholes.of_high(block));
            for low in 0..BLOCK {
                for member in (0..FIRST).filter(|member| low >> member & 1 == 1) {
                    best[low] = larger(best[low], best[low & !(1 << member)]);
                }
                let own = plus(part, self.parts.low[low]);
                let needed = plus(whole, self.wholes.low[low]);
                let falls = wins(best[low], needed);
                best[low] = choose(falls, best[low], own);
                candidates.weigh(block * BLOCK + low, own, falls, enough);
            }
            strongest.push(best);
        }
        let last = strongest[group / BLOCK][group % BLOCK];
        let own = self.parts.of(group);
        // A group that is self-enforcing is its own strongest part.
        std::array::from_fn(|lane| match last[lane] == own[lane] {
            true => Members(group as u32),
            false => Members(candidates.set[lane] as u32),
        })
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

    /// Takes a set where it stands, wins and is weaker than what was found.
    #[inline(always)]
    fn weigh(&mut self, set: usize, own: Lanes, falls: [bool; ABREAST], enough: Lanes) {
        for lane in 0..ABREAST {
            let taken = !falls[lane] & (own[lane] > enough[lane]) & (own[lane] < self.least[lane]);
            self.least[lane] = if taken { own[lane] } else { self.least[lane] };
            self.set[lane] = if taken { set as i64 } else { self.set[lane] };
        }
    }
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

    /// Of the members beyond the first, by a block.
    #[inline(always)]
    fn of_high(&self, block: usize) -> Lanes {
        let middle = self.middle[block & ((1 << self.width) - 1)];
        plus(middle, self.high[block >> self.width])
    }

    #[inline(always)]
    fn of(&self, set: usize) -> Lanes {
        plus(self.of_high(set / BLOCK), self.low[set % BLOCK])
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
