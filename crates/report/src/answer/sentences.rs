//! The sentences that text, Markdown, card and capsule share. The model speaks in the present with
//! its scope; a middle never stands without its interval.

use super::numbers::{Grid, amount};
use super::{
    Answer, ChangeMade, Difference, Doubt, Estimate, Expectation, ModelChoice, Outcome,
    ParameterDraws, TradeOff, Verdict,
};
use crate::view::day_text;

/// Other changes named in short.
const OTHERS: usize = 4;
/// Other outcomes named in short.
const BESIDE: usize = 3;

/// The paired difference as one sentence.
pub(crate) fn difference_sentence(outcome: &Outcome, difference: &Difference) -> String {
    let when = &outcome.when;
    let name = subject(outcome);
    if difference.is_nothing() {
        return format!(
            "In the model, {name} {when} is exactly the same with and without the change, in all {} pairs of runs.",
            difference.members.len()
        );
    }
    let amount = amount(&outcome.unit);
    let grid = Grid::of(&difference.estimate, &amount);
    let (same, of) = difference.same_sign();
    let put = grid.put(difference.estimate.value);
    let range = range_text(&difference.estimate, &outcome.unit);
    if put == 0.0 {
        let pairs = same_sign_text(difference);
        return format!(
            "In the model, {name} {when} is about the same as with nothing changed ({range}): {pairs} \
             pairs of runs."
        );
    }
    let direction = direction(put);
    let size = amount.difference(&grid.text(difference.estimate.value.abs()));
    format!(
        "In the model, {name} {when} is about {size} {direction} than with nothing changed \
         ({range}); {direction} in {same} of {of} pairs of runs."
    )
}

/// What a sentence about an outcome is about: its name, and the number or the share of those whom a
/// plural names, so that it can be lower or higher.
fn subject(outcome: &Outcome) -> String {
    let name = &outcome.name;
    match (is_plural(name), outcome.unit.as_str()) {
        (false, _) => name.clone(),
        (true, "share") => format!("the share of {name}"),
        (true, _) => format!("the number of {name}"),
    }
}

/// Whether the noun of a name is a plural: `people in camps`, `critical remarks at meetings`.
fn is_plural(name: &str) -> bool {
    const AFTER_THE_NOUN: [&str; 10] = [
        "in", "of", "on", "at", "for", "from", "who", "that", "until", "against",
    ];
    let words = name.split(' ');
    let mut nouns = words.take_while(|word| !AFTER_THE_NOUN.contains(word));
    nouns.any(|word| word == "people" || (word.ends_with('s') && !word.ends_with("ss")))
}

fn below_and_above(members: &[f64]) -> (usize, usize) {
    let below = members.iter().filter(|own| **own < 0.0).count();
    let above = members.iter().filter(|own| **own > 0.0).count();
    (below, above)
}

fn direction(value: f64) -> &'static str {
    if value < 0.0 { "lower" } else { "higher" }
}

/// The 80 % interval of a difference in words: `80 % interval 4 to 19 points lower`. The unit stands
/// once, behind the second end.
pub(crate) fn range_text(estimate: &Estimate, unit: &str) -> String {
    let amount = amount(unit);
    let grid = Grid::of(estimate, &amount);
    let (low, high) = (grid.put(estimate.lo80), grid.put(estimate.hi80));
    let number = |value: f64| grid.text(value.abs());
    let with_unit = |value: f64| amount.difference(&number(value));
    match (low < 0.0, high > 0.0) {
        _ if estimate.lo80 == 0.0 && estimate.hi80 == 0.0 => {
            "80 % interval: no difference".to_owned()
        }
        _ if low == 0.0 && high == 0.0 => format!(
            "80 % interval: less than {} to either side",
            amount.difference(&grid.step_text())
        ),
        (true, true) => format!(
            "80 % interval from {} lower to {} higher",
            number(estimate.lo80),
            with_unit(estimate.hi80)
        ),
        (true, false) => format!(
            "80 % interval {} to {} lower",
            number(estimate.hi80),
            with_unit(estimate.lo80)
        ),
        (false, _) => format!(
            "80 % interval {} to {} higher",
            number(estimate.lo80),
            with_unit(estimate.hi80)
        ),
    }
}

