//! What is observed: every series has one definition, here. Observing reads state and writes only
//! the [`Observation`]; it draws nothing.

use rayon::prelude::*;
use world::inmate::category;
use world::{Inmate, World};

use crate::Society;
use crate::camps::{CHUNK, Flows};
use crate::census::{self, Census, GroupCount};
use crate::events::{Event, Kind, Toll};
use crate::hearing::OPEN_ATTACK;
use crate::leadership::Standing;
use crate::places::Outcome;
use crate::series::SERIES;

/// Weeks between two censuses when nothing special is going on.
const CENSUS_WEEKS: u16 = 13;

/// Sums of a week over the country or one region, in people of the sample.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    /// Everybody outside camps.
    pub people: u64,
    /// Fourteen or older.
    pub adults: u64,
    /// Adults by stance.
    pub stances: [u64; 5],
    /// Adults who police neighbours.
    pub enforcing: u64,
    /// Adults at home who came back from a camp or colony since the run began.
    pub returned: u64,
    /// People of any age under special-settlement rules.
    pub settlers: u64,
    /// Attacks on images, full scale.
    pub image_attacks: u64,
    /// Attacks on images repelled, full scale.
    pub image_defences: u64,
    /// Share of images standing, times people.
    pub images: f64,
    /// Grumbled this week.
    pub grumbled: u64,
    /// Remarks by direction.
    pub remarks: [u64; 3],
    /// Acts by direction.
    pub acts: [u64; 3],
    /// Reprimanded.
    pub reprimanded: u64,
    /// Expelled.
    pub expelled: u64,
    /// Convicted for what they said.
    pub convicted: u64,
    /// Births.
    pub births: u64,
    /// Deaths outside camps.
    pub deaths: u64,
    /// Moved to town.
    pub moved: u64,
    /// First heard of the message.
    pub first_heard: u64,
    /// People who live in towns.
    pub urban: u64,
    /// Threat times adults.
    pub threat: f64,
}

impl Tally {
    fn add(&mut self, outcome: &Outcome, urban: bool, threat: f32, images: f32) {
        let counts = &outcome.counts;
        self.people += u64::from(counts.people);
        self.adults += u64::from(counts.adults);
        self.enforcing += u64::from(counts.enforcing);
        self.returned += u64::from(counts.returned);
        self.settlers += u64::from(counts.settlers);
        self.image_attacks += u64::from(outcome.image_attacks);
        self.image_defences += u64::from(outcome.image_defences);
        self.grumbled += u64::from(counts.grumbled);
        add_all(&mut self.stances, &counts.stances);
        add_all(&mut self.remarks, &outcome.remarks);
        add_all(&mut self.acts, &outcome.acts);
        self.reprimanded += u64::from(outcome.reprimanded);
        self.expelled += u64::from(outcome.expelled);
        self.convicted += outcome.convicted.len() as u64;
        self.births += u64::from(outcome.births);
        self.deaths += u64::from(outcome.deaths);
        self.moved += outcome.moving.len() as u64;
        self.first_heard += u64::from(outcome.first_heard);
        self.urban += if urban { u64::from(counts.people) } else { 0 };
        self.threat += f64::from(threat) * f64::from(counts.adults);
        self.images += f64::from(images) * f64::from(counts.people);
    }
}

fn add_all<const N: usize>(to: &mut [u64; N], from: &[u32; N]) {
    for (sum, own) in to.iter_mut().zip(from) {
        *sum += u64::from(*own);
    }
}

/// Inmates of a week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    /// In camps and colonies.
    pub all: u64,
    /// In camps only.
    pub camps: u64,
    /// In colonies only.
    pub colonies: u64,
    /// Convicted for counter-revolutionary crimes.
    pub political: u64,
}

impl Held {
    fn and(self, other: Held) -> Held {
        Held {
            all: self.all + other.all,
            camps: self.camps + other.camps,
            colonies: self.colonies + other.colonies,
            political: self.political + other.political,
        }
    }
}

/// What a series is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// Sums of the week.
    pub tally: &'a Tally,
    /// Crowds of the week in the Union, at full scale.
    pub crowds: &'a Toll,
    /// The census, in the weeks that have one.
    pub census: Option<&'a Census>,
    /// What only the country has.
    pub country: Option<&'a Country>,
    /// People whom each person of the sample stands for.
    pub weight: f64,
}

