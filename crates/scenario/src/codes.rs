//! Every code a diagnostic can carry, with the page that explains it.

/// A code with its explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// `E0213`; codes that start with `W` are warnings.
    pub code: &'static str,
    /// What it is about, a few words.
    pub title: &'static str,
    /// What it means and how to mend it.
    pub page: &'static str,
}

/// The page of a code, whichever case it is written in.
pub fn explain(code: &str) -> Option<&'static Code> {
    CODES
        .iter()
        .find(|known| known.code.eq_ignore_ascii_case(code))
}

macro_rules! codes {
    ($($name:ident $code:literal $title:literal $page:literal)*) => {
        $(#[doc = $title] pub(crate) const $name: &str = $code;)*
        /// Every code, in rising order.
        pub const CODES: &[Code] = &[$(Code { code: $code, title: $title, page: $page }),*];
    };
}

codes! {
    MISSING_FILE "E0101" "a file is not there"
        "A scenario folder holds scenario.toml, parameters.toml, levers.toml, messages.toml and releases.toml; evidence/ holds sources.toml, claims.toml, conflicts.toml and the tables that scenario.toml names. Restore the file, or take the table out of `tables`."
    FILE_TOO_LARGE "E0102" "a file is too large"
        "Files above 16 MiB are not read: no text of a scenario comes near that, so it is most likely the wrong file. Split a real table into two."
    NOT_TEXT "E0103" "a file is not text"
        "The file holds bytes that are not UTF-8 text. Spreadsheets and archives must be exported as CSV; texts in older encodings must be saved as UTF-8."
    UNREADABLE_FILE "E0104" "the system refuses to read a file"
        "The system's own words stand in the message. Mostly the permissions are wrong, or a folder stands where a file should."
    UNKNOWN_SCENARIO "E0105" "there is no such scenario"
        "A scenario is named by the path of its folder or by its id. Ids are looked up in scenarios/ of the project and then in the program."
    TOML_SYNTAX "E0201" "the file is not TOML"
        "The text breaks the rules of TOML at this place. Keys that could be read elsewhere in the file have been checked all the same."
    UNKNOWN_KEY "E0202" "a key that nobody reads"
        "Keys are read strictly, because a mistyped key would otherwise be ignored in silence. Dotted ids of parameters and levers stand in quotes: [\"fear.memory_half_life\"]."
    MISSING_KEY "E0203" "a key is missing"
        "This entry is not complete without the key named in the message. Nothing is filled in silently."
    WRONG_TYPE "E0204" "a value of the wrong type"
        "The key expects another kind of value: text in quotes, a number without quotes, a day such as 1956-03-05 without quotes, a list in [ ] or a table in { }."
    NO_BASIS "E0211" "a value has neither source nor reason"
        "Every number leads to its source. Give `source = [\"...\"]` with ids of the evidence ledger, or say in `because` that it is an assumption and why this value. Assumptions are counted and printed with every answer."
    TWO_BASES "E0212" "a value has a source and a reason"
        "A value is either documented or assumed; having both blurs which it is. Keep `source`, and put remarks into a comment."
    NO_UNIT "E0213" "a value has no unit"
        "Write the unit after the number: \"5 years\", \"0.3 share\", \"0.4 index\". A rate says per what: \"0.05 / month\", \"0.02 / meeting\", \"3500 cases / week\". The head of parameters.toml lists the units."
    UNKNOWN_UNIT "E0214" "a unit nobody knows"
        "The head of parameters.toml lists the units that are read. Units have no abbreviations, except km."
    WRONG_UNIT "E0215" "a unit of another kind"
        "A value, its prior, its choices and every overlay use units of one kind: durations with durations, rates per week with rates in time, and so on. Conversion between units of one kind is done for you."
    NO_AMOUNT "E0216" "neither a number nor a distribution"
        "An amount starts with a number (5, 0.05, 25_000) or with a distribution such as triangular(2, 5, 15)."
    BAD_DISTRIBUTION "E0217" "a distribution that makes no sense"
        "Known are triangular(low, mode, high), uniform(low, high), normal(mean, deviation), lognormal(median, sigma of the logarithm) and beta(alpha, beta). A prior must be one of them."
    SHARE_OUTSIDE "E0218" "a share outside 0 to 1"
        "Shares are written 0 to 1, not in per cent. A number that may exceed one is a `ratio`."
    SHARES_DO_NOT_SUM "E0219" "shares do not make one"
        "The list `shares_of_one` says that these parameters together are a whole. When one is changed, the others must follow."
    OUTSIDE_PRIOR "E0220" "a value that its own prior rules out"
        "The value used lies where the prior has no weight. One of the two is wrong."
    OUTSIDE_CALENDAR "E0221" "a day outside the scenario"
        "Decisions and messages act only between the scenario's first and last day."
    UNKNOWN_NAME "E0222" "a name that is not declared"
        "The name must be declared first: a lever in levers.toml, one of its settings, a parameter in parameters.toml, an item in messages.toml, a table in the program."
    BAD_KEY "E0223" "not a parameter key"
        "Parameter keys are a group and a name in lower case with underscores, in quotes: [\"fear.memory_half_life\"]."
    BAD_RANGE "E0224" "not a range"
        "A range is two numbers in rising order: range = [0, 1]."
    OUTSIDE_RANGE "E0225" "a number outside its range"
        "The key states the range in which the number has a meaning."
    NO_FIRST_STEP "E0226" "a timeline starts late"
        "A lever has a value on every day of the scenario, so its first step is on the first day."
    STEPS_OUT_OF_ORDER "E0227" "steps out of order"
        "A timeline has one step a day at most, in date order. Two steps on one day contradict each other."
    TOO_MANY_ITEMS "E0228" "more items than a person can have heard"
        "What a person has heard is kept in eight bits, one an item. Merge items that move people alike."
    UNKNOWN_CONDITION "E0229" "not a test of prisoners"
        "Conditions are: [not] political, [not] collaborator, [not] grave crime, term at most N years, under N, man over N, woman over N, pregnant, with child, ill. A clause joins them by ` and `."
    UNKNOWN_FORMAT "E0230" "another version of the syntax"
        "`format` is the version of the files' syntax. Use the program version that the scenario was written for, or rewrite the files for this one."
    BAD_CALENDAR "E0231" "the calendar is not whole weeks"
        "Time advances in weeks. The last day of the scenario is six days after the start of its last week."
    SWITCH_WITHOUT_CHOICE "E0232" "a switch without a choice"
        "A conflict that names a parameter switches it to the value of one claim. The parameter needs a `choice` for every claim of the conflict."
    BAD_CONFLICT "E0233" "a default that is not among the claims"
        "`default` names the claim used unless somebody chooses another; it is one of `claims`."
    MISSING_COLUMN "E0302" "a column is missing"
        "The table lacks a column that the program reads. Further columns are let pass."
    WRONG_CELL_COUNT "E0303" "a row with too few or too many cells"
        "Every row has as many cells as the header. A cell that holds a comma stands in double quotes."
    TRUNCATED "E0304" "the file ends in the middle of a row"
        "The file was cut short while it was written or copied. Restore it from its source."
    EMPTY_CELL "E0305" "a cell is empty"
        "This cell is needed in every row. A figure that is not known is left blank in `value`, which is allowed: absent is a value."
    NOT_A_NUMBER "E0306" "not a number"
        "Numbers have digits and a point, without separators, units or ranges: 1201738 or 53.8. A range goes into `low` and `high`."
    NOT_A_DATE "E0307" "not a date"
        "Days are written YYYY-MM-DD; where only the year is known, YYYY stands for its first day."
    UNKNOWN_WORD "E0308" "a word outside the list"
        "`confidence` is verified, recalled, estimated or assumption; `role` is input, target or context."
    DUPLICATE_ID "E0309" "an id is used twice"
        "Ids are unique over all tables, because values cite them."
    UNKNOWN_SOURCE "E0310" "nothing in the ledger has this id"
        "Cited ids are keys of evidence/sources.toml, of evidence/claims.toml, or ids of table rows."
    PARTS_DO_NOT_SUM "E0311" "parts do not make the whole"
        "Men and women, or town and village, must sum to the total of the row where all are given."
    RANGE_REVERSED "E0312" "a range runs backwards"
        "The lower end or the earlier day comes first."
    MORE_PROBLEMS "E0313" "more problems than are listed"
        "A table with very many problems lists the first hundred. Mend those and check again."
    UNKNOWN_OVERLAY "E0401" "there is no such overlay"
        "An overlay is named by a path that ends in .toml, or by its id in the overlays/ folder of the scenario."
    CYCLIC_BASE "E0402" "overlays based on each other in a circle"
        "An overlay stands on the scenario or on another overlay that does. One of those named must be based on the scenario."
    TOO_DEEP "E0403" "too many overlays on each other"
        "Three overlays may stand on each other. Write the changes into one, so that a reader can see them together."
    WRONG_BASE "E0404" "another base than the overlay was written for"
        "The overlay pins the scenario by id, version and, if wanted, hash. Look at what has changed in the base, then renew the pin."
    WRONG_FROM "E0405" "the base does not say what the change expects"
        "`from` guards against a base that has changed meanwhile: it must be what holds on that day before the change."
    CONTRADICTION "E0406" "one thing is changed twice"
        "One overlay changes a lever once a day and a parameter once."
    BAD_SETTING "E0407" "a setting that cannot be read"
        "Settings are KEY=AMOUNT, LEVER@DATE=SETTING or choice:CONFLICT=CLAIM."
    BARE_NUMBER "W0408" "no documented case"
        "Named settings of a lever lean on evidence or a stated assumption. A bare number is allowed, but no documented case stands behind it; answers say so."
    UNKNOWN_QUESTION "E0411" "there is no such question"
        "A question is named by a path that ends in .toml, or by its id in the questions/ folder of the scenario. Its arms are named QUESTION:ARM."
    NOT_DATED "E0412" "a change that cannot be moved"
        "An arm with `moves`, and the placebo, take the decisions of another arm on another day. Numbers that hold throughout, and releases, have no such day."
    BAD_OUTCOME "E0413" "not an outcome"
        "Outcomes are O01 to O14, with a part after a point where one is meant: O02.system. An expectation adds the day: \"O02.system@1956-06-30\"."
    ONE_SIDED "E0414" "evidence on one side only"
        "A question names at least two sources for the assumption under test and at least one against it, so that a reader can disagree with it."
    BAD_GOAL "E0415" "a goal that is not offered"
        "Goals weigh outcomes that people could have wanted. None counts victims as gain or loss, and none rewards punishment or imprisonment."
    NO_ARM "E0416" "nothing to compare"
        "A question has an [[arm]] or a [[rival]] to compare with the base, or says under [[out_of_scope]] why it cannot be answered."
    BLANK "E0417" "a blank that is not filled in"
        "`ottepel new` marks with ___ what only the author can write. The remark above a blank says what belongs there."
    BAD_EXPRESSION "E0418" "a test that cannot be understood"
        "A test compares two numbers of a run: sum(convicted_antisoviet_agitation, 1962) > sum(convicted_antisoviet_agitation, 1960). Numbers are made of sum, mean, max, min, count and at over a series and a window (1956, 1956-03, 1956-03/1956-06), of first_week, outcome and base, and of arithmetic; `and`, `or` and `not` join tests."
}
