//! Drawing one person, and filling the collectives.

use kernel::{Key, LANES, Purpose, VectorLevel, Week, philox};
use rayon::prelude::*;

use crate::collective::{Collective, Person, Rank, Schooling, Stance, Traits, attribute, standing};
use crate::layout::Plot;
use crate::mould::{Common, Kind, Mould};
use crate::place::District;

/// Words that make a person, each a purpose of its own.
pub(crate) const WORDS: usize = 8;
const FIRST_PURPOSE: u16 = 0x100;
const START: Week = Week(0);
/// Collectives filled as one unit of work.
const CHUNK: usize = 1024;
/// Weeks since the stance changed, at most, as the column holds them.
const LONG_AGO: u8 = 31 << 3;
/// Reference standard that stands for the national mean.
const MEAN_LIVING: f32 = 128.0;

/// What is already known of a person before the draw.
pub(crate) struct Known {
    pub(crate) woman: bool,
    pub(crate) birth: u8,
}

fn high(word: u32) -> u32 {
    word >> 16
}

fn low(word: u32) -> u32 {
    word & 0xFFFF
}

/// A triangle over -1..1 from 16 random bits.
fn triangle(bits: u32) -> f32 {
    ((bits >> 8 & 0xFF) + (bits & 0xFF)) as f32 * (1.0 / 255.0) - 1.0
}

fn byte(value: f32) -> u8 {
    (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8
}

impl Known {
    /// Sex and year of birth as the first word has them.
    fn of(mould: &Mould, word: u32) -> Known {
        let woman = high(word) >= mould.men;
        Known {
            woman,
            birth: mould.births[usize::from(woman)].at(low(word) as u16),
        }
    }

    fn kind<'a>(&self, mould: &'a Mould) -> &'a Kind {
        &mould.kinds[usize::from(self.woman)][usize::from(self.birth)]
    }
}

/// A free person.
pub(crate) fn free(mould: &Mould, common: &Common, words: &[u32; WORDS]) -> Person {
    let known = Known::of(mould, words[0]);
    let mut person = with(mould, common, words, &known);
    let kind = known.kind(mould);
    if low(words[3]) < mould.settler {
        person.standing |= standing::SPECIAL_SETTLER;
        person.attributes &= !attribute::TITULAR;
        person.set_exposure(if kind.adult { 3 } else { 2 });
        person.memory = person
            .memory
            .max(byte(common.memory_exposure[person.exposure()]));
    }
    person
}

/// People of each district whose mean is taken, one a word of one application of the generator: some
/// 18 000 in all are enough for three digits.
const COUNTED: usize = 4;

/// Mean devotion of adults, by people drawn from every district in proportion to its size. The draws
/// have a key of their own: the mean belongs to the scenario, not to a run's chance.
pub(crate) fn mean_devotion(plots: &[Plot], moulds: &[[Mould; 2]], common: &Common) -> f32 {
    let key = Key::from_seed(0);
    let (mut sum, mut adults) = (0.0_f64, 0.0_f64);
    for plot in plots {
        let mould = &moulds[plot.region][plot.settlement as usize];
        let words: [[u32; COUNTED]; DEVOTION_WORDS] =
            std::array::from_fn(|word| philox::draw(key, plot.first, 0, START, purpose(word)));
        for person in 0..COUNTED {
            let own = words.map(|word| word[person]);
            if let Some(devotion) = devotion_of_adult(mould, common, &own) {
                sum += plot.people as f64 * f64::from(devotion);
                adults += plot.people as f64;
            }
        }
    }
    (sum / adults.max(1.0) / 255.0) as f32
}

/// The first words of a person, on which devotion depends.
const DEVOTION_WORDS: usize = 5;

/// The devotion of a free person as [`free`] draws it, without the rest; nothing for a child.
fn devotion_of_adult(mould: &Mould, common: &Common, words: &[u32; DEVOTION_WORDS]) -> Option<u8> {
    let kind = Known::of(mould, words[0]).kind(mould);
    kind.adult.then(|| {
        let groups = Groups::of(kind, common, [words[1], words[2], words[3]]);
        devotion(kind, common, &groups, words[4])
    })
}

