//! People, party and leadership.

use crate::measure::{FLOW, INDEX, STOCK, people, rank, series};
use crate::observe::Series;

pub(super) const SERIES: &[Series] = &[
    series(
        "population",
        "persons",
        STOCK,
        "Everybody alive, in camps or not.",
        |s| {
            people(
                s,
                s.tally.people + s.country.map_or(0, |country| country.held.all),
            )
        },
    )
    .compared_with("population_total_1jan")
    .by_region(),
    series(
        "population_urban",
        "persons",
        STOCK,
        "People outside camps who live in towns.",
        |s| people(s, s.tally.urban),
    )
    .compared_with("population_urban_1jan")
    .by_region(),
    series(
        "adults",
        "persons",
        STOCK,
        "People outside camps aged fourteen or more.",
        |s| people(s, s.tally.adults),
    )
    .by_region(),
    series("births", "persons a week", FLOW, "Births.", |s| {
        people(s, s.tally.births)
    }),
    series(
        "deaths",
        "persons a week",
        FLOW,
        "Deaths outside camps.",
        |s| people(s, s.tally.deaths),
    ),
    series(
        "moved_to_town",
        "persons a week",
        FLOW,
        "Villagers who moved to a town.",
        |s| people(s, s.tally.moved),
    )
    .compared_by_year("net_migration_to_towns"),
    series(
        "cpsu_total",
        "persons",
        STOCK,
        "Members and candidates of the party.",
        |s| rank(s, &[2, 3]),
    )
    .compared_with("cpsu_total")
    .by_region(),
    series(
        "officials",
        "persons",
        STOCK,
        "Party members who hold an office.",
        |s| rank(s, &[3]),
    ),
    series(
        "komsomol_members",
        "persons",
        STOCK,
        "Members of the Komsomol.",
        |s| rank(s, &[1]),
    )
    .compared_with("komsomol_members")
    .by_region(),
    series(
        "presidium_full_members",
        "persons",
        STOCK,
        "Full members of the Presidium.",
        |s| Some(f64::from(s.country?.leadership.seats.full)),
    )
    .compared_with("presidium_full_members"),
    series(
        "presidium_candidates",
        "persons",
        STOCK,
        "Candidates of the Presidium.",
        |s| Some(f64::from(s.country?.leadership.seats.candidates)),
    )
    .compared_with("presidium_candidates"),
    series(
        "first_secretary_in_office",
        "share",
        INDEX,
        "1 while the First Secretary of the record, Khrushchev, holds the office; over runs, their share.",
        |s| Some(s.country?.leadership.first_secretary),
    )
    .model_only(),
    series(
        "who_leads",
        "place in the list of leaders",
        INDEX,
        "Who leads, First Secretary, else premier, else the strongest: place in the list of leaders, from 1.",
        |s| Some(s.country?.leadership.leader),
    )
    .model_only(),
    series(
        "presidium_support",
        "share of power",
        INDEX,
        "Support for whoever leads, in the Presidium, against the most dangerous rival.",
        |s| Some(s.country?.leadership.presidium_support),
    )
    .model_only(),
    series(
        "central_committee_support",
        "share of votes",
        INDEX,
        "Support for whoever leads, in the Central Committee, against the most dangerous rival.",
        |s| Some(s.country?.leadership.committee_support),
    )
    .model_only(),
    series(
        "destalinisation_spatial",
        "index 0-1",
        INDEX,
        "What the full members want on de-Stalinisation together, from nothing to all, by the spatial model.",
        |s| Some(s.country?.leadership.outcome[0]),
    )
    .model_only(),
    series(
        "destalinisation_mean",
        "index 0-1",
        INDEX,
        "The same by the mean weighted by power and salience.",
        |s| Some(s.country?.leadership.outcome[1]),
    )
    .model_only(),
    series(
        "destalinisation_median",
        "index 0-1",
        INDEX,
        "The same by the median weighted by power and salience.",
        |s| Some(s.country?.leadership.outcome[2]),
    )
    .model_only(),
    series(
        "coalition_presidium",
        "persons",
        STOCK,
        "Members of the ruling coalition by their powers in the Presidium.",
        |s| Some(f64::from(s.country?.leadership.coalition[0])),
    )
    .model_only(),
    series(
        "coalition_central_committee",
        "persons",
        STOCK,
        "Members of the ruling coalition by their votes in the Central Committee.",
        |s| Some(f64::from(s.country?.leadership.coalition[1])),
    )
    .model_only(),
    series(
        "leader_challenges",
        "events a week",
        FLOW,
        "Challenges to whoever leads.",
        |s| Some(f64::from(s.country?.leadership.challenges)),
    )
    .model_only(),
    series(
        "leader_removals",
        "persons a week",
        FLOW,
        "Full members who lose the seat.",
        |s| Some(f64::from(s.country?.leadership.removals)),
    )
    .model_only(),
    series(
        "challenge_chance",
        "chance a week",
        INDEX,
        "The model's chance that whoever leads is challenged.",
        |s| Some(s.country?.leadership.challenge_chance),
    )
    .model_only(),
    series(
        "removal_chance",
        "chance a week",
        INDEX,
        "The model's chance that whoever leads is removed.",
        |s| Some(s.country?.leadership.removal_chance),
    )
    .model_only(),
    series(
        "recorded_change_chance",
        "chance a quarter",
        INDEX,
        "In weeks of a recorded change of the leadership: the chance that the model gave it.",
        |s| s.country?.leadership.recorded_chance,
    )
    .model_only(),
    series(
        "recorded_change_rank",
        "rank",
        INDEX,
        "In weeks of a recorded change of the leadership: rank of the loser among all by the model's chance, 1 the likeliest.",
        |s| s.country?.leadership.recorded_rank,
    )
    .model_only(),
    series(
        "losers_spared",
        "share",
        INDEX,
        "1 when the model has a winner spare a beaten rival.",
        |s| Some(s.country?.leadership.spares),
    )
    .model_only(),
    series(
        "decisions_by_apparatus",
        "share",
        INDEX,
        "Rigidity, first definition: power among full members that is held by those appointed from the apparatus.",
        |s| Some(s.country?.leadership.apparatus_power),
    )
    .model_only(),
    series(
        "apparatus_turnover",
        "share a week",
        FLOW,
        "Seats of full members and candidates that are left.",
        |s| Some(s.country?.leadership.turnover),
    )
    .model_only(),
    series(
        "leadership_from_apparatus",
        "share",
        INDEX,
        "Full members and candidates who come from the apparatus.",
        |s| Some(s.country?.leadership.from_apparatus),
    )
    .model_only(),
    series(
        "leadership_permanence",
        "share",
        INDEX,
        "Rigidity, second definition: one less the share of full members and candidates who left within a year.",
        |s| Some(s.country?.leadership.permanence),
    )
    .model_only(),
    series(
        "apparatus_appointed",
        "share",
        INDEX,
        "Posts of the apparatus that are owed to the First Secretary.",
        |s| Some(s.country?.leadership.appointed),
    )
    .model_only(),
    series(
        "corrections_issued",
        "corrections a week",
        FLOW,
        "Corrections issued after the speech of 1956.",
        |s| Some(f64::from(s.country?.leadership.corrections)),
    )
    .model_only(),
    series(
        "correction_rung",
        "rung",
        STOCK,
        "How far the ladder of corrections has been climbed, 0 to 4.",
        |s| Some(f64::from(s.country?.leadership.rung)),
    )
    .model_only(),
];
