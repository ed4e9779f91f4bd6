//! An answer as its readers meet it: on a terminal, as Markdown, on two printed pages.

mod capsule;
mod citation;
mod made_up_answer;

use insta::assert_snapshot;
use jiff::civil::date;
use made_up_answer::{answer, with_endings, with_rules, with_trade_off};
use report::answer::{Answer, AnswerProblem, Estimate, TextOptions, check};
use report::{
    CardContext, CardError, answer_markdown, answer_text, card, lint, lint_answer, lint_html,
};

fn context() -> CardContext<'static> {
    CardContext {
        landmarks: vec![
            (date(1956, 6, 30), "resolution".into()),
            (date(1957, 6, 29), "plenum".into()),
        ],
        span: Some((date(1953, 3, 1), date(1964, 10, 31))),
        capsule: "model result · made up",
        ..CardContext::default()
    }
}

fn all() -> [Answer; 4] {
    [answer(), with_endings(), with_trade_off(), with_rules()]
}

#[test]
fn the_text_says_the_sentence_first_and_stays_within_a_hundred_columns() {
    let text = answer_text(&answer(), &TextOptions::default());
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    assert_snapshot!(text);
}

#[test]
fn the_plain_text_draws_nothing_and_has_one_fact_a_line() {
    let text = answer_text(&answer(), &TextOptions { plain: true });
    assert!(!text.contains(['▁', '▄', '█']));
    assert_snapshot!(text);
}

#[test]
fn endings_goals_and_rules_have_their_own_parts() {
    let sections = |answer: &Answer, heading: &str| {
        let text = answer_text(answer, &TextOptions::default());
        let at = text
            .find(heading)
            .unwrap_or_else(|| panic!("{heading} is missing in {text}"));
        text[at..]
            .split("\n\n")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_snapshot!(sections(&with_endings(), "Endings"));
    assert_snapshot!(sections(&with_trade_off(), "What each alternative costs"));
    assert_snapshot!(sections(&with_rules(), "Rival rules"));
}

#[test]
fn the_markdown_holds_the_same_numbers() {
    assert_snapshot!(answer_markdown(&answer()));
}

#[test]
fn the_card_is_the_same_file_every_time() {
    assert_snapshot!(card(&answer(), &context()).unwrap());
}

#[test]
fn every_picture_and_every_table_of_a_card_carries_the_badge() {
    for own in all() {
        let html = card(&own, &context()).unwrap();
        for svg in html.split("<svg").skip(1) {
            let svg = svg.split("</svg>").next().unwrap();
            assert!(svg.contains("not a prediction; see limits"), "{svg}");
            assert!(
                svg.contains("<title") && svg.contains("<desc") && svg.contains("role=\"img\"")
            );
        }
        for table in html.split("<table>").skip(1) {
            let head = table.split("</caption>").next().unwrap();
            assert!(head.contains("not a prediction; see limits"), "{head}");
        }
        assert!(
            !html.contains("<script")
                && !html.contains("http://localhost")
                && !html.contains("src=")
        );
    }
}

#[test]
fn nothing_that_is_said_breaks_the_rules_of_speech() {
    for own in all() {
        let text = answer_text(&own, &TextOptions::default());
        let plain = answer_text(&own, &TextOptions { plain: true });
        let markdown = answer_markdown(&own);
        for said in [&text, &plain, &markdown] {
            assert_eq!(lint(said), Vec::new());
        }
        assert_eq!(lint_answer(&plain), Vec::new());
        assert_eq!(lint_html(&card(&own, &context()).unwrap()), Vec::new());
    }
}

#[test]
fn an_answer_without_interval_rule_sources_limits_or_company_is_refused() {
    let refused = |spoil: fn(&mut Answer)| {
        let mut own = answer();
        spoil(&mut own);
        let problems = check(&own);
        assert!(matches!(
            card(&own, &context()),
            Err(CardError::Incomplete(_))
        ));
        problems
    };
    let bare = refused(|own| own.outcomes[0].differences[0].estimate.lo80 = f64::NAN);
    assert!(matches!(bare[0], AnswerProblem::Bare { .. }));
    let no_rule = refused(|own| own.outcomes[0].differences[0].verdict.rule.clear());
    assert!(matches!(no_rule[0], AnswerProblem::NoRule { .. }));
    let sources = refused(|own| own.against.clear());
    assert!(matches!(sources[0], AnswerProblem::Sources { .. }));
    assert_eq!(
        refused(|own| own.cannot_say.clear()),
        [AnswerProblem::NoLimits]
    );
    assert_eq!(refused(|own| own.arms.truncate(1)), [AnswerProblem::Alone]);
    assert_eq!(check(&answer()), Vec::new());
}

#[test]
fn no_difference_at_all_is_said_in_these_words() {
    let mut own = answer();
    let difference = &mut own.outcomes[0].differences[0];
    difference.members.fill(0.0);
    difference.estimate = Estimate::exactly(0.0);
    assert_snapshot!(own.sentence());
}

#[test]
fn a_difference_inside_the_rounding_is_about_the_same() {
    let mut own = answer();
    let difference = &mut own.outcomes[0].differences[0];
    difference.members = vec![-0.4, -0.2, 0.001, 0.2, 0.4];
    difference.estimate = Estimate::of(&difference.members).unwrap();
    assert_snapshot!(own.sentence());
}

#[test]
fn an_answer_survives_json() {
    let text = serde_json::to_string(&answer()).unwrap();
    assert_eq!(serde_json::from_str::<Answer>(&text).unwrap(), answer());
}
