use std::collections::BTreeSet;

use models::verification::{Claim, Effort, Grade, Spread, Verdict, catalogue};

/// Cases that the catalogue must contain, whatever else it has.
const REQUIRED: [&str; 32] = [
    "EPS-1", "EPS-2", "EPS-3", "EPS-4", "EPS-5", "EPS-6", "EPS-7", "GRA-1", "GRA-2", "WAT-1",
    "KUR-1", "GG-1", "EMP-1", "RUM-1", "RUM-2", "HIE-1", "XG-1", "KT-1", "KT-2", "KT-3", "BDM-1",
    "BDM-2", "BDM-3", "AES-1", "SEL-1", "SVO-1", "PT-1", "DEF-1", "DEG-1", "SIR-1", "SOB-1",
    "CRN-1",
];

#[test]
fn the_catalogue_has_every_required_case_once() {
    let ids: Vec<&str> = catalogue().iter().map(|case| case.id).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len(), "identifiers are unique");
    let missing: Vec<&&str> = REQUIRED
        .iter()
        .filter(|id| !unique.contains(**id))
        .collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
}

#[test]
fn everything_that_must_hold_holds() {
    let mut seen = BTreeSet::new();
    for case in catalogue() {
        let claims = (case.run)(Effort::Quick);
        assert!(!claims.is_empty(), "{} states no claim", case.id);
        for claim in claims {
            assert!(
                claim.id.starts_with(&format!("{}.", case.id)),
                "{} belongs to {}",
                claim.id,
                case.id
            );
            assert_eq!(claim.model, case.model);
            assert!(
                !claim.is_error(),
                "{}: {}: expected {}, got {}",
                claim.id,
                claim.claim,
                claim.expected,
                claim.got
            );
            assert!(
                seen.insert(claim.id.clone()),
                "{} is stated twice",
                claim.id
            );
        }
    }
}

fn state() -> models::verification::Statement {
    Claim::state("X-1.1", "x", "a claim", "a source", Grade::A)
}

#[test]
fn a_number_outside_its_tolerance_fails() {
    assert_eq!(state().number(1.0, 1.05, 0.1).verdict, Verdict::Holds);
    assert_eq!(state().number(1.0, 1.2, 0.1).verdict, Verdict::Fails);
    assert_eq!(state().number(1.0, f64::NAN, 0.1).verdict, Verdict::Fails);
    assert_eq!(
        state().numbers(&[1.0, 2.0], &[1.0], 0.1).verdict,
        Verdict::Fails
    );
    assert_eq!(state().range(0.0, 1.0, &[]).verdict, Verdict::Fails);
    assert_eq!(state().range(0.0, 1.0, &[0.5, 1.5]).verdict, Verdict::Fails);
    assert_eq!(
        state().median_range(0.0, 1.0, &[0.5, 0.6, 1.5]).verdict,
        Verdict::Holds
    );
    assert_eq!(state().exact(1, 2).verdict, Verdict::Fails);
    assert!(state().exact(1, 2).is_error());
}

#[test]
fn a_failure_of_the_publication_is_shown_and_is_no_error() {
    let claim = state().published_failure("60", "22", Verdict::Fails, "why");
    assert_eq!((claim.verdict, claim.is_error()), (Verdict::Fails, false));
}

#[test]
fn an_expected_number_is_printed_with_the_digits_of_its_source() {
    let claim = state().numbers(
        &[3.656, 0.0, 1.0 / 3.0],
        &[3.65604, -1e-9, 0.3333],
        5.001e-4,
    );
    assert_eq!(claim.expected, "3.656, 0, 0.3333");
    assert_eq!(claim.got, "3.6560, 0.0000, 0.3333");
    assert_eq!(claim.tolerance, "±0.0005 each");
    assert_eq!(state().range(0.0, 0.0, &[0.0]).expected, "0");
}

#[test]
fn a_sentence_begins_with_a_capital_and_a_symbol_stays() {
    let sentence = |text: &str| {
        Claim::state("X-1.1", "x", text, "a source", Grade::A)
            .exact(1, 1)
            .claim
    };
    assert_eq!(sentence("a claim"), "A claim");
    assert_eq!(sentence("φ = 0.18: a claim"), "φ = 0.18: a claim");
}

#[test]
fn numbers_are_printed_as_finely_as_the_tolerance_resolves() {
    let claim = state().number(0.25, 0.250_000_1, 1e-3);
    assert_eq!(
        (claim.expected.as_str(), claim.got.as_str()),
        ("0.25", "0.2500")
    );
    assert_eq!(
        Spread::of(&[3.0, 1.0, 2.25]).to_string(),
        "2.25 (1 to 3, 3 runs)"
    );
}