/// The middle of a difference with its sign and unit, for tables whose next column is the interval.
pub(crate) fn signed_median(estimate: &Estimate, unit: &str) -> String {
    let amount = amount(unit);
    let grid = Grid::of(estimate, &amount);
    let put = grid.put(estimate.value);
    // What rounds to nothing and is not nothing says which way it goes.
    if put == 0.0 && estimate.value != 0.0 && estimate.hi80 != estimate.lo80 {
        let step = amount.difference(&grid.step_text());
        return format!("under {step} {}", direction(estimate.value));
    }
    let sign = if put > 0.0 { "+" } else { "" };
    amount.difference(&format!("{sign}{}", grid.text(estimate.value)))
}

/// `lower in 8 of 10`, or what there is to say when no pair differs.
pub(crate) fn same_sign_text(difference: &Difference) -> String {
    if difference.is_nothing() {
        return format!("equal in {0} of {0}", difference.members.len());
    }
    let (same, of) = difference.same_sign();
    if 2 * same > of {
        return format!("{} in {same} of {of}", direction(difference.estimate.value));
    }
    let (lower, higher) = below_and_above(&difference.members);
    format!("higher in {higher}, lower in {lower} of {of}")
}

/// The level with nothing changed and the record beside it.
pub(crate) fn base_level(outcome: &Outcome) -> String {
    let level = super::estimate_text(&outcome.base, &outcome.unit);
    format!("with nothing changed: {level}")
}

/// The record beside the level, and how far off the unchanged model is.
pub(crate) fn beside_record(outcome: &Outcome) -> String {
    let mut parts: Vec<String> = outcome
        .record
        .iter()
        .map(|own| format!("{}: {} [{}]", own.what, own.figure, own.row))
        .collect();
    if parts.is_empty() {
        let anchor = outcome.anchor.trim_start_matches("none: ");
        let none = if anchor.is_empty() {
            "no count known"
        } else {
            anchor
        };
        parts.push(none.to_owned());
    }
    let mut text = format!("record: {}", parts.join("; "));
    if !outcome.baseline_miss.is_empty() {
        text.push_str(&format!(". The unchanged model: {}", outcome.baseline_miss));
    }
    if outcome.model_only && !text.contains("only the model has it") {
        text.push_str(". Model only: nothing comparable was ever measured");
    }
    if outcome.needs_full_population {
        text.push_str(
            ". Hardly seen in this sample: counts this small need a larger one, up to --sample 1/1",
        );
    }
    text
}

/// One changed decision, line by line: what, by whom, when; what the new setting means.
pub(crate) fn change_lines(change: &ChangeMade) -> Vec<String> {
    let mut first = format!("{}: {} → {}", change.target, change.from, change.to);
    if let Some(day) = change.day {
        first.push_str(&format!(", {}", day_text(day)));
    }
    if change.actor.is_empty() {
        first.push_str(" (a condition: nobody decides it)");
    } else {
        first.push_str(&format!(", decided by {}", change.actor));
    }
    let mut lines = vec![first];
    if !change.to_means.is_empty() {
        lines.push(format!("“{}”: {}", change.to, change.to_means));
    }
    if !change.basis.is_empty() {
        lines.push(format!("rests on: {}", change.basis));
    }
    lines
}

/// The verdict with what was found and its rule.
pub(crate) fn verdict_line(verdict: &Verdict) -> String {
    let because = if verdict.because.is_empty() {
        String::new()
    } else {
        format!(": {}", verdict.because)
    };
    format!("{}{because} (rule: {})", verdict.word, verdict.rule)
}

/// Which kind of doubt dominates, in words, first; then the four kinds in their fixed order.
pub(crate) fn doubt_sentence(doubt: &Doubt) -> String {
    let Some((dominant, share)) = doubt.dominant() else {
        return "The pairs do not differ, so there is no width to explain.".to_owned();
    };
    let how_much = match share {
        share if share > 0.85 => "Nearly all",
        share if share > 0.6 => "Most",
        share if share > 0.45 => "About half",
        _ => "The largest part",
    };
    let meaning = match dominant {
        "chance" => "chance: other seeds give other courses",
        "parameters" => "unknown parameters: other values within their ranges give other results",
        "sources" => "sources that disagree: the other figure gives another result",
        _ => "the structure of the model: a rival mechanism gives another result",
    };
    format!("{how_much} of the doubt is {meaning}. {}", shares(doubt))
}

fn shares(doubt: &Doubt) -> String {
    let part = |(name, share): (&str, Option<f64>)| match share {
        Some(share) => format!("{name} {:.0} %", share * 100.0),
        None => format!("{name} not examined"),
    };
    format!("Shares: {}.", doubt.kinds().map(part).join(", "))
}

