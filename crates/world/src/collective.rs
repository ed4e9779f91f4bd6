//! The block of 32 places in which people live and work together, column by column.

use bytemuck::{Pod, Zeroable};
use kernel::LANES;
use kernel::lanes::plane;

/// Changing state of a collective: eight bytes a person, one 32-byte column each.
///
/// Stocks in [0, 1] are held as 0..=255. A place nobody fills has a zero [`Collective::standing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C, align(64))]
pub struct Collective {
    /// Devotion to the old leader's cult, 0..=255.
    pub devotion: [u8; LANES],
    /// Trust in party rule, 0..=255.
    pub trust: [u8; LANES],
    /// Memory of terror, 0..=255.
    pub memory: [u8; LANES],
    /// Reference standard of living, in 1/128 of the national mean of 1953.
    pub aspiration: [u8; LANES],
    /// Items of the message heard, one bit each.
    pub heard: [u8; LANES],
    /// Bits 0-1 channel of first hearing, bits 2-4 [`Reception`].
    pub reception: [u8; LANES],
    /// Bits 0-2 [`Stance`], bits 3-7 weeks since it changed, at most 31.
    pub stance: [u8; LANES],
    /// Bits of [`standing`].
    pub standing: [u8; LANES],
}

impl Collective {
    /// One if an adult is at `lane`, else zero.
    #[inline(always)]
    pub fn adult(&self, lane: usize) -> u8 {
        self.standing[lane] & self.standing[lane] >> 1 & 1
    }

    /// The lanes at which an adult is, as bits.
    #[inline(always)]
    pub fn adults(&self) -> u32 {
        plane(&self.standing, 0) & plane(&self.standing, 1)
    }

    /// The lanes whose standing has a single-bit flag, as bits.
    #[inline(always)]
    pub fn with(&self, flag: u8) -> u32 {
        plane(&self.standing, flag.trailing_zeros() as u8)
    }

    /// The lanes by stance, as bits, in the order of [`Stance`].
    #[inline(always)]
    pub fn stances(&self) -> [u32; 5] {
        let bit = [0, 1, 2].map(|bit| plane(&self.stance, bit));
        let [low, middle, high] = bit;
        [
            !low & !middle & !high,
            low & !middle & !high,
            !low & middle & !high,
            low & middle & !high,
            !low & !middle & high,
        ]
    }

    /// The lanes by party rank, as bits, in the order of [`Rank`].
    #[inline(always)]
    pub fn ranks(&self) -> [u32; 4] {
        let low = plane(&self.standing, standing::RANK_SHIFT);
        let high = plane(&self.standing, standing::RANK_SHIFT + 1);
        [!low & !high, low & !high, !low & high, low & high]
    }
}

const _: () = assert!(standing::ALIVE == 1 && standing::ADULT == 2);

/// State built once: five bytes a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C, align(32))]
pub struct Traits {
    /// Calendar year of birth less [`BIRTH_YEAR_ZERO`].
    pub birth_year: [u8; LANES],
    /// Bits of [`attribute`].
    pub attributes: [u8; LANES],
    /// Risk aversion R, 0..=255 for [0, 1].
    pub risk_aversion: [u8; LANES],
    /// Expressive need q, 0..=255 for [0, 1].
    pub expressive_need: [u8; LANES],
    /// Hardship H, 0..=255 for [0, 1].
    pub hardship: [u8; LANES],
}

const _: () = assert!(size_of::<Collective>() == 8 * LANES);
const _: () = assert!(size_of::<Traits>() == 5 * LANES);

/// Year of birth 0 stands for.
pub const BIRTH_YEAR_ZERO: i16 = 1850;

/// Age in completed years in a calendar year (the birthday counts as passed) of somebody with a year
/// of birth as [`Traits`] hold it.
#[inline(always)]
pub fn age_in(birth_year: u8, year: i16) -> i16 {
    year - BIRTH_YEAR_ZERO - i16::from(birth_year)
}

/// Bits of [`Collective::standing`].
pub mod standing {
    /// Somebody fills this place.
    pub const ALIVE: u8 = 1;
    /// Fourteen or older.
    pub const ADULT: u8 = 1 << 1;
    /// Two bits of [`super::Rank`].
    pub const RANK_SHIFT: u8 = 2;
    /// Mask of the rank bits.
    pub const RANK: u8 = 0b11 << RANK_SHIFT;
    /// Polices neighbours: enforces the public line on others.
    pub const ENFORCES: u8 = 1 << 4;
    /// Was reprimanded or expelled and remembers it.
    pub const SANCTIONED: u8 = 1 << 5;
    /// Came home from a camp.
    pub const RETURNED: u8 = 1 << 6;
    /// Lives under special-settlement rules.
    pub const SPECIAL_SETTLER: u8 = 1 << 7;
}

