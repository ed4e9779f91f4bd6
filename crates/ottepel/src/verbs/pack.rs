//! `ottepel pack DIR|RUN|SWEEP`.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use report::pack::{PackedFile, PackedRun, Study, data_package, ro_crate};
use serde_json::json;
use store::RunFolder;
use store::sweep_folder::PLAN_FILE;
use zip::write::SimpleFileOptions;

use crate::answer::Answer;
use crate::problem::Failure;
use crate::run_folder;
use crate::session::Session;

/// Pack runs or a sweep into one file that others can check and cite
///
/// The file is a zip with RO-Crate metadata, a Frictionless data package of the tables, the model's
/// description, citation and licences. `ottepel replay FILE --sample 5` computes five of its runs
/// again.
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel pack last --out study.zip
  ottepel replay study.zip --sample 1
  ottepel pack last --out again.zip --format json
")]
pub struct Arguments {
    /// Id of a run, `last`, or a folder: of a run, of a sweep, or of several
    #[arg(value_name = "WHAT")]
    pub what: String,
    /// File to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Texts that every pack carries, compiled in.
const TEXTS: [(&str, &str); 5] = [
    ("CITATION.cff", include_str!("../../../../CITATION.cff")),
    ("LICENSE-MIT", include_str!("../../../../LICENSE-MIT")),
    ("LICENSE-APACHE", include_str!("../../../../LICENSE-APACHE")),
    ("ODD.md", include_str!("../../../../docs/book/src/odd.md")),
    (
        "LIMITS.md",
        include_str!("../../../../docs/book/src/limits.md"),
    ),
];
/// Folder of a run that holds snapshots, which nobody else needs.
const SNAPSHOTS: &str = "checkpoint";
/// Files below a folder are looked for so deep.
const DEPTH: usize = 6;

/// Packs it.
///
/// # Errors
/// `E0601` for an unknown run, `E0805` for a folder without a run or sweep, `E0603` when the file
/// cannot be written.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let (root, prefix) = root(session, &arguments.what)?;
    let paths = files_below(&root)?;
    let mut contents = BTreeMap::new();
    for path in paths {
        let name = name_in_pack(&root, &path, &prefix);
        contents.insert(name, Content::File(path));
    }
    let texts = TEXTS.map(|(name, text)| (name.to_owned(), Content::Text(text.to_owned())));
    contents.extend(texts);
    let study = study(&arguments.what, &contents)?;
    if study.runs.is_empty() && !contents.keys().any(|own| own.ends_with("sweep.json")) {
        let message = format!("{} holds no run and no sweep", root.display());
        return Err(Failure::new("E0805", message).with_help("`ottepel runs` lists the runs"));
    }
    let metadata = [
        (
            "ro-crate-metadata.json",
            format!("{:#}\n", ro_crate(&study)),
        ),
        ("datapackage.json", format!("{:#}\n", data_package(&study))),
    ];
    contents.extend(metadata.map(|(name, text)| (name.to_owned(), Content::Text(text))));
    write(&arguments.out, &contents)?;
    let (files, runs) = (contents.len(), study.runs.len());
    let text = format!(
        "{}: {files} files, {runs} {}. To check it: ottepel replay {} --sample 5\n",
        arguments.out.display(),
        if runs == 1 { "run" } else { "runs" },
        arguments.out.display()
    );
    let names: Vec<&String> = contents.keys().collect();
    let value = json!({ "file": arguments.out, "runs": runs, "files": names });
    Ok(Answer::new(text, value))
}

/// What stands behind a name in the pack.
enum Content {
    File(PathBuf),
    Text(String),
}

/// The folder that is packed and what its files are called in the pack.
fn root(session: &Session, what: &str) -> Result<(PathBuf, String), Failure> {
    let path = Path::new(what);
    if path.is_dir() && !path.join("run.json").is_file() {
        return Ok((path.to_owned(), String::new()));
    }
    let folder = run_folder::find(session, what)?;
    let manifest = run_folder::manifest(&folder)?;
    Ok((folder.path().to_owned(), format!("runs/{}/", manifest.run)))
}

fn files_below(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |error: std::io::Error| Failure::new("E0602", error.to_string()).in_file(root);
    let mut files = Vec::new();
    let mut folders = vec![(root.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let kind = entry.file_type().map_err(unreadable)?;
            if kind.is_file() {
                files.push(entry.path());
            } else if kind.is_dir() && entry.file_name() != SNAPSHOTS && depth < DEPTH {
                folders.push((entry.path(), depth + 1));
            }
        }
    }
    Ok(files)
}

/// Parts separated by `/` on every system.
fn name_in_pack(root: &Path, path: &Path, prefix: &str) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts = relative
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    format!("{prefix}{}", parts.collect::<Vec<_>>().join("/"))
}

fn study(name: &str, contents: &BTreeMap<String, Content>) -> Result<Study, Failure> {
    let mut files = Vec::new();
    let mut runs = Vec::new();
    for (path, content) in contents {
        let (size, hash) = measured(content)?;
        files.push(PackedFile {
            path: path.clone(),
            size,
            hash,
        });
        if let (Content::File(own), true) =
            (content, path.ends_with("/run.json") || path == "run.json")
        {
            runs.extend(packed_run(own, path)?);
        }
    }
    Ok(Study {
        name: name.to_owned(),
        version: analysis::run::VERSION.to_owned(),
        files,
        runs,
    })
}

