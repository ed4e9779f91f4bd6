//! The country between two weeks: its people and places, and what is on its way.

use std::sync::Arc;

use bytemuck::{Pod, Zeroable};
use kernel::checkpoint::{Sections, Snapshot};
use kernel::parts::{for_each_part, for_each_run};
use kernel::{Key, VectorLevel, Week};
use world::{Collective, Plan, Traits, World};

use crate::apparatus::Reported;
use crate::approval::Approval;
use crate::calendar::{self, Policy};
use crate::coverage::Coverage;
use crate::events::{Disorder, Event, Unrest};
use crate::fork::ForkError;
use crate::leadership::Leadership;
use crate::living::Prices;
use crate::messages::Version;
use crate::observe::Observation;
use crate::parameters::{Missing, Parameters};
use crate::past::Usual;
use crate::person::Constants;
use crate::phases::PHASES;
use crate::places::Outcome;
use crate::print::Press;
use crate::returnees::Returnees;
use crate::satellites::CountryState;
use crate::sentences::Destinations;
use crate::strikes::{Hope, SiteState};
use crate::triggers::{Coupling, Nation};

/// What a district remembers from week to week.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct PlaceState {
    /// Perceived probability that a visible critical act is punished, 0..1.
    pub threat: f32,
    /// Adults at the end of last week.
    pub adults: u32,
    /// Adults with a critical stance.
    pub critics: u32,
    /// Adults who heard something and are telling others.
    pub tellers: u32,
    /// Punished last week.
    pub punished: u32,
    /// People under special-settlement rules at the end of last week's people phase.
    pub settlers: u32,
}

/// A district that has people in this sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Position in [`Society::parts`] and all that goes with it.
    pub index: u32,
    /// Index into [`World::districts`].
    pub district: u32,
    /// First collective.
    pub first: u32,
    /// One past the last collective.
    pub end: u32,
}

impl Part {
    /// Its collectives.
    pub fn range(part: &Part) -> std::ops::Range<usize> {
        part.first as usize..part.end as usize
    }
}

/// A snapshot that does not belong to this country.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The people or camps do not fit.
    #[error(transparent)]
    World(#[from] world::RestoreError),
    /// A section is absent or has another length than this scenario needs.
    #[error("the checkpoint's section `{0}` does not fit this scenario and sample")]
    Section(&'static str),
}

/// Sums of last week over the whole country, as the rules of this week see them.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Totals {
    /// Adults.
    pub adults: u64,
    /// Adults with a critical stance.
    pub critics: u64,
    /// Tellers.
    pub tellers: u64,
}

/// Tables that follow from a country's map and parameters alone; branches share them.
pub(crate) struct LookUps {
    approval: Arc<Approval>,
    coupling: Arc<Coupling>,
}

impl LookUps {
    fn new(world: &World, parameters: &Parameters) -> LookUps {
        LookUps {
            approval: Arc::new(Approval::new(&parameters.living)),
            coupling: Arc::new(Coupling::new(world, parameters)),
        }
    }
}

