//! Crowds, strikes, the crush and the satellites: what calls them, where they gather, what they
//! leave behind.

use rules::Society;
use rules::events::{Direction, Event, Kind, Place, Response, Trigger};
use rules::triggers::fall;

use crate::support::{
    Change, EVE, Lever, Parameter, SMALLEST, THOUSANDTH, advance, country, on_the_eve,
};

/// Nothing calls anybody to the street.
const QUIET: [Change; 5] = [
    Parameter("crowds.conflict", 0.0),
    Parameter("crowds.nation_trigger", 0.0),
    Parameter("crowds.price_trigger", 0.0),
    Parameter("crowds.insult_trigger", 0.0),
    Parameter("satellites.on", 0.0),
];

/// Triggers fall often enough for a test to see crowds.
const LOUD: [Change; 3] = [
    Parameter("crowds.conflict", 0.02),
    Parameter("crowds.nation_trigger", 0.1),
    Parameter("satellites.on", 0.0),
];

fn with(base: &[Change], more: &[Change]) -> Vec<Change> {
    [base, more].concat()
}

/// Events of some weeks.
fn events(society: &mut Society, weeks: u16) -> Vec<Event> {
    let mut events = Vec::new();
    let until = society.week.0 + weeks;
    while society.week.0 < until {
        society.step(|_| {});
        assert_eq!(society.observation.events, society.happened);
        events.extend_from_slice(&society.happened);
    }
    events
}

fn crowds(events: &[Event]) -> impl Iterator<Item = &Event> {
    events.iter().filter(|event| event.kind == Kind::Crowd)
}

#[test]
fn without_a_trigger_nobody_gathers() {
    let all = events(&mut on_the_eve(&QUIET), 20);
    assert_eq!(crowds(&all).count(), 0);
    let off = with(&LOUD, &[Parameter("crowds.on", 0.0)]);
    assert_eq!(crowds(&events(&mut on_the_eve(&off), 5)).count(), 0);
    assert!(crowds(&events(&mut on_the_eve(&LOUD), 5)).count() > 5);
}

#[test]
fn counts_of_an_event_fit_into_it() {
    for event in events(&mut on_the_eve(&LOUD), 10) {
        assert!(u64::from(event.killed) + u64::from(event.wounded) <= event.participants);
        assert!(u64::from(event.arrested) <= event.participants, "{event:?}");
        let bloody = matches!(event.response, Response::Force | Response::Intervention);
        assert!(bloody || event.killed == 0, "{event:?}");
        assert!(event.participants >= 100, "{event:?}");
    }
}

/// Triggers of a week after unrest of some size in every region.
fn after_unrest(changes: &[Change]) -> Vec<usize> {
    let mut society = on_the_eve(&with(&QUIET, changes));
    for unrest in &mut society.unrest {
        unrest.level[Direction::Leaders as usize] = 3.0;
    }
    let fallen = fall(&society);
    assert!(fallen.iter().all(|own| own.trigger == Trigger::News));
    fallen.iter().map(|own| own.district).collect()
}

#[test]
fn a_stronger_kernel_brings_more_second_events() {
    let far = |km: f64| after_unrest(&[Parameter("crowds.kernel_scale", km)]);
    let [short, middle, long] = [50.0, 200.0, 800.0].map(far);
    assert!(!short.is_empty() && short.len() < middle.len() && middle.len() < long.len());
    // The draws are the same, so what a weak kernel brings a strong one brings too.
    assert!(short.iter().all(|district| long.contains(district)));
    let off = ["crowds.spread", "crowds.broadcast"].map(|switch| Parameter(switch, 0.0));
    assert!(after_unrest(&off).is_empty());
    let aired = after_unrest(&[Parameter("crowds.broadcast_reach", 0.1)]);
    assert!(aired.len() > after_unrest(&[]).len());
}

#[test]
fn force_leaves_more_memory_and_threat_than_concessions() {
    let left = |force: f64, concession: f64| {
        let mut society = on_the_eve(&with(
            &LOUD,
            &[
                Parameter("crowds.conflict", 1.0),
                Parameter("crowds.outrage_conflict", 0.6),
                Parameter("response.force", force),
                Parameter("response.force_rule", 0.0),
                Parameter("response.force_size", 0.0),
                Parameter("response.concession", concession),
            ],
        ));
        advance(&mut society, EVE + 1);
        let memory = crate::support::adults(&society).map(|(_, own)| f64::from(own.memory));
        (rules::print::mean_threat(&society), memory.sum::<f64>())
    };
    let (force, concession) = (left(1.0, 0.0), left(0.0, 1.0));
    assert!(force.0 > concession.0, "{force:?} {concession:?}");
    assert!(force.1 > concession.1, "{force:?} {concession:?}");
}

