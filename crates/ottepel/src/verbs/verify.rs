//! `ottepel verify [MODEL...]`.

use std::collections::BTreeMap;

use models::verification::{Case, Claim, Effort, Grade, Verdict, catalogue};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::exit::Exit;
use crate::grid::{Grid, wrapped};
use crate::nearest::suggestion;
use crate::problem::Failure;
use crate::session::Session;

/// Check every published model against its publication, claim by claim
///
/// Each claim is computed afresh and compared with what the publication, another program or
/// arithmetic says. Failures of a publication are shown as such; only what must hold and does not
/// makes the exit code 1.
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel verify rumour thresholds
  ottepel verify EPS-7 --format json
  ottepel verify global-game --format md
")]
pub struct Arguments {
    /// Models (civil-violence) or cases (EPS-5) [default: all]
    #[arg(value_name = "MODEL")]
    pub names: Vec<String>,
    /// Fewer seeds: seconds instead of minutes
    #[arg(long)]
    pub quick: bool,
}

/// Runs the cases asked for.
///
/// # Errors
/// `E0701` for a name that is no model and no case.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let cases = chosen(&arguments.names)?;
    let effort = if arguments.quick {
        Effort::Quick
    } else {
        Effort::Full
    };
    let mut claims = Vec::new();
    for (done, case) in cases.iter().enumerate() {
        session.event(
            "progress",
            json!({ "case": case.id, "done": done, "of": cases.len() }),
        );
        claims.extend((case.run)(effort));
    }
    let exit = if claims.iter().any(Claim::is_error) {
        Exit::DoesNotHold
    } else {
        Exit::Done
    };
    Ok(Answer::new(text(&claims), value(&claims, effort))
        .with_csv(grid(&claims).to_csv())
        .with_markdown(markdown(&claims, effort))
        .with_exit(exit))
}

fn chosen(names: &[String]) -> Result<Vec<Case>, Failure> {
    let cases = catalogue();
    for name in names {
        if !cases.iter().any(|case| is_named(case, name)) {
            let known = cases.iter().flat_map(|case| [case.model, case.id]);
            let help = suggestion(name, known, "`ottepel model` lists the models");
            return Err(
                Failure::new("E0701", format!("there is no model or case \"{name}\""))
                    .with_help(help),
            );
        }
    }
    let wanted = |case: &Case| names.is_empty() || names.iter().any(|name| is_named(case, name));
    Ok(cases.into_iter().filter(wanted).collect())
}

fn is_named(case: &Case, name: &str) -> bool {
    case.model == name || case.id.eq_ignore_ascii_case(name)
}

/// The claims of each model, models in alphabetical order.
fn by_model(claims: &[Claim]) -> BTreeMap<&str, Vec<&Claim>> {
    let mut models: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        models.entry(claim.model).or_default().push(claim);
    }
    models
}

fn grade(claim: &Claim) -> &'static str {
    match claim.grade {
        Grade::A => "A",
        Grade::B => "B",
        Grade::C => "C",
        Grade::D => "D",
    }
}

fn verdict(claim: &Claim) -> &'static str {
    match (claim.verdict, claim.must_hold) {
        (Verdict::Holds, _) => "holds",
        (Verdict::DiffersByRule, _) => "differs by rule",
        (Verdict::Fails, true) => "FAILS",
        (Verdict::Fails, false) => "fails",
    }
}

/// How the claims came out, counted.
struct Counts {
    claims: usize,
    hold: usize,
    fail: usize,
    differ: usize,
    errors: usize,
}

fn counts(claims: &[Claim]) -> Counts {
    let count = |wanted: Verdict| {
        claims
            .iter()
            .filter(|claim| claim.verdict == wanted)
            .count()
    };
    Counts {
        claims: claims.len(),
        hold: count(Verdict::Holds),
        fail: count(Verdict::Fails),
        differ: count(Verdict::DiffersByRule),
        errors: claims.iter().filter(|claim| claim.is_error()).count(),
    }
}

impl Counts {
    fn sentence(&self) -> String {
        let Counts {
            claims,
            hold,
            fail,
            differ,
            errors,
        } = self;
        format!(
            "{claims} claims: {hold} hold, {fail} fail, {differ} differ by rule. Of those that must hold, {errors} do not."
        )
    }
}

fn text(claims: &[Claim]) -> String {
    let mut text = String::new();
    for (model, claims) in by_model(claims) {
        text.push_str(&format!("{model}\n"));
        for claim in claims {
            text.push_str(&entry(claim));
        }
        text.push('\n');
    }
    text + &wrapped(&counts(claims).sentence(), 0, 100)
}

/// One claim for people: identifier and verdict, the sentence, the comparison, the note.
fn entry(claim: &Claim) -> String {
    let mut text = format!("  {:<8} {}\n", claim.id, verdict(claim));
    text.push_str(&wrapped(
        &format!("{} (grade {}; {})", claim.claim, grade(claim), claim.source),
        11,
        100,
    ));
    text.push_str(&wrapped(
        &format!(
            "expected {}; got {}; tolerance {}",
            claim.expected, claim.got, claim.tolerance
        ),
        11,
        100,
    ));
    if !claim.note.is_empty() {
        text.push_str(&wrapped(&claim.note, 11, 100));
    }
    text
}

fn value(claims: &[Claim], effort: Effort) -> Value {
    let Counts {
        claims: all,
        hold,
        fail,
        differ,
        errors,
    } = counts(claims);
    json!({
        "effort": effort_name(effort),
        "claims": claims,
        "counts": { "claims": all, "hold": hold, "fail": fail, "differ_by_rule": differ, "errors": errors },
    })
}

fn effort_name(effort: Effort) -> &'static str {
    effort.choose("quick", "full")
}

