//! Who survives in a leadership: ruling coalitions after Acemoglu, Egorov and Sonin (2008), "Coalition formation in
//! non-democracies", Review of Economic Studies 75, 987-1009.
//!
//! Members have powers. Part of a coalition can eliminate the rest if it wins under a rule, by default if it holds more
//! than a share alpha of the coalition's power. Nobody can commit, so whoever eliminates others may be eliminated next.
//! A coalition is *self-enforcing* if none of its proper winning parts is. The *ruling coalition* of a group is the
//! group itself if it is self-enforcing, else the weakest of its winning self-enforcing parts.
//!
//! Powers are whole numbers so that comparisons are exact: ties between powers decide results.

mod abreast;

use std::fmt::{self, Display, Formatter};

use crate::verification::{Case, Claim, Effort, Grade};

pub use abreast::{ABREAST, Groups, Workspace};

/// Largest group that can be examined; the work grows threefold with each member.
pub const MOST_MEMBERS: usize = 20;

/// A set of members, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Members(u32);

impl Members {
    /// All of the first `count` members; at most [`MOST_MEMBERS`].
    pub fn first(count: usize) -> Members {
        Members((1_u32 << count.min(MOST_MEMBERS)) - 1)
    }

    /// The members' indices, ascending.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..MOST_MEMBERS).filter(move |&member| self.contains(member))
    }

    /// Whether a member belongs to the set.
    pub fn contains(self, member: usize) -> bool {
        member < MOST_MEMBERS && self.0 >> member & 1 == 1
    }

    /// Number of members.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether nobody belongs to the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The sum of the members' entries in a list.
    pub fn sum(self, values: &[u64]) -> u64 {
        self.indices().filter_map(|member| values.get(member)).sum()
    }
}

impl Display for Members {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.indices().map(|member| member.to_string()).collect();
        write!(formatter, "{{{}}}", names.join(", "))
    }
}

/// The share of power that must be exceeded to win, as an exact fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    numerator: u64,
    denominator: u64,
}

/// Why a group cannot be examined.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidGroup {
    /// The group is empty or too large.
    #[error("the group has {0} members; it must have from 1 to {MOST_MEMBERS}")]
    Size(usize),
    /// A member has no power.
    #[error("member {0} has power 0; every member needs some power")]
    NoPower(usize),
    /// Powers are too large to add up exactly.
    #[error(
        "the powers are too large; their sum may be 2^53 at most, and times alpha's denominator below 2^63"
    )]
    TooLarge,
    /// Alpha is outside 1/2 to 1.
    #[error("alpha is {numerator}/{denominator}; it must be at least 1/2 and below 1")]
    Share {
        /// Numerator of alpha.
        numerator: u64,
        /// Denominator of alpha.
        denominator: u64,
    },
}

impl Share {
    /// A simple majority of power.
    pub const HALF: Share = Share {
        numerator: 1,
        denominator: 2,
    };

    /// A share from one half to below one, so that two disjoint parts never both win.
    pub fn new(numerator: u64, denominator: u64) -> Result<Share, InvalidGroup> {
        let sound = denominator > 0
            && numerator < denominator
            && u128::from(numerator) * 2 >= u128::from(denominator);
        match sound {
            true => Ok(Share {
                numerator,
                denominator,
            }),
            false => Err(InvalidGroup::Share {
                numerator,
                denominator,
            }),
        }
    }

    /// Whether a part with this power wins in a whole with that power.
    pub fn wins(self, part: u64, whole: u64) -> bool {
        u128::from(part) * u128::from(self.denominator)
            > u128::from(whole) * u128::from(self.numerator)
    }
}

/// The self-enforcing coalitions of a group and its ruling coalition.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The ruling coalition; several if the weakest candidates tie in power, which a small change of powers resolves.
    pub ruling: Vec<Members>,
    /// All self-enforcing coalitions, from the empty bits upwards.
    pub self_enforcing: Vec<Members>,
}

