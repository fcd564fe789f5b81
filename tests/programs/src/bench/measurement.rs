//! [`Measurement`]: a measured value with its limit.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// A group of measurements that are taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Group {
    /// Signers and verifiers against their hash calls and other crates: processor time and allocations; half a
    /// minute
    Signers,
    /// The signers of the official Python SDKs against this project's: processor time; a minute, and longer if
    /// the SDKs must be installed
    Sdks,
    /// The build of the libraries (crates, processor time, size) and the start of the command (time, memory);
    /// 5 minutes
    Build,
    /// Fleets of 100, 1000 and 10000 instances at all clouds, stopped and confirmed against a sandbox in another
    /// process (requests, processor time, memory, time by fleet size); 500 stops by each official Python SDK
    /// with 32 threads; one stop by the command; 3 minutes
    Fleet,
    /// Instructions of each signer, counted by valgrind; writes tests/bench/instructions.json and no row; a
    /// minute
    Instructions,
}

/// The measurements of one group, with the notes that the page prints below its table.
#[derive(Debug)]
pub(super) struct GroupResult {
    pub(super) group: Group,
    pub(super) measurements: Vec<Measurement>,
    pub(super) notes: Vec<String>,
}

/// A measured value with its limit.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub(super) struct Measurement {
    #[serde(rename = "what")]
    pub(super) name: String,
    #[serde(rename = "reached")]
    value: f64,
    #[serde(rename = "bound")]
    limit: Limit,
    unit: String,
}

/// The largest or smallest value that passes.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
enum Limit {
    AtMost(f64),
    AtLeast(f64),
}

impl Measurement {
    pub(super) fn at_most(name: impl Into<String>, value: f64, max: f64, unit: &str) -> Self {
        Self { name: name.into(), value, limit: Limit::AtMost(max), unit: unit.into() }
    }

    pub(super) fn at_least(name: impl Into<String>, value: f64, min: f64, unit: &str) -> Self {
        Self { name: name.into(), value, limit: Limit::AtLeast(min), unit: unit.into() }
    }

    /// True for a value within its limit. A value that could not be measured (NaN) is outside every limit.
    pub(super) fn passes(&self) -> bool {
        match self.limit {
            Limit::AtMost(max) => self.value <= max,
            Limit::AtLeast(min) => self.value >= min,
        }
    }

    /// The limit with its unit.
    pub(super) fn limit_text(&self) -> String {
        let text = match self.limit {
            Limit::AtMost(max) => format!("≤ {max} {}", self.unit),
            Limit::AtLeast(min) => format!("≥ {min} {}", self.unit),
        };
        text.trim_end().to_owned()
    }

    /// The value with its unit.
    pub(super) fn value_text(&self) -> String {
        format!("{:.2} {}", self.value, self.unit).trim_end().to_owned()
    }

    /// `ok` or `SHORT`.
    pub(super) fn result_text(&self) -> &'static str {
        if self.passes() { "ok" } else { "SHORT" }
    }
}

/// The median; NaN for no values.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_at_its_limit_passes_and_beyond_fails() {
        assert!(Measurement::at_most("a", 2.0, 2.0, "×").passes());
        assert!(Measurement::at_least("a", 2.0, 2.0, "×").passes());
        assert_eq!(Measurement::at_most("a", 2.1, 2.0, "×").result_text(), "SHORT");
        assert_eq!(Measurement::at_least("a", 1.9, 2.0, "×").result_text(), "SHORT");
    }

    #[test]
    fn unmeasured_value_fails() {
        assert_eq!(Measurement::at_least("a", f64::NAN, 2.0, "×").result_text(), "SHORT");
    }

    #[test]
    fn median_is_the_middle_value() {
        assert_eq!(median(vec![9.0, 1.0, 5.0]).to_bits(), 5.0_f64.to_bits());
    }
}
