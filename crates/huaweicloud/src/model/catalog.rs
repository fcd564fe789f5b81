//! Flavors and images of servers.

use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::record;

record! {
    /// Image of a server.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct ServerImageResponse {
        /// Processor architecture: `ARM` or `X86`.
        "arch" => pub arch: Option<String>,
        "image_id" => pub image_id: Option<String>,
        "name" => pub name: Option<String>,
        /// Kind of server: `BMS`, `ECS` or `HPS`.
        "server_type" => pub server_type: Option<String>,
        /// State of the image: `ACTIVE` or `INACTIVE`.
        "status" => pub status: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// A flavor: <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListDevServerFlavors.html>.
    ///
    /// The vendor returns neither the model nor the number of GPUs or NPUs: the name of a flavor is not
    /// reliable, and the format of `specification` is undocumented.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct ServerFlavor {
        /// Processor architecture: `X86` or `ARM`.
        "arch" => pub arch: Option<String>,
        "availability_zone" => pub availability_zone: Option<String>,
        /// Charging mode: `PRE_PAID` or `POST_PAID`.
        "charging_mode" => pub charging_mode: Option<String>,
        "count" => pub count: Option<i64>,
        /// Name of the flavor, for the creation of a server.
        "flavor" => pub flavor: Option<String>,
        "flavor_type" => pub flavor_type: Option<String>,
        /// Number of RoCE network cards.
        "roce_num" => pub roce_num: Option<i64>,
        /// Kind of server: `BMS`, `ECS` or `HPS`.
        "server_type" => pub server_type: Option<String>,
        "sku_code" => pub sku_code: Option<String>,
        /// Details, in the vendor's undocumented format.
        "specification" => pub specification: Option<String>,
        "status" => pub status: Option<String>,
        "is_sold_out" => pub is_sold_out: Option<bool>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}
