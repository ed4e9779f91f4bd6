//! Who repeats the line and who polices neighbours.
//!
//! False enforcement (Centola, Willer & Macy 2005), with the collective as everybody's neighbourhood. A
//! person believes in the line if her private view against it is below one half. A believer is sure of it
//! (conviction one), a disbeliever the surer, the further her view is above one half. Those who police push
//! for the line, open critics against it.

use kernel::lanes::less;
use models::false_enforcement;

use crate::parameters::Enforcement;
use crate::person::Seen;

/// View above which a person does not believe in the line.
const DISBELIEF: f32 = 0.5;

/// Private views up to which the people of a collective conform.
///
/// All of them see the same neighbours, and conviction depends on the view alone, so each rule of false
/// enforcement is a bound on the view.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Conformity {
    /// The line is repeated below this view.
    praise_below: f32,
    /// Believers police below this view: all of them or none.
    believers_police_below: f32,
    /// Disbelievers police below this view.
    disbelievers_police_below: f32,
}

impl Conformity {
    /// The bounds in a collective that looked like this last week.
    #[inline(always)]
    pub(crate) fn new(seen: &Seen, p: &Enforcement) -> Conformity {
        let neighbours = (seen.adults - 1.0).max(1.0);
        let push = (seen.enforcing - seen.critics as f32) / neighbours * p.on;
        let mean_conduct = 2.0 * seen.praising / neighbours - 1.0;
        let pressure = false_enforcement::pressure(1.0, push);
        let conduct = false_enforcement::complies(1.0, 1.0, pressure);
        let deviation = false_enforcement::deviation(1.0, mean_conduct);
        let policing =
            false_enforcement::enforcement(1.0, conduct, 1.0, p.cost, pressure, deviation);
        let believers = |act: f32| if act > 0.0 { DISBELIEF } else { 0.0 };
        // A disbeliever complies, and polices, as far as what pushes her exceeds her conviction.
        let overcome = |pushed: f32| {
            DISBELIEF + pushed.max(0.0) / (2.0 * p.disbeliever_conviction).max(f32::MIN_POSITIVE)
        };
        Conformity {
            praise_below: if push > 0.0 {
                overcome(push)
            } else {
                believers(conduct)
            },
            believers_police_below: believers(policing * p.on),
            disbelievers_police_below: overcome(push - p.cost) * p.on,
        }
    }

    /// One if a person with such a view repeats the line.
    #[inline(always)]
    pub(crate) fn praises(self, view: f32) -> u8 {
        less(view, self.praise_below)
    }

    /// One if a person with such a view polices neighbours.
    #[inline(always)]
    pub(crate) fn polices(self, view: f32) -> u8 {
        let as_believer = less(view, self.believers_police_below);
        let disbelieves = 1 - less(view, DISBELIEF);
        as_believer | disbelieves & less(view, self.disbelievers_police_below)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the published rules say of one person, step by step.
    fn published(view: f32, seen: &Seen, p: &Enforcement) -> (bool, bool) {
        let neighbours = (seen.adults - 1.0).max(1.0);
        let push = (seen.enforcing - seen.critics as f32) / neighbours * p.on;
        let belief = if view < DISBELIEF { 1.0 } else { -1.0 };
        let conviction = if view < DISBELIEF {
            1.0
        } else {
            (view - DISBELIEF) * 2.0 * p.disbeliever_conviction
        };
        let pressure = false_enforcement::pressure(belief, push);
        let conduct = false_enforcement::complies(belief, conviction, pressure);
        let mean_conduct = 2.0 * seen.praising / neighbours - 1.0;
        let deviation = false_enforcement::deviation(belief, mean_conduct);
        let policing = false_enforcement::enforcement(
            belief, conduct, conviction, p.cost, pressure, deviation,
        );
        (conduct > 0.0, policing * p.on > 0.0)
    }

    proptest! {
        #[test]
        fn the_bounds_say_what_the_published_rules_say(
            view in 0.0_f32..1.0,
            (adults, critics, enforcing, praising) in (1_u8..33, 0_u8..33, 0_u8..33, 0_u8..33),
            on in prop_oneof![Just(0.0_f32), Just(1.0)],
            cost in 0.0_f32..0.6,
            disbeliever_conviction in prop_oneof![Just(0.0_f32), 0.05_f32..1.0],
        ) {
            let seen = Seen {
                adults: f32::from(adults),
                critics: usize::from(critics.min(adults)),
                enforcing: f32::from(enforcing.min(adults)),
                praising: f32::from(praising.min(adults)),
                returned: 0.0,
            };
            let p = Enforcement { on, cost, disbeliever_conviction };
            let bounds = Conformity::new(&seen, &p);
            // On a bound itself the two may round to either side.
            let near = [bounds.praise_below, bounds.disbelievers_police_below, DISBELIEF];
            prop_assume!(near.iter().all(|bound| (view - bound).abs() > 1e-5));
            let found = (bounds.praises(view) == 1, bounds.polices(view) == 1);
            prop_assert_eq!(found, published(view, &seen, &p));
        }
    }
}
