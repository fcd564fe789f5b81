use serde::Deserializer;
use tingji_core::lenient::lossy;
use tingji_core::unknown_tolerant_enum;

unknown_tolerant_enum! {
    /// Billing method of an instance; unknown values are preserved in `Other`.
    pub enum ChargeType {
        /// Prepaid by the year.
        Year = "Year",
        /// Prepaid by the month.
        Month = "Month",
        /// Prepaid by the day.
        Day = "Day",
        /// Prepaid by the hour.
        Dynamic = "Dynamic",
        /// Billed by use, afterwards. The only method whose charge for CPU, GPU and memory ends with a
        /// stop.
        Postpay = "Postpay",
        /// Billed by use at a lower price. The vendor may reclaim the instance at any time.
        Spot = "Spot",
    }
}

/// Parses a billing method. A value that is not text, and an empty text, become `None`.
pub(super) fn deserialize_charge_type<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<ChargeType>, D::Error> {
    Ok(lossy::string(deserializer)?.filter(|text| !text.is_empty()).map(ChargeType::from))
}
