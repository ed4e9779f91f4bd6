//! The numbers the mechanisms use, by name. Their values, units, priors and sources live in the
//! scenario; this file only says which keys exist and what they do.

use world::Plan;

/// Keys a plan lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the scenario gives no value for {}", .0.join(", "))]
pub struct Missing(pub Vec<&'static str>);

macro_rules! parameters {
    ($($(#[$group_doc:meta])* $group:ident $field:ident { $($(#[$doc:meta])* $name:ident = $key:literal,)* })*) => {
        $($(#[$group_doc])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct $group { $($(#[$doc])* pub $name: f32,)* })*

        /// All numbers, by mechanism.
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct Parameters { $($(#[$group_doc])* pub $field: $group,)* }

        /// Every key the rules read, in order.
        pub const KEYS: &[&str] = &[$($($key,)*)*];

        impl Parameters {
            /// Reads every number from a plan.
            ///
            /// # Errors
            /// [`Missing`] with every key the plan lacks.
            pub fn read(plan: &Plan) -> Result<Parameters, Missing> {
                let missing: Vec<_> =
                    KEYS.iter().copied().filter(|key| !plan.parameters.contains_key(*key)).collect();
                if !missing.is_empty() {
                    return Err(Missing(missing));
                }
                let value = |key: &str| plan.parameters[key] as f32;
                Ok(Parameters { $($field: $group { $($name: value($key),)* },)* })
            }
        }
    };
}

parameters! {
    /// How a grievance becomes speech.
    Expression expression {
        /// Weekly hazard of grumbling at a margin of zero.
        base_hazard = "expression.base_hazard",
        /// Margin over which the hazard grows by a factor e.
        margin_scale = "expression.margin_scale",
        /// Threshold T0 that grievance and expressive need must exceed.
        threshold = "expression.threshold",
        /// 0: the margin sets a hazard; 1: the textbook's yes-or-no rule.
        yes_or_no = "expression.yes_or_no",
        /// Share of grumbles that become a remark or question at a meeting.
        remark_share = "expression.remark_share",
        /// Share of remarks that become an act: leaflet, portrait, song.
        act_share = "expression.act_share",
        /// Weeks a critical stance lasts before a person falls silent again.
        weeks_held = "expression.weeks_held",
        /// Devotion above which criticism turns into defence of the old leader.
        devotion_to_defend = "expression.devotion_to_defend",
        /// Trust above which criticism spares the system.
        trust_to_spare_system = "expression.trust_to_spare_system",
        /// 1: public praise may hide private disagreement; 0: silence is the only mask.
        falsification = "expression.falsification",
    }
    /// What makes party rule acceptable.
    Legitimacy legitimacy {
        /// Intercept.
        base = "legitimacy.base",
        /// Weight of approval of living standards.
        approval = "legitimacy.approval",
        /// Weight of trust.
        trust = "legitimacy.trust",
        /// Weight of devotion times the official line on the old leader.
        devotion = "legitimacy.devotion",
    }
    /// Estimated risk of punishment.
    Risk risk {
        /// Arrest constant k.
        arrest_constant = "risk.arrest_constant",
        /// 0: the ratio C/A as printed; 1: rounded down.
        floored = "risk.floored",
        /// Sanctioning capacity near a person, C.
        capacity = "risk.capacity",
        /// People of the district who are seen as if they were in the collective.
        district_circle = "risk.district_circle",
    }
    /// Fear, memory and threat.
    Fear fear {
        /// Weight of memory in fear, mu.
        memory_weight = "fear.memory_weight",
        /// Half-life of the memory of terror, years; 0 switches fading off.
        memory_half_life = "fear.memory_half_life",
        /// Share of the gap to its target that a district's threat closes in a week.
        threat_speed = "fear.threat_speed",
        /// Threat felt when nothing is punished.
        threat_floor = "fear.threat_floor",
        /// Weight of the announced sanction rule in threat.
        threat_rule = "fear.threat_rule",
        /// Weight of punishments seen in the district, per punished in 1 000 adults and week.
        threat_seen = "fear.threat_seen",
        /// Gain of trust of the fully exposed under full threat, a week (kappa).
        exposure_intimidation = "fear.exposure_intimidation",
        /// Loss of trust of the fully exposed under no threat, a week (gamma).
        exposure_resentment = "fear.exposure_resentment",
        /// Rise of memory a week per person in the collective who came home from a camp.
        memory_from_returned = "fear.memory_from_returned",
    }
    /// Policing of neighbours inside the collective.
    Enforcement enforcement {
        /// 1: on, 0: off (rival structure).
        on = "enforcement.on",
        /// Cost of enforcing, K.
        cost = "enforcement.cost",
        /// Strongest conviction of one who disbelieves.
        disbeliever_conviction = "enforcement.disbeliever_conviction",
    }
    /// Living standards and what they are compared with.
    Living living {
        /// Half-life of the reference level, years.
        aspiration_half_life = "living.aspiration_half_life",
        /// 0: own past; 1: promises; 2: abroad (rival reference points).
        reference = "living.reference",
        /// Level abroad relative to home.
        abroad_level = "living.abroad_level",
        /// Exponent of the value function.
        value_exponent = "living.value_exponent",
        /// Loss aversion.
        loss_aversion = "living.loss_aversion",
        /// Rise of trust a week at approval one.
        trust_from_approval = "living.trust_from_approval",
    }
    /// The cult of the old leader.
    Cult cult {
        /// Share of the gap between devotion and the line that closes in a week.
        line_pull = "cult.line_pull",
    }
    /// A text on its way down the party tree.
    Messages message {
        /// Chance that an item survives one level, without guidance.
        retention = "message.retention",
        /// Chance that a level enlarges an item it passes on.
        inflation = "message.inflation",
        /// How much a body's own belief shifts what it drops or enlarges.
        drift = "message.drift",
        /// How much fixed text and guidance close the gap to perfect retention.
        guidance_effect = "message.guidance_effect",
    }
    /// Meetings at which a text is read.
    Reading reading {
        /// Share of officials who are delegates and hear a text when it is given.
        delegates = "reading.delegates",
        /// Share of members and officials who attend when the party is the audience.
        members = "reading.members",
        /// Share of Komsomol members who attend when they are invited.
        komsomol = "reading.komsomol",
        /// Share of non-party adults who attend as activists.
        activists = "reading.activists",
        /// Power of an even spread with which meetings crowd toward the first weeks, 1 for none.
        haste = "reading.haste",
        /// Share of adults reached when the text is published.
        published = "reading.published",
    }
    /// What people make of what they hear.
    Reception reception {
        /// Weight of the line in the change of devotion under the official frame.
        official_devotion = "reception.official_devotion",
        /// Loss of devotion under *more than the old leader*.
        more_devotion = "reception.more_devotion",
        /// Loss of trust under *more than the old leader*.
        more_trust = "reception.more_trust",
        /// Gain of devotion under *slander*.
        slander_devotion = "reception.slander_devotion",
        /// Loss of trust under *slander*.
        slander_trust = "reception.slander_trust",
        /// Share of the distance to one half lost under *confusion*.
        confusion = "reception.confusion",
        /// Weight of exposure to repression in *more than the old leader*.
        exposure_weight = "reception.exposure_weight",
        /// Weight of schooling in *more than the old leader*.
        schooling_weight = "reception.schooling_weight",
        /// Weight of titular nationality and the place's belief in *slander*.
        place_weight = "reception.place_weight",
        /// Weight of *confusion* against the other two.
        confusion_weight = "reception.confusion_weight",
    }
    /// Word of mouth.
    Rumour rumour {
        /// 1: on, 0: off.
        on = "rumour.on",
        /// Weekly chance to hear from a teller in the collective, per share of tellers.
        meeting_rate = "rumour.meeting_rate",
        /// The same for tellers of the district.
        district_rate = "rumour.district_rate",
        /// The same for tellers of the country (letters, journeys).
        country_rate = "rumour.country_rate",
        /// Weekly chance that a teller stops, per share of neighbours who already know.
        stifling = "rumour.stifling",
        /// Chance that an item survives being retold.
        retention = "rumour.retention",
    }
    /// Foreign short-wave stations.
    Radio radio {
        /// Share of owners who tune in to a given week's programme on the speech.
        listening = "radio.listening",
        /// Share of reception left when stations are jammed.
        through_jamming = "radio.through_jamming",
    }
    /// Punishment by local bodies.
    Sanction sanction {
        /// Chance that an act is noticed, against a remark.
        act_weight = "sanction.act_weight",
        /// Share of the punished members who are expelled.
        expulsion_share = "sanction.expulsion_share",
        /// Sentence for anti-Soviet agitation, years.
        sentence_years = "sanction.sentence_years",
        /// Rise of the memory of terror of one who is punished.
        memory_gain = "sanction.memory_gain",
    }
    /// Camps and colonies.
    Camps camps {
        /// Share of inmates who die in a week.
        deaths = "camps.deaths",
        /// Share of adults sentenced to camp or colony in a week, other than political.
        sentences = "camps.sentences",
        /// Mean sentence, years.
        sentence_years = "camps.sentence_years",
        /// Share of sentences for serious violence.
        grave_share = "camps.grave_share",
        /// Share of a sentence that work credits take off.
        work_credits = "camps.work_credits",
    }
    /// Outcomes of a review of the case.
    Review review {
        /// Share closed with rehabilitation.
        rehabilitated = "review.rehabilitated",
        /// Share released without it.
        released = "review.released",
        /// Share in which the sentence is cut.
        sentence_cut = "review.sentence_cut",
        /// Share in which the charge becomes a lesser one, which cuts the sentence too.
        requalified = "review.requalified",
        /// Share of a cut sentence that remains.
        cut_to = "review.cut_to",
    }
    /// Manuscripts, editors, print runs.
    Print print {
        /// Manuscripts a week per person who came home, when nothing is feared.
        manuscripts = "print.manuscripts",
        /// Share of waiting manuscripts printed in a week with the gate fully open.
        passed = "print.passed",
        /// Readers reached by a publication.
        readers = "print.readers",
    }
    /// Births, coming of age, party membership.
    Life life {
        /// Share of the young (14-27) not in the Komsomol who join in a week.
        komsomol_joining = "life.komsomol_joining",
        /// Share of Komsomol members aged 20-27 who join the party in a week.
        party_joining_komsomol = "life.party_joining_komsomol",
        /// Share of other adults aged 20-54 who join the party in a week.
        party_joining_others = "life.party_joining_others",
        /// Share of members who leave or are dropped in a week, death aside.
        party_leaving = "life.party_leaving",
        /// Share of members who become officials in a week.
        officials_made = "life.officials_made",
        /// Share of officials who lose office in a week.
        officials_lost = "life.officials_lost",
    }
}
