//! The signers of the official Python SDKs on the same request.

use tingji_tests::process;

use super::measurement::Measurement;
use super::signers::SignerTimings;
use crate::scripts;

/// Name of the SDK in the script's output, case of `tests/bench`, and minimum ratio of the SDK's time to the
/// case's time.
const PAIRS: [(&str, &str, f64); 4] = [
    ("ucloud", "ucloud sign", 10.0),
    ("bce", "bce sign", 20.0),
    ("volcengine", "volcengine sign, key cached", 20.0),
    ("huaweicloud", "huaweicloud sign", 20.0),
];

pub(super) fn measure(timings: &SignerTimings) -> Result<Vec<Measurement>, String> {
    let mut script = scripts::command("bench", "sdks", &scripts::python()?)?;
    let output = process::run_with_input(&mut script, "")?;
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        return Err(format!("bench/sdks.py: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let mut rows = Vec::new();
    for (sdk, case, min_ratio) in PAIRS {
        let ratio = sdk_ns(&text, sdk)? / timings.median_ns(case)?;
        let name = format!("{sdk}'s Python SDK signs, to {case}");
        rows.push(Measurement::at_least(name, ratio, min_ratio, "×"));
    }
    Ok(rows)
}

/// Nanoseconds of one call by an SDK, from its line `SDK NANOSECONDS` of the script's output.
fn sdk_ns(text: &str, sdk: &str) -> Result<f64, String> {
    let line = text.lines().find_map(|line| line.strip_prefix(sdk)?.strip_prefix(' '));
    let ns = line.and_then(|ns| ns.trim().parse().ok());
    ns.ok_or_else(|| format!("bench/sdks.py printed no time of {sdk}"))
}
