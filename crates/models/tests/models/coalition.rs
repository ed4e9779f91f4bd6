//! Ruling coalitions: claims, exactness, limits and properties.

use models::coalition::{
    ABREAST, Analysis, Groups, InvalidGroup, MOST_MEMBERS, Members, Share, Workspace, cases,
    rulers, ruling_coalition, ruling_coalition_by,
};
use proptest::prelude::*;

#[test]
fn every_claim_holds() {
    crate::assert_claims(&cases());
}

#[test]
fn eighteen_members_can_be_examined() {
    let powers: Vec<u64> = (0..18).map(|member| 100 + 7 * member * member).collect();
    let Analysis {
        ruling,
        self_enforcing,
    } = ruling_coalition(&powers, Share::HALF).unwrap();
    assert_eq!(ruling.len(), 1);
    assert!(self_enforcing.contains(&ruling[0]));
    assert!(2 * ruling[0].sum(&powers) > powers.iter().sum::<u64>());
}

#[test]
fn ties_are_reported_instead_of_decided() {
    // Any two of three equals win and neither of two equals beats the other, so all three pairs are candidates.
    let analysis = ruling_coalition(&[1, 1, 1], Share::HALF).unwrap();
    assert_eq!(analysis.ruling.len(), 3);
    assert!(analysis.ruling.iter().all(|pair| pair.len() == 2));
}

#[test]
fn another_body_may_decide_who_wins() {
    // In the small body the strongest is removed; a second body in which the strongest holds all votes keeps it.
    let powers = [3, 4, 5, 6];
    let small = ruling_coalition(&powers, Share::HALF).unwrap();
    assert_eq!(small.ruling[0].indices().collect::<Vec<_>>(), [0, 1, 2]);
    let votes = [1, 1, 1, 100];
    let large = ruling_coalition_by(&powers, |part, whole| {
        Share::HALF.wins(part.sum(&votes), whole.sum(&votes))
    });
    assert_eq!(large.unwrap().ruling[0].indices().collect::<Vec<_>>(), [3]);
}

#[test]
fn unusable_groups_are_refused() {
    assert_eq!(
        ruling_coalition(&[], Share::HALF),
        Err(InvalidGroup::Size(0))
    );
    let many = vec![1; MOST_MEMBERS + 1];
    assert_eq!(
        ruling_coalition(&many, Share::HALF),
        Err(InvalidGroup::Size(MOST_MEMBERS + 1))
    );
    assert_eq!(
        ruling_coalition(&[1, 0], Share::HALF),
        Err(InvalidGroup::NoPower(1))
    );
    assert_eq!(
        ruling_coalition(&[u64::MAX, 1], Share::HALF),
        Err(InvalidGroup::TooLarge)
    );
    for (numerator, denominator) in [(1, 3), (1, 1), (3, 2), (0, 0)] {
        assert_eq!(
            Share::new(numerator, denominator),
            Err(InvalidGroup::Share {
                numerator,
                denominator
            })
        );
    }
}

#[test]
fn groups_abreast_are_refused_like_one_alone() {
    let abreast = |groups: &[Vec<u64>]| Groups::new(groups, Share::HALF).err();
    assert_eq!(abreast(&[]), Some(InvalidGroup::Size(0)));
    assert_eq!(
        abreast(&[vec![1, 2], vec![1, 0]]),
        Some(InvalidGroup::NoPower(1))
    );
    assert_eq!(
        abreast(&[vec![1, 2], vec![1, 2, 3]]),
        Some(InvalidGroup::Size(3))
    );
}

/// Groups of equally many members; small powers tie often, large ones hardly ever.
fn groups() -> impl Strategy<Value = Vec<Vec<u64>>> {
    let most = prop::sample::select(vec![4_u64, 40, 1 << 48]);
    (1..13_usize, 1..=ABREAST, most).prop_flat_map(|(members, groups, most)| {
        prop::collection::vec(prop::collection::vec(1..most, members), groups)
    })
}

fn alpha() -> impl Strategy<Value = Share> {
    (50..100_u64).prop_map(|percent| Share::new(percent, 100).unwrap())
}

proptest! {
    #[test]
    fn the_quick_enumeration_is_the_definition(powers in prop::collection::vec(1_u64..40, 1..9), share in 500_u64..900) {
        let alpha = Share::new(share, 1_000).unwrap();
        let quick = ruling_coalition(&powers, alpha).unwrap();
        let plain = ruling_coalition_by(&powers, |part, whole| {
            alpha.wins(part.sum(&powers), whole.sum(&powers))
        });
        prop_assert_eq!(quick, plain.unwrap());
    }

    #[test]
    fn groups_abreast_are_ruled_as_each_alone(groups in groups(), alpha in alpha()) {
        let mut workspace = Workspace::default();
        // What an examination leaves in the room does not reach the next.
        for groups in [&groups[..], &groups[..1], &groups[..]] {
            let abreast = Groups::new(groups, alpha).unwrap().rulers(&mut workspace);
            for (powers, found) in groups.iter().zip(abreast) {
                let one_by_one = rulers(powers, alpha).unwrap();
                prop_assert_eq!(Some(&found), one_by_one.first());
            }
        }
    }

    #[test]
    fn the_ruling_coalition_wins_rules_itself_and_does_not_depend_on_the_unit(
        powers in prop::collection::vec(1..1_000_u64, 1..8),
        alpha in alpha(),
        unit in 1..50_u64,
    ) {
        let analysis = ruling_coalition(&powers, alpha).unwrap();
        let whole: u64 = powers.iter().sum();
        for &ruling in &analysis.ruling {
            prop_assert!(alpha.wins(ruling.sum(&powers), whole));
            let own: Vec<u64> = ruling.indices().map(|member| powers[member]).collect();
            let again = ruling_coalition(&own, alpha).unwrap();
            prop_assert_eq!(again.ruling, vec![Members::first(own.len())]);
        }
        let scaled: Vec<u64> = powers.iter().map(|power| power * unit).collect();
        prop_assert_eq!(ruling_coalition(&scaled, alpha).unwrap(), analysis);
    }

    #[test]
    fn the_order_of_members_does_not_matter(powers in prop::collection::vec(1..1_000_u64, 1..8), alpha in alpha()) {
        let reversed: Vec<u64> = powers.iter().rev().copied().collect();
        let sums = |powers: &[u64]| {
            let analysis = ruling_coalition(powers, alpha).unwrap();
            let mut sums: Vec<u64> = analysis.ruling.iter().map(|ruling| ruling.sum(powers)).collect();
            sums.sort_unstable();
            sums
        };
        prop_assert_eq!(sums(&powers), sums(&reversed));
    }

    #[test]
    fn a_member_with_more_than_the_share_rules_alone(
        powers in prop::collection::vec(1..100_u64, 1..7),
        alpha in alpha(),
    ) {
        let mut powers = powers;
        powers.push(100_000);
        let analysis = ruling_coalition(&powers, alpha).unwrap();
        prop_assert_eq!(analysis.ruling[0].indices().collect::<Vec<_>>(), vec![powers.len() - 1]);
    }
}
