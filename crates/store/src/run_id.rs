//! Names of runs that can be said aloud: two words and a short hash of what went in.

use blake3::Hash;
use scenario::Scenario;

/// Everything that decides what a run computes. Threads, vector level, machine and time are not
/// part of it: the same inputs give the same id and the same bits everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Version of the program.
    pub program: String,
    /// Scenario id.
    pub scenario: String,
    /// Hash of the scenario text and tables as read, overlays and settings included.
    pub scenario_hash: String,
    /// Run seed.
    pub seed: u64,
    /// One in so many people is computed.
    pub sample: u32,
    /// Weeks asked for.
    pub weeks: u16,
}

impl Identity {
    /// The inputs of a run of `weeks` weeks of a scenario, by this version of the program, for one
    /// person in `sample`.
    pub fn of(scenario: &Scenario, program: &str, seed: u64, sample: u32, weeks: u16) -> Self {
        Identity {
            program: program.to_owned(),
            scenario: scenario.id.clone(),
            scenario_hash: scenario.hash.clone(),
            seed,
            sample,
            weeks,
        }
    }

    /// Hash of the inputs: every part with its length, in the order of the fields.
    pub fn hash(&self) -> Hash {
        let seed = self.seed.to_string();
        let sample = self.sample.to_string();
        let weeks = self.weeks.to_string();
        let parts = [
            &self.program,
            &self.scenario,
            &self.scenario_hash,
            &seed,
            &sample,
            &weeks,
        ];
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize()
    }

    /// The run id, e.g. `quiet-birch-3f9a`.
    pub fn run_id(&self) -> String {
        name_of(&self.hash())
    }
}

/// Two words and four hexadecimal digits of a hash.
fn name_of(hash: &Hash) -> String {
    let bytes = hash.as_bytes();
    let word = |words: &[&'static str; 64], byte: u8| words[usize::from(byte % 64)];
    let quality = word(&QUALITIES, bytes[2]);
    let thing = word(&THINGS, bytes[3]);
    format!("{quality}-{thing}-{:02x}{:02x}", bytes[0], bytes[1])
}

/// Qualities without judgement and without a colour of politics.
const QUALITIES: [&str; 64] = [
    "airy", "ample", "amber", "azure", "bold", "brief", "bright", "brisk", "broad", "calm",
    "clear", "close", "common", "copper", "curved", "deep", "dewy", "early", "eastern", "even",
    "fair", "fine", "first", "fresh", "gentle", "golden", "green", "high", "hazel", "inland",
    "keen", "large", "late", "level", "light", "little", "lively", "lofty", "long", "low",
    "mellow", "mild", "misty", "narrow", "northern", "open", "pale", "patient", "plain", "quick",
    "quiet", "rapid", "round", "silver", "simple", "slender", "slow", "small", "smooth", "soft",
    "steady", "still", "tall", "wide",
];

/// Plants, birds, waters and landforms.
const THINGS: [&str; 64] = [
    "alder", "apple", "ash", "aspen", "bay", "beech", "birch", "brook", "cedar", "cherry",
    "clover", "cloud", "cove", "crane", "creek", "dale", "dune", "elm", "fern", "field", "finch",
    "flax", "grove", "harbour", "hawthorn", "heath", "heron", "hill", "island", "ivy", "juniper",
    "lake", "larch", "lark", "leaf", "lichen", "lily", "linden", "maple", "marsh", "meadow",
    "moss", "oak", "orchard", "osprey", "pebble", "plover", "pond", "poplar", "reed", "ridge",
    "river", "rowan", "sedge", "shore", "sorrel", "spring", "spruce", "stone", "swift", "thyme",
    "valley", "willow", "wren",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn inputs() -> Identity {
        Identity {
            program: "0.1.0".into(),
            scenario: "ussr-1953-1964".into(),
            scenario_hash: "ab".into(),
            seed: 1,
            sample: 100,
            weeks: 608,
        }
    }

    #[test]
    fn the_same_inputs_have_the_same_name() {
        assert_eq!(inputs().run_id(), inputs().run_id());
        assert_eq!(inputs().run_id(), "pale-river-5b5a");
    }

    #[test]
    fn every_input_counts() {
        let changes: [fn(&mut Identity); 6] = [
            |i| i.program = "0.2.0".into(),
            |i| i.scenario = "other".into(),
            |i| i.scenario_hash = "ac".into(),
            |i| i.seed = 2,
            |i| i.sample = 10,
            |i| i.weeks = 607,
        ];
        let mut hashes = BTreeSet::from([*inputs().hash().as_bytes()]);
        for change in changes {
            let mut changed = inputs();
            change(&mut changed);
            hashes.insert(*changed.hash().as_bytes());
        }
        assert_eq!(hashes.len(), 7);
    }

    #[test]
    fn words_are_distinct() {
        assert_eq!(BTreeSet::from(QUALITIES).len(), 64);
        assert_eq!(BTreeSet::from(THINGS).len(), 64);
    }
}
