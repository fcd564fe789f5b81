use crate::support::tingji;

#[test]
fn demo_stops_everything_without_account_or_network() {
    let run = tingji(&[], "demo -o json");
    assert_eq!(run.code, 0, "{run}");
    let outcomes = run.outcomes();
    assert!(outcomes.len() >= 12, "{run}");
    assert!(outcomes.iter().all(|outcome| outcome == "stopped" || outcome == "already-stopped"), "{run}");
    assert!(outcomes.iter().any(|outcome| outcome == "already-stopped"));
    assert!(
        run.json()["outcomes"]
            .as_array()
            .unwrap()
            .iter()
            .all(|outcome| outcome["elapsed_ms"].as_u64().unwrap() < 15_000)
    );
}
