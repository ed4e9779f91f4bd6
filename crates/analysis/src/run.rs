//! One run from scenario to folder.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::civil::Date;
use kernel::VectorLevel;
use rules::Society;
use scenario::Scenario;
use store::manifest::RecordLine;
use store::{Identity, Manifest, RunFolder, Status, Tables};

use crate::clock::Clock;
use crate::request::{Progress, RunError, RunOutcome, RunRequest, WeekProgress};
use crate::{memory, record, recorder};

/// Version of the program, part of every run's identity.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// File of a run folder that holds the scenario text as read.
pub const SCENARIO_FILE: &str = "scenario.json";

/// Least seconds of work between snapshots when no interval in weeks is asked for.
const SNAPSHOT_SECONDS: f64 = 30.0;

/// Seconds of work for each second that the last snapshot took: snapshots cost at most a
/// twentieth of a run, however large the country and slow the disk.
const WORK_PER_SNAPSHOT_SECOND: f64 = 20.0;

/// Memory left to everything else when the country is sized, bytes.
const MEMORY_RESERVE: u64 = 512 * 1024 * 1024;

/// Runs a scenario into a new folder.
///
/// # Errors
/// [`RunError`]; whatever was written up to then is a valid partial run.
pub fn run(request: RunRequest, progress: &mut dyn Progress) -> Result<RunOutcome, RunError> {
    let identity = identity(&request)?;
    let mut manifest = Manifest::of(&identity, &request.scenario);
    manifest.warnings = unread_levers(&request.scenario);
    manifest.recorded = request.record;
    manifest.machine.started = now();
    let pool = pool(request.threads)?;
    manifest.machine.threads = pool.current_num_threads() as u32;
    let mut clock = Clock::default();
    // The country is built before the folder is made: a run that does not fit leaves no trace.
    let society = pool.install(|| prepare(&request, VectorLevel::detect()))?;
    clock.book("build");
    manifest.machine.vector = vector_name(society.vector).to_owned();
    progress.world_built(people(&society), clock.of("build"));
    let folder = RunFolder::create(&request.out, &manifest)?;
    let as_read = serde_json::to_string(&*request.scenario.as_read).unwrap_or_default();
    folder.write(SCENARIO_FILE, as_read.as_bytes())?;
    let tables = recorder::empty(&society.world);
    let drive = Drive::new(request, folder, manifest, clock, society, tables);
    pool.install(|| drive.go(progress))
}

/// What decides a run's bits, and with them its id.
///
/// # Errors
/// [`RunError::OutsideCalendar`].
pub fn identity(request: &RunRequest) -> Result<Identity, RunError> {
    let weeks = weeks_until(&request.scenario, request.until)?;
    let interval = request.sample.interval();
    Ok(Identity::of(
        &request.scenario,
        VERSION,
        request.seed,
        interval,
        weeks,
    ))
}

/// A warning for each changed lever that no rule reads: the change would silently do nothing.
fn unread_levers(scenario: &Scenario) -> Vec<String> {
    let read = |id: &str| {
        let texts = scenario
            .messages
            .iter()
            .filter_map(|message| message.given_if.as_deref());
        let rules = scenario
            .releases
            .iter()
            .filter_map(|rule| rule.given_if.as_deref());
        let gates = texts.chain(rules);
        rules::calendar::LEVERS
            .iter()
            .copied()
            .chain(gates)
            .any(|own| own == id)
    };
    let levers = scenario.changes.iter().map(|change| change.target.as_str());
    let unread = levers.filter(|id| scenario.lever(id).is_some() && !read(id));
    let mut warnings: Vec<_> = unread
        .map(|id| format!("no rule reads the lever {id} yet: changing it has no effect"))
        .collect();
    warnings.dedup();
    warnings
}

