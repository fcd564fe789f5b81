use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::lenient::{self, soft};
use tingji_ucloud::ExtraFields;

use super::charge_type::{ChargeType, deserialize_charge_type};

/// Prices in CNY, one entry for each way of charging that was asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Prices {
    /// What is to be paid.
    #[serde(deserialize_with = "object_or_list")]
    pub price_details: Vec<PriceDetail>,
    /// Before discounts.
    #[serde(deserialize_with = "object_or_list")]
    pub original_price_details: Vec<PriceDetail>,
    /// By the vendor's list.
    #[serde(deserialize_with = "object_or_list")]
    pub list_price_details: Vec<PriceDetail>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

fn object_or_list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<PriceDetail>, D::Error> {
    let list = match Value::deserialize(deserializer)? {
        Value::Null => Value::Array(Vec::new()),
        one @ Value::Object(_) => Value::Array(vec![one]),
        many => many,
    };
    lenient::list(list).map_err(serde::de::Error::custom)
}

/// The price of one way of charging, in CNY for its period: the month, day or hour.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct PriceDetail {
    /// The way of charging.
    #[serde(deserialize_with = "deserialize_charge_type")]
    pub charge_type: Option<ChargeType>,
    /// CPU, memory and cards.
    #[serde(deserialize_with = "soft::float")]
    pub instance: Option<f64>,
    /// Data disks.
    #[serde(deserialize_with = "soft::float")]
    pub disks: Option<f64>,
    /// The system disk.
    #[serde(deserialize_with = "soft::float")]
    pub system_disks: Option<f64>,
    /// The image, if it is a paid one of the community.
    #[serde(deserialize_with = "soft::float")]
    pub comp_share_image: Option<f64>,
    /// 1 by night, 2 on holidays.
    #[serde(deserialize_with = "soft::int")]
    pub instance_discount_type: Option<i64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// What another size costs more, in CNY; negative is a refund.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct UpgradePrice {
    /// What is to be paid.
    #[serde(deserialize_with = "lenient::float")]
    pub price: Option<f64>,
    /// Before discounts.
    #[serde(deserialize_with = "soft::float")]
    pub original_price: Option<f64>,
    /// By the vendor's list.
    #[serde(deserialize_with = "soft::float")]
    pub list_price: Option<f64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// What comes back when instances are deleted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RefundPrices {
    /// One for each instance.
    #[serde(deserialize_with = "lenient::list")]
    pub refund_price_set: Vec<RefundPrice>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// What comes back when this instance is deleted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RefundPrice {
    /// The instance.
    #[serde(rename = "UHostId", deserialize_with = "lenient::text")]
    pub uhost_id: Option<String>,
    /// 0 if there is a refund.
    #[serde(deserialize_with = "soft::int")]
    pub code: Option<i64>,
    /// Why there is none; see [`RefundPrice::reason`].
    #[serde(deserialize_with = "soft::text")]
    pub message: Option<String>,
    /// Another name of `message`.
    #[serde(deserialize_with = "soft::text")]
    pub err_message: Option<String>,
    /// CNY.
    #[serde(deserialize_with = "soft::float")]
    pub refund_price: Option<f64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl RefundPrice {
    /// What the vendor says about it, under whichever of two names.
    pub fn reason(&self) -> Option<&str> {
        let texts = [&self.message, &self.err_message];
        texts.into_iter().flatten().map(String::as_str).find(|text| !text.is_empty())
    }
}

/// Which sizes could be made now.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Capacity {
    /// The sizes.
    #[serde(deserialize_with = "lenient::list")]
    pub specs: Vec<CapacitySpec>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// A size, and whether there is room for it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CapacitySpec {
    /// Cards.
    #[serde(deserialize_with = "soft::int")]
    pub gpu: Option<i64>,
    /// Cores.
    #[serde(deserialize_with = "soft::int")]
    pub cpu: Option<i64>,
    /// GB, unlike the MB elsewhere.
    #[serde(deserialize_with = "soft::int")]
    pub mem: Option<i64>,
    /// Whether there is room.
    #[serde(deserialize_with = "soft::flag")]
    pub resource_enough: Option<bool>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}
