//! Checks of parameters before anything is sent.

use tingji_core::{Error, ErrorKind, InstanceId, Result};

/// Most ids that one request may name.
pub(crate) const MAX_IDS: usize = 100;

/// Returns an [`InvalidRequest`](ErrorKind::InvalidRequest) error with this message.
pub(crate) fn invalid_request<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::InvalidRequest, message))
}

/// Requires 1 to 100 well-formed ids.
pub(crate) fn validate_ids(ids: &[String]) -> Result<()> {
    match ids.len() {
        1..=MAX_IDS => ids.iter().try_for_each(|id| InstanceId::new(id, None).map(|_| ())),
        count => invalid_request(format!("instanceIds must hold 1 to {MAX_IDS} ids, but holds {count}")),
    }
}

/// Requires a page size from 1 to 1000, and returns it as text.
pub(crate) fn validate_page_size(max_keys: Option<u32>) -> Result<Option<String>> {
    match max_keys {
        None | Some(1..=1000) => Ok(max_keys.map(|keys| keys.to_string())),
        Some(keys) => invalid_request(format!("maxKeys must be 1 to 1000, but is {keys}")),
    }
}

/// Joins several values of one parameter with commas; `None` for no values. Rejects values with a comma,
/// which the vendor would split, and empty values, which it would drop.
pub(crate) fn comma_separated(name: &str, values: &[String]) -> Result<Option<String>> {
    if values.len() > MAX_IDS {
        return invalid_request(format!(
            "{name} must hold at most {MAX_IDS} values, but holds {}",
            values.len()
        ));
    }
    match values.iter().find(|value| value.is_empty() || value.contains(',')) {
        Some(value) => invalid_request(format!(
            "{name} can't hold {value:?}: a value must not be empty or contain a comma"
        )),
        None if values.is_empty() => Ok(None),
        None => Ok(Some(values.join(","))),
    }
}
