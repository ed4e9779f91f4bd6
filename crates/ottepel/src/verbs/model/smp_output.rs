//! The results of the spatial model as text, tables, JSON and charts.

use models::baseline::{weighted_mean, weighted_median};
use models::spatial_model::{Configuration, Round, Run};
use report::svg::{Axis, Caption, ChartOptions, Line, line_chart};
use serde_json::{Value, json};

use super::ktab_file::ActorsFile;
use super::smp::ending;
use crate::answer::Answer;
use crate::grid::{Grid, wrapped};

/// Columns of text for people.
const WIDTH: usize = 100;
/// Most lines in one chart; beyond that the most influential actors are drawn.
const MOST_LINES: usize = 16;
/// Said beside every result.
const CAUTION: &str = "Weighted mean and median of the positions stand beside the model because a model of this \
    family did not beat the weighted mean on 351 coded decisions of the European Union (claim BDM-5.2).";

/// A model's runs on a file's actors.
pub struct Study<'a> {
    /// The actors.
    pub file: &'a ActorsFile,
    /// The switches.
    pub configuration: &'a Configuration,
    /// One run, or many of a stochastic model.
    pub runs: &'a [Run],
}

/// Middle and central 80 % of some numbers.
struct Range {
    low: f64,
    median: f64,
    high: f64,
}

impl Range {
    fn of(mut numbers: Vec<f64>) -> Range {
        numbers.sort_by(f64::total_cmp);
        let at = |share: f64| numbers[((numbers.len() - 1) as f64 * share).round() as usize];
        Range {
            low: at(0.1),
            median: at(0.5),
            high: at(0.9),
        }
    }

    /// The number, with its range when there are several runs.
    fn text(&self, runs: usize) -> String {
        match runs {
            1 => format!("{:.1}", self.median),
            _ => format!("{:.0} ({:.0} to {:.0})", self.median, self.low, self.high),
        }
    }
}

