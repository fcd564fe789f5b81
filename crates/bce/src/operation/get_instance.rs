use http::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::instance_path;
use crate::model::Instance;
use crate::protocol::Bcc;

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
/// let response = client.send(&GetInstance::new("i-DemoV100")?).await?;
/// assert_eq!(response.instance.gpu().map(|gpu| gpu.to_string()).as_deref(), Some("1× nTeslaV100-32"));
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/sjwvyoeqr>
#[derive(Clone, Debug)]
pub struct GetInstance {
    path: String,
    contains_failed: bool,
    is_deploy_set: bool,
}

impl GetInstance {
    /// Creates a query for the instance with this id.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(instance_id: &str) -> Result<Self> {
        Ok(Self { path: instance_path(instance_id)?, contains_failed: false, is_deploy_set: false })
    }

    /// Also returns instances whose creation failed. Default false.
    #[must_use]
    pub fn contains_failed(mut self, contains_failed: bool) -> Self {
        self.contains_failed = contains_failed;
        self
    }

    /// Also returns the deployment sets. Default false.
    #[must_use]
    pub fn is_deploy_set(mut self, is_deploy_set: bool) -> Self {
        self.is_deploy_set = is_deploy_set;
        self
    }
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

impl Operation for GetInstance {
    type Protocol = Bcc;
    type Output = GetInstanceOutput;
    const NAME: &'static str = "GetInstance";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let flags = [(self.contains_failed, "containsFailed=true"), (self.is_deploy_set, "isDeploySet=true")];
        let query: Vec<_> = flags.into_iter().filter(|(on, _)| *on).map(|(_, text)| text).collect();
        Ok(UnsignedRequest::new(Method::GET, self.path.as_str()).query(query.join("&")))
    }
}