/// Schooling, exposure and rank of a person, by position.
struct Groups {
    schooling: usize,
    exposure: usize,
    rank: usize,
}

impl Groups {
    /// As the second to the fourth word of a person have them.
    fn of(kind: &Kind, common: &Common, words: [u32; 3]) -> Groups {
        // Thresholds are cumulative from the rarest group, so a draw below all three is the rarest.
        let step =
            |thresholds: [u32; 3], bits: u32| thresholds.iter().filter(|t| bits < **t).count();
        let schooling = step(kind.schooling, high(words[0]));
        Groups {
            schooling,
            exposure: step(kind.exposure, low(words[1])),
            rank: rank(
                kind.member[schooling],
                kind.komsomol,
                common.officials,
                high(words[2]),
            ),
        }
    }
}

fn devotion(kind: &Kind, common: &Common, groups: &Groups, word: u32) -> u8 {
    let devotion = kind.devotion
        + common.devotion_rank[groups.rank]
        + common.devotion_exposure[groups.exposure]
        + common.devotion_width * triangle(high(word));
    byte(common.spread(devotion))
}

/// A person of known sex and year of birth.
pub(crate) fn with(mould: &Mould, common: &Common, words: &[u32; WORDS], known: &Known) -> Person {
    let kind = known.kind(mould);
    let groups = Groups::of(kind, common, [words[1], words[2], words[3]]);
    let Groups {
        schooling,
        exposure,
        rank,
    } = groups;
    let mut person = Person {
        birth_year: known.birth,
        risk_aversion: words[7] as u8,
        ..Person::default()
    };
    person.attributes = u8::from(known.woman)
        | (schooling as u8) << attribute::SCHOOLING_SHIFT
        | if low(words[1]) < mould.titular {
            attribute::TITULAR
        } else {
            0
        }
        | if high(words[2]) < mould.short_wave {
            attribute::SHORT_WAVE
        } else {
            0
        };
    person.set_exposure(exposure as u8);
    person.devotion = devotion(kind, common, &groups, words[4]);
    person.trust = byte(
        kind.trust
            + common.trust_rank[rank]
            + common.trust_exposure[exposure]
            + common.trust_width * triangle(low(words[4])),
    );
    if kind.adult {
        let spread = common.memory_width * triangle(high(words[5]));
        person.memory = byte(kind.memory + common.memory_exposure[exposure] + spread);
    }
    let aspiration = mould.living * (1.0 + common.aspiration_width * triangle(low(words[5])));
    person.aspiration = (aspiration * MEAN_LIVING + 0.5).clamp(1.0, 255.0) as u8;
    person.hardship = byte(mould.hardship + common.hardship_width * triangle(high(words[6])));
    person.expressive_need =
        byte(common.expressive_need + common.expressive_width * triangle(low(words[6])));
    person.standing = standing::ALIVE | (rank as u8) << standing::RANK_SHIFT;
    person.stance = Stance::Silent as u8 | LONG_AGO;
    if kind.adult {
        person.standing |= standing::ADULT;
        if low(words[7]) >> 8 < common.praise[rank] {
            person.stance = Stance::Praise as u8 | LONG_AGO;
        }
        if high(words[7]) < common.enforces[rank] {
            person.standing |= standing::ENFORCES;
        }
    }
    person
}

/// Rank from one draw: the lowest part of the members' share are officials.
fn rank(member: u32, komsomol: u32, officials: u32, bits: u32) -> usize {
    let [member, komsomol, officials, bits] = [member, komsomol, officials, bits].map(u64::from);
    let rank = if bits < member {
        if bits * 65_536 < member * officials {
            Rank::Official
        } else {
            Rank::Member
        }
    } else if (bits - member) * 65_536 < komsomol * (65_536 - member) {
        Rank::Komsomol
    } else {
        Rank::None
    };
    rank as usize
}