/// Builds the country of a request, before its first week.
///
/// # Errors
/// [`RunError`] when it does not fit into memory or the scenario lacks something.
pub fn prepare(request: &RunRequest, detected: VectorLevel) -> Result<Society, RunError> {
    let limit = memory::available_bytes().map(|bytes| bytes.saturating_sub(MEMORY_RESERVE));
    let (world, plan) = world::build(&request.scenario, request.sample, request.seed, limit)?;
    let vector = request.vector.unwrap_or(detected);
    let mut society = Society::new(world, Arc::new(plan), request.seed, vector)?;
    society.recording = request.record;
    Ok(society)
}

/// Threads of a run.
pub(crate) fn pool(threads: Option<usize>) -> Result<rayon::ThreadPool, RunError> {
    Ok(rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .build()?)
}

/// Simulated people, in camps or not.
pub(crate) fn people(society: &Society) -> u64 {
    let at_home: u64 = society
        .parts
        .iter()
        .map(|part| people_of(society, part))
        .sum();
    at_home + society.world.inmates.len() as u64
}

fn people_of(society: &Society, part: &rules::society::Part) -> u64 {
    let blocks = &society.world.collectives.as_slice()[rules::society::Part::range(part)];
    u64::from(rules::people::count_blocks(blocks).people)
}

pub(crate) fn vector_name(level: VectorLevel) -> &'static str {
    match level {
        VectorLevel::Plain => "plain",
        VectorLevel::Avx2 => "avx2",
        VectorLevel::Avx512 => "avx512",
    }
}

pub(crate) fn now() -> String {
    jiff::Timestamp::now().to_string()
}

/// Weeks of a run that ends with the week holding `until`.
pub(crate) fn weeks_until(scenario: &Scenario, until: Option<Date>) -> Result<u16, RunError> {
    let Some(until) = until else {
        return Ok(scenario.weeks());
    };
    if until < scenario.start || until > scenario.end {
        let (start, end) = (scenario.start, scenario.end);
        return Err(RunError::OutsideCalendar { until, start, end });
    }
    Ok(scenario.calendar().weeks_until(until))
}

/// A run on its way.
pub(crate) struct Drive {
    pub request: RunRequest,
    pub folder: RunFolder,
    pub manifest: Manifest,
    pub clock: Clock,
    pub society: Society,
    pub tables: Tables,
    pub saved_at: f64,
    /// Seconds that the last snapshot took.
    pub snapshot_cost: f64,
}

impl Drive {
    /// A run at the week at which its state stands.
    pub fn new(
        request: RunRequest,
        folder: RunFolder,
        manifest: Manifest,
        clock: Clock,
        society: Society,
        tables: Tables,
    ) -> Drive {
        Drive {
            request,
            folder,
            manifest,
            clock,
            society,
            tables,
            saved_at: 0.0,
            snapshot_cost: 0.0,
        }
    }

    /// Computes the weeks that are left and closes the folder.
    pub fn go(mut self, progress: &mut dyn Progress) -> Result<RunOutcome, RunError> {
        let mut people_weeks = 0.0;
        let first = self.society.week.0;
        let mut heard = 0.0;
        while self.society.week.0 < self.manifest.weeks
            && !self.request.stop.load(Ordering::Relaxed)
        {
            let Drive { society, clock, .. } = &mut self;
            society.step(|phase| clock.book(phase));
            recorder::take(&mut self.tables, &self.society);
            let week = self.progress(&mut people_weeks, &mut heard);
            self.hash_year()?;
            self.clock.book("results");
            if self.snapshot_is_due(first) {
                self.save()?;
                self.clock.book("checkpoint");
            }
            progress.week(&week);
        }
        self.close(people_weeks)
    }

    fn progress(&self, people_weeks: &mut f64, heard: &mut f64) -> WeekProgress {
        let weight = f64::from(self.society.world.sample.interval());
        let outcomes = &self.society.outcomes;
        let sum = |get: fn(&rules::places::Outcome) -> u32| -> f64 {
            outcomes.iter().map(|outcome| f64::from(get(outcome))).sum()
        };
        let people = sum(|outcome| outcome.counts.people);
        *people_weeks += people + self.society.world.inmates.len() as f64;
        *heard += sum(|outcome| outcome.first_heard) * weight;
        let week = self.society.week.0 - 1;
        WeekProgress {
            week: self.society.week.0,
            weeks: self.manifest.weeks,
            date: self.manifest.calendar().first_day(week),
            people: people * weight,
            heard: *heard,
            prisoners: self.society.world.inmates.len() as f64 * weight,
            critics: sum(|outcome| outcome.counts.critics()) * weight,
            people_weeks_per_second: *people_weeks / self.clock.stepping().max(1e-9),
        }
    }

