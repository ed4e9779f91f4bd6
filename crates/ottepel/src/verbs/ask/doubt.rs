//! What there is to doubt about an answer, by rule.

use analysis::doubt::Kind;
use analysis::paired::{OutcomeResult, is_rare};
use report::answer as shown;
use scenario::Basis;

use super::compute::{Computed, Prepared};
use super::mapping::{flips, room};

/// Reversals named.
const NAMED: usize = 4;

/// Where the width comes from, as shares.
pub fn split(own: &OutcomeResult) -> shown::Doubt {
    let [chance, parameters, sources, structure] = own.doubt.shares();
    shown::Doubt {
        chance,
        parameters,
        sources,
        structure,
    }
}

/// A flip under which most pairs have the other sign.
struct Reversal {
    name: String,
    kind: Kind,
    turned: usize,
    of: usize,
}

/// Every flip that turns the headline round, and how many were tried.
fn reversals(computed: &Computed) -> (Vec<Reversal>, usize) {
    let headline = computed
        .result
        .arms
        .first()
        .and_then(|arm| arm.outcomes.first());
    let Some((own, difference)) = headline.and_then(|own| Some((own, own.difference?))) else {
        return (Vec::new(), 0);
    };
    let sign = difference.median.signum();
    let mut found = Vec::new();
    let mut tried = 0;
    for (number, name, kind) in flips(computed) {
        let under = own.differences.iter().filter(|own| own.variant == number);
        let values: Vec<f64> = under.map(analysis::paired::Difference::value).collect();
        tried += usize::from(!values.is_empty());
        // A pair that has the other sign without the flip is not turned by it.
        let usual = |pair: usize| {
            let main = own.main().find(|main| main.pair == pair);
            main.is_some_and(|main| main.value() * sign > 0.0)
        };
        let under = own.differences.iter().filter(|own| own.variant == number);
        let turned = under
            .filter(|own| own.value() * sign < 0.0 && usual(own.pair))
            .count();
        if difference.median != 0.0 && 2 * turned > values.len() {
            found.push(Reversal {
                name: name.to_owned(),
                kind,
                turned,
                of: values.len(),
            });
        }
    }
    (found, tried)
}

/// What turns the headline round, one sentence each, and how many flips it survives.
pub fn reversed_by(prepared: &Prepared, computed: &Computed) -> Vec<String> {
    let (found, tried) = reversals(computed);
    if !prepared.question.rivals.is_empty() {
        return vec![
            "Other sources and structures are tried on differences, not on which rule fits; other \
             draws of the parameters are, one in each run."
                .to_owned(),
        ];
    }
    if tried == 0 {
        let seconds = prepared.length().seconds_with_flips(computed.result.pairs);
        return vec![format!(
            "Other sources and rival structures were not tried at this effort; --flips tries them, in \
             about {seconds} s on two idle cores."
        )];
    }
    if nothing_differs(computed) {
        return vec![format!(
            "Nothing differs under any of {tried} single flips of sources and structures either."
        )];
    }
    if has_no_sign(computed) {
        return vec![format!(
            "The 80 % interval of the headline holds zero, so that it has no sign to turn round; {} of \
             {tried} single flips of sources and structures take most pairs to the other side.",
            found.len()
        )];
    }
    let survives = tried - found.len();
    let mut lines = vec![format!(
        "The sign of the headline stays under {survives} of {tried} single flips of sources and structures."
    )];
    let sentence = |own: &Reversal| {
        let what = match own.kind {
            Kind::Sources => "the other source",
            _ => "the rival structure",
        };
        format!(
            "It turns with {what} {} ({} of {} pairs).",
            own.name, own.turned, own.of
        )
    };
    lines.extend(found.iter().take(NAMED).map(sentence));
    if found.len() > NAMED {
        lines.push(format!("{} more flips turn it.", found.len() - NAMED));
    }
    lines
}

/// Whether the headline's 80 % interval holds zero.
fn has_no_sign(computed: &Computed) -> bool {
    let arm = computed.result.arms.first();
    let headline = arm.and_then(|arm| arm.outcomes.first());
    let difference = headline.and_then(|own| own.difference);
    difference.is_some_and(|own| own.within_80[0] <= 0.0 && own.within_80[1] >= 0.0)
}

/// Whether no pair differs, nor any under a flip.
fn nothing_differs(computed: &Computed) -> bool {
    let headline = computed.result.arms.first();
    let headline = headline.and_then(|arm| arm.outcomes.first());
    headline.is_some_and(|own| own.differences.iter().all(|own| own.value() == 0.0))
}

/// The largest reason to doubt the answer: the first of these that applies.
pub fn largest(prepared: &Prepared, computed: &Computed) -> String {
    let (found, tried) = reversals(computed);
    if let Some(first) = found.first() {
        return format!(
            "the sign turns under {} of {tried} single flips, first of all with {}.",
            found.len(),
            first.name
        );
    }
    let headline = prepared.outcomes.first();
    let arm = computed.result.arms.first();
    let result = arm.and_then(|arm| arm.outcomes.first());
    let still = result.is_some_and(|own| own.main().all(|own| own.value() == 0.0));
    if still && headline.is_some_and(|own| own.unit == "share of runs") {
        let pairs = computed.result.pairs;
        return format!(
            "an ending is yes or no, and {pairs} pairs are too few to see one that changes in fewer than \
             {:.0} % of runs.",
            room(pairs) * 100.0
        );
    }
    if still {
        return "nothing in the model leads from this change to this outcome: right where there is \
                nothing yet to act on, else a gap of the model."
            .to_owned();
    }
    let branch = arm.and_then(|arm| arm.branch);
    let rare = headline.zip(result);
    if rare.is_some_and(|(outcome, own)| is_rare(&computed.design, branch, outcome, own)) {
        return "counts this small are hardly seen in this sample; a larger one, up to everybody, shows them."
            .to_owned();
    }
    if let Some(assumed) = assumed_change(prepared) {
        return assumed;
    }
    let assumptions = prepared.base.parameters.iter();
    let (assumed, all) = assumptions.fold((0, 0), |(assumed, all), own| {
        (
            assumed + usize::from(matches!(own.basis, Basis::Because(_))),
            all + 1,
        )
    });
    let nobody = if headline.is_some_and(|own| own.model_only) {
        "nobody ever measured what is compared, and "
    } else {
        ""
    };
    format!(
        "{nobody}{assumed} of {all} parameters of the model are assumptions, whose ranges are ours."
    )
}

/// The first change of the headline's arm that rests on no source.
fn assumed_change(prepared: &Prepared) -> Option<String> {
    let (arm, _) = prepared.arms.first()?;
    let (change, reason) = arm.changes.iter().find_map(|own| match &own.basis {
        Basis::Because(reason) => Some((own, reason)),
        Basis::Source(_) => None,
    })?;
    let reason = reason
        .trim_start_matches("assumption: ")
        .trim_end_matches('.');
    // A setting has a name; a number is told by what the arm is called.
    let what = match prepared.base.lever(&change.target) {
        None => arm.title.as_str(),
        Some(_) => change.to.as_str(),
    };
    Some(format!(
        "“{what}” for {} is our assumption: {reason}.",
        change.target
    ))
}
