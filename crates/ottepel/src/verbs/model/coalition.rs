//! `ottepel model coalition`.

use models::coalition::{
    Analysis, InvalidGroup, MOST_MEMBERS, Members, Share, ruling_coalition, self_enforcing_sizes,
};
use serde_json::json;

use crate::answer::Answer;
use crate::grid::{Grid, wrapped};
use crate::problem::{Failure, Problem};
use crate::session::Session;

/// Find who survives in a leadership in which any winning part can remove the rest
///
/// After Acemoglu, Egorov and Sonin (2008): a group is stable if none of its winning parts is. The
/// ruling coalition is the weakest stable part that wins. Exact: powers are added without rounding,
/// and ties are reported instead of decided.
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model coalition --powers 3,4,5,6
  ottepel model coalition --powers 3,4,5,6 --alpha 2/3
  ottepel model coalition --powers 3,4.5,5,6 --names A,B,C,D --format json
")]
pub struct Arguments {
    /// Powers of the members, decimals above 0, parted by commas; at most 20
    #[arg(long, value_name = "LIST", value_delimiter = ',', required = true)]
    pub powers: Vec<String>,
    /// Names of the members, parted by commas [default: their numbers]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub names: Vec<String>,
    /// Share of power a part must exceed to win, from 1/2 to below 1: a fraction or a decimal
    #[arg(long, value_name = "SHARE", default_value = "1/2")]
    pub alpha: String,
}

/// Enumerates the coalitions.
///
/// # Errors
/// `E0702` with every problem of the options.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    let (powers, alpha) = checked(arguments)?;
    let analysis = ruling_coalition(&powers, alpha).map_err(|invalid| problem(&invalid))?;
    let group = Group {
        arguments,
        powers: &powers,
        alpha,
        analysis: &analysis,
    };
    Ok(group.answer())
}

/// Powers as whole numbers in one unit, and alpha; all problems at once.
fn checked(arguments: &Arguments) -> Result<(Vec<u64>, Share), Failure> {
    let mut problems = Vec::new();
    let decimals: Vec<Option<Decimal>> = arguments
        .powers
        .iter()
        .map(|text| Decimal::parse(text))
        .collect();
    for (text, _) in arguments
        .powers
        .iter()
        .zip(&decimals)
        .filter(|(_, decimal)| decimal.is_none())
    {
        let help = "write plain decimals above 0, such as 3 or 4.25";
        problems.push(
            Problem::new("E0702", format!("`{text}` is not a power"))
                .at_key("--powers")
                .with_help(help),
        );
    }
    if !arguments.names.is_empty() && arguments.names.len() != arguments.powers.len() {
        let message = format!(
            "there are {} names for {} powers",
            arguments.names.len(),
            arguments.powers.len()
        );
        problems.push(
            Problem::new("E0702", message)
                .at_key("--names")
                .with_help("give one name for each power"),
        );
    }
    if !(1..=MOST_MEMBERS).contains(&arguments.powers.len()) {
        problems.push(problem(&InvalidGroup::Size(arguments.powers.len())).at_key("--powers"));
    }
    let alpha = share(&arguments.alpha);
    if alpha.is_none() {
        let help = "give a fraction such as 2/3 or a decimal such as 0.6, from 1/2 to below 1";
        let message = format!("`{}` is not such a share", arguments.alpha);
        problems.push(
            Problem::new("E0702", message)
                .at_key("--alpha")
                .with_help(help),
        );
    }
    let powers = decimals
        .into_iter()
        .collect::<Option<Vec<Decimal>>>()
        .map(|decimals| common_unit(&decimals));
    match (powers, alpha, problems.is_empty()) {
        (Some(Some(powers)), Some(alpha), true) => Ok((powers, alpha)),
        (Some(None), _, true) => Err(problem(&InvalidGroup::TooLarge).at_key("--powers").into()),
        _ => Err(all(problems)),
    }
}

fn all(problems: Vec<Problem>) -> Failure {
    let mut problems = problems.into_iter();
    let first = problems
        .next()
        .unwrap_or_else(|| Problem::new("E0702", "the options cannot be used"));
    let mut failure = Failure::from(first);
    failure.others = problems.collect();
    failure
}

fn problem(invalid: &InvalidGroup) -> Problem {
    Problem::new("E0702", invalid.to_string())
        .with_help("`ottepel model coalition -h` gives the allowed values")
}

/// A decimal above nought: `digits` divided by ten to the power of `places`.
struct Decimal {
    digits: u64,
    places: u32,
}

impl Decimal {
    fn parse(text: &str) -> Option<Decimal> {
        let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let is_number = |digits: &str| digits.chars().all(|digit| digit.is_ascii_digit());
        if !is_number(whole) || !is_number(fraction) {
            return None;
        }
        let digits = format!("{whole}{fraction}")
            .parse()
            .ok()
            .filter(|&digits| digits > 0)?;
        Some(Decimal {
            digits,
            places: fraction.len() as u32,
        })
    }
}