/// What was expected, and whether it came out.
pub(crate) fn expectation_line(expectation: &Expectation) -> String {
    let expected = match expectation.expected.as_str() {
        "rises" => "higher",
        "falls" => "lower",
        "no-difference" => "no visible difference",
        _ => "open, reasons point both ways",
    };
    let open = !matches!(
        expectation.expected.as_str(),
        "rises" | "falls" | "no-difference"
    );
    let came_out = match (expectation.came_out, expectation.found) {
        (Some(true), _) => "it came out",
        (Some(false), _) => "the contrary came out",
        (None, _) if open => "nothing definite to compare",
        (None, None) => "no run has a value for that day",
        (None, Some(_)) => "the interval leaves it open",
    };
    let day = expectation.day;
    let day = day.map_or(String::new(), |day| format!(" on {}", day_text(day)));
    format!("written before running: {expected}{day}; {came_out}")
}

/// `2 of 8` with a word for what is counted.
pub(crate) fn count_words(count: u32, of: u32, what: &str) -> String {
    format!("{count} of {of} {what}")
}

/// Where the parameters of the pairs come from, and what they are worth.
pub fn draws_sentence(own: &ParameterDraws) -> String {
    if own.draws == 0 {
        return "No parameter is drawn: all stand at their values.".to_owned();
    }
    let fixed = format!("{} have no range and keep their value", own.fixed);
    if own.fitted == 0 {
        return format!(
            "{} draws of the parameters. In each, {} come from their priors, none of them fitted to the \
             record; {fixed}.",
            own.draws, own.from_priors
        );
    }
    let stale = if own.same_text {
        ""
    } else {
        " The scenario's text has changed since the set was fitted."
    };
    format!(
        "{} draws of the parameters. In each, {} come from the set {}, whose {} rows are worth {:.0} \
         equal ones and were fitted to {} figures of the record with the role target and to no other; \
         {} come from their priors, because no figure was used to fit them; {fixed}.{stale}",
        own.draws, own.fitted, own.set, own.rows, own.worth, own.targets, own.from_priors
    )
}

/// What was checked beside the answer, line by line.
pub(crate) fn check_lines(answer: &Answer) -> Vec<String> {
    let mut lines = Vec::new();
    lines.push(match &answer.checks.null {
        Some(own) if own.equal == own.pairs => {
            "Nothing changed against nothing changed: equal to the last bit.".to_owned()
        }
        Some(own) => format!(
            "Nothing changed against nothing changed: NOT equal in {} of {} pairs; do not use this answer.",
            own.pairs - own.equal,
            own.pairs
        ),
        None => "Nothing changed against nothing changed: not run.".to_owned(),
    });
    lines.push(draws_sentence(&answer.parameters));
    let Some(placebo) = &answer.checks.placebo else {
        lines.push(
            "The same change a year earlier, where it should matter little: not possible here."
                .to_owned(),
        );
        return lines;
    };
    let day = placebo
        .day
        .map_or(String::new(), |day| format!(" on {}", day_text(day)));
    lines.push(format!(
        "In the model, the same change{day}, where it should matter little: {}.",
        placebo_text(answer, &placebo.differences)
    ));
    lines
}

/// What the placebo does to each outcome; those that it leaves exactly alone are counted together.
fn placebo_text(answer: &Answer, differences: &[Estimate]) -> String {
    let pairs = || answer.outcomes.iter().zip(differences);
    let moves = |own: &Estimate| own.lo95 != 0.0 || own.hi95 != 0.0;
    let mut said: Vec<String> = pairs()
        .filter(|(_, own)| moves(own))
        .map(|(outcome, own)| format!("{} {}", outcome.name, range_text(own, &outcome.unit)))
        .collect();
    let still = pairs().filter(|(_, own)| !moves(own)).count();
    match (said.len(), still) {
        (_, 0) => {}
        (0, _) => said.push("exactly no difference in any outcome".to_owned()),
        (_, 1) => said.push("exactly no difference in the other".to_owned()),
        (_, still) => said.push(format!("exactly no difference in the other {still}")),
    }
    said.join("; ")
}

impl Answer {
    /// Who raised the question, in one sentence.
    pub(crate) fn raised(&self) -> Option<String> {
        let raised = &self.asked.raised_by;
        (!raised.is_empty()).then(|| format!("Raised by {}.", raised.join("; ")))
    }

