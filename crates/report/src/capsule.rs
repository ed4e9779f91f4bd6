//! An answer as a piece of text short enough for a comment: a sentence that people read, and the
//! state that a program restores.
//!
//! ```text
//! In the model, … (80 % interval …). model result · … · not a prediction; see limits · run quiet-birch-3f9a
//! Sources: …; …
//! ottepel1:KEY=VALUE;KEY=VALUE…!1a2b3c4d
//! ```
//!
//! The last part holds what decides the bits: question, scenario with hash, version, sample, seed,
//! pairs, draws, outcome, day, arm, value and interval. It ends with a checksum over everything
//! between its ends, so that a letter lost in a comment box is noticed. Line breaks and spaces
//! within it are ignored: comment boxes add them. No character of it means anything in HTML, so a
//! card holds it as it is. Nothing in a capsule is ever executed or opened.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;

use crate::answer::{Answer, Estimate};

/// Most characters of a capsule.
pub const MOST_CHARACTERS: usize = 2000;
/// Most bytes that [`Capsule::read`] looks at: whatever is longer is no capsule.
const MOST_BYTES: usize = 64 * 1024;
/// Start of the state, with the version of its form.
const MARK: &str = "ottepel1:";
/// Characters of the checksum.
const CHECKSUM: usize = 8;
/// Characters of the sentence kept.
const SENTENCE: usize = 520;
/// Characters of a citation kept.
const CITATION: usize = 180;

/// The state of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Capsule {
    /// Id of a stored question.
    pub question: String,
    /// Scenario id.
    pub scenario: String,
    /// First digits of the hash of the scenario as recorded.
    pub scenario_hash: String,
    /// Version of the program that computed it.
    pub version: String,
    /// One person in so many.
    pub sample: u32,
    /// First seed.
    pub seed: u64,
    /// Pairs of runs.
    pub pairs: u32,
    /// Parameter draws that the pairs share.
    pub draws: u32,
    /// Pairs of each source choice and rival structure.
    pub pairs_per_flip: u32,
    /// Whether other sources and rival structures were tried.
    pub flips: bool,
    /// Name of the set of draws.
    pub draw_set: String,
    /// Arm of the headline.
    pub arm: String,
    /// Outcome of the headline.
    pub outcome: String,
    /// Day of the headline.
    pub day: Date,
    /// Headline difference: middle and ends of the 80 % interval.
    pub value: [f64; 3],
    /// Keys of two sources.
    pub sources: Vec<String>,
}

/// Why a text is no capsule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CapsuleError {
    /// No mark in it.
    #[error("there is no capsule in this text: it has no part that begins with `{MARK}`")]
    None,
    /// A capsule of a form that this program does not know.
    #[error("the capsule begins with `{0}`, this program reads `{MARK}`")]
    OtherForm(String),
    /// No end, or a checksum that does not fit.
    #[error("the capsule is damaged: {0}; copy it again, up to the eight characters after the `!`")]
    Damaged(String),
    /// A part that is missing or cannot be read.
    #[error("the capsule's `{key}` {reason}")]
    Part {
        /// Key of the part.
        key: &'static str,
        /// What is wrong with it.
        reason: String,
    },
}

impl Capsule {
    /// The state of an answer; nothing for an answer without a headline.
    pub fn of(answer: &Answer) -> Option<Capsule> {
        let (outcome, difference) = answer.headline()?;
        let badge = &answer.badge;
        let Estimate {
            value, lo80, hi80, ..
        } = difference.estimate;
        let sources = answer
            .supports
            .first()
            .into_iter()
            .chain(answer.against.first());
        Some(Capsule {
            question: answer.asked.id.clone(),
            scenario: badge
                .scenario
                .split(' ')
                .next()
                .unwrap_or_default()
                .to_owned(),
            scenario_hash: short_hash(&badge.scenario_hash),
            version: badge.version.clone(),
            sample: sample_of(&badge.sample)?,
            seed: badge.seed,
            pairs: badge.pairs,
            draws: badge.draws,
            pairs_per_flip: badge.pairs_per_flip,
            flips: badge.flips > 0,
            draw_set: badge.draw_set.clone(),
            arm: difference.arm.clone(),
            outcome: outcome.id.clone(),
            day: outcome.day,
            value: [value, lo80, hi80],
            sources: sources.map(|own| own.key.clone()).collect(),
        })
    }

    /// The state as text, from the mark to the checksum.
    pub fn state(&self) -> String {
        let [value, low, high] = self.value.map(|own| format!("{own:e}"));
        let parts = [
            ("q", self.question.clone()),
            ("s", self.scenario.clone()),
            ("h", self.scenario_hash.clone()),
            ("v", self.version.clone()),
            ("k", self.sample.to_string()),
            ("r", self.seed.to_string()),
            ("p", self.pairs.to_string()),
            ("d", self.draws.to_string()),
            ("n", self.pairs_per_flip.to_string()),
            ("f", self.flips.to_string()),
            ("u", self.draw_set.clone()),
            ("a", self.arm.clone()),
            ("o", self.outcome.clone()),
            ("t", self.day.to_string()),
            ("x", value),
            ("l", low),
            ("m", high),
            ("c", self.sources.join(",")),
        ];
        let parts: Vec<String> = parts
            .map(|(key, value)| format!("{key}={}", escaped(&value)))
            .into();
        let body = parts.join(";");
        format!("{MARK}{body}!{}", checksum(&body))
    }

