//! Population, party, hearing, reactions, speech, punishment, press.

use super::groups::{heard_by_group, items_table, reception_by_republic};
use crate::charts::LineFigure;
use crate::page::{Block, Section};
use crate::svg::AxisScale;
use crate::view::RunView;

fn lines<'a>(id: &'a str, title: &'a str, series: &'a [&'a str]) -> LineFigure<'a> {
    LineFigure {
        id,
        title,
        series,
        scale: AxisScale::FromZero,
        yearly: false,
    }
}

fn yearly<'a>(id: &'a str, title: &'a str, series: &'a [&'a str]) -> LineFigure<'a> {
    LineFigure {
        yearly: true,
        ..lines(id, title, series)
    }
}

/// Population and party.
pub(crate) fn population(view: &RunView<'_>) -> Section {
    let people = LineFigure {
        scale: AxisScale::Fitted,
        ..lines("population", "People alive", &["population"])
    };
    let blocks = super::figures([
        people.draw(view),
        lines("urban", "People in towns", &["population_urban"]).draw(view),
        yearly(
            "births",
            "Births, deaths and moves to town",
            &["births", "deaths", "moved_to_town"],
        )
        .draw(view),
        LineFigure {
            scale: AxisScale::Fitted,
            ..lines(
                "party",
                "Members and candidates of the party",
                &["cpsu_total"],
            )
        }
        .draw(view),
        lines("komsomol", "Members of the Komsomol", &["komsomol_members"]).draw(view),
    ]);
    Section {
        id: "population",
        heading: "Population and party",
        blocks,
    }
}

/// Who has heard of the speech, how, where.
pub(crate) fn hearing(view: &RunView<'_>) -> Section {
    let mut blocks = super::figures([
        lines(
            "heard",
            "Adults who have heard, by the best way they heard",
            &["heard_any", "heard_reading", "heard_rumour", "heard_radio"],
        )
        .draw(view),
        lines(
            "audience",
            "Adults who heard at a reading, party and Komsomol",
            &["audience_party", "audience_komsomol"],
        )
        .draw(view),
    ]);
    blocks.extend(heard_by_group(view).map(Block::Figure));
    blocks.extend(items_table(view).map(Block::Folded));
    Section {
        id: "heard",
        heading: "Who has heard what of the speech of 1956",
        blocks,
    }
}

/// How the hearers take it.
pub(crate) fn reactions(view: &RunView<'_>) -> Section {
    let mut blocks = super::figures([lines(
        "reception",
        "Ways of taking the message",
        &[
            "reception_official",
            "reception_more_than_old_leader",
            "reception_slander",
            "reception_confusion",
        ],
    )
    .draw(view)]);
    blocks.extend(reception_by_republic(view).map(Block::Figure));
    blocks.extend(super::figures([lines(
        "stances",
        "What adults say in public",
        &[
            "stance_praise",
            "stance_defend_old_leader",
            "stance_criticise_leaders",
            "stance_criticise_system",
        ],
    )
    .draw(view)]));
    Section {
        id: "reactions",
        heading: "Split of reactions",
        blocks,
    }
}

/// The ladder of open speech.
pub(crate) fn speech(view: &RunView<'_>) -> Section {
    let ladder = LineFigure {
        scale: AxisScale::Logarithmic,
        ..yearly(
            "ladder",
            "Speaking up, rung by rung",
            &[
                "grumbled",
                "remarks_at_meetings",
                "acts",
                "acts_defending_old_leader",
            ],
        )
    };
    let text = "Each rung is rarer than the one below: grumbling among people one knows, a remark at a meeting, an act in public. \
                The scale goes in steps of ten.";
    let mut blocks = vec![Block::Text(text.to_owned())];
    blocks.extend(super::figures([ladder.draw(view)]));
    Section {
        id: "speech",
        heading: "Open speech, rung by rung",
        blocks,
    }
}

/// What follows for those who speak.
pub(crate) fn punishments(view: &RunView<'_>) -> Section {
    let text = "Reprimanded, expelled and convicted are distinct: a reprimand stays in the file, an expulsion ends membership and \
                often a career, a conviction leads to a camp. Local bodies decide in the model as they did in the record.";
    let mut blocks = vec![Block::Text(text.to_owned())];
    blocks.extend(super::figures([
        yearly(
            "sanctions",
            "Reprimands and expulsions for what was said",
            &["reprimands", "expulsions"],
        )
        .draw(view),
        yearly(
            "convictions",
            "Convictions for anti-Soviet agitation",
            &["convicted_antisoviet_agitation"],
        )
        .draw(view),
    ]));
    Section {
        id: "punishments",
        heading: "Punishments",
        blocks,
    }
}

/// The gate of the press.
pub(crate) fn press(view: &RunView<'_>) -> Section {
    let blocks = super::figures([
        lines(
            "gate",
            "Openness of journals and publishers",
            &["press_gate"],
        )
        .draw(view),
        lines(
            "manuscripts",
            "Testimony written and not printed",
            &["manuscripts_waiting"],
        )
        .draw(view),
        yearly("publications", "Testimony printed", &["testimony_printed"]).draw(view),
    ]);
    Section {
        id: "press",
        heading: "The press gate",
        blocks,
    }
}
