//! Shares and levels at the start, read from the parameters once.

use crate::cohorts::birth_index;
use crate::inputs::Inputs;

/// Generations that schooling and exposure are told apart by.
pub(crate) const GENERATIONS: [&str; 5] = [
    "born_before_1905",
    "born_1905_1914",
    "born_1915_1924",
    "born_1925_1938",
    "born_after_1938",
];

/// Position in [`GENERATIONS`] of a year of birth (as an index from 1850).
pub(crate) fn generation(birth: usize) -> usize {
    [1905, 1915, 1925, 1939]
        .iter()
        .filter(|&&year| birth >= birth_index(year))
        .count()
}

/// Mean and half-width of a stock; people lie around the mean in a triangle.
pub(crate) struct Spread {
    pub(crate) base: f64,
    pub(crate) width: f64,
}

impl Spread {
    fn read(inputs: &Inputs<'_>, stock: &str) -> Spread {
        Spread {
            base: inputs.value(&format!("initial.{stock}.base")),
            width: inputs.value(&format!("initial.{stock}.width")),
        }
    }
}

/// How a stock differs between groups: added to the base.
pub(crate) struct Stock {
    pub(crate) spread: Spread,
    pub(crate) village: f64,
    pub(crate) west: f64,
    pub(crate) georgia: f64,
    /// Born 1920 or later: schooled under the old leader.
    pub(crate) young: f64,
    /// By [`crate::Rank`].
    pub(crate) rank: [f64; 4],
    /// By exposure: none, distant kin, close kin, self.
    pub(crate) exposure: [f64; 4],
}

impl Stock {
    fn read(inputs: &Inputs<'_>, stock: &str) -> Stock {
        let value = |name: &str| inputs.value(&format!("initial.{stock}.{name}"));
        Stock {
            spread: Spread::read(inputs, stock),
            village: value("village"),
            west: value("west"),
            georgia: value("georgia"),
            young: value("young"),
            rank: [0.0, value("komsomol"), value("member"), value("official")],
            exposure: [0.0, value("distant_kin"), value("close_kin"), value("self")],
        }
    }
}

/// Everything the people of 1953 are drawn from, apart from where they live.
pub(crate) struct Shares {
    /// By settlement and generation: higher, secondary, seven years.
    pub(crate) schooling: [[[f64; 3]; 5]; 2],
    /// By generation: self, close kin, distant kin.
    pub(crate) exposure: [[f64; 3]; 5],
    /// Factor on exposure in the western borderlands.
    pub(crate) exposure_west: f64,
    pub(crate) devotion: Stock,
    /// Factor on all differences of devotion from its mean.
    pub(crate) devotion_spread: f64,
    pub(crate) trust: Stock,
    /// By exposure: none, distant kin, close kin, self.
    pub(crate) memory: [f64; 4],
    pub(crate) memory_width: f64,
    /// Added for those who were adults in 1937.
    pub(crate) memory_adult_1937: f64,
    pub(crate) aspiration_width: f64,
    /// Village, town.
    pub(crate) hardship: [f64; 2],
    pub(crate) hardship_width: f64,
    pub(crate) expressive_need: Spread,
    /// By rank: share who praise aloud.
    pub(crate) praise: [f64; 4],
    /// By rank: share who police neighbours.
    pub(crate) enforces: [f64; 4],
    /// Living standard before it is scaled to a national mean of 1: village, town.
    pub(crate) living: [f64; 2],
    /// Share of members who hold an office.
    pub(crate) officials: f64,
}

impl Shares {
    pub(crate) fn read(inputs: &Inputs<'_>) -> Shares {
        let ranked = |stem: &str| {
            ["none", "komsomol", "member", "official"]
                .map(|rank| inputs.share(&format!("initial.{stem}.{rank}")))
        };
        let by_settlement =
            |stem: &str| ["village", "town"].map(|place| inputs.value(&format!("{stem}.{place}")));
        Shares {
            schooling: ["village", "town"].map(|place| schooling(inputs, place)),
            exposure: exposure(inputs),
            exposure_west: inputs.value("exposure.west"),
            devotion: Stock::read(inputs, "devotion"),
            devotion_spread: inputs.value("devotion.spread"),
            trust: Stock::read(inputs, "trust"),
            memory: ["none", "distant_kin", "close_kin", "self"]
                .map(|kin| inputs.share(&format!("initial.memory.{kin}"))),
            memory_width: inputs.value("initial.memory.width"),
            memory_adult_1937: inputs.value("initial.memory.adult_in_1937"),
            aspiration_width: inputs.value("initial.aspiration.width"),
            hardship: by_settlement("initial.hardship"),
            hardship_width: inputs.value("initial.hardship.width"),
            expressive_need: Spread::read(inputs, "expressive_need"),
            praise: ranked("praise"),
            enforces: ranked("enforces"),
            living: by_settlement("living"),
            officials: inputs.share("party.officials"),
        }
    }
}

fn schooling(inputs: &Inputs<'_>, place: &str) -> [[f64; 3]; 5] {
    GENERATIONS.map(|generation| {
        ["higher", "secondary", "seven_years"]
            .map(|level| inputs.share(&format!("schooling.{place}.{generation}.{level}")))
    })
}

fn exposure(inputs: &Inputs<'_>) -> [[f64; 3]; 5] {
    GENERATIONS.map(|generation| {
        ["self", "close_kin", "distant_kin"]
            .map(|kin| inputs.share(&format!("exposure.{generation}.{kin}")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generations_begin_with_their_first_year() {
        let of = |year| GENERATIONS[generation(birth_index(year))];
        assert_eq!(of(1880), "born_before_1905");
        assert_eq!(of(1904), "born_before_1905");
        assert_eq!(of(1905), "born_1905_1914");
        assert_eq!(of(1924), "born_1915_1924");
        assert_eq!(of(1938), "born_1925_1938");
        assert_eq!(of(1939), "born_after_1938");
    }
}
