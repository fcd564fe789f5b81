//! [`ResumePlan`]: the unfinished stops of a journal.

use std::path::Path;
use std::str::FromStr;

use tingji_core::fleet::PriorRequest;
use tingji_core::{Error, ErrorKind, MessageValue, Result, message};

use super::entry::{Begin, Entry, JournalLine, VERSION, damaged};
use crate::{FleetJob, Providers, providers};

/// Stop of a journal, with its progress.
#[derive(Clone, Debug)]
pub struct ResumeStep {
    /// Job to resume, with the last known state of its requests.
    pub job: FleetJob,
    /// Final outcome; `None` if the stop must be resumed.
    pub outcome: Option<String>,
    /// True if the result of any of its requests is unknown.
    ambiguous: bool,
}

/// Plan for resuming the stops of a journal.
///
/// ```
/// # #[cfg(feature = "full")] {
/// use tingji::ResumePlan;
///
/// let journal = concat!(
///     r#"{"time":"2026-01-01T00:00:00Z","event":"begin","version":1,"orders":[{"target":"bce/bj/i-x"}]}"#,
///     "\n",
///     r#"{"time":"2026-01-01T00:00:01Z","event":"sending","at":[0]}"#,
/// );
/// let plan: ResumePlan = journal.parse().unwrap();
/// assert_eq!(plan.unfinished().count(), 1); // sent, but without a recorded result
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ResumePlan {
    /// Stops of the journal, in the order of its first line.
    pub steps: Vec<ResumeStep>,
}

impl ResumePlan {
    /// Reads a journal file with targets on the clouds of this table. An incomplete last line is ignored.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if the file cannot be read or is not a journal.
    pub fn read(path: &Path, providers: Providers) -> Result<Self> {
        let text = std::fs::read(path).map_err(|error| file_error(path, error.to_string()))?;
        Self::parse(&String::from_utf8_lossy(&text), providers)
            .map_err(|error| file_error(path, error.typed_message()))
    }

    /// Creates the plan from the first line, with no request sent yet.
    fn begin(begin: Begin, providers: Providers) -> Result<Self> {
        if begin.version != VERSION {
            return Err(damaged(message!(
                "journal-version",
                "its version is {version}, but only {supported} is supported",
                version = begin.version,
                supported = VERSION
            )));
        }
        let mut steps = Vec::new();
        for record in begin.jobs {
            steps.push(ResumeStep { job: record.into_job(providers)?, outcome: None, ambiguous: false });
        }
        Ok(Self { steps })
    }

    /// Applies one event.
    fn apply(&mut self, entry: Entry) {
        match entry {
            Entry::Begin(_) => {}
            Entry::Sending { at } => at.into_iter().for_each(|at| self.sending(at)),
            Entry::Accepted { at, .. } => self.past(at, PriorRequest::Accepted),
            Entry::Rejected { at, ambiguous, .. } => self.rejected(at, ambiguous),
            Entry::Done { at, outcome } => {
                if let Some(step) = self.steps.get_mut(at) {
                    // A cancelled, failed or unconfirmed stop is resumed.
                    let open = matches!(outcome.as_str(), "unconfirmed" | "failed" | "locked");
                    step.outcome = (!open).then_some(outcome);
                }
            }
        }
    }

    /// Records a request. If the previous request got no response, its result stays unknown.
    fn sending(&mut self, at: usize) {
        if let Some(step) = self.steps.get_mut(at) {
            step.ambiguous |= step.job.prior_request == PriorRequest::Unknown;
            step.job.prior_request = PriorRequest::Unknown;
        }
    }

    /// Records a rejection. A rejection does not settle an earlier request whose result is unknown.
    fn rejected(&mut self, at: usize, ambiguous: bool) {
        if let Some(step) = self.steps.get_mut(at) {
            step.ambiguous |= ambiguous;
            step.job.prior_request = if step.ambiguous { PriorRequest::Unknown } else { PriorRequest::None };
        }
    }

    fn past(&mut self, at: usize, past: PriorRequest) {
        if let Some(step) = self.steps.get_mut(at) {
            step.job.prior_request = past;
        }
    }

    /// Returns position and job of each stop that must be resumed.
    pub fn unfinished(&self) -> impl Iterator<Item = (usize, &FleetJob)> {
        let remaining = self.steps.iter().enumerate().filter(|(_, step)| step.outcome.is_none());
        remaining.map(|(at, step)| (at, &step.job))
    }
}

fn file_error(path: &Path, reason: impl Into<MessageValue>) -> Error {
    let file = path.display().to_string();
    Error::new(ErrorKind::Config, message!("journal", "the journal {file}: {reason}", file, reason))
}

impl FromStr for ResumePlan {
    type Err = Error;

    /// Parses the text of a journal with targets on the built-in clouds.
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text, providers())
    }
}