/// Why a society cannot be set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SetUpError {
    /// Parameters are missing.
    #[error(transparent)]
    Parameters(#[from] Missing),
    /// Levers are missing.
    #[error("the scenario has no lever {}", .0.join(", "))]
    Levers(Vec<&'static str>),
    /// Settings that a rule chooses between are missing.
    #[error("the scenario does not name the setting {}", .0.join(", "))]
    Settings(Vec<String>),
}

/// The country and everything on its way.
#[derive(Debug)]
pub struct Society {
    /// People and places.
    pub world: World,
    /// What is followed, never changed.
    pub plan: Arc<Plan>,
    /// Numbers of the mechanisms.
    pub parameters: Parameters,
    /// Key of all draws.
    pub key: Key,
    /// Instruction set of the hot loop.
    pub vector: VectorLevel,
    /// The week that comes next.
    pub week: Week,
    /// Policy of the week being computed.
    pub policy: Policy,
    /// Districts with people.
    pub parts: Vec<Part>,
    /// State by part.
    pub places: Vec<PlaceState>,
    /// Versions of messages by message and body; see [`crate::messages`].
    pub versions: Vec<Version>,
    /// Manuscripts and print.
    pub press: Press,
    /// The leadership.
    pub leadership: Leadership,
    /// Official line of the last weeks, see [`crate::past`].
    pub lines: Vec<f32>,
    /// Attack on the old leader that people have got used to.
    pub usual: Usual,
    /// Unrest still felt, by region and then by satellite.
    pub unrest: Vec<Unrest>,
    /// Readiness for another crowd by district, 1 when rested; the susceptible stock of the riot
    /// model.
    pub rested: Vec<f32>,
    /// Disorder of the last weeks, as the leadership sees it.
    pub disorder: Disorder,
    /// Hopes of political prisoners.
    pub hope: Hope,
    /// What camps remember, by site.
    pub site_states: Vec<SiteState>,
    /// What satellites remember.
    pub countries: Vec<CountryState>,
    /// Events of the week being computed.
    pub happened: Vec<Event>,
    /// Share of the old leader's images that stand, by part.
    pub images: Vec<f32>,
    /// What people are used to paying.
    pub prices: Prices,
    /// People who came home and have no place.
    pub returnees: Returnees,
    /// What the centre has been told of dissent.
    pub reported: Reported,
    /// Last week's sums.
    pub totals: Totals,
    /// What happened in each part this week.
    pub outcomes: Vec<Outcome>,
    /// Whether anything is recorded; never read by a rule.
    pub recording: bool,
    /// This week's counts for the recorder.
    pub observation: Observation,
    pub(crate) constants: Constants,
    pub(crate) approval: Arc<Approval>,
    pub(crate) nations: Vec<Nation>,
    pub(crate) coupling: Arc<Coupling>,
    /// Whom the release rules of the plan cover, in its order.
    pub(crate) coverages: Arc<[Coverage]>,
    pub(crate) fates: Vec<crate::camps::Fate>,
    pub(crate) towns: Vec<Vec<u32>>,
    pub(crate) destinations: Destinations,
    pub(crate) around_cities: Vec<Option<u16>>,
}

impl Society {
    /// Sets up a country before its first week.
    ///
    /// # Errors
    /// [`SetUpError`] with everything the plan lacks.
    pub fn new(
        world: World,
        plan: Arc<Plan>,
        seed: u64,
        vector: VectorLevel,
    ) -> Result<Society, SetUpError> {
        let mut society = Society::unpeopled(world, plan, (seed, vector))?;
        society.begin();
        Ok(society)
    }

    /// The country of a snapshot of the same scenario, sample and seed; `world` is its map, with
    /// nobody in it.
    ///
    /// # Errors
    /// [`SetUpError`] with everything the plan lacks, [`RestoreError`] when a section is absent or
    /// does not fit.
    pub fn restored(
        mut world: World,
        plan: Arc<Plan>,
        seed: u64,
        vector: VectorLevel,
        snapshot: &Snapshot,
    ) -> Result<Society, ForkError> {
        world.restore(snapshot).map_err(RestoreError::from)?;
        let mut society = Society::unpeopled(world, plan, (seed, vector))?;
        society.remember(snapshot)?;
        Ok(society)
    }

    /// A country whose people nobody has counted yet.
    fn unpeopled(
        world: World,
        plan: Arc<Plan>,
        with: (u64, VectorLevel),
    ) -> Result<Society, SetUpError> {
        let parameters = Parameters::read(&plan)?;
        let look_ups = LookUps::new(&world, &parameters);
        Society::assemble(world, plan, parameters, look_ups, with)
    }

    /// Sets up a country with the look-ups of these parameters; what it remembers is still to come,
    /// from a first count of its people or from another country.
    pub(crate) fn assemble(
        world: World,
        plan: Arc<Plan>,
        parameters: Parameters,
        LookUps { approval, coupling }: LookUps,
        (seed, vector): (u64, VectorLevel),
    ) -> Result<Society, SetUpError> {
        let missing = calendar::missing(&plan);
        if !missing.is_empty() {
            return Err(SetUpError::Levers(missing));
        }
        let parts = occupied(&world);
        let key = Key::from_seed(seed);
        let leadership = Leadership::new(&world.leaders, &plan, &parameters, key)
            .map_err(SetUpError::Settings)?;
        let policy = Policy::of(&plan, 0);
        let places = vec![PlaceState::zeroed(); parts.len()];
        let outcomes = parts.iter().map(|_| Outcome::default()).collect();
        let versions =
            vec![Version::zeroed(); plan.messages.len() * crate::messages::bodies(&world)];
        Ok(Society {
            constants: Constants::new(&parameters),
            approval,
            observation: Observation::new(&world),
            towns: crate::demography::towns_by_region(&world),
            destinations: Destinations::of(&world),
            around_cities: crate::returnees::surroundings_of_cities(&world),
            fates: Vec::new(),
            coverages: Coverage::of_plan(&plan).into(),
            key,
            leadership,
            vector: vector.at_most_detected(),
            week: Week(0),
            lines: vec![policy.line; crate::past::WEEKS],
            usual: Usual::of(policy.line),
            unrest: vec![Unrest::default(); world.regions.len() + world.satellites.countries.len()],
            rested: vec![1.0; world.districts.len()],
            disorder: Disorder::default(),
            hope: Hope::default(),
            site_states: vec![SiteState::default(); world.sites.len()],
            countries: vec![CountryState::default(); world.satellites.countries.len()],
            happened: Vec::new(),
            nations: crate::triggers::nations(&world, &plan, &parameters),
            coupling,
            press: Press::new(policy.press_gate, 0.0),
            images: vec![1.0; parts.len()],
            prices: Prices {
                usual: policy.food_price,
            },
            returnees: Returnees::zeroed(),
            reported: Reported::zeroed(),
            totals: Totals::default(),
            recording: true,
            world,
            plan,
            parameters,
            policy,
            parts,
            places,
            versions,
            outcomes,
        })
    }

    /// The first view, for the first week.
    fn begin(&mut self) {
        self.count_people();
        self.countries = crate::satellites::states(self);
        let witnesses = crate::print::count_witnesses(self);
        self.press = Press::new(self.policy.press_gate, witnesses);
    }

    /// Computes one week; `after` is called with the name of each phase when it ends.
    ///
    /// # Panics
    /// When the plan has no further week.
    pub fn step(&mut self, mut after: impl FnMut(&'static str)) {
        assert!(
            self.week.0 < self.plan.weeks,
            "the plan ends with week {}",
            self.plan.weeks
        );
        self.happened.clear();
        for phase in &PHASES {
            (phase.run)(self);
            after(phase.name);
        }
        self.sum_totals();
        self.week = self.week.next();
    }

    /// Lets `work` visit every part with its own blocks, in parallel; it sees the rest of the
    /// country as it was when the visit began.
    pub(crate) fn for_each_place<F>(&mut self, work: F)
    where
        F: Fn(&Society, &Part, &mut [Collective], &mut [Traits], &mut Outcome) + Sync,
    {
        self.with_columns(|view, columns, outcomes| {
            for_each_part(
                &view.parts,
                Part::range,
                columns,
                outcomes,
                &|part, a, b, outcome| work(view, part, a, b, outcome),
            );
        });
    }

    /// The same by runs of neighbouring parts, so that small ones can be worked on together.
    pub(crate) fn for_each_run_of_places<F>(&mut self, work: F)
    where
        F: Fn(&Society, &[Part], &mut [Collective], &mut [Traits], &mut [Outcome]) + Sync,
    {
        self.with_columns(|view, columns, outcomes| {
            for_each_run(
                &view.parts,
                Part::range,
                columns,
                outcomes,
                &|parts, a, b, outcomes| work(view, parts, a, b, outcomes),
            );
        });
    }

    /// Positions of the parts of whose week something holds: few, for what befalls few.
    pub(crate) fn parts_that(&self, holds: impl Fn(&Outcome) -> bool) -> Vec<usize> {
        let outcomes = self.outcomes.iter().enumerate();
        outcomes
            .filter(|(_, outcome)| holds(outcome))
            .map(|(index, _)| index)
            .collect()
    }

    /// The same for some of the parts, with results of another kind.
    pub(crate) fn for_each_of<R, F>(&mut self, parts: &[Part], results: &mut [R], work: F)
    where
        R: Send,
        F: Fn(&Society, &Part, &mut [Collective], &mut [Traits], &mut R) + Sync,
    {
        self.with_columns(|view, columns, _| {
            let work = |part: &Part, a: &mut [_], b: &mut [_], result: &mut R| {
                work(view, part, a, b, result);
            };
            for_each_part(parts, Part::range, columns, results, &work);
        });
    }

    /// Lends the people and the outcomes while the rest is only looked at.
    fn with_columns(
        &mut self,
        visit: impl FnOnce(&Society, (&mut [Collective], &mut [Traits]), &mut [Outcome]),
    ) {
        let mut outcomes = std::mem::take(&mut self.outcomes);
        let mut collectives = std::mem::take(&mut self.world.collectives);
        let mut traits = std::mem::take(&mut self.world.traits);
        let columns = (collectives.as_mut_slice(), traits.as_mut_slice());
        visit(self, columns, &mut outcomes);
        self.world.collectives = collectives;
        self.world.traits = traits;
        self.outcomes = outcomes;
    }

    /// Counts adults and critics of every part and starts threat at what the rule and the
    /// commandants' rules say, as a first view for the first week.
    fn count_people(&mut self) {
        let (p, rule) = (&self.parameters, self.policy.sanction_rule);
        for (part, place) in self.parts.iter().zip(&mut self.places) {
            let blocks = &self.world.collectives.as_slice()[Part::range(part)];
            let counts = crate::people::count_blocks(blocks);
            place.adults = counts.adults;
            place.critics = counts.critics();
            place.settlers = counts.settlers;
            place.threat = crate::places::threat_target(p, rule, 0.0, counts.settled_share());
        }
        self.sum_totals();
    }

    /// Sums the parts for next week's view.
    pub(crate) fn sum_totals(&mut self) {
        let sum = |get: fn(&PlaceState) -> u32| self.places.iter().map(|p| u64::from(get(p))).sum();
        self.totals = Totals {
            adults: sum(|place| place.adults),
            critics: sum(|place| place.critics),
            tellers: sum(|place| place.tellers),
        };
    }

    /// The look-ups of the same map under some parameters.
    pub(crate) fn look_ups(&self, parameters: &Parameters) -> LookUps {
        if *parameters != self.parameters {
            return LookUps::new(&self.world, parameters);
        }
        LookUps {
            approval: Arc::clone(&self.approval),
            coupling: Arc::clone(&self.coupling),
        }
    }

    /// Everything that a later week depends on, for snapshots and hashes.
    pub fn sections(&self) -> Sections<'_> {
        let mut sections = self.world.sections();
        sections.extend(self.memory());
        sections
    }

    /// The part of [`Society::sections`] that is not people.
    pub(crate) fn memory(&self) -> Sections<'_> {
        vec![
            ("week", bytemuck::bytes_of(&self.week.0)),
            ("places", bytemuck::cast_slice(&self.places)),
            ("versions", bytemuck::cast_slice(&self.versions)),
            ("press", bytemuck::bytes_of(&self.press)),
            ("leaders", bytemuck::cast_slice(&self.leadership.members)),
            ("leadership", bytemuck::bytes_of(&self.leadership.state)),
            ("lines", bytemuck::cast_slice(&self.lines)),
            ("usual", bytemuck::bytes_of(&self.usual)),
            ("unrest", bytemuck::cast_slice(&self.unrest)),
            ("rested", bytemuck::cast_slice(&self.rested)),
            ("disorder", bytemuck::bytes_of(&self.disorder)),
            ("hope", bytemuck::bytes_of(&self.hope)),
            ("site_states", bytemuck::cast_slice(&self.site_states)),
            ("countries", bytemuck::cast_slice(&self.countries)),
            ("images", bytemuck::cast_slice(&self.images)),
            ("prices", bytemuck::bytes_of(&self.prices)),
            ("returnees", bytemuck::bytes_of(&self.returnees)),
            ("reported", bytemuck::bytes_of(&self.reported)),
        ]
    }

    /// Identity of the present state.
    pub fn state_hash(&self) -> String {
        kernel::checkpoint::hash(&self.sections())
            .to_hex()
            .to_string()
    }

    /// Puts a snapshot of the same scenario, sample and seed in place of the present state.
    ///
    /// # Errors
    /// [`RestoreError`] when a section is absent or does not fit.
    pub fn restore(&mut self, snapshot: &Snapshot) -> Result<(), RestoreError> {
        self.world.restore(snapshot)?;
        self.remember(snapshot)
    }

    /// Takes over what is not people, see [`Society::memory`].
    pub(crate) fn remember(&mut self, snapshot: &Snapshot) -> Result<(), RestoreError> {
        let mut week = [0_u16];
        copy(snapshot, "week", &mut week)?;
        if week[0] > self.plan.weeks {
            return Err(RestoreError::Section("week"));
        }
        self.week = Week(week[0]);
        copy(snapshot, "places", &mut self.places)?;
        copy(snapshot, "versions", &mut self.versions)?;
        copy(snapshot, "press", std::slice::from_mut(&mut self.press))?;
        let leadership = &mut self.leadership;
        copy(snapshot, "leaders", &mut leadership.members)?;
        copy(
            snapshot,
            "leadership",
            std::slice::from_mut(&mut leadership.state),
        )?;
        copy(snapshot, "lines", &mut self.lines)?;
        copy(snapshot, "unrest", &mut self.unrest)?;
        copy(snapshot, "rested", &mut self.rested)?;
        copy(
            snapshot,
            "disorder",
            std::slice::from_mut(&mut self.disorder),
        )?;
        copy(snapshot, "hope", std::slice::from_mut(&mut self.hope))?;
        copy(snapshot, "site_states", &mut self.site_states)?;
        copy(snapshot, "countries", &mut self.countries)?;
        copy(snapshot, "images", &mut self.images)?;
        copy(snapshot, "usual", std::slice::from_mut(&mut self.usual))?;
        copy(snapshot, "prices", std::slice::from_mut(&mut self.prices))?;
        copy(
            snapshot,
            "returnees",
            std::slice::from_mut(&mut self.returnees),
        )?;
        copy(
            snapshot,
            "reported",
            std::slice::from_mut(&mut self.reported),
        )?;
        self.sum_totals();
        Ok(())
    }
}

