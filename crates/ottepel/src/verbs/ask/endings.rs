//! Shares of endings that exclude one another: who leads on the last day.

use std::collections::BTreeMap;

use report::answer as shown;

use super::compute::{Computed, Prepared};

/// Unit of outcomes that are 1 in a run that ends so, and 0 in any other.
const SHARE_OF_RUNS: &str = "share of runs";
/// Ending of runs in which nobody leads.
const NOBODY: &str = "nobody";

/// Who leads at the end, by arm, where the question names an outcome about offices. The base comes
/// first; each row counts the run of every pair once, and every contender who ever leads has a
/// column, most frequent first.
pub fn endings(prepared: &Prepared, computed: &Computed) -> Option<shown::Endings> {
    let about_office = |own: &&analysis::outcomes::Outcome| own.unit == SHARE_OF_RUNS;
    prepared.outcomes.iter().copied().find(about_office)?;
    let arms = &computed.result.arms;
    let first = arms.first()?;
    let mut rows = vec![(
        "Nothing changed".to_owned(),
        led(first.leaders.iter().map(|own| &own[0])),
    )];
    for (arm, (planned, _)) in arms.iter().zip(&prepared.arms) {
        rows.push((
            planned.title.clone(),
            led(arm.leaders.iter().map(|own| &own[1])),
        ));
    }
    let names = names(&rows);
    // One ending in every run is the record's: nothing was left open.
    if names.len() < 2 {
        return None;
    }
    let row = |(arm, counts): &(String, Counts)| shown::EndingRow {
        arm: arm.clone(),
        runs: names
            .iter()
            .map(|name| counts.get(name).copied().unwrap_or(0))
            .collect(),
    };
    Some(shown::Endings {
        what: format!(
            "who leads on {}",
            prepared.headline_day().strftime("%-d %B %Y")
        ),
        rows: rows.iter().map(row).collect(),
        names,
    })
}

/// Runs by who leads in them.
type Counts = BTreeMap<String, u32>;

fn led<'a>(leaders: impl Iterator<Item = &'a Option<String>>) -> Counts {
    let mut counts = Counts::new();
    for own in leaders {
        let name = own.clone().unwrap_or_else(|| NOBODY.to_owned());
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// Everybody who leads in any run: by how often with nothing changed, then by how often at all.
fn names(rows: &[(String, Counts)]) -> Vec<String> {
    let mut names: Vec<String> = rows
        .iter()
        .flat_map(|(_, own)| own.keys().cloned())
        .collect();
    let of = |counts: &Counts, name: &str| counts.get(name).copied().unwrap_or(0);
    names.sort();
    names.dedup();
    names.sort_by_key(|name| {
        let usual = rows.first().map_or(0, |(_, counts)| of(counts, name));
        let all: u32 = rows.iter().map(|(_, counts)| of(counts, name)).sum();
        (
            std::cmp::Reverse(usual),
            std::cmp::Reverse(all),
            *name == NOBODY,
        )
    });
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_contender_has_a_place_and_every_run_is_counted_once() {
        let run = |name: &str| Some(name.to_owned());
        let base = [run("B"), run("A"), run("B")];
        let arm = [run("C"), None, run("C")];
        let rows = [
            ("one".to_owned(), led(base.iter())),
            ("two".to_owned(), led(arm.iter())),
        ];
        assert_eq!(names(&rows), ["B", "A", "C", NOBODY]);
        assert!(rows.iter().all(|(_, own)| own.values().sum::<u32>() == 3));
    }
}
