//! The pages behind the error codes of the command line; those of scenario text are the
//! `scenario` crate's own.

/// A code with what it means and how to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The code, e.g. `E0501`.
    pub code: &'static str,
    /// What it means, one line.
    pub title: &'static str,
    /// Why it happens and how to mend it.
    pub text: &'static str,
}

const fn page(code: &'static str, title: &'static str, text: &'static str) -> Page {
    Page { code, title, text }
}

/// Every code the binary itself gives, in order.
pub const PAGES: &[Page] = &[
    page(
        "E0501",
        "there is no verb of this name",
        "`ottepel --help` lists the verbs. The nearest name is suggested when there is one.",
    ),
    page(
        "E0502",
        "there is no option of this name here",
        "Options belong to verbs: `ottepel VERB --help` lists those of a verb. Words after `--` are \
         never read as options.",
    ),
    page(
        "E0503",
        "an option has a value it does not allow",
        "The message names the option and what it allows. Samples are nested, so only 1/1, 1/10, \
         1/100, 1/1000 and 1/10000 exist.",
    ),
    page(
        "E0504",
        "something that must be given is missing",
        "The usage line shows what is needed; words in [brackets] may be left out.",
    ),
    page(
        "E0505",
        "two options exclude each other",
        "Give one of them. The message names both.",
    ),
    page(
        "E0506",
        "the command line cannot be understood",
        "`ottepel VERB -h` shows the form of a verb on one screen, with examples.",
    ),
    page(
        "E0507",
        "a setting from the environment or a settings file is not allowed",
        "Settings come from flags, then OTTEPEL_* variables, then ottepel.toml in the project folder, \
         then ottepel.toml in the user's configuration folder. `ottepel doctor` shows the folders.",
    ),
    page(
        "E0508",
        "the verb has no such format",
        "Every verb has text, json and jsonl. Tables also have md and csv.",
    ),
    page(
        "E0509",
        "the result cannot be written",
        "Standard output refused it, usually because the disk behind a redirection is full. Nothing \
         else was changed; the same command gives the same result again.",
    ),
    page(
        "E0510",
        "there is no such topic, code, parameter, lever or phase",
        "`ottepel help` lists topics, `ottepel explain` lists what can be explained.",
    ),
    page(
        "E0511",
        "there is no such key in the evidence",
        "Keys are those of sources (zemskov2014), claims and table rows (CMP0058, SEED0004), \
         parameters and levers. `ottepel evidence audit --format csv` lists them all.",
    ),
    page(
        "E0521",
        "this cannot be a name",
        "Names of questions and scenarios become file names and ids: small letters, digits and hyphens.",
    ),
    page(
        "E0522",
        "a file is there already",
        "`ottepel new` never writes over anything. Choose another name, or move the file away.",
    ),
    page(
        "E0523",
        "a new file cannot be written",
        "`ottepel new` writes into the folder you are in, `ottepel help --man` into the one you name. The system's own words stand in the message; \
         mostly the folder is read-only or the disk is full.",
    ),
    page(
        "E0601",
        "there is no such run",
        "A run is named by its id (the first letters are enough) or by the path of its folder. \
         `ottepel runs` lists those in your data folder.",
    ),
    page(
        "E0602",
        "a run folder cannot be read",
        "Its manifest or a table is missing or damaged. Take it from a copy, or run the scenario \
         again: the same inputs give the same bits.",
    ),
    page(
        "E0603",
        "a run folder cannot be written",
        "The system refuses: no rights, no space, or something else is there. What was written \
         before is untouched. Choose another folder with `--out`.",
    ),
    page(
        "E0604",
        "the run needs more memory than this machine has free",
        "Memory grows in proportion to the people. Choose the sample the message names, close other \
         programs, or use a larger machine.",
    ),
    page(
        "E0605",
        "the run cannot go on",
        "The world or a week could not be computed from these inputs; the message names the cause.",
    ),
    page(
        "E0606",
        "the run cannot be resumed",
        "No valid checkpoint is left, or it belongs to another version. Run the scenario again.",
    ),
    page(
        "E0607",
        "the run is not reproduced",
        "Computing it again gave other bits. The message names the first date that differs. The \
         cause is another program version, a changed folder, or a defect: report it.",
    ),
    page(
        "E0608",
        "the list of runs cannot be used",
        "The list is an index; the runs are safe. `ottepel runs rebuild` makes it again from the \
         run folders.",
    ),
    page(
        "E0609",
        "the run was stopped and has nothing to show yet",
        "It was interrupted before its first week was written. Run it again.",
    ),
    page(
        "E0619",
        "a sweep's plan does not fit",
        "The plan can be read, but its design, an outcome it reads, or the scenario of one of its \
         points cannot be used. The message names it; `ottepel schema sweep` shows the form of a plan.",
    ),
    page(
        "E0620",
        "a sweep's folder cannot be used",
        "It holds another sweep (another plan, scenario or program version), or the system refuses. \
         What is there is untouched. Choose another folder with `--out`.",
    ),
    page(
        "E0621",
        "the change comes after the last day",
        "Nothing could differ. Give a later day with --until; the message names the week of the \
         change.",
    ),
    page(
        "E0622",
        "this is not a claim that can be checked",
        "A claim is an outcome, a sign, a number, and if wanted a month or day and the share of pairs \
         in which it must hold: --assert 'O02.remarks<0 @1956-12 p>=0.9'.",
    ),
    page(
        "E0701",
        "there is no such model or claim",
        "`ottepel model` lists the models, `ottepel verify` the claims.",
    ),
    page(
        "E0702",
        "a model's parameter is outside its range",
        "`ottepel model NAME -h` gives the range of each parameter and where it comes from.",
    ),
    page(
        "E0703",
        "a model's input file cannot be used",
        "All problems of the file are named with line and column. `ottepel model smp -h` shows the \
         layout of actors' files, which is KTAB's; docs/examples holds two.",
    ),
    page(
        "E0801",
        "no stored question matches these words",
        "No language model reads them: they are compared with the words of the stored questions. \
         `ottepel ask` lists the questions; a question of your own is a file, see `ottepel schema question`.",
    ),
    page(
        "E0802",
        "there is nothing to compare",
        "A question needs an arm or a rival rule, and an outcome that this version counts. A capsule \
         needs a headline difference.",
    ),
    page(
        "E0803",
        "the answer may not be shown",
        "Every number needs its interval, every verdict its rule, every answer two sources for and one \
         against, another alternative beside it, and what the model cannot say. The message names what lacks.",
    ),
    page(
        "E0804",
        "this is no capsule, or a damaged one",
        "A capsule begins with `ottepel1:` and ends with eight letters or digits after an exclamation \
         mark. Copy it again from end to end; line breaks and spaces within it do no harm.",
    ),
    page(
        "E0805",
        "this is no pack, or there is nothing to pack",
        "A pack is a zip written by `ottepel pack` from a run, a sweep or a folder of runs. Names that \
         lead out of the pack are refused.",
    ),
    page(
        "E0806",
        "there is no such answer",
        "An answer has an id, the last word of its first lines: `run quiet-birch-3f9a`. It is kept in the \
         data folder by `ottepel ask` and `ottepel open`, on the machine that computed it; its first \
         letters are enough. An answer from elsewhere is opened by its capsule: `ottepel open`.",
    ),
    page(
        "W0801",
        "a question was not answered",
        "The others were. `ottepel ask ID` says why.",
    ),
    page(
        "W0802",
        "a source is cited from memory",
        "Nobody here has seen it. Look it up before you cite it as read; `ottepel evidence show KEY` \
         says what is known of it.",
    ),
    page(
        "E0999",
        "a bug in Ottepel",
        "The program met something its authors believed impossible. The report file named in the \
         message holds version, command and place. Runs with a checkpoint continue with \
         `ottepel resume RUN`.",
    ),
];

/// The page of a code.
pub fn find(code: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every code in our sources has a page, and no page is without a use or twice there.
    #[test]
    fn codes_and_pages_match() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut used = BTreeSet::new();
        let mut open = vec![folder];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(
                    std::fs::read_dir(path)
                        .unwrap()
                        .map(|entry| entry.unwrap().path()),
                );
            } else if path.file_name().unwrap() != "codes.rs" {
                let text = std::fs::read_to_string(path).unwrap();
                let starts = text.match_indices("\"E0").map(|(at, _)| at + 1);
                let codes = starts
                    .filter_map(|at| text.get(at..at + 5))
                    .map(str::to_owned);
                used.extend(codes.filter(|code| code[1..].chars().all(|own| own.is_ascii_digit())));
            }
        }
        let pages: BTreeSet<String> = PAGES.iter().map(|page| page.code.to_owned()).collect();
        assert_eq!(pages.len(), PAGES.len());
        // Files that cannot be read have the pages of the scenario's reader.
        let elsewhere = |code: &&String| scenario::explain(code).is_some();
        let missing: Vec<_> = used
            .difference(&pages)
            .filter(|code| !elsewhere(code))
            .collect();
        assert!(missing.is_empty(), "codes without a page: {missing:?}");
    }
}
