//! Who heard what, and what they made of it.

use crate::measure::{FLOW, STOCK, channel, frame, people, read_to, series};
use crate::observe::Series;

pub(super) const SERIES: &[Series] = &[
    series(
        "heard_any",
        "persons",
        STOCK,
        "Adults who have heard of the message.",
        |s| {
            let census = s.census?;
            let none: u64 = census.ranks.iter().map(|rank| rank.channels[0]).sum();
            people(s, census.adults() - none)
        },
    )
    .by_region(),
    series(
        "heard_reading",
        "persons",
        STOCK,
        "Adults who heard at a reading or in print.",
        |s| channel(s, 3),
    )
    .compared_with("secret_speech_audience_total")
    .by_region(),
    series(
        "heard_radio",
        "persons",
        STOCK,
        "Adults who heard from a foreign station.",
        |s| channel(s, 2),
    ),
    series(
        "heard_rumour",
        "persons",
        STOCK,
        "Adults who heard by word of mouth only.",
        |s| channel(s, 1),
    ),
    series(
        "audience_party",
        "persons",
        STOCK,
        "Party members who heard at a reading.",
        |s| read_to(s, &[2, 3]),
    )
    .compared_with("secret_speech_party_audience"),
    series(
        "audience_komsomol",
        "persons",
        STOCK,
        "Komsomol members who heard at a reading.",
        |s| read_to(s, &[1]),
    )
    .compared_with("secret_speech_komsomol_audience"),
    series(
        "first_heard",
        "persons a week",
        FLOW,
        "Adults who heard for the first time.",
        |s| people(s, s.tally.first_heard),
    ),
    series(
        "reception_official",
        "persons",
        STOCK,
        "Adults who took the official frame.",
        |s| frame(s, 1),
    )
    .model_only()
    .by_region(),
    series(
        "reception_more_than_old_leader",
        "persons",
        STOCK,
        "Adults for whom more than the old leader was to blame.",
        |s| frame(s, 2),
    )
    .model_only()
    .by_region(),
    series(
        "reception_slander",
        "persons",
        STOCK,
        "Adults who took it for slander.",
        |s| frame(s, 3),
    )
    .model_only()
    .by_region(),
    series(
        "reception_confusion",
        "persons",
        STOCK,
        "Adults whom it left confused.",
        |s| frame(s, 4),
    )
    .model_only()
    .by_region(),
];
