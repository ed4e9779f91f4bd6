//! A text on its way down: it only loses items, faithfully passed it loses none, and the less is
//! retained the more versions there are.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rules::Society;
use rules::messages::{Handing, Version, bodies, district_body};
use world::PlannedMessage;

use crate::support::{
    Change, EVE, Lever, Parameter, SMALLEST, advance, country, on_the_eve, plan, under,
};

/// The week after which every district has the speech.
const PASSED: u16 = EVE + 4;

fn speech(society: &Society) -> usize {
    let found = society
        .plan
        .messages
        .iter()
        .position(|own| own.id == "secret-speech-1956");
    found.expect("the speech is shipped")
}

/// Versions of the speech in all bodies: republics, regions, districts.
fn versions(society: &Society) -> &[Version] {
    let bodies = bodies(&society.world);
    &society.versions[speech(society) * bodies..][..bodies]
}

fn districts(society: &Society) -> &[Version] {
    &versions(society)[district_body(&society.world, 0)..]
}

/// Passed down; changes act from the eve of the speech.
fn passed(changes: &[Change]) -> Society {
    let mut society = on_the_eve(changes);
    advance(&mut society, PASSED);
    society
}

fn distinct(versions: impl Iterator<Item = Version>) -> usize {
    let texts = versions.map(|own| (own.kept, own.enlarged));
    texts.collect::<BTreeSet<_>>().len()
}

/// What three organisations in each district would read out.
fn read_out(society: &Society) -> Vec<Version> {
    let handing = Handing::new(society);
    let districts = districts(society).iter().enumerate();
    let each = districts.flat_map(|(index, version)| {
        let belief = society.world.districts[index].prior_belief;
        let organisation = move |own: usize| (1 << 20) + index * 3 + own;
        let message = speech(society);
        (0..3).map(move |own| handing.hand_on(*version, belief, message, organisation(own)))
    });
    each.collect()
}

#[test]
fn the_less_is_retained_the_more_versions_there_are() {
    // Far below, texts grow so short that little is left to differ in.
    let counts = [1.0, 0.97, 0.9].map(|retention| {
        let society = passed(&[Parameter("message.retention", retention)]);
        let in_districts = distinct(districts(&society).iter().copied());
        (in_districts, distinct(read_out(&society).into_iter()))
    });
    assert!(
        counts.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1),
        "{counts:?}"
    );
}

#[test]
fn clearer_guidance_and_less_discretion_make_fewer_versions() {
    let count = |clarity: f64, discretion: f64| {
        let changes = [
            Lever("line.instruction_clarity", EVE, clarity),
            Lever("line.local_discretion", EVE, discretion),
        ];
        distinct(districts(&passed(&changes)).iter().copied())
    };
    let (recorded, guided, fixed) = (count(0.25, 0.6), count(0.85, 0.6), count(0.85, 0.0));
    assert!(
        recorded > guided && guided > fixed,
        "{recorded} > {guided} > {fixed}"
    );
}

#[test]
fn faithfully_passed_every_district_has_the_full_text() {
    let faithful = [
        Parameter("message.retention", 1.0),
        Lever("line.local_discretion", EVE, 0.0),
    ];
    let society = passed(&faithful);
    let full = Version {
        kept: society.plan.messages[speech(&society)].carries,
        enlarged: 0,
    };
    assert!(versions(&society).iter().all(|own| *own == full));
    assert!(read_out(&society).iter().all(|own| *own == full));
}

#[test]
fn every_level_only_loses_items_and_enlarges_what_it_has() {
    let society = passed(&[]);
    let world = &society.world;
    let all = versions(&society);
    let carries = society.plan.messages[speech(&society)].carries;
    let below = |lower: Version, upper: Version| {
        assert_eq!(lower.kept & !upper.kept, 0, "{lower:?} from {upper:?}");
        assert_eq!(lower.enlarged & !lower.kept, 0, "{lower:?}");
    };
    let full = Version {
        kept: carries,
        enlarged: 0,
    };
    let republics = world.republics.len();
    all[..republics].iter().for_each(|own| below(*own, full));
    for (index, region) in world.regions.iter().enumerate() {
        below(all[republics + index], all[usize::from(region.republic)]);
    }
    for (index, district) in world.districts.iter().enumerate() {
        let region = all[republics + usize::from(district.region)];
        below(all[district_body(world, index)], region);
    }
    assert!(
        districts(&society).iter().any(|own| own.kept != carries),
        "nobody left anything out"
    );
    assert!(
        districts(&society).iter().any(|own| own.enlarged != 0),
        "nobody added anything"
    );
}

