//! What the report is, what it cannot say, and how to make it again.

use crate::page::{Block, Section};
use crate::view::{RunView, day_text};

/// What this is.
pub(crate) fn what(view: &RunView<'_>) -> Section {
    let manifest = view.manifest;
    let stamp = &manifest.scenario;
    let weeks = manifest.weeks_computed;
    let last = view.last_day(weeks.saturating_sub(1));
    let (assumed, all) = view.assumptions();
    let share = match manifest.sample {
        1 => "every person of the country".to_owned(),
        interval => format!(
            "one person in {interval}, whole neighbourhoods at a time; counts are scaled up"
        ),
    };
    let mut blocks = vec![
        Block::Text(format!(
            "A computed country: {share}, week by week from {} to {} ({weeks} of {} weeks). Decisions of the record set \
             the policies; everything else follows from rules about people, places, camps and the party.",
            day_text(stamp.start),
            day_text(last),
            manifest.weeks
        )),
        Block::Text(
            "Two voices are kept apart. Record: what sources say was counted, in the past tense, with the source, as black marks. \
             Model: what happens in this run, in the present tense, as lines."
                .to_owned(),
        ),
        Block::Text(format!(
            "This is one run with one seed: no figure of the model has an interval, so all are rounded to three digits and \
             none is a finding by itself. The largest doubt is not chance but assumption: {assumed} of {all} parameters have \
             no source. Read the limits before you use a figure."
        )),
    ];
    blocks.extend(changes(view));
    if !manifest.warnings.is_empty() {
        blocks.push(Block::Heading("Warnings of this run".to_owned()));
        blocks.push(Block::List(manifest.warnings.clone()));
    }
    Section {
        id: "what",
        heading: "What this is",
        blocks,
    }
}

/// What was changed against the scenario as recorded, and by whose decision.
fn changes(view: &RunView<'_>) -> Vec<Block> {
    let changes = &view.scenario.changes;
    if changes.is_empty() {
        return vec![Block::Text(
            "Nothing was changed against the scenario as recorded.".to_owned(),
        )];
    }
    let item = |change: &scenario::Change| {
        let day = change
            .date
            .map_or(String::new(), |day| format!(" from {}", day_text(day)));
        let actor = if change.actor.is_empty() {
            String::new()
        } else {
            format!("; decided by {}", change.actor)
        };
        format!(
            "{}{day}: {} instead of {}{actor}.",
            change.target, change.to, change.from
        )
    };
    let heading = Block::Heading("Changed against the scenario as recorded".to_owned());
    vec![heading, Block::List(changes.iter().map(item).collect())]
}

/// What the model cannot say.
pub(crate) fn limits(view: &RunView<'_>) -> Section {
    let (assumed, all) = view.assumptions();
    let mut items = vec![
        "One run shows one way chance can fall. Only pairs of runs that differ in one decision, repeated over seeds and parameters, answer a what-if.".to_owned(),
        format!("{assumed} of {all} parameters are stated assumptions; their reasons are listed above."),
        "The joins between published mechanisms are hypotheses of this project: nobody has published or tested them together.".to_owned(),
        "Trust, fear, devotion, memory of terror and the ways a text is taken have no measured series. They exist in the model only and are never headlines.".to_owned(),
        "Living standards are known by growth over five years only.".to_owned(),
        "Many totals of the record are recalled from standard tables and were not seen in a text; each row says so.".to_owned(),
        "Stances of leaders and the direction of decisions are coded by judgement.".to_owned(),
        "How often people speak and what share of them is punished cannot be told apart from counts of convictions alone.".to_owned(),
        "Why a leader acted is not a question this model can answer.".to_owned(),
    ];
    if view.manifest.sample > 1 {
        items.push(format!(
            "Rare events (acts, convictions, expulsions) need the full population: in a sample of {} each one counts {} times.",
            view.manifest.sample_text(),
            view.manifest.sample
        ));
    }
    let text = "Ranked by consequence, the most consequential first. Nothing here says what the past had to be, and nothing \
                here carries over to any present-day state.";
    Section {
        id: "limits",
        heading: "Limits",
        blocks: vec![Block::Text(text.to_owned()), Block::List(items)],
    }
}

/// How to make this report again.
pub(crate) fn reproduce(view: &RunView<'_>) -> Section {
    let manifest = view.manifest;
    let stamp = &manifest.scenario;
    let asked = &view.scenario.as_read.request;
    let overlays: String = asked
        .overlays
        .iter()
        .map(|overlay| format!(" {overlay}"))
        .collect();
    let settings: String = asked
        .settings
        .iter()
        .map(|setting| format!(" -S '{setting}'"))
        .collect();
    let until = match manifest.weeks < view.scenario.weeks() {
        true => format!(
            " --until {}",
            view.last_day(manifest.weeks.saturating_sub(1))
        ),
        false => String::new(),
    };
    let command = format!(
        "ottepel run {}{overlays}{settings}{until} --sample {} --seed {}\nottepel replay {}",
        stamp.id,
        manifest.sample_text(),
        manifest.seed,
        manifest.run
    );
    let facts = vec![
        format!(
            "Program: ottepel {}. Scenario: {} {}, hash {}.",
            manifest.program, stamp.id, stamp.version, stamp.hash
        ),
        format!("Inputs: {}.", manifest.identity),
        format!(
            "State after the last week: {}.",
            manifest.state_hash.as_deref().unwrap_or("not recorded")
        ),
    ];
    let text = "The same inputs give the same bits on any machine, with any number of threads; `replay` checks it.";
    let blocks = vec![
        Block::Text(text.to_owned()),
        Block::Command(command),
        Block::List(facts),
    ];
    Section {
        id: "reproduce",
        heading: "How to make it again",
        blocks,
    }
}
