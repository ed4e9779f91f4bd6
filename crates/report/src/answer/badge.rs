//! What every answer, picture, table and capsule carries.

use serde::{Deserialize, Serialize};

/// What kind of result this is, of what, how sure, and how to find it again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Badge {
    /// Scenario id with its version, e.g. `ussr-1953-1964 1.0`.
    pub scenario: String,
    /// Hash of the scenario text as read, `b3:` and hex digits.
    pub scenario_hash: String,
    /// First and last day that were computed, e.g. `1953-03-01 to 1957-12-31`.
    pub span: String,
    /// Version of the program.
    pub version: String,
    /// Part of the country, e.g. `1/1000`.
    pub sample: String,
    /// Pairs of runs.
    pub pairs: u32,
    /// Parameter draws that the pairs share.
    pub draws: u32,
    /// Pairs of each source choice and rival structure.
    pub pairs_per_flip: u32,
    /// Source choices and rival structures that were tried.
    pub flips: u32,
    /// First seed; the pairs take consecutive ones.
    pub seed: u64,
    /// Name of the set of parameter draws, `prior` where everything comes from the priors.
    pub draw_set: String,
    /// Headline difference as `80 % interval …`.
    pub interval: String,
    /// Headline verdict.
    pub verdict: String,
    /// Kind of doubt that dominates, in words.
    pub doubt: String,
    /// Name of the answer, e.g. `quiet-birch-3f9a`.
    pub run: String,
}

impl Badge {
    /// The whole badge on one line, its parts separated by middle dots.
    pub fn text(&self) -> String {
        let pairs = counted(self.pairs, "pair");
        let draws = format!("{} of {}", counted(self.draws, "draw"), self.draw_set);
        [
            "model result".to_owned(),
            self.scenario.clone(),
            self.span.clone(),
            format!("ottepel {}", self.version),
            format!("sample {}", self.sample),
            format!("{pairs}, {draws}, {}", counted(self.flips, "flip")),
            self.interval.clone(),
            format!("verdict: {}", self.verdict),
            format!("largest doubt: {}", self.doubt),
            "not a prediction; see limits".to_owned(),
            format!("run {}", self.run),
        ]
        .join(" · ")
    }

    /// The badge of tables and pictures within a page that carries the whole one.
    pub fn short(&self) -> String {
        format!(
            "model result · sample {} · {}, {} · not a prediction; see limits · run {}",
            self.sample,
            counted(self.pairs, "pair"),
            counted(self.draws, "draw"),
            self.run
        )
    }
}

fn counted(number: u32, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