impl Person {
    /// Schooling.
    pub fn schooling(&self) -> Schooling {
        match (self.attributes & attribute::SCHOOLING) >> attribute::SCHOOLING_SHIFT {
            0 => Schooling::Primary,
            1 => Schooling::SevenYears,
            2 => Schooling::Secondary,
            _ => Schooling::Higher,
        }
    }

    /// Who was struck by repression: 0 nobody near, 1 distant kin, 2 close kin, 3 this person.
    pub fn exposure(&self) -> usize {
        usize::from((self.attributes & attribute::EXPOSURE) >> attribute::EXPOSURE_SHIFT)
    }

    /// Notes who was struck by repression, 0..=3 as in [`Person::exposure`].
    pub fn set_exposure(&mut self, exposure: u8) {
        self.attributes &= !attribute::EXPOSURE;
        self.attributes |= exposure << attribute::EXPOSURE_SHIFT & attribute::EXPOSURE;
    }

    /// Whether a woman.
    pub fn is_woman(&self) -> bool {
        self.attributes & attribute::WOMAN != 0
    }

    /// Whether somebody is here at all.
    pub fn is_alive(&self) -> bool {
        self.standing & standing::ALIVE != 0
    }
}

/// Where a filled collective stands: its number in the country, its district and how many live in it.
pub(crate) trait Seating: Sync {
    /// Number in the whole country of a collective of the sample.
    fn global(&self, local: usize) -> u32;
    /// People in it at the start.
    fn occupancy(&self, district: usize, global: u32) -> usize;
}

/// Fills all collectives of the sample, in parallel over fixed chunks.
pub(crate) fn fill(
    (states, traits): (&mut [Collective], &mut [Traits]),
    districts: &[District],
    (moulds, common): (&[[Mould; 2]], &Common),
    (seating, key): (&impl Seating, Key),
) {
    let chunks = states
        .par_chunks_mut(CHUNK)
        .zip(traits.par_chunks_mut(CHUNK));
    chunks.enumerate().for_each(|(chunk, (states, traits))| {
        let first = chunk * CHUNK;
        let mut district =
            districts.partition_point(|place| (place.first + place.count) as usize <= first);
        for (offset, (state, traits)) in states.iter_mut().zip(traits).enumerate() {
            let local = first + offset;
            while !districts[district].range().contains(&local) {
                district += 1;
            }
            let place = &districts[district];
            let mould = &moulds[usize::from(place.region)][place.settlement as usize];
            let global = seating.global(local);
            let people = seating.occupancy(district, global);
            fill_one((state, traits), people, (mould, common), (key, global));
        }
    });
}

/// Draws the people of one collective, which is empty before.
pub(crate) fn fill_one(
    (state, traits): (&mut Collective, &mut Traits),
    people: usize,
    (mould, common): (&Mould, &Common),
    (key, global): (Key, u32),
) {
    let blocks = draw_words(VectorLevel::Avx512, key, global);
    for lane in 0..people.min(LANES) {
        let words = blocks.map(|block| block[lane]);
        free(mould, common, &words).write(state, traits, lane);
    }
}

fn purpose(word: usize) -> Purpose {
    Purpose(FIRST_PURPOSE + word as u16)
}

#[inline(always)]
fn draw_words_body(key: Key, global: u32) -> [[u32; LANES]; WORDS] {
    // A closure would be compiled apart, for the plain level only.
    let mut words = [[0; LANES]; WORDS];
    for (word, own) in words.iter_mut().enumerate() {
        *own = philox::draw_block(key, global, START, purpose(word));
    }
    words
}

