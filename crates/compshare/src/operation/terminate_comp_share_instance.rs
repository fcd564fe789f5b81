use tingji_core::params::{true_only, validate_id};

use crate::location::located_operation;
use crate::model::TerminatedInstance;
use crate::response;
use crate::response::require_same;

located_operation! {
    /// Deletes a stopped instance with its system disk, and releases its public address.
    ///
    /// Only a `Stopped` instance can be deleted (otherwise code 8856). Data disks are detached and stay charged
    /// unless [`release_udisk`](Self::release_udisk) deletes them too.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/terminatecompshareinstance>
    pub struct TerminateCompShareInstance: Never -> TerminatedInstance;
    /// Creates the request for one instance. Region and zone are required, here or in the client.
    new("UHostId" => uhost_id: String);
    /// Deletes the data disks too. Default false, which is not sent.
    "ReleaseUDisk" => release_udisk: bool as true_only;
    request(self, config) {
        validate_id(&self.uhost_id)?;
        self.zonal_request(config, &self.uhost_id)
    }
    decode(self, payload) {
        let output: TerminatedInstance = response::parse(payload)?;
        require_same(output.uhost_id.as_deref(), &self.uhost_id)?;
        Ok(output)
    }
}
