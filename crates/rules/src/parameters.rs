//! The numbers the mechanisms use, by name. Their values, units, priors and sources live in the
//! scenario; this file only says which keys exist and what they do.

use world::Plan;

/// Keys a plan lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the scenario gives no value for {}", .0.join(", "))]
pub struct Missing(pub Vec<&'static str>);

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
        /// Threat that a district feels whose people all live under special-settlement rules.
        threat_settlement = "fear.threat_settlement",
        /// Gain of trust of the fully exposed under full threat, a week (kappa).
        exposure_intimidation = "fear.exposure_intimidation",
        /// Loss of trust of the fully exposed under no threat, a week (gamma).
        exposure_resentment = "fear.exposure_resentment",
        /// 1: what was suffered moves trust as far as it is remembered; 0: for ever.
        exposure_fades = "fear.exposure_fades",
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
        /// Share of a promised rise that lifts aspirations of those who compare with the past.
        promise_weight = "living.promise_weight",
        /// Share of a townsperson's spending that goes to food at state prices.
        food_share = "living.food_share",
        /// Half-life of getting used to a price, years.
        price_half_life = "living.price_half_life",
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
        /// 1: people get used to an attack on the old leader; 0: it is felt as on the first day.
        habituation = "cult.habituation",
        /// Half-life of getting used to it, years.
        habituation_half_life = "cult.habituation_half_life",
        /// Fall of the devotion people are drawn to when no image is left.
        images = "cult.images",
        /// The same when the body is taken out of the mausoleum.
        mausoleum = "cult.mausoleum",
        /// Share of the fully devoted whom the loss of everything outrages.
        outrage = "cult.outrage",
        /// Trust that the outraged lose.
        outrage_trust = "cult.outrage_trust",
    }
    /// Statues and portraits of the old leader.
    Images images {
        /// 1: on, 0: off.
        on = "images.on",
        /// Images of a district at the start.
        per_district = "images.per_district",
        /// Attacks a week per critic while he is condemned in full.
        attack = "images.attack",
        /// Share of attacks repelled where those who defend him are alone.
        defence = "images.defence",
        /// Share taken down a week by a committee that is against him, without an order.
        local_removal = "images.local_removal",
        /// Share taken down a week under an order, at average zeal.
        ordered_removal = "images.ordered_removal",
    }
    /// Special settlers.
    Settlers settlers {
        /// Share of those freed who leave.
        leaving = "settlers.leaving",
    }
    /// People who came home from camps.
    Returnees returnees {
        /// 1: passport limits and telling, 0: neither.
        on = "returnees.on",
        /// Share of those from the largest cities who may not live there.
        barred = "returnees.barred",
        /// Hardship that being barred adds.
        barred_hardship = "returnees.barred_hardship",
        /// Share of the unsettled who find a place in a week.
        settling = "returnees.settling",
        /// Share of neighbours told of the camps when nothing is feared.
        telling = "returnees.telling",
        /// Share of the telling that full threat takes away.
        telling_fear = "returnees.telling_fear",
    }
    /// Reports up the party tree.
    Reports reports {
        /// 1: lost and bent on the way, 0: exact.
        on = "apparatus.on",
        /// Share of reported dissent that survives one level.
        retention = "apparatus.report_retention",
        /// Pull of what superiors want to hear, at one level.
        distortion = "apparatus.report_distortion",
        /// Remarks per adult and week that superiors expect under the hardest rule.
        campaign = "apparatus.campaign",
        /// Share of the gap to this week's reports that the centre's picture closes.
        speed = "apparatus.report_speed",
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
        /// 1: meetings may be led from outrage to reflection, 0: off.
        led = "reading.led",
        /// Share of meetings that follow full guidance under a body of average zeal.
        followed = "reading.followed",
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
        /// Loss of trust under the official frame when the system is to blame.
        blame_trust = "reception.blame_trust",
    }
    /// A verdict without reasons.
    BareDecision bare {
        /// Factor on the feeling it arouses.
        affect = "speech.bare_affect",
        /// Factor on the clarity of its guidance.
        clarity = "speech.bare_clarity",
        /// Factor on the weight of confusion.
        confusion = "speech.bare_confusion",
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
    /// Crowds in the street.
    Crowds crowds {
        /// 1: crowds gather; 0: none do.
        on = "crowds.on",
        /// 1: news of unrest spreads by distance; 0: it does not.
        spread = "crowds.spread",
        /// 1: foreign stations tell of unrest elsewhere; 0: they do not.
        broadcast = "crowds.broadcast",
        /// Weekly chance of a clash with the police in a town district.
        conflict = "crowds.conflict",
        /// Chance of any trigger in a rural district against a town.
        village = "crowds.village",
        /// Chance in the week of a price rise, per rise by its own size.
        price_trigger = "crowds.price_trigger",
        /// Weekly chance in the hero's country, per share who first hear an attack.
        insult_trigger = "crowds.insult_trigger",
        /// Weekly chance of a national occasion, per unit of national grievance.
        nation_trigger = "crowds.nation_trigger",
        /// Weekly chance that news falls, per unit of unrest felt.
        contagion = "crowds.contagion",
        /// Share of the unrest felt that a week leaves.
        felt_share = "crowds.felt_share",
        /// Share of a place's readiness for another crowd that one crowd uses up.
        exhaustion = "crowds.exhaustion",
        /// Share of what is used up that comes back in a week.
        recovery = "crowds.recovery",
        /// Distance scale of the kernel, km.
        kernel_scale = "crowds.kernel_scale",
        /// Power with which the kernel falls.
        kernel_decay = "crowds.kernel_decay",
        /// Distance between districts of one region, km.
        region_radius = "crowds.region_radius",
        /// Weight of unrest anywhere when stations tell of it unjammed.
        broadcast_reach = "crowds.broadcast_reach",
        /// What joining a crowd costs, above what speaking costs, in units of the margin.
        street = "crowds.street",
        /// People whom the trigger itself brings together.
        seed = "crowds.seed",
        /// Officers who face the crowd of a district.
        officers = "crowds.officers",
        /// Median share of a district's adults whom a clash reaches.
        reach_local = "crowds.reach_local",
        /// Median share of a district's adults whom any other trigger reaches.
        reach_wide = "crowds.reach_wide",
        /// Spread of these shares, sigma of the logarithm.
        reach_spread = "crowds.reach_spread",
        /// Spread of the outrage of single triggers, sigma of the logarithm.
        severity_spread = "crowds.severity_spread",
        /// Outrage at a clash with the police.
        outrage_conflict = "crowds.outrage_conflict",
        /// Outrage at a price rise, per rise by its own size and hardship one.
        outrage_price = "crowds.outrage_price",
        /// Outrage of the hero's nation at an attack on him, at full devotion.
        outrage_insult = "crowds.outrage_insult",
        /// Outrage per unit of national grievance.
        outrage_nation = "crowds.outrage_nation",
        /// Outrage at news against that of those who see it.
        news_share = "crowds.news_share",
        /// Smallest crowd that counts as an event.
        least = "crowds.least",
    }
    /// National grievance, in units of the margin.
    Nations nation {
        /// National grievance where Soviet rule came in 1939-40.
        west = "nation.west",
        /// National grievance in the other republics outside the RSFSR.
        republics = "nation.republics",
    }
    /// What the authorities do about a crowd, and what it teaches.
    Response response {
        /// Chance of force whatever the rule.
        force = "response.force",
        /// Rise of that chance per unit of the sanction rule.
        force_rule = "response.force_rule",
        /// Rise of that chance per root of a thousand participants.
        force_size = "response.force_size",
        /// Share of other answers that give way, without a sanction rule.
        concession = "response.concession",
        /// Median dead under force, per root of a thousand participants.
        killed = "response.killed",
        /// Median wounded, likewise.
        wounded = "response.wounded",
        /// Median arrested, likewise.
        arrested = "response.arrested",
        /// Toll of an intervention by the army against that of force.
        intervention = "response.intervention",
        /// Spread of the tolls, sigma of the logarithm.
        spread = "response.spread",
        /// Rise of threat in a place where force was used.
        threat_force = "response.threat_force",
        /// Rise of threat after arrests.
        threat_arrests = "response.threat_arrests",
        /// Fall of threat after a concession.
        threat_concession = "response.threat_concession",
        /// Rise of the memory of terror after force.
        memory_force = "response.memory_force",
        /// Fall of trust after force.
        trust_force = "response.trust_force",
        /// Rise of trust after a concession.
        trust_concession = "response.trust_concession",
    }
    /// Strikes in special camps.
    Strikes strikes {
        /// 1: special camps may strike; 0: none does.
        on = "camps.strikes_on",
        /// Weekly chance of a strike once rebellion is certain.
        hazard = "strikes.hazard",
        /// Rise of expectation per fall of the official line by one.
        hope_line = "strikes.hope_line",
        /// Rise of expectation when everybody else is amnestied.
        hope_amnesty = "strikes.hope_amnesty",
        /// Rise of expectation when the minister of the police falls.
        hope_minister = "strikes.hope_minister",
        /// Half-life of hopes and of threat in a camp, years.
        half_life = "strikes.half_life",
        /// Grievance per unit of expectation not met.
        disappointment = "strikes.disappointment",
        /// Grievance soothed per unit delivered.
        relief = "strikes.relief",
        /// Grievance at which rebellion is as likely as not.
        threshold = "strikes.threshold",
        /// Noise of rebellion.
        noise = "strikes.noise",
        /// Weight of strikes in other camps.
        news = "strikes.news",
        /// Median share of political inmates who take part.
        turnout = "strikes.turnout",
        /// Spread of that share, sigma of the logarithm.
        turnout_spread = "strikes.turnout_spread",
        /// Chance that a strike is ended by force.
        force = "strikes.force",
        /// Delivered by a strike that ends in concessions.
        gained = "strikes.gained",
    }
    /// The crush at the lying in state.
    Funeral funeral {
        /// 1: the lying in state draws a throng; 0: it does not.
        on = "funeral.on",
        /// Share of the capital's grieving who are in the streets at once.
        turnout = "funeral.turnout",
        /// Area of the streets they fill, square metres.
        street_area = "funeral.street_area",
        /// Persons to the square metre up to which nobody is crushed.
        safe_density = "funeral.safe_density",
        /// Share of those present who die at twice that density.
        deaths = "funeral.deaths",
        /// Spread of the toll, sigma of the logarithm.
        spread = "funeral.spread",
        /// Wounded for each of the dead.
        wounded_per_dead = "funeral.wounded_per_dead",
    }
    /// The satellite countries.
    Satellites satellites {
        /// 1: the satellites have people and crowds; 0: they do not.
        on = "satellites.on",
        /// Time after which a satellite follows the Union's line, years.
        lag = "satellites.lag",
        /// Standard of living against the Union's towns.
        living = "satellites.living",
        /// National grievance.
        national_grievance = "satellites.national_grievance",
        /// Share of crowds that stand for the nation.
        national_share = "satellites.national_share",
        /// Sanction rule of a leadership that forces.
        hard_rule = "satellites.hard_rule",
        /// Sanction rule of a leadership that gives way.
        soft_rule = "satellites.soft_rule",
        /// How far leaderships give way at the start, 0..1.
        concedes = "satellites.concedes",
        /// Rise of that as the Union's line goes from praise to condemnation.
        concedes_pull = "satellites.concedes_pull",
        /// Rise of that after a concession.
        concedes_after = "satellites.concedes_after",
        /// Weekly chance of a trigger in a country.
        trigger = "satellites.trigger",
        /// Rise of that chance per fall of the Union's line by one.
        opening = "satellites.opening",
        /// How long such an opening lasts, years.
        opening_lasts = "satellites.opening_lasts",
        /// Weekly chance that news falls, per unit of unrest felt.
        contagion = "satellites.contagion",
        /// Median share of a country's adults whom a trigger reaches.
        reach = "satellites.reach",
        /// Spread of that share, sigma of the logarithm.
        reach_spread = "satellites.reach_spread",
        /// Smallest crowd that counts as an event in a satellite.
        least = "satellites.least",
        /// Share of adults in a crowd that the country's own apparatus cannot face.
        apparatus_limit = "satellites.apparatus_limit",
        /// Chance that the Union's army comes then.
        intervention = "satellites.intervention",
        /// Rise of threat everywhere when it comes.
        intervention_threat = "satellites.intervention_threat",
        /// Weight of a satellite's crowd in the disorder that the Union's leadership sees.
        disorder = "satellites.disorder",
        /// Share of adults who hear the text in a week of broadcasts, against owners of receivers in the Union.
        radio = "satellites.radio",
        /// Readers of one copy of the speech.
        readers = "satellites.readers",
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
        /// Share of sentences, grave ones apart, for official, economic or lesser military crimes.
        official_crime_share = "camps.official_crime_share",
        /// Longest sentence served in a colony, years.
        colony_term_at_most = "camps.colony_term_at_most",
        /// Share of a sentence that work credits take off.
        work_credits = "camps.work_credits",
        /// The same for those held for counter-revolutionary crimes at the start.
        political_work_credits = "camps.political_work_credits",
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
    /// The leadership: switches, hazards, response.
    Leadership leadership {
        /// 1: the leadership is weighed every week; 0: seats by the calendar and nothing else.
        on = "leadership.on",
        /// How positions become a policy: 0 the spatial model, 1 the weighted mean, 2 the weighted median.
        aggregation = "leadership.aggregation",
        /// Weights in the Presidium: 0 by rank, office and base, 1 one vote a member.
        weighting = "leadership.weighting",
        /// Share of power that a coalition must exceed to remove the others.
        majority = "leadership.majority",
        /// Alarms a year that may bring the Presidium against its head.
        alarm = "leadership.alarm",
        /// How much more often alarms come when reports of dissent are twice the usual.
        alarm_reports = "leadership.alarm_reports",
        /// How much more often alarms come for each unit of recent unrest.
        alarm_unrest = "leadership.alarm_unrest",
        /// How much more often alarms come while another full member commands the police or the army.
        alarm_coercion = "leadership.alarm_coercion",
        /// Share of alarms on which a majority that would exclude the head acts.
        resolve = "leadership.resolve",
        /// Support from which nobody challenges any more.
        established = "leadership.established",
        /// 1: challenges fall with years in office as in the recorded exits of 699 leaders; 0: by power alone.
        tenure_hazard = "leadership.tenure_hazard",
        /// Rate at which a member whom the ruling coalition leaves out loses the seat.
        purges = "leadership.purges",
        /// How much the command of police or army adds to the threat that a member is to the others.
        coercion = "leadership.coercion",
        /// Rate at which those who stood on the losing side of a challenge lose the seat.
        reprisals = "leadership.reprisals",
        /// Years in which the memory of who stood where halves.
        reprisals_half_life = "leadership.reprisals_half_life",
        /// Weight of the Central Committee against the Presidium in deciding who is left out.
        cc_weight = "leadership.cc_weight",
        /// Share of members who die or fall ill for good in a year.
        natural_exits = "leadership.natural_exits",
        /// Share of the gap between a policy and the outcome of the leadership that closes in a week.
        policy_speed = "leadership.policy_speed",
        /// How far each critic among a thousand adults moves the leadership against de-Stalinisation, of a scale of one.
        policy_disorder = "leadership.policy_disorder",
        /// How far a policy follows the difference that a changed membership makes, of the full difference.
        policy_effect = "leadership.policy_effect",
    }
    /// What moves a member to vote against the head.
    Vote vote {
        /// Weight of policy: a member who stands with the rival against one who stands with the head.
        policy = "vote.policy",
        /// Weight of the share of the head's power that exceeds the mean.
        threat = "vote.threat",
        /// Weight of a member's own chance of being left out of the ruling coalition.
        fear = "vote.fear",
        /// Weight of owing one's seat to the head.
        patronage = "vote.patronage",
        /// Years in which such a debt halves.
        patronage_half_life = "vote.patronage_half_life",
        /// Weight of the danger of being on the losing side.
        caution = "vote.caution",
        /// Share of alarms on which those who would move count the Central Committee too.
        foresight = "vote.foresight",
    }
    /// What is held against the head.
    Failures failures {
        /// Failure that each unit of a week's unrest adds.
        unrest = "failures.unrest",
        /// Failure a week when the standard of living falls short of the usual one by the whole of it.
        living = "failures.living",
        /// Years in which a failure is half forgotten.
        half_life = "failures.half_life",
        /// Years in which what is usual closes half of its gap to what is.
        usual_half_life = "failures.usual_half_life",
    }
    /// Power of members by rank, office and base.
    MemberPower member_power {
        /// Power of a full member without office.
        full = "leadership.power_full",
        /// Power of a candidate, who speaks and does not vote.
        candidate = "leadership.power_candidate",
        /// Power that the office adds to the First Secretary.
        first_secretary = "leadership.power_first_secretary",
        /// Power that the office adds to the Chairman of the Council of Ministers.
        premier = "leadership.power_premier",
        /// Power that the office adds to a Secretary of the Central Committee.
        secretary = "leadership.power_secretary",
        /// Power that the office adds to a first deputy premier.
        deputy_premier = "leadership.power_deputy_premier",
        /// Power that the office adds to the head of the police ministries.
        police = "leadership.power_police",
        /// Power that the office adds to the minister of defence.
        defence = "leadership.power_defence",
        /// Power that the office adds to the head of state.
        head_of_state = "leadership.power_head_of_state",
        /// Power that the office adds to the head of a republic or great region.
        republic = "leadership.power_republic",
        /// Power that full primacy adds to members from the side that has it, party apparatus or ministries.
        primacy = "leadership.power_primacy",
        /// Power in the Presidium that a First Secretary gains who has appointed the whole apparatus.
        appointed = "leadership.power_appointed",
        /// Spread of the logarithm of members' powers: how badly they know one another's strength.
        spread = "leadership.power_spread",
    }
    /// The Central Committee as an electorate.
    CentralCommittee central_committee {
        /// Share of the Central Committee's votes from the party apparatus.
        apparatus = "leadership.cc_apparatus",
        /// Share of the Central Committee's votes from ministries and the state.
        ministries = "leadership.cc_ministries",
        /// Share of the Central Committee's votes from the army.
        army = "leadership.cc_army",
        /// Share of the Central Committee's votes from the police.
        security = "leadership.cc_security",
        /// Share of the Central Committee's votes from press, scholarship and culture.
        ideology = "leadership.cc_ideology",
        /// Share of the apparatus that owes its posts to a new First Secretary.
        first_appointed = "leadership.cc_first_appointed",
    }
    /// Posts of the apparatus.
    Appointments appointments {
        /// Share of the other posts of the apparatus that a First Secretary fills with his own in a year, at full primacy.
        appointments = "leadership.appointments",
        /// How fast a rule of rotation costs a First Secretary the loyalty of his appointees, per share of posts renewed.
        rotation_resentment = "leadership.rotation_resentment",
    }
    /// What an incumbent weighs before executing a beaten rival.
    Losers losers {
        /// Worth of the quiet years that an execution buys, of the worth of survival.
        quiet_years = "losers.quiet_years",
        /// How much the future counts.
        discount = "losers.discount",
        /// Chance of losing power one day.
        loss_probability = "losers.loss_probability",
        /// Chance that a loser who executed nobody is executed.
        first_risk = "losers.first_risk",
        /// Share of the remaining safety that each execution takes away.
        mark = "losers.mark",
    }
    /// When corrections are issued in 1956.
    Correction correction {
        /// Weeks after the speech at which a plan sets its first correction.
        plan_first = "correction.plan_first",
        /// Weeks after the speech at which a plan sets its second correction.
        plan_second = "correction.plan_second",
        /// Weeks after the speech at which a plan sets its third correction.
        plan_third = "correction.plan_third",
        /// Weeks after the speech at which a plan sets its fourth correction.
        plan_fourth = "correction.plan_fourth",
        /// Least time between two corrections by a rule without dates.
        pause = "correction.pause",
        /// Share of regional committees reporting confusion that brings a correction where confusion is allowed.
        confused_bodies = "correction.confused_bodies",
        /// Critics among a thousand adults of its region at which a committee reports confusion.
        confusion = "correction.confusion",
        /// Critics among a thousand adults of the country at which control is felt to slip.
        disorder = "correction.disorder",
        /// Fall of the weighted balance of the Presidium on de-Stalinisation that brings a correction, of a scale of one.
        balance_shift = "correction.balance_shift",
    }
    /// Positions and saliences by base of power.
    Destalinisation destalinisation {
        /// How much members from the party apparatus care about de-Stalinisation, of all four issues.
        salience_apparatus = "destalinisation.salience_apparatus",
        /// How much members from ministries and the state care about de-Stalinisation, of all four issues.
        salience_ministries = "destalinisation.salience_ministries",
        /// How much members from the police care about de-Stalinisation, of all four issues.
        salience_security = "destalinisation.salience_security",
        /// How much members from the army care about de-Stalinisation, of all four issues.
        salience_army = "destalinisation.salience_army",
        /// How much members from press and doctrine care about de-Stalinisation, of all four issues.
        salience_ideology = "destalinisation.salience_ideology",
        /// Standard error of a coded stance, of a scale of one.
        error_coded = "destalinisation.error_coded",
        /// Standard error of the stance of a member who is not coded and gets the mean of the base of power.
        error_uncoded = "destalinisation.error_uncoded",
    }
    /// Positions and saliences by base of power.
    ConsumerGoods consumer_goods {
        /// Where members from the party apparatus stand on consumer goods before heavy industry, from against (0) to for (1).
        position_apparatus = "consumer_goods.position_apparatus",
        /// Where members from ministries and the state stand on consumer goods before heavy industry, from against (0) to for (1).
        position_ministries = "consumer_goods.position_ministries",
        /// Where members from the police stand on consumer goods before heavy industry, from against (0) to for (1).
        position_security = "consumer_goods.position_security",
        /// Where members from the army stand on consumer goods before heavy industry, from against (0) to for (1).
        position_army = "consumer_goods.position_army",
        /// Where members from press and doctrine stand on consumer goods before heavy industry, from against (0) to for (1).
        position_ideology = "consumer_goods.position_ideology",
        /// How much members from the party apparatus care about consumer goods before heavy industry, of all four issues.
        salience_apparatus = "consumer_goods.salience_apparatus",
        /// How much members from ministries and the state care about consumer goods before heavy industry, of all four issues.
        salience_ministries = "consumer_goods.salience_ministries",
        /// How much members from the police care about consumer goods before heavy industry, of all four issues.
        salience_security = "consumer_goods.salience_security",
        /// How much members from the army care about consumer goods before heavy industry, of all four issues.
        salience_army = "consumer_goods.salience_army",
        /// How much members from press and doctrine care about consumer goods before heavy industry, of all four issues.
        salience_ideology = "consumer_goods.salience_ideology",
    }
    /// Positions and saliences by base of power.
    PartyPrimacy party_primacy {
        /// Where members from the party apparatus stand on the party over the ministries, from against (0) to for (1).
        position_apparatus = "party_primacy.position_apparatus",
        /// Where members from ministries and the state stand on the party over the ministries, from against (0) to for (1).
        position_ministries = "party_primacy.position_ministries",
        /// Where members from the police stand on the party over the ministries, from against (0) to for (1).
        position_security = "party_primacy.position_security",
        /// Where members from the army stand on the party over the ministries, from against (0) to for (1).
        position_army = "party_primacy.position_army",
        /// Where members from press and doctrine stand on the party over the ministries, from against (0) to for (1).
        position_ideology = "party_primacy.position_ideology",
        /// How much members from the party apparatus care about the party over the ministries, of all four issues.
        salience_apparatus = "party_primacy.salience_apparatus",
        /// How much members from ministries and the state care about the party over the ministries, of all four issues.
        salience_ministries = "party_primacy.salience_ministries",
        /// How much members from the police care about the party over the ministries, of all four issues.
        salience_security = "party_primacy.salience_security",
        /// How much members from the army care about the party over the ministries, of all four issues.
        salience_army = "party_primacy.salience_army",
        /// How much members from press and doctrine care about the party over the ministries, of all four issues.
        salience_ideology = "party_primacy.salience_ideology",
    }
    /// Positions and saliences by base of power.
    ForeignLine foreign_line {
        /// Where members from the party apparatus stand on an accommodating line abroad, from against (0) to for (1).
        position_apparatus = "foreign_line.position_apparatus",
        /// Where members from ministries and the state stand on an accommodating line abroad, from against (0) to for (1).
        position_ministries = "foreign_line.position_ministries",
        /// Where members from the police stand on an accommodating line abroad, from against (0) to for (1).
        position_security = "foreign_line.position_security",
        /// Where members from the army stand on an accommodating line abroad, from against (0) to for (1).
        position_army = "foreign_line.position_army",
        /// Where members from press and doctrine stand on an accommodating line abroad, from against (0) to for (1).
        position_ideology = "foreign_line.position_ideology",
        /// How much members from the party apparatus care about an accommodating line abroad, of all four issues.
        salience_apparatus = "foreign_line.salience_apparatus",
        /// How much members from ministries and the state care about an accommodating line abroad, of all four issues.
        salience_ministries = "foreign_line.salience_ministries",
        /// How much members from the police care about an accommodating line abroad, of all four issues.
        salience_security = "foreign_line.salience_security",
        /// How much members from the army care about an accommodating line abroad, of all four issues.
        salience_army = "foreign_line.salience_army",
        /// How much members from press and doctrine care about an accommodating line abroad, of all four issues.
        salience_ideology = "foreign_line.salience_ideology",
    }
    /// Manuscripts, editors, print runs.
    Print print {
        /// 1: on, 0: nothing is written or printed.
        on = "print.on",
        /// Manuscripts of writers a week, when nothing is feared.
        writers = "print.writers",
        /// Manuscripts a week per person who came home, when nothing is feared.
        manuscripts = "print.manuscripts",
        /// What somebody struck otherwise writes against one who came home.
        witness_weight = "print.witness_weight",
        /// Share of waiting manuscripts printed in a week with the gate wide open and no caution.
        passed = "print.passed",
        /// Gate below which no work of a writer passes.
        writers_gate = "print.writers_gate",
        /// Gate below which no testimony passes.
        testimony_gate = "print.testimony_gate",
        /// Share of needless caution that editors lose in a week.
        caution_speed = "print.caution_speed",
        /// Copies of a publication.
        run = "print.run",
        /// Share of works that get a mass edition.
        mass_share = "print.mass_share",
        /// Copies of a mass edition.
        mass_run = "print.mass_run",
        /// Readers of a copy.
        readers_per_copy = "print.readers_per_copy",
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
        /// Share of joining that hangs on the party's primacy over the ministries.
        party_pull = "life.party_pull",
        /// Share of members who become officials in a week.
        officials_made = "life.officials_made",
        /// Share of officials who lose office in a week.
        officials_lost = "life.officials_lost",
    }
}