kernel::dispatch! {
    /// The words of all 32 people of a collective, at most at the given level.
    fn draw_words = draw_words_body; (key: Key, global: u32) -> [[u32; LANES]; WORDS]
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::apportion::Quantiles;
    use crate::cohorts::BIRTHS;

    #[test]
    fn the_triangle_reaches_both_ends_and_centres_on_zero() {
        assert_eq!(triangle(0), -1.0);
        assert_eq!(triangle(0xFFFF), 1.0);
        let sum: f32 = (0..=0xFFFF).map(triangle).sum();
        assert!((sum / 65_536.0).abs() < 1e-3);
    }

    /// A mould in which every sex and year of birth is a kind of its own.
    fn mould() -> Mould {
        let kind = |sex: usize, birth: usize| {
            let share = (birth * 409 + sex * 97) as u32 % 30_000;
            Kind {
                schooling: [share / 4, share, 2 * share],
                exposure: [share / 8, share / 3, share],
                member: [share / 9, share / 7, share / 5, share],
                komsomol: share,
                devotion: 0.2 + birth as f32 / 400.0,
                adult: birth < 90,
                ..Kind::default()
            }
        };
        let births = || Arc::new(Quantiles::of(&[1.0; BIRTHS]));
        Mould {
            men: 30_000,
            births: [births(), births()],
            kinds: Arc::new([0, 1].map(|sex| std::array::from_fn(|birth| kind(sex, birth)))),
            titular: 40_000,
            short_wave: 9_000,
            settler: 5_000,
            hardship: 0.4,
            living: 1.1,
        }
    }

    fn common() -> Common {
        Common {
            devotion_rank: [0.0, 0.05, 0.2, 0.3],
            devotion_exposure: [0.0, -0.05, -0.1, -0.2],
            devotion_width: 0.3,
            devotion_spread: 1.4,
            devotion_mean: 0.55,
            trust_rank: [0.1; 4],
            trust_exposure: [0.0; 4],
            trust_width: 0.2,
            memory_exposure: [0.0, 0.1, 0.2, 0.9],
            memory_width: 0.1,
            aspiration_width: 0.2,
            hardship_width: 0.2,
            expressive_need: 0.3,
            expressive_width: 0.2,
            praise: [40, 60, 90, 120],
            enforces: [100, 200, 3_000, 20_000],
            officials: 6_000,
        }
    }

    #[test]
    fn devotion_drawn_alone_is_that_of_the_whole_person() {
        let (mould, common) = (mould(), common());
        let mut adults = 0;
        for block in 0..500 {
            let words = draw_words(VectorLevel::Plain, Key::from_seed(3), block);
            for lane in 0..LANES {
                let own = words.map(|word| word[lane]);
                let person = free(&mould, &common, &own);
                let whole = (person.standing & standing::ADULT != 0).then_some(person.devotion);
                let first = std::array::from_fn(|word| own[word]);
                assert_eq!(devotion_of_adult(&mould, &common, &first), whole);
                adults += u32::from(whole.is_some());
            }
        }
        assert!((5_000..15_000).contains(&adults), "{adults}");
    }

    #[test]
    fn those_counted_are_people_of_the_block() {
        let key = Key::from_seed(0);
        for block in [0, 7, 123_456] {
            let all = draw_words(VectorLevel::Plain, key, block);
            for (word, all) in all.iter().enumerate() {
                let counted = philox::draw(key, block, 0, START, purpose(word));
                let every = all.iter().step_by(LANES / COUNTED).copied();
                assert!(every.eq(counted));
            }
        }
    }

    #[test]
    fn ranks_have_their_shares() {
        let (member, komsomol, officials) = (6_554, 19_661, 3_277);
        let count = |wanted: Rank| {
            let all = 0..65_536;
            all.filter(|&bits| rank(member, komsomol, officials, bits) == wanted as usize)
                .count()
        };
        assert_eq!(count(Rank::Official), 328);
        assert_eq!(count(Rank::Member), 6_554 - 328);
        let outside = 65_536.0 - 6_554.0;
        assert!((count(Rank::Komsomol) as f64 - outside * 0.3).abs() < 2.0);
    }
}
