//! A small project in memory, so that tests read no file that people keep changing.

use std::path::{Path, PathBuf};

use scenario::{Files, LoadRequest, Loaded, MemoryFiles, load_from};

/// The files of `tests/small`.
pub fn small() -> MemoryFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small");
    let mut files = MemoryFiles::default();
    add(&root, &root, &mut files);
    files
}

fn add(root: &Path, folder: &Path, files: &mut MemoryFiles) {
    for entry in std::fs::read_dir(folder).expect("the folder exists") {
        let path: PathBuf = entry.expect("readable").path();
        if path.is_dir() {
            add(root, &path, files);
        } else {
            let name = path
                .strip_prefix(root)
                .expect("below the root")
                .to_string_lossy()
                .replace('\\', "/");
            files.insert(name, std::fs::read(&path).expect("readable"));
        }
    }
}

/// The small project with one text replaced by another.
pub fn with(path: &str, old: &str, new: &str) -> MemoryFiles {
    let mut files = small();
    let text = String::from_utf8(files.read(path).expect("the file exists")).expect("text");
    assert!(text.contains(old), "{path} has no {old:?}");
    files.insert(path, text.replacen(old, new, 1));
    files
}

/// Loads the small scenario with overlays and settings.
pub fn load_small(files: &MemoryFiles, overlays: &[&str], settings: &[&str]) -> Loaded {
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    let request = LoadRequest {
        scenario: "small".to_owned(),
        overlays: owned(overlays),
        settings: owned(settings),
        ..LoadRequest::default()
    };
    load_from(files, &request)
}
