use kernel::checkpoint::{self, Snapshot};
use world::{RestoreError, World};

use super::built;

fn snapshot(world: &World) -> Snapshot {
    let mut bytes = Vec::new();
    checkpoint::write(&mut bytes, "{}", &world.sections()).unwrap();
    checkpoint::read(&mut bytes.as_slice()).unwrap()
}

#[test]
fn what_was_kept_comes_back() {
    let (mut world, _) = built(10_000);
    let kept = snapshot(&world);
    let before = checkpoint::hash(&world.sections());
    world.inmates.truncate(5);
    for lane in 0..kernel::LANES {
        world.take(3, lane);
    }
    assert_ne!(checkpoint::hash(&world.sections()), before);
    world.restore(&kept).unwrap();
    assert_eq!(checkpoint::hash(&world.sections()), before);
}

#[test]
fn what_does_not_fit_is_refused_and_changes_nothing() {
    let (mut world, _) = built(10_000);
    let before = checkpoint::hash(&world.sections());
    let good = snapshot(&world);
    let refused = |world: &mut World, change: &dyn Fn(&mut Snapshot)| {
        let mut bad = good.clone();
        change(&mut bad);
        let error = world.restore(&bad).unwrap_err();
        assert_eq!(checkpoint::hash(&world.sections()), before);
        error
    };
    let missing = refused(&mut world, &|bad| {
        bad.sections.remove(1);
    });
    assert_eq!(missing, RestoreError::NoSection("traits"));
    let short = refused(&mut world, &|bad| bad.sections[1].1.truncate(320));
    assert!(matches!(
        short,
        RestoreError::Length {
            section: "traits",
            found: 320,
            ..
        }
    ));
    let cut = refused(&mut world, &|bad| bad.sections[2].1.truncate(29));
    assert_eq!(cut, RestoreError::CutInmate(29));
    let lost = refused(&mut world, &|bad| bad.sections[2].1[8..12].fill(0xFF));
    assert!(matches!(
        lost,
        RestoreError::UnknownPlace { site: 0xFFFF, .. }
    ));
    let other = refused(&mut world, &|bad| *bad = snapshot(&built(1_000).0));
    assert!(matches!(
        other,
        RestoreError::Length {
            section: "collectives",
            ..
        }
    ));
}
