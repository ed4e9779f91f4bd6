//! Runs and states computed before, by content: what decides the bits of a run is its address.
//!
//! In memory up to a budget; on disk, in a folder of the user's data, where one is given. Entries
//! on disk carry the fingerprint of the program that wrote them and their own hash: an entry of
//! another program, or a damaged one, is not there.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use kernel::checkpoint::Snapshot;

use super::branch::State;
use super::{Keep, Member, Trajectory, shelf};

/// Bytes of states kept in memory.
const STATE_BUDGET: usize = 1 << 30;
/// Bytes of trajectories kept in memory.
const TRAJECTORY_BUDGET: usize = 512 << 20;
/// Bytes kept on disk.
const DISK_BUDGET: u64 = 2 << 30;
/// Largest state written to disk: for larger ones reading costs more than it saves.
const STATE_ON_DISK: usize = 64 << 20;

type Key = (blake3::Hash, Keep);

/// Finds what was computed before.
#[derive(Debug, Default)]
pub struct Cache {
    disk: Option<Disk>,
    held: Mutex<Held>,
}

#[derive(Debug)]
struct Disk {
    folder: PathBuf,
    fingerprint: String,
}

#[derive(Debug, Default)]
struct Held {
    trajectories: BTreeMap<String, Arc<Trajectory>>,
    states: BTreeMap<String, Arc<State>>,
    trajectory_bytes: usize,
    state_bytes: usize,
    found: usize,
    computed: usize,
}

impl Cache {
    /// A cache that keeps its entries in `folder` too. `fingerprint` is of this program: entries
    /// under another one are never used.
    pub fn on_disk(folder: PathBuf, fingerprint: String) -> Cache {
        shelf::prune(&folder, DISK_BUDGET);
        Cache {
            disk: Some(Disk {
                folder,
                fingerprint,
            }),
            ..Cache::default()
        }
    }

    /// Runs found, and runs that had to be computed, so far.
    pub fn found_and_computed(&self) -> (usize, usize) {
        let held = self.lock();
        (held.found, held.computed)
    }

    /// The course of a member, if it was computed before.
    pub(crate) fn trajectory(&self, member: &Member, keep: Keep) -> Option<Arc<Trajectory>> {
        let wanted = [keep, Keep::ALL].map(|keep| name("run", (member.key(), keep)));
        let mut held = self.lock();
        if let Some(found) = wanted
            .iter()
            .find_map(|key| held.trajectories.get(key))
            .cloned()
        {
            held.found += 1;
            return Some(found);
        }
        drop(held);
        let read = self.read(&wanted[0]).as_ref().and_then(shelf::trajectory)?;
        let read = Arc::new(read);
        let mut held = self.lock();
        held.found += 1;
        held.hold_trajectory(&wanted[0], &read);
        Some(read)
    }

    /// Keeps the course of a member.
    pub(crate) fn keep_trajectory(
        &self,
        member: &Member,
        keep: Keep,
        trajectory: Trajectory,
    ) -> Arc<Trajectory> {
        let key = name("run", (member.key(), keep));
        let trajectory = Arc::new(trajectory);
        if let Some((path, fingerprint)) = self.place(&key) {
            shelf::write_trajectory(&path, fingerprint, &trajectory);
        }
        let mut held = self.lock();
        held.computed += 1;
        held.hold_trajectory(&key, &trajectory);
        trajectory
    }

    /// The state at the end of a member, if it is held in memory.
    pub(crate) fn state(&self, member: &Member) -> Option<Arc<State>> {
        let key = name("state", (member.key(), Keep::default()));
        self.lock().states.get(&key).cloned()
    }

    /// The state at the end of a member as it was written, if it is on disk.
    pub(crate) fn stored_state(&self, member: &Member) -> Option<Snapshot> {
        self.read(&name("state", (member.key(), Keep::default())))
    }

    /// Keeps the state at the end of a member.
    pub(crate) fn keep_state(&self, member: &Member, state: State, is_new: bool) -> Arc<State> {
        let key = name("state", (member.key(), Keep::default()));
        let bytes = state.bytes();
        if let Some((path, fingerprint)) = self
            .place(&key)
            .filter(|_| is_new && bytes <= STATE_ON_DISK)
        {
            shelf::write(&path, fingerprint, &state.hash, &state.society.sections());
        }
        let state = Arc::new(state);
        let mut held = self.lock();
        if held.state_bytes + bytes <= STATE_BUDGET {
            held.state_bytes += bytes;
            held.states.insert(key, state.clone());
        }
        state
    }

    /// Hash of the state in week `at` from which the course of a member, continued as itself, was
    /// found to be that course to the last bit, if that was tried before.
    pub(crate) fn same_again(&self, member: &Member, at: u16, keep: Keep) -> Option<String> {
        Some(self.read(&again(member, at, keep))?.header)
    }

    /// Keeps the hash of such a state.
    pub(crate) fn keep_same_again(&self, member: &Member, at: u16, keep: Keep, hash: &str) {
        if let Some((path, fingerprint)) = self.place(&again(member, at, keep)) {
            shelf::write(&path, fingerprint, hash, &Vec::new());
        }
    }

    fn read(&self, key: &str) -> Option<Snapshot> {
        let (path, fingerprint) = self.place(key)?;
        shelf::read(&path, fingerprint)
    }

    /// Path of an entry on disk, and this program's fingerprint.
    fn place(&self, key: &str) -> Option<(PathBuf, &str)> {
        let disk = self.disk.as_ref()?;
        Some((disk.folder.join(key), disk.fingerprint.as_str()))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn hold_trajectory(&mut self, key: &str, trajectory: &Arc<Trajectory>) {
        let bytes = trajectory.bytes();
        if self.trajectory_bytes + bytes <= TRAJECTORY_BUDGET {
            self.trajectory_bytes += bytes;
            self.trajectories.insert(key.to_owned(), trajectory.clone());
        }
    }
}

fn again(member: &Member, at: u16, keep: Keep) -> String {
    name(&format!("again-{at}"), (member.key(), keep))
}

fn name(kind: &str, (hash, keep): Key) -> String {
    let more = match (keep.regions, keep.groups) {
        (false, false) => "",
        (true, false) => "-regions",
        (false, true) => "-groups",
        (true, true) => "-all",
    };
    format!("{kind}-{}{more}", hash.to_hex())
}
