//! Many runs in memory: members, what is kept of each, and branches that share their past.
//!
//! A [`Member`] is one run with everything that decides its bits. [`simulate`] computes one,
//! [`simulate_all`] many, one a thread, and [`simulate_branches`] computes a common past once and
//! continues it under several scenarios. An [`Engine`] keeps what members share: the foundation of
//! their countries, and runs that were computed before.

mod branch;
mod cache;
mod engine;
mod groups;
mod labour;
mod member;
mod read_back;
mod shelf;
mod trajectory;

pub use branch::{BranchError, Branches, State, first_difference};
pub(crate) use branch::{arm, base_and_states, continue_base, continued};
pub use cache::Cache;
pub use engine::Engine;
pub use groups::Groups;
pub use labour::{Labour, in_parallel};
pub use member::Member;
pub use trajectory::{Keep, RegionalValue, Trajectory};

use std::sync::Arc;

use scenario::Scenario;

use crate::RunError;

/// Computes one member, with nothing shared and nothing kept on disk.
///
/// # Errors
/// [`RunError`] when the country cannot be built.
pub fn simulate(member: &Member, keep: Keep) -> Result<Trajectory, RunError> {
    Engine::default()
        .simulate(member, keep)
        .map(Arc::unwrap_or_clone)
}

/// Computes many members, one a thread; `told` hears of each that is done. Results stand in the
/// order of the members and do not depend on the number of threads.
pub fn simulate_all(
    members: &[Member],
    keep: Keep,
    threads: Option<usize>,
    told: &(dyn Fn(usize) + Sync),
) -> Vec<Result<Arc<Trajectory>, RunError>> {
    Engine::default()
        .with_threads(threads)
        .simulate_all(members, keep, told)
}

/// Computes `base` and, from its state at the beginning of week `at`, each of `arms`.
///
/// # Errors
/// [`RunError`]; an arm that differs from the base before `at` is one.
pub fn simulate_branches(
    base: &Member,
    arms: &[Arc<Scenario>],
    at: u16,
    keep: Keep,
) -> Result<Branches, RunError> {
    Engine::default().branches(base, arms, at, keep)
}
