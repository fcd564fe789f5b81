use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::{PackageKind, PackageList};
use crate::protocol::{Config, Rpc, form_request};

/// Lists the software that versions can be built on.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_available_env_pkg.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetUAIAvailableEnvPkg {
    /// Kind of the software.
    pub pkg_type: PackageKind,
}

impl GetUAIAvailableEnvPkg {
    /// Creates the request for one kind of software.
    pub fn new(pkg_type: PackageKind) -> Self {
        Self { pkg_type }
    }
}

impl Operation for GetUAIAvailableEnvPkg {
    type Protocol = Rpc;
    type Output = PackageList;
    const NAME: &'static str = "GetUAIAvailableEnvPkg";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = Params::new(Self::NAME);
        params.push("PkgType", self.pkg_type.as_str());
        Ok(form_request(params, config))
    }

    fn decode_output(&self, payload: Value) -> Result<PackageList> {
        parse_required(payload, "PkgSet")
    }
}
