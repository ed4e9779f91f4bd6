//! Stored questions name outcomes that are counted.

use analysis::outcomes::OUTCOMES;
use scenario::{LoadRequest, load_question, question_ids};

use crate::support::project;

/// Whether an outcome, or a part of it, has this name.
fn is_counted(name: &str) -> bool {
    let whole = |id: &'static str| id.split_once('.').map_or(id, |(whole, _)| whole);
    OUTCOMES
        .iter()
        .any(|outcome| outcome.id == name || whole(outcome.id) == name)
}

#[test]
fn every_outcome_of_every_question_is_counted() {
    let request = LoadRequest {
        scenario: "ussr-1953-1964".into(),
        project: project(),
        ..LoadRequest::default()
    };
    for id in question_ids(&request) {
        let question = load_question(&request, &id).question.expect("it loads");
        let expected = question.arms.iter().flat_map(|arm| &arm.expect);
        let weighed = question.goals.iter().flat_map(|goal| goal.weights.keys());
        let nearest = question.out_of_scope.iter().flat_map(|part| &part.proxies);
        let named = question.outcomes.iter().chain(weighed).chain(nearest);
        let named = named.chain(expected.map(|own| &own.outcome));
        let unknown: Vec<&String> = named.filter(|name| !is_counted(name)).collect();
        assert!(unknown.is_empty(), "{id}: {unknown:?}");
    }
}
