use tingji_core::operation;
use tingji_core::params::validate_id;

use crate::model::Acknowledged;
use crate::protocol::{Rpc, operation_request};
use crate::validate::validate_weight;

operation! {
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
    /// client.send(&ModifyUAISrvVersionWeight::new("uaiservice-demo1", "5-6", 90)).await?;
    /// client.send(&ModifyUAISrvVersionMemo::new("uaiservice-demo1", "5-6", "mostly this one")).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/modify_uai_srv_version_weight.py>
    pub struct ModifyUAISrvVersionWeight: Rpc, ObserveFirst -> Acknowledged;
    /// Creates the request for a version and its share.
    new(
        "ServiceID" => service_id: String,
        "SrvVersion" => srv_version: String,
        "DeployWeight" => deploy_weight: u32,
    );
    request(self, config) {
        validate_id(&self.service_id)?;
        validate_id(&self.srv_version)?;
        validate_weight(self.deploy_weight)?;
        operation_request(self, config)
    }
}
