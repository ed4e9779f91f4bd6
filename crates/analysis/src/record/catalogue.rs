//! Which number of the model answers a series of the record.

use rules::SERIES;
use rules::observe::Span;

/// Over what time a historical figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// The figure is of one moment.
    Moment,
    /// The figure counts so many calendar years, the last of them that of its date.
    Years(i16),
    /// The figure counts the half of the calendar year that holds its date.
    HalfYear,
    /// The figure counts everything from the start to its date.
    SinceStart,
}

impl From<Span> for Window {
    fn from(span: Span) -> Window {
        match span {
            Span::Moment => Window::Moment,
            Span::Year => Window::Years(1),
            Span::SinceStart => Window::SinceStart,
        }
    }
}

/// A number made of series: some added, some taken away, divided by others where it is a share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Series added.
    pub plus: Vec<&'static str>,
    /// Series taken away.
    pub minus: Vec<&'static str>,
    /// Series whose sum it is divided by; none for a count.
    pub over: Vec<&'static str>,
}

impl Quantity {
    fn of(series: &'static str) -> Quantity {
        Quantity {
            plus: vec![series],
            minus: Vec::new(),
            over: Vec::new(),
        }
    }

    /// Every series it needs.
    pub fn series(&self) -> impl Iterator<Item = &'static str> {
        self.plus
            .iter()
            .chain(&self.minus)
            .chain(&self.over)
            .copied()
    }

    /// The series that it is, when it is made of one.
    pub fn alone(&self) -> Option<&'static str> {
        match (
            self.plus.as_slice(),
            self.minus.is_empty(),
            self.over.is_empty(),
        ) {
            ([only], true, true) => Some(only),
            _ => None,
        }
    }

    /// Whether it counts leaders, who are the same in every sample.
    pub fn counts_leaders(&self) -> bool {
        self.plus.iter().any(|name| name.starts_with("presidium_"))
    }

    /// Whether it rests on events too rare for a sample.
    pub fn needs_full_population(&self) -> bool {
        let rare = |name: &str| {
            SERIES
                .iter()
                .any(|series| series.name == name && series.needs_full_population)
        };
        self.series().any(rare)
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.plus.join(" + "))?;
        for name in &self.minus {
            write!(f, " - {name}")?;
        }
        if !self.over.is_empty() {
            write!(f, ", as a share of {}", self.over.join(" + "))?;
        }
        Ok(())
    }
}

/// A series of the record with what answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Name in the historical tables.
    pub series: &'static str,
    /// What the model counts.
    pub quantity: Quantity,
    /// Over what time.
    pub window: Window,
}

/// One line of [`FURTHER`]: historical series, added, taken away, divided by, window.
type Line = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
    Window,
);

const FRAMES: &[&str] = &[
    "reception_official",
    "reception_more_than_old_leader",
    "reception_slander",
    "reception_confusion",
];

/// Historical series beside those that a series of the model names as its counterpart: other dates
/// or wordings of the same count, and counts made of several.
const FURTHER: &[Line] = &[
    (
        "population_total_midyear",
        &["population"],
        &[],
        &[],
        Window::Moment,
    ),
    (
        "population_total_census",
        &["population"],
        &[],
        &[],
        Window::Moment,
    ),
    (
        "population_total_announced",
        &["population"],
        &[],
        &[],
        Window::Moment,
    ),
    (
        "population_republic_1jan",
        &["population"],
        &[],
        &[],
        Window::Moment,
    ),
    (
        "census1959_republic_total",
        &["population"],
        &[],
        &[],
        Window::Moment,
    ),
    (
        "census1959_region_total",
        &["population"],
        &[],
        &[],
        Window::Moment,
    ),
    (
        "census1959_republic_urban",
        &["population_urban"],
        &[],
        &[],
        Window::Moment,
    ),
    (
        "population_rural_1jan",
        &["population"],
        &["population_urban"],
        &[],
        Window::Moment,
    ),
    (
        "census1959_republic_rural",
        &["population"],
        &["population_urban"],
        &[],
        Window::Moment,
    ),
    (
        "cpsu_total_congress",
        &["cpsu_total"],
        &[],
        &[],
        Window::Moment,
    ),
    (
        "cpsu_members_by_republic",
        &["cpsu_total"],
        &[],
        &[],
        Window::Moment,
    ),
    (
        "prisoners_counterrevolutionary_share",
        &["prisoners_counterrevolutionary"],
        &[],
        &["prisoners_total"],
        Window::Moment,
    ),
    (
        "review_case_closed_rehabilitated",
        &["review_rehabilitated"],
        &[],
        &[],
        Window::SinceStart,
    ),
    (
        "iconoclasm_incidents",
        &["image_attacks"],
        &[],
        &[],
        Window::Years(1),
    ),
    (
        "kgb_prosecuted_antisoviet_agitation",
        &["convicted_antisoviet_agitation"],
        &[],
        &[],
        Window::Years(4),
    ),
    (
        "poll_rejected_secret_speech_fully",
        &["reception_slander"],
        &[],
        FRAMES,
        Window::Moment,
    ),
];

