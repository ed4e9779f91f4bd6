//! The leadership by itself, without the country: recorded and endogenous, levers and rules.

use std::collections::BTreeSet;
use std::sync::Arc;

use kernel::{Key, Week};
use rules::Parameters;
use rules::calendar::Policy;
use rules::leadership::{
    Assessment, Country, Leadership, NOBODY, RecordedChange, Seats, Standing, forecasts, score,
};
use world::{Leader, Plan};

use crate::support::{Change, Lever, Parameter, SEED, SMALLEST, leaders, plan};

/// The week of the speech, and the first of 1957.
const SPEECH: u16 = 155;
const YEAR_1957: u16 = 201;
/// The week after the plenum of June 1957.
const JULY_1957: u16 = 226;
/// A week of spring 1960 and one of 1958.
const IN_1958: u16 = 270;
const IN_1960: u16 = 360;

/// A run of the leadership with what it did in each week.
struct Course {
    leadership: Leadership,
    policies: Vec<Policy>,
    standings: Vec<Standing>,
    leaders: Vec<u32>,
}

impl Course {
    fn sum(&self, get: fn(&Standing) -> u32) -> u32 {
        self.standings.iter().map(get).sum()
    }

    /// Weeks in which corrections were issued.
    fn corrections(&self) -> Vec<u16> {
        let weeks = self.standings.iter().enumerate();
        weeks
            .filter(|(_, standing)| standing.corrections > 0)
            .map(|(week, _)| week as u16)
            .collect()
    }
}

/// Weighings of a recorded course, and the same course under a change with and without them.
fn with_and_without(changes: &[Change]) -> [Leadership; 2] {
    let weighed = recorded(&[], IN_1958).leadership;
    let known: Arc<[Assessment]> = weighed.assessments().into();
    assert!(known.len() > 10 && known.iter().all(|own| own.week < IN_1958));
    let plan = plan(SMALLEST, changes);
    [Arc::default(), known].map(|known| {
        let (mut leadership, parameters, key) = fresh(&plan, SEED);
        leadership.recall(known);
        for week in 0..IN_1958 {
            let mut policy = Policy::of(&plan, usize::from(week));
            let (course, time) = ((&plan, leaders()), (key, Week(week)));
            leadership.week(quiet(week), course, &parameters, time, &mut policy);
        }
        leadership
    })
}

fn fresh(plan: &Plan, seed: u64) -> (Leadership, Parameters, Key) {
    let parameters = Parameters::read(plan).expect("a full plan");
    let key = Key::from_seed(seed);
    let leadership = Leadership::new(leaders(), plan, &parameters, key);
    (leadership.expect("every setting is named"), parameters, key)
}

fn run(changes: &[Change], seed: u64, until: u16, country: impl Fn(u16) -> Country) -> Course {
    let plan = plan(SMALLEST, changes);
    let (mut leadership, parameters, key) = fresh(&plan, seed);
    let (mut policies, mut standings, mut heads) = (Vec::new(), Vec::new(), Vec::new());
    for week in 0..until {
        let mut policy = Policy::of(&plan, usize::from(week));
        let time = (key, Week(week));
        leadership.week(
            country(week),
            (&plan, leaders()),
            &parameters,
            time,
            &mut policy,
        );
        policies.push(policy);
        standings.push(leadership.standing);
        heads.push(leadership.state.leader);
    }
    Course {
        leadership,
        policies,
        standings,
        leaders: heads,
    }
}

fn quiet(_: u16) -> Country {
    Country::default()
}

fn recorded(changes: &[Change], until: u16) -> Course {
    run(changes, SEED, until, quiet)
}

fn endogenous(changes: &[Change], seed: u64) -> Course {
    let mut all = vec![Lever("leadership.mode", 0, 1.0)];
    all.extend_from_slice(changes);
    run(&all, seed, 609, quiet)
}

fn at(name: &str) -> usize {
    let place = leaders()
        .iter()
        .position(|leader: &Leader| leader.name.starts_with(name));
    place.expect("a leader of the table")
}