#[test]
fn a_text_that_says_nothing_changes_nobody() {
    let null = PlannedMessage {
        id: "null".to_owned(),
        week: 3,
        readings_from: 5,
        readings_weeks: 8,
        carries: 0,
        affect: 0.0,
        line: 0.0,
        blame: 0.0,
        given: true,
    };
    let mut with = plan(SMALLEST, &[]);
    with.messages.push(null);
    let mut other = under(SMALLEST, with);
    let mut society = country(SMALLEST, &[]);
    advance(&mut society, 20);
    advance(&mut other, 20);
    assert_eq!(
        society.world.collectives.as_slice(),
        other.world.collectives.as_slice()
    );
    assert_eq!(
        society.world.traits.as_slice(),
        other.world.traits.as_slice()
    );
    assert_eq!(society.world.inmates, other.world.inmates);
    assert_eq!(society.places, other.places);
}

fn handing(retention: f32, inflation: f32, drift: f32) -> Handing {
    static ANY: std::sync::OnceLock<Handing> = std::sync::OnceLock::new();
    let mut own = *ANY.get_or_init(|| Handing::new(&country(SMALLEST, &[])));
    own.retention = retention;
    own.inflation = inflation;
    own.drift = drift;
    own
}

fn version() -> impl Strategy<Value = Version> {
    (any::<u8>(), any::<u8>()).prop_map(|(kept, more)| Version {
        kept,
        enlarged: kept & more,
    })
}

proptest! {
    #[test]
    fn handing_on_never_adds_an_item(
        above in version(),
        belief in 0.0_f32..=1.0,
        retention in 0.0_f32..=1.0,
        inflation in 0.0_f32..=1.0,
        drift in 0.0_f32..=1.0,
        body in 0_usize..100_000,
    ) {
        let below = handing(retention, inflation, drift).hand_on(above, belief, 2, body);
        prop_assert_eq!(below.kept & !above.kept, 0);
        prop_assert_eq!(below.enlarged & !below.kept, 0);
        // What was enlarged above and survived stays enlarged.
        prop_assert_eq!(above.enlarged & below.kept & !below.enlarged, 0);
    }

    #[test]
    fn more_retention_keeps_everything_that_less_kept(
        above in version(),
        belief in 0.0_f32..=1.0,
        low in 0.0_f32..=1.0,
        more in 0.0_f32..=1.0,
        body in 0_usize..100_000,
    ) {
        let high = (low + more).min(1.0);
        let [low, high] = [low, high].map(|own| handing(own, 0.2, 0.5).hand_on(above, belief, 2, body));
        prop_assert_eq!(low.kept & !high.kept, 0);
    }

    #[test]
    fn the_devoted_leave_out_more_and_the_unbelieving_enlarge_more(
        above in version(),
        body in 0_usize..100_000,
    ) {
        let handing = handing(0.8, 0.3, 1.0);
        let [against, devoted] = [0.0, 1.0].map(|belief| handing.hand_on(above, belief, 2, body));
        prop_assert_eq!(devoted.kept & !against.kept, 0);
        prop_assert_eq!(devoted.enlarged & !against.enlarged, 0);
    }
}

#[test]
fn a_text_that_is_not_given_reaches_nobody() {
    let mut silent = plan(SMALLEST, &[]);
    for message in &mut silent.messages {
        message.given = false;
    }
    let mut society = under(SMALLEST, silent);
    let mut recorded = country(SMALLEST, &[]);
    let speech = recorded
        .plan
        .messages
        .iter()
        .find(|text| text.line < 0.0)
        .expect("an attack")
        .week;
    advance(&mut society, speech + 12);
    advance(&mut recorded, speech + 12);
    let knowing = |society: &rules::Society| {
        let blocks = society.world.collectives.as_slice().iter();
        blocks
            .flat_map(|block| block.reception)
            .filter(|reception| *reception != 0)
            .count()
    };
    assert_eq!(knowing(&society), 0);
    assert!(knowing(&recorded) > 0);
}
