//! [`Price`]: the price of an instance.

use std::fmt;

/// Stored parts of one currency unit. Whole parts can be compared exactly.
const PARTS_PER_UNIT: f64 = 10_000.0;
/// Upper limit of the stored parts. Integers below it are exact in an `f64`.
const MAX_PARTS: f64 = 1e15;

/// Price of an instance while it runs, as the vendor reports it. `Display` writes for example `1.88
/// CNY/hour`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    ten_thousandths: i64,
    /// Currency, such as `CNY`.
    pub currency: &'static str,
    /// The vendor's text for the charged time, such as `hour`; empty if the vendor reports none.
    pub per: String,
}

impl Price {
    /// Creates a price, rounded to 0.0001 of the currency unit. Returns `None` for an amount that is not
    /// positive or not a number, because a missing price must not look like a free instance.
    pub fn new(amount: f64, currency: &'static str, per: impl Into<String>) -> Option<Self> {
        let parts = (amount * PARTS_PER_UNIT).round();
        if !(1.0..MAX_PARTS).contains(&parts) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "the value is a whole number below MAX_PARTS")]
        let ten_thousandths = parts as i64;
        Some(Self { ten_thousandths, currency, per: per.into() })
    }

    /// Returns the amount in units of the currency.
    #[expect(clippy::cast_precision_loss, reason = "the value is below MAX_PARTS")]
    pub fn amount(&self) -> f64 {
        self.ten_thousandths as f64 / PARTS_PER_UNIT
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slash = if self.per.is_empty() { "" } else { "/" };
        write!(f, "{} {}{slash}{}", self.amount(), self.currency, self.per)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hourly(amount: f64) -> Option<String> {
        Price::new(amount, "CNY", "hour").map(|price| price.to_string())
    }

    #[test]
    fn price_display_shows_amount_currency_and_time() {
        assert_eq!(hourly(1.88).as_deref(), Some("1.88 CNY/hour"));
        assert_eq!(hourly(12.0).as_deref(), Some("12 CNY/hour"));
        assert_eq!(Price::new(5.1, "CNY", "").unwrap().to_string(), "5.1 CNY");
    }

    #[test]
    fn price_that_is_not_positive_is_none() {
        for amount in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-9] {
            assert_eq!(hourly(amount), None, "{amount}");
        }
    }
}