/// The ruling coalition of a group under a share of its powers, and all self-enforcing ones.
///
/// # Errors
/// [`InvalidGroup`] for an empty or too large group, a member without power, and powers too large to add up exactly.
pub fn ruling_coalition(powers: &[u64], alpha: Share) -> Result<Analysis, InvalidGroup> {
    check_share(powers, alpha)?;
    let mut self_enforcing = Vec::new();
    let ruling = rule_by_share(powers, alpha, |members| self_enforcing.push(members));
    Ok(Analysis {
        ruling,
        self_enforcing,
    })
}

/// The ruling coalition alone, as in [`ruling_coalition`]: several if the weakest candidates tie in power.
///
/// # Errors
/// As [`ruling_coalition`].
pub fn rulers(powers: &[u64], alpha: Share) -> Result<Vec<Members>, InvalidGroup> {
    check_share(powers, alpha)?;
    Ok(rule_by_share(powers, alpha, |_| {}))
}

/// The ruling coalition when winning is decided otherwise than by power, for example by votes in another body.
///
/// `wins(part, whole)` says whether a part can eliminate the rest of the whole; it should never hold for two disjoint
/// parts. Powers still decide which of several candidates rules: the weakest.
pub fn ruling_coalition_by(
    powers: &[u64],
    wins: impl Fn(Members, Members) -> bool,
) -> Result<Analysis, InvalidGroup> {
    check(powers)?;
    Ok(analyse(&subset_sums(powers), wins))
}

/// Sizes of self-enforcing coalitions when all powers are nearly equal: the next is one more than this size over alpha.
pub fn self_enforcing_sizes(alpha: Share, count: usize) -> Vec<u64> {
    let next = |size: &u64| {
        size.checked_mul(alpha.denominator)
            .map(|product| product / alpha.numerator + 1)
    };
    std::iter::successors(Some(1), next).take(count).collect()
}

fn check(powers: &[u64]) -> Result<(), InvalidGroup> {
    if powers.is_empty() || powers.len() > MOST_MEMBERS {
        return Err(InvalidGroup::Size(powers.len()));
    }
    if let Some(member) = powers.iter().position(|&power| power == 0) {
        return Err(InvalidGroup::NoPower(member));
    }
    if powers.iter().map(|&power| u128::from(power)).sum::<u128>() >= 1 << 63 {
        return Err(InvalidGroup::TooLarge);
    }
    Ok(())
}

fn check_share(powers: &[u64], alpha: Share) -> Result<(), InvalidGroup> {
    check(powers)?;
    let sum = powers.iter().map(|&power| u128::from(power)).sum::<u128>();
    let exact = sum <= 1 << f64::MANTISSA_DIGITS && sum * u128::from(alpha.denominator) < 1 << 63;
    exact.then_some(()).ok_or(InvalidGroup::TooLarge)
}

/// The power of every subset, indexed by its bits.
fn subset_sums(powers: &[u64]) -> Vec<u64> {
    let mut sums = vec![0; 1 << powers.len()];
    for subset in 1..sums.len() {
        let lowest = subset.trailing_zeros() as usize;
        sums[subset] = sums[subset & (subset - 1)] + powers[lowest];
    }
    sums
}