/// Bits of [`Traits::attributes`].
pub mod attribute {
    /// Set for women.
    pub const WOMAN: u8 = 1;
    /// Two bits of [`super::Schooling`].
    pub const SCHOOLING_SHIFT: u8 = 1;
    /// Mask of the schooling bits.
    pub const SCHOOLING: u8 = 0b11 << SCHOOLING_SHIFT;
    /// Of the titular nationality of the republic.
    pub const TITULAR: u8 = 1 << 3;
    /// Has a receiver that takes foreign short-wave stations.
    pub const SHORT_WAVE: u8 = 1 << 4;
    /// Two bits: 0 none, 1 distant kin, 2 close kin, 3 self struck by repression.
    pub const EXPOSURE_SHIFT: u8 = 5;
    /// Mask of the exposure bits.
    pub const EXPOSURE: u8 = 0b11 << EXPOSURE_SHIFT;
}

/// Party rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Rank {
    /// Neither party nor Komsomol.
    None = 0,
    /// Member of the Komsomol.
    Komsomol = 1,
    /// Member or candidate of the party.
    Member = 2,
    /// Member who holds a party or state office.
    Official = 3,
}

impl Rank {
    /// The rank in a standing byte.
    #[inline(always)]
    pub fn of(bits: u8) -> Rank {
        match (bits & standing::RANK) >> standing::RANK_SHIFT {
            0 => Rank::None,
            1 => Rank::Komsomol,
            2 => Rank::Member,
            _ => Rank::Official,
        }
    }
}

/// Schooling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Schooling {
    /// Primary or less.
    Primary = 0,
    /// Seven years.
    SevenYears = 1,
    /// Secondary.
    Secondary = 2,
    /// Higher.
    Higher = 3,
}

/// What a person says in public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Stance {
    /// Says nothing.
    Silent = 0,
    /// Repeats the line.
    Praise = 1,
    /// Defends the old leader.
    DefendOldLeader = 2,
    /// Criticises sitting leaders.
    CriticiseLeaders = 3,
    /// Criticises the system.
    CriticiseSystem = 4,
}

/// How a first hearing came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Channel {
    /// Has not heard.
    None = 0,
    /// From other people.
    Rumour = 1,
    /// From a foreign station.
    Radio = 2,
    /// At a meeting where the text was read, or in print.
    Reading = 3,
}

/// What a person makes of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Reception {
    /// Has not heard.
    None = 0,
    /// The official frame.
    Official = 1,
    /// More than the old leader was to blame.
    MoreThanOldLeader = 2,
    /// Slander of the old leader.
    Slander = 3,
    /// Confusion.
    Confusion = 4,
}

/// One person's thirteen bytes, for the moments when a person moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Pod, Zeroable)]
#[repr(C)]
pub struct Person {
    /// See [`Collective`].
    pub devotion: u8,
    /// See [`Collective`].
    pub trust: u8,
    /// See [`Collective`].
    pub memory: u8,
    /// See [`Collective`].
    pub aspiration: u8,
    /// See [`Collective`].
    pub heard: u8,
    /// See [`Collective`].
    pub reception: u8,
    /// See [`Collective`].
    pub stance: u8,
    /// See [`Collective`].
    pub standing: u8,
    /// See [`Traits`].
    pub birth_year: u8,
    /// See [`Traits`].
    pub attributes: u8,
    /// See [`Traits`].
    pub risk_aversion: u8,
    /// See [`Traits`].
    pub expressive_need: u8,
    /// See [`Traits`].
    pub hardship: u8,
}

impl Person {
    /// Reads the person at `lane`.
    pub fn read(state: &Collective, traits: &Traits, lane: usize) -> Person {
        Person {
            devotion: state.devotion[lane],
            trust: state.trust[lane],
            memory: state.memory[lane],
            aspiration: state.aspiration[lane],
            heard: state.heard[lane],
            reception: state.reception[lane],
            stance: state.stance[lane],
            standing: state.standing[lane],
            birth_year: traits.birth_year[lane],
            attributes: traits.attributes[lane],
            risk_aversion: traits.risk_aversion[lane],
            expressive_need: traits.expressive_need[lane],
            hardship: traits.hardship[lane],
        }
    }

    /// Writes the person to `lane`, over whoever was there.
    pub fn write(&self, state: &mut Collective, traits: &mut Traits, lane: usize) {
        state.devotion[lane] = self.devotion;
        state.trust[lane] = self.trust;
        state.memory[lane] = self.memory;
        state.aspiration[lane] = self.aspiration;
        state.heard[lane] = self.heard;
        state.reception[lane] = self.reception;
        state.stance[lane] = self.stance;
        state.standing[lane] = self.standing;
        traits.birth_year[lane] = self.birth_year;
        traits.attributes[lane] = self.attributes;
        traits.risk_aversion[lane] = self.risk_aversion;
        traits.expressive_need[lane] = self.expressive_need;
        traits.hardship[lane] = self.hardship;
    }

    /// See [`age_in`].
    pub fn age_in(&self, year: i16) -> i16 {
        age_in(self.birth_year, year)
    }

    /// Party rank.
    pub fn rank(&self) -> Rank {
        Rank::of(self.standing)
    }
}
