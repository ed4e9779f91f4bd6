//! Which of several rival rules does what the record shows, where the question is one of intent.
//!
//! Each rule is run from the record's past; what it does with the ladder of corrections of 1956 is
//! held against the days on which the record has them. The distance is the mean number of weeks by
//! which a rung comes too early or too late; a rung that never comes counts as the end of the run.

use std::sync::Arc;

use analysis::ensemble::{Member, Trajectory};
use analysis::intervals::Intervals;
use jiff::civil::Date;
use report::answer as shown;
use scenario::Scenario;
use scenario::question::{Arm, Kind};

use super::compute::{Computed, Prepared};
use super::mapping::estimate;

/// Series of the rung that the ladder of corrections has reached.
const RUNG: &str = "correction_rung";
/// Lever whose steps are the recorded ladder.
const LADDER: &str = "line.correction";
/// Share of the draws in which one rule must be the nearest.
const NEAREST: f64 = 0.9;

/// The rival rules beside the record; nothing for questions without rivals or of another kind.
pub fn model_choice(prepared: &Prepared, computed: &Computed) -> Option<shown::ModelChoice> {
    let question = &prepared.question;
    if question.rivals.is_empty() || !question.kinds.contains(&Kind::Intent) {
        return None;
    }
    let ladder = ladder(prepared);
    if ladder.is_empty() || Trajectory::number(RUNG).is_none() {
        return Some(untold(prepared));
    }
    let rivals = prepared.arms.iter().filter(|(arm, _)| {
        !arm.changes.is_empty() && question.rivals.iter().any(|own| own.name == arm.name)
    });
    let mut courses: Vec<(&Arm, Vec<Vec<u16>>)> = Vec::new();
    for (arm, scenario) in rivals {
        courses.push((arm, courses_of(prepared, computed, scenario, ladder.len())?));
    }
    let weeks: Vec<u16> = ladder
        .iter()
        .map(|day| prepared.base.calendar().week_of(*day))
        .collect();
    let distances: Vec<Vec<f64>> = courses
        .iter()
        .map(|(_, runs)| runs.iter().map(|run| distance(run, &weeks)).collect())
        .collect();
    let mut fits = fits(prepared, &courses, &distances)?;
    // The rule that is the nearest most often leads; the middle of its distance decides between
    // rules that are so equally often.
    fits.sort_by(|one, two| {
        let often = two.nearest_in.cmp(&one.nearest_in);
        often.then(one.distance.value.total_cmp(&two.distance.value))
    });
    Some(shown::ModelChoice {
        compared_with: format!(
            "the days on which the record has corrections of the line: {}",
            ladder
                .iter()
                .map(|day| day.strftime("%-d %B %Y").to_string())
                .collect::<Vec<_>>()
                .join(", ")
        ),
        verdict: verdict(&fits),
        rules: fits,
        documents: documents(prepared),
    })
}

/// Days of the recorded ladder that fall inside what is computed.
fn ladder(prepared: &Prepared) -> Vec<Date> {
    let steps = prepared
        .base
        .lever(LADDER)
        .map(|lever| lever.timeline.as_slice());
    let rises = steps
        .unwrap_or_default()
        .windows(2)
        .filter(|pair| pair[1].value > pair[0].value);
    let last = prepared.day(prepared.until);
    rises
        .map(|pair| pair[1].date)
        .filter(|day| *day < last)
        .collect()
}

/// Weeks in which a rule climbs each rung, one row a pair; the end of the run for those it does not.
fn courses_of(
    prepared: &Prepared,
    computed: &Computed,
    scenario: &Arc<Scenario>,
    rungs: usize,
) -> Option<Vec<Vec<u16>>> {
    let design = &computed.design;
    let member = |pair: usize| design.member(scenario, pair).ok();
    let members: Vec<Member> = (0..design.seeds.len()).map(member).collect::<Option<_>>()?;
    // The pairs of the answer: found, not computed again.
    let runs = prepared
        .engine()
        .simulate_all(&members, design.keep(), &|_| {});
    let climbed = |run: &Arc<Trajectory>| {
        let rung = run.series(RUNG)?;
        let week = |wanted: usize| {
            let reached = rung.iter().position(|own| *own >= wanted as f64);
            reached
                .and_then(|week| u16::try_from(week).ok())
                .unwrap_or(prepared.until)
        };
        Some((1..=rungs).map(week).collect())
    };
    runs.iter().map(|run| climbed(run.as_ref().ok()?)).collect()
}

/// Mean number of weeks by which the rungs come too early or too late.
fn distance(run: &[u16], record: &[u16]) -> f64 {
    let off = run
        .iter()
        .zip(record)
        .map(|(own, record)| f64::from(own.abs_diff(*record)));
    off.sum::<f64>() / record.len().max(1) as f64
}