    /// The verdict that stands at the top: on the rival rules where the question is about them, on
    /// the headline difference otherwise.
    pub(crate) fn lead_verdict(&self) -> Option<&Verdict> {
        let choice = self.model_choice.as_ref().map(|own| &own.verdict);
        choice.or_else(|| Some(&self.headline()?.1.verdict))
    }

    /// Where the width of the headline comes from; nothing where rival rules are compared.
    pub(crate) fn lead_doubt(&self) -> Option<String> {
        let (_, difference) = self.headline().filter(|_| self.model_choice.is_none())?;
        Some(doubt_sentence(&difference.doubt))
    }

    /// The headline difference on the earlier days that the question names, in one sentence.
    pub(crate) fn earlier_sentence(&self) -> Option<String> {
        let (outcome, difference) = self.measured()?;
        let on = |own: &super::CoursePoint| {
            let median = signed_median(&own.estimate, &outcome.unit);
            let range = range_text(&own.estimate, &outcome.unit);
            format!("{median} {} ({range})", outcome.by(own.day))
        };
        let days: Vec<String> = difference.on_days.iter().map(on).collect();
        let any = difference.days_that_differ().next().is_some();
        any.then(|| format!("On other days, in the model: {}.", days.join("; ")))
    }

    /// The headline where it is a quantity: neither a choice between rules nor an ending, whose zeros
    /// and ones have no middle.
    fn measured(&self) -> Option<(&Outcome, &Difference)> {
        let (outcome, difference) = self.headline()?;
        let ending = self.endings.is_some() && outcome.unit == "share of runs";
        (!ending && self.model_choice.is_none()).then_some((outcome, difference))
    }

    /// The level that the headline difference is to be held against, and what part of it that is.
    pub(crate) fn level_sentence(&self) -> Option<String> {
        let (outcome, difference) = self.measured()?;
        let level = super::estimate_text(&outcome.base, &outcome.unit);
        let all = outcome.base.value * 0.01;
        let own = &difference.estimate;
        let [low, high] = [own.lo80 / all, own.hi80 / all];
        let clear =
            low * high > 0.0 && outcome.base.lo80 > 0.0 && !outcome.unit.starts_with("share");
        // The ends of an interval need not belong to the run in the middle: no part is above all of it.
        let part = match clear && low.abs().max(high.abs()) <= 100.0 {
            true => format!(
                "; the difference is {:.0} to {:.0} % of that",
                low.abs().min(high.abs()),
                low.abs().max(high.abs())
            ),
            false => String::new(),
        };
        Some(format!("With nothing changed it is {level}{part}."))
    }

    /// The headline outcome under the other changes: never one alternative alone.
    pub(crate) fn others_sentence(&self) -> Option<String> {
        let (outcome, headline) = self.measured()?;
        let others = outcome.differences.iter();
        let others: Vec<&Difference> = others
            .filter(|own| own.arm != headline.arm && self.changes_something(&own.arm))
            .collect();
        if self.trade_off.is_some() || others.is_empty() {
            return None;
        }
        let said = |own: &&Difference| {
            let title = self.arm_title(&own.arm);
            match own.is_nothing() {
                true => format!("“{title}”: no pair differs"),
                false => format!(
                    "“{title}” {} ({})",
                    signed_median(&own.estimate, &outcome.unit),
                    range_text(&own.estimate, &outcome.unit)
                ),
            }
        };
        let mut parts: Vec<String> = others.iter().take(OTHERS).map(said).collect();
        if others.len() > OTHERS {
            parts.push(format!("{} more below", others.len() - OTHERS));
        }
        Some(format!(
            "The other changes, in the model: {}.",
            parts.join("; ")
        ))
    }

    /// What else the headline's change visibly moves.
    pub(crate) fn beside_sentence(&self) -> Option<String> {
        let (headline, own) = self.headline().filter(|_| self.model_choice.is_none())?;
        let beside = self.outcomes.iter().filter(|other| other.id != headline.id);
        let moved = beside.filter_map(|outcome| Some((outcome, outcome.difference(&own.arm)?)));
        let moved: Vec<String> = moved
            .filter(|(outcome, own)| own.is_visible(&outcome.unit))
            .take(BESIDE)
            .map(|(outcome, own)| {
                let median = signed_median(&own.estimate, &outcome.unit);
                let range = range_text(&own.estimate, &outcome.unit);
                format!("{} {median} ({range})", outcome.name)
            })
            .collect();
        (!moved.is_empty()).then(|| format!("Beside it, in the model: {}.", moved.join("; ")))
    }