fn sits(course: &Course, name: &str) -> bool {
    course.leadership.members[at(name)].votes()
}

#[test]
fn the_record_is_left_as_it_is() {
    let course = recorded(&[], 609);
    let plan = plan(SMALLEST, &[]);
    for (week, policy) in course.policies.iter().enumerate() {
        assert_eq!(*policy, Policy::of(&plan, week), "week {week}");
    }
    assert_eq!(course.corrections(), [161, 173, 176, 198]);
    assert_eq!(course.sum(|own| own.challenges), 1);
}

#[test]
fn what_was_weighed_before_is_found_again_or_weighed_anew() {
    let changes: [&[Change]; 4] = [
        &[],
        &[Lever("beria.fate", 16, 1.0)],
        &[Lever("elite.plenum_1957", 224, 0.0)],
        &[Lever("apparatus.primacy", 100, 0.3)],
    ];
    for (number, changes) in changes.into_iter().enumerate() {
        let [without, with] = with_and_without(changes);
        assert_eq!(without.assessments(), with.assessments(), "change {number}");
        assert_eq!(without.state, with.state, "change {number}");
        assert_eq!(without.members, with.members, "change {number}");
        assert_eq!(without.standing, with.standing, "change {number}");
    }
}

#[test]
fn khrushchev_leads_from_september_1953() {
    let course = recorded(&[], 40);
    let leads: Vec<f64> = course
        .standings
        .iter()
        .map(|own| own.first_secretary)
        .collect();
    assert_eq!((leads[26], leads[28]), (0.0, 1.0));
    assert_eq!(course.leaders[5] as usize, at("Malenkov"));
    assert_eq!(course.leaders[39] as usize, at("Khrushchev"));
}

#[test]
fn switched_off_only_seats_are_counted() {
    let course = recorded(&[Parameter("leadership.on", 0.0)], 30);
    let expected = Standing {
        seats: Seats {
            full: 9,
            candidates: 3,
        },
        ..Standing::default()
    };
    assert_eq!(course.standings[25], expected);
}

#[test]
fn without_the_plenum_the_first_secretary_falls_and_the_group_stays() {
    let course = recorded(&[Lever("elite.plenum_1957", 224, 0.0)], IN_1958);
    assert!(!sits(&course, "Khrushchev") && sits(&course, "Malenkov") && sits(&course, "Molotov"));
    assert_eq!(
        course.standings[usize::from(JULY_1957)].first_secretary,
        0.0
    );
    let plan = plan(SMALLEST, &[]);
    let week = usize::from(IN_1958) - 1;
    assert_ne!(course.policies[week], Policy::of(&plan, week));
    assert!(
        course.policies[week].line > Policy::of(&plan, week).line,
        "less de-Stalinisation"
    );
    let before = recorded(&[], 224);
    assert_eq!(course.standings[..224], before.standings[..]);
}

#[test]
fn without_the_challenge_nobody_is_expelled_and_he_leads_on() {
    let course = recorded(&[Lever("elite.challenge_1957", 200, 0.0)], IN_1958);
    assert!(sits(&course, "Khrushchev") && sits(&course, "Malenkov") && sits(&course, "Saburov"));
    assert!(!sits(&course, "Kozlov") && course.sum(|own| own.challenges) == 0);
}

#[test]
fn a_seat_that_is_kept_stays_filled_and_one_that_is_lost_is_empty() {
    let stays = recorded(&[Lever("beria.fate", 16, 1.0)], IN_1960);
    assert!(sits(&stays, "Beria"));
    let removed = recorded(&[Lever("beria.fate", 3, 0.5)], 10);
    assert!(!sits(&removed, "Beria"));
    assert!(!sits(&recorded(&[], 20), "Beria"));
}

