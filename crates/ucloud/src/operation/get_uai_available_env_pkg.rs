use tingji_core::operation;
use tingji_core::operation::parse_required;

use crate::model::{PackageKind, PackageList};
use crate::protocol::{Rpc, operation_request};

operation! {
    /// Lists the software that versions can be built on.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_available_env_pkg.py>
    pub struct GetUAIAvailableEnvPkg: Rpc, Safe -> PackageList;
    /// Creates the request for one kind of software.
    new("PkgType" => pkg_type: PackageKind);
    request(self, config) { operation_request(self, config) }
    decode(self, payload) { parse_required(payload, "PkgSet") }
}
