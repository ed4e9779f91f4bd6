//! `ottepel check series`: which figures of the record the model can answer.

use analysis::record::{Answer as Known, Measure, Window, catalogue};
use serde_json::json;

use crate::answer::Answer;
use crate::grid::Grid;
use crate::problem::Failure;
use crate::session::Session;

/// List the series of the record that the model answers, and of whom it counts them
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel check series
  ottepel check series --format csv
  ottepel check series --format json
")]
pub struct Arguments {}

/// Lists them.
///
/// # Errors
/// None.
pub fn execute(_arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    let known = catalogue();
    let mut grid = Grid::new(&["series", "unit", "counts", "of", "answered by"]);
    for answer in &known {
        grid.push([
            answer.series.to_owned(),
            Measure::of(&answer.quantity).name().to_owned(),
            window_words(answer.window),
            of_whom(answer).to_owned(),
            answer.quantity.to_string(),
        ]);
    }
    let text = format!(
        "{}\nA name may say another date (prisoners_itl_1apr) or carry the model's own name (prisoners_total).\n\
         Entities: USSR and its bodies; union republics; the regions of 1959; camps by name.\n\
         Units: persons, prisoners, thousand, million, per cent, share, works, events, index.\n",
        grid.to_text()
    );
    let listed: Vec<_> = known.iter().map(entry).collect();
    let answer = Answer::new(text, json!({ "series": listed }));
    Ok(answer.with_grid(&grid))
}

fn entry(answer: &Known) -> serde_json::Value {
    json!({
        "series": answer.series,
        "unit": Measure::of(&answer.quantity).name(),
        "counts": window_words(answer.window),
        "of": of_whom(answer),
        "answered_by": answer.quantity.to_string(),
    })
}

fn window_words(window: Window) -> String {
    match window {
        Window::Moment => "the day".to_owned(),
        Window::Years(1) => "the year".to_owned(),
        Window::Years(count) => format!("{count} years"),
        Window::HalfYear => "the half year".to_owned(),
        Window::SinceStart => "since the start".to_owned(),
    }
}

/// The entities for which a series is recorded.
fn of_whom(answer: &Known) -> &'static str {
    let of = |name: &str| rules::SERIES.iter().find(|series| series.name == name);
    let regional = |name| of(name).is_some_and(|series| series.regional);
    if answer.quantity.plus == [rules::series::PRISONERS_AT_SITE] {
        "camps"
    } else if answer.quantity.series().all(regional) {
        "country, republics, regions"
    } else {
        "country"
    }
}
