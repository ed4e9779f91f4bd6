//! The policy of a week: what the decisions in force say. Decisions carry a day and act in the
//! week that holds it.

use world::Plan;

macro_rules! policy {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        /// The policy in force.
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct Policy { $($(#[$doc])* pub $name: f32,)* }

        /// Every lever the rules read, in order.
        pub const LEVERS: &[&str] = &[$($id,)*];

        impl Policy {
            /// The policy of a week of a plan that has every lever of [`LEVERS`].
            pub fn of(plan: &Plan, week: usize) -> Policy {
                let value = |id: &str| plan.levers[id][week] as f32;
                Policy { $($name: value($id),)* }
            }
        }
    };
}

policy! {
    /// Official line on the old leader, +1 praised to -1 condemned.
    line = "line.old_leader",
    /// Clarity of the guidance sent with a message, 0..1.
    clarity = "line.instruction_clarity",
    /// Who is officially meant to learn a message, 0 nobody .. 1 everybody.
    audience = "line.audience",
    /// Freedom of local bodies to shorten or enlarge a text, 0..1.
    discretion = "line.local_discretion",
    /// Share of visible critics whom local bodies are to punish.
    sanction_rule = "dissent.sanction_rule",
    /// Share of the punished who are brought to court.
    severity = "dissent.severity",
    /// How far blame reaches, 0..1.
    blame = "speech.blame",
    /// Openness of journals and publishers, 0..1.
    press_gate = "press.gate",
    /// How far foreign stations are jammed, 0..1.
    jamming = "radio.jamming",
    /// 1 while foreign stations broadcast the text of the speech.
    broadcast = "radio.foreign_broadcast",
    /// Standard of living promised, above the present one, as a share.
    promises = "promises.living",
}

/// Levers a plan lacks.
pub fn missing(plan: &Plan) -> Vec<&'static str> {
    LEVERS
        .iter()
        .copied()
        .filter(|id| !plan.levers.contains_key(*id))
        .collect()
}
