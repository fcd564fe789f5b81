//! Checks of parameters before anything is sent.

use std::ops::RangeInclusive;

use tingji_core::Result;
use tingji_core::params::invalid_request;

/// Validates the name of a server against the vendor's pattern.
pub(crate) fn validate_name(name: &str) -> Result<()> {
    if (1..=64).contains(&name.len()) && name.bytes().all(is_name_byte) {
        return Ok(());
    }
    invalid_request(format!("{name:?} is not a server name: use 1 to 64 letters, digits, '-', '_' and '.'"))
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)
}

/// Rejects a text that is empty or longer than `max` characters.
pub(crate) fn validate_length(name: &str, text: Option<&str>, max: usize) -> Result<()> {
    if text.is_none_or(|text| (1..=max).contains(&text.chars().count())) {
        return Ok(());
    }
    invalid_request(format!("{name} must have 1 to {max} characters"))
}

/// Rejects a number out of range.
pub(crate) fn validate_range(name: &str, value: Option<u32>, range: RangeInclusive<u32>) -> Result<()> {
    if value.is_none_or(|value| range.contains(&value)) {
        return Ok(());
    }
    invalid_request(format!("{name} must be {} to {}", range.start(), range.end()))
}
