use jiff::ToSpan;
use scenario::Scenario;
use world::Foundation;

use super::{hundredth, shipped};

#[test]
fn weeks_years_and_new_years_follow_the_calendar() {
    let (_, plan) = hundredth();
    assert_eq!(plan.weeks, 609);
    assert_eq!(plan.year.first(), Some(&1953));
    assert_eq!(plan.year.last(), Some(&1964));
    assert!(plan.year.is_sorted());
    // Eleven first days of January lie between March 1953 and October 1964.
    assert_eq!(plan.new_year.len(), 11);
    assert_eq!(plan.new_year[0], 43);
    for series in [
        plan.living.len(),
        plan.births_per_woman.len(),
        plan.moves_to_town.len(),
    ] {
        assert_eq!(series, 609);
    }
}

#[test]
fn levers_hold_the_value_of_the_last_day_of_the_week() {
    let (_, plan) = hundredth();
    assert_eq!(plan.levers.len(), shipped().levers.len());
    for lever in &shipped().levers {
        let values = &plan.levers[&lever.id];
        assert_eq!(values.len(), 609);
        for step in &lever.timeline {
            let days = (step.date - shipped().start).get_days();
            let later = lever.timeline.iter().any(|other| {
                let other_days = (other.date - shipped().start).get_days();
                other_days > days && other_days / 7 == days / 7
            });
            if days >= 0 && !later {
                assert_eq!(
                    values[(days / 7) as usize],
                    step.value,
                    "{} {}",
                    lever.id,
                    step.date
                );
            }
        }
    }
}

#[test]
fn living_is_one_at_the_end_of_1953_and_falls_with_the_harvest_of_1963() {
    let (_, plan) = hundredth();
    let at = |week: u16| f64::from(plan.living[usize::from(week)]);
    assert!((at(plan.new_year[0]) - 1.0).abs() < 2e-3);
    assert!(at(plan.new_year[10]) < at(plan.new_year[9]));
}

#[test]
fn births_and_moves_are_in_the_range_of_the_time() {
    let (_, plan) = hundredth();
    // 5 million births a year among 55 million women are 0.09; half a million to 4 million moves
    // among 37 million young villagers lie below 0.12.
    assert!(
        plan.births_per_woman
            .iter()
            .all(|rate| (0.06..0.12).contains(rate))
    );
    assert!(
        plan.moves_to_town
            .iter()
            .all(|rate| (0.0..0.12).contains(rate))
    );
}

#[test]
fn the_schedule_of_deaths_rises_with_age_and_is_higher_for_men() {
    let (_, plan) = hundredth();
    let [men, women] = &plan.mortality;
    assert_eq!((men.len(), women.len()), (121, 121));
    assert!(men[10..].is_sorted() && women[10..].is_sorted());
    assert!(
        men.iter()
            .zip(women)
            .skip(10)
            .take(85)
            .all(|(men, women)| men > women)
    );
    let life = |schedule: &[f32]| {
        let mut alive = 1.0;
        let mut years = 0.0;
        for (age, risk) in schedule.iter().enumerate() {
            // Nobody lives more than half of the calendar year of birth, on average.
            let exposed = if age == 0 { 0.5 } else { 1.0 };
            let dead = alive * f64::from(*risk) * exposed;
            years += alive - dead / 2.0;
            alive -= dead;
        }
        years
    };
    // Official life tables of 1958-59 gave 64 and 72 years.
    assert!((58.0..68.0).contains(&life(men)), "{}", life(men));
    assert!((66.0..75.0).contains(&life(women)), "{}", life(women));
}

#[test]
fn releases_messages_and_events_are_in_order_and_in_range() {
    let (_, plan) = hundredth();
    assert_eq!(plan.releases.len(), shipped().releases.len());
    assert_eq!(plan.messages.len(), shipped().messages.len());
    assert!(plan.releases.is_sorted_by_key(|rule| rule.from));
    assert!(plan.releases.iter().all(|rule| rule.from < rule.until));
    assert!(plan.messages.is_sorted_by_key(|message| message.week));
    assert!(
        plan.messages
            .iter()
            .all(|message| message.readings_from >= message.week)
    );
    assert!(plan.events.is_sorted_by_key(|event| event.week));
    assert!(plan.events.iter().all(|event| event.week < plan.weeks));
    assert_eq!(plan.parameters.len(), shipped().parameters.iter().count());
}

#[test]
fn leaders_have_their_spells_in_weeks() {
    let (world, _) = hundredth();
    let named = |name: &str| {
        world
            .leaders
            .iter()
            .find(|leader| leader.name == name)
            .unwrap()
    };
    let khrushchev = named("Khrushchev N.S.");
    assert_eq!(khrushchev.stance, Some(1.0));
    assert_eq!(
        (khrushchev.spells[0].from, khrushchev.spells[0].to),
        (0, u16::MAX)
    );
    // From 1 March to 26 June 1953 are 117 days: the seventeenth week.
    assert_eq!(named("Beria L.P.").spells[0].to, 16);
}

#[test]
fn a_foundation_gives_shorter_and_longer_scenarios_their_own_plans() {
    let long = shipped();
    let short = &Scenario {
        end: long.end.saturating_sub(400.days()),
        ..long.clone()
    };
    let own = |scenario: &Scenario| {
        let foundation = Foundation::lay(scenario).unwrap();
        foundation.plan(scenario).unwrap()
    };
    let of_long = Foundation::lay(long).unwrap();
    let of_short = Foundation::lay(short).unwrap();
    assert_eq!(of_long.plan(short).unwrap(), own(short));
    assert_eq!(of_short.plan(long).unwrap(), own(long));
}
