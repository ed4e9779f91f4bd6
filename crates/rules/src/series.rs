//! The list of observed series, one definition each.

use crate::measure::{
    FLOW, INDEX, STOCK, channel, count, flow, frame, mean, people, rank, read_to, series,
};
use crate::observe::Series;
use crate::print::TESTIMONY;

/// The one series that is counted by site, not from a scope.
pub const PRISONERS_AT_SITE: &str = "prisoners_at_site";

/// Every series, in the order of the data dictionary.
pub static SERIES: &[Series] = &[
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
    .compared_with("population_urban_1jan"),
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
    .compared_with("cpsu_total"),
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
    .compared_with("komsomol_members"),
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
        |s| mean(s, |census| census.approval as f64, 1000.0),
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
