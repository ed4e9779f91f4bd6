//! `ottepel model contagion`.

use std::path::PathBuf;

use models::contagion::{Riot, State, final_size};
use serde_json::json;

use super::number_file::{Cell, NumberFile, all_or_problems};
use super::range::{between, positive};
use super::table::Table;
use crate::answer::Answer;
use crate::problem::{Failure, Problem};
use crate::session::Session;

/// How unrest spreads from place to place (Bonnasse-Gahot et al. 2018); without a file, one place
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model contagion --contagiousness 2
  ottepel model contagion --contagiousness 1.5 --decay 0.5 --days 60
  ottepel model contagion --contagiousness 3 --format json
")]
pub struct Arguments {
    /// CSV file with the heading place,x,y,susceptible,unrest: positions in one unit of length, people, level at the start
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Rate at which a susceptible person joins per unit of unrest felt, a day (0 to 1000)
    #[arg(long, value_name = "BETA", default_value_t = 2.0, value_parser = between(0.0, 1000.0))]
    pub contagiousness: f64,
    /// Rate at which unrest dies down, a day (above 0 to 1000)
    #[arg(long, value_name = "OMEGA", default_value_t = 1.0, value_parser = positive(1000.0))]
    pub decay: f64,
    /// Distance scale of the coupling, in the file's unit (above 0 to 1e6)
    #[arg(long, value_name = "LENGTH", default_value_t = 100.0, value_parser = positive(1e6))]
    pub scale: f64,
    /// Exponent with which the coupling falls with distance (0 to 20)
    #[arg(long, value_name = "N", default_value_t = 2.0, value_parser = between(0.0, 20.0))]
    pub exponent: f64,
    /// Cut every coupling between places
    #[arg(long)]
    pub isolated: bool,
    /// Days computed (1 to 3650)
    #[arg(long, value_name = "DAYS", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub days: u32,
}

/// A place of the file.
struct Site {
    name: String,
    position: (f64, f64),
    susceptible: f64,
    unrest: f64,
}

const HEADINGS: [&str; 5] = ["place", "x", "y", "susceptible", "unrest"];
const STEPS_A_DAY: u32 = 50;

/// Runs the model.
///
/// # Errors
/// `E0703` with line and column for a file that is not such a table; `E0702` when the steps would be too coarse.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    let sites = match &arguments.file {
        Some(path) => read(&NumberFile::read(path)?)?,
        None => vec![Site {
            name: "one place".to_owned(),
            position: (0.0, 0.0),
            susceptible: 1.0,
            unrest: 1e-6,
        }],
    };
    let riot = riot(arguments, &sites);
    check_rates(arguments, &riot, &sites)?;
    let courses = integrate(&riot, &sites, arguments.days);
    let mut table = Table::new(&[
        "place",
        "susceptible_at_start",
        "joined",
        "joined_share",
        "peak_unrest",
        "peak_day",
    ]);
    for (site, course) in sites.iter().zip(&courses) {
        let joined = site.susceptible - course.susceptible;
        let share = (site.susceptible > 0.0).then(|| joined / site.susceptible);
        table.push([
            json!(site.name),
            json!(site.susceptible),
            json!(joined),
            json!(share),
            json!(course.peak),
            json!(course.day),
        ]);
    }
    Ok(table.answer(inputs(arguments), &about(arguments)))
}

fn about(arguments: &Arguments) -> String {
    let one = if arguments.file.is_none() {
        let size = final_size(arguments.contagiousness / arguments.decay);
        format!(
            " From almost no unrest and after very long a share of {size:.6} joins (final-size equation)."
        )
    } else {
        String::new()
    };
    format!(
        "Equations of Bonnasse-Gahot et al. (2018), Sci. Rep. 8:107, with a linear joining rate and a coupling \
         (1 + distance/scale)^−exponent of our own choice; not the published fit.{one}"
    )
}

fn inputs(arguments: &Arguments) -> serde_json::Value {
    json!({
        "contagiousness": arguments.contagiousness, "decay": arguments.decay, "scale": arguments.scale,
        "exponent": arguments.exponent, "isolated": arguments.isolated, "days": arguments.days,
    })
}

fn riot(arguments: &Arguments, sites: &[Site]) -> Riot {
    let positions: Vec<(f64, f64)> = sites.iter().map(|site| site.position).collect();
    let mut coupling = Riot::coupling(&positions, arguments.scale, arguments.exponent);
    if arguments.isolated {
        for (here, weights) in coupling.iter_mut().enumerate() {
            for (there, weight) in weights.iter_mut().enumerate() {
                *weight = if here == there { *weight } else { 0.0 };
            }
        }
    }
    Riot {
        decay: arguments.decay,
        contagiousness: arguments.contagiousness,
        coupling,
    }
}

