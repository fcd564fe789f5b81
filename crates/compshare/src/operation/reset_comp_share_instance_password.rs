use tingji_core::Secret;
use tingji_core::params::validate_id;

use crate::location::located_operation;
use crate::model::Acknowledged;
use crate::params::base64;
use crate::response::acknowledge;
use crate::validate::validate_password;

located_operation! {
    /// Sets a new login password.
    ///
    /// The vendor publishes neither the states in which this is possible nor its password rules. Passwords of
    /// its ordinary hosts need 8 to 30 characters of at least two kinds.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/resetcompshareinstancepassword>
    pub struct ResetCompShareInstancePassword: Never -> Acknowledged;
    /// Creates the request for one instance and its new password. Region and zone are required, here or in
    /// the client.
    new("UHostId" => uhost_id: String, "Password" => password: Secret as base64);
    request(self, config) {
        validate_id(&self.uhost_id)?;
        validate_password(Some(&self.password))?;
        self.zonal_request(config, &self.uhost_id)
    }
    decode(self, payload) { acknowledge(payload, &self.uhost_id) }
}
