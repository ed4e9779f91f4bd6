//! The phases of a week, in order. This list is the one place that says what happens when.

use crate::Society;

/// One phase.
#[derive(Debug, Clone, Copy)]
pub struct Phase {
    /// Name, as in timings.
    pub name: &'static str,
    /// What it does, in words.
    pub what: &'static str,
    /// Rule files that implement it.
    pub files: &'static [&'static str],
    /// The rule.
    pub run: fn(&mut Society),
}

/// One week, in order.
pub const PHASES: [Phase; 12] = [
    Phase {
        name: "calendar",
        what: "Decisions of this week set the policy: line on the old leader, clarity of guidance, \
               audience, local discretion, sanction rule, images, press gate, jamming, promises, \
               prices, to which people get used.",
        files: &["calendar.rs", "living.rs"],
        run: |society| {
            let week = usize::from(society.week.0);
            society.policy = crate::calendar::Policy::of(&society.plan, week);
            crate::living::week(society);
        },
    },
    Phase {
        name: "leadership",
        what: "Who sits in the Presidium and who leads it, how strong each is in it and in the Central \
               Committee, whom the ruling coalitions leave out, what policy they want; corrections \
               after the speech. As recorded, or, by the levers, as the model decides.",
        files: &[
            "leadership/mod.rs",
            "leadership/challenge.rs",
            "leadership/corrections.rs",
        ],
        run: crate::leadership::week,
    },
    Phase {
        name: "messages",
        what: "A text moves one level down the party tree; each body keeps, drops or enlarges its \
               items. Readings, rumour, foreign radio and print then reach people, who make \
               something of what they hear.",
        files: &["messages.rs", "hearing.rs", "reception.rs"],
        run: crate::messages::pass_down_and_hear,
    },
    Phase {
        name: "camps",
        what: "Deaths, terms that end, amnesties by rule, reviews by capacity; people return home \
               or, where they may not live there, near it, and tell. Special camps strike where \
               hopes were raised and not met.",
        files: &["camps.rs", "release.rs", "returnees.rs", "strikes.rs"],
        run: |society| {
            crate::returnees::settle_in(society);
            crate::camps::week(society);
            crate::strikes::week(society);
        },
    },
    Phase {
        name: "settlers",
        what: "Special settlers are freed from the rules of the settlement by date and rate; some \
               leave.",
        files: &["settlers.rs", "release.rs"],
        run: crate::settlers::week,
    },
    Phase {
        name: "people",
        what: "Everybody weighs grievance against fear, speaks or keeps silent, praises, polices \
               neighbours; memory, aspiration, trust and devotion drift. All see last week's counts.",
        files: &[
            "people.rs",
            "person.rs",
            "private_view.rs",
            "conformity.rs",
            "approval.rs",
        ],
        run: crate::people::week,
    },
    Phase {
        name: "places",
        what: "Local bodies punish a share of visible critics by the rule in force and their zeal; \
               the convicted go to camps; the threat of each district follows. What was said is \
               reported up the party tree. Triggers fall, crowds gather, the authorities answer, \
               the district learns.",
        files: &[
            "places.rs",
            "sentences.rs",
            "apparatus.rs",
            "triggers.rs",
            "crowds.rs",
            "crowd.rs",
            "response.rs",
            "funeral.rs",
        ],
        run: |society| {
            crate::places::week(society);
            crate::apparatus::report(society);
            crate::crowds::week(society);
            crate::funeral::week(society);
        },
    },
    Phase {
        name: "images",
        what: "Statues and portraits are attacked, defended, taken down by order or by places; what \
               goes outrages some of the devoted.",
        files: &["images.rs"],
        run: crate::images::week,
    },
    Phase {
        name: "satellites",
        what: "The people of the satellites hear, weigh and speak; their leaderships follow the \
               Union's line after a while; crowds gather and meet concession, force or the Union's \
               army. What happened anywhere this week is felt from the next one on.",
        files: &["satellites.rs", "events.rs", "past.rs"],
        run: |society| {
            crate::satellites::week(society);
            crate::events::settle(society);
        },
    },
    Phase {
        name: "print",
        what: "Writers and those with something to tell write; editors pass manuscripts as far as \
               the gate and their caution allow.",
        files: &["print.rs"],
        run: crate::print::week,
    },
    Phase {
        name: "life",
        what: "A fifty-second of the collectives has its year: deaths, births, coming of age, moves \
               to town, sentences for other crimes, Komsomol and party membership.",
        files: &["demography.rs", "sentences.rs"],
        run: crate::demography::week,
    },
    Phase {
        name: "record",
        what: "Counts only: nothing here draws a random number or writes state.",
        files: &["observe.rs"],
        run: crate::observe::week,
    },
];