/// Crowds per hundred districts of the rim and of the centre over ten weeks under a sanction rule.
fn by_place(rule: f64) -> [f64; 2] {
    let lever = Lever("dissent.sanction_rule", EVE, rule);
    let mut society = on_the_eve(&with(&LOUD, &[lever]));
    advance(&mut society, EVE + 15);
    let all = events(&mut society, 10);
    let world = &society.world;
    let centre =
        |region: usize| world.republics[usize::from(world.regions[region].republic)] == "RSFSR";
    let districts = world.districts.iter();
    let in_centre = districts
        .filter(|own| centre(usize::from(own.region)))
        .count();
    let inside = crowds(&all).filter(|event| event.place.region(world).is_some_and(centre));
    let inside = inside.count();
    let outside = crowds(&all).count() - inside;
    let share = |crowds: usize, districts: usize| 100.0 * crowds as f64 / districts as f64;
    [
        share(outside, world.districts.len() - in_centre),
        share(inside, in_centre),
    ]
}

#[test]
fn release_of_pressure_sets_off_unrest_at_the_rim_rather_than_the_centre() {
    let [pressed, released] = [0.8, 0.0].map(by_place);
    let [rim, centre] = [0, 1].map(|place| released[place] - pressed[place]);
    assert!(rim > 0.0, "{pressed:?} {released:?}");
    assert!(rim > centre, "{pressed:?} {released:?}");
    assert!(released[0] > released[1], "{released:?}");
}

#[test]
fn an_attack_on_the_old_leader_calls_crowds_in_his_own_country() {
    let eager = Parameter("crowds.insult_trigger", 5.0);
    let mut society = on_the_eve(&[eager]);
    let all = events(&mut society, 8);
    let defending = all
        .iter()
        .filter(|event| event.direction == Direction::DefendOldLeader);
    let republics: Vec<&str> = defending
        .filter_map(|event| event.place.region(&society.world))
        .map(|region| usize::from(society.world.regions[region].republic))
        .map(|republic| society.world.republics[republic].as_str())
        .collect();
    assert!(republics.len() > 3, "{republics:?}");
    assert!(
        republics.iter().all(|own| *own == "Georgian SSR"),
        "{republics:?}"
    );
    let mut without = on_the_eve(&[eager]);
    without.plan = {
        let mut plan = (*without.plan).clone();
        plan.messages
            .iter_mut()
            .for_each(|message| message.given = false);
        std::sync::Arc::new(plan)
    };
    let all = events(&mut without, 8);
    assert!(all.iter().all(|event| event.trigger != Trigger::Insult));
}

#[test]
fn the_same_triggers_fall_in_every_sample_and_crowds_agree_in_expectation() {
    let often = [&LOUD[1..], &[Parameter("crowds.conflict", 0.3)]].concat();
    let [small, large] = [SMALLEST, THOUSANDTH].map(|interval| {
        let mut society = country(interval, &often);
        let districts: Vec<usize> = fall(&society).iter().map(|own| own.district).collect();
        let all = events(&mut society, 2);
        let people: u64 = crowds(&all).map(|event| event.participants).sum();
        (districts, crowds(&all).count() as f64, people as f64)
    });
    assert_eq!(small.0, large.0);
    let close = |a: f64, b: f64| a > 20.0 && (a / b).ln().abs() < 0.4;
    assert!(close(small.1, large.1), "{} {}", small.1, large.1);
    assert!(close(small.2, large.2), "{} {}", small.2, large.2);
}