/// A district's share of a count: its own, leaning on the country's where too few of its people are
/// counted to tell. `own` and `adults` are persons of the sample, since the noise of a share falls
/// with those who are counted and not with those whom they stand for.
pub(crate) fn leaning_share(own: f64, adults: f64, country: f64) -> f64 {
    /// Adults of the country that every district's count is mixed with.
    const LEAN: f64 = 2_000.0;
    (own + LEAN * country) / (adults + LEAN)
}

fn copy<T: Pod>(snapshot: &Snapshot, name: &'static str, to: &mut [T]) -> Result<(), RestoreError> {
    let bytes = snapshot.section(name).ok_or(RestoreError::Section(name))?;
    let own: &mut [u8] = bytemuck::cast_slice_mut(to);
    if bytes.len() != own.len() {
        return Err(RestoreError::Section(name));
    }
    own.copy_from_slice(bytes);
    Ok(())
}

fn occupied(world: &World) -> Vec<Part> {
    let districts = world.districts.iter().enumerate();
    let occupied = districts
        .filter(|(_, district)| district.count > 0)
        .enumerate();
    let part = |(index, (number, district)): (usize, (usize, &world::District))| Part {
        index: index as u32,
        district: number as u32,
        first: district.first,
        end: district.first + district.count,
    };
    occupied.map(part).collect()
}
