//! Changed decisions in the plan: texts move with the decision they hang on, and nothing differs
//! before the day of a question's arm.

use kernel::Sample;
use scenario::{LoadRequest, Scenario};
use world::{Plan, PlannedMessage};

use super::SEED;

fn request() -> LoadRequest {
    let project = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    LoadRequest {
        scenario: "ussr-1953-1964".into(),
        project: project.into(),
        ..LoadRequest::default()
    }
}

fn loaded(overlays: &[String], settings: &[&str]) -> Scenario {
    let loaded = scenario::load(&LoadRequest {
        overlays: overlays.to_vec(),
        settings: settings.iter().map(|&own| own.to_owned()).collect(),
        ..request()
    });
    loaded.scenario.expect("the scenario loads")
}

fn plan(scenario: &Scenario) -> Plan {
    let sample = Sample::one_in(10_000).expect("a nested sample");
    let built = world::build(scenario, sample, SEED, None);
    built.expect("the scenario builds").1
}

fn with(settings: &[&str]) -> Plan {
    plan(&loaded(&[], settings))
}

fn message<'p>(plan: &'p Plan, id: &str) -> &'p PlannedMessage {
    let found = plan.messages.iter().find(|own| own.id == id);
    found.expect("the message is planned")
}

#[test]
fn as_recorded_every_text_stands_in_its_week() {
    let scenario = loaded(&[], &[]);
    let plan = plan(&scenario);
    for text in &scenario.messages {
        let planned = message(&plan, &text.id);
        let week = (text.date - scenario.start).get_days() / 7;
        assert!(planned.given, "{}", text.id);
        assert_eq!(i32::from(planned.week), week, "{}", text.id);
    }
}

#[test]
fn a_text_moves_with_its_decision_and_its_readings_with_it() {
    let recorded = with(&[]);
    let early = with(&["speech.given@1954-02-25=given"]);
    let (was, is) = (
        message(&recorded, "secret-speech-1956"),
        message(&early, "secret-speech-1956"),
    );
    // 25 February 1954 is a Thursday and 25 February 1956 a Saturday: weeks run from Sunday.
    assert_eq!(was.week - is.week, 104);
    assert_eq!(was.readings_from - was.week, is.readings_from - is.week);
    assert!(is.given);
}

#[test]
fn texts_of_one_decision_keep_their_distance() {
    let (recorded, early) = (
        with(&[]),
        with(&["line.correction_letters@1956-03-10=ladder"]),
    );
    let weeks = |plan: &Plan| {
        [
            "resolution-june-1956",
            "letter-july-1956",
            "letter-december-1956",
        ]
        .map(|id| message(plan, id).week)
    };
    let (was, is) = (weeks(&recorded), weeks(&early));
    assert_eq!(
        [was[1] - was[0], was[2] - was[0]],
        [is[1] - is[0], is[2] - is[0]]
    );
    assert_eq!(was[0] - is[0], 16);
}

#[test]
fn other_texts_keep_place_and_week_when_one_moves_or_is_never_given() {
    let recorded = with(&[]);
    for setting in [
        "speech.given@1954-02-25=given",
        "speech.given@1956-02-25=not-given",
    ] {
        let changed = with(&[setting]);
        for (own, other) in changed.messages.iter().zip(&recorded.messages) {
            assert_eq!(
                own.id, other.id,
                "the place in the list is part of the draws"
            );
            if own.id != "secret-speech-1956" {
                assert_eq!(own, other);
            }
        }
    }
    let never = with(&["speech.given@1956-02-25=not-given"]);
    assert!(!message(&never, "secret-speech-1956").given);
}

#[test]
fn plans_of_every_arm_are_equal_before_its_day() {
    for id in scenario::question_ids(&request()) {
        let question = scenario::load_question(&request(), &id).question;
        let question = question.expect("the stored questions are sound");
        let base = plan(&loaded(&question.base_overlays(), &[]));
        let arms = question.arms.iter().chain(&question.placebo);
        for arm in arms {
            let own = loaded(std::slice::from_ref(&arm.overlay), &[]);
            let day = arm.day.unwrap_or(own.end);
            let before = usize::try_from((day - own.start).get_days() / 7).expect("inside");
            let own = plan(&own);
            for (lever, values) in &own.levers {
                let recorded = &base.levers[lever];
                assert_eq!(
                    values[..before],
                    recorded[..before],
                    "{}: {lever}",
                    arm.overlay
                );
            }
            for (text, recorded) in own.messages.iter().zip(&base.messages) {
                let early = usize::from(text.week.min(recorded.week)) < before;
                assert!(!early || text == recorded, "{}: {}", arm.overlay, text.id);
            }
        }
    }
}
