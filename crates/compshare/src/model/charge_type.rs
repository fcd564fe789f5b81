use serde::Deserializer;
use tingji_core::lenient::soft;
use tingji_core::open_enum;

open_enum! {
    /// How an instance is charged; unknown words are kept.
    pub enum ChargeType {
        /// By the year, ahead.
        Year = "Year",
        /// By the month, ahead.
        Month = "Month",
        /// By the day, ahead.
        Day = "Day",
        /// By the hour, ahead.
        Dynamic = "Dynamic",
        /// By use, afterwards. The only one whose charge for CPU, GPU and memory ends with a stop.
        Postpay = "Postpay",
        /// By use, cheap, and taken back at any time.
        Spot = "Spot",
    }
}

/// A way of charging; anything that is no text is none.
pub(super) fn deserialize_charge_type<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<ChargeType>, D::Error> {
    Ok(soft::text(deserializer)?.filter(|text| !text.is_empty()).map(ChargeType::from))
}
