//! Sobol' points and indices: known values, evenness, refusals.

use models::sensitivity::{Design, InvalidDesign, MOST_DIMENSIONS, SobolPoints, cases};
use proptest::prelude::*;

#[test]
fn every_claim_holds() {
    crate::assert_claims(&cases());
}

#[test]
fn the_first_points_in_three_dimensions_are_sobols() {
    let points = SobolPoints::new(3).unwrap();
    let coordinates: Vec<[f64; 3]> = (0..5)
        .map(|point| std::array::from_fn(|d| points.coordinate(point, d)))
        .collect();
    assert_eq!(
        coordinates,
        [
            [0.0, 0.0, 0.0],
            [0.5, 0.5, 0.5],
            [0.75, 0.25, 0.25],
            [0.25, 0.75, 0.75],
            [0.375, 0.375, 0.625]
        ]
    );
}

#[test]
fn every_dimension_fills_its_cells_evenly() {
    let points = SobolPoints::new(MOST_DIMENSIONS).unwrap();
    for dimension in 0..MOST_DIMENSIONS {
        let mut seen = [false; 64];
        for point in 0..64 {
            seen[(points.coordinate(point, dimension) * 64.0) as usize] = true;
        }
        assert!(seen.iter().all(|&cell| cell), "dimension {dimension}");
    }
}

#[test]
fn unusable_designs_and_outputs_are_refused() {
    assert_eq!(
        Design::new(0, 8, false, 1).unwrap_err(),
        InvalidDesign::Inputs(0)
    );
    assert_eq!(
        Design::new(129, 8, false, 1).unwrap_err(),
        InvalidDesign::Inputs(129)
    );
    assert_eq!(
        Design::new(2, 1, false, 1).unwrap_err(),
        InvalidDesign::Samples(1)
    );
    let design = Design::new(2, 8, false, 1).unwrap();
    assert_eq!(
        design.indices(&[1.0]).unwrap_err(),
        InvalidDesign::Outputs {
            expected: 32,
            got: 1
        }
    );
    assert_eq!(
        design.indices(&[1.0; 32]).unwrap_err(),
        InvalidDesign::NoVariance
    );
    let mut outputs: Vec<f64> = (0..32).map(f64::from).collect();
    outputs[7] = f64::NAN;
    assert_eq!(
        design.indices(&outputs).unwrap_err(),
        InvalidDesign::NotFinite(7)
    );
}

#[test]
fn an_input_without_effect_has_an_index_of_nought_and_the_only_one_has_all() {
    let design = Design::new(2, 1024, false, 5).unwrap();
    let outputs: Vec<f64> = (0..design.len())
        .map(|number| design.point(number)[0])
        .collect();
    let indices = design.indices(&outputs).unwrap();
    assert!((indices.first[0].estimate - 1.0).abs() < 0.01);
    assert!((indices.total[0].estimate - 1.0).abs() < 0.01);
    assert_eq!(indices.total[1].estimate, 0.0);
    assert!(!indices.total[1].resolved());
}

proptest! {
    #[test]
    fn indices_do_not_depend_on_the_unit_or_origin_of_the_output(
        scale in 0.01..100.0_f64, origin in -50.0..50.0_f64, seed in 0..1000_u64,
    ) {
        let design = Design::new(3, 128, true, seed).unwrap();
        let model = |point: &[f64]| point[0] + point[1] * point[2];
        let plain: Vec<f64> = (0..design.len()).map(|number| model(&design.point(number))).collect();
        let other: Vec<f64> = plain.iter().map(|output| origin + scale * output).collect();
        let (plain, other) = (design.indices(&plain).unwrap(), design.indices(&other).unwrap());
        for (a, b) in plain.first.iter().chain(&plain.total).zip(other.first.iter().chain(&other.total)) {
            prop_assert!((a.estimate - b.estimate).abs() < 1e-6);
        }
    }

    #[test]
    fn points_lie_in_the_cube_and_depend_on_the_seed_only(seed in 0..1000_u64, number in 0..100_usize) {
        let design = Design::new(4, 32, false, seed).unwrap();
        let point = design.point(number);
        prop_assert!(point.iter().all(|x| (0.0..1.0).contains(x)));
        prop_assert_eq!(point, Design::new(4, 32, false, seed).unwrap().point(number));
    }
}