/// Historical series whose name is near to something the model counts and yet another thing, with
/// why they are not compared.
const DIFFERENT: &[(&str, &str)] = &[
    (
        "cpsu_full_members",
        "the model counts full members and candidates together, as cpsu_total",
    ),
    (
        "cpsu_candidates",
        "the model counts full members and candidates together, as cpsu_total",
    ),
    (
        "convicted_counterrevolutionary_mvd",
        "the model convicts for anti-Soviet agitation only, one of the counter-revolutionary crimes",
    ),
    (
        "convicted_counterrevolutionary_kgb",
        "the model convicts for anti-Soviet agitation only, one of the counter-revolutionary crimes",
    ),
    (
        "review_exile_lifted",
        "the model sends nobody into exile after the sentence",
    ),
    (
        "review_requalified",
        "the model cuts terms and does not tell whether the charge was changed",
    ),
    (
        "supreme_court_rehabilitated",
        "the model reviews cases in commissions and knows no separate court",
    ),
    (
        "publication_or_ban",
        "the steps are our own coding and feed the lever press.gate",
    ),
    (
        "print_run",
        "the model counts works and readers, no copies of a journal",
    ),
    (
        "print_run_extra",
        "the model counts works and readers, no copies of a journal",
    ),
];

/// The same for names that begin alike.
const DIFFERENT_BEGINNINGS: &[(&str, &str)] = &[
    (
        "kgb_prosecuted_",
        "the model convicts for anti-Soviet agitation only",
    ),
    (
        "anonymous_",
        "the model counts acts, not leaflets and letters, and does not tell their authors apart",
    ),
    (
        "local_antisoviet_groups",
        "nobody in the model founds a group",
    ),
];

/// Why a series is another thing than what its name is near to.
fn different(series: &str) -> Option<&'static str> {
    let exact = DIFFERENT.iter().find(|(name, _)| *name == series);
    let begins = DIFFERENT_BEGINNINGS
        .iter()
        .find(|(beginning, _)| series.starts_with(beginning));
    exact.or(begins).map(|(_, reason)| *reason)
}

/// Every historical series that the model answers, in name order.
pub fn catalogue() -> Vec<Answer> {
    let counterparts = SERIES.iter().filter_map(|series| {
        let counterpart = series.record?;
        Some(Answer {
            series: counterpart.series,
            quantity: Quantity::of(series.name),
            window: counterpart.span.into(),
        })
    });
    let further = FURTHER.iter().map(|line| Answer {
        series: line.0,
        quantity: Quantity {
            plus: line.1.to_vec(),
            minus: line.2.to_vec(),
            over: line.3.to_vec(),
        },
        window: line.4,
    });
    let mut all: Vec<Answer> = counterparts.chain(further).collect();
    all.sort_by_key(|answer| answer.series);
    all
}

/// Looks series of the record up.
#[derive(Debug)]
pub struct Catalogue {
    answers: Vec<Answer>,
}

impl Default for Catalogue {
    fn default() -> Catalogue {
        Catalogue {
            answers: catalogue(),
        }
    }
}

impl Catalogue {
    /// What answers a historical series: by its name, by the name of a series of the model, or by
    /// either without what the name says of the date (`_1jan`, `_census`, `_year`, `_5y`, ...).
    pub fn find(&self, series: &str) -> Option<Answer> {
        let exact = self.answers.iter().find(|answer| answer.series == series);
        if exact.is_none() && different(series).is_some() {
            return None;
        }
        exact
            .cloned()
            .or_else(|| of_model(series, None))
            .or_else(|| Self::disorders(series))
            .or_else(|| self.by_stem(series))
    }

    /// `mass_disorders_1957_64` counts crowds over the years it names.
    fn disorders(series: &str) -> Option<Answer> {
        let (from, to) = series.strip_prefix("mass_disorders_")?.split_once('_')?;
        let first: i16 = from.parse().ok()?;
        let last: i16 = match to.len() {
            2 => first / 100 * 100 + to.parse::<i16>().ok()?,
            _ => to.parse().ok()?,
        };
        of_model(
            "crowd_events",
            Some(Window::Years((last - first + 1).max(1))),
        )
    }

    fn by_stem(&self, series: &str) -> Option<Answer> {
        let (stem, window) = stem_of(series);
        let same = |answer: &&Answer| stem_of(answer.series).0 == stem;
        let known = self.answers.iter().find(same).cloned();
        let found = known.or_else(|| of_model(stem, window))?;
        let window = window.filter(|_| found.window != Window::Moment);
        Some(Answer {
            window: window.unwrap_or(found.window),
            ..found
        })
    }

