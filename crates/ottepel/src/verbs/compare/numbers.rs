//! Differences and levels as text and JSON: never a middle without its ends, no digit finer than a
//! tenth of the 80% interval.

use analysis::intervals::Intervals;
use report::answer::{Estimate, estimate_text};
use serde_json::{Value, json};

/// The estimate that the report writes.
fn estimate(own: &Intervals, factor: f64) -> Estimate {
    let [lo50, hi50] = own.within_50.map(|end| end * factor);
    let [lo80, hi80] = own.within_80.map(|end| end * factor);
    let [lo95, hi95] = own.within_95.map(|end| end * factor);
    Estimate {
        value: own.median * factor,
        lo50,
        hi50,
        lo80,
        hi80,
        lo95,
        hi95,
    }
}

/// A difference with its interval: shares in points.
pub fn difference(own: &Intervals, unit: &str) -> String {
    if own.within_95 == [0.0, 0.0] {
        return "none: exactly zero in every pair".to_owned();
    }
    match unit {
        "share" => estimate_text(&estimate(own, 100.0), "points"),
        _ => estimate_text(&estimate(own, 1.0), unit),
    }
}

/// A level with its interval.
pub fn level(own: &Intervals, unit: &str) -> String {
    estimate_text(&estimate(own, 1.0), unit)
}

/// A number with its interval for machines.
pub fn interval_json(own: Option<&Intervals>, unit: &str, kind: &str, sample: u32) -> Value {
    let Some(own) = own else {
        return Value::Null;
    };
    json!({
        "value": own.median,
        "unit": unit,
        "lo50": own.within_50[0],
        "hi50": own.within_50[1],
        "lo80": own.within_80[0],
        "hi80": own.within_80[1],
        "lo95": own.within_95[0],
        "hi95": own.within_95[1],
        "kind": kind,
        "n": own.count,
        "sample": format!("1/{sample}"),
    })
}
