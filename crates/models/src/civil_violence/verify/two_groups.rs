//! Claims about the second model.

use super::{PAPER, SURVEY, state};
use crate::civil_violence::RatioRule;
use crate::civil_violence::groups::{GroupSetting, GroupSimulation};
use crate::civil_violence::outbursts::mean;
use crate::verification::{Claim, Effort, Grade, Spread, Verdict, over_seeds};

pub(super) fn two_groups(effort: Effort) -> Vec<Claim> {
    let seeds = effort.choose(20, 40);
    let run = |legitimacy: f64, cops: usize, limit: u32| {
        over_seeds(seeds, move |seed| {
            let setting = GroupSetting::published(legitimacy, cops, RatioRule::Floored);
            let mut simulation = GroupSimulation::new(setting, seed);
            let gone = simulation.run_until_gone(limit);
            (gone.map(f64::from), simulation.kills())
        })
    };
    let times =
        |runs: &[(Option<f64>, u64)]| runs.iter().filter_map(|run| run.0).collect::<Vec<f64>>();
    let killed: u64 = run(0.9, 0, 300).iter().map(|run| run.1).sum();
    let [ended, few, many] = [0, 64, 160].map(|cops| times(&run(0.8, cops, 15_000)));
    let (calm, policed) = (mean(ended.iter().copied()), mean(many.iter().copied()));
    vec![
        state(
            "EPS-12.1",
            "Model II, L = 0.9, no officers: nobody is killed",
            PAPER,
            Grade::C,
        )
        .exact(0, killed),
        state(
            "EPS-12.2",
            "Model II, L = 0.8, no officers: one group is gone in every run",
            PAPER,
            Grade::C,
        )
        .exact(seeds as usize, ended.len()),
        state("EPS-12.3", "Ticks until it is gone", SURVEY, Grade::C)
            .median_range(30.0, 190.0, &ended),
        state(
            "EPS-12.4",
            "Run 8: with officers on 0.04 of the cells the groups live on side by side",
            PAPER,
            Grade::C,
        )
        .published_failure(
            "no group is gone",
            format!("a group is gone in {} of {seeds} runs", few.len()),
            if few.is_empty() {
                Verdict::Holds
            } else {
                Verdict::Fails
            },
            format!(
                "The stable regime does not reproduce; ticks until a group is gone: {}.",
                Spread::of(&few)
            ),
        ),
        state(
            "EPS-12.5",
            "Officers on 0.1 of the cells delay the end of a group: mean ticks",
            PAPER,
            Grade::D,
        )
        .truth(
            "more than without officers",
            format!("{policed:.0} against {calm:.0}"),
            policed > calm,
        ),
    ]
}
