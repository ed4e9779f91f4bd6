//! Blanks of a template: `___` where the author still has to write.

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::source_text::SourceText;

/// What stands where something is still to be written.
const BLANK: &str = "___";

/// Lists every blank outside comments; the comment lines above it say what to fill in.
pub(crate) fn check_blanks(source: &SourceText, problems: &mut Vec<Diagnostic>) {
    let mut at = 0;
    let mut remark = String::new();
    for line in source.text.split_inclusive('\n') {
        let text = line.trim();
        if let Some(comment) = text.strip_prefix('#') {
            if !remark.is_empty() {
                remark.push(' ');
            }
            remark.push_str(comment.trim());
        } else {
            if let Some(inside) = line.find(BLANK) {
                let span = at + inside..at + inside + BLANK.len();
                let key = text.split('=').next().unwrap_or_default().trim();
                let message = format!("`{key}` is still a blank");
                let problem = source.problem(codes::BLANK, span, Some(key), message);
                problems.push(problem.with_help(help(&remark)));
            }
            remark.clear();
        }
        at += line.len();
    }
}

fn help(remark: &str) -> String {
    match remark {
        "" => "write what belongs here".to_owned(),
        said => said.to_owned(),
    }
}
