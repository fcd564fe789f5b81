use http::Method;
use tingji_core::operation;
use tingji_core::operation::UnsignedRequest;

use super::request::instance_path;
use crate::model::Acknowledged;
use crate::protocol::Bcc;

operation! {
    /// Starts a stopped instance: `PUT /v2/instance/{id}?start`.
    ///
    /// Asynchronous: the instance becomes `Starting`, then `Running`. It must be `Stopped` before, else the
    /// vendor responds with 409 `Instance.StartInstanceOperationForbidden`, `Instance.StartInstanceWhenCreating`
    /// or, for an expired prepaid instance, `Instance.StartExpiredInstance`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
    /// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_bce::operation::{RebootInstance, StartInstance, StopInstance};
    ///
    /// client.send(&StopInstance::new("i-DemoCpu1")).await?;
    /// sandbox.advance(std::time::Duration::from_secs(60));
    /// client.send(&StartInstance::new("i-DemoCpu1")).await?;
    /// sandbox.advance(std::time::Duration::from_secs(60));
    /// client.send(&RebootInstance::new("i-DemoCpu1").force_stop(true)).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/Mjwvyobl0>
    pub struct StartInstance: Bcc, ObserveFirst -> Acknowledged;
    /// Creates the start of the instance with this id.
    new(=> instance_id: String);
    request(self, _region) { Ok(UnsignedRequest::new(Method::PUT, instance_path(&self.instance_id)?).query("start")) }
}