impl Study<'_> {
    /// Everything in all forms.
    pub fn answer(&self) -> Answer {
        let positions = self.positions_grid();
        let chances = self.chances_grid();
        let title = match self.file.description.is_empty() {
            true => self.file.name.clone(),
            false => format!("{}: {}", self.file.name, self.file.description),
        };
        let spread = match self.runs {
            [_] => "",
            _ => " Ends are medians over runs, with the range of the middle 80 %.",
        };
        let text = [
            wrapped(&title, 0, WIDTH),
            wrapped(&format!("{}{spread}", ending(self.runs)), 0, WIDTH),
            wrapped(&format!("Configuration: {}.", self.configuration), 0, WIDTH),
            "\n".to_owned(),
            positions.to_text(),
            "\n".to_owned(),
            chances.to_text(),
            "\n".to_owned(),
            wrapped(CAUTION, 0, WIDTH),
        ]
        .concat();
        let markdown = format!(
            "{title}\n\n{}\n\n{}\n{}\n{CAUTION}\n",
            ending(self.runs),
            positions.to_markdown(),
            chances.to_markdown()
        );
        Answer::new(text, self.value())
            .with_csv(self.rounds_grid().to_csv())
            .with_markdown(markdown)
    }

    /// Positions by round on one dimension, as SVG; of many runs the first is drawn.
    pub fn chart(&self, dimension: usize) -> String {
        let lines: Vec<Line> = self
            .most_influential()
            .into_iter()
            .map(|actor| Line {
                label: self.file.actors[actor].name.clone(),
                points: self.series(actor, dimension),
                band: Vec::new(),
            })
            .chain([self.mean_line(dimension)])
            .collect();
        let name = &self.file.dimensions[dimension];
        let options = ChartOptions {
            caption: Caption {
                id: format!("smp-{}", dimension + 1),
                title: format!("{}: {name}", self.file.name),
                description: format!(
                    "{} {}",
                    ending(self.runs),
                    self.baseline_sentence(dimension)
                ),
                badge: format!(
                    "model result · spatial model of politics · {}",
                    self.configuration.election
                ),
            },
            x: Axis {
                label: "round".to_owned(),
                ..Axis::default()
            },
            y: Axis {
                label: format!("{name}, 0 to 100"),
                range: Some((0.0, 100.0)),
                ..Axis::default()
            },
            ..ChartOptions::default()
        };
        line_chart(&lines, &options)
    }

    /// Position of an actor by round in the first run, 0 to 100.
    pub fn series(&self, actor: usize, dimension: usize) -> Vec<(f64, f64)> {
        let rounds = self.runs.first().map_or(&[][..], |run| &run.rounds);
        let point = |(number, round): (usize, &Round)| {
            (number as f64, 100.0 * round.positions[actor][dimension])
        };
        rounds.iter().enumerate().map(point).collect()
    }

    fn mean_line(&self, dimension: usize) -> Line {
        let rounds = self.runs.first().map_or(&[][..], |run| &run.rounds);
        let points = rounds
            .iter()
            .enumerate()
            .map(|(number, round)| (number as f64, self.baselines(round, dimension).0));
        Line {
            label: "weighted mean".to_owned(),
            points: points.collect(),
            band: Vec::new(),
        }
    }

    fn most_influential(&self) -> Vec<usize> {
        let influence = |&actor: &usize| {
            let own = &self.file.actors[actor];
            own.capability * own.salience.iter().sum::<f64>()
        };
        let mut actors: Vec<usize> = (0..self.file.actors.len()).collect();
        actors.sort_by(|a, b| influence(b).total_cmp(&influence(a)));
        actors.truncate(MOST_LINES);
        actors
    }

    /// Weighted mean and median of the positions on a dimension, 0 to 100.
    fn baselines(&self, round: &Round, dimension: usize) -> (f64, f64) {
        let positions: Vec<f64> = round
            .positions
            .iter()
            .map(|position| 100.0 * position[dimension])
            .collect();
        let weights: Vec<f64> = self
            .file
            .actors
            .iter()
            .map(|actor| actor.capability * actor.salience[dimension])
            .collect();
        (
            weighted_mean(&positions, &weights),
            weighted_median(&positions, &weights),
        )
    }

    fn baseline_sentence(&self, dimension: usize) -> String {
        let Some(round) = self.runs.first().and_then(|run| run.rounds.first()) else {
            return String::new();
        };
        let (mean, median) = self.baselines(round, dimension);
        format!(
            "Before bargaining the weighted mean of positions is {mean:.1}, the weighted median {median:.1}."
        )
    }

    /// A number at the end of every run.
    fn at_end(&self, number: impl Fn(&Round) -> f64) -> Range {
        Range::of(
            self.runs
                .iter()
                .filter_map(|run| run.rounds.last())
                .map(number)
                .collect(),
        )
    }

    /// Chances and first moves, which no dimension divides.
    fn chances_grid(&self) -> Grid {
        let mut grid = Grid::new(&[
            "actor",
            "probability at start, %",
            "at end, %",
            "first challenges",
        ]);
        let runs = self.runs.len();
        let start = self.runs.first().and_then(|run| run.rounds.first());
        for (number, actor) in self.file.actors.iter().enumerate() {
            grid.push([
                actor.name.clone(),
                format!(
                    "{:.1}",
                    start.map_or(f64::NAN, |round| 100.0 * round.probabilities[number])
                ),
                self.at_end(|round| 100.0 * round.probabilities[number])
                    .text(runs),
                self.first_target(number)
                    .unwrap_or_else(|| "nobody".to_owned()),
            ]);
        }
        grid
    }

    /// Positions with the two baselines, dimension by dimension.
    fn positions_grid(&self) -> Grid {
        let mut grid = Grid::new(&["dimension", "position of", "start", "end"]);
        let runs = self.runs.len();
        for (dimension, name) in self.file.dimensions.iter().enumerate() {
            for (number, actor) in self.file.actors.iter().enumerate() {
                let end = self.at_end(|round| 100.0 * round.positions[number][dimension]);
                let start = format!("{:.1}", actor.position[dimension]);
                grid.push([name.clone(), actor.name.clone(), start, end.text(runs)]);
            }
            let start = self.runs.first().and_then(|run| run.rounds.first());
            let (mean, median) = start.map_or((f64::NAN, f64::NAN), |round| {
                self.baselines(round, dimension)
            });
            let end_mean = self.at_end(|round| self.baselines(round, dimension).0);
            let end_median = self.at_end(|round| self.baselines(round, dimension).1);
            for (what, start, end) in [
                ("weighted mean", mean, end_mean),
                ("weighted median", median, end_median),
            ] {
                grid.push([
                    name.clone(),
                    what.to_owned(),
                    format!("{start:.1}"),
                    end.text(runs),
                ]);
            }
        }
        grid
    }

    /// Whom an actor challenges in the first round, which does not depend on chance.
    fn first_target(&self, actor: usize) -> Option<String> {
        let first = self.runs.first()?.rounds.first()?;
        let challenge = first.challenges.get(actor)?.as_ref()?;
        Some(self.file.actors[challenge.target].name.clone())
    }

    /// One row a run, round, dimension and actor.
    fn rounds_grid(&self) -> Grid {
        let mut grid = Grid::new(&[
            "run",
            "round",
            "dimension",
            "actor",
            "position",
            "probability",
            "risk_attitude",
            "challenges",
            "weighted_mean",
            "weighted_median",
        ]);
        for (run, number, round) in self.rounds() {
            for (dimension, name) in self.file.dimensions.iter().enumerate() {
                let (mean, median) = self.baselines(round, dimension);
                for (at, actor) in self.file.actors.iter().enumerate() {
                    grid.push([
                        run.to_string(),
                        number.to_string(),
                        name.clone(),
                        actor.name.clone(),
                        decimals(100.0 * round.positions[at][dimension]),
                        decimals(round.probabilities[at]),
                        decimals(round.risk[at]),
                        self.target(round, at).unwrap_or_default(),
                        decimals(mean),
                        decimals(median),
                    ]);
                }
            }
        }
        grid
    }

    fn rounds(&self) -> impl Iterator<Item = (usize, usize, &Round)> {
        self.runs.iter().enumerate().flat_map(|(run, own)| {
            own.rounds
                .iter()
                .enumerate()
                .map(move |(number, round)| (run + 1, number, round))
        })
    }

    fn target(&self, round: &Round, actor: usize) -> Option<String> {
        let challenge = round.challenges.get(actor)?.as_ref()?;
        Some(self.file.actors[challenge.target].name.clone())
    }

    fn value(&self) -> Value {
        let runs: Vec<Value> = self.runs.iter().map(|run| self.run_value(run)).collect();
        json!({
            "scenario": self.file.name,
            "dimensions": self.file.dimensions,
            "configuration": self.configuration,
            "runs": runs,
            "caution": CAUTION,
        })
    }

    fn run_value(&self, run: &Run) -> Value {
        let rounds: Vec<Value> = run
            .rounds
            .iter()
            .enumerate()
            .map(|(number, round)| self.round_value(number, round))
            .collect();
        json!({ "settled": run.ending == models::spatial_model::Ending::Settled, "rounds": rounds })
    }

    fn round_value(&self, number: usize, round: &Round) -> Value {
        let actors: Vec<Value> = (0..self.file.actors.len())
            .map(|at| {
                let position: Vec<f64> =
                    round.positions[at].iter().map(|own| 100.0 * own).collect();
                json!({
                    "name": self.file.actors[at].name,
                    "position": position,
                    "probability": round.probabilities[at],
                    "risk_attitude": round.risk[at],
                    "challenges": self.target(round, at),
                })
            })
            .collect();
        let (means, medians): (Vec<f64>, Vec<f64>) = (0..self.file.dimensions.len())
            .map(|dimension| self.baselines(round, dimension))
            .unzip();
        json!({
            "round": number,
            "share_of_first_movement": round.displacement,
            "actors": actors,
            "weighted_mean": means,
            "weighted_median": medians,
        })
    }
}

/// Six decimals, enough for any use of the numbers.
fn decimals(number: f64) -> String {
    format!("{number:.6}")
}
