//! What people say and do, and how it is answered.

use crate::measure::{FLOW, STOCK, count, people, series};
use crate::observe::Series;

pub(super) const SERIES: &[Series] = &[
    series(
        "stance_silent",
        "persons",
        STOCK,
        "Adults who say nothing.",
        |s| people(s, s.tally.stances[0]),
    )
    .model_only(),
    series(
        "stance_praise",
        "persons",
        STOCK,
        "Adults who repeat the line.",
        |s| people(s, s.tally.stances[1]),
    )
    .model_only()
    .by_region(),
    series(
        "stance_defend_old_leader",
        "persons",
        STOCK,
        "Adults who defend the old leader.",
        |s| people(s, s.tally.stances[2]),
    )
    .model_only()
    .by_region(),
    series(
        "stance_criticise_leaders",
        "persons",
        STOCK,
        "Adults who criticise leaders.",
        |s| people(s, s.tally.stances[3]),
    )
    .model_only()
    .by_region(),
    series(
        "stance_criticise_system",
        "persons",
        STOCK,
        "Adults who criticise the system.",
        |s| people(s, s.tally.stances[4]),
    )
    .model_only()
    .by_region(),
    series(
        "enforcing",
        "persons",
        STOCK,
        "Adults who police their neighbours.",
        |s| people(s, s.tally.enforcing),
    )
    .model_only(),
    series(
        "grumbled",
        "persons a week",
        FLOW,
        "Adults who spoke critically in the collective.",
        |s| people(s, s.tally.grumbled),
    )
    .model_only()
    .by_region(),
    series(
        "remarks_at_meetings",
        "persons a week",
        FLOW,
        "Critical remarks at meetings.",
        |s| people(s, s.tally.remarks.iter().sum()),
    )
    .rare(),
    series(
        "remarks_defending_old_leader",
        "persons a week",
        FLOW,
        "Remarks at meetings in defence of the old leader.",
        |s| people(s, s.tally.remarks[0]),
    )
    .rare(),
    series(
        "remarks_against_leaders",
        "persons a week",
        FLOW,
        "Remarks at meetings against sitting leaders.",
        |s| people(s, s.tally.remarks[1]),
    )
    .rare(),
    series(
        "remarks_against_system",
        "persons a week",
        FLOW,
        "Remarks at meetings against the system.",
        |s| people(s, s.tally.remarks[2]),
    )
    .rare(),
    series(
        "acts",
        "persons a week",
        FLOW,
        "Leaflets, songs, portraits taken down or defended.",
        |s| people(s, s.tally.acts.iter().sum()),
    )
    .rare(),
    series(
        "acts_defending_old_leader",
        "persons a week",
        FLOW,
        "Acts for the old leader.",
        |s| people(s, s.tally.acts[0]),
    )
    .rare(),
    series(
        "reprimands",
        "persons a week",
        FLOW,
        "Reprimanded for what they said.",
        |s| people(s, s.tally.reprimanded),
    )
    .rare(),
    series(
        "expulsions",
        "persons a week",
        FLOW,
        "Expelled from party or Komsomol.",
        |s| people(s, s.tally.expelled),
    )
    .rare(),
    series(
        "convicted_antisoviet_agitation",
        "persons a week",
        FLOW,
        "Convicted for what they said or did.",
        |s| people(s, s.tally.convicted),
    )
    .compared_by_year("convicted_antisoviet_agitation")
    .rare(),
    series(
        "crowd_events",
        "events a week",
        FLOW,
        "Crowds of a hundred people or more in the Union.",
        |s| count(s.crowds.count()),
    )
    .rare()
    .of_crowds(),
    series(
        "crowd_events_defending_old_leader",
        "events a week",
        FLOW,
        "Of these, for the old leader.",
        |s| count(s.crowds.events[0]),
    )
    .rare()
    .of_crowds(),
    series(
        "crowd_events_leaders",
        "events a week",
        FLOW,
        "Of these, against leaders.",
        |s| count(s.crowds.events[1]),
    )
    .rare()
    .of_crowds(),
    series(
        "crowd_events_system",
        "events a week",
        FLOW,
        "Of these, against the system.",
        |s| count(s.crowds.events[2]),
    )
    .rare()
    .of_crowds(),
    series(
        "crowd_events_nation",
        "events a week",
        FLOW,
        "Of these, for a nation.",
        |s| count(s.crowds.events[3]),
    )
    .rare()
    .of_crowds(),
    series(
        "crowd_participants",
        "persons a week",
        FLOW,
        "People in crowds in the Union.",
        |s| count(s.crowds.participants),
    )
    .rare()
    .of_crowds(),
    series(
        "crowd_killed",
        "persons a week",
        FLOW,
        "Dead among crowds in the Union.",
        |s| count(s.crowds.killed),
    )
    .rare()
    .of_crowds(),
    series(
        "crowd_wounded",
        "persons a week",
        FLOW,
        "Wounded among crowds in the Union.",
        |s| count(s.crowds.wounded),
    )
    .rare()
    .of_crowds(),
    series(
        "crowd_arrested",
        "persons a week",
        FLOW,
        "Arrested after crowds in the Union; they are counted, not moved.",
        |s| count(s.crowds.arrested),
    )
    .rare()
    .of_crowds(),
    series(
        "camp_strikes",
        "events a week",
        FLOW,
        "Strikes that begin in special camps.",
        |s| count(s.country?.strikes.count()),
    )
    .rare(),
    series(
        "camp_strike_participants",
        "persons a week",
        FLOW,
        "Prisoners who take part in strikes that begin.",
        |s| count(s.country?.strikes.participants),
    )
    .rare(),
    series(
        "camp_strike_killed",
        "persons a week",
        FLOW,
        "Prisoners killed when strikes are ended.",
        |s| count(s.country?.strikes.killed),
    )
    .rare(),
    series(
        "funeral_crush_killed",
        "persons a week",
        FLOW,
        "Dead in the crush at the lying in state of 1953. The record: unknown; sources give 50 to 3000 (UNR0001).",
        |s| count(s.country?.crushes.killed),
    )
    .model_only(),
    series(
        "satellite_events",
        "events a week",
        FLOW,
        "Crowds of a thousand people or more in the satellites.",
        |s| count(s.country?.abroad.count()),
    )
    .rare(),
    series(
        "satellite_participants",
        "persons a week",
        FLOW,
        "People in crowds in the satellites.",
        |s| count(s.country?.abroad.participants),
    )
    .rare(),
    series(
        "satellite_killed",
        "persons a week",
        FLOW,
        "Dead among crowds in the satellites.",
        |s| count(s.country?.abroad.killed),
    )
    .rare(),
    series(
        "satellite_arrested",
        "persons a week",
        FLOW,
        "Arrested after crowds in the satellites.",
        |s| count(s.country?.abroad.arrested),
    )
    .rare(),
];
