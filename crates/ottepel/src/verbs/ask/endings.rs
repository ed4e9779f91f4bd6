//! Shares of endings that exclude one another.

use report::answer as shown;

use super::compute::{Computed, Prepared};

/// Unit of outcomes that are 1 in a run that ends so, and 0 in any other.
const SHARE_OF_RUNS: &str = "share of runs";

/// Endings by arm, where the question names an outcome that is an ending. The base comes first;
/// each row counts every run of the default and of the parameter draws once.
pub fn endings(prepared: &Prepared, computed: &Computed) -> Option<shown::Endings> {
    let at = prepared
        .outcomes
        .iter()
        .position(|own| own.unit == SHARE_OF_RUNS)?;
    let outcome = prepared.outcomes[at];
    let draws = computed.result.draws;
    let last = prepared.last_day();
    let row = |arm: String, happened: Vec<f64>| {
        let all = u32::try_from(happened.len()).unwrap_or(u32::MAX);
        let yes = happened.iter().filter(|own| **own >= 0.5).count();
        let yes = u32::try_from(yes).unwrap_or(u32::MAX);
        shown::EndingRow {
            arm,
            runs: vec![yes, all - yes],
        }
    };
    let of_runs = |own: &analysis::paired::Difference| own.variant <= draws;
    let first = &computed.result.arms.first()?.outcomes[at];
    let base = first
        .differences
        .iter()
        .filter(|own| of_runs(own))
        .map(|own| own.base);
    let mut rows = vec![row("Nothing changed".to_owned(), base.collect())];
    for (arm, (planned, _)) in computed.result.arms.iter().zip(&prepared.arms) {
        let own = arm.outcomes[at]
            .differences
            .iter()
            .filter(|own| of_runs(own));
        rows.push(row(planned.title.clone(), own.map(|own| own.arm).collect()));
    }
    rows.retain(|row| row.runs.iter().sum::<u32>() > 0);
    (!rows.is_empty()).then(|| shown::Endings {
        what: format!("{} on {}", outcome.title, last.strftime("%-d %B %Y")),
        names: vec!["in office".to_owned(), "not in office".to_owned()],
        rows,
    })
}