impl ResumePlan {
    /// Parses the text of a journal; see [`ResumePlan::read`].
    fn parse(text: &str, providers: Providers) -> Result<Self> {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let first = lines.next().ok_or_else(|| damaged(message!("journal-empty", "it is empty")))?;
        let mut plan = match serde_json::from_str(first).map_err(|error| damaged(error.to_string()))? {
            JournalLine { entry: Entry::Begin(begin), .. } => Self::begin(begin, providers)?,
            _ => return Err(damaged(message!("journal-without-orders", "it does not begin with orders"))),
        };
        // An incomplete line had no effect yet: a request is sent only after its line is complete.
        lines
            .filter_map(|line| serde_json::from_str(line).ok())
            .for_each(|line: JournalLine| plan.apply(line.entry));
        Ok(plan)
    }
}

#[cfg(feature = "full")]
#[cfg(test)]
mod tests {
    use tingji_core::lifecycle::{Action, ShutdownMode, StopRequest};

    use super::*;

    const BEGIN: &str = r#"{"time":"2026-01-01T00:00:00Z","event":"begin","version":1,"orders":[
        {"target":"bce/bj/i-0","client_token":"t0"},{"target":"compshare/uhost-1","force":true},
        {"target":"ucloud/s@1-1"},{"target":"bce/bj/i-3"},{"target":"bce/bj/i-4"}]}"#;

    fn plan(lines: &[&str]) -> ResumePlan {
        let lines =
            lines.iter().map(|rest| format!("{{\"time\":\"t\",{rest}}}")).collect::<Vec<_>>().join("\n");
        format!("{}\n{lines}\n{{\"time\":\"t\",\"ev", BEGIN.replace('\n', "")).parse().unwrap()
    }

    fn stop_request(plan: &ResumePlan, at: usize) -> &StopRequest {
        match &plan.steps[at].job.action {
            Action::Stop(request) => request,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn rejection_does_not_settle_an_ambiguous_request() {
        let plan = plan(&[
            r#""event":"sending","at":[0,1]"#,
            r#""event":"rejected","at":0,"ambiguous":true"#,
            r#""event":"sending","at":[0]"#,
            r#""event":"rejected","at":0,"ambiguous":false"#,
            r#""event":"rejected","at":1,"ambiguous":false"#,
            r#""event":"done","at":9,"outcome":"failed""#,
        ]);
        let pasts: Vec<_> = plan.steps.iter().map(|step| step.job.prior_request).collect();
        assert_eq!(pasts[..2], [PriorRequest::Unknown, PriorRequest::None]);
    }

    #[test]
    fn rejection_does_not_settle_an_unanswered_request() {
        let plan = plan(&[
            r#""event":"sending","at":[0,1]"#,
            r#""event":"sending","at":[0]"#,
            r#""event":"rejected","at":0,"ambiguous":false"#,
            r#""event":"rejected","at":1,"ambiguous":false"#,
        ]);
        let pasts: Vec<_> = plan.steps.iter().map(|step| step.job.prior_request).collect();
        assert_eq!(pasts[..2], [PriorRequest::Unknown, PriorRequest::None]);
    }

    #[test]
    fn plan_contains_the_unfinished_stops() {
        let plan = plan(&[
            r#""event":"sending","at":[0,1,2,3]"#,
            r#""event":"accepted","at":0,"request_id":"r"#,
            r#""event":"accepted","at":1"#,
            r#""event":"rejected","at":2,"ambiguous":false,"code":"8024""#,
            r#""event":"rejected","at":3,"ambiguous":true"#,
            r#""event":"done","at":1,"outcome":"stopped""#,
            r#""event":"done","at":3,"outcome":"unconfirmed""#,
            r#""event":"done","at":99,"outcome":"stopped""#,
        ]);
        let pasts: Vec<_> = plan.steps.iter().map(|step| step.job.prior_request).collect();
        // The line of the response is incomplete, so the result of the request is unknown.
        assert_eq!(
            pasts,
            [
                PriorRequest::Unknown,
                PriorRequest::Accepted,
                PriorRequest::None,
                PriorRequest::Unknown,
                PriorRequest::None
            ]
        );
        assert_eq!(plan.unfinished().map(|(at, _)| at).collect::<Vec<_>>(), [0, 2, 3, 4]);
        assert_eq!(stop_request(&plan, 0).idempotency_token.as_deref(), Some("t0"));
        assert_eq!(stop_request(&plan, 1).force, ShutdownMode::PowerOff);
        assert_eq!(plan.steps[1].outcome.as_deref(), Some("stopped"));
    }

    #[test]
    fn invalid_journal_is_rejected_with_a_reason() {
        for (text, why) in [
            ("", "it is empty"),
            ("hello", "expected value"),
            (r#"{"time":"t","event":"accepted","at":0}"#, "does not begin with orders"),
            (r#"{"time":"t","event":"begin","version":9,"orders":[]}"#, "its version is 9"),
            (r#"{"time":"t","event":"begin","version":1,"orders":[{"target":"x"}]}"#, "has no id"),
        ] {
            let error = text.parse::<ResumePlan>().unwrap_err().to_string();
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
