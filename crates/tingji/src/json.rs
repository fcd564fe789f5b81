//! JSON of targets, selections and reports, as the command prints it.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use tingji_core::engine::Report;
use tingji_core::json::{JsonSchema, reference};
use tingji_core::{Instance, json_fields};

use crate::select::ListedInstance;
use crate::{Cloud, ListFailure, SelectedInstance, Target, TargetReport};

impl Serialize for Cloud {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl JsonSchema for Cloud {
    /// Refers to the definition `cloud` of the schema.
    fn json_schema() -> Value {
        reference("cloud")
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Target {
    fn json_schema() -> Value {
        json!({ "type": "string" })
    }
}

json_fields! {
    /// An instance.
    impl ListedInstance<'_> as row {
        /// Target of the instance, such as `bce/bj/i-1`.
        target: Target = row.target(),
        /// Cloud of the instance.
        cloud: Cloud = row.cloud,
        /// Profile of the account; null for the default profile.
        profile: Option<&str> = row.profile,
        /// The instance.
        #[json(flatten)] instance: Instance = row.instance,
    }
}

json_fields! {
    /// An instance.
    impl SelectedInstance as selected {
        /// Target of the instance, such as `bce/bj/i-1`.
        target: Target = selected.target,
        /// Cloud of the instance.
        cloud: Cloud = selected.target.cloud(),
        /// Profile of the account; null for the default profile.
        profile: Option<&str> = selected.target.profile(),
        /// The instance.
        #[json(flatten)] instance: Instance = selected.instance,
    }
}

json_fields! {
    /// Report of a target.
    impl TargetReport as of_target {
        /// The target as it was written.
        target: Target = of_target.target,
        /// The report.
        #[json(flatten)] report: Report = of_target.report,
    }
}

json_fields! {
    /// Account that could not be listed.
    impl ListFailure as failure {
        /// The cloud.
        cloud: Cloud = failure.cloud,
        /// Profile of the account; null for the default profile.
        profile: Option<&str> = failure.profile.as_deref(),
        /// The vendor's error code.
        code: Option<&str> = failure.error.code(),
        /// Sentence for people.
        message: String = failure.error.to_string(),
        /// The vendor's id of the request, for a support ticket.
        request_id: Option<&str> = failure.error.request_id(),
    }
}
