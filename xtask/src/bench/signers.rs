//! The signers beside their floors and their rivals: medians of the ratios of each round.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::{Row, median, output};

/// One line of `tingji-bench`.
#[derive(Debug, Deserialize)]
struct Line {
    case: String,
    ns: Vec<f64>,
    allocations: f64,
}

/// What each case took, round by round.
#[derive(Debug, Default)]
pub(super) struct Times(BTreeMap<String, Line>);

/// A signer, what it is compared with, and how many times as long it may take.
const FLOORS: [(&str, &str, f64); 5] = [
    ("volcengine sign, key cached", "floor of volcengine, key cached", 2.2),
    ("volcengine sign, first of the day", "floor of volcengine, key derived", 1.7),
    ("huaweicloud sign", "floor of huaweicloud", 2.1),
    ("bce sign", "floor of bce", 2.0),
    ("ucloud sign", "floor of ucloud", 2.3),
];

const VERIFIERS: [(&str, &str); 4] = [
    ("volcengine verify", "volcengine sign, key cached"),
    ("huaweicloud verify", "huaweicloud sign"),
    ("bce verify", "bce sign"),
    ("ucloud verify", "ucloud sign"),
];

const OURS: &str = "volcengine sign, key cached";

impl Times {
    pub(super) fn measure(program: &Path) -> Result<Self, String> {
        Self::read(&output(program, &[])?)
    }

    fn read(text: &str) -> Result<Self, String> {
        let lines = text.lines().map(serde_json::from_str::<Line>);
        let lines = lines.collect::<Result<Vec<_>, _>>().map_err(|error| format!("tingji-bench: {error}"))?;
        Ok(Self(lines.into_iter().map(|line| (line.case.clone(), line)).collect()))
    }

    fn line(&self, case: &str) -> Result<&Line, String> {
        self.0.get(case).ok_or_else(|| format!("tingji-bench has no case {case:?}"))
    }

    /// The median of what one call takes, in nanoseconds.
    pub(super) fn median(&self, case: &str) -> Result<f64, String> {
        Ok(median(self.line(case)?.ns.clone()))
    }

    /// The median of the ratios of each round; neighbours are disturbed alike.
    fn ratio(&self, case: &str, less: Option<&str>, to: &str) -> Result<f64, String> {
        let less = less.map(|less| self.line(less)).transpose()?;
        let of = |line: &Line, round: usize| line.ns.get(round).copied().unwrap_or(f64::NAN);
        let (case, to) = (self.line(case)?, self.line(to)?);
        let ratio = |round| (of(case, round) - less.map_or(0.0, |less| of(less, round))) / of(to, round);
        Ok(median((0..case.ns.len()).map(ratio).collect()))
    }

    /// What the one floor is that a signer goes below in part.
    pub(super) fn note(&self) -> Result<String, String> {
        let floor = "blocks of ucloud alone";
        let (blocks, sign) = (self.median(floor)?, self.ratio("ucloud sign", None, floor)?);
        let digest = self.median("floor of ucloud")?;
        Ok(format!(
            "UCloud's floor is `Sha1::digest`, {digest:.0} ns, which copies the end of the text to pad it. The signer \
             pads its text where it stands and calls `sha1::block_api::compress`: that alone, on blocks which are \
             padded already, takes {blocks:.0} ns, and the signature {sign:.2} times as long."
        ))
    }

    pub(super) fn rows(&self) -> Result<Vec<Row>, String> {
        let mut rows = Vec::new();
        for (case, floor, most) in FLOORS {
            let ratio = self.ratio(case, None, floor)?;
            rows.push(Row::at_most(format!("{case}, to its hashes alone"), ratio, most, "×"));
        }
        for (case, _, _) in FLOORS {
            rows.push(Row::at_most(format!("{case}, allocations"), self.line(case)?.allocations, 3.0, ""));
        }
        for (case, sign) in VERIFIERS {
            rows.push(Row::at_most(format!("{case}, to sign"), self.ratio(case, None, sign)?, 1.3, "×"));
        }
        let aws = self.ratio("aws-sigv4 sign", None, OURS)?;
        rows.push(Row::at_least("aws-sigv4 sign, to volcengine's", aws, 4.0, "×"));
        let clone = Some("clone of http's Parts");
        let reqsign = self.ratio("reqsign-volcengine-tos sign, with the clone", clone, OURS)?;
        rows.push(Row::at_least("reqsign-volcengine-tos sign, to volcengine's", reqsign, 4.0, "×"));
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_formed_in_each_round_and_clones_are_taken_off() {
        let lines = r#"{"case":"a","ns":[30,60,90],"allocations":1,"bytes":9}
            {"case":"b","ns":[10,20,45],"allocations":0,"bytes":0}
            {"case":"c","ns":[10,20,0],"allocations":0,"bytes":0}"#;
        let times = Times::read(lines).unwrap();
        assert_eq!(times.ratio("a", None, "b"), Ok(3.0));
        assert_eq!(times.ratio("a", Some("c"), "b"), Ok(2.0));
        assert_eq!(times.median("b"), Ok(20.0));
        assert!(times.rows().unwrap_err().contains("volcengine"));
    }
}
