//! Paired answers: zero for nothing, the same on any threads, with everything beside them.

use std::sync::OnceLock;

use analysis::doubt::Kind;
use analysis::ensemble::Engine;
use analysis::outcomes::{Among, Outcome};
use analysis::paired::{Arm, PairedDesign, PairedResult, a_year_earlier, paired};
use analysis::variant::{Variant, structure_flips};
use analysis::{draws, flip, scale, why};
use kernel::Sample;

use crate::support::{GUIDANCE, UNTIL, guided, recorded, shipped};

fn design() -> PairedDesign {
    let arm = |name: &str, scenario| Arm {
        name: name.to_owned(),
        scenario,
    };
    let arms = vec![
        arm("as-1961", guided()),
        arm("no-change", shipped(&["no-change"])),
    ];
    let flips: Vec<Variant> = structure_flips(&recorded()).into_iter().take(2).collect();
    PairedDesign {
        sample: Sample::one_in(10_000).unwrap(),
        seeds: vec![1, 2, 3],
        draws: draws::from_priors(&recorded(), 2, 1),
        flips,
        pairs_per_flip: 2,
        until: UNTIL,
        outcomes: [
            "O01.adults",
            "O01.members",
            "O12.reach",
            "O04.crowds",
            "O09.political",
        ]
        .map(|id| Outcome::find(id).unwrap())
        .to_vec(),
        step: 4,
        among: vec![Among::Regions, Among::Ranks],
        ..PairedDesign::new(recorded(), arms)
    }
}

fn answer() -> &'static PairedResult {
    static ANSWER: OnceLock<PairedResult> = OnceLock::new();
    let compute = || {
        paired(
            &Engine::default().with_threads(Some(2)),
            &design(),
            &|_, _| {},
        )
        .unwrap()
    };
    ANSWER.get_or_init(compute)
}

#[test]
fn nothing_changed_is_exactly_zero() {
    let answer = answer();
    assert!(answer.null_is_zero);
    assert_eq!(answer.branch_hash.len(), 64);
    let nothing = &answer.arms[1];
    assert_eq!(nothing.branch, None);
    for outcome in &nothing.outcomes {
        assert!(
            outcome.differences.iter().all(|own| own.value() == 0.0),
            "{}",
            outcome.id
        );
        if outcome.lacks.is_empty() {
            assert_eq!(
                outcome.verdict.words(),
                "no visible difference",
                "{}",
                outcome.id
            );
        }
    }
}

#[test]
fn an_answer_has_everything_beside_it() {
    let answer = answer();
    let arm = &answer.arms[0];
    assert_eq!(arm.branch, Some(GUIDANCE));
    assert_eq!((answer.pairs, answer.draws, answer.structures), (3, 2, 2));
    let spread = &arm.outcomes[0];
    assert_eq!(spread.differences.len(), 3 + 2 * 2);
    assert!(spread.differences.iter().any(|own| own.value() != 0.0));
    assert_eq!(
        spread.difference.unwrap().count,
        3,
        "three pairs, the third with the draw of the first"
    );
    assert!(spread.placebo.is_some(), "the same change a year earlier");
    assert!(!spread.course.is_empty() && spread.course.iter().all(|own| own.week > GUIDANCE));
    assert!(spread.parts[0].len() > 5, "regions");
    assert_eq!(arm.outcomes[1].parts[1].len(), 2, "members and officials");
    assert_eq!(spread.variants.len(), 2);
    let tried = spread.doubt.variance.map(|own| own.is_some());
    assert_eq!(tried, [true, true, false, true], "{:?}", Kind::ALL);
    let political = &arm.outcomes[4];
    assert!(
        !political.record.is_empty(),
        "how the base does against the record"
    );
}

#[test]
fn an_outcome_that_nobody_counts_is_out_of_scope_and_says_why() {
    let crowds = &answer().arms[0].outcomes[3];
    let counted = Outcome::find("O04.crowds").unwrap().lacks().is_empty();
    assert_eq!(crowds.lacks.is_empty(), counted);
    assert_eq!(crowds.verdict.words() == "out of scope", !counted);
}

#[test]
fn an_answer_does_not_depend_on_threads() {
    let alone = paired(
        &Engine::default().with_threads(Some(1)),
        &design(),
        &|_, _| {},
    )
    .unwrap();
    assert_eq!(&alone, answer());
}

#[test]
fn a_placebo_is_the_same_change_a_year_before() {
    let earlier = a_year_earlier(&recorded(), &guided()).unwrap();
    let lever = earlier.lever("line.instruction_clarity").unwrap();
    let days: Vec<String> = lever
        .timeline
        .iter()
        .map(|step| step.date.to_string())
        .collect();
    assert!(days.contains(&"1955-03-05".to_owned()), "{days:?}");
    assert_eq!(
        a_year_earlier(&recorded(), &recorded()).map(|own| own.id.clone()),
        None
    );
    assert!(a_year_earlier(&recorded(), &shipped(&["no-decree-1953"])).is_none());
}

#[test]
fn flips_are_counted_and_the_extremes_tried() {
    let mut design = design();
    design.outcomes.truncate(1);
    let surveys = flip::survey(&Engine::default(), &design, &|_, _| {}).unwrap();
    let survey = &surveys[0];
    assert_eq!(survey.survived().1, 2);
    assert_eq!(survey.survived().0 + survey.fails_if().len(), 2);
    assert!(survey.extremes.len() <= 2);
}

#[test]
fn mechanisms_are_sorted_by_what_they_carry() {
    let mut design = design();
    design.outcomes.truncate(1);
    design.seeds.truncate(1);
    let shares = why::shares(&Engine::default(), &design, &|_, _| {}).unwrap();
    let mechanisms = &shares[0].mechanisms;
    assert!(mechanisms.len() >= 8, "{}", mechanisms.len());
    let sizes: Vec<f64> = mechanisms
        .iter()
        .map(|own| own.share.unwrap_or(0.0))
        .collect();
    assert!(sizes.windows(2).all(|pair| pair[0] >= pair[1]), "{sizes:?}");
    let guidance = mechanisms
        .iter()
        .find(|own| own.name == "guidance against distortion")
        .unwrap();
    assert_ne!(
        guidance.share,
        Some(0.0),
        "guidance acts on nothing through what bodies pass on"
    );
}

#[test]
fn a_sample_is_compared_with_itself_without_surprise() {
    let sample = Sample::one_in(10_000).unwrap();
    let design = scale::ScaleDesign {
        scenario: recorded(),
        small: (sample, vec![1, 2, 3]),
        large: (sample, vec![2]),
        window: 10..40,
        outcomes: ["O07.trust", "O12.reach"]
            .map(|id| Outcome::find(id).unwrap())
            .to_vec(),
    };
    let lines = scale::compare(&Engine::default(), &design, &|_| {}).unwrap();
    assert!(
        lines
            .iter()
            .all(|line| line.agreement == scale::Agreement::Agrees),
        "{lines:?}"
    );
}
