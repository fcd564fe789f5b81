use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass, Secret};
use tingji_ucloud::Config;

use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::Acknowledged;
use crate::protocol::CompShare;
use crate::validate::require_text;

/// Sets a new login password.
///
/// The vendor publishes neither the states in which this is possible nor its password rules. Passwords of
/// its ordinary hosts need 8 to 30 characters of at least two kinds.
///
/// <https://www.compshare.cn/docs/gpus/instance/resetcompshareinstancepassword>
#[derive(Clone, Debug)]
pub struct ResetCompShareInstancePassword {
    instance: InstanceRef,
    password: Secret,
}

impl ResetCompShareInstancePassword {
    /// Creates the request for one instance and its new password. Region and zone are required, here or in
    /// the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is empty, too long, or has a
    /// character that no id has.
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

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        require_text("Password", self.password.expose_secret())?;
        let mut params = self.instance.params(Self::NAME);
        params.push("Password", BASE64_STANDARD.encode(self.password.expose_secret()));
        self.instance.request(params, config)
    }

    fn decode_output(&self, payload: Value) -> Result<Acknowledged> {
        self.instance.parse_acknowledgement(payload)
    }
}