    /// Notes the state's hash at the end of each week that holds a new year.
    fn hash_year(&mut self) -> Result<(), RunError> {
        let week = self.society.week.0 - 1;
        if self.society.plan.new_year.contains(&week) {
            let date = self.manifest.calendar().last_day(week);
            self.manifest
                .state_hash_by_date
                .insert(date, self.society.state_hash());
        }
        Ok(())
    }

    fn snapshot_is_due(&self, first: u16) -> bool {
        match self.request.checkpoint_every {
            Some(0) => false,
            Some(weeks) => (self.society.week.0 - first).is_multiple_of(weeks),
            None => {
                let pause = SNAPSHOT_SECONDS.max(WORK_PER_SNAPSHOT_SECOND * self.snapshot_cost);
                self.clock.elapsed() - self.saved_at > pause
            }
        }
    }

    /// Writes tables and manifest, then the snapshot they belong to.
    fn save(&mut self) -> Result<(), RunError> {
        let began = self.clock.elapsed();
        self.manifest.weeks_computed = self.society.week.0;
        self.folder.write_tables(&mut self.manifest, &self.tables)?;
        let society = &self.society;
        let header = self.manifest.identity.clone();
        self.folder
            .checkpoints()
            .write(society.week, |mut writer| {
                kernel::checkpoint::write(&mut writer, &header, &society.sections())
            })?;
        self.saved_at = self.clock.elapsed();
        self.snapshot_cost = self.saved_at - began;
        Ok(())
    }

    fn close(mut self, people_weeks: f64) -> Result<RunOutcome, RunError> {
        let complete = self.society.week.0 >= self.manifest.weeks;
        if !complete {
            self.save()?;
        }
        self.manifest.status = if complete {
            Status::Complete
        } else {
            Status::Partial
        };
        self.manifest.weeks_computed = self.society.week.0;
        self.manifest.state_hash = Some(self.society.state_hash());
        // The record is compared while the disk takes the tables.
        let (record, files) = rayon::join(
            || self.beside_record(),
            || self.folder.put_tables(&self.manifest, &self.tables),
        );
        self.manifest.record = record;
        self.manifest.files.extend(files?);
        self.clock.book("results");
        let machine = &mut self.manifest.machine;
        machine.ended = now();
        machine.people_weeks_per_second = people_weeks / self.clock.stepping().max(1e-9);
        machine.peak_memory_bytes = memory::peak_bytes();
        machine.seconds = self.clock.seconds().to_vec();
        self.folder.write_manifest(&self.manifest)?;
        self.log()?;
        Ok(RunOutcome {
            folder: self.folder,
            manifest: self.manifest,
            recorded: Some((self.tables, self.request.scenario)),
        })
    }

    /// How the run stands to the record, series by series.
    fn beside_record(&self) -> Vec<RecordLine> {
        let scenario = &self.request.scenario;
        let interval = self.request.sample.interval();
        let numbers = record::Numbers::new(scenario, &self.tables, self.society.week.0, interval);
        record::compare(scenario, &numbers)
    }

    fn log(&self) -> Result<(), RunError> {
        let manifest = &self.manifest;
        let status = manifest.status.name();
        self.folder.log(&format!(
            "{} {} {status}: {} of {} weeks",
            manifest.machine.ended, manifest.run, manifest.weeks_computed, manifest.weeks
        ))?;
        for phase in &manifest.machine.seconds {
            self.folder
                .log(&format!("{:>10.3} s {}", phase.seconds, phase.phase))?;
        }
        Ok(())
    }
}
