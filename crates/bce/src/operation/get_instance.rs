use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::operation;
use tingji_core::params::true_only;

use super::request::{get, instance_path};
use crate::model::Instance;
use crate::protocol::Bcc;

operation! {
    /// Returns one instance: `GET /v2/instance/{id}`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
    /// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_bce::operation::GetInstance;
    ///
    /// let response = client.send(&GetInstance::new("i-DemoV100")).await?;
    /// assert_eq!(response.instance.gpu().map(|gpu| gpu.to_string()).as_deref(), Some("1× nTeslaV100-32"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/sjwvyoeqr>
    pub struct GetInstance: Bcc, Safe -> GetInstanceOutput;
    /// Creates a query for the instance with this id.
    new(=> instance_id: String);
    /// Also returns instances whose creation failed. Default false.
    "containsFailed" => contains_failed: bool as true_only;
    /// Also returns the deployment sets. Default false.
    "isDeploySet" => is_deploy_set: bool as true_only;
    request(self, _region) { get(&instance_path(&self.instance_id)?, self) }
}

/// Response with one instance.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct GetInstanceOutput {
    /// Requested instance.
    pub instance: Instance,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
