//! The sections of the report, in the order of the page.

mod camps;
mod evidence;
mod fit;
mod groups;
mod moods;
mod opening;
mod people;
mod places;
mod timeline;

pub(crate) use fit::worst_first;

use crate::page::{Block, Figure, Section};
use crate::view::RunView;

/// Every section of the report.
pub(crate) fn all(view: &RunView<'_>) -> Vec<Section> {
    vec![
        opening::what(view),
        fit::fit(view),
        people::population(view),
        camps::camps(view),
        people::hearing(view),
        people::reactions(view),
        people::speech(view),
        people::punishments(view),
        moods::moods(view),
        people::press(view),
        places::places(view),
        timeline::decisions(view),
        evidence::assumptions(view),
        opening::limits(view),
        evidence::sources(view),
        opening::reproduce(view),
    ]
}

/// Figures as blocks, or a sentence that there are none.
fn figures(found: impl IntoIterator<Item = Option<Figure>>) -> Vec<Block> {
    let blocks: Vec<Block> = found.into_iter().flatten().map(Block::Figure).collect();
    if blocks.is_empty() {
        return vec![Block::Text(
            "This run recorded no series for this section.".to_owned(),
        )];
    }
    blocks
}
