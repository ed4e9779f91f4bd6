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

            /// The value of a lever; nothing for one that no rule reads.
            pub fn get(&self, lever: &str) -> Option<f32> {
                match lever { $($id => Some(self.$name),)* _ => None }
            }

            /// Sets a lever; one that no rule reads stays away.
            pub fn set(&mut self, lever: &str, to: f32) {
                match lever { $($id => self.$name = to,)* _ => {} }
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
    /// 1 while a verdict comes with its reasons, 0 for a bare decision.
    reasons = "speech.reasons",
    /// Order on images of the old leader: 1 removal, 0 none, -1 removal forbidden.
    images_rule = "images.rule",
    /// 1 while the body lies in the mausoleum.
    mausoleum = "mausoleum.body",
    /// Openness of journals and publishers, 0..1.
    press_gate = "press.gate",
    /// How far foreign stations are jammed, 0..1.
    jamming = "radio.jamming",
    /// 1 while foreign stations broadcast the text of the speech.
    broadcast = "radio.foreign_broadcast",
    /// Standard of living promised, above the present one, as a share.
    promises = "promises.living",
    /// 1 once the report on the cult is given.
    speech_given = "speech.given",
    /// How far the recorded ladder of corrections has gone, 0..4.
    correction = "line.correction",
    /// 0: the record decides on seats and policy; 1: the leadership model.
    leadership_mode = "leadership.mode",
    /// 0: corrections as recorded; 1..4: by a rival rule.
    leadership_rule = "leadership.rule",
    /// 1 once the majority of June 1957 has moved.
    challenge = "elite.challenge_1957",
    /// 1 while an outvoted First Secretary can turn to the Central Committee.
    plenum = "elite.plenum_1957",
    /// 1 while Beria sits.
    beria_sits = "beria.fate",
    /// How far the apparatus stands over the ministries, 0..1.
    primacy = "apparatus.primacy",
    /// Share of party posts renewed by rule in a year.
    rotation = "apparatus.rotation",
    /// Price of food, 1 = that of 1952.
    food_price = "prices.food",
    /// 1: unrest in the satellites comes as it comes, 0: none.
    foreign_shock = "foreign.shock",
}

/// Levers a plan lacks.
pub fn missing(plan: &Plan) -> Vec<&'static str> {
    LEVERS
        .iter()
        .copied()
        .filter(|id| !plan.levers.contains_key(*id))
        .collect()
}