#[test]
fn branches_are_equal_before_the_changed_week() {
    let hash = |changes: &[Change], until: u16| {
        let mut society = on_the_eve(&with(&LOUD, changes));
        society.step(|_| {});
        advance(&mut society, until);
        society.state_hash()
    };
    let later = [Lever("prices.food", EVE + 4, 2.0)];
    assert_eq!(hash(&[], EVE + 4), hash(&later, EVE + 4));
    let many = with(&later, &[Parameter("crowds.price_trigger", 1.0)]);
    let none = [Parameter("crowds.price_trigger", 1.0)];
    assert_eq!(hash(&none, EVE + 4), hash(&many, EVE + 4));
    assert_ne!(hash(&none, EVE + 6), hash(&many, EVE + 6));
}

#[test]
fn the_lying_in_state_may_crush_and_a_fuller_street_crushes_more() {
    let first = |changes: &[Change]| {
        let mut society = country(THOUSANDTH, changes);
        let week = events(&mut society, 1);
        week.into_iter().find(|event| event.kind == Kind::Crush)
    };
    let crush = first(&[]).expect("a crush in the first week");
    let region = crush.place.region(&country(THOUSANDTH, &[]).world);
    assert!(region.is_some() && crush.participants > 10_000);
    let fuller = first(&[Parameter("funeral.turnout", 0.5)]).expect("a crush");
    assert!(fuller.killed > crush.killed);
    let empty = first(&[Parameter("funeral.turnout", 0.001)]).expect("people on the streets");
    assert_eq!(empty.killed, 0);
    assert_eq!(first(&[Parameter("funeral.on", 0.0)]), None);
}

#[test]
fn hopes_of_prisoners_rise_with_an_opening_and_strikes_can_be_switched_off() {
    let hope = |changes: &[Change]| {
        let mut society = country(SMALLEST, changes);
        advance(&mut society, 20);
        society.hope.expectation
    };
    assert!(hope(&[Lever("line.old_leader", 0, 1.0)]) < hope(&[]));
    let strikes = |on: f64| {
        let eager = [
            Parameter("strikes.hazard", 1.0),
            Parameter("strikes.threshold", 0.1),
            Parameter("camps.strikes_on", on),
        ];
        let all = events(&mut country(THOUSANDTH, &eager), 25);
        all.iter()
            .filter(|event| event.kind == Kind::CampStrike)
            .count()
    };
    assert_eq!(strikes(0.0), 0);
    assert!(strikes(1.0) > 0);
}

#[test]
fn satellites_are_the_same_people_in_every_sample_and_move_no_draw_of_the_union() {
    let (small, large) = (country(SMALLEST, &[]), country(THOUSANDTH, &[]));
    assert_eq!(small.world.satellites, large.world.satellites);
    assert_eq!(small.world.satellites.countries.len(), 6);
    let union = |on: f64| {
        let mut society = on_the_eve(&with(&QUIET[..4], &[Parameter("satellites.on", on)]));
        society.step(|_| {});
        society.world.collectives.as_slice().to_vec()
    };
    assert!(union(0.0) == union(1.0));
}

#[test]
fn without_a_foreign_shock_the_satellites_stay_quiet() {
    let abroad = |shock: f64| {
        let changes = [
            Parameter("satellites.trigger", 0.5),
            Parameter("satellites.least", 1.0),
            Lever("foreign.shock", 0, shock),
        ];
        let mut society = on_the_eve(&changes);
        let all = events(&mut society, 10);
        let own: Vec<Event> = all
            .into_iter()
            .filter(|event| event.kind == Kind::SatelliteCrowd)
            .collect();
        (own, society.disorder.recent)
    };
    assert!(abroad(0.0).0.is_empty());
    let (own, disorder) = abroad(1.0);
    assert!(own.len() > 5 && disorder > 0.0);
    assert!(
        own.iter()
            .all(|event| matches!(event.place, Place::Satellite(_)))
    );
}

#[test]
fn the_army_in_a_satellite_is_seen_in_the_union() {
    let threat = |fright: f64| {
        let changes = [
            Parameter("satellites.trigger", 1.0),
            Parameter("satellites.apparatus_limit", 0.0),
            Parameter("satellites.intervention", 1.0),
            Parameter("satellites.intervention_threat", fright),
            Parameter("satellites.least", 1.0),
        ];
        let mut society = on_the_eve(&with(&QUIET[..4], &changes));
        let all = events(&mut society, 3);
        let came = all
            .iter()
            .any(|event| event.response == Response::Intervention);
        assert!(came, "{all:?}");
        rules::print::mean_threat(&society)
    };
    assert!(threat(0.05) > threat(0.0));
}
