//! Responses to operations that change instances.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::operation::parse;
use tingji_core::{Error, ErrorKind, Result, lenient, record};

use crate::error::ApiError;

record! {
    /// Response of the vendor that accepted an operation on one instance, or whose dry run passed.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct Acknowledged {
        /// True if the request was a dry run and it passed; nothing was changed. False if the operation was
        /// accepted.
        "DryRunPassed" => pub dry_run_passed: bool as record::exact,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl Acknowledged {
    /// Parses a response. Fails if a dry run was requested and not reported, or the reverse.
    pub(crate) fn parse(payload: Value, dry_run: bool) -> Result<Self> {
        check_dry_run(&payload, dry_run)?;
        parse(payload)
    }
}

/// Rejects a dry-run response to a real request, and a real response to a dry-run request.
pub(crate) fn check_dry_run(payload: &Value, dry_run: bool) -> Result<()> {
    let passed = payload.get("DryRunPassed") == Some(&Value::Bool(true));
    let message = match (dry_run, passed) {
        (false, true) => "the response reports a dry run, but the request was not one",
        (true, false) => "the response does not report a dry run, but the request was one",
        _ => return Ok(()),
    };
    Err(Error::new(ErrorKind::Decode, message))
}

record! {
    /// Result for each instance of a batch.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct BatchOutput {
        /// Results, one for each instance. An instance that is missing here was not necessarily accepted.
        "OperationDetails" => pub operation_details: Vec<OperationDetail> as lenient::parse_list,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl BatchOutput {
    pub(crate) fn parse(payload: Value, operation: &'static str) -> Result<Self> {
        let mut output: Self = parse(payload)?;
        output.operation_details.iter_mut().for_each(|detail| detail.operation = operation);
        Ok(output)
    }

    /// Returns the instances that the vendor accepted.
    pub fn accepted(&self) -> impl Iterator<Item = &str> {
        let accepted = self.operation_details.iter().filter(|detail| detail.result().is_ok());
        accepted.filter_map(|detail| detail.instance_id.as_deref())
    }

    /// Returns the instances that the vendor refused, each with its error.
    pub fn refused(&self) -> impl Iterator<Item = (&str, Error)> {
        let details = self.operation_details.iter();
        details.filter_map(|detail| Some((detail.instance_id.as_deref()?, detail.result().err()?)))
    }
}

/// Result for one instance of a batch.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OperationDetail {
    /// Id of the instance.
    #[serde(deserialize_with = "lenient::parse_string")]
    pub instance_id: Option<String>,
    /// The vendor's error with `Code` and `Message`; null or empty for success.
    pub error: Value,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
    #[serde(skip)]
    operation: &'static str,
}

impl OperationDetail {
    /// Returns `Ok` if the vendor accepted the operation on this instance.
    ///
    /// # Errors
    ///
    /// The vendor's error for this instance, with its kind.
    pub fn result(&self) -> Result<()> {
        // The HTTP status belongs to the whole response; it says nothing about this instance.
        let Some(fault) = ApiError::from_object(&self.error) else { return Ok(()) };
        let error = fault.into_error(200);
        Err(if self.operation.is_empty() { error } else { error.with_operation(self.operation) })
    }
}
