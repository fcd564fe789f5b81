//! What becomes of an operation that changes instances.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::operation::parse;
use tingji_core::{Error, ErrorKind, Result, lenient};

use crate::error::ApiError;

/// That the vendor took an operation on one instance on, or that its dry run passed.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Acknowledged {
    /// True: this was a dry run, it passed, and nothing was done. False: the operation is under way.
    pub dry_run_passed: bool,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Acknowledged {
    /// Reads an answer; one to the other kind of request is an error.
    pub(crate) fn parse(payload: Value, dry_run: bool) -> Result<Self> {
        check_dry_run(&payload, dry_run)?;
        parse(payload)
    }
}

/// Never takes a dry run for the deed, nor the deed for a dry run.
pub(crate) fn check_dry_run(payload: &Value, dry_run: bool) -> Result<()> {
    let passed = payload.get("DryRunPassed") == Some(&Value::Bool(true));
    let message = match (dry_run, passed) {
        (false, true) => "a request was answered as if it were a dry run",
        (true, false) => "a dry run was answered as if it had been carried out",
        _ => return Ok(()),
    };
    Err(Error::new(ErrorKind::Decode, message))
}

/// What became of each instance of a batch.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BatchOutput {
    /// One per instance. That an instance is missing here does not mean that it was taken on.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub operation_details: Vec<OperationDetail>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl BatchOutput {
    pub(crate) fn parse(payload: Value, operation: &'static str) -> Result<Self> {
        let mut output: Self = parse(payload)?;
        output.operation_details.iter_mut().for_each(|detail| detail.operation = operation);
        Ok(output)
    }

    /// The instances that the vendor took on.
    pub fn accepted(&self) -> impl Iterator<Item = &str> {
        let accepted = self.operation_details.iter().filter(|detail| detail.result().is_ok());
        accepted.filter_map(|detail| detail.instance_id.as_deref())
    }

    /// The instances that the vendor refused, each with its error.
    pub fn refused(&self) -> impl Iterator<Item = (&str, Error)> {
        let details = self.operation_details.iter();
        details.filter_map(|detail| Some((detail.instance_id.as_deref()?, detail.result().err()?)))
    }
}

/// What became of one instance of a batch.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OperationDetail {
    /// The instance.
    #[serde(deserialize_with = "lenient::parse_string")]
    pub instance_id: Option<String>,
    /// The vendor's error, `Code` and `Message`; nothing or empty for a success.
    pub error: Value,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
    #[serde(skip)]
    operation: &'static str,
}

impl OperationDetail {
    /// Whether the vendor took the operation on this instance on.
    ///
    /// # Errors
    ///
    /// The vendor's error for this instance, with its kind.
    pub fn result(&self) -> Result<()> {
        // The reply as a whole was a success, so its status says nothing about the instance.
        let Some(fault) = ApiError::from_object(&self.error) else { return Ok(()) };
        let error = fault.into_error(200);
        Err(if self.operation.is_empty() { error } else { error.with_operation(self.operation) })
    }
}