fn fits(
    prepared: &Prepared,
    courses: &[(&Arm, Vec<Vec<u16>>)],
    distances: &[Vec<f64>],
) -> Option<Vec<shown::RuleFit>> {
    let runs = distances.first()?.len();
    let fit = |(number, (arm, courses)): (usize, &(&Arm, Vec<Vec<u16>>))| {
        let nearest = |run: &usize| {
            let own = distances[number][*run];
            // A rule with the record's own days stands outside the comparison.
            let mut others = distances
                .iter()
                .enumerate()
                .filter(|(other, own)| *other != number && own.iter().any(|own| *own >= 1.0));
            others.all(|(_, other)| own < other[*run])
        };
        Some(shown::RuleFit {
            rule: arm.title.clone(),
            distance: estimate(&Intervals::of(&distances[number])?),
            nearest_in: u32::try_from((0..runs).filter(nearest).count()).ok()?,
            of: u32::try_from(runs).ok()?,
            does: does(prepared, courses),
        })
    };
    courses.iter().enumerate().map(fit).collect()
}

/// When a rule's corrections come, in words.
fn does(prepared: &Prepared, courses: &[Vec<u16>]) -> String {
    let first: Vec<f64> = courses
        .iter()
        .filter_map(|run| run.first())
        .map(|week| f64::from(*week))
        .collect();
    let reached = courses
        .iter()
        .flatten()
        .filter(|week| **week < prepared.until)
        .count();
    let all = courses.iter().map(Vec::len).sum::<usize>();
    let Some(first) = Intervals::of(&first).filter(|_| reached > 0) else {
        return "no correction comes in any run".to_owned();
    };
    let month = |week: f64| prepared.day(week as u16).strftime("%B %Y").to_string();
    let [low, high] = first.within_80.map(month);
    if low == high {
        return format!(
            "the first correction comes in {low} in every run; {reached} of the {all} corrections of all runs come at all"
        );
    }
    format!(
        "the first correction comes between {low} and {high} (80 % interval); {reached} of the {all} corrections of all runs come at all"
    )
}

/// Which rule fits better, if that can be told. A rule whose days are those of the record cannot be
/// held against them: as long as there is one, the choice stays open.
fn verdict(fits: &[shown::RuleFit]) -> shown::Verdict {
    let (given, tested): (Vec<_>, Vec<_>) = fits.iter().partition(|own| has_recorded_days(own));
    let among = match given.is_empty() {
        true => "",
        false => " of those that could miss",
    };
    let found = tested
        .first()
        .map_or("no other rule was run".to_owned(), |own| {
            format!(
                "the nearest{among} most often, “{}”, is so in {} of {} runs",
                own.rule, own.nearest_in, own.of
            )
        });
    let share = tested.first().map_or(0.0, |own| {
        f64::from(own.nearest_in) / f64::from(own.of.max(1))
    });
    let (word, because) = match given.first() {
        Some(own) => (
            "cannot tell",
            format!(
                "“{}” takes its days from the record itself, so that its nearness says nothing; {found}",
                own.rule
            ),
        ),
        None if share >= NEAREST => ("fits better", found),
        None => ("cannot tell", found),
    };
    shown::Verdict {
        word: word.to_owned(),
        rule: "a rule fits better when it is the nearest to the recorded days in at least 90 % of runs and no \
               rival takes its days from the record; fitting better is not intent"
            .to_owned(),
        because,
    }
}

/// A rule that never misses by a day in any run has its days from the record.
fn has_recorded_days(own: &shown::RuleFit) -> bool {
    own.distance.hi95 < 1.0
}

/// What is said when this version cannot compare the rules.
fn untold(prepared: &Prepared) -> shown::ModelChoice {
    shown::ModelChoice {
        compared_with: "the days on which the record has corrections of the line".to_owned(),
        rules: Vec::new(),
        verdict: shown::Verdict {
            word: "cannot tell".to_owned(),
            rule:
                "a rule that does not say when corrections come cannot be held against their days"
                    .to_owned(),
            because: "this version counts no corrections".to_owned(),
        },
        documents: documents(prepared),
    }
}

/// What could tell the rules apart: the limits that the question itself states as documents.
fn documents(prepared: &Prepared) -> Vec<String> {
    let said = prepared
        .question
        .cannot_say
        .iter()
        .chain(std::iter::once(&prepared.question.reading));
    let sentences = said.flat_map(|text| text.split(". "));
    let names = [
        "documents",
        "notes of",
        "minutes",
        "instructions of the regional",
    ];
    let of_documents =
        sentences.filter(|own| names.iter().any(|name| own.to_lowercase().contains(name)));
    of_documents.map(|own| own.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_is_the_mean_of_weeks_too_early_or_late() {
        assert_eq!(distance(&[10, 20], &[12, 14]), 4.0);
        assert_eq!(distance(&[], &[]), 0.0);
    }

    #[test]
    fn a_rule_that_is_nearest_now_and_then_tells_nothing() {
        let fit = |nearest_in| shown::RuleFit {
            rule: "allow".to_owned(),
            distance: shown::Estimate::exactly(4.0),
            nearest_in,
            of: 10,
            ..shown::RuleFit::default()
        };
        assert_eq!(verdict(&[fit(9)]).word, "fits better");
        assert_eq!(verdict(&[fit(8)]).word, "cannot tell");
        assert_eq!(verdict(&[]).word, "cannot tell");
        let given = shown::RuleFit {
            distance: shown::Estimate::exactly(0.0),
            ..fit(10)
        };
        assert_eq!(
            verdict(&[given, fit(10)]).word,
            "cannot tell",
            "its days are the record's"
        );
    }
}
