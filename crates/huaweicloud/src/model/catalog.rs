//! Flavors and images of servers.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;

/// Image of a server.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ServerImageResponse {
    /// Processor architecture: `ARM` or `X86`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub arch: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub image_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub name: Option<String>,
    /// Kind of server: `BMS`, `ECS` or `HPS`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub server_type: Option<String>,
    /// State of the image: `ACTIVE` or `INACTIVE`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub status: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A flavor: <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListDevServerFlavors.html>.
///
/// The vendor returns neither the model nor the number of GPUs or NPUs: the name of a flavor is not
/// reliable, and the format of `specification` is undocumented.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ServerFlavor {
    /// Processor architecture: `X86` or `ARM`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub arch: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub availability_zone: Option<String>,
    /// Charging mode: `PRE_PAID` or `POST_PAID`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub charging_mode: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub count: Option<i64>,
    /// Name of the flavor, for the creation of a server.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub flavor: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub flavor_type: Option<String>,
    /// Number of RoCE network cards.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub roce_num: Option<i64>,
    /// Kind of server: `BMS`, `ECS` or `HPS`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub server_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub sku_code: Option<String>,
    /// Details, in the vendor's undocumented format.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub specification: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub status: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub is_sold_out: Option<bool>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