fn packed_run(own: &Path, path: &str) -> Result<Option<PackedRun>, Failure> {
    let Some(folder) = own.parent() else {
        return Ok(None);
    };
    let unreadable = |error: String| Failure::new("E0602", error).in_file(folder);
    let run = RunFolder::open(folder).map_err(|error| unreadable(error.to_string()))?;
    let dictionary = folder.join("dictionary.csv");
    Ok(Some(PackedRun {
        folder: path.trim_end_matches("/run.json").to_owned(),
        manifest: run_folder::manifest(&run)?,
        dictionary: std::fs::read_to_string(dictionary).unwrap_or_default(),
    }))
}

/// Bytes and hash of a file or a text.
fn measured(content: &Content) -> Result<(u64, String), Failure> {
    let mut hasher = blake3::Hasher::new();
    match content {
        Content::Text(text) => {
            hasher.update(text.as_bytes());
        }
        Content::File(path) => {
            let unreadable =
                |error: std::io::Error| Failure::new("E0602", error.to_string()).in_file(path);
            let mut file = std::fs::File::open(path).map_err(unreadable)?;
            std::io::copy(&mut file, &mut hasher).map_err(unreadable)?;
        }
    }
    Ok((hasher.count(), hasher.finalize().to_hex().to_string()))
}

/// Writes the pack under another name and renames it. Times are left out: the same study is the
/// same file.
fn write(out: &Path, contents: &BTreeMap<String, Content>) -> Result<(), Failure> {
    let partial = out.with_extension("zip.partial");
    let written = write_to(&partial, contents).and_then(|()| std::fs::rename(&partial, out));
    written.map_err(|error| {
        // What could not be finished is not left behind; that it is gone already is fine.
        let _ = std::fs::remove_file(&partial);
        Failure::new(
            "E0603",
            format!("{} cannot be written: {error}", out.display()),
        )
    })
}

fn write_to(path: &Path, contents: &BTreeMap<String, Content>) -> std::io::Result<()> {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path)?);
    for (name, content) in contents {
        // Parquet is compressed already.
        let method = match name.ends_with(".parquet") {
            true => zip::CompressionMethod::Stored,
            false => zip::CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .large_file(true)
            .last_modified_time(zip::DateTime::default());
        zip.start_file(name, options)?;
        match content {
            Content::Text(text) => zip.write_all(text.as_bytes())?,
            Content::File(path) => {
                std::io::copy(&mut std::fs::File::open(path)?, &mut zip)?;
            }
        }
    }
    zip.finish()?;
    Ok(())
}

/// Most bytes and files that are unpacked: a pack comes from others.
const MOST_BYTES: u64 = 64 << 30;
const MOST_FILES: usize = 100_000;

/// Unpacks a pack into a folder, refusing names that lead out of it.
///
/// # Errors
/// `E0805` for a file that is no pack.
pub fn unpack(file: &Path, to: &Path) -> Result<(), Failure> {
    let wrong = |error: String| Failure::new("E0805", error).in_file(file);
    let opened = std::fs::File::open(file).map_err(|error| wrong(error.to_string()))?;
    let mut zip = zip::ZipArchive::new(opened).map_err(|error| wrong(error.to_string()))?;
    if zip.len() > MOST_FILES {
        return Err(wrong(format!(
            "it holds {} files, more than {MOST_FILES}",
            zip.len()
        )));
    }
    let mut left = MOST_BYTES;
    for number in 0..zip.len() {
        let entry = zip
            .by_index(number)
            .map_err(|error| wrong(error.to_string()))?;
        if entry.is_dir() {
            continue;
        }
        let name = entry.enclosed_name();
        let name =
            name.ok_or_else(|| wrong(format!("file {} leads out of the pack", number + 1)))?;
        let path = to.join(name);
        let written = write_entry(entry.take(left), &path);
        left -= written.map_err(|error| wrong(error.to_string()))?;
        if left == 0 {
            return Err(wrong(format!("it holds more than {MOST_BYTES} bytes")));
        }
    }
    Ok(())
}

fn write_entry(mut entry: impl Read, path: &Path) -> std::io::Result<u64> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::io::copy(&mut entry, &mut std::fs::File::create(path)?)
}

/// Folders of the sweeps below a folder, in order of their names.
///
/// # Errors
/// `E0602` when the folder cannot be read.
pub fn sweeps_below(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let files = files_below(root)?.into_iter();
    let plans = files.filter(|own| own.file_name().is_some_and(|name| name == PLAN_FILE));
    let mut sweeps: Vec<PathBuf> = plans
        .filter_map(|own| Some(own.parent()?.to_owned()))
        .collect();
    sweeps.sort();
    Ok(sweeps)
}

/// Folders of the runs below a folder, in order of a hash of their names: a choice that nobody made.
///
/// # Errors
/// `E0602` when the folder cannot be read.
pub fn runs_below(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let files = files_below(root)?;
    let manifests = files
        .into_iter()
        .filter(|own| own.file_name().is_some_and(|name| name == "run.json"));
    let mut runs: Vec<PathBuf> = manifests
        .filter_map(|own| Some(own.parent()?.to_owned()))
        .collect();
    runs.sort_by_key(|own| {
        let name = own
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        *blake3::hash(name.unwrap_or_default().as_bytes()).as_bytes()
    });
    Ok(runs)
}
