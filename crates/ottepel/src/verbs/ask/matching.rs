//! From words to a stored question, without a language model: the words that a question shares
//! with what was typed, rare words counting more.

use std::collections::{BTreeMap, BTreeSet};

use scenario::question::Question;

/// Words of one meaning; each stands for the first of its row.
const SAME: &[&[&str]] = &[
    &["instruction", "guidance", "sheet", "clarity", "clear"],
    &["leak", "rumour", "rumor", "whisper"],
    &["amnesty", "release", "freed", "decree"],
    &["trust", "belief", "believe", "faith"],
    &["unrest", "riot", "uprising", "revolt", "rising", "protest"],
    &["camp", "gulag", "prisoner", "prison"],
    &["muddle", "disarray", "confusion", "disunity", "mess"],
    &[
        "purpose",
        "intent",
        "deliberate",
        "plan",
        "calculate",
        "purposeful",
    ],
    &["speech", "report", "denunciation"],
    &["fear", "terror", "afraid"],
    &["sanction", "punish", "repression", "tolerance"],
    &["image", "statue", "portrait", "monument"],
    &[
        "press",
        "censorship",
        "publish",
        "print",
        "newspaper",
        "pravda",
    ],
    &["khrushchev", "nikita"],
    &["apparatus", "bureaucracy", "ministry", "official"],
    &["reason", "explain", "explanation", "tone"],
    &["expectation", "promise", "comparison"],
    &["further", "more", "radical"],
    &["collapse", "fracture", "fracturing", "breakup"],
    &["stagnation", "brezhnev"],
];

/// Words that say nothing about a question.
const EMPTY: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "can", "did", "do", "does", "done",
    "for", "from", "had", "has", "have", "he", "his", "how", "i", "if", "in", "is", "it", "its",
    "of", "on", "or", "our", "so", "that", "the", "their", "them", "there", "they", "this", "to",
    "was", "were", "what", "when", "which", "who", "why", "will", "with", "would", "not", "no",
    "any", "but", "about", "model", "should", "could",
];

/// Least share of the typed words, weighted, that a question must share.
const ENOUGH: f64 = 0.45;
/// Distance that the best must keep from the second, as a share of its score.
const CLEAR: f64 = 0.92;

/// What a set of words found.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A question, by its number in the list.
    One(usize),
    /// A part of a question that is out of scope: numbers of the question and of the part.
    Refused(usize, usize),
    /// Nothing that is near enough; the nearest three, best first.
    Nearest(Vec<usize>),
}

/// Finds the question that the words mean.
pub fn find(questions: &[Question], words: &str) -> Found {
    let typed = tokens(words);
    let own: Vec<BTreeSet<String>> = questions.iter().map(|own| tokens(&text_of(own))).collect();
    let titles: Vec<BTreeSet<String>> = questions
        .iter()
        .map(|own| tokens(&format!("{} {} {}", own.id, own.title, own.asks)))
        .collect();
    let rarity = rarity(&own);
    let score = |question: usize| {
        // What stands in title and question counts twice what stands in its arms.
        (2.0 * shared(&typed, &titles[question], &rarity) + shared(&typed, &own[question], &rarity))
            / 3.0
    };
    let mut ranked: Vec<(usize, f64)> = (0..questions.len()).map(|own| (own, score(own))).collect();
    ranked.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
    let best = ranked.first().copied();
    if let Some(refused) = refused(questions, &typed, &rarity, best.map_or(0.0, |own| own.1)) {
        return refused;
    }
    let second = ranked.get(1).map_or(0.0, |own| own.1);
    match best {
        Some((number, score)) if score >= ENOUGH && second < CLEAR * score => Found::One(number),
        _ => Found::Nearest(ranked.into_iter().take(3).map(|own| own.0).collect()),
    }
}

