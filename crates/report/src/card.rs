//! The answer card: two printed pages in one file that needs no network and no script.

mod figures;
mod parts;

use askama::Template;
use jiff::civil::Date;
use scenario::table::RegionRow;

use crate::answer::{Answer, AnswerProblem, check, check_lines, verdict_line};
use crate::page::Table;

/// What a card shows beside the answer itself.
#[derive(Debug, Clone, Default)]
pub struct CardContext<'a> {
    /// Regions in the order of the scenario, for the map.
    pub regions: &'a [RegionRow],
    /// Days to find one's way by, with short labels.
    pub landmarks: Vec<(Date, String)>,
    /// First and last day of the scenario; behind the last nothing is said.
    pub span: Option<(Date, Date)>,
    /// The capsule, for a comment or a letter.
    pub capsule: &'a str,
}

/// Why there is no card.
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// The answer lacks what an answer must have.
    #[error("the answer may not be shown: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Incomplete(Vec<AnswerProblem>),
    /// The template's.
    #[error("the card cannot be made: {0}")]
    Template(#[from] askama::Error),
}

/// A picture with the table behind it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CardFigure {
    /// What it shows in one line, for the caption.
    pub(crate) says: String,
    pub(crate) svg: String,
    pub(crate) table: Option<Table>,
}

/// An arm with its lines.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ArmPart {
    pub(crate) title: String,
    pub(crate) lines: Vec<String>,
    pub(crate) notes: Vec<String>,
}

/// An outcome with one row of cells per change.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OutcomePart {
    pub(crate) name: String,
    pub(crate) level: String,
    pub(crate) rows: Vec<ResultRow>,
    /// Whether it stands on paper too, or on a screen alone.
    pub(crate) printed: bool,
}

/// A change under an outcome.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ResultRow {
    pub(crate) cells: Vec<String>,
    /// Whether it stands on paper too, or on a screen alone.
    pub(crate) printed: bool,
}

#[derive(Template)]
#[template(path = "card.html")]
struct Card<'a> {
    answer: &'a Answer,
    badge: String,
    short_badge: String,
    raised: String,
    sentence: String,
    beside: Vec<String>,
    verdict: String,
    verdict_line: String,
    doubt: String,
    arm: Option<ArmPart>,
    others: Vec<(String, String)>,
    course: Option<CardFigure>,
    dots: Option<CardFigure>,
    doubt_figure: Option<CardFigure>,
    map: Option<CardFigure>,
    endings: Option<CardFigure>,
    results: Vec<OutcomePart>,
    left_out: usize,
    trade_off: Option<Table>,
    rules: Option<Table>,
    checks: Vec<String>,
    capsule: &'a str,
}

/// The card as one HTML file.
///
/// # Errors
/// [`CardError::Incomplete`] for an answer without interval, rule, sources or limits.
pub fn card(answer: &Answer, context: &CardContext<'_>) -> Result<String, CardError> {
    let problems = check(answer);
    if !problems.is_empty() {
        return Err(CardError::Incomplete(problems));
    }
    let results = parts::results(answer);
    let on_screen = |part: &OutcomePart| match part.printed {
        true => part.rows.iter().filter(|row| !row.printed).count(),
        false => part.rows.len(),
    };
    let left_out = results.iter().map(on_screen).sum();
    let page = Card {
        answer,
        badge: answer.badge.text(),
        short_badge: answer.badge.short(),
        raised: answer.raised().unwrap_or_default(),
        sentence: answer.sentence(),
        beside: [answer.level_sentence(), answer.earlier_sentence()]
            .into_iter()
            .flatten()
            .collect(),
        verdict: parts::verdict_word(answer),
        verdict_line: answer.lead_verdict().map_or(String::new(), verdict_line),
        doubt: answer.lead_doubt().unwrap_or_default(),
        arm: answer.arms.first().map(parts::arm),
        others: answer.arms.iter().skip(1).map(parts::other).collect(),
        course: figures::course(answer, context),
        dots: figures::dots(answer),
        doubt_figure: figures::doubt(answer),
        map: figures::map(answer, context),
        endings: figures::endings(answer),
        results,
        left_out,
        trade_off: answer.trade_off.as_ref().map(parts::trade_off),
        rules: answer.model_choice.as_ref().map(parts::rules),
        checks: check_lines(answer),
        capsule: context.capsule,
    };
    Ok(page.render()?)
}
