use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass, Secret};
use tingji_ucloud::Config;

use crate::base64;
use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::Acknowledged;
use crate::protocol::CompShare;
use crate::validate::require_text;

/// Gives an instance a new password.
///
/// The vendor publishes neither which states allow it nor which passwords are good enough; for its
/// ordinary hosts these are 8 to 30 characters of at least two kinds.
///
/// <https://www.compshare.cn/docs/gpus/instance/resetcompshareinstancepassword>
#[derive(Clone, Debug)]
pub struct ResetCompShareInstancePassword {
    instance: InstanceRef,
    password: Secret,
}

impl ResetCompShareInstancePassword {
    /// Of the instance with this id, to this password. Its region and zone are needed too, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id can't be one.
    pub fn new(uhost_id: &str, password: impl Into<Secret>) -> Result<Self> {
        Ok(Self { instance: InstanceRef::new(uhost_id)?, password: password.into() })
    }
}

location_setters!(ResetCompShareInstancePassword, instance.location);

impl Operation for ResetCompShareInstancePassword {
    type Protocol = CompShare;
    type Output = Acknowledged;
    const NAME: &'static str = "ResetCompShareInstancePassword";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<Draft> {
        require_text("Password", self.password.expose())?;
        let mut params = self.instance.params(Self::NAME);
        params.push("Password", base64::encode(self.password.expose()));
        self.instance.request(params, config)
    }

    fn output(&self, payload: Value) -> Result<Acknowledged> {
        self.instance.parse_acknowledgement(payload)
    }
}