#[test]
fn in_a_hundred_runs_there_is_always_a_leader_and_nothing_gets_stuck() {
    let mut endings = BTreeSet::new();
    for seed in 0..100 {
        let course = endogenous(&[], seed);
        for (week, standing) in course.standings.iter().enumerate() {
            let full = standing.seats.full;
            assert!(
                (5..=20).contains(&full),
                "seed {seed}, week {week}: {full} full members"
            );
            assert_ne!(course.leaders[week], NOBODY);
            assert!((0.0..=1.0).contains(&standing.outcome[0]));
        }
        let members = course.leadership.members.iter();
        let (presidium, committee) = members.fold((0.0, 0.0), |(own, votes), member| {
            (own + member.presidium, votes + member.committee)
        });
        assert!((presidium - 1.0_f64).abs() < 1e-9 && (committee - 1.0_f64).abs() < 1e-9);
        let leader = course.leadership.state.leader;
        assert!(course.leadership.members[leader as usize].votes());
        endings.insert(leader);
    }
    assert!(endings.len() > 3, "the struggle has more than one end");
}

/// Weeks of 24 runs in which whoever led in the first week of 1954 leads still.
fn tenure(changes: &[Change]) -> usize {
    let runs = (0..24).map(|seed| {
        let course = endogenous(changes, seed);
        let leader = course.leaders[45];
        let lasted = course.leaders[45..]
            .iter()
            .take_while(|own| **own == leader);
        lasted.count()
    });
    runs.sum()
}

#[test]
fn a_strong_apparatus_keeps_its_first_secretary() {
    let strong = tenure(&[Lever("apparatus.primacy", 0, 1.0)]);
    let weak = tenure(&[Lever("apparatus.primacy", 0, 0.0)]);
    assert!(strong > weak, "{strong} {weak}");
}

#[test]
fn a_first_secretary_is_likelier_to_fall_where_the_central_committee_is_not_asked() {
    let danger = |changes: &[Change]| -> f64 {
        let course = recorded(changes, 220);
        let weeks = &course.standings[45..];
        weeks.iter().map(|own| own.removal_chance).sum()
    };
    let asked = danger(&[]);
    let not_asked = danger(&[Lever("elite.plenum_1957", 0, 0.0)]);
    assert!(asked > 0.0 && not_asked > asked, "{asked} {not_asked}");
}

/// Leaders of the weeks before and after the challenge of June 1957 where the model decides, by run.
fn over_june_1957(changes: &[Change]) -> (usize, f64) {
    let runs = 12;
    let (mut kept, mut group) = (0, 0.0);
    for seed in 0..runs {
        let mut all = vec![Lever("leadership.mode", 0, 1.0)];
        all.extend_from_slice(changes);
        let course = run(&all, seed, 240, quiet);
        kept += usize::from(course.leaders[230] == course.leaders[223]);
        let defeated = course.leadership.members.iter().map(|own| own.defeated);
        group += defeated.sum::<f64>() / runs as f64;
    }
    (kept, group)
}

#[test]
fn a_plenum_saves_a_leader_whom_the_presidium_outvotes() {
    let (asked, punished) = over_june_1957(&[]);
    let (not_asked, _) = over_june_1957(&[Lever("elite.plenum_1957", 224, 0.0)]);
    let (unchallenged, spared) = over_june_1957(&[Lever("elite.challenge_1957", 200, 0.0)]);
    assert_eq!(not_asked, 0, "a vote of the Presidium stands");
    assert!(
        asked >= 8 && unchallenged >= asked,
        "{asked} {unchallenged}"
    );
    assert!(punished > 5.0 * spared, "{punished} {spared}");
}

/// Chance that the leader is removed, summed over the weeks of September 1953 to 1956.
fn danger(changes: &[Change]) -> f64 {
    let course = recorded(changes, 200);
    course.standings[27..]
        .iter()
        .map(|own| own.removal_chance)
        .sum()
}

#[test]
fn a_head_of_police_who_stays_is_a_danger_to_the_leader() {
    let stays = danger(&[Lever("beria.fate", 16, 1.0)]);
    let arrested = danger(&[]);
    assert!(stays > arrested, "{stays} {arrested}");
}

