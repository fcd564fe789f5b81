use crate::location::located_operation;
use crate::model::MachineTypeFamilies;
use crate::response;

located_operation! {
    /// Lists the machine type families of a region, with their sizes, disks and CPUs.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/describecompsharemachinetypefamilies>
    pub struct DescribeCompShareMachineTypeFamilies: Safe -> MachineTypeFamilies;
    /// Creates a request for all families. A region is required, here or in the client.
    new();
    request(self, config) { self.regional_request(config, "the region") }
    decode(self, payload) { response::parse_required(payload, "MachineTypes") }
}
