//! Terror with poor information: how many innocents are taken when the police cannot tell enemies apart.
//!
//! Gregory, Schröder and Sonin (2011, Journal of Comparative Economics 39, 34-42) explain campaigns by a ruler who
//! removes people when enemies near a revolution constraint. What follows is our minimal form, not their model: a binary
//! signal marks each person as suspicious or not, and the suspicious are arrested first. Arrests are outcomes of the
//! ruler's constraint; nothing here values them.

use crate::numeric::Real;
use crate::verification::{Case, Claim, Effort, Grade, join};

/// Share of arrested people who are enemies.
///
/// `arrests` and `enemies` are shares of the population, from above 0 to 1; `accuracy`, from 1/2 to 1, is the
/// probability that an enemy is marked suspicious and that anybody else is not.
pub fn precision<T: Real>(accuracy: T, arrests: T, enemies: T) -> T {
    let one = T::one();
    let marked = enemies * accuracy + (one - enemies) * (one - accuracy);
    let enemies_among_marked = enemies * accuracy / marked;
    let from_marked = arrests.min(marked);
    let rest = arrests - from_marked;
    if rest <= T::zero() {
        return enemies_among_marked;
    }
    let enemies_among_unmarked = enemies * (one - accuracy) / (one - marked);
    (from_marked * enemies_among_marked + rest * enemies_among_unmarked) / arrests
}

/// Share of arrested people who are innocent.
pub fn innocent_share<T: Real>(accuracy: T, arrests: T, enemies: T) -> T {
    T::one() - precision(accuracy, arrests, enemies)
}

/// Smallest share of the population whose arrest leaves at most `tolerated` enemies, as a share of the population.
pub fn least_arrests(accuracy: f64, enemies: f64, tolerated: f64) -> f64 {
    if enemies <= tolerated {
        return 0.0;
    }
    let remaining = |arrests: f64| enemies - arrests * precision(accuracy, arrests, enemies);
    crate::numeric::bisect(1e-12, 1.0, |arrests| remaining(arrests) - tolerated)
}

const MODEL: &str = "terror-information";

/// The cases of this model.
pub fn cases() -> Vec<Case> {
    vec![
        Case {
            id: "TERROR-1",
            model: MODEL,
            run: limits,
        },
        Case {
            id: "TERROR-2",
            model: MODEL,
            run: signs,
        },
    ]
}

fn limits(_: Effort) -> Vec<Claim> {
    let claim = |number: usize, text: &str| {
        Claim::state(
            format!("TERROR-1.{number}"),
            MODEL,
            text,
            "limits of the minimal form",
            Grade::A,
        )
    };
    vec![
        claim(
            1,
            "with a worthless signal arrests hit enemies in proportion to their share",
        )
        .number(0.03, precision(0.5, 0.01, 0.03), 1e-12),
        claim(
            2,
            "with a perfect signal only enemies are arrested while there are any",
        )
        .number(1.0, precision(1.0, 0.01, 0.03), 1e-12),
        claim(
            3,
            "with a perfect signal and more arrests than enemies the rest are innocent",
        )
        .number(0.5, precision(1.0, 0.06, 0.03), 1e-12),
    ]
}

fn signs(_: Effort) -> Vec<Claim> {
    let source = "Gregory, Schröder and Sonin (2011), abstract and highlights";
    let claim = |number: usize, text: &str| {
        Claim::state(format!("TERROR-2.{number}"), MODEL, text, source, Grade::D)
    };
    let rises = |values: &[f64]| values.windows(2).all(|pair| pair[1] > pair[0]);
    let falls = |values: &[f64]| values.windows(2).all(|pair| pair[1] < pair[0]);
    let show = |values: &[f64]| join(values, 4);
    let accuracies = [0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
    let by_accuracy = accuracies.map(|accuracy| least_arrests(accuracy, 0.03, 0.01));
    let by_enemies = [0.02, 0.03, 0.05, 0.1].map(|enemies| least_arrests(0.7, enemies, 0.01));
    let innocents = accuracies
        .map(|accuracy| innocent_share(accuracy, least_arrests(accuracy, 0.03, 0.01), 0.03));
    vec![
        claim(1, "eliminations rise with the number of enemies")
            .truth("rising", show(&by_enemies), rises(&by_enemies)),
        claim(2, "eliminations fall with the quality of information")
            .truth("falling", show(&by_accuracy), falls(&by_accuracy)),
        claim(3, "when information is worst most victims are innocent, and their share falls as it improves")
            .truth("above one half, falling", show(&innocents), innocents[0] > 0.5 && falls(&innocents))
            .with_note("The article's further result, that eliminations rise with the ruler's control, has no counterpart in the minimal form."),
    ]
}
