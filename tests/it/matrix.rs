//! The fault matrix: outcomes are true under every fault, nothing secret is told, and a lie would be found.

mod judge;
mod listener;
mod secrets;

use tingji_sandbox::Cloud;
use tingji_tests::matrix::{play_all, problems};

/// A secret that was told is a problem too.
#[test]
fn under_every_fault_at_every_cloud_every_outcome_is_the_true_one_and_no_secret_is_told() {
    let matrix = play_all(listener::play_and_listen).unwrap();
    let problems = problems(&matrix);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let cells: usize = matrix.iter().map(|(_, rows)| rows.len()).sum();
    assert!(cells > 300 * Cloud::ALL.len(), "{cells}");
}