/// Numbers that only the country has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Country {
    /// Inmates.
    pub held: Held,
    /// Flows of the camps.
    pub flows: Flows,
    /// Strikes in camps, at full scale.
    pub strikes: Toll,
    /// Crushes, at full scale.
    pub crushes: Toll,
    /// Crowds in the satellites, at full scale.
    pub abroad: Toll,
    /// Released this week under the amnesty of 1955 for collaborators, and under that of 1957.
    pub later_amnesties: [u64; 2],
    /// The leadership.
    pub leadership: Standing,
    /// Openness of the press, 0..1.
    pub press_gate: f64,
    /// Manuscripts and print.
    pub press: crate::print::Press,
    /// Readers of the testimony printed this week.
    pub readers: f64,
    /// Barred from home and without a place.
    pub unsettled: f64,
    /// Remarks reported to the centre this week.
    pub reported: f64,
    /// Weight of memory in fear.
    pub memory_weight: f64,
}

/// Over what time a historical figure counts a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// The figure is of one moment.
    Moment,
    /// The figure counts the calendar year of its date.
    Year,
    /// The figure counts everything from the start to its date.
    SinceStart,
}

/// A historical series beside a series of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counterpart {
    /// Name in the historical tables.
    pub series: &'static str,
    /// What time its figures count.
    pub span: Span,
}

/// One observable quantity.
#[derive(Debug, Clone, Copy)]
pub struct Series {
    /// Name, the one used in the historical tables wherever they have one.
    pub name: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// `stock`, `flow` or `index`.
    pub kind: &'static str,
    /// What it counts.
    pub meaning: &'static str,
    /// Historical series it is compared with.
    pub record: Option<Counterpart>,
    /// Rests on events too rare for a sample.
    pub needs_full_population: bool,
    /// Has no measured counterpart.
    pub model_only: bool,
    /// Recorded by region in census weeks as well.
    pub regional: bool,
    /// Recorded by region in the weeks in which a crowd gathered there.
    pub of_crowds: bool,
    /// Its definition; nothing in weeks in which it is not counted.
    pub value: fn(&Scope<'_>) -> Option<f64>,
}

/// One recorded number. Entity 0 is the country, entity r + 1 region r.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    /// Index into [`SERIES`].
    pub series: u16,
    /// Country or region.
    pub entity: u16,
    /// The number at full scale.
    pub value: f64,
}

/// What was observed in the last week.
#[derive(Debug, Clone, Default)]
pub struct Observation {
    /// Numbers.
    pub values: Vec<Value>,
    /// Group counts, in census weeks.
    pub groups: Vec<GroupCount>,
    /// Events of the week.
    pub events: Vec<Event>,
    /// Flows of the camps, set by the camp phase.
    pub flows: Flows,
    regions: Vec<Tally>,
    /// Which sites are colonies.
    colonies: Vec<bool>,
}

impl Observation {
    /// Room for a country's numbers.
    pub fn new(world: &World) -> Observation {
        Observation {
            regions: vec![Tally::default(); world.regions.len()],
            colonies: world
                .sites
                .iter()
                .map(|site| site.kind == crate::sentences::COLONY)
                .collect(),
            ..Observation::default()
        }
    }

    /// Whether a site stands for the colonies of a region.
    pub(crate) fn is_colony(&self, site: u16) -> bool {
        self.colonies[usize::from(site)]
    }
}

/// Records the week.
pub fn week(society: &mut Society) {
    society.observation.values.clear();
    society.observation.groups.clear();
    society.observation.events.clear();
    if !society.recording {
        return;
    }
    let happened = society.happened.iter();
    society.observation.events.extend(happened);
    let crowds = crowds(society);
    let regions = tally_regions(society);
    let censuses = is_census_week(society).then(|| census::take(society));
    let country = country(society);
    let weight = f64::from(society.world.sample.interval());
    let observation = &mut society.observation;
    observation.regions = regions;
    let all = sum_of(&observation.regions);
    let whole = censuses.as_ref().map(census::sum);
    let scope = Scope {
        tally: &all,
        crowds: &crowds,
        census: whole.as_ref(),
        country: Some(&country),
        weight,
    };
    write_values(&mut observation.values, 0, &scope, |_| true);
    write_crowds(observation, &society.world, weight);
    let Some(censuses) = censuses else { return };
    for (region, tally) in observation.regions.iter().enumerate() {
        let scope = Scope {
            tally,
            crowds: &Toll::default(),
            census: Some(&censuses.regions[region]),
            country: None,
            weight,
        };
        write_values(
            &mut observation.values,
            region as u16 + 1,
            &scope,
            |series| series.regional,
        );
    }
    census::write_groups(&mut observation.groups, &society.world, &censuses, weight);
}

/// Crowds by region, in the regions that had any.
fn write_crowds(observation: &mut Observation, world: &World, weight: f64) {
    let held = |event: &Event| (event.kind == Kind::Crowd).then(|| event.place.region(world))?;
    let mut regions: Vec<usize> = observation.events.iter().filter_map(held).collect();
    regions.sort_unstable();
    regions.dedup();
    for region in regions {
        let crowds = Toll::of(&observation.events, Kind::Crowd, world, Some(region));
        let scope = Scope {
            tally: &observation.regions[region],
            crowds: &crowds,
            census: None,
            country: None,
            weight,
        };
        let of_crowds = |series: &Series| series.of_crowds;
        write_values(
            &mut observation.values,
            region as u16 + 1,
            &scope,
            of_crowds,
        );
    }
}

