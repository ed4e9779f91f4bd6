//! `report.html`: one file that needs no network, reads aloud in order and prints.

use askama::Template;

use crate::sections;
use crate::view::{RunView, badge, record_badge, short_badge};

/// A table with a caption and a header.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Table {
    pub(crate) caption: String,
    /// True for tables without any figure of the model.
    pub(crate) of_record: bool,
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// A chart with the sentence and the table behind it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Figure {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) svg: String,
    /// In the model's voice, without the scope, which stands before the list; empty for figures of
    /// the record.
    pub(crate) model: Vec<String>,
    /// In the record's voice.
    pub(crate) record: Vec<String>,
    /// What the reader must know, always in view.
    pub(crate) warnings: Vec<String>,
    /// What is counted.
    pub(crate) notes: Vec<String>,
    pub(crate) tables: Vec<Table>,
}

/// A source with its citation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Citation {
    pub(crate) key: String,
    pub(crate) citation: String,
    pub(crate) seen: &'static str,
}

/// What sections are made of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    /// Text about the report itself.
    Text(String),
    /// A heading within a section.
    Heading(String),
    /// What the model says.
    Model(String),
    /// A warning before hard material.
    ContentNote(String),
    /// Items of equal rank.
    List(Vec<String>),
    /// Terms and what they mean.
    Terms(Vec<(&'static str, &'static str)>),
    /// A table in view.
    Table(Table),
    /// A table behind a summary line.
    Folded(Table),
    /// A chart.
    Figure(Figure),
    /// A command to type.
    Command(String),
    /// Sources.
    Sources(Vec<Citation>),
}

/// A part of the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Section {
    pub(crate) id: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) blocks: Vec<Block>,
}

/// A page: what it is of, what is written on every part of it, and its sections.
#[derive(Template)]
#[template(path = "report.html")]
pub(crate) struct Page<'a> {
    /// Title for people.
    pub(crate) title: &'a str,
    /// What stands behind the title in the window's bar, e.g. `run quiet-birch-3f9a`.
    pub(crate) of: String,
    /// The badge in full.
    pub(crate) badge: String,
    /// The badge of tables.
    pub(crate) short_badge: String,
    /// The badge of tables of the record.
    pub(crate) record_badge: String,
    /// What the model's sentences under a chart rest on.
    pub(crate) voice: &'static str,
    pub(crate) sections: Vec<Section>,
}

/// The report of a run as one self-contained HTML file.
///
/// # Errors
/// The template's; none is known for writing to memory.
pub fn html(view: &RunView<'_>) -> Result<String, askama::Error> {
    let page = Page {
        title: &view.manifest.scenario.title,
        of: format!("run {}", view.manifest.run),
        badge: badge(view.manifest),
        short_badge: short_badge(view.manifest),
        record_badge: record_badge(view.manifest),
        voice: "one run, one seed: no interval",
        sections: sections::all(view),
    };
    page.render()
}
