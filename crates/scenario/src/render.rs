//! Diagnostics as people read them.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Place, Severity};

/// Problems with their source lines, one after the other, with a last line that counts them.
pub fn render(diagnostics: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&[group(diagnostic)]));
        text.push_str("\n\n");
    }
    text.push_str(&summary(diagnostics));
    text
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(
        level
            .primary_title(diagnostic.message.as_str())
            .id(diagnostic.code),
    );
    match &diagnostic.place {
        Some(place) if place.text.is_empty() => {
            group = group.element(Origin::path(place.file.as_str()))
        }
        Some(place) => group = group.element(snippet(place)),
        None => {}
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

fn snippet(place: &Place) -> Snippet<'_, Annotation<'_>> {
    let start = byte_of(&place.text, place.column.saturating_sub(1));
    let end = byte_of(&place.text, place.column.saturating_sub(1) + place.length);
    let snippet = Snippet::source(place.text.as_str())
        .path(place.file.as_str())
        .line_start(place.line);
    snippet.annotation(AnnotationKind::Primary.span(start..end))
}

/// Byte offset of a character of a line; the end when the line is shorter.
fn byte_of(line: &str, character: usize) -> usize {
    line.char_indices()
        .nth(character)
        .map_or(line.len(), |(at, _)| at)
}

fn summary(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .count();
    let warnings = diagnostics.len() - errors;
    let count = |number: usize, noun: &str| {
        format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
    };
    match (errors, warnings) {
        (0, 0) => "no problems\n".to_owned(),
        (0, _) => format!("{}\n", count(warnings, "warning")),
        (_, 0) => format!("{}; nothing was run\n", count(errors, "error")),
        _ => format!(
            "{}, {}; nothing was run\n",
            count(errors, "error"),
            count(warnings, "warning")
        ),
    }
}
