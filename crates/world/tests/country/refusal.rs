use proptest::prelude::*;
use scenario::Parameters;
use world::BuildError;

use super::{SEED, one_in, shipped};

#[test]
fn the_estimate_is_what_is_built() {
    for interval in [10_000, 1_000] {
        let estimate = world::estimate(shipped(), one_in(interval)).unwrap();
        let (world, _) = super::built(interval);
        let kept: usize = world.sections().iter().map(|(_, bytes)| bytes.len()).sum();
        let bytes = kept + size_of_val(world.satellites.traits.as_slice());
        assert_eq!(estimate.collectives, world.collectives.len() as u64);
        let off = (estimate.bytes as f64 - bytes as f64).abs();
        assert!(off < 0.01 * bytes as f64, "{estimate:?} but {bytes} bytes");
    }
}

#[test]
fn everybody_fits_in_seventeen_bytes_a_person() {
    let estimate = world::estimate(shipped(), one_in(1)).unwrap();
    assert_eq!(estimate.people, 188_484_932);
    assert!(estimate.bytes < 17 * estimate.people);
}

#[test]
fn too_large_names_the_largest_sample_that_fits() {
    let refused = |limit| world::build(shipped(), one_in(1), SEED, Some(limit)).unwrap_err();
    let error = refused(1_000_000_000);
    assert!(matches!(
        error,
        BuildError::TooLarge { largest: Some(sample), .. } if sample == one_in(10)
    ));
    assert_eq!(
        error.to_string(),
        "188484932 people need 3124 MB of memory, more than the limit of 1000 MB; \
         the sample 1/10 fits"
    );
    let none = refused(1_000);
    assert!(matches!(none, BuildError::TooLarge { largest: None, .. }));
    assert!(
        none.to_string()
            .ends_with("no sample fits, raise the limit")
    );
    assert!(world::build(shipped(), one_in(10_000), SEED, Some(1_000_000)).is_ok());
}

#[test]
fn all_missing_numbers_are_listed_at_once() {
    let mut bare = shipped().clone();
    bare.parameters = Parameters::default();
    std::sync::Arc::make_mut(&mut bare.tables)
        .rows
        .retain(|row| row.series != "women_prisoners");
    let Err(BuildError::Missing(missing)) = world::build(&bare, one_in(10_000), SEED, None) else {
        panic!("a scenario without parameters was built");
    };
    for wanted in ["parameter mortality.infant", "women_prisoners of USSR"] {
        assert!(
            missing.iter().any(|name| name == wanted),
            "{wanted} not in {missing:?}"
        );
    }
    assert!(!missing.iter().any(|name| name.contains("NaN")));
}

#[test]
fn no_regions_no_country() {
    let mut empty = shipped().clone();
    std::sync::Arc::make_mut(&mut empty.tables).regions.clear();
    assert!(matches!(
        world::estimate(&empty, one_in(1)),
        Err(BuildError::Missing(_))
    ));
}

#[test]
fn targets_feed_nothing() {
    let mut other = shipped().clone();
    let tables = std::sync::Arc::make_mut(&mut other.tables);
    for row in &mut tables.rows {
        if row.role == scenario::Role::Target {
            row.value = row.value.map(|value| value * 3.0 + 1.0);
        }
    }
    for row in &mut tables.camps {
        if row.role == scenario::Role::Target {
            row.prisoners = row.prisoners.map(|value| value * 3.0 + 1.0);
        }
    }
    let (one, plan) = super::built(10_000);
    let (two, other_plan) = world::build(&other, one_in(10_000), SEED, None).unwrap();
    assert_eq!(
        kernel::checkpoint::hash(&one.sections()),
        kernel::checkpoint::hash(&two.sections())
    );
    assert_eq!(plan, other_plan);
}

#[test]
fn gaps_name_every_region_that_lacks_a_figure() {
    let gaps = world::gaps(shipped());
    let of = |name: &str| gaps.iter().filter(|gap| gap.what.contains(name)).count();
    assert_eq!(of("Karelian ASSR"), 2);
    assert_eq!(of("Kiev oblast"), 0);
    assert!(gaps.iter().all(|gap| !gap.rule.is_empty()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Whatever the parameters say, the answer is a country or a reason, never a panic.
    #[test]
    fn odd_parameters_are_built_or_refused(
        changes in prop::collection::vec(
            (any::<prop::sample::Index>(), prop::sample::select(vec![0.0, -1.0, 0.5, 3.0, 1e9])),
            1..8,
        )
    ) {
        let mut odd = shipped().clone();
        for (index, factor) in changes {
            let all: Vec<scenario::Parameter> = odd.parameters.iter().cloned().collect();
            let mut changed = index.get(&all).clone();
            changed.value *= factor;
            odd.parameters.insert(changed);
        }
        if let Err(error) = world::build(&odd, one_in(10_000), SEED, Some(10_000_000)) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
