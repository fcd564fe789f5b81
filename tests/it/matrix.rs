//! The fault matrix: every outcome is true under every fault, nothing secret is logged, and the checks find
//! false reports and leaked secrets.

mod leak_detector;
mod secrets;
mod violations;

use tingji_sandbox::Cloud;
use tingji_tests::matrix::{problems, run_all};

#[test]
fn every_outcome_is_true_and_no_secret_is_logged() {
    let matrix = run_all(leak_detector::run_cell).unwrap();
    let problems = problems(&matrix);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let cells: usize = matrix.iter().map(|(_, cells)| cells.len()).sum();
    assert!(cells > 300 * Cloud::ALL.len(), "{cells}");
}