/// The refused part that fits the words better than any question does.
fn refused(
    questions: &[Question],
    typed: &BTreeSet<String>,
    rarity: &BTreeMap<String, f64>,
    best: f64,
) -> Option<Found> {
    let parts = questions.iter().enumerate().flat_map(|(number, own)| {
        let parts = own.out_of_scope.iter().enumerate();
        parts.map(move |(part, own)| (number, part, tokens(&own.asks)))
    });
    let scored = parts.map(|(number, part, own)| (number, part, shared(typed, &own, rarity)));
    let (number, part, score) = scored.max_by(|one, two| one.2.total_cmp(&two.2))?;
    (score >= ENOUGH && score > best).then_some(Found::Refused(number, part))
}

/// Everything that a question says about itself.
fn text_of(question: &Question) -> String {
    let mut text = format!("{} {} {}", question.id, question.title, question.asks);
    for arm in question.arms.iter().chain(&question.rivals) {
        text.push_str(&format!(" {} {}", arm.name, arm.title));
    }
    for premise in &question.premises {
        text.push_str(&format!(" {}", premise.says));
    }
    text
}

/// Weight of each word: the fewer questions have it, the more it says.
fn rarity(texts: &[BTreeSet<String>]) -> BTreeMap<String, f64> {
    let mut counts = BTreeMap::<String, usize>::new();
    for word in texts.iter().flatten() {
        *counts.entry(word.clone()).or_default() += 1;
    }
    let all = texts.len() as f64;
    let weight = |count: usize| (1.0 + all / count as f64).ln();
    counts
        .into_iter()
        .map(|(word, count)| (word, weight(count)))
        .collect()
}

/// Share of the typed words, weighted, that stand in a text. Unknown words weigh as the rarest.
fn shared(
    typed: &BTreeSet<String>,
    text: &BTreeSet<String>,
    rarity: &BTreeMap<String, f64>,
) -> f64 {
    let rarest = rarity.values().copied().fold(1.0, f64::max);
    let weight = |word: &String| rarity.get(word).copied().unwrap_or(rarest);
    let all: f64 = typed.iter().map(weight).sum();
    let found: f64 = typed
        .iter()
        .filter(|word| text.contains(*word))
        .map(weight)
        .sum();
    if all > 0.0 { found / all } else { 0.0 }
}

/// Words of a text in small letters, endings cut, those of one meaning made one.
fn tokens(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words = words.map(str::to_lowercase);
    let words = words.filter(|word| word.chars().count() > 1 && !EMPTY.contains(&word.as_str()));
    words.map(|word| meaning(&stem(&word))).collect()
}

fn meaning(word: &str) -> String {
    let row = SAME
        .iter()
        .find(|row| row.iter().any(|own| stem(own) == word));
    row.map_or_else(|| word.to_owned(), |row| stem(row[0]))
}

/// The word without the commonest English endings.
fn stem(word: &str) -> String {
    for ending in [
        "ingly", "ation", "ings", "ing", "ies", "ers", "ed", "ly", "es", "s", "y", "e",
    ] {
        if let Some(start) = word.strip_suffix(ending)
            && start.chars().count() >= 4
        {
            return start.to_owned();
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_meaning_are_one_word() {
        assert_eq!(tokens("Clearer guidance"), tokens("clearer instructions"));
        assert_eq!(tokens("the riots"), tokens("uprising"));
        assert!(tokens("what if he had").is_empty());
    }

    #[test]
    fn the_shipped_questions_are_found_by_their_own_titles() {
        let questions = super::super::stored::questions_of_tests();
        for (number, question) in questions.iter().enumerate() {
            assert_eq!(
                find(&questions, &question.title),
                Found::One(number),
                "{}",
                question.title
            );
        }
    }

    #[test]
    fn nonsense_finds_nothing_and_names_three() {
        let questions = super::super::stored::questions_of_tests();
        let Found::Nearest(three) = find(&questions, "price of tea in china") else {
            panic!("nothing of the kind is stored");
        };
        assert_eq!(three.len(), 3.min(questions.len()));
    }
}
