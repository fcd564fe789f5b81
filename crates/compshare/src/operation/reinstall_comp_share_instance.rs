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

/// Replaces the system disk of a stopped instance with a new one from an image. The data on the old disk is
/// lost.
///
/// Only a `Stopped` instance can be reinstalled, and not while another operation locks it
/// (`InstanceOperationInProgress`).
///
/// <https://www.compshare.cn/docs/gpus/instance/reinstallcompshareinstance>
#[derive(Clone, Debug)]
pub struct ReinstallCompShareInstance {
    instance: InstanceRef,
    comp_share_image_id: String,
    password: Option<Secret>,
    coupon_id: Option<String>,
}

impl ReinstallCompShareInstance {
    /// Creates the request for one instance and the new image. Region and zone are required, here or in the
    /// client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is empty, too long, or has a
    /// character that no id has.
    pub fn new(uhost_id: &str, comp_share_image_id: impl Into<String>) -> Result<Self> {
        Ok(Self {
            instance: InstanceRef::new(uhost_id)?,
            comp_share_image_id: comp_share_image_id.into(),
            password: None,
            coupon_id: None,
        })
    }

    /// New login password in plain text; it is sent in base64. Default: the vendor chooses one. Documented
    /// only on older pages of the vendor.
    #[must_use]
    pub fn password(mut self, password: impl Into<Secret>) -> Self {
        self.password = Some(password.into());
        self
    }

    /// Coupon that pays for the image. Default: none.
    #[must_use]
    pub fn coupon_id(mut self, coupon_id: impl Into<String>) -> Self {
        self.coupon_id = Some(coupon_id.into());
        self
    }
}

location_setters!(ReinstallCompShareInstance, instance.location);

impl Operation for ReinstallCompShareInstance {
    type Protocol = CompShare;
    type Output = Acknowledged;
    const NAME: &'static str = "ReinstallCompShareInstance";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        require_text("CompShareImageId", &self.comp_share_image_id)?;
        self.password
            .as_ref()
            .map_or(Ok(()), |password| require_text("Password", password.expose_secret()))?;
        let mut params = self.instance.params(Self::NAME);
        params.push("CompShareImageId", self.comp_share_image_id.as_str());
        params.push_if_some(
            "Password",
            self.password.as_ref().map(|password| BASE64_STANDARD.encode(password.expose_secret())),
        );
        params.push_if_some("CouponId", self.coupon_id.as_deref());
        self.instance.request(params, config)
    }

    fn decode_output(&self, payload: Value) -> Result<Acknowledged> {
        self.instance.parse_acknowledgement(payload)
    }
}
