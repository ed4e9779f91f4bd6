//! `ottepel flip ID [OUTCOME]`, `ottepel flip SCENARIO OVERLAY`.

use analysis::flip::{Bar, RULE, Survey, survey};
use analysis::intervals::Intervals;
use analysis::outcomes::Outcome;
use analysis::variant;
use report::answer::draws_sentence;
use serde_json::{Value, json};

use super::compare::{difference, head, interval_json, labelled, out_of_scope, title};
use crate::answer::Answer;
use crate::engine::Told;
use crate::grid::Grid;
use crate::paired_arguments::{OneChange, Prepared};
use crate::problem::Failure;
use crate::result;
use crate::session::Session;

/// Switch every source conflict and every rival structure: does the conclusion survive?
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel flip ex11 --pairs 2
  ottepel flip ussr-1953-1964 as-1961 --sample 1/10000 --pairs 4 --outcome O01.adults
  ottepel flip ussr-1953-1964 immediate-sanctions --sample 1/10000 --pairs 4 --outcome O02.grumbling
  ottepel evidence conflicts
")]
pub struct Arguments {
    /// What is changed, and how the two are compared.
    #[command(flatten)]
    pub change: OneChange,
}

/// Tries every flip.
///
/// # Errors
/// The scenarios' problems; `E0503` and `E0621` for flags; `E0603` to `E0605` for the runs'.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let mut prepared = arguments.change.prepare(session)?;
    let design = &mut prepared.design;
    design.flips = variant::flips(&design.base);
    design.pairs_per_flip = design.seeds.len();
    let told = Told::new(session, format!("{} flips", design.flips.len()));
    let surveys = survey(&prepared.engine, design, &|done, of| told.done(done, of));
    told.end();
    let surveys = surveys.map_err(|error| result::failure(&error))?;
    Ok(answer(&prepared, &surveys))
}

fn answer(prepared: &Prepared, surveys: &[Survey]) -> Answer {
    let design = &prepared.design;
    let sample = design.sample.interval();
    let overlay = design.arms[0].name.as_str();
    let mut text = head(design, overlay, "pairs a flip");
    let mut grid = Grid::new(&[
        "outcome",
        "flip",
        "kind",
        "difference",
        "lo80",
        "hi80",
        "standing",
    ]);
    let both = design.outcomes.iter().zip(surveys);
    for (outcome, survey) in both.clone() {
        text.push_str(&survey_text(outcome, survey));
        for bar in survey.bars.iter().chain(&survey.extremes) {
            grid.push(row(survey, bar));
        }
    }
    text.push('\n');
    text.push_str(&labelled("rule", RULE));
    let unused = design
        .base
        .ledger
        .conflicts
        .iter()
        .filter(|own| own.parameter.is_none())
        .count();
    let told = prepared.draws.told(&design.base, design.draws.len());
    text.push_str(&labelled("parameters", &draws_sentence(&told)));
    let note = format!(
        "{unused} more conflicts of the evidence concern figures that the model does not use"
    );
    text.push_str(&labelled("sources", &note));
    let json = both.map(|(outcome, survey)| survey_json(outcome, survey, sample));
    let value = json!({ "overlay": overlay, "rule": RULE, "surveys": json.collect::<Vec<_>>() });
    Answer::new(text, value)
        .with_grid(&grid)
        .with_warnings(prepared.warnings.clone())
}

fn survey_text(outcome: &Outcome, survey: &Survey) -> String {
    let mut text = title(outcome);
    let Some(usual) = &survey.difference else {
        text.push_str(&out_of_scope(&outcome.lacks()));
        return text;
    };
    text.push_str(&labelled("as it stands", &difference(usual, outcome.unit)));
    let (stands, of) = survey.survived();
    let fails = match survey.fails_if().as_slice() {
        [] => String::new(),
        names => format!("; it fails if {}", names.join("; or if ")),
    };
    text.push_str(&labelled(
        "conclusion",
        &format!("survives {stands} of {of} flips{fails}"),
    ));
    for bar in survey.bars.iter().chain(&survey.extremes) {
        let line = format!(
            "{}: {}, {}",
            bar.name,
            bar.standing.words(),
            difference(&bar.difference, outcome.unit)
        );
        text.push_str(&labelled(
            bar.kind.words().split(' ').next_back().unwrap_or(""),
            &line,
        ));
    }
    text
}

fn row(survey: &Survey, bar: &Bar) -> [String; 7] {
    [
        survey.outcome.to_owned(),
        bar.name.clone(),
        bar.kind.words().to_owned(),
        bar.difference.median.to_string(),
        bar.difference.within_80[0].to_string(),
        bar.difference.within_80[1].to_string(),
        bar.standing.words().to_owned(),
    ]
}

fn survey_json(outcome: &Outcome, survey: &Survey, sample: u32) -> Value {
    let number =
        |own: Option<&Intervals>| interval_json(own, outcome.unit, "paired-difference", sample);
    let bar = |bar: &Bar| {
        json!({
            "name": bar.name,
            "kind": bar.kind,
            "difference": number(Some(&bar.difference)),
            "standing": bar.standing,
        })
    };
    let (survived, of) = survey.survived();
    json!({
        "outcome": outcome.id,
        "difference": number(survey.difference.as_ref()),
        "survived": survived,
        "of": of,
        "fails_if": survey.fails_if(),
        "tornado": survey.bars.iter().map(bar).collect::<Vec<_>>(),
        "extremes": survey.extremes.iter().map(bar).collect::<Vec<_>>(),
    })
}
