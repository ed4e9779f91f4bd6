//! From paired differences to everything that an answer shows.

use analysis::doubt::Kind;
use analysis::intervals::Intervals;
use analysis::outcomes::{Measure, Outcome, Over};
use analysis::paired::{ArmResult, OutcomeResult, PairedResult, is_rare};
use analysis::verdict::{self, Verdict};
use jiff::ToSpan;
use jiff::civil::Date;
use report::answer as shown;
use scenario::question::{Arm, Premise, Question, Raised, Testimony};
use scenario::{Basis, Change, Scenario};
use store::manifest::RecordLine;

use super::compute::{Computed, Prepared};
use super::{doubt, endings, on_days, rules, trade_off};

/// Fewest draws of which nine of ten mean anything.
const ENOUGH_DRAWS: usize = 8;
/// Why nothing holds yet.
const UNTRIED: &str = "nothing holds before at least 8 parameter draws, every source choice and every \
    rival structure are tried; --refine tries them";
/// Why nothing holds about rare acts.
const RARE: &str =
    "nothing holds about counts this small before a larger sample shows them: --sample, up to 1/1";
/// Why pairs without a difference do not show that an ending comes as often.
const FEW_ENDINGS: &str = "how often an ending comes shows no visible difference only in so many \
    pairs that none beyond the band can hide; --refine adds pairs";
/// Figures of the record shown beside an outcome.
const FIGURES: usize = 3;

/// The answer as it is shown.
pub fn answer(prepared: &Prepared, computed: &Computed) -> report::Answer {
    let question = &prepared.question;
    let mut own = report::Answer {
        asked: asked(question, &prepared.base),
        premises: question.premises.iter().map(premise).collect(),
        arms: arms(prepared, computed),
        outcomes: outcomes(prepared, computed),
        endings: endings::endings(prepared, computed),
        trade_off: trade_off::trade_off(prepared, computed),
        model_choice: rules::model_choice(prepared, computed),
        parameters: prepared.draws.told(&prepared.base, computed.result.draws),
        checks: checks(computed, prepared),
        supports: testimonies(&question.supports, &prepared.base),
        against: testimonies(&question.against, &prepared.base),
        largest_doubt: doubt::largest(prepared, computed),
        reversed_by: doubt::reversed_by(prepared, computed),
        reading: question.reading.clone(),
        cannot_say: question.cannot_say.clone(),
        out_of_scope: question.out_of_scope.iter().map(refused).collect(),
        next: Vec::new(),
        badge: report::Badge::default(),
    };
    own.badge = badge(&own, prepared, computed);
    own.next = next(asked_as(question), &question.id, &own.badge.run);
    own
}

fn asked(question: &Question, base: &Scenario) -> shown::Asked {
    let raised = |own: &Raised| {
        let source = base.ledger.sources.get(&own.source);
        let source = source.map_or(own.source.as_str(), |source| &source.citation);
        match own.who.contains(source) {
            true => own.who.clone(),
            false => format!("{} ({source})", own.who),
        }
    };
    shown::Asked {
        id: question.id.clone(),
        title: question.title.clone(),
        asks: question.asks.clone(),
        raised_by: question.raised_by.iter().map(raised).collect(),
        kinds: question
            .kinds
            .iter()
            .map(|own| own.word().to_owned())
            .collect(),
    }
}

fn premise(own: &Premise) -> shown::Premise {
    shown::Premise {
        says: own.says.clone(),
        standing: own.standing.word().to_owned(),
        rows: own.rows.clone(),
        note: own.note.clone(),
    }
}

fn refused(own: &scenario::question::OutOfScope) -> shown::OutOfScope {
    shown::OutOfScope {
        asks: own.asks.clone(),
        reason: own.reason.clone(),
        proxies: own.proxies.clone(),
    }
}

fn arms(prepared: &Prepared, computed: &Computed) -> Vec<shown::Arm> {
    let results = computed.result.arms.iter();
    let arm = |((arm, _), result): (&(Arm, _), &ArmResult)| shown::Arm {
        name: arm.name.clone(),
        title: arm.title.clone(),
        changes: arm
            .changes
            .iter()
            .map(|own| change(own, &prepared.base))
            .collect(),
        minimal: arm.minimal.clone(),
        cotenable: arm.cotenable.clone(),
        identical_until: result
            .branch
            .and_then(|week| prepared.day(week).yesterday().ok())
            .filter(|day| *day >= prepared.base.start),
    };
    prepared.arms.iter().zip(results).map(arm).collect()
}