const COLUMNS: [&str; 10] = [
    "id",
    "model",
    "claim",
    "source",
    "expected",
    "got",
    "tolerance",
    "grade",
    "verdict",
    "note",
];

fn grid(claims: &[Claim]) -> Grid {
    let mut grid = Grid::new(&COLUMNS);
    for claim in claims {
        grid.push(
            [
                &claim.id,
                claim.model,
                &claim.claim,
                &claim.source,
                &claim.expected,
                &claim.got,
                &claim.tolerance,
                grade(claim),
                verdict(claim),
                &claim.note,
            ]
            .map(str::to_owned),
        );
    }
    grid
}

/// The verification page of the book.
fn markdown(claims: &[Claim], effort: Effort) -> String {
    let command = effort.choose(
        "ottepel verify --quick --format md",
        "ottepel verify --format md",
    );
    let mut page = format!(
        "# Verification\n\nWritten by `{command}`; do not edit. The column *got* is what this software computes, with fixed \
         seeds, where a note does not say otherwise; *expected* is what the source in the row states, with its digits.\n\n{}\n\n\
         A claim *holds* when both agree within the tolerance. In small letters a claim *fails* when what the source states \
         does not come out of the rules it prints, or not of the minimal form used here, and *differs by rule* when it comes \
         out under one reading and not under another: these rows are findings, each with its note. **FAILS** in capitals \
         would be an error of this software. Grades: A exact, B golden run of another program, C published or replicated \
         statistics, D published sign only.\n",
        counts(claims).sentence()
    );
    for (model, claims) in by_model(claims) {
        page.push_str(&format!("\n## {model}\n\n"));
        page.push_str(&model_grid(&claims).to_markdown());
        page.push_str(&notes(&claims));
    }
    page
}

/// The notes of a model's claims as a list; neighbours with the same note share a line.
fn notes(claims: &[&Claim]) -> String {
    let same = claims.chunk_by(|one, next| one.note == next.note);
    let lines = same.filter(|group| !group[0].note.is_empty()).map(|group| {
        let (first, last) = (&group[0].id, &group[group.len() - 1].id);
        let ids = match first == last {
            true => first.clone(),
            false => format!("{first} to {last}"),
        };
        format!("- {ids}: {}\n", group[0].note)
    });
    let list: String = lines.collect();
    match list.is_empty() {
        true => list,
        false => format!("\n{list}"),
    }
}

fn model_grid(claims: &[&Claim]) -> Grid {
    let mut grid = Grid::new(&[
        "id",
        "claim",
        "source",
        "expected",
        "got",
        "tolerance",
        "grade",
        "verdict",
    ]);
    for claim in claims {
        grid.push(
            [
                &claim.id,
                &claim.claim,
                &claim.source,
                &claim.expected,
                &claim.got,
                &claim.tolerance,
                grade(claim),
                verdict(claim),
            ]
            .map(str::to_owned),
        );
    }
    grid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> String {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../docs/book/src/verification.md");
        std::fs::read_to_string(path).unwrap()
    }

    /// The page is made with many seeds, which takes minutes. What does not depend on the number of seeds is compared
    /// here with every claim as it is stated and judged now: identifier, sentence, source, grade and verdict.
    #[test]
    fn the_page_of_the_book_states_every_claim_as_it_comes_out_now() {
        let page = page();
        let rows: Vec<Vec<String>> = page
            .lines()
            .filter(|line| line.starts_with("| "))
            .map(|line| {
                line.replace("\\|", "¦")
                    .trim_matches('|')
                    .split(" | ")
                    .map(|cell| cell.trim().replace('¦', "|"))
                    .collect()
            })
            .collect();
        let claims: Vec<Claim> = catalogue()
            .iter()
            .flat_map(|case| (case.run)(Effort::Quick))
            .collect();
        for claim in &claims {
            let row = rows.iter().find(|row| row[0] == claim.id);
            let row = row
                .unwrap_or_else(|| panic!("{} is missing: ottepel verify --format md", claim.id));
            let now = [
                claim.claim.as_str(),
                &claim.source,
                grade(claim),
                verdict(claim),
            ];
            assert_eq!(
                [row[1].as_str(), &row[2], &row[6], &row[7]],
                now,
                "{}",
                claim.id
            );
        }
        let claims_on_page = rows
            .iter()
            .filter(|row| row[0].contains('-') && row[0].contains('.'))
            .count();
        assert_eq!(
            claims_on_page,
            claims.len(),
            "claims that no longer exist are still on the page"
        );
    }

    #[test]
    fn a_name_chooses_a_model_or_a_case() {
        let ids = |names: &[&str]| -> Vec<&'static str> {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            chosen(&names).unwrap().iter().map(|case| case.id).collect()
        };
        assert_eq!(ids(&["eps-7", "global-game"]), ["EPS-7", "GG-1"]);
        assert_eq!(ids(&[]).len(), catalogue().len());
    }

    #[test]
    fn an_unknown_name_is_refused_with_the_nearest() {
        let failure = chosen(&["rumor".to_owned()]).err().expect("no such model");
        assert_eq!(failure.problem.code, "E0701");
        assert!(failure.to_text().contains("did you mean \"rumour\"?"));
    }

    #[test]
    fn what_must_hold_and_does_not_stands_out() {
        let claim = |must_hold| {
            let mut claim = Claim::state("X-1.1", "x", "claim", "source", Grade::A).exact(1, 2);
            claim.must_hold = must_hold;
            claim
        };
        assert_eq!(verdict(&claim(true)), "FAILS");
        assert_eq!(verdict(&claim(false)), "fails");
        let counts = counts(&[claim(true), claim(false)]);
        assert_eq!((counts.fail, counts.errors), (2, 1));
    }
}