    /// A change that is none and moves nothing, where the question has one: the null check itself.
    pub(crate) fn null_sentence(&self) -> Option<String> {
        let arm = self.arms.iter().find(|arm| arm.changes.is_empty())?;
        let differences = self
            .outcomes
            .iter()
            .filter_map(|own| own.difference(&arm.name));
        let still = differences.into_iter().all(Difference::is_nothing);
        (still && self.model_choice.is_none()).then(|| {
            format!(
                "{}: in the model, equal to the last bit in every outcome and every pair.",
                arm.title
            )
        })
    }

    /// Which change the sentence is about.
    fn compared(&self) -> Option<String> {
        let arm = self.headline_arm()?;
        let whole = self.model_choice.is_some() || self.trade_off.is_some();
        (!whole).then(|| format!("Compared: {}.", arm.title))
    }

    /// The headline difference of a question that is answered goal by goal.
    fn first_change_sentence(&self) -> Option<String> {
        self.trade_off.as_ref()?;
        let (outcome, difference) = self.headline()?;
        let title = self.arm_title(&difference.arm);
        let sentence = difference_sentence(outcome, difference);
        Some(format!(
            "The first change, “{title}”, on its own: {sentence}"
        ))
    }

    /// The lines that say the answer in short, the sentence first.
    pub(crate) fn short_lines(&self) -> Vec<String> {
        let verdict = self.lead_verdict();
        let verdict = verdict.map(|own| format!("Verdict: {}.", verdict_line(own)));
        let doubt = (!self.largest_doubt.is_empty())
            .then(|| format!("Largest reason to doubt it: {}", self.largest_doubt));
        let lines = [
            self.compared(),
            Some(self.sentence()),
            self.first_change_sentence(),
            self.level_sentence(),
            self.earlier_sentence(),
            self.others_sentence(),
            self.beside_sentence(),
            self.null_sentence(),
            verdict,
            self.lead_doubt(),
            doubt,
        ];
        lines.into_iter().flatten().collect()
    }

    /// Whether an arm changes anything: one that does not is the null check.
    pub(crate) fn changes_something(&self, arm: &str) -> bool {
        let own = self.arms.iter().find(|own| own.name == arm);
        own.is_some_and(|own| !own.changes.is_empty())
    }

    /// The answer as one sentence: which rule fits, or the headline difference.
    pub fn sentence(&self) -> String {
        if let Some(choice) = &self.model_choice {
            return choice.sentence();
        }
        if let Some(trade_off) = &self.trade_off {
            return trade_off.sentence();
        }
        match self.headline() {
            Some((outcome, difference)) => self
                .ending_sentence(outcome)
                .unwrap_or_else(|| difference_sentence(outcome, difference)),
            None => "In the model, nothing was compared.".to_owned(),
        }
    }

    /// The runs of whoever mostly leads, with nothing changed and under every change, where the
    /// headline is about office: a middle of zeros and ones says nothing.
    fn ending_sentence(&self, outcome: &Outcome) -> Option<String> {
        let endings = self
            .endings
            .as_ref()
            .filter(|_| outcome.unit == "share of runs")?;
        let counted = |row: &super::EndingRow| {
            let first = row.runs.first().copied().unwrap_or(0);
            format!("{first} of {} runs", row.runs.iter().sum::<u32>())
        };
        let (base, changed) = endings.rows.split_first()?;
        let mut under: Vec<String> = changed
            .iter()
            .map(|row| format!("in {} with “{}”", counted(row), row.arm))
            .collect();
        let same = |row: &super::EndingRow| counted(row) == counted(base);
        if changed.len() > 1 && changed.iter().all(same) {
            under = vec![format!(
                "in as many with each of the {} changes",
                changed.len()
            )];
        }
        Some(format!(
            "In the model, {} leads {} in {} with nothing changed; {}.",
            endings.names.first()?,
            outcome.when,
            counted(base),
            under.join("; ")
        ))
    }
}

impl Outcome {
    /// A day beside the headline's, in words: what stands at an end is read on it, what is counted
    /// over time is counted up to it.
    pub(crate) fn by(&self, day: jiff::civil::Date) -> String {
        let word = if self.when.starts_with("from") {
            "up to"
        } else {
            "on"
        };
        format!("{word} {}", day_text(day))
    }
}

