//! The outcomes, one definition each.

use super::measure::{Groups, Measure, Quantity};
use super::{Band, Outcome, Over};
use Measure::{MonthsTo, MonthsToHalf, Weekly};
use Quantity::{Between, OneMinus, Rest, Share, Spread, Sum};

const READINGS: &[&str] = &[
    "reception_official",
    "reception_more_than_old_leader",
    "reception_slander",
    "reception_confusion",
];
const VOICED: &[&str] = &[
    "stance_praise",
    "stance_defend_old_leader",
    "stance_criticise_leaders",
    "stance_criticise_system",
];
const CRITICAL: &[&str] = &["stance_criticise_leaders", "stance_criticise_system"];
const ADULTS: &[&str] = &["adults"];
const NOT_MEASURED: &str = "none: nobody counted it; only the model has it";

/// An outcome with the usual marks: shown on request, a sample suffices, nothing in the record.
const fn outcome(
    id: &'static str,
    title: &'static str,
    unit: &'static str,
    means: &'static str,
    band: Band,
    measure: Measure,
) -> Outcome {
    Outcome {
        id,
        title,
        unit,
        means,
        anchor: NOT_MEASURED,
        record: None,
        band,
        needs_full_population: false,
        model_only: true,
        headline: false,
        measure,
    }
}

impl Outcome {
    const fn anchored(mut self, anchor: &'static str) -> Outcome {
        self.anchor = anchor;
        self.model_only = false;
        self
    }
    const fn compared(mut self, series: &'static str) -> Outcome {
        self.record = Some(series);
        self
    }
    const fn rare(mut self) -> Outcome {
        self.needs_full_population = true;
        self
    }
    const fn headline(mut self) -> Outcome {
        self.headline = true;
        self
    }
}

const fn frames(ranks: &'static [u8]) -> Quantity {
    Quantity::Groups(Groups {
        measure: "frame",
        categories: &[1, 2, 3, 4],
        ranks,
        spread: true,
    })
}

