//! The runs of a fit on disk, one line each, so that a fit that was stopped goes on.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file of runs: number and figures. The first line says of which fit they are.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    known: BTreeMap<usize, Vec<f64>>,
}

impl Journal {
    /// Opens the journal of a fit, or begins it. Runs of another fit are refused; a line that was
    /// cut short by a kill is left out and computed again.
    ///
    /// # Errors
    /// The system's words, or that the file belongs to another fit.
    pub fn open(path: &Path, fit: &str) -> std::io::Result<Journal> {
        let mut journal = Journal {
            path: path.to_owned(),
            known: BTreeMap::new(),
        };
        match std::fs::read_to_string(path) {
            Ok(text) => journal.read(&text, fit)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        journal.rewrite(fit)?;
        Ok(journal)
    }

    fn read(&mut self, text: &str, fit: &str) -> std::io::Result<()> {
        let mut lines = text.split_inclusive('\n');
        if lines.next().map(str::trim_end) != Some(fit) {
            let message = "it holds the runs of another fit; choose another folder or remove it";
            return Err(std::io::Error::other(message));
        }
        for line in lines.filter(|line| line.ends_with('\n')) {
            let mut cells = line.trim_end().split(',');
            let number = cells.next().and_then(|cell| cell.parse().ok());
            let figures: Option<Vec<f64>> = cells.map(|cell| cell.parse().ok()).collect();
            if let (Some(number), Some(figures)) = (number, figures) {
                self.known.insert(number, figures);
            }
        }
        Ok(())
    }

    /// Writes everything anew, without lines that were cut short.
    fn rewrite(&self, fit: &str) -> std::io::Result<()> {
        let lines = self
            .known
            .iter()
            .map(|(number, figures)| line(*number, figures));
        let text = std::iter::once(format!("{fit}\n"))
            .chain(lines)
            .collect::<String>();
        store::atomic::write(&self.path, |out| out.write_all(text.as_bytes()))
            .map_err(|error| std::io::Error::other(error.to_string()))
    }

    /// Figures of a run that was computed before.
    pub fn known(&self, number: usize) -> Option<&Vec<f64>> {
        self.known.get(&number)
    }

    /// Adds a run.
    ///
    /// # Errors
    /// The system's words.
    pub fn add(&mut self, number: usize, figures: Vec<f64>) -> std::io::Result<()> {
        let mut file = std::fs::OpenOptions::new().append(true).open(&self.path)?;
        file.write_all(line(number, &figures).as_bytes())?;
        self.known.insert(number, figures);
        Ok(())
    }
}

fn line(number: usize, figures: &[f64]) -> String {
    let cells = figures.iter().map(f64::to_string);
    let cells: Vec<String> = std::iter::once(number.to_string()).chain(cells).collect();
    cells.join(",") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_survive_and_a_torn_line_is_computed_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("runs.csv");
        let mut journal = Journal::open(&path, "fit one").unwrap();
        journal.add(0, vec![1.5, f64::NAN]).unwrap();
        journal.add(1, vec![0.1 + 0.2, -3.0]).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, &text[..text.len() - 2]).unwrap();
        let again = Journal::open(&path, "fit one").unwrap();
        let figures = again.known(0).unwrap();
        assert!(figures[0] == 1.5 && figures[1].is_nan());
        assert_eq!(again.known(1), None);
        assert!(Journal::open(&path, "fit two").is_err());
    }
}
