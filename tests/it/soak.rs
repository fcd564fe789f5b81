//! A small soak with every run of the tests; `cargo xtask soak` is the large one.

use tingji_tests::soak::{Plan, soak};

#[test]
fn of_a_thousand_stops_under_random_faults_not_one_outcome_is_false() {
    let tally = soak(Plan { stops: 1000, rate: 0.05, seed: 2026 }, |_| {}).unwrap();
    assert_eq!((tally.stops, tally.lies), (1000, Vec::<String>::new()));
    assert!(tally.faults * 40 > tally.requests, "{} faults in {}", tally.faults, tally.requests);
}

#[test]
fn nor_under_many_more_faults_drawn_anew_each_time() {
    for _ in 0..3 {
        let seed = fastrand::u64(..);
        let tally = soak(Plan { stops: 200, rate: 0.3, seed }, |_| {}).unwrap();
        assert!(tally.lies.is_empty(), "seed {seed}: {:#?}", tally.lies);
    }
}

#[test]
fn a_seed_gives_the_same_soak_again() {
    let plan = Plan { stops: 100, rate: 0.2, seed: 5 };
    let [one, other] = [(); 2].map(|()| soak(plan, |_| {}).unwrap());
    assert_eq!((one.outcomes, one.requests, one.faults), (other.outcomes, other.requests, other.faults));
}
