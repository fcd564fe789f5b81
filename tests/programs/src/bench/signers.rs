//! The signers against their hash calls and against other crates: medians of the ratios of each round.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::bench_program::output;
use super::measurement::{Measurement, median};

/// A line of the output of `tingji-bench`.
#[derive(Debug, Deserialize)]
struct CaseTiming {
    case: String,
    /// Nanoseconds of one call, for each round.
    ns: Vec<f64>,
    /// Allocations of one call.
    allocations: f64,
}

/// The timing of each case, by its name.
#[derive(Debug, Default)]
pub(super) struct SignerTimings(BTreeMap<String, CaseTiming>);

/// Maximum number of allocations of a signature with a cached key: the values to add, the canonical request and the
/// parameters of the query.
const MAX_ALLOCATIONS: f64 = 3.0;
/// Maximum number of allocations of a signature whose key is derived and cached: the scope and the secret key too.
const MAX_ALLOCATIONS_FIRST_OF_DAY: f64 = 5.0;

/// Signer, case with only its hash calls, and maximum ratio of their times.
pub(super) const HASH_BASELINES: [(&str, &str, f64); 5] = [
    ("volcengine sign, key cached", "hash baseline of volcengine, key cached", 2.2),
    ("volcengine sign, first of the day", "hash baseline of volcengine, key derived", 1.7),
    ("huaweicloud sign", "hash baseline of huaweicloud", 2.1),
    ("bce sign", "hash baseline of bce", 2.0),
    ("ucloud sign", "hash baseline of ucloud", 2.5),
];

/// Verifier and its signer.
pub(super) const VERIFIERS: [(&str, &str); 4] = [
    ("volcengine verify", "volcengine sign, key cached"),
    ("huaweicloud verify", "huaweicloud sign"),
    ("bce verify", "bce sign"),
    ("ucloud verify", "ucloud sign"),
];

/// The signer of this project that is compared with other crates.
const COMPARED_SIGNER: &str = "volcengine sign, key cached";

impl SignerTimings {
    pub(super) fn measure(program: &Path) -> Result<Self, String> {
        Self::parse(&output(program, &[])?)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let lines = text.lines().map(serde_json::from_str::<CaseTiming>);
        let lines = lines.collect::<Result<Vec<_>, _>>().map_err(|error| format!("tingji-bench: {error}"))?;
        Ok(Self(lines.into_iter().map(|line| (line.case.clone(), line)).collect()))
    }

    fn case(&self, case: &str) -> Result<&CaseTiming, String> {
        self.0.get(case).ok_or_else(|| format!("tingji-bench has no case {case:?}"))
    }

    /// Median time of one call in nanoseconds.
    pub(super) fn median_ns(&self, case: &str) -> Result<f64, String> {
        Ok(median(self.case(case)?.ns.clone()))
    }

    /// Median over the rounds of the ratio of two cases, with the time of the case `subtracted` taken off the first
    /// one. Both times of a round are disturbed alike by other programs.
    fn ratio(&self, case: &str, subtracted: Option<&str>, base: &str) -> Result<f64, String> {
        let case = self.case(case)?;
        let subtracted = subtracted.map(|name| self.case(name)).transpose()?;
        let base = self.case(base)?;
        let mut ratios = Vec::new();
        for round in 0..case.ns.len() {
            let overhead = subtracted.map_or(0.0, |subtracted| subtracted.ns_of_round(round));
            ratios.push((case.ns_of_round(round) - overhead) / base.ns_of_round(round));
        }
        Ok(median(ratios))
    }

    /// Median times of the signers, of their hash calls and of the compared crates, as one sentence.
    pub(super) fn note(&self) -> Result<String, String> {
        let mut times = Vec::new();
        for (case, baseline, _) in HASH_BASELINES {
            let sign = self.median_ns(case)?;
            let hashes = self.median_ns(baseline)?;
            times.push(format!("{case} {sign:.0} ns (hashes {hashes:.0} ns)"));
        }
        times.push(format!("aws-sigv4 {:.0} ns", self.median_ns("aws-sigv4 sign")?));
        let reqsign = self.median_ns("reqsign-volcengine-tos sign, with the clone")?;
        let clone = self.median_ns("clone of http's Parts")?;
        times.push(format!("reqsign-volcengine-tos {:.0} ns", reqsign - clone));
        Ok(format!("Median times of one call: {}.", times.join(", ")))
    }

    pub(super) fn measurements(&self) -> Result<Vec<Measurement>, String> {
        let mut rows = Vec::new();
        for (case, baseline, max_ratio) in HASH_BASELINES {
            let ratio = self.ratio(case, None, baseline)?;
            rows.push(Measurement::at_most(format!("{case}, to its hashes alone"), ratio, max_ratio, "×"));
        }
        for (case, _, _) in HASH_BASELINES {
            let allocations = self.case(case)?.allocations;
            let derives_key = case.ends_with("first of the day");
            let max_allocations = if derives_key { MAX_ALLOCATIONS_FIRST_OF_DAY } else { MAX_ALLOCATIONS };
            rows.push(Measurement::at_most(format!("{case}, allocations"), allocations, max_allocations, ""));
        }
        for (case, sign) in VERIFIERS {
            rows.push(Measurement::at_most(
                format!("{case}, to sign"),
                self.ratio(case, None, sign)?,
                1.3,
                "×",
            ));
        }
        let aws = self.ratio("aws-sigv4 sign", None, COMPARED_SIGNER)?;
        rows.push(Measurement::at_least("aws-sigv4 sign, to volcengine's", aws, 4.0, "×"));
        let clone = Some("clone of http's Parts");
        let reqsign = self.ratio("reqsign-volcengine-tos sign, with the clone", clone, COMPARED_SIGNER)?;
        rows.push(Measurement::at_least("reqsign-volcengine-tos sign, to volcengine's", reqsign, 4.0, "×"));
        Ok(rows)
    }
}

impl CaseTiming {
    /// Nanoseconds of one call in a round; NaN for a round that is missing.
    fn ns_of_round(&self, round: usize) -> f64 {
        self.ns.get(round).copied().unwrap_or(f64::NAN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratio_is_computed_in_each_round() {
        let lines = r#"{"case":"a","ns":[30,60,90],"allocations":1,"bytes":9}
            {"case":"b","ns":[10,20,45],"allocations":0,"bytes":0}
            {"case":"c","ns":[10,20,0],"allocations":0,"bytes":0}"#;
        let times = SignerTimings::parse(lines).unwrap();
        assert_eq!(times.ratio("a", None, "b"), Ok(3.0));
        assert_eq!(times.ratio("a", Some("c"), "b"), Ok(2.0));
        assert_eq!(times.median_ns("b"), Ok(20.0));
        assert!(times.measurements().unwrap_err().contains("volcengine"));
    }
}
