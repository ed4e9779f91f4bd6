//! Decrees reach those they name and nobody sentenced after them; halving and reviews act once.

use std::collections::BTreeMap;

use rules::Society;
use rules::release::covers;
use world::collective::standing;
use world::inmate::{INMATE_BIT, category};
use world::plan::{Condition, Pace, PlannedRelease, ReleaseEffect};
use world::{Inmate, Plan};

use crate::support::{
    Change, Lever, Parameter, SMALLEST, THOUSANDTH, adults, advance, plan, under,
};

/// The week in which the decrees of these tests begin.
const DECREE: u16 = 2;
/// More than there are to handle.
const ALL_AT_ONCE: f64 = 1e12;

/// A plan in which nobody dies in camp, no work credits are counted and one decree is all there is.
fn one_decree(interval: u32, decree: PlannedRelease, changes: &[Change]) -> Plan {
    let quiet = [
        Parameter("camps.deaths", 0.0),
        Parameter("camps.work_credits", 0.0),
        Parameter("camps.political_work_credits", 0.0),
    ];
    let mut plan = plan(interval, &[&quiet, changes].concat());
    plan.releases = vec![decree];
    plan
}

fn decree(
    effect: ReleaseEffect,
    any: Vec<Vec<Condition>>,
    except: Vec<Vec<Condition>>,
) -> PlannedRelease {
    PlannedRelease {
        id: "decree".to_owned(),
        from: DECREE,
        until: u16::MAX,
        any,
        except,
        effect,
        pace: Pace::PerWeek(ALL_AT_ONCE),
        given_if: None,
    }
}

fn everyone(effect: ReleaseEffect) -> PlannedRelease {
    decree(effect, vec![vec![]], vec![])
}

/// Those held from the start, by their number, which is theirs alone.
fn held_from_the_start(society: &Society) -> BTreeMap<u32, Inmate> {
    let inmates = society.world.inmates.iter();
    let first = inmates.filter(|inmate| inmate.id & INMATE_BIT != 0);
    first.map(|inmate| (inmate.id, *inmate)).collect()
}

#[test]
fn a_decree_frees_exactly_those_it_covers() {
    let short = vec![Condition::TermAtMostYears(5.0), Condition::Political(false)];
    let any = vec![
        short,
        vec![Condition::Pregnant],
        vec![Condition::ManOver(55.0)],
    ];
    let rule = decree(
        ReleaseEffect::Release,
        any,
        vec![vec![Condition::GraveCrime(true)]],
    );
    let no_newcomers = [
        Parameter("camps.sentences", 0.0),
        Lever("dissent.severity", 0, 0.0),
    ];
    let mut society = under(
        THOUSANDTH,
        one_decree(THOUSANDTH, rule.clone(), &no_newcomers),
    );
    advance(&mut society, DECREE);
    let before = held_from_the_start(&society);
    let year = society.plan.year[usize::from(DECREE)];
    society.step(|_| {});
    let after = held_from_the_start(&society);
    let (mut freed, mut kept) = (0, 0);
    for (id, inmate) in before.iter().filter(|(_, inmate)| inmate.term_end > DECREE) {
        let covered = covers(&rule, inmate, year);
        assert_eq!(after.contains_key(id), !covered, "{inmate:?}");
        freed += u32::from(covered);
        kept += u32::from(!covered);
    }
    assert!(freed > 100 && kept > 100, "{freed} freed, {kept} kept");
    assert_eq!(society.observation.flows.amnestied, freed);
}

#[test]
fn nobody_is_freed_by_a_decree_older_than_the_sentence() {
    let many = [
        Parameter("camps.sentences", 0.001),
        Parameter("camps.sentence_years", 20.0),
    ];
    let plan = one_decree(THOUSANDTH, everyone(ReleaseEffect::Release), &many);
    let mut society = under(THOUSANDTH, plan);
    advance(&mut society, DECREE + 2);
    let older = society.world.inmates.clone();
    advance(&mut society, DECREE + 3);
    let newcomers = society
        .world
        .inmates
        .iter()
        .filter(|own| !older.contains(own));
    let newcomers: Vec<Inmate> = newcomers.copied().collect();
    advance(&mut society, DECREE + 8);
    let now = society.week.0;
    let still: Vec<_> = newcomers.iter().filter(|own| own.term_end > now).collect();
    assert!(
        still.len() > 20,
        "{} sentenced after the decree",
        still.len()
    );
    assert!(still.iter().all(|own| society.world.inmates.contains(own)));
    assert_eq!(society.observation.flows.amnestied, 0);
}

