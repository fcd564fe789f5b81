//! [`Price`]: what an instance costs, where the vendor tells.

use std::fmt;

/// Parts of a currency's unit: exact, so that prices can be compared.
const PARTS: f64 = 10_000.0;

/// What an instance costs while it runs, as its list or look-up tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    ten_thousandths: i64,
    /// The currency, such as `CNY`.
    pub currency: &'static str,
    /// For how long, in the vendor's word, such as `hour`; empty where it tells none.
    pub per: String,
}

impl Price {
    /// A price; `None` for one that is not above nothing: what is not told is never taken for free.
    pub fn new(amount: f64, currency: &'static str, per: impl Into<String>) -> Option<Self> {
        let parts = (amount * PARTS).round();
        #[expect(clippy::cast_possible_truncation, reason = "it is a whole number in the range of i64")]
        let told = (1.0..1e15).contains(&parts).then_some(parts as i64);
        Some(Self { ten_thousandths: told?, currency, per: per.into() })
    }

    /// In units of the currency.
    #[expect(clippy::cast_precision_loss, reason = "it is less than 1e15")]
    pub fn amount(&self) -> f64 {
        self.ten_thousandths as f64 / PARTS
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

    #[test]
    fn a_price_is_shown_as_it_was_told_and_none_is_free() {
        let shown = |amount| Price::new(amount, "CNY", "hour").map(|price| price.to_string());
        assert_eq!(shown(1.88).as_deref(), Some("1.88 CNY/hour"));
        assert_eq!(shown(12.0).as_deref(), Some("12 CNY/hour"));
        for untold in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-9] {
            assert_eq!(shown(untold), None, "{untold}");
        }
        assert_eq!(Price::new(5.1, "CNY", "").unwrap().to_string(), "5.1 CNY");
    }
}
