//! Settings of the command line: `key=amount`, `lever@date=setting`, `choice:conflict=claim`.

use jiff::civil::Date;

use crate::Scenario;
use crate::apply::{Wish, change_choice, change_lever, change_parameter};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::located::{Amount, Day, Located};
use crate::lowering::Lowering;
use crate::lowering::Surroundings;
use crate::overlay::Change;
use crate::parameter::Basis;
use crate::read_scenario::Draft;
use crate::source_text::SourceText;

/// Applies settings in order.
pub(crate) fn apply_settings(
    draft: &mut Draft,
    settings: &[String],
    problems: &mut Vec<Diagnostic>,
) -> Vec<Change> {
    settings
        .iter()
        .filter_map(|setting| apply_setting(draft, setting, problems))
        .collect()
}

/// Checks settings, one a line, against a scenario where one is given.
pub(crate) fn check_settings(
    source: &SourceText,
    context: Option<&Scenario>,
    around: Surroundings,
    problems: &mut Vec<Diagnostic>,
) {
    let settings: Vec<String> = source.text.lines().map(str::to_owned).collect();
    apply_settings(&mut Draft::of(context, around), &settings, problems);
}

fn apply_setting(
    draft: &mut Draft,
    setting: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<Change> {
    let source = SourceText::new("-S", setting);
    let around = draft.around.clone();
    let mut lowering = Lowering::new(&source, &around);
    let change = apply_text(draft, &mut lowering);
    problems.append(&mut lowering.problems);
    change
}

fn apply_text(draft: &mut Draft, lowering: &mut Lowering<'_>) -> Option<Change> {
    let text = lowering.source.text.as_str();
    let Some((key, to)) = text.split_once('=') else {
        let help = "write -S \"fear.memory_half_life=2 years\", -S line.audience@1956-03-05=published or -S choice:CONFLICT=CLAIM";
        lowering.complain(
            codes::BAD_SETTING,
            0..text.len(),
            text,
            "this setting has no `=`",
            help,
        );
        return None;
    };
    let value_at = key.len() + 1;
    let wish = |target: &str, target_at: usize| Wish {
        target: Located {
            value: target.trim().to_owned(),
            span: target_at..target_at + target.len(),
        },
        from: None,
        to: Located {
            value: Amount(to.trim().to_owned()),
            span: value_at..text.len(),
        },
        until: None,
        actor: String::new(),
        basis: Basis::Because("set by the user".to_owned()),
    };
    if let Some(conflict) = key.strip_prefix("choice:") {
        return change_choice(draft, lowering, &wish(conflict, "choice:".len()));
    }
    match key.split_once('@') {
        Some((lever, day)) => {
            let date = read_day(lowering, day.trim(), lever.len() + 1..key.len())?;
            change_lever(draft, lowering, &wish(lever, 0), date)
        }
        None => change_parameter(draft, lowering, &wish(key, 0)),
    }
}

fn read_day(
    lowering: &mut Lowering<'_>,
    written: &str,
    span: std::ops::Range<usize>,
) -> Option<Date> {
    match written.parse::<Date>() {
        Ok(day) => lowering.day(
            "-S",
            &Located {
                value: Day(day),
                span,
            },
        ),
        Err(_) => {
            lowering.complain(
                codes::NOT_A_DATE,
                span,
                "-S",
                format!("`{written}` is not a date"),
                "write YYYY-MM-DD, such as 1956-03-05",
            );
            None
        }
    }
}