    /// Why a series has no answer, and the nearest that has one.
    pub fn why_not(&self, series: &str) -> String {
        if let Some(reason) = different(series) {
            return reason.to_owned();
        }
        let known = self.answers.iter().map(|answer| answer.series);
        match scenario::nearest(series, known) {
            Some(near) => format!("the model counts nothing like it; the nearest name is {near}"),
            None => "the model counts nothing like it".to_owned(),
        }
    }
}

/// A series of the model by its own name: a flow counts the year, everything else a moment.
fn of_model(name: &str, window: Option<Window>) -> Option<Answer> {
    let series = SERIES.iter().find(|series| series.name == name)?;
    let usual = if series.kind == "flow" {
        Window::Years(1)
    } else {
        Window::Moment
    };
    Some(Answer {
        series: series.name,
        quantity: Quantity::of(series.name),
        window: window.filter(|_| series.kind == "flow").unwrap_or(usual),
    })
}

/// A name without what it says of date or edition, and the window that this names.
fn stem_of(series: &str) -> (&str, Option<Window>) {
    let mut stem = series;
    let mut window = None;
    while let Some((rest, last)) = stem.rsplit_once('_') {
        let (shorter, own) = match last {
            "midyear" | "census" | "alt" => (rest, None),
            "year" if rest.ends_with("_half") => {
                (rest.trim_end_matches("_half"), Some(Window::HalfYear))
            }
            "year" => (rest, Some(Window::Years(1))),
            _ if is_day_or_year(last) => (rest, None),
            _ => match years(last) {
                Some(count) => (rest, Some(Window::Years(count))),
                None => break,
            },
        };
        stem = shorter;
        window = window.or(own);
    }
    (stem, window)
}

/// `1jan`, `15apr`, `apr`, `1956`.
fn is_day_or_year(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let digits = word.trim_start_matches(|own: char| own.is_ascii_digit());
    let is_year = digits.is_empty() && word.len() == 4 && word.starts_with("19");
    MONTHS.contains(&digits) || is_year
}

/// `5y` is five years.
fn years(word: &str) -> Option<i16> {
    word.strip_suffix('y')?
        .parse()
        .ok()
        .filter(|count| *count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(series: &str) -> Option<(String, Window)> {
        let answer = Catalogue::default().find(series)?;
        Some((answer.quantity.to_string(), answer.window))
    }

    fn is(series: &str, window: Window) -> Option<(String, Window)> {
        Some((series.to_owned(), window))
    }

    #[test]
    fn names_of_the_tables_find_their_series() {
        let moment = Window::Moment;
        assert_eq!(found("prisoners_itl_1jan"), is("prisoners_camps", moment));
        assert_eq!(found("cpsu_total_congress"), is("cpsu_total", moment));
        assert_eq!(
            found("released_from_itl_year"),
            is("released_from_camps", Window::Years(1))
        );
        assert_eq!(
            found("review_punishment_revised"),
            is("review_punishment_revised", Window::SinceStart)
        );
    }

    #[test]
    fn other_dates_of_a_known_count_are_found() {
        let moment = Window::Moment;
        assert_eq!(found("prisoners_itl_1apr"), is("prisoners_camps", moment));
        assert_eq!(found("prisoners_total"), is("prisoners_total", moment));
        assert_eq!(
            found("special_settlers_1jul"),
            is("special_settlers", moment)
        );
        assert_eq!(found("population_republic_apr"), is("population", moment));
        assert_eq!(
            found("population_rural_census"),
            is("population - population_urban", moment)
        );
        assert_eq!(
            found("amnesty1953_released_alt"),
            is("released_amnesty", Window::SinceStart)
        );
        assert_eq!(
            found("convicted_antisoviet_agitation_5y"),
            is("convicted_antisoviet_agitation", Window::Years(5))
        );
        let years = Window::Years(8);
        assert_eq!(found("mass_disorders_1957_64"), is("crowd_events", years));
        assert_eq!(found("births_half_year"), is("births", Window::HalfYear));
    }

    #[test]
    fn what_is_another_thing_is_not_found_and_says_why() {
        let catalogue = Catalogue::default();
        for series in [
            "cpsu_candidates",
            "kgb_prosecuted_total",
            "grain_harvest",
            "",
            "_",
            "1956",
        ] {
            assert_eq!(catalogue.find(series), None, "{series}");
            assert!(!catalogue.why_not(series).is_empty());
        }
        assert!(catalogue.why_not("cpsu_candidates").contains("cpsu_total"));
        assert!(
            catalogue
                .why_not("presidium_ful_members")
                .contains("presidium_full_members")
        );
    }

    #[test]
    fn every_series_named_exists() {
        let known = |name: &str| SERIES.iter().any(|series| series.name == name);
        for answer in catalogue() {
            for name in answer.quantity.series() {
                assert!(known(name), "{name} of {} is no series", answer.series);
            }
        }
    }
}
