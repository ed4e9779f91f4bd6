use models::common_random_numbers::{cases, stream};

#[test]
fn every_claim_holds() {
    crate::assert_claims(&cases());
}

#[test]
fn each_part_of_the_key_makes_another_stream() {
    let first = |seed, purpose, entity, time| stream(seed, purpose, entity, time).bits();
    let base = first(1, "speaking", 2, 3);
    assert_eq!(base, first(1, "speaking", 2, 3));
    assert_ne!(base, first(2, "speaking", 2, 3));
    assert_ne!(base, first(1, "arrest", 2, 3));
    assert_ne!(base, first(1, "speaking", 3, 2));
    assert_ne!(base, first(1, "speaking", 2, 4));
}
