//! Runs and states as files: snapshots of named sections, hashed as a whole.
//!
//! Nothing here is an error: what cannot be read is computed again, what cannot be written is not
//! kept.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use kernel::checkpoint::{self, Sections, Snapshot};
use rules::SERIES;
use rules::leadership::{Assessment, MemberState, State};
use serde::{Deserialize, Serialize};

use super::Groups;
use super::trajectory::{RegionalValue, Trajectory};

#[derive(Serialize, Deserialize)]
struct Head {
    weeks: u16,
    republics: Vec<String>,
    regions: Vec<String>,
    leaders: Vec<String>,
    hashes: BTreeMap<u16, String>,
}

/// Writes a run.
pub(super) fn write_trajectory(path: &Path, fingerprint: &str, trajectory: &Trajectory) {
    let head = Head {
        weeks: trajectory.weeks,
        republics: trajectory.republics.clone(),
        regions: trajectory.regions.clone(),
        leaders: trajectory.leaders.clone(),
        hashes: trajectory.hashes.clone(),
    };
    let header = serde_json::to_string(&head).unwrap_or_default();
    let country: Vec<f64> = trajectory.country.concat();
    let regional = &trajectory.regional;
    let places: Vec<[u16; 3]> = regional
        .iter()
        .map(|own| [own.week, own.series, own.region])
        .collect();
    let values: Vec<f64> = regional.iter().map(|own| own.value).collect();
    let [kinds, people] = trajectory.groups.columns();
    let assessed = &*trajectory.assessments;
    let moments: Vec<[u32; 2]> = assessed
        .iter()
        .map(|own| [u32::from(own.week), own.primacy.to_bits()])
        .collect();
    let leaderships: Vec<State> = assessed.iter().map(|own| own.state).collect();
    let leaders: Vec<MemberState> = assessed
        .iter()
        .flat_map(|own| own.members.iter().copied())
        .collect();
    let sections = vec![
        ("country", bytemuck::cast_slice(&country)),
        ("places", bytemuck::cast_slice(&places)),
        ("values", bytemuck::cast_slice(&values)),
        ("kinds", kinds),
        ("people", people),
        ("moments", bytemuck::cast_slice(&moments)),
        ("leaderships", bytemuck::cast_slice(&leaderships)),
        ("leaders", bytemuck::cast_slice(&leaders)),
    ];
    write(path, fingerprint, &header, &sections);
}

/// A run from its sections; `None` when they are not those of a run of this program.
pub(super) fn trajectory(snapshot: &Snapshot) -> Option<Trajectory> {
    let head: Head = serde_json::from_str(&snapshot.header).ok()?;
    let country: Vec<f64> = values(snapshot, "country")?.collect();
    let weeks = usize::from(head.weeks);
    if country.len() != SERIES.len() * weeks {
        return None;
    }
    let places = values::<[u16; 3]>(snapshot, "places")?;
    let regional = places.zip(values(snapshot, "values")?);
    let regional = regional.map(|([week, series, region], value)| RegionalValue {
        week,
        series,
        region,
        value,
    });
    Some(Trajectory {
        weeks: head.weeks,
        country: country.chunks(weeks.max(1)).map(<[f64]>::to_vec).collect(),
        regional: regional.collect(),
        // Events are not shelved: whoever needs them computes the run.
        events: None,
        groups: Groups::of_columns(
            values(snapshot, "kinds")?.collect(),
            values(snapshot, "people")?.collect(),
        )?,
        assessments: assessments(snapshot)?,
        republics: head.republics,
        regions: head.regions,
        leaders: head.leaders,
        hashes: head.hashes,
    })
}

fn assessments(snapshot: &Snapshot) -> Option<Arc<[Assessment]>> {
    let moments = values::<[u32; 2]>(snapshot, "moments")?;
    let leaderships = values::<State>(snapshot, "leaderships")?;
    let leaders: Vec<MemberState> = values(snapshot, "leaders")?.collect();
    let each = leaders.len().checked_div(moments.len()).unwrap_or(0);
    if moments.len() != leaderships.len() || moments.len() * each != leaders.len() {
        return None;
    }
    let members = leaders.chunks(each.max(1)).map(<[MemberState]>::to_vec);
    let all = moments.zip(leaderships).zip(members);
    let assessment = |(([week, primacy], state), members): (([u32; 2], _), _)| Assessment {
        week: week as u16,
        primacy: f32::from_bits(primacy),
        state,
        members,
    };
    Some(all.map(assessment).collect())
}

fn values<'a, T: bytemuck::AnyBitPattern>(
    snapshot: &'a Snapshot,
    name: &str,
) -> Option<impl ExactSizeIterator<Item = T> + use<'a, T>> {
    let chunks = snapshot.section(name)?.chunks_exact(size_of::<T>());
    chunks
        .remainder()
        .is_empty()
        .then(|| chunks.map(bytemuck::pod_read_unaligned))
}

/// Reads an entry written under this fingerprint whose hash holds.
pub(super) fn read(path: &Path, fingerprint: &str) -> Option<Snapshot> {
    let mut snapshot = checkpoint::read(&mut BufReader::new(File::open(path).ok()?)).ok()?;
    let (own, header) = snapshot.header.split_once('\n')?;
    if own != fingerprint {
        return None;
    }
    snapshot.header = header.to_owned();
    Some(snapshot)
}

/// Writes an entry under another name and renames it, so that it is there whole or not at all.
pub(super) fn write(path: &Path, fingerprint: &str, header: &str, sections: &Sections<'_>) {
    let partial = path.with_extension(format!("partial-{}", std::process::id()));
    let header = format!("{fingerprint}\n{header}");
    if write_to(&partial, &header, sections).is_err() || fs::rename(&partial, path).is_err() {
        // A full disk leaves nothing behind.
        let _ = fs::remove_file(&partial);
    }
}

fn write_to(path: &Path, header: &str, sections: &Sections<'_>) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = BufWriter::new(File::create(path)?);
    checkpoint::write(&mut file, header, sections)?;
    file.flush()
}

/// Removes the oldest entries until the folder holds at most `budget` bytes.
pub(super) fn prune(folder: &Path, budget: u64) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let entry = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.ok()?;
        let data = entry.metadata().ok()?;
        let written = data.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        Some((written, data.len(), entry.path()))
    };
    let mut entries: Vec<_> = entries.filter_map(entry).collect();
    entries.sort();
    let mut total: u64 = entries.iter().map(|(_, bytes, _)| bytes).sum();
    for (_, bytes, path) in entries {
        if total <= budget {
            return;
        }
        if fs::remove_file(path).is_ok() {
            total -= bytes;
        }
    }
}