/// The ruling coalitions when a share of power wins; every self-enforcing set is told to `note`.
///
/// Of the self-enforcing proper parts of a set only the strongest matters: it wins if any does. The strongest is the
/// strongest of those found in the set without one member, so that the work is 2^n n instead of 3^n. The caller has
/// checked the powers: their products with alpha stay below 2^63, and they themselves are whole in double precision,
/// in which the larger of two takes one instruction on every machine.
fn rule_by_share(powers: &[u64], alpha: Share, mut note: impl FnMut(Members)) -> Vec<Members> {
    let wins = |part: u64, whole: u64| part * alpha.denominator > whole * alpha.numerator;
    let power = Halves::new(powers);
    let group = (1_usize << powers.len()) - 1;
    let total = power.of(group);
    let mut strongest = vec![0.0_f64; (group + 1).next_multiple_of(BLOCK)];
    let mut ruling = Vec::new();
    let mut least = u64::MAX;
    let mut without_high = [0.0; BLOCK];
    for set in 1..=group {
        if set % BLOCK == 0 {
            without_high = without_a_high_member(&strongest, set);
        }
        let mut below = without_high[set % BLOCK];
        let mut low = set % BLOCK;
        while low != 0 {
            below = larger(below, strongest[set & !(low & low.wrapping_neg())]);
            low &= low - 1;
        }
        let own = power.of(set);
        if wins(below as u64, own) {
            strongest[set] = below;
            continue;
        }
        strongest[set] = own as f64;
        let members = Members(set as u32);
        note(members);
        // The whole group, which comes last, rules itself if it is self-enforcing.
        if set == group || (wins(own, total) && own < least) {
            ruling.clear();
            least = own;
        }
        if wins(own, total) && own == least {
            ruling.push(members);
        }
    }
    ruling
}

/// Sets that differ in their first three members only, which are worked on together.
const BLOCK: usize = 8;

/// The larger of two numbers, neither of which is a NaN.
fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// For each set of a block, the strongest of the sets without one of its members beyond the third.
fn without_a_high_member(strongest: &[f64], block: usize) -> [f64; BLOCK] {
    let mut below = [0.0; BLOCK];
    let mut rest = block;
    while rest != 0 {
        let without = block & !(rest & rest.wrapping_neg());
        for (below, own) in below.iter_mut().zip(&strongest[without..without + BLOCK]) {
            *below = larger(*below, *own);
        }
        rest &= rest - 1;
    }
    below
}

/// The power of any set of members, from a table of each half of them.
struct Halves {
    low: Vec<u64>,
    high: Vec<u64>,
    width: usize,
}

impl Halves {
    fn new(powers: &[u64]) -> Halves {
        let (low, high) = powers.split_at(powers.len() / 2);
        Halves {
            width: low.len(),
            low: subset_sums(low),
            high: subset_sums(high),
        }
    }

    fn of(&self, set: usize) -> u64 {
        self.low[set & ((1 << self.width) - 1)] + self.high[set >> self.width]
    }
}

/// The analysis under any rule of winning, from the definition; the work is 3^n.
fn analyse(sums: &[u64], wins: impl Fn(Members, Members) -> bool) -> Analysis {
    let mut self_enforcing = vec![false; sums.len()];
    for whole in 1..sums.len() as u32 {
        // A proper part has a smaller number than the whole, so its answer is known already.
        self_enforcing[whole as usize] = !proper_parts(whole)
            .any(|part| self_enforcing[part as usize] && wins(Members(part), Members(whole)));
    }
    let group = sums.len() as u32 - 1;
    let ruling = match self_enforcing[group as usize] {
        true => vec![Members(group)],
        false => weakest(
            sums,
            proper_parts(group).filter(|&part| {
                self_enforcing[part as usize] && wins(Members(part), Members(group))
            }),
        ),
    };
    let self_enforcing = (1..=group)
        .filter(|&set| self_enforcing[set as usize])
        .map(Members)
        .collect();
    Analysis {
        ruling,
        self_enforcing,
    }
}

/// The non-empty proper subsets, by descending bits.
fn proper_parts(whole: u32) -> impl Iterator<Item = u32> {
    std::iter::successors(Some((whole.wrapping_sub(1)) & whole), move |&part| {
        Some(part.wrapping_sub(1) & whole)
    })
    .take_while(|&part| part != 0)
}

fn weakest(sums: &[u64], candidates: impl Iterator<Item = u32>) -> Vec<Members> {
    let mut best: Vec<Members> = Vec::new();
    for candidate in candidates {
        let least = best
            .first()
            .map_or(u64::MAX, |members| sums[members.0 as usize]);
        let power = sums[candidate as usize];
        if power < least {
            best.clear();
        }
        if power <= least {
            best.push(Members(candidate));
        }
    }
    best.sort_unstable();
    best
}

const MODEL: &str = "coalition";

