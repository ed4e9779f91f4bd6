//! What `ottepel` alone says: what this is, what it is not, three things to do.

use std::io::{BufRead, IsTerminal, Write};

use serde_json::json;

use crate::answer::Answer;
use crate::session::Session;

/// Command lines offered by number.
const CHOICES: [(&str, &str); 3] = [
    (
        "ask ex02",
        "ask what one decision changed: clearer instructions in March 1956",
    ),
    (
        "run ussr-1953-1964",
        "run the country from March 1953 to October 1964",
    ),
    (
        "evidence conflicts",
        "see where the sources disagree, and what the model does about it",
    ),
];

/// The screen of at most 24 lines.
pub fn answer() -> Answer {
    let mut text = String::from(
        "Ottepel (thaw): the politics of the Soviet Union after Stalin, as a model you can run.\n\n\
         Every person is one agent: 188 million in 1953, at home, in the party or in a camp, week\n\
         by week until October 1964. Dated decisions of the leaders are levers. Each number leads\n\
         to its source, and where sources disagree the disagreement is a switch.\n\n\
         It is not a prediction and not a verdict. It compares what the record says with what the\n\
         same model does, and says how sure that comparison is. It works offline; nothing is sent.\n\n\
         Three things to do:\n\n",
    );
    for (number, (line, what)) in CHOICES.iter().enumerate() {
        text.push_str(&format!("  {}  ottepel {line:<20} {what}\n", number + 1));
    }
    text.push_str("\n`ottepel ask` lists every question, `ottepel -h` every verb; `ottepel doctor` looks at this machine.\n");
    let choices =
        CHOICES.map(|(line, what)| json!({ "command": format!("ottepel {line}"), "what": what }));
    Answer::new(text, json!({ "choices": choices }))
}

/// Help or version text as an answer.
pub fn as_answer(text: &str) -> Answer {
    Answer::new(text, json!({ "text": text }))
}

/// Asks which of the three, when people sit at both ends; `None` when they leave.
pub fn choose(session: &Session) -> Option<&'static str> {
    let both_ends = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if !both_ends || !session.is_for_people() {
        return None;
    }
    let _ = write!(
        std::io::stderr(),
        "\n1, 2 or 3 and Enter (Enter alone leaves): "
    );
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).ok()?;
    let number: usize = line.trim().parse().ok()?;
    CHOICES.get(number.checked_sub(1)?).map(|(line, _)| *line)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_first_screen_fits_a_small_terminal() {
        let text = super::answer().text;
        assert!(text.lines().count() <= 24);
        assert!(text.lines().all(|line| line.chars().count() <= 100));
    }
}