fn change(own: &Change, base: &Scenario) -> shown::ChangeMade {
    let lever = base.lever(&own.target);
    let setting = lever.and_then(|lever| lever.settings.get(&own.to));
    let means = match lever {
        Some(lever) => lever.means.clone(),
        None => base
            .parameters
            .get(&own.target)
            .map_or(String::new(), |own| own.means.clone()),
    };
    shown::ChangeMade {
        target: own.target.clone(),
        means,
        from: own.from.clone(),
        to: own.to.clone(),
        to_means: setting.map_or(String::new(), |own| own.means.clone()),
        // A number of the model is nobody's decision, whoever decides on what stands beside it.
        actor: match base.parameters.get(&own.target) {
            Some(_) => String::new(),
            None => own.actor.clone(),
        },
        day: own.date,
        basis: basis(&own.basis),
    }
}

fn basis(own: &Basis) -> String {
    match own {
        Basis::Source(keys) => keys.join(", "),
        Basis::Because(reason) => reason.clone(),
    }
}

fn outcomes(prepared: &Prepared, computed: &Computed) -> Vec<shown::Outcome> {
    let counted = prepared.outcomes.iter().enumerate();
    counted
        .filter_map(|(at, outcome)| one_outcome(prepared, computed, at, outcome))
        .collect()
}

/// One outcome under every arm; nothing for one that no run has a value for.
fn one_outcome(
    prepared: &Prepared,
    computed: &Computed,
    at: usize,
    outcome: &Outcome,
) -> Option<shown::Outcome> {
    let of_arms = || {
        computed
            .result
            .arms
            .iter()
            .map(|arm| (arm, &arm.outcomes[at]))
    };
    let (measured, first) = of_arms().find(|(_, own)| own.base.is_some())?;
    let last = prepared.headline_day();
    let from = prepared.day(prepared.window_start());
    let differences = of_arms().filter_map(|(arm, own)| {
        let planned = prepared.arms.iter().find(|(own, _)| own.name == arm.name)?;
        difference(prepared, computed, outcome, (&planned.0, arm.branch), own)
    });
    Some(shown::Outcome {
        id: outcome.id.to_owned(),
        name: outcome.title.to_owned(),
        means: outcome.means.to_owned(),
        unit: unit(outcome.unit),
        day: last,
        when: when(outcome, from, last),
        base: estimate(&first.base?),
        record: recorded(&first.record, recorded_unit(outcome.unit)),
        anchor: outcome.anchor.to_owned(),
        baseline_miss: miss(&first.record, recorded_unit(outcome.unit)),
        model_only: outcome.model_only,
        needs_full_population: is_rare(&computed.design, measured.branch, outcome, first),
        equivalence: first.band,
        differences: differences.collect(),
    })
}

fn unit(own: &str) -> String {
    own.replace("persons", "people")
}

/// A day for what stands at an end, a span for what is counted over time.
fn when(outcome: &Outcome, from: Date, to: Date) -> String {
    let day = |own: Date| own.strftime("%-d %B %Y").to_string();
    match outcome.measure {
        Measure::Weekly(_, Over::End) => format!("on {}", day(to)),
        _ => format!("from {} to {}", day(from), day(to)),
    }
}

/// Intervals as an estimate.
pub fn estimate(own: &Intervals) -> shown::Estimate {
    shown::Estimate {
        value: own.median,
        lo50: own.within_50[0],
        hi50: own.within_50[1],
        lo80: own.within_80[0],
        hi80: own.within_80[1],
        lo95: own.within_95[0],
        hi95: own.within_95[1],
    }
}