/// Crowds of the whole Union.
fn crowds(society: &Society) -> Toll {
    Toll::of(&society.happened, Kind::Crowd, &society.world, None)
}

fn write_values(
    values: &mut Vec<Value>,
    entity: u16,
    scope: &Scope<'_>,
    wanted: impl Fn(&Series) -> bool,
) {
    for (number, series) in SERIES.iter().enumerate() {
        if !wanted(series) {
            continue;
        }
        if let Some(value) = (series.value)(scope) {
            values.push(Value {
                series: number as u16,
                entity,
                value,
            });
        }
    }
}

fn tally_regions(society: &mut Society) -> Vec<Tally> {
    let mut regions = std::mem::take(&mut society.observation.regions);
    regions.fill(Tally::default());
    let parts = society
        .parts
        .iter()
        .zip(&society.outcomes)
        .zip(&society.places)
        .zip(&society.images);
    for (((part, outcome), place), images) in parts {
        let district = &society.world.districts[part.district as usize];
        let urban = district.settlement == world::Settlement::Town;
        regions[usize::from(district.region)].add(outcome, urban, place.threat, *images);
    }
    regions
}

fn sum_of(regions: &[Tally]) -> Tally {
    let mut all = Tally::default();
    for tally in regions {
        all.people += tally.people;
        all.adults += tally.adults;
        all.enforcing += tally.enforcing;
        all.returned += tally.returned;
        all.settlers += tally.settlers;
        all.image_attacks += tally.image_attacks;
        all.image_defences += tally.image_defences;
        all.images += tally.images;
        all.grumbled += tally.grumbled;
        all.reprimanded += tally.reprimanded;
        all.expelled += tally.expelled;
        all.convicted += tally.convicted;
        all.births += tally.births;
        all.deaths += tally.deaths;
        all.moved += tally.moved;
        all.first_heard += tally.first_heard;
        all.urban += tally.urban;
        all.threat += tally.threat;
        for direction in 0..3 {
            all.remarks[direction] += tally.remarks[direction];
            all.acts[direction] += tally.acts[direction];
        }
        for stance in 0..all.stances.len() {
            all.stances[stance] += tally.stances[stance];
        }
    }
    all
}

/// Censuses are taken at the new year, each quarter, and in the weeks in which a text is given and
/// read.
fn is_census_week(society: &Society) -> bool {
    let week = society.week.0;
    let attack = |message: &&world::PlannedMessage| message.line <= OPEN_ATTACK;
    let being_read = society.plan.messages.iter().filter(attack).any(|message| {
        let first = crate::messages::first_reading(message);
        week == message.week || (first..first + message.readings_weeks).contains(&week)
    });
    week.is_multiple_of(CENSUS_WEEKS)
        || society.plan.new_year.contains(&week)
        || week + 1 == society.plan.weeks
        || being_read
}

fn country(society: &Society) -> Country {
    let toll = |kind| Toll::of(&society.happened, kind, &society.world, None);
    Country {
        strikes: toll(Kind::CampStrike),
        crushes: toll(Kind::Crush),
        abroad: toll(Kind::SatelliteCrowd),
        held: held(society),
        flows: society.observation.flows,
        later_amnesties: ["amnesty-1955", "amnesty-1957"].map(|rule| amnestied(society, rule)),
        leadership: society.leadership.standing,
        press_gate: f64::from(society.policy.press_gate),
        press: society.press,
        readers: crate::print::readers(society),
        unsettled: society.returnees.unsettled,
        reported: society.reported.remarks,
        memory_weight: f64::from(society.parameters.fear.memory_weight),
    }
}

/// Released this week under the rule whose id starts with `prefix`.
fn amnestied(society: &Society, prefix: &str) -> u64 {
    let rules = society
        .plan
        .releases
        .iter()
        .zip(society.observation.flows.by_rule);
    rules
        .filter(|(rule, _)| rule.id.starts_with(prefix))
        .map(|(_, freed)| u64::from(freed))
        .sum()
}

fn held(society: &Society) -> Held {
    let colonies = &society.observation.colonies;
    let count = |mut held: Held, inmate: &Inmate| {
        let colony = u64::from(colonies[usize::from(inmate.site)]);
        held.all += 1;
        held.colonies += colony;
        held.camps += 1 - colony;
        held.political += u64::from(inmate.category & category::POLITICAL != 0);
        held
    };
    let inmates = society.world.inmates.par_chunks(CHUNK);
    inmates
        .map(|inmates| inmates.iter().fold(Held::default(), count))
        .reduce(Held::default, Held::and)
}