/// Refuses rates that change a state by more than half within one step.
fn check_rates(arguments: &Arguments, riot: &Riot, sites: &[Site]) -> Result<(), Failure> {
    let weight = riot
        .coupling
        .iter()
        .map(|weights| weights.iter().sum::<f64>())
        .fold(0.0, f64::max);
    let people: f64 = sites
        .iter()
        .map(|site| site.susceptible + site.unrest)
        .fold(0.0, f64::max);
    let fastest = arguments
        .decay
        .max(arguments.contagiousness * weight * people);
    if fastest > 0.5 * f64::from(STEPS_A_DAY) {
        let message = format!(
            "contagiousness times people felt is up to {fastest:.0} a day, more than steps of 1/{STEPS_A_DAY} day can follow"
        );
        return Err(Failure::new("E0702", message)
            .at_key("--contagiousness")
            .with_help("give people in larger units, or a smaller contagiousness"));
    }
    Ok(())
}

/// What is left of a place in the end, and when unrest was largest.
struct Course {
    susceptible: f64,
    peak: f64,
    day: f64,
}

fn integrate(riot: &Riot, sites: &[Site], days: u32) -> Vec<Course> {
    let mut state = State {
        unrest: sites.iter().map(|site| site.unrest).collect(),
        susceptible: sites.iter().map(|site| site.susceptible).collect(),
    };
    let mut courses: Vec<Course> = sites
        .iter()
        .map(|site| Course {
            susceptible: site.susceptible,
            peak: site.unrest,
            day: 0.0,
        })
        .collect();
    for step in 1..=days * STEPS_A_DAY {
        state = riot.advance(&state, 1.0 / f64::from(STEPS_A_DAY));
        for (place, course) in courses.iter_mut().enumerate() {
            course.susceptible = state.susceptible[place];
            if state.unrest[place] > course.peak {
                course.peak = state.unrest[place];
                course.day = f64::from(step) / f64::from(STEPS_A_DAY);
            }
        }
    }
    courses
}

fn read(file: &NumberFile) -> Result<Vec<Site>, Failure> {
    let (headings, rows) = (&file.lines[0], &file.lines[1..]);
    if !headings.iter().map(|cell| cell.text.as_str()).eq(HEADINGS) {
        return Err(file
            .problem(
                &headings[0],
                format!("the heading must be {}", HEADINGS.join(",")),
            )
            .into());
    }
    if rows.is_empty() {
        return Err(file
            .problem(&headings[0], "there is no place under the heading")
            .into());
    }
    all_or_problems(rows.iter().map(|row| site(file, row)))
}

fn site(file: &NumberFile, row: &[Cell]) -> Result<Site, Problem> {
    let [name, x, y, susceptible, unrest] = row else {
        return Err(file.problem(
            &row[0],
            format!(
                "the line has {} cells, expected {}",
                row.len(),
                HEADINGS.len()
            ),
        ));
    };
    Ok(Site {
        name: name.text.clone(),
        position: (file.number(x, -1e9, 1e9)?, file.number(y, -1e9, 1e9)?),
        susceptible: file.number(susceptible, 0.0, 1e9)?,
        unrest: file.number(unrest, 0.0, 1e9)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems_of(text: &str) -> Vec<String> {
        let file = NumberFile::of_text("places.csv", text).unwrap();
        let failure = read(&file).err().unwrap();
        let all = std::iter::once(&*failure.problem).chain(&failure.others);
        all.map(Problem::to_text).collect()
    }

    #[test]
    fn every_wrong_cell_is_named_with_line_and_column() {
        let text =
            "place,x,y,susceptible,unrest\nPosen, 0,a,1,0\n# a remark\nPest,0,0,1\nGood,0,0,1,0\n";
        let problems = problems_of(text);
        assert_eq!(problems.len(), 2);
        assert!(problems[0].contains("places.csv:2:10") && problems[0].contains("\"a\""));
        assert!(problems[1].contains("places.csv:4:1") && problems[1].contains("4 cells"));
    }

    #[test]
    fn a_wrong_heading_is_refused() {
        assert!(problems_of("city,x,y\n")[0].contains("the heading must be place,x,y"));
    }

    #[test]
    fn isolated_places_do_not_touch_each_other() {
        let text = "place,x,y,susceptible,unrest\nA,0,0,1,0.01\nB,0,1,1,0\n";
        let sites = read(&NumberFile::of_text("places.csv", text).unwrap()).unwrap();
        let mut riot = Riot {
            decay: 1.0,
            contagiousness: 2.0,
            coupling: vec![vec![1.0, 0.0], vec![0.0, 1.0]],
        };
        assert_eq!(integrate(&riot, &sites, 50)[1].susceptible, 1.0);
        riot.coupling = vec![vec![1.0, 0.5], vec![0.5, 1.0]];
        assert!(integrate(&riot, &sites, 50)[1].susceptible < 0.5);
    }
}
