//! The country: a week at every sample, by phase, by thread, by vector level, with and without recording.
//!
//! The yardstick is a plain pass: adding up the same bytes once, on as many threads.

use anyhow::Result;

use super::figure::Figure;
use super::program::{self, Measured};
use super::yardstick::{median, plain_pass};

/// What is measured of each sample: its name, the last date, how often.
const SAMPLES: [(&str, Option<&str>, usize); 4] = [
    ("1/10000", None, 3),
    ("1/1000", None, 1),
    ("1/100", Some("1955-03-01"), 1),
    ("1/1", Some("1953-04-12"), 1),
];
/// The sample whose whole run on all cores is timed, at rest from the above.
const WHOLE: &str = "1/100";
const LEVELS: [&str; 3] = ["plain", "avx2", "avx512"];

/// Everything about the country.
///
/// # Errors
/// The program cannot be started or reports an error.
pub fn measure() -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for (sample, until, times) in SAMPLES {
        eprintln!("measuring {sample} …");
        figures.extend(sample_figures(sample, until, times)?);
    }
    eprintln!("measuring recording, vector levels and a whole run …");
    figures.extend(recording()?);
    figures.extend(levels()?);
    figures.push(whole_run()?);
    Ok(figures)
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The least disturbed of several runs, by the time of its weeks.
fn undisturbed(options: &[&str], times: usize) -> Result<Measured> {
    let runs: Result<Vec<Measured>> = (0..times).map(|_| program::run(options)).collect();
    let mut runs = runs?;
    runs.sort_by(|one, other| one.weeks.total_cmp(&other.weeks));
    Ok(runs.swap_remove(0))
}

fn options<'a>(sample: &'a str, threads: &'a str, until: Option<&'a str>) -> Vec<&'a str> {
    let mut options = vec!["--sample", sample, "--threads", threads];
    options.extend(until.into_iter().flat_map(|date| ["--until", date]));
    options
}

fn sample_figures(sample: &str, until: Option<&str>, times: usize) -> Result<Vec<Figure>> {
    let bytes = program::state_bytes(sample)?;
    let mut figures = Vec::new();
    let mut weeks = Vec::new();
    for threads in [1, cores()] {
        let words = threads.to_string();
        let run = undisturbed(&options(sample, &words, until), times)?;
        let pass = plain_pass(bytes, threads);
        let name = format!("country {sample}, {threads} threads");
        figures.push(Figure::plain(
            format!("{name}: plain pass"),
            bytes as f64 / pass / 1e9,
            "GB/s",
        ));
        figures.push(
            Figure::plain(format!("{name}: a week"), run.week(), "s")
                .against(run.week() / pass, "plain pass"),
        );
        if threads == cores() {
            figures.extend(phases(&name, &run, pass));
            figures.push(Figure::plain(format!("{name}: build"), run.build, "s"));
            figures.push(Figure::plain(
                format!("{name}: peak memory"),
                run.peak_bytes / 1e6,
                "MB",
            ));
        }
        weeks.push(run.week());
    }
    let gain = weeks[1] / weeks[0];
    let name = format!("country {sample}: a week on {} threads over one", cores());
    figures.push(Figure::plain(name, weeks[1], "s").against(gain, "one thread"));
    Ok(figures)
}

/// Phases of a week; those of less than a twentieth of it get no ratio, which would be noise.
fn phases(name: &str, run: &Measured, pass: f64) -> Vec<Figure> {
    let figure = |(phase, seconds): &(String, f64)| {
        let week = seconds / run.count;
        let figure = Figure::plain(format!("{name}: {phase}"), week * 1e3, "ms a week");
        match week * 20.0 < run.week() {
            true => figure,
            false => figure.against(week / pass, "plain pass"),
        }
    };
    run.phases.iter().map(figure).collect()
}

fn recording() -> Result<Vec<Figure>> {
    let threads = cores().to_string();
    let figure = |sample: &'static str, until| -> Result<Figure> {
        let words = options(sample, &threads, Some(until));
        let without = [words.as_slice(), &["--no-record"]].concat();
        // Taken in turns, so that a disturbance meets both.
        let pairs: Result<Vec<(f64, f64)>> = (0..3)
            .map(|_| Ok((program::run(&words)?.weeks, program::run(&without)?.weeks)))
            .collect();
        let pairs = pairs?;
        let recorded = median(pairs.iter().map(|(with, _)| *with).collect());
        let ratio = median(pairs.iter().map(|(with, without)| with / without).collect());
        Ok(Figure::plain(
            format!("country {sample}: recorded to {until}"),
            recorded,
            "s",
        )
        .against(ratio, "not recorded"))
    };
    Ok(vec![
        figure("1/1000", "1955-03-01")?,
        figure("1/100", "1953-12-31")?,
    ])
}

fn levels() -> Result<Vec<Figure>> {
    let pass = plain_pass(program::state_bytes("1/100")?, 1);
    let figure = |level: &&'static str| -> Result<Figure> {
        let words = options("1/100", "1", Some("1953-12-31"));
        let week = program::run(&[words.as_slice(), &["--vector", level]].concat())?.week();
        Ok(Figure::plain(
            format!("country 1/100, 1 threads, {level}: a week"),
            week,
            "s",
        )
        .against(week / pass, "plain pass"))
    };
    LEVELS
        .iter()
        .filter(|level| available(level))
        .map(figure)
        .collect()
}

/// Whether this machine has the instructions.
fn available(level: &str) -> bool {
    #[cfg(target_arch = "x86_64")]
    return match level {
        // Every machine with the last of the instructions that the kernel asks for has the others.
        "avx512" => is_x86_feature_detected!("avx512vbmi"),
        "avx2" => is_x86_feature_detected!("avx2"),
        _ => true,
    };
    #[cfg(not(target_arch = "x86_64"))]
    return level == "plain";
}

fn whole_run() -> Result<Figure> {
    let threads = cores().to_string();
    let run = program::run(&options(WHOLE, &threads, None))?;
    let pass = plain_pass(program::state_bytes(WHOLE)?, cores());
    let name = format!(
        "country {WHOLE}, {threads} threads: all {} weeks, process and all",
        run.count
    );
    Ok(Figure::plain(name, run.whole, "s")
        .against(run.whole / run.count / pass, "plain pass a week"))
}
