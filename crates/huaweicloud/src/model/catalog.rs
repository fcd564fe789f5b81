//! What servers can be made of: flavors and images.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;

/// An image.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ServerImageResponse {
    /// `ARM` or `X86`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub arch: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub image_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub name: Option<String>,
    /// `BMS`, `ECS` or `HPS`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub server_type: Option<String>,
    /// `ACTIVE` or `INACTIVE`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub status: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A flavor: <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListDevServerFlavors.html>.
///
/// The vendor has no field for the kind or number of its cards: a name is no fact, and the form of
/// `specification` is not described.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ServerFlavor {
    /// `X86` or `ARM`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub arch: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub availability_zone: Option<String>,
    /// `PRE_PAID` or `POST_PAID`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub charging_mode: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub count: Option<i64>,
    /// The flavor's name, to make a server of.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub flavor: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub flavor_type: Option<String>,
    /// How many RoCE network cards.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub roce_num: Option<i64>,
    /// `BMS`, `ECS` or `HPS`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub server_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub sku_code: Option<String>,
    /// Details in the vendor's words.
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
