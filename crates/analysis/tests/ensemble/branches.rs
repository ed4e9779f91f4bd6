//! Branches have one past, and the future each has is the one it would have alone.

use std::sync::Arc;

use analysis::RunError;
use analysis::ensemble::{BranchError, Engine, Keep, simulate, simulate_all, simulate_branches};
use analysis::why;

use crate::support::{GUIDANCE, UNTIL, guided, member, recorded, shipped};

#[test]
fn a_branch_is_the_run_that_it_would_be_alone() {
    let base = member(&recorded(), 3);
    let arms = [recorded(), guided()];
    let branches = simulate_branches(&base, &arms, GUIDANCE, Keep::ALL).unwrap();
    assert_eq!(branches.at, GUIDANCE);
    let alone = simulate(&base.under(&guided()), Keep::ALL).unwrap();
    assert!(
        branches.arms[1].same_bits(&alone),
        "a branch differs from the run from the start"
    );
    assert!(
        branches.arms[0].same_bits(&branches.base),
        "nothing changed, and yet a difference"
    );
    assert!(
        !branches.arms[1].same_bits(&branches.base),
        "the change does nothing"
    );
}

#[test]
fn branches_are_equal_up_to_the_changed_week() {
    let base = member(&recorded(), 4);
    let branches = simulate_branches(&base, &[guided()], GUIDANCE, Keep::default()).unwrap();
    let before = |run: &analysis::ensemble::Trajectory| -> Vec<Vec<u64>> {
        let bits = |values: &Vec<f64>| {
            values[..usize::from(GUIDANCE)]
                .iter()
                .map(|value| value.to_bits())
                .collect()
        };
        run.country.iter().map(bits).collect()
    };
    assert_eq!(before(&branches.base), before(&branches.arms[0]));
    assert_eq!(branches.base.hashes[&GUIDANCE], branches.hash);
    assert_eq!(branches.arms[0].hashes[&GUIDANCE], branches.hash);
    assert_ne!(
        branches.base.hashes[&UNTIL],
        branches.arms[0].hashes[&UNTIL]
    );
}

#[test]
fn an_arm_that_differs_before_the_branch_is_refused() {
    let base = member(&recorded(), 3);
    let refused = simulate_branches(&base, &[shipped(&["no-decree-1953"])], 100, Keep::default());
    let Err(RunError::Branch(BranchError::DiffersBefore { differs, at })) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(at, 100);
    assert!(
        differs < 10,
        "the decree is of March 1953, this says week {differs}"
    );
}

#[test]
fn the_first_changed_week_is_that_of_the_decision() {
    let engine = Engine::default();
    let first = |arm: &Arc<scenario::Scenario>| engine.first_difference(&recorded(), arm).unwrap();
    assert_eq!(first(&recorded()), None);
    assert_eq!(first(&shipped(&["no-change"])), None);
    assert_eq!(first(&guided()), Some(GUIDANCE));
    let speechless = first(&shipped(&["no-speech"])).unwrap();
    assert!((150..GUIDANCE).contains(&speechless), "{speechless}");
    let other = recorded()
        .with_parameters(&[("rumour.on".to_owned(), 0.0)])
        .unwrap();
    assert_eq!(first(&Arc::new(other)), Some(0));
}

#[test]
fn results_do_not_depend_on_threads_or_order() {
    let members: Vec<_> = (1..=3)
        .map(|seed| member(&recorded(), seed).until(60))
        .collect();
    let reversed: Vec<_> = members.iter().rev().cloned().collect();
    let run = |members: &[_], threads| -> Vec<_> {
        let runs = simulate_all(members, Keep::ALL, Some(threads), &|_| {});
        runs.into_iter().map(|run| run.unwrap()).collect()
    };
    let one = run(&members, 1);
    let many = run(&reversed, 3);
    for (own, other) in one.iter().zip(many.iter().rev()) {
        assert!(own.same_bits(other));
    }
    assert!(!one[0].same_bits(&one[1]), "two seeds with the same bits");
}

#[test]
fn the_first_difference_stands_where_the_change_acts() {
    let base = member(&recorded(), 3);
    let found = why::first_difference(&Engine::default(), &base, &guided())
        .unwrap()
        .unwrap();
    assert_eq!(found.branch, GUIDANCE);
    assert!((GUIDANCE..UNTIL).contains(&found.week), "{found:?}");
    assert_eq!(
        found.phase, "messages",
        "guidance acts on what bodies pass on: {found:?}"
    );
    assert!(!found.sections.is_empty());
    assert!(found.collectives <= found.of);
    let none = why::first_difference(&Engine::default(), &base, &recorded()).unwrap();
    assert_eq!(none, None);
}