/// The same numbers without a fraction; none if they become too large.
fn common_unit(decimals: &[Decimal]) -> Option<Vec<u64>> {
    let places = decimals
        .iter()
        .map(|decimal| decimal.places)
        .max()
        .unwrap_or(0);
    let whole = |decimal: &Decimal| {
        10_u64
            .checked_pow(places - decimal.places)
            .and_then(|factor| decimal.digits.checked_mul(factor))
    };
    decimals.iter().map(whole).collect()
}

/// `2/3` or `0.6`.
fn share(text: &str) -> Option<Share> {
    let (numerator, denominator) = match text.split_once('/') {
        Some((numerator, denominator)) => (
            numerator.trim().parse().ok()?,
            denominator.trim().parse().ok()?,
        ),
        None => {
            let Decimal { digits, places } = Decimal::parse(text)?;
            (digits, 10_u64.checked_pow(places)?)
        }
    };
    Share::new(numerator, denominator).ok()
}

/// A group with its analysis.
struct Group<'a> {
    arguments: &'a Arguments,
    powers: &'a [u64],
    alpha: Share,
    analysis: &'a Analysis,
}

impl Group<'_> {
    fn answer(&self) -> Answer {
        let ruling: Vec<Vec<String>> = self
            .analysis
            .ruling
            .iter()
            .map(|&members| self.names(members))
            .collect();
        let grid = self.grid();
        let text = format!(
            "{}\n{}\n{}",
            wrapped(&self.sentence(&ruling), 0, 100),
            grid.to_text(),
            wrapped(&self.sizes_sentence(), 0, 100)
        );
        let stable: Vec<Vec<String>> = self
            .analysis
            .self_enforcing
            .iter()
            .map(|&members| self.names(members))
            .collect();
        let value = json!({
            "powers": self.arguments.powers,
            "alpha": self.arguments.alpha,
            "ruling": ruling,
            "is_tied": ruling.len() > 1,
            "self_enforcing": stable,
        });
        Answer::new(text, value).with_grid(&grid)
    }

    fn sentence(&self, ruling: &[Vec<String>]) -> String {
        let alpha = &self.arguments.alpha;
        match ruling {
            [one] if one.len() == self.powers.len() => {
                format!(
                    "In the model, all stay: no part with more than {alpha} of the power is stable by itself."
                )
            }
            [one] => format!(
                "In the model, {} remain; a part with more than {alpha} of the power wins.",
                one.join(", ")
            ),
            several => format!(
                "In the model, {} coalitions tie in power, so the rule does not decide between them: {}. Change \
                 the powers slightly to see each outcome.",
                several.len(),
                several
                    .iter()
                    .map(|members| members.join(", "))
                    .collect::<Vec<_>>()
                    .join("; ")
            ),
        }
    }

    fn sizes_sentence(&self) -> String {
        let sizes: Vec<String> = self_enforcing_sizes(self.alpha, 6)
            .iter()
            .map(u64::to_string)
            .collect();
        format!(
            "With nearly equal powers, groups of {} and so on are stable under this share.",
            sizes.join(", ")
        )
    }

    fn grid(&self) -> Grid {
        let mut grid = Grid::new(&["member", "power", "remains"]);
        for (member, power) in self.arguments.powers.iter().enumerate() {
            let count = self
                .analysis
                .ruling
                .iter()
                .filter(|ruling| ruling.contains(member))
                .count();
            let remains = match count {
                0 => "no",
                all if all == self.analysis.ruling.len() => "yes",
                _ => "in some of the tied coalitions",
            };
            grid.push([
                self.name(member),
                power.trim().to_owned(),
                remains.to_owned(),
            ]);
        }
        grid
    }

    fn names(&self, members: Members) -> Vec<String> {
        members.indices().map(|member| self.name(member)).collect()
    }

    /// The name given, or the member's number from 1.
    fn name(&self, member: usize) -> String {
        self.arguments.names.get(member).map_or_else(
            || format!("member {}", member + 1),
            |name| name.trim().to_owned(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(powers: &[&str], names: &[&str], alpha: &str) -> Arguments {
        let owned = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
        Arguments {
            powers: owned(powers),
            names: owned(names),
            alpha: alpha.to_owned(),
        }
    }

    #[test]
    fn decimals_become_whole_numbers_without_rounding() {
        let (powers, _) = checked(&arguments(&["0.1", "0.25", "3"], &[], "0.5")).unwrap();
        assert_eq!(powers, [10, 25, 300]);
    }

    #[test]
    fn all_problems_are_named_at_once() {
        let failure = checked(&arguments(&["3", "-4", "x"], &["A"], "1/3")).unwrap_err();
        assert_eq!(failure.problem.message, "`-4` is not a power");
        let others: Vec<&str> = failure
            .others
            .iter()
            .map(|problem| problem.message.as_str())
            .collect();
        assert_eq!(
            others,
            [
                "`x` is not a power",
                "there are 1 names for 3 powers",
                "`1/3` is not such a share"
            ]
        );
    }

    #[test]
    fn powers_beyond_exact_sums_are_refused() {
        let failure = checked(&arguments(
            &["0.0000000001", "18446744073709551615"],
            &[],
            "1/2",
        ))
        .unwrap_err();
        assert_eq!(failure.problem.code, "E0702");
    }
}
