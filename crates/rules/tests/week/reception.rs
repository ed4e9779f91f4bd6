//! What a listener makes of a text, one person at a time.

use bytemuck::Zeroable;
use proptest::prelude::*;
use rules::Parameters;
use rules::reception::{CHANNEL, FRAME, FRAME_SHIFT, TELLER, Text, receive};
use world::collective::{Channel, attribute};
use world::{Collective, Reception, Traits};

use crate::support::{SMALLEST, plan};

fn parameters() -> Parameters {
    static READ: std::sync::OnceLock<Parameters> = std::sync::OnceLock::new();
    *READ.get_or_init(|| Parameters::read(&plan(SMALLEST, &[])).expect("every key is shipped"))
}

fn attack(items: u8) -> Text {
    Text {
        items,
        enlarged: 0,
        channel: Channel::Reading,
        line: -0.8,
        affect: 0.9,
        blame: 0.3,
        doubt: 1.0,
        clarity: 0.25,
        place_belief: 0.5,
        weights: [0.5; 8],
    }
}

#[derive(Debug, Clone)]
struct Listener {
    devotion: u8,
    trust: u8,
    heard: u8,
    attributes: u8,
    words: [u32; 4],
}

impl Listener {
    /// The listener, in the first lane of a collective, after hearing a text.
    fn after(&self, text: &Text) -> (Collective, bool) {
        let mut now = Collective::zeroed();
        let mut traits = Traits::zeroed();
        now.devotion[0] = self.devotion;
        now.trust[0] = self.trust;
        now.heard[0] = self.heard;
        traits.attributes[0] = self.attributes;
        let first = receive(text, &mut now, &traits, 0, self.words, &parameters());
        (now, first)
    }
}

fn frame(now: &Collective) -> u8 {
    (now.reception[0] & FRAME) >> FRAME_SHIFT
}

fn listener() -> impl Strategy<Value = Listener> {
    (
        any::<u8>(),
        any::<u8>(),
        any::<u8>(),
        any::<u8>(),
        any::<[u32; 4]>(),
    )
        .prop_map(|(devotion, trust, heard, attributes, words)| Listener {
            devotion,
            trust,
            heard,
            attributes,
            words,
        })
}

proptest! {
    #[test]
    fn without_guidance_a_text_leaves_no_trace_on_those_whom_it_does_not_touch(
        (items, way) in (any::<u8>(), 0_usize..3),
        columns in any::<[[u8; kernel::LANES]; 4]>(),
        words in any::<[u32; 4]>(),
    ) {
        let [heard, reception, devotion, trust] = columns;
        let mut now = Collective { heard, reception, devotion, trust, ..Collective::zeroed() };
        // The two upper bits of what was heard of are never set.
        now.reception.iter_mut().for_each(|bits| *bits &= CHANNEL | FRAME | TELLER);
        now.heard[..8].fill(items);
        let channel = [Channel::Rumour, Channel::Radio, Channel::Reading][way];
        let text = Text { clarity: 0.0, channel, ..attack(items) };
        let before = now;
        for lane in kernel::lanes::each(!text.touches(&before)) {
            prop_assert!(!receive(&text, &mut now, &Traits::zeroed(), lane, words, &parameters()));
        }
        prop_assert_eq!(now, before);
    }

    #[test]
    fn every_item_of_the_text_is_heard_and_none_forgotten(own in listener(), items: u8) {
        let (now, _) = own.after(&attack(items));
        prop_assert_eq!(now.heard[0], own.heard | items);
    }

    #[test]
    fn an_attack_is_noted_with_its_channel_and_one_of_four_frames(own in listener(), items in 1_u8..) {
        let (now, first) = own.after(&attack(items));
        prop_assert!(first);
        prop_assert_eq!(now.reception[0] & CHANNEL, Channel::Reading as u8);
        prop_assert!((1..=4).contains(&frame(&now)));
        prop_assert_eq!(now.reception[0] & !(CHANNEL | FRAME | TELLER), 0);
    }

    #[test]
    fn a_text_that_attacks_nobody_leaves_no_reaction(own in listener(), items: u8, line in 0.0_f32..=1.0) {
        let text = Text { line, ..attack(items) };
        let (now, first) = own.after(&text);
        prop_assert!(!first);
        prop_assert_eq!(now.reception[0], 0);
        prop_assert_eq!((now.devotion[0], now.trust[0]), (own.devotion, own.trust));
    }

    #[test]
    fn without_guidance_nobody_takes_the_official_frame(own in listener(), items in 1_u8..) {
        let (now, _) = own.after(&Text { clarity: 0.0, ..attack(items) });
        prop_assert_ne!(frame(&now), Reception::Official as u8);
    }

    #[test]
    fn full_guidance_convinces_who_trusts_fully(own in listener(), items in 1_u8..) {
        let trusting = Listener { trust: 255, ..own };
        let (now, _) = trusting.after(&Text { clarity: 1.0, ..attack(items) });
        prop_assert_eq!(frame(&now), Reception::Official as u8);
        prop_assert!(now.devotion[0] <= trusting.devotion);
        prop_assert_eq!(now.trust[0], trusting.trust);
    }

    #[test]
    fn frames_move_devotion_and_trust_their_way(own in listener(), items in 1_u8..) {
        let (now, _) = own.after(&Text { clarity: 0.0, ..attack(items) });
        let (devotion, trust) = (now.devotion[0], now.trust[0]);
        match frame(&now) {
            2 => prop_assert!(devotion <= own.devotion && trust <= own.trust),
            3 => prop_assert!(devotion >= own.devotion && trust <= own.trust),
            _ => {
                let toward = |old: u8, new: u8| (f32::from(new) - 127.5).abs() <= (f32::from(old) - 127.5).abs() + 0.5;
                prop_assert!(toward(own.devotion, devotion) && toward(own.trust, trust));
            }
        }
    }

    #[test]
    fn a_place_that_believes_makes_slander_likelier_for_its_own(own in listener(), items in 1_u8..) {
        let titular = Listener { attributes: own.attributes | attribute::TITULAR, ..own.clone() };
        let slander = |believes: f32| {
            let text = Text { clarity: 0.0, place_belief: believes, ..attack(items) };
            frame(&titular.after(&text).0)
        };
        // Belief takes room from confusion at the far end of the same draw, and from *more* at the near.
        if slander(0.0) == Reception::Slander as u8 {
            prop_assert_ne!(slander(1.0), Reception::MoreThanOldLeader as u8);
        }
        if slander(0.0) == Reception::MoreThanOldLeader as u8 {
            prop_assert_ne!(slander(1.0), Reception::Confusion as u8);
        }
    }
}

#[test]
fn what_is_not_new_is_not_heard_for_the_first_time() {
    let own = Listener {
        devotion: 100,
        trust: 100,
        heard: 0,
        attributes: 0,
        words: [1 << 31; 4],
    };
    let (mut now, first) = own.after(&attack(0b1111));
    assert!(first);
    let (devotion, trust) = (now.devotion[0], now.trust[0]);
    let again = receive(
        &attack(0b0011),
        &mut now,
        &Traits::zeroed(),
        0,
        own.words,
        &parameters(),
    );
    assert!(!again);
    assert_eq!(
        (now.devotion[0], now.trust[0]),
        (devotion, trust),
        "the same shocks once"
    );
}
