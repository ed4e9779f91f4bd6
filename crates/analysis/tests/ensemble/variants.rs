//! Draws and flips are scenarios that can be run.

use analysis::doubt::Kind;
use analysis::prior::quantile;
use analysis::{draws, variant};
use scenario::VariantError;

use crate::support::recorded;

#[test]
fn draws_lie_within_their_priors_and_can_be_taken() {
    let scenario = recorded();
    let drawn = draws::from_priors(&scenario, 16, 1);
    assert_eq!(drawn.len(), 16);
    assert_eq!(
        drawn,
        draws::from_priors(&scenario, 16, 1),
        "the same seed, other draws"
    );
    assert_ne!(drawn, draws::from_priors(&scenario, 16, 2));
    let fewer = draws::from_priors(&scenario, 5, 1);
    assert_eq!(fewer, drawn[..5], "more draws begin with the fewer ones");
    for draw in &drawn {
        assert_eq!(draw.kind, Kind::Parameters);
        assert!(
            draw.values.len() > 20,
            "{} parameters have priors",
            draw.values.len()
        );
        draw.of(&scenario).unwrap();
    }
    // One value from each sixteenth of the prior.
    let key = "camps.amnesty_1957_rate";
    let prior = scenario
        .parameters
        .get(key)
        .unwrap()
        .distribution()
        .unwrap();
    let value = |number: usize| {
        let values = &drawn[number].values;
        values.iter().find(|(own, _)| own == key).unwrap().1
    };
    for part in 0..16 {
        let low = quantile(&prior, f64::from(part) / 16.0).unwrap();
        let high = quantile(&prior, f64::from(part + 1) / 16.0).unwrap();
        let within = (0..16)
            .filter(|draw| (low..=high).contains(&value(*draw)))
            .count();
        assert_eq!(within, 1, "sixteenth {part}");
    }
}

#[test]
fn draws_of_a_set_keep_its_rows_and_leave_the_rest_to_the_priors() {
    let scenario = recorded();
    let set = scenario::DrawSet {
        name: "made-up".to_owned(),
        keys: vec!["camps.sentence_years".to_owned()],
        rows: vec![vec![2.5], vec![3.5], vec![4.5]],
        weights: vec![0.25, 0.0, 0.75],
        ..scenario::DrawSet::default()
    };
    let drawn = draws::from_set(&scenario, &set, 8, 1);
    let value = |draw: &variant::Variant, key: &str| {
        let own = draw.values.iter().filter(|(own, _)| own == key);
        own.map(|(_, value)| *value).collect::<Vec<_>>()
    };
    let fitted: Vec<f64> = drawn
        .iter()
        .flat_map(|own| value(own, "camps.sentence_years"))
        .collect();
    assert_eq!(fitted.len(), 8, "each draw has the parameter once");
    assert_eq!(
        fitted.iter().filter(|own| **own == 2.5).count(),
        2,
        "a quarter of the weight"
    );
    assert_eq!(fitted.iter().filter(|own| **own == 4.5).count(), 6);
    let priors = draws::from_priors(&scenario, 8, 1);
    let other = "camps.amnesty_1957_rate";
    for (own, prior) in drawn.iter().zip(&priors) {
        assert_eq!(value(own, other), value(prior, other), "not in the set");
        assert!(own.name.contains("of made-up"), "{}", own.name);
    }
    assert_eq!(drawn[..3], draws::from_set(&scenario, &set, 3, 1));
}

#[test]
fn a_flip_goes_before_a_draw() {
    let of = |values: &[(&str, f64)]| variant::Variant {
        kind: Kind::Parameters,
        name: "draw 1".to_owned(),
        values: values
            .iter()
            .map(|(key, value)| ((*key).to_owned(), *value))
            .collect(),
    };
    let both = of(&[("a", 1.0), ("b", 2.0)]).under(&of(&[("b", 3.0)]));
    assert_eq!(both.values, of(&[("a", 1.0), ("b", 3.0)]).values);
}

#[test]
fn every_choice_of_source_and_every_other_structure_is_a_flip() {
    let flips = variant::flips(&recorded());
    let named = |name: &str| flips.iter().any(|flip| flip.name == name);
    assert!(named("camps.amnesty_1953_rate by CMP0059"));
    assert!(
        !named("camps.amnesty_1953_rate by CMP0058"),
        "the default is no flip"
    );
    assert!(named("rumour.on = off"));
    assert!(named("living.reference = promises") && named("living.reference = abroad"));
    for flip in &flips {
        assert_eq!(flip.values.len(), 1);
        flip.of(&recorded()).unwrap();
    }
}

#[test]
fn numbers_that_do_not_fit_are_refused() {
    let scenario = recorded();
    let refuse = |key: &str, value: f64| {
        scenario
            .with_parameters(&[(key.to_owned(), value)])
            .unwrap_err()
    };
    let unknown = refuse("rumour.onn", 1.0);
    assert_eq!(
        unknown.to_string(),
        "no parameter has the key `rumour.onn`; did you mean `rumour.on`?"
    );
    assert!(matches!(
        refuse("rumour.on", 2.0),
        VariantError::OutOfRange { .. }
    ));
    assert!(matches!(
        refuse("rumour.retention", 1.5),
        VariantError::OutOfRange { .. }
    ));
    assert!(matches!(
        refuse("review.refused", 0.9),
        VariantError::Shares { .. }
    ));
    assert!(matches!(
        refuse("rumour.on", f64::NAN),
        VariantError::OutOfRange { .. }
    ));
}

#[test]
fn a_variant_has_its_own_hash_and_its_releases_follow() {
    let scenario = recorded();
    let same = scenario
        .with_parameters(&[("rumour.on".to_owned(), 1.0)])
        .unwrap();
    assert_eq!(same.hash, scenario.hash, "nothing changed");
    let key = "camps.amnesty_1957_rate".to_owned();
    let other = scenario.with_parameters(&[(key, 14_000.0)]).unwrap();
    assert_ne!(other.hash, scenario.hash);
    let pace = |scenario: &scenario::Scenario| {
        let rule = scenario
            .releases
            .iter()
            .find(|rule| rule.id.starts_with("amnesty-1957"));
        rule.unwrap().pace
    };
    assert_eq!(pace(&other), pace(&scenario).with(14_000.0));
    assert_ne!(pace(&other), pace(&scenario));
}

#[test]
fn overlays_and_settings_can_be_added_to_a_scenario_that_was_read() {
    let scenario = recorded();
    let files = scenario::EmbeddedFiles;
    let guided = scenario.with_overlay(&files, "as-1961").scenario.unwrap();
    assert_eq!(guided.overlays, ["as-1961"]);
    let set = ["rumour.on=0 index".to_owned()];
    let set = scenario.with_settings(&set).scenario.unwrap();
    assert_eq!(set.parameters.value("rumour.on"), Some(0.0));
    let unknown = scenario.with_overlay(&files, "as-1962");
    assert!(unknown.scenario.is_none() && !unknown.diagnostics.is_empty());
}
