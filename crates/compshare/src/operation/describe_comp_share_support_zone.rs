use tingji_ucloud::Config;
use tingji_ucloud::protocol::operation_request;

use crate::location::located_operation;
use crate::model::ZoneList;
use crate::response;

located_operation! {
    /// Lists the regions and zones that the account can use.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/describecompsharesupportzone>
    pub struct DescribeCompShareSupportZone: Safe -> ZoneList;
    /// Creates a request for all regions; the client's region is not sent. The vendor's page calls the
    /// region required, but its own command omits it.
    new();
    request(self, config) {
        let project_id = config.project_id.clone();
        operation_request(self, &self.location(&Config { project_id, ..Config::default() }))
    }
    decode(self, payload) { response::parse_required(payload, "ZoneInfo") }
}
