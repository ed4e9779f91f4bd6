//! The same change a year earlier: what the change does without its occasion.

use std::sync::Arc;

use jiff::ToSpan;
use scenario::{Scenario, Step};

/// The base with every step of a lever that the arm adds, each a year earlier; later steps of the
/// base end it as they end any decision. `None` when the arm changes no dated decision, or one that
/// has no year before it.
pub fn a_year_earlier(base: &Scenario, arm: &Scenario) -> Option<Arc<Scenario>> {
    let mut steps: Vec<(String, Step)> = Vec::new();
    for lever in &arm.levers {
        let own = base.lever(&lever.id)?;
        let added = lever
            .timeline
            .iter()
            .filter(|step| !own.timeline.contains(step));
        for step in added {
            let date = step.date.checked_sub(1.year()).ok()?;
            let step = Step {
                date,
                ..step.clone()
            };
            steps.push((lever.id.clone(), step));
        }
    }
    if steps.is_empty() || steps.iter().any(|(_, step)| step.date < base.start) {
        return None;
    }
    Some(Arc::new(base.with_steps(&steps)))
}
