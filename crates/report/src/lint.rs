//! Words that nothing generated may contain: they turn a model into an oracle, a judge or a game.

/// A forbidden form and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The form.
    pub form: &'static str,
    /// The sentence it stands in.
    pub sentence: String,
    /// What to write instead.
    pub instead: &'static str,
}

/// A form, the longer forms in which it is allowed, and what to write instead.
struct Rule {
    form: &'static str,
    unless: &'static [&'static str],
    instead: &'static str,
}

const fn rule(form: &'static str, unless: &'static [&'static str], instead: &'static str) -> Rule {
    Rule {
        form,
        unless,
        instead,
    }
}

const MODEL_VOICE: &str = "say what happens `in the model`, in the present tense";
const FOUR_NOUNS: &str = "results are a difference, a share of runs, a range or a verdict";
const NO_GAME: &str = "people harmed are no game";
const WITH_RANGE: &str = "give the interval beside it, or say that one run has none";

const RULES: &[Rule] = &[
    rule("would have", &[], MODEL_VOICE),
    rule("would've", &[], MODEL_VOICE),
    rule("would be", &[], MODEL_VOICE),
    rule("would probably", &[], MODEL_VOICE),
    rule("might have", &[], MODEL_VOICE),
    rule(
        "in reality",
        &[],
        "say what the record says, with its source",
    ),
    rule(
        "what really happened",
        &[],
        "say what the record says, with its source",
    ),
    rule("prediction", &["not a prediction"], FOUR_NOUNS),
    rule("predicts", &[], MODEL_VOICE),
    rule("predicted", &[], MODEL_VOICE),
    rule("forecast", &[], FOUR_NOUNS),
    rule("probability that history", &[], FOUR_NOUNS),
    rule("accuracy", &[], FOUR_NOUNS),
    rule("accurate", &[], FOUR_NOUNS),
    rule("optimal", &[], FOUR_NOUNS),
    rule("optimum", &[], FOUR_NOUNS),
    rule(
        "proves",
        &[],
        "say what it is compared with and how far it agrees",
    ),
    rule(
        "proved that",
        &[],
        "say what it is compared with and how far it agrees",
    ),
    rule(
        "proof that",
        &[],
        "say what it is compared with and how far it agrees",
    ),
    rule("the lesson", &[], "the tool draws no lessons"),
    rule("high score", &[], NO_GAME),
    rule("game over", &[], NO_GAME),
    rule("achievement", &[], NO_GAME),
    rule("you win", &[], NO_GAME),
    rule("you lose", &[], NO_GAME),
    rule("median", &["interval", "range of runs"], WITH_RANGE),
    rule("прогноз", &["не прогноз"], MODEL_VOICE),
    rule("предсказ", &["не предсказание"], MODEL_VOICE),
    rule(
        "доказыва",
        &[],
        "say what it is compared with and how far it agrees",
    ),
    rule("оптимальн", &[], FOUR_NOUNS),
    rule("точность модели", &[], FOUR_NOUNS),
    rule("произошло бы", &[], MODEL_VOICE),
    rule("случилось бы", &[], MODEL_VOICE),
    rule("могло бы", &[], MODEL_VOICE),
    rule("вероятность того, что история", &[], FOUR_NOUNS),
    rule("медиан", &["интервал"], WITH_RANGE),
];

/// Forbidden forms in a text, sentence by sentence.
pub fn lint(text: &str) -> Vec<Finding> {
    sentences(text)
        .into_iter()
        .flat_map(lint_sentence)
        .collect()
}

/// Forbidden forms in the text of a page. What stands in `cite`, `q` and `code` is quoted from
/// others or from data and is passed over, as are `style` and `script`.
pub fn lint_html(html: &str) -> Vec<Finding> {
    lint(&text_of(html))
}

/// What an answer's text must say and does not: the badge; the scope of the model; and, in every
/// sentence about how far one thing in the model lies from another, the interval.
pub fn lint_answer(text: &str) -> Vec<Finding> {
    let missing = |form: &'static str, instead| Finding {
        form,
        sentence: String::new(),
        instead,
    };
    let lower = text.to_lowercase();
    let mut findings = Vec::new();
    if !lower.contains("model result") || !lower.contains("not a prediction; see limits") {
        findings.push(missing("(no badge)", "write the badge first"));
    }
    if !lower.contains("in the model") {
        findings.push(missing("(no scope)", MODEL_VOICE));
    }
    let without = sentences(text)
        .into_iter()
        .filter(|own| lacks_interval(own));
    findings.extend(without.map(|own| Finding {
        form: "(no interval)",
        sentence: own.trim().to_owned(),
        instead: WITH_RANGE,
    }));
    findings
}

