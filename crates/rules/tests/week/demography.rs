//! Lives: the young come of age with their elders' views, rates follow the plan.

use world::collective::standing;
use world::{Rank, Settlement};

use crate::support::{
    Change, Lever, Parameter, SMALLEST, THOUSANDTH, adults, advance, country, people, plan, under,
};

#[test]
fn births_follow_the_planned_rate() {
    let run = |factor: f32| {
        let mut plan = plan(SMALLEST, &[]);
        plan.births_per_woman
            .iter_mut()
            .for_each(|rate| *rate *= factor);
        let mut society = under(SMALLEST, plan);
        let mut births = 0;
        while society.week.0 < 104 {
            society.step(|_| {});
            births += society.outcomes.iter().map(|own| own.births).sum::<u32>();
        }
        births
    };
    assert_eq!(run(0.0), 0);
    let (half, whole) = (run(0.5), run(1.0));
    assert!(
        half * 5 < whole * 4 && half * 3 > whole,
        "{half} at half the rate, {whole} at the whole"
    );
}

#[test]
fn moves_lead_from_village_to_town() {
    let village = |society: &rules::Society| {
        let own = people(society).filter(|(district, _)| {
            society.world.districts[*district].settlement == Settlement::Village
        });
        own.count()
    };
    let run = |factor: f32| {
        let mut plan = plan(THOUSANDTH, &[]);
        plan.moves_to_town
            .iter_mut()
            .for_each(|rate| *rate *= factor);
        let mut society = under(THOUSANDTH, plan);
        advance(&mut society, 52);
        village(&society)
    };
    let (none, recorded) = (run(0.0), run(1.0));
    assert!(
        recorded < none,
        "{recorded} villagers with moves, {none} without"
    );
}

#[test]
fn who_comes_of_age_has_no_memory_of_terror() {
    // Where nothing renews memory, the young of later years have none.
    let quiet = [
        crate::support::Parameter("fear.memory_from_returned", 0.0),
        crate::support::Parameter("sanction.memory_gain", 0.0),
        crate::support::Parameter("crowds.on", 0.0),
    ];
    let mut society = country(SMALLEST, &quiet);
    advance(&mut society, 200);
    let year = society.plan.year[199];
    let mut young = 0;
    for (_, person) in adults(&society).filter(|(_, own)| own.age_in(year) < 17) {
        let home = person.standing & (standing::RETURNED | standing::SPECIAL_SETTLER) == 0;
        if home {
            young += 1;
            assert_eq!(person.memory, 0, "{person:?}");
        }
    }
    assert!(young > 300, "{young} young adults");
}

#[test]
fn all_ranks_are_filled_and_the_young_join() {
    let mut society = country(THOUSANDTH, &[]);
    advance(&mut society, 104);
    for rank in [Rank::None, Rank::Komsomol, Rank::Member, Rank::Official] {
        assert!(
            adults(&society).any(|(_, own)| own.rank() == rank),
            "{rank:?}"
        );
    }
    let year = society.plan.year[103];
    let joined =
        |(_, own): &(usize, world::Person)| own.age_in(year) <= 15 && own.rank() == Rank::Komsomol;
    assert!(adults(&society).filter(joined).count() > 50);
}

#[test]
fn a_party_that_runs_the_economy_grows_faster() {
    let members = |changes: &[Change]| {
        let mut society = country(THOUSANDTH, changes);
        advance(&mut society, 156);
        adults(&society)
            .filter(|(_, own)| own.rank() >= Rank::Member)
            .count()
    };
    let primacy = |share: f64| Lever("apparatus.primacy", 0, share);
    let (party, ministries) = (members(&[primacy(1.0)]), members(&[primacy(0.0)]));
    assert!(party > ministries, "{party} > {ministries}");
    let indifferent = Parameter("life.party_pull", 0.0);
    assert_eq!(
        members(&[primacy(0.0), indifferent]),
        members(&[primacy(1.0), indifferent])
    );
}