/// The cases of this model.
pub fn cases() -> Vec<Case> {
    vec![
        Case {
            id: "AES-1",
            model: MODEL,
            run: published_groups,
        },
        Case {
            id: "AES-2",
            model: MODEL,
            run: sizes,
        },
    ]
}

fn published_groups(_: Effort) -> Vec<Claim> {
    let groups: [(&[u64], &[u64]); 10] = [
        (&[3, 4], &[4]),
        (&[3, 4, 5], &[3, 4, 5]),
        (&[3, 4, 5, 6], &[3, 4, 5]),
        (&[3, 4, 5, 8], &[3, 4, 5]),
        (&[3, 4, 5, 13], &[13]),
        (&[2, 2, 5], &[5]),
        (&[2, 4, 5, 9], &[2, 4, 5]),
        (&[3, 4, 5, 6, 7], &[3, 4, 6]),
        (&[10, 11, 12, 13, 14, 15, 16], &[10, 11, 12, 13, 14, 15, 16]),
        (&[50, 50, 50, 51], &[50, 50, 50, 51]),
    ];
    groups
        .iter()
        .enumerate()
        .map(|(at, (powers, expected))| {
            let ruling = ruling_powers(powers, Share::HALF);
            Claim::state(
                format!("AES-1.{}", at + 1),
                MODEL,
                format!("powers of the ruling coalition of {powers:?} under a majority of power"),
                "enumeration from the definition",
                Grade::A,
            )
            .exact_list(expected, &ruling)
        })
        .collect()
}

fn sizes(_: Effort) -> Vec<Claim> {
    let claim = |number: usize, text: &str, source| {
        Claim::state(format!("AES-2.{number}"), MODEL, text, source, Grade::A)
    };
    let article = "Acemoglu, Egorov and Sonin (2008), abstract";
    let enumerated: Vec<usize> = (1..=15)
        .map(|count| ruling_powers(&near_equal(count), Share::HALF).len())
        .collect();
    let mut claims = vec![
        claim(
            1,
            "size of the ruling coalition of 1 to 15 members of nearly equal power",
            article,
        )
        .exact_list(&[1, 1, 3, 3, 3, 3, 7, 7, 7, 7, 7, 7, 7, 7, 15], &enumerated),
        claim(2, "self-enforcing sizes under a majority", article)
            .exact_list(&[1, 3, 7, 15], &self_enforcing_sizes(Share::HALF, 4)),
    ];
    let most = 14;
    let shares = [(3, 5, [1, 2, 4, 7, 12]), (2, 3, [1, 2, 4, 7, 11])];
    for (at, (numerator, denominator, expected)) in shares.into_iter().enumerate() {
        let alpha = Share {
            numerator,
            denominator,
        };
        let text = format!("self-enforcing sizes for α = {numerator}/{denominator}");
        claims.push(
            claim(3 + 2 * at, &text, "k' = floor(k/α) + 1")
                .exact_list(&expected, &self_enforcing_sizes(alpha, 5)),
        );
        let found: Vec<u64> = (1..=most)
            .filter(|&count| ruling_powers(&near_equal(count), alpha).len() == count)
            .map(|k| k as u64)
            .collect();
        claims.push(
            claim(
                4 + 2 * at,
                &format!("{text}, enumerated up to {most}"),
                "enumeration from the definition",
            )
            .exact_list(&expected, &found),
        );
    }
    claims
}

/// Powers of the ruling coalition's members, ascending; empty if powers tie.
fn ruling_powers(powers: &[u64], alpha: Share) -> Vec<u64> {
    match ruling_coalition(powers, alpha)
        .map(|analysis| analysis.ruling)
        .as_deref()
    {
        Ok([ruling]) => ruling.indices().map(|member| powers[member]).collect(),
        _ => Vec::new(),
    }
}

/// Powers that differ by little and in such a way that no two subsets of one size tie.
fn near_equal(count: usize) -> Vec<u64> {
    (0..count)
        .map(|member| 10_000_000 + (1 << member))
        .collect()
}