#[test]
fn halving_frees_those_who_have_served_the_half() {
    let mut society = under(
        THOUSANDTH,
        one_decree(THOUSANDTH, everyone(ReleaseEffect::Halve), &[]),
    );
    advance(&mut society, DECREE);
    let before = held_from_the_start(&society);
    society.step(|_| {});
    let after = held_from_the_start(&society);
    let (mut freed, mut halved) = (0, 0);
    for (id, inmate) in before.iter().filter(|(_, inmate)| inmate.term_end > DECREE) {
        let end = inmate.term_end.saturating_sub(inmate.sentence_weeks / 2);
        match after.get(id) {
            None => {
                assert!(end <= DECREE, "freed before the half: {inmate:?}");
                freed += 1;
            }
            Some(now) => {
                assert_eq!(now.term_end, end, "{inmate:?}");
                assert!(now.category & category::HALVED != 0 && end > DECREE);
                halved += 1;
            }
        }
    }
    assert!(freed > 50 && halved > 50, "{freed} freed, {halved} halved");
    society.step(|_| {});
    for (id, inmate) in held_from_the_start(&society) {
        assert_eq!(
            inmate.term_end, after[&id].term_end,
            "a term is halved once"
        );
    }
}

#[test]
fn every_case_is_reviewed_once_and_ends_as_the_shares_say() {
    let mut society = under(
        THOUSANDTH,
        one_decree(THOUSANDTH, everyone(ReleaseEffect::Review), &[]),
    );
    advance(&mut society, DECREE + 1);
    let flows = society.observation.flows;
    let all = f64::from(flows.reviewed);
    let expected = |shares: &[&str]| -> f64 {
        let values = shares.iter().map(|key| society.plan.parameters[*key]);
        all * values.sum::<f64>()
    };
    for (count, shares) in [
        (
            flows.reviewed_released,
            ["review.rehabilitated", "review.released"],
        ),
        (flows.cut, ["review.sentence_cut", "review.requalified"]),
    ] {
        let mean = expected(&shares);
        let off = (f64::from(count) - mean).abs();
        assert!(off < 5.0 * mean.sqrt(), "{count} of {all}, {mean} expected");
    }
    assert_eq!(
        flows.reviewed,
        flows.reviewed_released + flows.cut + flows.refused
    );
    let open = |own: &&Inmate| own.id & INMATE_BIT != 0 && own.category & category::REVIEWED == 0;
    assert_eq!(society.world.inmates.iter().filter(open).count(), 0);
    advance(&mut society, DECREE + 2);
    let again = society.observation.flows.reviewed;
    assert!(f64::from(again) < 0.01 * all, "{again} newcomers reviewed");
}

#[test]
fn capacity_limits_what_a_week_can_handle() {
    let mut rule = everyone(ReleaseEffect::Release);
    rule.pace = Pace::PerWeek(100.0 * f64::from(THOUSANDTH));
    let mut society = under(THOUSANDTH, one_decree(THOUSANDTH, rule, &[]));
    advance(&mut society, DECREE);
    let mut freed = 0;
    for _ in 0..4 {
        society.step(|_| {});
        freed += society.observation.flows.amnestied;
    }
    assert!(
        (340..=460).contains(&freed),
        "{freed} freed in four weeks of 100"
    );
}

#[test]
fn those_who_return_remember_and_are_counted_at_home() {
    let mut society = under(
        THOUSANDTH,
        one_decree(THOUSANDTH, everyone(ReleaseEffect::Release), &[]),
    );
    advance(&mut society, DECREE);
    let returned = |society: &Society| {
        let home = adults(society).filter(|(_, own)| own.standing & standing::RETURNED != 0);
        home.map(|(_, own)| own).collect::<Vec<_>>()
    };
    let before = returned(&society).len();
    society.step(|_| {});
    let freed = society.observation.flows.amnestied as usize;
    let home = returned(&society);
    assert!(
        freed > 1_000 && home.len() > before + freed * 95 / 100,
        "{} home",
        home.len()
    );
    assert!(
        home.iter().all(|own| own.exposure() == 3),
        "struck themselves"
    );
}

#[test]
fn without_decrees_the_camps_stay_full() {
    let run = |releases: bool| {
        let mut plan = plan(SMALLEST, &[]);
        if !releases {
            plan.releases.clear();
        }
        let mut society = under(SMALLEST, plan);
        advance(&mut society, 30);
        society.world.inmates.len()
    };
    let (with, without) = (run(true), run(false));
    assert!(
        with * 5 < without * 4,
        "{with} with the amnesty, {without} without"
    );
}