fn difference(
    prepared: &Prepared,
    computed: &Computed,
    outcome: &Outcome,
    (arm, branch): (&Arm, Option<u16>),
    own: &OutcomeResult,
) -> Option<shown::Difference> {
    let course = own.course.iter().map(|moment| shown::CoursePoint {
        day: prepared
            .day(moment.week)
            .yesterday()
            .unwrap_or(prepared.base.start),
        estimate: estimate(&moment.difference),
    });
    let regions = own.parts.first().into_iter().flatten().map(|part| {
        let regions = &prepared.base.tables.regions;
        let region = regions.iter().find(|own| own.name == part.name);
        let [low, high] = part.difference.within_80;
        shown::RegionDifference {
            region: region.map_or(part.name.clone(), |own| own.id.clone()),
            value: Some(part.difference.median),
            clear: low > 0.0 || high < 0.0,
        }
    });
    Some(shown::Difference {
        arm: arm.name.clone(),
        estimate: estimate(&own.difference?),
        members: own
            .main()
            .map(analysis::paired::Difference::value)
            .collect(),
        course: course.collect(),
        on_days: on_days::on_days(prepared, own, branch),
        regions: regions.collect(),
        verdict: verdict_of(computed, branch, outcome, own),
        doubt: doubt::split(own),
        expectations: on_days::expectations(prepared, outcome, arm, own),
    })
}

/// The verdict with its rule. Where no draws or no flips were tried, nothing can hold yet.
fn verdict_of(
    computed: &Computed,
    branch: Option<u16>,
    outcome: &Outcome,
    own: &OutcomeResult,
) -> shown::Verdict {
    let (share, sign) = own.same_sign;
    let result = &computed.result;
    let flips = own.variants.len();
    let sign = if sign > 0.0 { "higher" } else { "lower" };
    let of = match result.draws {
        0 => format!("{} pairs", result.pairs),
        draws => format!("{draws} parameter draws"),
    };
    let all = if result.draws == 0 {
        result.pairs
    } else {
        result.draws
    };
    let share = format!("{sign} in {:.0} of {of}", share * all as f64);
    let rare = is_rare(&computed.design, branch, outcome, own);
    let untried = result.draws < ENOUGH_DRAWS || flips == 0 || rare;
    if own.verdict == Verdict::NoVisibleDifference && hides(outcome, own) {
        return few_endings(result.pairs);
    }
    let (word, because) = match &own.verdict {
        Verdict::Holds | Verdict::MostlyHolds if untried => (
            "cannot tell yet",
            format!("{share}, and {}", untried_because(result, flips, rare)),
        ),
        Verdict::Holds => (
            "holds",
            format!("{share}, and under every one of {flips} flips"),
        ),
        Verdict::MostlyHolds => (
            "mostly holds",
            format!("{share}, less often under some of {flips} flips"),
        ),
        Verdict::Depends { on } => (
            "depends",
            format!("{share}; it turns or fades under {}", few(on)),
        ),
        Verdict::NoVisibleDifference => (
            "no visible difference",
            format!(
                "the band is {} to either side",
                band_text(own.band, &unit(outcome_unit(own)))
            ),
        ),
        Verdict::CannotTell => ("cannot tell", share),
        Verdict::OutOfScope { because } => ("out of scope", because.clone()),
    };
    let rule = match (&own.verdict, untried) {
        (Verdict::Holds | Verdict::MostlyHolds, true) if rare => RARE.to_owned(),
        (Verdict::Holds | Verdict::MostlyHolds, true) => UNTRIED.to_owned(),
        _ => rule(word),
    };
    shown::Verdict {
        word: word.to_owned(),
        rule,
        because,
    }
}

/// Why nothing holds yet.
fn untried_because(result: &PairedResult, flips: usize, rare: bool) -> &'static str {
    match result.draws {
        _ if rare => "this sample hardly shows so few",
        0 => "other parameters, sources or structures were not tried",
        _ if flips == 0 && result.sources + result.structures > 0 => {
            "other sources and structures were tried with the headline's change alone"
        }
        _ if flips == 0 => "other sources and structures were not tried",
        _ => "so few draws cannot show nine of ten",
    }
}

/// The verdict on an ending that so many pairs show no difference in, too few to say that there is none.
fn few_endings(pairs: usize) -> shown::Verdict {
    shown::Verdict {
        word: "cannot tell yet".to_owned(),
        rule: FEW_ENDINGS.to_owned(),
        because: format!(
            "an ending is yes or no, and {pairs} pairs leave room for a difference in up to {:.0} % of runs",
            room(pairs) * 100.0
        ),
    }
}

/// Whether so few pairs, none or hardly one of which differs, can hide a difference in how often an
/// ending comes.
fn hides(outcome: &Outcome, own: &OutcomeResult) -> bool {
    outcome.unit == "share of runs" && room(own.main().count()) > own.band
}

