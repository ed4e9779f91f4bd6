//! Camps, releases, returns: institutions and decisions, told with care.

use crate::charts::LineFigure;
use crate::page::{Block, Section};
use crate::svg::AxisScale;
use crate::view::RunView;

/// Terms that are often run together.
const TERMS: [(&str, &str); 8] = [
    (
        "Released under an amnesty",
        "let go by a decree for whole categories of prisoners; the conviction stands unless the decree lifts it",
    ),
    (
        "Released by a review",
        "let go because a commission looked at the case",
    ),
    (
        "Rehabilitated",
        "declared innocent by a court or a prosecutor; many were released years before, many were never alive to see it",
    ),
    (
        "Returned home",
        "came back to where they had lived; many released people could not or were not allowed to",
    ),
    ("Camp (ITL)", "a corrective-labour camp of the ministry"),
    (
        "Colony (ITK)",
        "a corrective-labour colony, for shorter terms",
    ),
    (
        "Exile and special settlement",
        "bound to a place without being held in a camp; counted apart",
    ),
    (
        "Counter-revolutionary crimes",
        "the name in the law of the time, article 58 of the code of the RSFSR and its equals; the name says nothing about guilt",
    ),
];

/// The section.
pub(crate) fn camps(view: &RunView<'_>) -> Section {
    let held = LineFigure {
        id: "prisoners",
        title: "People held in camps and colonies",
        series: &[
            "prisoners_total",
            "prisoners_camps",
            "prisoners_colonies",
            "prisoners_counterrevolutionary",
        ],
        scale: AxisScale::FromZero,
        yearly: false,
    };
    let released = LineFigure {
        id: "released",
        title: "Releases by kind",
        series: &["released_amnesty", "released_review", "released_term_ended"],
        scale: AxisScale::FromZero,
        yearly: true,
    };
    let flows = LineFigure {
        id: "camp-flows",
        title: "Sentenced to camp or colony, and deaths there",
        series: &["camp_arrivals", "camp_deaths"],
        scale: AxisScale::FromZero,
        yearly: true,
    };
    let home = LineFigure {
        id: "returned",
        title: "Returned from camps and living at home",
        series: &["returned_from_camps"],
        scale: AxisScale::FromZero,
        yearly: false,
    };
    let note = "this section counts people in camps, and deaths. Behind each unit is a person with a name, a family and a life \
                before and after. No person of the model stands for a real one, and no figure here is a score. The next sections \
                can be read without this one.";
    let mut blocks = vec![
        Block::ContentNote(note.to_owned()),
        Block::Terms(TERMS.to_vec()),
    ];
    blocks.extend(super::figures([
        held.draw(view),
        released.draw(view),
        flows.draw(view),
        home.draw(view),
    ]));
    blocks.push(Block::Text(
        "Sentences, releases and conditions were decided by people in office; the decisions and who took them are listed under \
         the timeline. Explaining how a decision worked does not excuse it."
            .to_owned(),
    ));
    Section {
        id: "camps",
        heading: "Camps and returns",
        blocks,
    }
}