/// Every outcome, in order of id.
pub static OUTCOMES: &[Outcome] = &[
    outcome(
        "O01.members",
        "spread of readings among party members",
        "index 0-1",
        "Chance that two party members who heard the message make different things of it, over its \
         greatest value; 0 when all agree, 1 when the four readings are equally common.",
        Band::Width(0.02),
        Weekly(frames(&[2, 3]), Over::End),
    )
    .anchored("reports on party meetings of spring 1956 and the contrast with 1961, qualitative")
    .headline(),
    outcome(
        "O01.adults",
        "spread of readings among adults",
        "index 0-1",
        "The same among all adults who heard.",
        Band::Width(0.02),
        Weekly(Spread(READINGS), Over::End),
    )
    .anchored("reports on meetings of 1956, qualitative"),
    outcome(
        "O01.voiced",
        "spread of voiced stances",
        "index 0-1",
        "Chance that two adults who voice a stance voice different ones (praise, defence of the old \
         leader, criticism of leaders, of the system), over its greatest value.",
        Band::Width(0.02),
        Weekly(Spread(VOICED), Over::Mean),
    )
    .anchored("reports on meetings of 1956, qualitative"),
    outcome(
        "O01.regions",
        "part of the spread between regions",
        "share",
        "Share of the spread of readings that lies between regions and not within them.",
        Band::Width(0.01),
        Weekly(Between(READINGS), Over::End),
    ),
    outcome(
        "O01.half",
        "months until the spread has halved",
        "months",
        "Months until the spread of voiced stances has fallen to half of its highest value; the \
         window's length when it does not.",
        Band::Width(1.0),
        MonthsToHalf(Spread(VOICED)),
    ),
    outcome(
        "O02.remarks",
        "critical remarks at meetings",
        "persons a month",
        "People who make a critical remark at a meeting, whatever its direction.",
        Band::OfBase(0.05),
        Weekly(Sum(&["remarks_at_meetings"]), Over::PerMonth),
    )
    .anchored("summaries of the Central Committee's departments, spring 1956, without counts")
    .rare()
    .headline(),
    outcome(
        "O02.old_leader",
        "remarks in defence of the old leader",
        "persons a month",
        "Remarks at meetings that defend the old leader.",
        Band::OfBase(0.05),
        Weekly(Sum(&["remarks_defending_old_leader"]), Over::PerMonth),
    )
    .anchored("summaries of spring 1956, without counts")
    .rare(),
    outcome(
        "O02.leaders",
        "remarks against sitting leaders",
        "persons a month",
        "Remarks at meetings that criticise sitting leaders.",
        Band::OfBase(0.05),
        Weekly(Sum(&["remarks_against_leaders"]), Over::PerMonth),
    )
    .anchored("summaries of spring 1956, without counts")
    .rare(),
    outcome(
        "O02.system",
        "remarks against the system",
        "persons a month",
        "Remarks at meetings that criticise the system.",
        Band::OfBase(0.05),
        Weekly(Sum(&["remarks_against_system"]), Over::PerMonth),
    )
    .anchored("summaries of spring 1956, without counts")
    .rare(),
    outcome(
        "O02.grumbling",
        "adults who grumble",
        "persons a month",
        "Adults who speak critically in their collective, counted each week they do.",
        Band::OfBase(0.02),
        Weekly(Sum(&["grumbled"]), Over::PerMonth),
    ),
    outcome(
        "O03.attacks",
        "attacks on images",
        "events a month",
        "Attacks on statues and portraits of the old leader.",
        Band::OfBase(0.05),
        Weekly(Sum(&["image_attacks"]), Over::PerMonth),
    )
    .anchored("scattered reports")
    .rare(),
    outcome(
        "O03.defences",
        "images defended",
        "events a month",
        "Attacks on images that are repelled.",
        Band::OfBase(0.05),
        Weekly(Sum(&["image_defences"]), Over::PerMonth),
    )
    .anchored("scattered reports")
    .rare(),
    outcome(
        "O03.acts",
        "acts for the old leader",
        "persons a month",
        "Acts for the old leader: leaflets, songs, portraits put up.",
        Band::OfBase(0.05),
        Weekly(Sum(&["acts_defending_old_leader"]), Over::PerMonth),
    )
    .rare(),
    outcome(
        "O04.crowds",
        "crowds in the street",
        "events a year",
        "Crowds of a hundred people or more in the Union, whatever their direction.",
        Band::Width(0.5),
        Weekly(Sum(&["crowd_events"]), Over::PerYear),
    )
    .anchored("lists of mass disturbances; Tbilisi, March 1956: dead 22 to 800 across sources")
    .rare(),
    outcome(
        "O04.old_leader",
        "crowds for the old leader",
        "events a year",
        "Crowds of a hundred people or more that defend the old leader.",
        Band::Width(0.5),
        Weekly(Sum(&["crowd_events_defending_old_leader"]), Over::PerYear),
    )
    .anchored("Tbilisi, March 1956")
    .rare(),
    outcome(
        "O04.participants",
        "people in crowds",
        "persons a year",
        "People in crowds in the Union.",
        Band::OfBase(0.1),
        Weekly(Sum(&["crowd_participants"]), Over::PerYear),
    )
    .anchored("estimates for single events, wide apart")
    .rare(),
    outcome(
        "O04.strikes",
        "strikes in camps",
        "events a year",
        "Strikes that begin in special camps.",
        Band::Width(0.5),
        Weekly(Sum(&["camp_strikes"]), Over::PerYear),
    )
    .anchored("Norilsk and Vorkuta 1953, Kengir 1954")
    .rare(),
    outcome(
        "O05.reprimands",
        "reprimands",
        "persons a year",
        "People reprimanded for what they said.",
        Band::OfBase(0.05),
        Weekly(Sum(&["reprimands"]), Over::PerYear),
    )
    .rare(),
    outcome(
        "O05.expulsions",
        "expulsions",
        "persons a year",
        "People expelled from party or Komsomol for what they said.",
        Band::OfBase(0.05),
        Weekly(Sum(&["expulsions"]), Over::PerYear),
    )
    .anchored("exemplary expulsions of 1956, without a total")
    .rare(),
    outcome(
        "O05.convictions",
        "convictions for anti-Soviet agitation",
        "persons a year",
        "People convicted for what they said or did; arrested and charged are not counted.",
        Band::OfBase(0.05),
        Weekly(Sum(&["convicted_antisoviet_agitation"]), Over::PerYear),
    )
    .anchored("convictions by year")
    .compared("convicted_antisoviet_agitation")
    .rare()
    .headline(),
    outcome(
        "O06.in_office",
        "Khrushchev in office",
        "share of runs",
        "Share of runs in which Khrushchev is First Secretary at the end of the window.",
        Band::Width(0.02),
        Weekly(Sum(&["first_secretary_in_office"]), Over::End),
    )
    .anchored("in office July 1957, removed October 1964"),
    outcome(
        "O06.presidium",
        "support in the Presidium",
        "share",
        "Share of power in the Presidium for whoever leads, against the most dangerous rival.",
        Band::Width(0.02),
        Weekly(Sum(&["presidium_support"]), Over::End),
    )
    .anchored("7 to 4 against him in June 1957"),
    outcome(
        "O06.central_committee",
        "support in the Central Committee",
        "share",
        "Share of votes in the Central Committee for whoever leads, against the most dangerous rival.",
        Band::Width(0.02),
        Weekly(Sum(&["central_committee_support"]), Over::End),
    )
    .anchored("the plenum of June 1957 reversed the Presidium"),
    outcome(
        "O06.removals",
        "full members who lose the seat",
        "persons a year",
        "Full members of the Presidium who lose the seat.",
        Band::Width(0.2),
        Weekly(Sum(&["leader_removals"]), Over::PerYear),
    )
    .anchored("changes of the Presidium, by name and date"),
    outcome(
        "O07.trust",
        "trust in party rule",
        "index 0-1",
        "Mean trust of adults in party rule.",
        Band::Width(0.005),
        Weekly(Sum(&["mean_trust"]), Over::End),
    )
    .headline(),
    outcome(
        "O07.devotion",
        "devotion to the old leader",
        "index 0-1",
        "Mean devotion of adults to the old leader.",
        Band::Width(0.005),
        Weekly(Sum(&["mean_devotion"]), Over::End),
    ),
    outcome(
        "O08.safety",
        "belief that mass terror is over",
        "index 0-1",
        "One minus mean fear: perceived threat of punishment, weighted by the memory of terror.",
        Band::Width(0.005),
        Weekly(OneMinus("mean_fear"), Over::End),
    )
    .headline(),
    outcome(
        "O09.prisoners",
        "people in camps and colonies",
        "persons",
        "People held in camps and colonies.",
        Band::OfBase(0.01),
        Weekly(Sum(&["prisoners_total"]), Over::End),
    )
    .anchored("counts of 1 January, by year")
    .compared("prisoners_total"),
    outcome(
        "O09.political",
        "people held for counter-revolutionary crimes",
        "persons",
        "People held in camps and colonies for counter-revolutionary crimes.",
        Band::OfBase(0.02),
        Weekly(Sum(&["prisoners_counterrevolutionary"]), Over::End),
    )
    .anchored("309,088 in January 1955, 113,735 in January 1956")
    .compared("prisoners_counterrevolutionary")
    .rare(),
    outcome(
        "O09.returned",
        "people home from camps",
        "persons",
        "Adults who came home from a camp, whatever they were held for; released is not \
         rehabilitated.",
        Band::OfBase(0.01),
        Weekly(Sum(&["returned_from_camps"]), Over::End),
    ),
    outcome(
        "O09.reviewed",
        "cases reviewed",
        "cases",
        "Cases reviewed within the window.",
        Band::OfBase(0.02),
        Weekly(Sum(&["reviewed"]), Over::Total),
    )
    .anchored("237,412 cases to 29 April 1955")
    .compared("reviewed")
    .rare(),
    outcome(
        "O10.apparatus",
        "leadership from the apparatus",
        "share",
        "Rigidity, first definition: share of the leadership that comes from the apparatus.",
        Band::Width(0.02),
        Weekly(Sum(&["leadership_from_apparatus"]), Over::End),
    )
    .anchored("composition of the Presidium and of plenums"),
    outcome(
        "O10.permanence",
        "permanence of the leadership",
        "share",
        "Rigidity, second definition: one less the share of the leadership that left within a year.",
        Band::Width(0.02),
        Weekly(Sum(&["leadership_permanence"]), Over::End),
    )
    .anchored("composition of the Presidium, by date"),
    outcome(
        "O10.reported",
        "remarks that reach the centre",
        "share",
        "Upward information: critical remarks as reported to the centre, of those made.",
        Band::Width(0.02),
        Weekly(Share(&["dissent_reported"], &["remarks_at_meetings"]), Over::Mean),
    ),
    outcome(
        "O11.approval",
        "approval of living standards",
        "index -1 to 1",
        "Mean approval of living standards: what people have, against what they are used to; it \
         falls when expectations run ahead.",
        Band::Width(0.005),
        Weekly(Sum(&["mean_approval"]), Over::End),
    )
    .anchored("consumption series; the unrest of 1962 as a check of sign"),
    outcome(
        "O11.aspiration",
        "standard that people are used to",
        "mean standard of 1953",
        "Mean reference level of living standards.",
        Band::Width(0.01),
        Weekly(Sum(&["mean_aspiration"]), Over::End),
    ),
    outcome(
        "O12.reach",
        "adults who know of the revelations",
        "share",
        "Share of adults who have heard of the message in any way.",
        Band::Width(0.01),
        Weekly(Share(&["heard_any"], ADULTS), Over::End),
    )
    .anchored("audience rules of March 1956; memoirs")
    .headline(),
    outcome(
        "O12.official",
        "adults who heard officially",
        "share",
        "Share of adults who heard at a reading or in print.",
        Band::Width(0.01),
        Weekly(Share(&["heard_reading"], ADULTS), Over::End),
    )
    .anchored("audience of the readings of 1956")
    .compared("heard_reading"),
    outcome(
        "O12.rumour",
        "adults who know by rumour only",
        "share",
        "Share of adults who heard by word of mouth only.",
        Band::Width(0.01),
        Weekly(Share(&["heard_rumour"], ADULTS), Over::End),
    ),
    outcome(
        "O12.members",
        "party members who know",
        "share",
        "Share of party members who have heard in any way.",
        Band::Width(0.01),
        Weekly(
            Quantity::Groups(Groups {
                measure: "channel",
                categories: &[1, 2, 3],
                ranks: &[2, 3],
                spread: false,
            }),
            Over::End,
        ),
    )
    .anchored("audience rules of March 1956"),
    outcome(
        "O12.half",
        "months until half of the adults know",
        "months",
        "Months until half of the adults have heard in any way; the window's length when they do \
         not.",
        Band::Width(0.5),
        MonthsTo(Share(&["heard_any"], ADULTS), 0.5),
    ),
    outcome(
        "O13.published",
        "published testimony",
        "works a year",
        "Works of testimony that appear in print.",
        Band::Width(0.5),
        Weekly(Sum(&["testimony_printed"]), Over::PerYear),
    )
    .anchored("journals, work by work"),
    outcome(
        "O13.camps",
        "published testimony from camps",
        "works a year",
        "Testimony from the camps that appears in print.",
        Band::Width(0.5),
        Weekly(Sum(&["testimony_printed"]), Over::PerYear),
    )
    .anchored("Ivan Denisovich, November 1962, and what followed"),
    outcome(
        "O13.waiting",
        "testimony written and not printed",
        "works",
        "Manuscripts of testimony that wait.",
        Band::OfBase(0.05),
        Weekly(Sum(&["manuscripts_waiting"]), Over::End),
    ),
    outcome(
        "O14.latent",
        "latent dissent",
        "share",
        "Share of adults for whom more than the old leader was to blame and who voice no criticism: \
         the rest of that reading after those who criticise are taken off.",
        Band::Width(0.005),
        Weekly(Rest(&["reception_more_than_old_leader"], CRITICAL, ADULTS), Over::End),
    ),
];