#[test]
fn the_fate_of_a_member_is_a_decision_where_the_model_decides_too() {
    let course = |fate| {
        let levers = [
            Lever("leadership.mode", 0, 1.0),
            Lever("beria.fate", 3, fate),
        ];
        run(&levers, SEED, 10, quiet)
    };
    assert!(!sits(&course(0.5), "Beria") && sits(&course(1.0), "Beria"));
}

#[test]
fn failures_and_reports_endanger_the_leader() {
    let danger = |country: fn(u16) -> Country| -> f64 {
        let course = run(&[], SEED, 300, country);
        course.standings[250..]
            .iter()
            .map(|own| own.challenge_chance)
            .sum()
    };
    let calm = danger(|_| Country {
        living: 1.0,
        reported: 0.1,
        ..Country::default()
    });
    let dearer = danger(|week| Country {
        living: if week < 250 { 1.0 } else { 0.8 },
        reported: 0.1,
        ..Country::default()
    });
    let louder = danger(|week| Country {
        living: 1.0,
        reported: if week < 250 { 0.1 } else { 0.3 },
        ..Country::default()
    });
    let unrest = danger(|week| Country {
        living: 1.0,
        reported: 0.1,
        unrest: if week < 250 { 0.0 } else { 2.0 },
        ..Country::default()
    });
    assert!(
        dearer > calm && louder > calm && unrest > calm,
        "{calm}: {dearer} {louder} {unrest}"
    );
}

#[test]
fn whoever_commands_the_police_is_the_greatest_threat_in_1953() {
    let course = recorded(&[], 15);
    let threats = course.leadership.members.iter().map(|own| own.threat);
    let most = threats.fold(0.0, f64::max);
    assert_eq!(course.leadership.members[at("Beria")].threat, most);
}

#[test]
fn rotation_takes_loyalties_away() {
    let with = recorded(&[Lever("apparatus.rotation", 160, 0.3)], IN_1960);
    let without = recorded(&[], IN_1960);
    assert!(with.leadership.state.appointed < without.leadership.state.appointed);
}

fn by_rule(rule: f64, country: impl Fn(u16) -> Country) -> Course {
    run(&[Lever("leadership.rule", 0, rule)], SEED, 220, country)
}

#[test]
fn a_plan_with_the_recorded_dates_is_the_record() {
    let planned = by_rule(1.0, quiet);
    let record = recorded(&[], 220);
    assert_eq!(planned.corrections(), record.corrections());
    for (week, (own, other)) in planned.policies.iter().zip(&record.policies).enumerate() {
        let ruled = Policy {
            leadership_rule: 0.0,
            ..*own
        };
        assert_eq!(ruled, *other, "week {week}");
    }
}

#[test]
fn without_disorder_no_rule_but_the_plan_corrects() {
    let plan = plan(SMALLEST, &[]);
    let uncorrected = Policy::of(&plan, 160);
    for rule in [2.0, 3.0, 4.0] {
        let course = by_rule(rule, quiet);
        assert_eq!(course.corrections(), [0; 0], "rule {rule}");
        let december = &course.policies[usize::from(YEAR_1957) - 2];
        assert_eq!(december.line, uncorrected.line);
        assert_eq!(december.sanction_rule, uncorrected.sanction_rule);
        let later = usize::from(YEAR_1957) + 2;
        assert_eq!(course.policies[later].line, Policy::of(&plan, later).line);
    }
}

#[test]
fn a_rule_moves_the_texts_of_corrections_with_them() {
    let shipped = plan(SMALLEST, &[]);
    let given = |course: &Course| -> Vec<(String, u16, bool)> {
        let own = shipped.messages.iter();
        own.map(|text| course.leadership.as_issued(text, &shipped))
            .map(|text| (text.id.clone(), text.week, text.given))
            .collect()
    };
    let find = |texts: &[(String, u16, bool)], id: &str| {
        let own = texts.iter().find(|text| text.0.starts_with(id)).expect(id);
        (own.1, own.2)
    };
    let record = given(&recorded(&[], 220));
    assert_eq!(find(&record, "resolution-june"), (173, true));
    assert_eq!(given(&by_rule(1.0, quiet)), record);
    let lost = given(&by_rule(3.0, rising));
    assert_eq!(find(&lost, "resolution-june"), (169, true));
    assert_eq!(find(&lost, "letter-december"), (177, true));
    assert_eq!(find(&lost, "secret-speech"), find(&record, "secret-speech"));
    let never = given(&by_rule(3.0, quiet));
    assert!(!find(&never, "resolution-june").1 && !find(&never, "letter-july").1);
}

