//! The shipped scenario and evidence, compiled in: a machine with only the program can run it.

/// Names and bytes of files, by path from the project folder.
macro_rules! embed {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../", $path)) as &[u8])),*]
    };
}

/// Every shipped file; a test compares the list with the folders.
pub(crate) static EMBEDDED: &[(&str, &[u8])] = embed![
    "evidence/claims.toml",
    "evidence/conflicts.toml",
    "evidence/sources.toml",
    "evidence/tables/camps.csv",
    "evidence/tables/camps_by_site.csv",
    "evidence/tables/decisions.csv",
    "evidence/tables/elite.csv",
    "evidence/tables/living.csv",
    "evidence/tables/party.csv",
    "evidence/tables/population.csv",
    "evidence/tables/press.csv",
    "evidence/tables/regions_1959.csv",
    "evidence/tables/repression.csv",
    "evidence/tables/satellites.csv",
    "evidence/tables/seeds_claims.csv",
    "evidence/tables/unrest.csv",
    "scenarios/ussr-1953-1964/draws/thaw-1.csv",
    "scenarios/ussr-1953-1964/draws/thaw-1.toml",
    "scenarios/ussr-1953-1964/draws/until-1957.csv",
    "scenarios/ussr-1953-1964/draws/until-1957.toml",
    "scenarios/ussr-1953-1964/levers.toml",
    "scenarios/ussr-1953-1964/messages.toml",
    "scenarios/ussr-1953-1964/overlays/as-1961.toml",
    "scenarios/ussr-1953-1964/overlays/fixed-text.toml",
    "scenarios/ussr-1953-1964/overlays/immediate-sanctions.toml",
    "scenarios/ussr-1953-1964/overlays/no-change.toml",
    "scenarios/ussr-1953-1964/overlays/no-decree-1953.toml",
    "scenarios/ussr-1953-1964/overlays/no-speech.toml",
    "scenarios/ussr-1953-1964/overlays/published-1956.toml",
    "scenarios/ussr-1953-1964/overlays/question-and-answer-sheet.toml",
    "scenarios/ussr-1953-1964/parameters.toml",
    "scenarios/ussr-1953-1964/questions/ex00.toml",
    "scenarios/ussr-1953-1964/questions/ex01.toml",
    "scenarios/ussr-1953-1964/questions/ex02.toml",
    "scenarios/ussr-1953-1964/questions/ex03.toml",
    "scenarios/ussr-1953-1964/questions/ex04.toml",
    "scenarios/ussr-1953-1964/questions/ex05.toml",
    "scenarios/ussr-1953-1964/questions/ex06.toml",
    "scenarios/ussr-1953-1964/questions/ex07.toml",
    "scenarios/ussr-1953-1964/questions/ex08.toml",
    "scenarios/ussr-1953-1964/questions/ex09.toml",
    "scenarios/ussr-1953-1964/questions/ex10.toml",
    "scenarios/ussr-1953-1964/questions/ex11.toml",
    "scenarios/ussr-1953-1964/questions/ex12.toml",
    "scenarios/ussr-1953-1964/questions/ex13.toml",
    "scenarios/ussr-1953-1964/questions/ex14.toml",
    "scenarios/ussr-1953-1964/questions/ex15.toml",
    "scenarios/ussr-1953-1964/questions/ex16.toml",
    "scenarios/ussr-1953-1964/questions/ex17.toml",
    "scenarios/ussr-1953-1964/questions/ex18.toml",
    "scenarios/ussr-1953-1964/questions/ex19.toml",
    "scenarios/ussr-1953-1964/questions/ex20.toml",
    "scenarios/ussr-1953-1964/questions/ex21.toml",
    "scenarios/ussr-1953-1964/questions/ex22.toml",
    "scenarios/ussr-1953-1964/questions/ex23.toml",
    "scenarios/ussr-1953-1964/releases.toml",
    "scenarios/ussr-1953-1964/scenario.toml",
    "scenarios/ussr-1953-1964/statements.toml",
    "scenarios/ussr-1953-1964/sweeps/memory-and-guidance.toml",
    "scenarios/ussr-1953-1964/sweeps/thaw-1.toml",
];

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::EMBEDDED;

    fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("the folder is shipped") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                files_below(&path, found);
            } else {
                found.push(path);
            }
        }
    }

    #[test]
    fn every_file_of_the_folders_is_embedded() {
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut found = Vec::new();
        for folder in ["evidence", "scenarios/ussr-1953-1964"] {
            files_below(&project.join(folder), &mut found);
        }
        let relative = |path: &PathBuf| {
            path.strip_prefix(&project)
                .expect("below the project")
                .to_string_lossy()
                .replace('\\', "/")
        };
        let mut on_disk: Vec<String> = found
            .iter()
            .map(relative)
            .filter(|path| path.ends_with(".toml") || path.ends_with(".csv"))
            .collect();
        on_disk.sort();
        let embedded: Vec<&str> = EMBEDDED.iter().map(|(path, _)| *path).collect();
        assert_eq!(
            embedded, on_disk,
            "add the file to the list in embedded.rs, in order"
        );
    }
}
