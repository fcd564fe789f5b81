//! The signers of the official Python SDKs on the same request.

use std::process::Command;

use super::Row;
use super::signers::Times;
use crate::conformance::{python, script_in};
use crate::process;

/// The SDK's line, our case, and how many times as long the SDK must take.
const PAIRS: [(&str, &str, f64); 4] = [
    ("ucloud", "ucloud sign", 10.0),
    ("bce", "bce sign", 20.0),
    ("volcengine", "volcengine sign, key cached", 20.0),
    ("huaweicloud", "huaweicloud sign", 20.0),
];

pub(super) fn rows(times: &Times) -> Result<Vec<Row>, String> {
    let mut command: Command = script_in("bench", "sdks", &python()?)?;
    let output = process::run_with_input(&mut command, "")?;
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        return Err(format!("bench/sdks.py: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let took = |sdk: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(sdk)?.strip_prefix(' '));
        let ns = line.and_then(|ns| ns.trim().parse::<f64>().ok());
        ns.ok_or_else(|| format!("bench/sdks.py says nothing of {sdk}"))
    };
    let rows = PAIRS.iter().map(|(sdk, case, least)| {
        let ratio = took(sdk)? / times.median(case)?;
        Ok(Row::at_least(format!("{sdk}'s Python SDK signs, to {case}"), ratio, *least, "×"))
    });
    rows.collect()
}
