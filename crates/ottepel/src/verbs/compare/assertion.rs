//! Claims that must hold: `OUTCOME SIGN NUMBER [@DATE] [p>=SHARE]`.

use analysis::outcomes::Outcome;
use analysis::paired::{Difference, PairedResult};
use serde_json::{Value, json};

use crate::day::LastDay;
use crate::paired_arguments::{Prepared, chosen};
use crate::problem::Failure;
use crate::session::Session;

/// Share of pairs in which a claim must hold when none is given.
const USUAL_SHARE: f64 = 0.9;

/// How a difference is held against a number.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sign {
    Less,
    AtMost,
    More,
    AtLeast,
}

const SIGNS: [(&str, Sign); 4] = [
    ("<=", Sign::AtMost),
    (">=", Sign::AtLeast),
    ("<", Sign::Less),
    (">", Sign::More),
];

impl Sign {
    fn holds(self, value: f64, bound: f64) -> bool {
        match self {
            Sign::Less => value < bound,
            Sign::AtMost => value <= bound,
            Sign::More => value > bound,
            Sign::AtLeast => value >= bound,
        }
    }
}

/// One claim.
#[derive(Debug, Clone)]
pub struct Assertion {
    written: String,
    outcome: &'static Outcome,
    sign: Sign,
    bound: f64,
    /// Window's end, where a day is given.
    week: Option<u16>,
    share: f64,
}

/// Whether a claim holds.
pub struct Judged {
    /// In every arm.
    pub holds: bool,
    /// For people; ends with a line break.
    pub text: String,
    /// For machines.
    pub json: Value,
}

/// Reads every claim and sees to it that what it names is computed.
///
/// # Errors
/// `E0622` for the first one that cannot be read, `E0503` for what it names.
pub fn read_all(
    written: &[String],
    prepared: &mut Prepared,
    session: &Session,
) -> Result<Vec<Assertion>, Failure> {
    let mut asserts = Vec::new();
    for text in written {
        let (mut assertion, day) = parse(text)?;
        let design = &mut prepared.design;
        if !design
            .outcomes
            .iter()
            .any(|own| own.id == assertion.outcome.id)
        {
            design.outcomes.push(assertion.outcome);
        }
        if let Some(day) = day {
            let day = day.within(&design.base, session)?;
            let week = design.base.calendar().weeks_until(day);
            design.until = design.until.max(week);
            design.at.push(week);
            assertion.week = Some(week);
        }
        asserts.push(assertion);
    }
    Ok(asserts)
}

fn parse(text: &str) -> Result<(Assertion, Option<LastDay>), Failure> {
    let wrong = |what: &str| {
        Failure::new("E0622", format!("`{text}` is not a claim: {what}"))
            .at_key("--assert")
            .with_help("write 'O02.remarks<0 @1956-12 p>=0.9': outcome, <, <=, > or >=, number, and if wanted a month or day and a share of pairs")
    };
    let mut words = text.split_whitespace();
    let claim = words.next().unwrap_or_default();
    let found = SIGNS
        .iter()
        .find_map(|(sign, kind)| Some((claim.split_once(sign)?, *kind)));
    let ((id, number), sign) = found.ok_or_else(|| wrong("it has no <, <=, > or >="))?;
    let bound = number
        .parse()
        .map_err(|_| wrong("what it is held against is no number"))?;
    let outcome = chosen(&[id.to_owned()])?;
    let [outcome] = outcome[..] else {
        return Err(wrong("it names a family of outcomes, not one"));
    };
    let (mut day, mut share) = (None, USUAL_SHARE);
    for word in words {
        if let Some(date) = word.strip_prefix('@') {
            let last: Result<LastDay, String> = date.parse();
            let last = last.map_err(|_| {
                wrong("its day is none; write @1956-12-31, @1956-12 or @spring-1956")
            })?;
            day = Some(last);
        } else if let Some(least) = word.strip_prefix("p>=") {
            let least: Option<f64> = least.parse().ok();
            let least = least.filter(|own| (0.0..=1.0).contains(own));
            share = least.ok_or_else(|| wrong("its share is not from 0 to 1"))?;
        } else {
            return Err(wrong("its last word is neither @DATE nor p>=SHARE"));
        }
    }
    let assertion = Assertion {
        written: text.to_owned(),
        outcome,
        sign,
        bound,
        week: None,
        share,
    };
    Ok((assertion, day))
}

impl Assertion {
    /// Whether it holds in every arm: in enough pairs.
    pub fn judge(&self, result: &PairedResult) -> Judged {
        let arms = result
            .arms
            .iter()
            .map(|arm| (arm.name.as_str(), self.share_of(arm)));
        let shares: Vec<(&str, Option<f64>)> = arms.collect();
        let enough = |share: &Option<f64>| share.is_some_and(|share| share >= self.share);
        let holds = shares.iter().all(|(_, share)| enough(share));
        let said = |(name, share): &(&str, Option<f64>)| match share {
            Some(share) => format!("{name} in {:.0} % of pairs", share * 100.0),
            None => format!("{name} has no value for it"),
        };
        let said: Vec<String> = shares.iter().map(said).collect();
        let word = if holds { "holds" } else { "does not hold" };
        Judged {
            holds,
            text: format!("\nassert {}: {word} ({})\n", self.written, said.join("; ")),
            json: json!({
                "claim": self.written,
                "holds": holds,
                "needed_share": self.share,
                "shares": shares.iter().map(|(name, share)| json!({ "arm": name, "share": share }))
                    .collect::<Vec<_>>(),
            }),
        }
    }

    fn share_of(&self, arm: &analysis::paired::ArmResult) -> Option<f64> {
        let outcome = arm.outcomes.iter().find(|own| own.id == self.outcome.id)?;
        let differences: &[Difference] = match self.week {
            Some(week) => &outcome.at.iter().find(|own| own.week == week)?.differences,
            None => &outcome.differences,
        };
        let main = differences.iter().filter(|own| own.variant == 0);
        let holds: Vec<bool> = main
            .map(|own| self.sign.holds(own.value(), self.bound))
            .collect();
        let with = holds.iter().filter(|own| **own).count();
        (!holds.is_empty()).then(|| with as f64 / holds.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_has_an_outcome_a_sign_a_number_a_day_and_a_share() {
        let (claim, day) = parse("O02.remarks<=-5 @1956-12 p>=0.8").unwrap();
        assert_eq!(
            (claim.outcome.id, claim.sign),
            ("O02.remarks", Sign::AtMost)
        );
        assert_eq!((claim.bound, claim.share), (-5.0, 0.8));
        assert_eq!(day, "1956-12".parse().ok());
        let (claim, day) = parse("O07.trust>0 @1956-12-03").unwrap();
        assert_eq!((claim.share, day), (0.9, "1956-12-03".parse().ok()));
        let (_, day) = parse("O07.trust>0 @spring-1956").unwrap();
        assert_eq!(day, "spring-1956".parse().ok());
    }

    #[test]
    fn what_is_no_claim_says_why() {
        for (text, why) in [
            ("", "no <"),
            ("O07.trust", "no <"),
            ("O07.trust<much", "no number"),
            ("O07<0", "a family"),
            ("O07.trust<0 @soon", "its day is none"),
            ("O07.trust<0 p>=2", "from 0 to 1"),
            ("O07.trust<0 soon", "last word"),
        ] {
            let failure = parse(text).unwrap_err();
            assert!(failure.to_text().contains(why), "{}", failure.to_text());
        }
        assert!(
            parse("O77.trust<0")
                .unwrap_err()
                .to_text()
                .contains("no outcome")
        );
    }
}
