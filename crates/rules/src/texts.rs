//! What the rule files say of themselves: the words at their head, for the model's description.

macro_rules! texts {
    ($($file:literal,)*) => {
        /// Rule files that a phase names, with their source text.
        const TEXTS: &[(&str, &str)] = &[$(($file, include_str!($file)),)*];
    };
}

texts! {
    "apparatus.rs",
    "approval.rs",
    "calendar.rs",
    "camps.rs",
    "conformity.rs",
    "crowd.rs",
    "crowds.rs",
    "demography.rs",
    "events.rs",
    "funeral.rs",
    "hearing.rs",
    "images.rs",
    "leadership/challenge.rs",
    "leadership/corrections.rs",
    "leadership/mod.rs",
    "living.rs",
    "messages.rs",
    "observe.rs",
    "past.rs",
    "people.rs",
    "person.rs",
    "places.rs",
    "print.rs",
    "private_view.rs",
    "reception.rs",
    "release.rs",
    "response.rs",
    "returnees.rs",
    "satellites.rs",
    "sentences.rs",
    "settlers.rs",
    "strikes.rs",
    "triggers.rs",
}

/// The words at the head of a rule file, or nothing when no phase names it.
pub fn text_of(file: &str) -> Option<String> {
    let (_, source) = TEXTS.iter().find(|(name, _)| *name == file)?;
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    let words: Vec<_> = lines
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    Some(words.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_every_phase_says_what_it_does() {
        for phase in &crate::PHASES {
            for file in phase.files {
                let text = text_of(file);
                assert!(
                    text.is_some_and(|text| text.len() > 40),
                    "{file} is named by the phase {} and has no words at its head here",
                    phase.name
                );
            }
        }
    }
}