/// Largest share of runs with a difference at which that many pairs all without one are not rarer
/// than one in five: what an 80 % interval leaves open.
pub fn room(pairs: usize) -> f64 {
    1.0 - 0.2f64.powf(1.0 / pairs.max(1) as f64)
}

fn outcome_unit(own: &OutcomeResult) -> &'static str {
    Outcome::find(own.id).map_or("", |outcome| outcome.unit)
}

/// The half-width of the band of no visible difference, with its unit.
fn band_text(band: f64, unit: &str) -> String {
    let amount = shown::amount(unit);
    amount.band(band)
}

/// The first names of a list, and how many more.
fn few(names: &[String]) -> String {
    match names {
        [] => "no named flip".to_owned(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}

/// The part of the rule that defines a word.
fn rule(word: &str) -> String {
    let start = format!("{word}: ");
    let part = verdict::RULE
        .split(". ")
        .find_map(|part| part.trim().strip_prefix(&start));
    let part = part.unwrap_or(verdict::RULE);
    part.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches('.')
        .replace('%', " %")
        .replace("  %", " %")
}

/// Unit of the record for an outcome: a share is a part of a series that counts people.
fn recorded_unit(unit: &str) -> &str {
    match unit {
        "share" => "people",
        own => own,
    }
}

/// Figures of the record for an outcome, spread over the time they cover.
fn recorded(lines: &[RecordLine], unit: &str) -> Vec<shown::Recorded> {
    let every = lines.len().div_ceil(FIGURES).max(1);
    let figure = |line: &RecordLine| {
        Some(shown::Recorded {
            what: line.date.strftime("%-d %B %Y").to_string(),
            figure: report::number::recorded_text(line.recorded?, unit),
            row: line.row.clone(),
        })
    };
    lines.iter().step_by(every).filter_map(figure).collect()
}

/// How the unchanged model reproduces the record, held-out figures named.
fn miss(lines: &[RecordLine], unit: &str) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let count = |verdict: &str| lines.iter().filter(|line| line.verdict == verdict).count();
    let held = lines.iter().filter(|line| line.used_for == "held").count();
    let worst = lines.iter().filter_map(|line| {
        let (recorded, modelled) = line.recorded.zip(line.modelled)?;
        let off = (modelled / recorded).ln().abs();
        off.is_finite().then_some((off, line, modelled))
    });
    let worst = worst.max_by(|one, two| one.0.total_cmp(&two.0));
    let worst = worst.map_or(String::new(), |(_, line, modelled)| {
        format!(
            "; largest miss {}: {} in the middle of the runs",
            line.date.strftime("%-d %B %Y"),
            report::number::model_text(modelled, unit)
        )
    });
    format!(
        "{} of {} figures inside their range, {} near, {} off ({held} held out){worst}",
        count("inside"),
        lines.len(),
        count("near"),
        count("off")
    )
}

fn checks(computed: &Computed, prepared: &Prepared) -> shown::Checks {
    let result = &computed.result;
    let first = result.arms.first();
    let placebo = first.and_then(|arm| {
        let each = arm.outcomes.iter().zip(&prepared.outcomes);
        let counted = each.filter(|(own, _)| own.base.is_some());
        let differences: Option<Vec<shown::Estimate>> = counted
            .map(|(own, _)| Some(estimate(&own.placebo?)))
            .collect();
        let day = arm.branch.map(|week| prepared.day(week));
        Some(shown::Placebo {
            day: day.and_then(|day| day.checked_sub(1.year()).ok()),
            differences: differences?,
        })
    });
    shown::Checks {
        null: Some(shown::NullCheck {
            pairs: 1,
            equal: u32::from(result.null_is_zero),
        }),
        placebo,
    }
}

fn testimonies(own: &[Testimony], base: &Scenario) -> Vec<shown::Testimony> {
    let citation = |key: &str| {
        let ledger = &base.ledger;
        let claim = || ledger.claims.get(key)?.sources.first();
        let source = ledger
            .sources
            .get(key)
            .or_else(|| ledger.sources.get(claim()?));
        source.map_or(String::new(), |own| own.citation.clone())
    };
    own.iter()
        .map(|own| shown::Testimony {
            key: own.source.clone(),
            says: own.says.clone(),
            citation: citation(&own.source),
        })
        .collect()
}

/// What to type for a question: the id of a stored one, the path of any other.
fn asked_as(question: &Question) -> &str {
    let file = question.origin.rsplit_once(':').map_or("", |own| own.0);
    let stored = file.ends_with(&format!("questions/{}.toml", question.id));
    match stored || file.is_empty() {
        true => &question.id,
        false => file,
    }
}

fn next(asked: &str, id: &str, answer: &str) -> Vec<shown::Next> {
    let next = |command: String, does: &str| shown::Next {
        command,
        does: does.to_owned(),
    };
    vec![
        next(
            format!("ottepel ask {asked} --refine"),
            "more pairs, more draws, larger samples, one after another",
        ),
        next(
            format!("ottepel why {answer}"),
            "the mechanisms that carry the headline difference",
        ),
        next(
            format!("ottepel flip {answer}"),
            "every other source and rival structure, one by one and together",
        ),
        next(
            format!("ottepel ask {asked} --card {id}.html"),
            "the same on two printed pages",
        ),
        next(
            format!("ottepel ask {asked} --capsule"),
            "the same as text for a comment",
        ),
    ]
}

/// The interval of the headline: how far off the record the nearest rule is where rules are compared.
fn interval(own: &report::Answer) -> String {
    let nearest = own.model_choice.as_ref().and_then(|own| own.rules.first());
    match (nearest, own.headline()) {
        (Some(rule), _) => format!(
            "{} off the recorded days",
            shown::interval_text(&rule.distance, "weeks")
        ),
        (None, Some((outcome, own))) => shown::range_of(own, outcome),
        (None, None) => "no headline interval".to_owned(),
    }
}

fn badge(own: &report::Answer, prepared: &Prepared, computed: &Computed) -> report::Badge {
    let result = &computed.result;
    let headline = own.headline();
    let last = prepared
        .day(prepared.until)
        .yesterday()
        .unwrap_or(prepared.base.end);
    report::Badge {
        scenario: format!("{} {}", prepared.base.id, prepared.base.version),
        scenario_hash: prepared.base.hash.clone(),
        span: format!("{} to {last}", prepared.base.start),
        version: analysis::run::VERSION.to_owned(),
        sample: format!("1/{}", result.sample),
        pairs: u32::try_from(result.pairs).unwrap_or(u32::MAX),
        draws: u32::try_from(result.draws).unwrap_or(u32::MAX),
        pairs_per_flip: u32::try_from(computed.effort.pairs_per_flip).unwrap_or(u32::MAX),
        flips: u32::try_from(result.sources + result.structures).unwrap_or(u32::MAX),
        seed: computed.effort.seed,
        draw_set: prepared.draws.name().to_owned(),
        interval: interval(own),
        verdict: match (&own.model_choice, headline) {
            (Some(choice), _) => choice.verdict.word.clone(),
            (None, Some((_, own))) => own.verdict.word.clone(),
            (None, None) => "cannot tell".to_owned(),
        },
        doubt: headline
            .and_then(|(_, own)| own.doubt.dominant())
            .map_or("no pair differs".to_owned(), |(kind, _)| kind.to_owned()),
        run: run_id(prepared, computed),
    }
}

/// Two words and a hash of everything that decides the numbers of an answer.
fn run_id(prepared: &Prepared, computed: &Computed) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut take = |part: &str| {
        hasher
            .update(&(part.len() as u64).to_le_bytes())
            .update(part.as_bytes());
    };
    take(&prepared.base.hash);
    for (arm, scenario) in &prepared.arms {
        take(&arm.name);
        take(&scenario.hash);
    }
    prepared.outcomes.iter().for_each(|own| take(own.id));
    take(&prepared.judged.to_string());
    let effort = &computed.effort;
    take(&format!(
        "{} {} {} {}",
        effort.pairs, effort.draws, effort.pairs_per_flip, effort.flips
    ));
    take(&prepared.draws.hash());
    let identity = store::Identity {
        program: analysis::run::VERSION.to_owned(),
        scenario: prepared.question.id.clone(),
        scenario_hash: hasher.finalize().to_hex().to_string(),
        seed: effort.seed,
        sample: effort.sample.interval(),
        weeks: prepared.until,
    };
    identity.run_id()
}

/// Names of the flips of a design with their numbers among the variants and their kind.
pub fn flips(computed: &Computed) -> impl Iterator<Item = (usize, &str, Kind)> {
    let flips = (1..).zip(&computed.design.flips);
    flips.map(|(number, own)| (number, own.name.as_str(), own.kind))
}
