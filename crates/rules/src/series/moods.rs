//! Stocks of the mind, print, images and reports.

use crate::approval::APPROVAL_UNIT;
use crate::measure::{FLOW, INDEX, STOCK, mean, series};
use crate::observe::Series;
use crate::print::TESTIMONY;

pub(super) const SERIES: &[Series] = &[
    series(
        "mean_trust",
        "index 0-1",
        INDEX,
        "Mean trust in party rule.",
        |s| mean(s, |census| census.trust as f64, 255.0),
    )
    .model_only()
    .by_region(),
    series(
        "mean_devotion",
        "index 0-1",
        INDEX,
        "Mean devotion to the old leader.",
        |s| mean(s, |census| census.devotion as f64, 255.0),
    )
    .model_only()
    .by_region(),
    series(
        "mean_memory",
        "index 0-1",
        INDEX,
        "Mean memory of terror.",
        |s| mean(s, |census| census.memory as f64, 255.0),
    )
    .model_only()
    .by_region(),
    series(
        "mean_threat",
        "index 0-1",
        INDEX,
        "Mean perceived threat of punishment.",
        |s| Some(s.tally.threat / s.tally.adults.max(1) as f64),
    )
    .model_only(),
    series(
        "mean_fear",
        "index 0-1",
        INDEX,
        "Mean fear: threat weighted by memory.",
        |s| {
            let census = s.census?;
            let weight = s.country?.memory_weight;
            let adults = census.adults().max(1) as f64;
            let remembered = census.threatened_memory / 255.0 / adults;
            Some(
                (s.tally.threat / s.tally.adults.max(1) as f64 + weight * remembered)
                    / (1.0 + weight),
            )
        },
    )
    .model_only(),
    series(
        "mean_aspiration",
        "mean standard of 1953",
        INDEX,
        "Mean standard of living that people are used to.",
        |s| mean(s, |census| census.aspiration as f64, 128.0),
    )
    .model_only(),
    series(
        "mean_approval",
        "index -1 to 1",
        INDEX,
        "Mean approval of living standards.",
        |s| mean(s, |census| census.approval as f64, f64::from(APPROVAL_UNIT)),
    )
    .model_only()
    .by_region(),
    series(
        "press_gate",
        "index 0-1",
        INDEX,
        "Openness of journals and publishers.",
        |s| Some(s.country?.press_gate),
    ),
    series(
        "manuscripts_waiting",
        "works",
        STOCK,
        "Testimony written and not printed.",
        |s| Some(s.country?.press.manuscripts[TESTIMONY]),
    )
    .model_only(),
    series(
        "works_printed",
        "works a week",
        FLOW,
        "Works printed of writers and of those with testimony to give.",
        |s| Some(s.country?.press.printed.iter().sum()),
    )
    .model_only(),
    series(
        "testimony_printed",
        "works a week",
        FLOW,
        "Testimony from the camps printed.",
        |s| Some(s.country?.press.printed[TESTIMONY]),
    )
    .model_only(),
    series(
        "readers",
        "persons a week",
        FLOW,
        "Readers of the testimony printed in the week.",
        |s| Some(s.country?.readers),
    )
    .model_only(),
    series(
        "image_attacks",
        "events a week",
        FLOW,
        "Attacks on statues and portraits of the old leader.",
        |s| Some(s.tally.image_attacks as f64),
    )
    .model_only()
    .by_region(),
    series(
        "image_defences",
        "events a week",
        FLOW,
        "Attacks on images that were repelled.",
        |s| Some(s.tally.image_defences as f64),
    )
    .model_only()
    .by_region(),
    series(
        "images_standing",
        "index 0-1",
        INDEX,
        "Share of the old leader's images of 1953 that stand, weighted by people.",
        |s| Some(s.tally.images / s.tally.people.max(1) as f64),
    )
    .model_only()
    .by_region(),
    series(
        "dissent_reported",
        "persons a week",
        FLOW,
        "Critical remarks at meetings as reported to the centre.",
        |s| Some(s.country?.reported),
    )
    .model_only()
    .rare(),
];
