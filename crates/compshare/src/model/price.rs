use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::lenient::{self, lossy};
use tingji_ucloud::ExtraFields;

use super::charge_type::{ChargeType, deserialize_charge_type};

/// Prices in CNY, one entry for each requested billing method.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Prices {
    /// Price to pay.
    #[serde(deserialize_with = "object_or_list")]
    pub price_details: Vec<PriceDetail>,
    /// Price before discounts.
    #[serde(deserialize_with = "object_or_list")]
    pub original_price_details: Vec<PriceDetail>,
    /// List price.
    #[serde(deserialize_with = "object_or_list")]
    pub list_price_details: Vec<PriceDetail>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

fn object_or_list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<PriceDetail>, D::Error> {
    let list = match Value::deserialize(deserializer)? {
        Value::Null => Value::Array(Vec::new()),
        one @ Value::Object(_) => Value::Array(vec![one]),
        many => many,
    };
    lenient::parse_list(list).map_err(serde::de::Error::custom)
}

/// Price of one billing method in CNY per month, day or hour, depending on the method.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct PriceDetail {
    /// Billing method.
    #[serde(deserialize_with = "deserialize_charge_type")]
    pub charge_type: Option<ChargeType>,
    /// Price of CPU, memory and GPUs.
    #[serde(deserialize_with = "lossy::float")]
    pub instance: Option<f64>,
    /// Price of the data disks.
    #[serde(deserialize_with = "lossy::float")]
    pub disks: Option<f64>,
    /// Price of the system disk.
    #[serde(deserialize_with = "lossy::float")]
    pub system_disks: Option<f64>,
    /// Price of a paid community image.
    #[serde(deserialize_with = "lossy::float")]
    pub comp_share_image: Option<f64>,
    /// Discount in force: 1 at night, 2 on holidays.
    #[serde(deserialize_with = "lossy::int")]
    pub instance_discount_type: Option<i64>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Price difference of another size in CNY; negative for a refund.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct UpgradePrice {
    /// Price to pay.
    #[serde(deserialize_with = "lenient::parse_float")]
    pub price: Option<f64>,
    /// Price before discounts.
    #[serde(deserialize_with = "lossy::float")]
    pub original_price: Option<f64>,
    /// List price.
    #[serde(deserialize_with = "lossy::float")]
    pub list_price: Option<f64>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Refunds for the deletion of instances.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RefundPrices {
    /// Refunds, one for each instance.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub refund_price_set: Vec<RefundPrice>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Refund for the deletion of one instance.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RefundPrice {
    /// Id of the instance.
    #[serde(rename = "UHostId", deserialize_with = "lenient::parse_string")]
    pub uhost_id: Option<String>,
    /// Result code; 0 if there is a refund.
    #[serde(deserialize_with = "lossy::int")]
    pub code: Option<i64>,
    /// Reason for a missing refund; see [`RefundPrice::reason`].
    #[serde(deserialize_with = "lossy::string")]
    pub message: Option<String>,
    /// Alternative name of `message`.
    #[serde(deserialize_with = "lossy::string")]
    pub err_message: Option<String>,
    /// Refund in CNY.
    #[serde(deserialize_with = "lossy::float")]
    pub refund_price: Option<f64>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl RefundPrice {
    /// Returns the vendor's reason, from either of its two names.
    pub fn reason(&self) -> Option<&str> {
        let texts = [&self.message, &self.err_message];
        texts.into_iter().flatten().map(String::as_str).find(|text| !text.is_empty())
    }
}

/// Sizes that can be created now.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Capacity {
    /// Sizes with their availability.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub specs: Vec<CapacitySpec>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Machine size with its availability.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CapacitySpec {
    /// Number of GPUs.
    #[serde(deserialize_with = "lossy::int")]
    pub gpu: Option<i64>,
    /// Number of CPU cores.
    #[serde(deserialize_with = "lossy::int")]
    pub cpu: Option<i64>,
    /// Memory in GB. Other operations use MB.
    #[serde(deserialize_with = "lossy::int")]
    pub mem: Option<i64>,
    /// True if the zone has enough resources for this size.
    #[serde(deserialize_with = "lossy::bool")]
    pub resource_enough: Option<bool>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}
