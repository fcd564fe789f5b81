use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::{lenient, record};
use tingji_ucloud::ExtraFields;

use super::charge_type::{ChargeType, deserialize_charge_type};

record! {
    /// Prices in CNY, one entry for each requested billing method.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Prices {
        /// Price to pay.
        "PriceDetails" => pub price_details: Vec<PriceDetail> as object_or_list,
        /// Price before discounts.
        "OriginalPriceDetails" => pub original_price_details: Vec<PriceDetail> as object_or_list,
        /// List price.
        "ListPriceDetails" => pub list_price_details: Vec<PriceDetail> as object_or_list,
        * => pub extra: ExtraFields,
    }
}

fn object_or_list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<PriceDetail>, D::Error> {
    let list = match Value::deserialize(deserializer)? {
        Value::Null => Value::Array(Vec::new()),
        one @ Value::Object(_) => Value::Array(vec![one]),
        many => many,
    };
    lenient::parse_list(list).map_err(serde::de::Error::custom)
}

record! {
    /// Price of one billing method in CNY per month, day or hour, depending on the method.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct PriceDetail {
        /// Billing method.
        "ChargeType" => pub charge_type: Option<ChargeType> as deserialize_charge_type,
        /// Price of CPU, memory and GPUs.
        "Instance" => pub instance: Option<f64>,
        /// Price of the data disks.
        "Disks" => pub disks: Option<f64>,
        /// Price of the system disk.
        "SystemDisks" => pub system_disks: Option<f64>,
        /// Price of a paid community image.
        "CompShareImage" => pub comp_share_image: Option<f64>,
        /// Discount in force: 1 at night, 2 on holidays.
        "InstanceDiscountType" => pub instance_discount_type: Option<i64>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Price difference of another size in CNY; negative for a refund.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct UpgradePrice {
        /// Price to pay.
        "Price" => pub price: Option<f64> as lenient::parse_float,
        /// Price before discounts.
        "OriginalPrice" => pub original_price: Option<f64>,
        /// List price.
        "ListPrice" => pub list_price: Option<f64>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Refunds for the deletion of instances.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct RefundPrices {
        /// Refunds, one for each instance.
        "RefundPriceSet" => pub refund_price_set: Vec<RefundPrice> as lenient::parse_list,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Refund for the deletion of one instance.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct RefundPrice {
        /// Id of the instance.
        "UHostId" => pub uhost_id: Option<String> as lenient::parse_string,
        /// Result code; 0 if there is a refund.
        "Code" => pub code: Option<i64>,
        /// Reason for a missing refund; see [`RefundPrice::reason`].
        "Message" => pub message: Option<String>,
        /// Alternative name of `message`.
        "ErrMessage" => pub err_message: Option<String>,
        /// Refund in CNY.
        "RefundPrice" => pub refund_price: Option<f64>,
        * => pub extra: ExtraFields,
    }
}

impl RefundPrice {
    /// Returns the vendor's reason, from either of its two names.
    pub fn reason(&self) -> Option<&str> {
        let texts = [&self.message, &self.err_message];
        texts.into_iter().flatten().map(String::as_str).find(|text| !text.is_empty())
    }
}

record! {
    /// Sizes that can be created now.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Capacity {
        /// Sizes with their availability.
        "Specs" => pub specs: Vec<CapacitySpec> as lenient::parse_list,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Machine size with its availability.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct CapacitySpec {
        /// Number of GPUs.
        "Gpu" => pub gpu: Option<i64>,
        /// Number of CPU cores.
        "Cpu" => pub cpu: Option<i64>,
        /// Memory in GB. Other operations use MB.
        "Mem" => pub mem: Option<i64>,
        /// True if the zone has enough resources for this size.
        "ResourceEnough" => pub resource_enough: Option<bool>,
        * => pub extra: ExtraFields,
    }
}