    /// Finds and reads the capsule in a text.
    ///
    /// # Errors
    /// [`CapsuleError`] for a text without one, a damaged one, one of another form.
    pub fn read(text: &str) -> Result<Capsule, CapsuleError> {
        let body = body_of(text)?;
        let parts = Parts(parts_of(&body)?);
        Ok(Capsule {
            question: parts.text("q")?,
            scenario: parts.text("s")?,
            scenario_hash: parts.text("h")?,
            version: parts.text("v")?,
            sample: parts.number("k")?,
            seed: parts.number("r")?,
            pairs: parts.number("p")?,
            draws: parts.number("d")?,
            pairs_per_flip: parts.number("n")?,
            flips: parts.number("f")?,
            draw_set: parts.text("u")?,
            arm: parts.text("a")?,
            outcome: parts.text("o")?,
            day: parts.number("t")?,
            value: [parts.finite("x")?, parts.finite("l")?, parts.finite("m")?],
            sources: parts.text("c")?.split(',').map(str::to_owned).collect(),
        })
    }
}

/// The whole capsule: sentence with badge, two citations, state; at most [`MOST_CHARACTERS`].
pub fn capsule(answer: &Answer) -> Option<String> {
    let state = Capsule::of(answer)?.state();
    let sentence = clipped(&answer.sentence(), SENTENCE);
    let cited = answer
        .supports
        .first()
        .into_iter()
        .chain(answer.against.first());
    let cited: Vec<String> = cited
        .map(|own| {
            let citation = if own.citation.is_empty() {
                &own.key
            } else {
                &own.citation
            };
            clipped(citation, CITATION)
        })
        .collect();
    let first = format!("{} {sentence}", answer.badge.text());
    let text = format!("{first}\nSources: {}\n{state}", cited.join("; "));
    (text.chars().count() <= MOST_CHARACTERS).then_some(text)
}

/// First characters of a text, with a mark when something was left out.
fn clipped(text: &str, characters: usize) -> String {
    if text.chars().count() <= characters {
        return text.to_owned();
    }
    text.chars().take(characters - 1).chain(['…']).collect()
}

fn short_hash(hash: &str) -> String {
    hash.trim_start_matches("b3:").chars().take(16).collect()
}

fn sample_of(text: &str) -> Option<u32> {
    text.strip_prefix("1/")?.parse().ok()
}

/// Everything between mark and checksum, when the checksum holds. White space is left out.
fn body_of(text: &str) -> Result<String, CapsuleError> {
    if text.len() > MOST_BYTES {
        return Err(CapsuleError::None);
    }
    let Some(start) = text.rfind(MARK) else {
        return Err(other_form(text));
    };
    let rest = text[start + MARK.len()..].chars();
    let rest: String = rest.filter(|letter| !letter.is_whitespace()).collect();
    let Some((body, after)) = rest.split_once('!') else {
        return Err(CapsuleError::Damaged("its end is missing".to_owned()));
    };
    let given: String = after.chars().take(CHECKSUM).collect();
    if given != checksum(body) {
        let reason = "its checksum does not fit, so something in it was changed or lost";
        return Err(CapsuleError::Damaged(reason.to_owned()));
    }
    Ok(body.to_owned())
}

/// A mark with another number, or none.
fn other_form(text: &str) -> CapsuleError {
    let mark = text.split_whitespace().find_map(|word| {
        let (mark, _) = word.split_once(':')?;
        let number = mark.strip_prefix("ottepel")?;
        let is_number = !number.is_empty() && number.chars().all(|own| own.is_ascii_digit());
        is_number.then(|| format!("{mark}:"))
    });
    mark.map_or(CapsuleError::None, CapsuleError::OtherForm)
}

/// First eight hexadecimal digits of the BLAKE3 hash.
fn checksum(body: &str) -> String {
    let hash = blake3::hash(body.as_bytes());
    hash.to_hex().chars().take(CHECKSUM).collect()
}

fn parts_of(body: &str) -> Result<BTreeMap<String, String>, CapsuleError> {
    let part = |part: &str| {
        let (key, value) = part
            .split_once('=')
            .ok_or_else(|| unreadable("a part has no `=`"))?;
        Ok((
            key.to_owned(),
            unescaped(value).ok_or_else(|| unreadable("a part is not text"))?,
        ))
    };
    body.split(';').map(part).collect()
}

fn unreadable(reason: &str) -> CapsuleError {
    CapsuleError::Damaged(reason.to_owned())
}

struct Parts(BTreeMap<String, String>);

impl Parts {
    fn text(&self, key: &'static str) -> Result<String, CapsuleError> {
        let missing = || CapsuleError::Part {
            key,
            reason: "is missing".to_owned(),
        };
        self.0.get(key).cloned().ok_or_else(missing)
    }

    fn number<T: std::str::FromStr>(&self, key: &'static str) -> Result<T, CapsuleError> {
        let text = self.text(key)?;
        text.parse().map_err(|_| CapsuleError::Part {
            key,
            reason: format!("is `{}`, which cannot be read", clipped(&text, 40)),
        })
    }

    fn finite(&self, key: &'static str) -> Result<f64, CapsuleError> {
        let value: f64 = self.number(key)?;
        let infinite = || CapsuleError::Part {
            key,
            reason: "is not a finite number".to_owned(),
        };
        value.is_finite().then_some(value).ok_or_else(infinite)
    }
}

/// Letters, digits and a few marks as they are; every other byte as `%` and two digits.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'/' | b',' | b':' => {
                out.push(char::from(byte));
            }
            other => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{other:02x}");
            }
        }
    }
    out
}

fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next()?, rest.next()?];
        let digits = std::str::from_utf8(&digits).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
    }
    String::from_utf8(bytes).ok()
}
