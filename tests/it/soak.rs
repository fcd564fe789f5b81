//! A small soak. `cargo xtask soak` runs a large one.

use tingji_tests::soak::{SoakOptions, soak};

#[test]
fn thousand_stops_under_random_faults_are_reported_truly() {
    let result = soak(SoakOptions { stops: 1000, rate: 0.05, seed: 2026 }, |_| {}).unwrap();
    assert_eq!(result.stops, 1000);
    assert_eq!(result.violations, Vec::<String>::new());
    assert!(result.faults * 40 > result.requests, "{} faults in {}", result.faults, result.requests);
}

#[test]
fn stops_under_frequent_faults_are_reported_truly() {
    for _ in 0..3 {
        let seed = fastrand::u64(..);
        let result = soak(SoakOptions { stops: 200, rate: 0.3, seed }, |_| {}).unwrap();
        assert!(result.violations.is_empty(), "seed {seed}: {:#?}", result.violations);
    }
}

#[test]
fn equal_seeds_give_equal_soaks() {
    let options = SoakOptions { stops: 100, rate: 0.2, seed: 5 };
    let first = soak(options, |_| {}).unwrap();
    let second = soak(options, |_| {}).unwrap();
    assert_eq!(first.outcomes, second.outcomes);
    assert_eq!(first.requests, second.requests);
    assert_eq!(first.faults, second.faults);
}
