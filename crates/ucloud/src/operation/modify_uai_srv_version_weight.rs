use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::Acknowledged;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{validate_id, validate_weight};

/// Sets the traffic share of a version.
///
/// The version must be `ToStart` or `Started`.
///
/// ```
/// use tingji_ucloud::operation::{ModifyUAISrvVersionMemo, ModifyUAISrvVersionWeight};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Ucloud);
/// # let client = tingji_ucloud::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// client.send(&ModifyUAISrvVersionWeight::new("uaiservice-demo1", "5-6", 90)?).await?;
/// client.send(&ModifyUAISrvVersionMemo::new("uaiservice-demo1", "5-6", "mostly this one")?).await?;
/// # Ok(())
/// # }
/// ```
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/modify_uai_srv_version_weight.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ModifyUAISrvVersionWeight {
    /// Id of the service.
    pub service_id: String,
    /// Version, such as `5-6`.
    pub srv_version: String,
    /// Share in percent, 1 to 100. The vendor's tool allows at most 99.
    pub deploy_weight: u32,
}

impl ModifyUAISrvVersionWeight {
    /// Creates the request for a version and its share.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id is malformed.
    pub fn new(service_id: &str, srv_version: &str, deploy_weight: u32) -> Result<Self> {
        Ok(Self {
            service_id: validate_id(service_id)?,
            srv_version: validate_id(srv_version)?,
            deploy_weight,
        })
    }
}

impl Operation for ModifyUAISrvVersionWeight {
    type Protocol = Rpc;
    type Output = Acknowledged;
    const NAME: &'static str = "ModifyUAISrvVersionWeight";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        validate_weight(self.deploy_weight)?;
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push("SrvVersion", self.srv_version.as_str());
        params.push("DeployWeight", self.deploy_weight);
        Ok(form_request(params, config))
    }
}
