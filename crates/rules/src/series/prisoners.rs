//! Camps, those who came home, special settlers.

use crate::measure::{FLOW, STOCK, flow, people, series};
use crate::observe::Series;
use crate::series::PRISONERS_AT_SITE;

pub(super) const SERIES: &[Series] = &[
    series(
        "prisoners_total",
        "persons",
        STOCK,
        "People held in camps and colonies.",
        |s| people(s, s.country?.held.all),
    )
    .compared_with("prisoners_total_1jan"),
    series(
        "prisoners_camps",
        "persons",
        STOCK,
        "People held in camps.",
        |s| people(s, s.country?.held.camps),
    )
    .compared_with("prisoners_itl_1jan"),
    series(
        "prisoners_colonies",
        "persons",
        STOCK,
        "People held in colonies.",
        |s| people(s, s.country?.held.colonies),
    )
    .compared_with("prisoners_itk_1jan"),
    series(
        "prisoners_counterrevolutionary",
        "persons",
        STOCK,
        "People held in camps and colonies for counter-revolutionary crimes.",
        |s| people(s, s.country?.held.political),
    )
    .compared_with("prisoners_counterrevolutionary"),
    series(
        PRISONERS_AT_SITE,
        "persons",
        STOCK,
        "People held at one camp site, or in the colonies of one region, at the new year.",
        |_| None,
    ),
    series(
        "released_amnesty",
        "persons a week",
        FLOW,
        "Released under an amnesty.",
        |s| flow(s, |flows| flows.amnestied),
    )
    .compared_since_start("amnesty1953_released"),
    series(
        "released_amnesty_political",
        "persons a week",
        FLOW,
        "Of those released under an amnesty, held for counter-revolutionary crimes.",
        |s| flow(s, |flows| flows.amnestied_political),
    ),
    series(
        "released_amnesty_1955",
        "persons a week",
        FLOW,
        "Released under the amnesty of 1955 for wartime collaborators.",
        |s| people(s, s.country?.later_amnesties[0]),
    )
    .compared_since_start("amnesty_collaborators_1955_released"),
    series(
        "released_amnesty_1957",
        "persons a week",
        FLOW,
        "Released under the amnesty of November 1957.",
        |s| people(s, s.country?.later_amnesties[1]),
    )
    .compared_since_start("amnesty_1957_released"),
    series(
        "released_review",
        "persons a week",
        FLOW,
        "Released by a review of the case.",
        |s| flow(s, |flows| flows.reviewed_released),
    ),
    series(
        "review_released",
        "persons a week",
        FLOW,
        "Of those released by a review, not rehabilitated.",
        |s| flow(s, |flows| flows.reviewed_released - flows.rehabilitated),
    )
    .compared_since_start("review_released"),
    series(
        "review_rehabilitated",
        "persons a week",
        FLOW,
        "Of those released by a review, rehabilitated.",
        |s| flow(s, |flows| flows.rehabilitated),
    )
    .compared_since_start("review_rehabilitated"),
    series(
        "review_punishment_revised",
        "persons a week",
        FLOW,
        "Reviews that released somebody or cut the term.",
        |s| flow(s, |flows| flows.reviewed_released + flows.cut),
    )
    .compared_since_start("review_punishment_revised"),
    series("reviewed", "persons a week", FLOW, "Cases reviewed.", |s| {
        flow(s, |flows| flows.reviewed)
    })
    .compared_since_start("review_commissions_cases_reviewed"),
    series(
        "review_cut",
        "persons a week",
        FLOW,
        "Reviews that cut the term.",
        |s| flow(s, |flows| flows.cut),
    )
    .compared_since_start("review_sentence_cut"),
    series(
        "review_refused",
        "persons a week",
        FLOW,
        "Reviews that changed nothing.",
        |s| flow(s, |flows| flows.refused),
    )
    .compared_since_start("review_refused"),
    series(
        "released_term_ended",
        "persons a week",
        FLOW,
        "Released at the end of the term.",
        |s| flow(s, |flows| flows.term_ended),
    ),
    series(
        "camp_deaths",
        "persons a week",
        FLOW,
        "Deaths in camps and colonies.",
        |s| flow(s, |flows| flows.deaths),
    ),
    series(
        "camp_arrivals",
        "persons a week",
        FLOW,
        "Sentenced to camp or colony for other than counter-revolutionary crimes.",
        |s| flow(s, |flows| flows.arrivals),
    ),
    series(
        "returned_from_camps",
        "persons",
        STOCK,
        "Adults at home who came back from a camp or colony since the run began.",
        |s| people(s, s.tally.returned),
    )
    .by_region(),
    series(
        "returnees_unsettled",
        "persons",
        STOCK,
        "People who came home from camps, may not live in their city and have no place yet.",
        |s| Some(s.country?.unsettled),
    )
    .model_only(),
    series(
        "returnees_barred",
        "persons a week",
        FLOW,
        "Released people who may not live in the city that is their home.",
        |s| flow(s, |flows| flows.barred),
    )
    .model_only(),
    series(
        "released_from_camps",
        "persons a week",
        FLOW,
        "Released in any way from camps, not from colonies.",
        |s| flow(s, |flows| flows.released_from_camps),
    )
    .compared_by_year("released_from_itl_year"),
    series(
        "special_settlers",
        "persons",
        STOCK,
        "People of any age under special-settlement rules.",
        |s| people(s, s.tally.settlers),
    )
    .compared_with("special_settlers_1jan")
    .by_region(),
    series(
        "settlers_freed",
        "persons a week",
        FLOW,
        "Special settlers freed from the rules of their settlement.",
        |s| flow(s, |flows| flows.settlers_freed),
    ),
];
