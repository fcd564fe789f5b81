//! JSON of reports.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{JsonSchema, enumeration};
use crate::engine::{Outcome, Report};
use crate::{ErrorKind, Instance};

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl JsonSchema for Outcome {
    fn json_schema() -> Value {
        enumeration(Self::ALL.map(Self::as_str))
    }
}

/// Fields of a report that the JSON of every run has.
#[derive(Clone, Copy, Debug)]
pub struct ReportDetails<'a>(pub &'a Report);

crate::json_fields! {
    /// State, reason and time of an action.
    impl ReportDetails<'_> as details {
        /// Last observed state, as the vendor's text.
        state: Option<&str> = details.0.state.as_deref(),
        /// The vendor's error code.
        code: Option<&str> = details.0.code(),
        /// Sentence for people.
        message: String = details.0.message(),
        /// The vendor's id of the request, for a support ticket.
        request_id: Option<&str> = details.0.request_id.as_deref(),
        /// Milliseconds from the start of the run to the outcome.
        elapsed_ms: u64 = u64::try_from(details.0.elapsed.as_millis()).unwrap_or(u64::MAX),
    }
}

crate::json_fields! {
    /// Report of an action.
    impl Report as report {
        /// Outcome of the action.
        outcome: Outcome = report.outcome,
        /// State, reason and time.
        #[json(flatten)] details: ReportDetails<'_> = ReportDetails(report),
        /// Kind of the error that decided the outcome.
        kind: Option<ErrorKind> = report.kind(),
        /// Instance as last observed, with its charges.
        instance: Option<Instance> = report.instance,
    }
}