/// True for a sentence of the model that compares by a number and gives no range for it.
fn lacks_interval(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let compares = [
        "higher than",
        "lower than",
        "more than with",
        "fewer than with",
        "about the same as",
    ];
    let compares = compares.iter().any(|words| lower.contains(words));
    let of_model = lower.contains("in the model");
    let has_number = lower.chars().any(|letter| letter.is_ascii_digit());
    of_model && compares && has_number && !lower.contains("interval")
}

fn lint_sentence(sentence: &str) -> Vec<Finding> {
    let lower = sentence.to_lowercase();
    let broken = RULES.iter().filter(|rule| breaks(&lower, rule));
    broken
        .map(|rule| Finding {
            form: rule.form,
            sentence: sentence.trim().to_owned(),
            instead: rule.instead,
        })
        .collect()
}

/// True if the form occurs and no allowing form stands in the same sentence.
fn breaks(sentence: &str, rule: &Rule) -> bool {
    sentence.contains(rule.form) && !rule.unless.iter().any(|allowed| sentence.contains(allowed))
}

/// Parts of a text between sentence ends, line ends and middle dots.
fn sentences(text: &str) -> Vec<&str> {
    let is_end = |letter: char| matches!(letter, '\n' | '!' | '?' | '·');
    text.split(is_end)
        .flat_map(|part| part.split(". "))
        .collect()
}

/// The text of a page, one line per element.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some(end) = rest.find('>') else {
            return text;
        };
        let name: String = rest[1..end]
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric())
            .collect();
        rest = &rest[end + 1..];
        if ["style", "script", "cite", "q", "code"].contains(&name.as_str()) {
            let close = format!("</{name}>");
            rest = rest.find(&close).map_or("", |at| &rest[at + close.len()..]);
        }
        text.push('\n');
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<&'static str> {
        lint(text).into_iter().map(|finding| finding.form).collect()
    }

    #[test]
    fn forbidden_forms_are_found_in_both_languages() {
        assert_eq!(
            forms("Without it, unrest would have spread."),
            ["would have"]
        );
        assert_eq!(
            forms("The model proves it with great accuracy."),
            ["accuracy", "proves"]
        );
        assert_eq!(forms("Это доказывает модель."), ["доказыва"]);
        assert_eq!(forms("The median is 0.4."), ["median"]);
    }

    #[test]
    fn an_answer_needs_badge_scope_and_interval() {
        let found = |text: &str| -> Vec<&'static str> {
            lint_answer(text)
                .into_iter()
                .map(|finding| finding.form)
                .collect()
        };
        assert_eq!(found("Unrest falls."), ["(no badge)", "(no scope)"]);
        let badge = "model result · not a prediction; see limits\n";
        let bare =
            format!("{badge}In the model, unrest is 12 points lower than with nothing changed.");
        assert_eq!(found(&bare), ["(no interval)"]);
        let whole = format!(
            "{badge}In the model, unrest is 12 points lower than with nothing changed (80 % interval 4 to 19 lower)."
        );
        assert!(found(&whole).is_empty());
    }

    #[test]
    fn allowed_forms_pass() {
        assert!(forms("not a prediction; see limits").is_empty());
        assert!(forms("The median is 0.4, 80% interval 0.2 to 0.6.").is_empty());
        assert!(forms("In the model, convictions rise in 8 of 10 runs.").is_empty());
        assert!(forms("Это не прогноз.").is_empty());
    }

    #[test]
    fn an_excuse_counts_for_its_own_sentence_only() {
        assert_eq!(
            forms("This is not a prediction. The prediction is 4."),
            ["prediction"]
        );
    }

    #[test]
    fn markup_styles_and_quotations_are_no_text() {
        assert!(
            lint_html(
                "<style>.optimal{}</style><p class=\"optimal\">in the model</p><cite>Proves</cite>"
            )
            .is_empty()
        );
        assert_eq!(lint_html("<p>The <b>optimal</b> line</p>").len(), 1);
    }
}
