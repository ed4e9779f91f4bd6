//! Text on a terminal: paragraphs broken at words, and numbers as a row of blocks.

/// Blocks of eight heights.
pub(crate) const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Breaks a paragraph at `columns` columns; every line is indented. Ends with a line break.
pub fn wrapped(text: &str, indent: usize, columns: usize) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        let needed = line.chars().count() + word.chars().count() + usize::from(!line.is_empty());
        if line.is_empty() || indent + needed <= columns {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    let margin = " ".repeat(indent);
    lines
        .iter()
        .map(|line| format!("{margin}{line}\n"))
        .collect()
}

/// Means of equal parts of `values` as at most `letters` blocks, the lowest at the first end of
/// `range` and the highest at the second.
pub(crate) fn bars(values: &[f64], letters: usize, range: (f64, f64)) -> String {
    let chunk = values.len().div_ceil(letters).max(1);
    let height = |values: &[f64]| {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let share = if range.1 > range.0 {
            (mean - range.0) / (range.1 - range.0)
        } else {
            0.0
        };
        BARS[((share * BARS.len() as f64) as usize).min(BARS.len() - 1)]
    };
    values.chunks(chunk).map(height).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_broken_at_words() {
        assert_eq!(wrapped("one two three", 2, 10), "  one two\n  three\n");
        assert_eq!(wrapped("", 2, 10), "  \n");
    }

    #[test]
    fn blocks_rise_with_the_numbers() {
        assert_eq!(bars(&[0.0, 1.0, 2.0, 3.0], 4, (0.0, 3.0)), "▁▃▆█");
        assert_eq!(bars(&[1.0, 1.0], 4, (1.0, 1.0)), "▁▁");
    }
}
