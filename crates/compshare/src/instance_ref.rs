//! [`InstanceRef`]: the instance that a request is about.

use serde_json::Value;
use tingji_core::operation::UnsignedRequest;
use tingji_core::{Error, ErrorKind, InstanceId, Result};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::location::Location;
use crate::model::Acknowledged;
use crate::response;
use crate::validate::require;

/// Id and location of the instance that a request is about.
#[derive(Clone, Debug)]
pub(crate) struct InstanceRef {
    pub(crate) uhost_id: String,
    pub(crate) location: Location,
}

impl InstanceRef {
    /// Checks the id. The location is empty: the client's applies.
    pub(crate) fn new(uhost_id: &str) -> Result<Self> {
        let uhost_id = InstanceId::new(uhost_id, None)?.id().to_owned();
        Ok(Self { uhost_id, location: Location::default() })
    }

    /// Parameters with the action and the instance id.
    pub(crate) fn params(&self, action: &str) -> Params {
        let mut params = Params::new(action);
        params.push("UHostId", self.uhost_id.as_str());
        params
    }

    /// Builds the form request, and fails if region or zone is unknown.
    pub(crate) fn request(&self, params: Params, config: &Config) -> Result<UnsignedRequest> {
        self.location.zonal_request(params, config, &self.uhost_id)
    }

    /// Fails if the region is unknown.
    pub(crate) fn require_region(&self, config: &Config) -> Result<()> {
        require(self.location.resolve(config).region.is_some(), || {
            format!("the region of {} must be set, in the request or in the client", self.uhost_id)
        })
    }

    /// Fails if the project is unknown.
    pub(crate) fn require_project(&self, config: &Config) -> Result<()> {
        require(self.location.resolve(config).project_id.is_some(), || {
            "this operation needs a project: set project_id to an id from GetProjectList".to_owned()
        })
    }

    /// Parses the acknowledgement, and fails if the vendor answered about another instance.
    pub(crate) fn parse_acknowledgement(&self, payload: Value) -> Result<Acknowledged> {
        let output: Acknowledged = response::parse(payload)?;
        self.require_same(output.uhost_id.as_deref())?;
        Ok(output)
    }

    /// Fails if the response names another instance.
    pub(crate) fn require_same(&self, response_id: Option<&str>) -> Result<()> {
        match response_id {
            Some(id) if id != self.uhost_id => {
                Err(Error::new(ErrorKind::Decode, "the response is about another instance than the request"))
            }
            _ => Ok(()),
        }
    }
}
