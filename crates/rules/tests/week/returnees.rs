//! Those who came home: some may not live in their city, and they tell as far as they dare.

use rules::Society;
use world::collective::standing;

use crate::support::{Change, Lever, Parameter, THOUSANDTH, adults, advance, country};

/// The week after the first releases under the decree of 1953.
const RELEASED: u16 = 16;

fn after(changes: &[Change]) -> Society {
    let mut society = country(THOUSANDTH, changes);
    advance(&mut society, RELEASED);
    society
}

fn back_in_cities(society: &Society) -> usize {
    let back = adults(society).filter(|(_, own)| own.standing & standing::RETURNED != 0);
    back.filter(|(district, _)| {
        let region = society.world.districts[*district].region;
        society.world.regions[usize::from(region)]
            .name
            .ends_with(" city")
    })
    .count()
}

#[test]
fn passport_limits_keep_people_out_of_the_largest_cities() {
    let open = after(&[Parameter("returnees.barred", 0.0)]);
    let shut = after(&[Parameter("returnees.barred", 1.0)]);
    assert!(back_in_cities(&open) > 10);
    assert!(back_in_cities(&shut) * 5 < back_in_cities(&open));
    assert_eq!(open.returnees.unsettled, 0.0);
    assert!(shut.returnees.unsettled > 0.0);
}

#[test]
fn the_unsettled_find_places_in_time() {
    let slow = after(&[Parameter("returnees.settling", 0.0)]);
    let quick = after(&[Parameter("returnees.settling", 0.1)]);
    assert!(slow.returnees.unsettled > quick.returnees.unsettled);
}

/// Adults who know of mass terror although no text has said so yet.
fn told(changes: &[Change]) -> usize {
    let society = after(changes);
    let items = society.plan.items.iter();
    let terror = items.clone().position(|own| own.id == "mass-terror");
    let terror = terror.expect("an item of the shipped texts");
    adults(&society)
        .filter(|(_, own)| own.heard >> terror & 1 == 1)
        .count()
}

#[test]
fn those_who_came_home_tell_the_less_the_more_they_fear() {
    let telling = Parameter("returnees.telling", 0.6);
    let free = told(&[telling, Lever("dissent.sanction_rule", 0, 0.0)]);
    let afraid = told(&[telling, Lever("dissent.sanction_rule", 0, 1.0)]);
    let nobody = told(&[Parameter("returnees.telling", 0.0)]);
    assert!(
        free > afraid && afraid > nobody,
        "{free} > {afraid} > {nobody}"
    );
    assert_eq!(nobody, 0);
}

#[test]
fn switched_off_nobody_is_barred_and_nobody_tells() {
    let off = [
        Parameter("returnees.on", 0.0),
        Parameter("returnees.barred", 1.0),
    ];
    assert_eq!(after(&off).returnees.unsettled, 0.0);
    assert_eq!(told(&off), 0);
}
