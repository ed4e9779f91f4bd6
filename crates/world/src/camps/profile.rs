//! Who the prisoners were, as shares: sex, age, health, category, sentences and time served.

use super::COUNTED;
use crate::apportion::threshold;
use crate::cohorts::{BIRTHS, ByBirth, birth_index};
use crate::collective::Person;
use crate::inmate::category;
use crate::inputs::Inputs;

/// Shares of all prisoners.
pub(super) struct Profile {
    pub(super) women: f64,
    pregnant: f64,
    with_child: f64,
    ill: [f64; 2],
    grave: f64,
    collaborators: f64,
    /// Of those not political: official, economic and lesser military crimes.
    official: f64,
    /// By category (other, political): shares of the bands of [`BANDS`].
    pub(super) bands: [[f64; 4]; 2],
    pub(super) served: [Served; 2],
    /// Weights by year of birth.
    pub(super) births: ByBirth,
    fertile: std::ops::RangeInclusive<usize>,
    over_fifty: usize,
}

/// Sentences in whole years by band.
pub(super) const BANDS: [(f64, f64); 4] = [(1.0, 5.0), (6.0, 10.0), (11.0, 20.0), (21.0, 25.0)];

impl Profile {
    pub(super) fn read(inputs: &Inputs<'_>, total: f64) -> Profile {
        let count = |series: &str| inputs.first(series, COUNTED);
        let year = inputs.start().year();
        let women = count("women_prisoners");
        let births = births(
            year,
            count("prisoners_under_18") / total,
            count("prisoners_over_50") / total,
        );
        let fertile = birth_index(year - 44)..=birth_index(year - 18);
        let fertile_share: f64 = births[fertile.clone()].iter().sum();
        let over_fifty = birth_index(year - 51);
        let over: f64 = births[..=over_fifty].iter().sum();
        let ratio = inputs.value("camps.ill_over_50_ratio");
        let ill = count("prisoners_incurably_ill") / total / (1.0 - over + ratio * over);
        let of_fertile = |series: &str| count(series) / (women * fertile_share);
        let political = inputs.figure("prisoners_counterrevolutionary", COUNTED, year) / total;
        Profile {
            women: women / total,
            pregnant: of_fertile("pregnant_prisoners"),
            with_child: of_fertile("women_with_children_under_2_in_camp"),
            ill: [ill, ill * ratio],
            grave: inputs.share("camps.grave_share_1953"),
            collaborators: inputs.share("camps.collaborator_share"),
            official: inputs.share("camps.official_crime_share"),
            bands: bands(inputs, political),
            served: [
                Served::evenly(inputs.value("camps.served_at_most")),
                Served::of_political(inputs),
            ],
            births,
            fertile,
            over_fifty,
        }
    }
}

/// How long those held at the start have been there.
pub(super) struct Served {
    /// Longest time, years.
    longest: f64,
    /// Share who came within the last [`Served::recent_years`].
    recent: f64,
    recent_years: f64,
}

impl Served {
    /// Times spread evenly.
    fn evenly(longest: f64) -> Served {
        Served {
            longest,
            recent: 1.0,
            recent_years: longest,
        }
    }

    /// Political prisoners: the convictions counted in the years before the start are those who
    /// came since; the others came before.
    fn of_political(inputs: &Inputs<'_>) -> Served {
        let start = inputs.start();
        let years = [3, 2, 1].map(|before| start.year() - before);
        let convicted: f64 = years
            .iter()
            .map(|&year| inputs.figure("convicted_counterrevolutionary_mvd", COUNTED, year))
            .sum();
        let held = inputs.figure("prisoners_counterrevolutionary", COUNTED, start.year());
        let into_the_year = f64::from(start.day_of_year()) / 365.25;
        Served {
            longest: inputs.value("camps.political_served_at_most"),
            recent: (convicted / held).min(1.0),
            recent_years: years.len() as f64 + into_the_year,
        }
    }

    /// Years served of a sentence by one whose place in the order of arrival is `draw`, 0..1.
    pub(super) fn years(&self, draw: f64, sentence: f64) -> f64 {
        let (recent, longest) = (self.recent_years.min(sentence), self.longest.min(sentence));
        if draw < self.recent {
            draw / self.recent * recent
        } else {
            let earlier = (draw - self.recent) / (1.0 - self.recent);
            recent + earlier * (longest - recent).max(0.0)
        }
    }
}

/// Weights by year of birth: 14-17 and 18-50 evenly, 51-75 falling to nothing.
fn births(year: i16, under_18: f64, over_50: f64) -> ByBirth {
    let mut weights = [0.0; BIRTHS];
    for age in 14_i16..=75 {
        let weight = match age {
            ..=17 => under_18 / 4.0,
            18..=50 => (1.0 - under_18 - over_50) / 33.0,
            _ => over_50 * f64::from(76 - age) / 325.0,
        };
        weights[birth_index(year - age)] = weight;
    }
    weights
}

/// Bands of sentences: political prisoners by assumption, the others what the count leaves.
fn bands(inputs: &Inputs<'_>, political: f64) -> [[f64; 4]; 2] {
    let counts = [
        "sentence_up_to_5_years",
        "sentence_5_to_10_years",
        "sentence_10_to_20_years",
        "sentence_over_20_years",
    ]
    .map(|series| inputs.first(series, COUNTED));
    let sum: f64 = counts.iter().sum();
    let of_political = ["up_to_5", "5_to_10", "10_to_20", "over_20"]
        .map(|band| inputs.share(&format!("camps.political_sentence.{band}")));
    let of_others = std::array::from_fn(|band| {
        ((counts[band] / sum - political * of_political[band]) / (1.0 - political)).max(0.0)
    });
    [of_others, of_political]
}

impl Profile {
    /// Bits of [`category`] of a person.
    pub(super) fn category(
        &self,
        political: bool,
        person: &Person,
        marks: u32,
        more: [u32; 4],
    ) -> u8 {
        let birth = usize::from(person.birth_year);
        let mut bits = 0;
        if political {
            bits |= category::POLITICAL;
            if below(marks >> 16, self.collaborators) {
                bits |= category::COLLABORATOR;
            }
        } else if below(marks >> 16, self.grave) {
            bits |= category::GRAVE;
        } else if below(more[3] >> 16, self.official) {
            bits |= category::OFFICIAL;
        }
        if person.is_woman() && self.fertile.contains(&birth) {
            let draw = f64::from(more[2] >> 16) / 65_536.0;
            if draw < self.pregnant {
                bits |= category::PREGNANT;
            } else if draw < self.pregnant + self.with_child {
                bits |= category::WITH_CHILD;
            }
        }
        let ill = self.ill[usize::from(birth <= self.over_fifty)];
        if below(marks & 0xFFFF, ill) {
            bits |= category::ILL;
        }
        bits
    }
}

/// Whether sixteen bits fall below a share.
pub(super) fn below(bits: u32, share: f64) -> bool {
    bits < threshold(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_age_sum_to_one() {
        let weights = births(1953, 0.0123, 0.0942);
        assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        let old: f64 = weights[..=birth_index(1953 - 51)].iter().sum();
        assert!((old - 0.0942).abs() < 1e-9);
    }
}
