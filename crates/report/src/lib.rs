//! Numbers to text, SVG and HTML: pure functions of a run and its scenario.
//!
//! Two voices are kept apart in every sentence and every picture. The *record* is told in the past
//! with its source; recorded figures keep the digits of the source and are drawn as black marks.
//! The *model* is told in the present with its scope; its figures are rounded and drawn as lines.
//! Everything that leaves carries the [`badge`].

pub mod answer;
mod calibration_page;
pub mod capsule;
mod card;
mod charts;
pub mod citation;
mod fit_page;
pub mod lint;
pub mod number;
pub mod pack;
mod page;
mod paragraph;
mod sections;
mod sentences;
mod summary;
pub mod svg;
mod view;

pub use answer::{Answer, AnswerProblem, Badge, answer_markdown, answer_text};
pub use calibration_page::calibration_html;
pub use card::{CardContext, CardError, card};
pub use fit_page::{FitView, fit_html};
pub use lint::{Finding, lint, lint_answer, lint_html};
pub use page::html;
pub use paragraph::wrapped;
pub use summary::{SummaryOptions, summary};
pub use view::{RunView, badge};