/// Disorder that rises in the tenth week after the speech and stays.
fn rising(week: u16) -> Country {
    let up = if week >= SPEECH + 10 { 1.0 } else { 0.0 };
    Country {
        disorder: 45.0 + 60.0 * up,
        confused: 0.1 * up,
        ..Country::default()
    }
}

#[test]
fn each_rule_answers_to_its_own_sign() {
    assert_eq!(
        by_rule(2.0, rising).corrections(),
        [0; 0],
        "too few bodies ask"
    );
    let confused = |week| Country {
        confused: 0.9,
        ..rising(week)
    };
    assert_eq!(by_rule(2.0, confused).corrections()[0], SPEECH + 4);
    let lost = by_rule(3.0, rising).corrections();
    assert_eq!(lost, [165, 169, 173, 177]);
    let bargained = by_rule(4.0, rising).corrections();
    assert_eq!(bargained, [165], "one shift of the balance, one correction");
}

#[test]
fn the_table_of_scores_has_the_recorded_changes() {
    let plan = plan(SMALLEST, &[]);
    let (_, parameters, key) = fresh(&plan, SEED);
    let scores = score(leaders(), &plan, &parameters, key, |_| Country::default())
        .expect("every setting is named");
    let has = |name: &str, change| {
        let found = scores
            .iter()
            .find(|own| own.leader.starts_with(name) && own.change == change);
        found.unwrap_or_else(|| panic!("{name} {change:?}"))
    };
    let cases = [
        has("Beria", RecordedChange::Seat),
        has("Malenkov", RecordedChange::Office),
        has("Khrushchev", RecordedChange::Challenge),
        has("Zhukov", RecordedChange::Seat),
        has("Khrushchev", RecordedChange::End),
    ];
    for case in cases {
        assert!(
            case.in_week > 0.0 && case.in_quarter > case.in_week,
            "{case:?}"
        );
        assert!((1..=case.among).contains(&case.rank), "{case:?}");
    }
}

#[test]
fn a_failed_challenge_endangers_those_who_stood_against_the_leader() {
    let plan = plan(SMALLEST, &[]);
    let (_, parameters, key) = fresh(&plan, SEED);
    let found = forecasts(leaders(), &plan, &parameters, key, |_| Country::default());
    let found = found.expect("every setting is named");
    let mean = |week: u16, lost: bool| -> f64 {
        let own = found.iter().filter(|own| own.week == week);
        let chances: Vec<f64> = own
            .filter(|own| own.lost == lost)
            .map(|own| own.chance)
            .collect();
        chances.iter().sum::<f64>() / chances.len() as f64
    };
    assert!(mean(225, true) > mean(225, false));
    assert!(mean(225, true) > 3.0 * mean(224, false));
    assert!(found.iter().all(|own| (0.0..1.0).contains(&own.chance)));
}

#[test]
fn a_run_taken_up_again_goes_on_to_the_same_end() {
    let changes = [Lever("leadership.mode", 0, 1.0)];
    let whole = run(&changes, SEED, 400, rising);
    let half = run(&changes, SEED, 200, rising);
    let plan = plan(SMALLEST, &changes);
    let (mut resumed, parameters, key) = fresh(&plan, SEED);
    resumed.members.clone_from(&half.leadership.members);
    resumed.state = half.leadership.state;
    for week in 200..400 {
        let mut policy = Policy::of(&plan, usize::from(week));
        let time = (key, Week(week));
        resumed.week(
            rising(week),
            (&plan, leaders()),
            &parameters,
            time,
            &mut policy,
        );
    }
    assert_eq!(resumed.state, whole.leadership.state);
    assert_eq!(resumed.members, whole.leadership.members);
}
