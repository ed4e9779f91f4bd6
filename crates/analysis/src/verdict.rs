//! The word for how sure a difference is, by a rule that is printed beside it.

use serde::Serialize;

/// Share of draws that must have the same sign.
pub const SAME_SIGN: f64 = 0.9;
/// Share that must remain under each flip for *mostly holds*.
pub const MOSTLY: f64 = 0.75;

/// The rule, printed with every verdict.
pub const RULE: &str = "holds: same sign in at least 90% of parameter draws, under every source \
    choice and every rival structure. mostly holds: at least 90% of draws as the default stands, at \
    least 75% under each flip. depends: a named flip changes the sign, or leaves fewer than 75% with \
    it. no visible difference: the 80% interval lies inside the stated band. cannot tell: fewer than \
    90% of draws have the same sign. out of scope: this model does not count it.";

/// How sure a difference is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "word")]
pub enum Verdict {
    /// Same sign in nearly all draws and under every flip.
    Holds,
    /// Same sign in nearly all draws, in most under each flip.
    MostlyHolds,
    /// Some flips change the sign.
    Depends {
        /// Their names.
        on: Vec<String>,
    },
    /// The 80% interval lies inside the band.
    NoVisibleDifference,
    /// The interval is too wide.
    CannotTell,
    /// The model has no such number.
    OutOfScope {
        /// Why not.
        because: String,
    },
}

impl Verdict {
    /// The words printed.
    pub fn words(&self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::MostlyHolds => "mostly holds",
            Verdict::Depends { .. } => "depends",
            Verdict::NoVisibleDifference => "no visible difference",
            Verdict::CannotTell => "cannot tell",
            Verdict::OutOfScope { .. } => "out of scope",
        }
    }
}

/// One flip's differences.
#[derive(Debug, Clone, PartialEq)]
pub struct Flipped {
    /// Name of the flip.
    pub name: String,
    /// A difference for each pair under it.
    pub differences: Vec<f64>,
}

/// What a verdict rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Grounds {
    /// One difference a parameter draw, or a pair where no parameters were drawn.
    pub draws: Vec<f64>,
    /// Ends of the 80% interval.
    pub interval_80: [f64; 2],
    /// Half-width of the equivalence band.
    pub band: f64,
    /// Every source choice and rival structure that was tried.
    pub flips: Vec<Flipped>,
}

/// The share of numbers that have the sign most of them have, and that sign; zero counts for
/// neither.
pub fn same_sign(values: &[f64]) -> (f64, f64) {
    let share = |sign: f64| {
        let with = values.iter().filter(|value| **value * sign > 0.0).count();
        with as f64 / values.len().max(1) as f64
    };
    let (up, down) = (share(1.0), share(-1.0));
    if up >= down { (up, 1.0) } else { (down, -1.0) }
}

/// The verdict by [`RULE`].
pub fn judge(grounds: &Grounds) -> Verdict {
    let [low, high] = grounds.interval_80;
    if grounds.draws.is_empty() {
        let because = "no run has a value for it".to_owned();
        return Verdict::OutOfScope { because };
    }
    if low >= -grounds.band && high <= grounds.band {
        return Verdict::NoVisibleDifference;
    }
    let (share, sign) = same_sign(&grounds.draws);
    if share < SAME_SIGN {
        return Verdict::CannotTell;
    }
    let kept = |flip: &Flipped| {
        let with = flip
            .differences
            .iter()
            .filter(|own| **own * sign > 0.0)
            .count();
        with as f64 / flip.differences.len().max(1) as f64
    };
    let least = grounds.flips.iter().map(kept).fold(1.0, f64::min);
    let turned = grounds.flips.iter().filter(|flip| kept(flip) < MOSTLY);
    match least {
        least if least >= SAME_SIGN => Verdict::Holds,
        least if least >= MOSTLY => Verdict::MostlyHolds,
        _ => Verdict::Depends {
            on: turned.map(|flip| flip.name.clone()).collect(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grounds(draws: &[f64], flips: &[(&str, &[f64])]) -> Grounds {
        let flipped = |(name, differences): &(&str, &[f64])| Flipped {
            name: (*name).to_owned(),
            differences: differences.to_vec(),
        };
        let low = draws.iter().copied().fold(f64::INFINITY, f64::min);
        let high = draws.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Grounds {
            draws: draws.to_vec(),
            interval_80: [low, high],
            band: 0.1,
            flips: flips.iter().map(flipped).collect(),
        }
    }

    const DOWN: &[f64] = &[-2.0, -1.0, -3.0, -2.0, -1.0, -1.0, -2.0, -2.0, -1.0, 0.5];

    #[test]
    fn every_word_follows_from_the_rule() {
        let table: [(Grounds, &str); 7] = [
            (grounds(DOWN, &[("a", DOWN)]), "holds"),
            (
                grounds(DOWN, &[("a", &[-1.0, -1.0, -1.0, 1.0])]),
                "mostly holds",
            ),
            (
                grounds(DOWN, &[("a", DOWN), ("b", &[-1.0, 1.0, 1.0, 1.0])]),
                "depends",
            ),
            (grounds(&[0.05, -0.09, 0.1], &[]), "no visible difference"),
            (grounds(&[-1.0, -1.0, 1.0], &[("a", DOWN)]), "cannot tell"),
            (grounds(&[], &[]), "out of scope"),
            (grounds(&[0.0, 0.0], &[]), "no visible difference"),
        ];
        for (grounds, word) in table {
            assert_eq!(judge(&grounds).words(), word, "{grounds:?}");
        }
    }

    #[test]
    fn a_verdict_that_depends_names_the_flips() {
        let verdict = judge(&grounds(DOWN, &[("a", DOWN), ("b", &[1.0, 1.0])]));
        assert_eq!(
            verdict,
            Verdict::Depends {
                on: vec!["b".to_owned()]
            }
        );
    }

    #[test]
    fn a_difference_of_zero_has_no_sign() {
        assert_eq!(same_sign(&[0.0, 0.0, 1.0, -1.0]), (0.25, 1.0));
        assert_eq!(
            judge(&grounds(&[0.0, 0.0, 0.0, 4.0], &[])),
            Verdict::CannotTell
        );
    }
}
