use tingji_core::Secret;
use tingji_core::params::validate_id;

use crate::location::located_operation;
use crate::model::Acknowledged;
use crate::params::base64_if_set;
use crate::response::acknowledge;
use crate::validate::{require_text, validate_password};

located_operation! {
    /// Replaces the system disk of a stopped instance with a new one from an image. The data on the old disk is
    /// lost.
    ///
    /// Only a `Stopped` instance can be reinstalled, and not while another operation locks it
    /// (`InstanceOperationInProgress`).
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/reinstallcompshareinstance>
    pub struct ReinstallCompShareInstance: Never -> Acknowledged;
    /// Creates the request for one instance and the new image. Region and zone are required, here or in the
    /// client.
    new("UHostId" => uhost_id: String, "CompShareImageId" => comp_share_image_id: String);
    /// New login password in plain text; it is sent in base64. Default: the vendor chooses one. Documented
    /// only on older pages of the vendor.
    "Password" => password: Option<Secret> as base64_if_set;
    /// Coupon that pays for the image. Default: none.
    "CouponId" => coupon_id: Option<String>;
    request(self, config) {
        validate_id(&self.uhost_id)?;
        require_text("CompShareImageId", &self.comp_share_image_id)?;
        validate_password(self.password.as_ref())?;
        self.zonal_request(config, &self.uhost_id)
    }
    decode(self, payload) { acknowledge(payload, &self.uhost_id) }
}