impl Outcome {
    /// Whether a verdict waits for more to be tried.
    pub(crate) fn has_open_verdict(&self) -> bool {
        let mut verdicts = self.differences.iter().map(|own| &own.verdict.word);
        verdicts.any(|own| own == "cannot tell yet")
    }
}

impl TradeOff {
    /// The rows that a goal tells from the recorded course: those whose 80 % interval excludes zero.
    pub(crate) fn told_under(&self, goal: usize) -> impl Iterator<Item = &super::TradeOffRow> {
        let clear = move |row: &&super::TradeOffRow| {
            let score = row.scores.get(goal);
            score.is_some_and(|own| own.lo80 > 0.0 || own.hi80 < 0.0)
        };
        self.rows.iter().filter(clear)
    }
}

impl Difference {
    /// The other days on which a pair differs.
    pub(crate) fn days_that_differ(&self) -> impl Iterator<Item = &super::CoursePoint> {
        let differs =
            |own: &&super::CoursePoint| own.estimate.lo95 != 0.0 || own.estimate.hi95 != 0.0;
        self.on_days.iter().filter(differs)
    }

    /// Whether no pair differs on any day that is looked at.
    pub(crate) fn is_never_anything(&self) -> bool {
        self.is_nothing() && self.days_that_differ().next().is_none()
    }

    /// True when the 80 % interval excludes zero and the verdict is not that nothing is visible.
    fn is_visible(&self, unit: &str) -> bool {
        let grid = Grid::of(&self.estimate, &amount(unit));
        let clear = grid.put(self.estimate.lo80) > 0.0 || grid.put(self.estimate.hi80) < 0.0;
        clear && self.verdict.word != "no visible difference"
    }
}

impl ModelChoice {
    /// Whether a rule fits better, and how often each is the nearest.
    fn sentence(&self) -> String {
        let nearest: Vec<String> = self
            .rules
            .iter()
            .map(|own| format!("“{}” in {} of {}", own.rule, own.nearest_in, own.of))
            .collect();
        match nearest.as_slice() {
            [] => format!(
                "Which rule fits the record: {}. In the model, {}.",
                self.verdict.word, self.verdict.because
            ),
            nearest => format!(
                "Which rule fits the record: {}. In the model, the nearest to the recorded days is {} \
                 runs.",
                self.verdict.word,
                nearest.join(", ")
            ),
        }
    }
}

impl TradeOff {
    /// What ranks first under each goal; nothing is best without a goal.
    fn sentence(&self) -> String {
        let first = |(at, goal): (usize, &super::GoalText)| {
            let count = |row: &&super::TradeOffRow| row.first_in.get(at).copied().unwrap_or(0);
            let most = self.rows.iter().max_by_key(count);
            match most.map(|row| (row, count(&row))) {
                Some((row, count)) if 2 * count > row.of => format!(
                    "under {} “{}” ranks first (in {count} of {} runs)",
                    goal.name, row.arm, row.of
                ),
                _ => format!("under {} nothing ranks first in most runs", goal.name),
            }
        };
        let goals: Vec<String> = self.goals.iter().enumerate().map(first).collect();
        format!(
            "No course is best in itself. In the model, {}.",
            goals.join("; ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_counted_and_everything_else_is_named() {
        for name in [
            "people in camps and colonies",
            "critical remarks at meetings",
            "adults who know of the revelations",
            "images defended",
            "cases reviewed",
        ] {
            assert!(is_plural(name), "{name}");
        }
        for name in [
            "spread of readings among party members",
            "belief that mass terror is over",
            "standard that people are used to",
            "part of the spread between regions",
            "published testimony",
            "latent dissent",
        ] {
            assert!(!is_plural(name), "{name}");
        }
    }

    #[test]
    fn an_expectation_without_a_value_on_its_day_says_so() {
        let expected = Expectation {
            expected: "falls".to_owned(),
            ..Expectation::default()
        };
        assert!(expectation_line(&expected).ends_with("no run has a value for that day"));
        let open = Expectation {
            found: Some(Estimate::default()),
            ..expected.clone()
        };
        assert!(expectation_line(&open).ends_with("the interval leaves it open"));
        let contrary = Expectation {
            came_out: Some(false),
            ..open
        };
        assert!(expectation_line(&contrary).ends_with("the contrary came out"));
    }
}
