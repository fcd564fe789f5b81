//! Checks of parameters before anything is sent.

use tingji_core::Result;
use tingji_core::params::{invalid_request, validate_id};

/// Most ids that one request may name.
const MAX_IDS: usize = 100;

/// Requires 1 to 100 well-formed ids.
pub(crate) fn validate_ids(ids: &[String]) -> Result<()> {
    match ids.len() {
        1..=MAX_IDS => ids.iter().try_for_each(|id| validate_id(id)),
        count => invalid_request(format!("instanceIds must hold 1 to {MAX_IDS} ids, but holds {count}")),
    }
}

/// Requires a page size from 1 to 1000.
pub(crate) fn validate_page_size(max_keys: Option<u32>) -> Result<()> {
    match max_keys {
        None | Some(1..=1000) => Ok(()),
        Some(keys) => invalid_request(format!("maxKeys must be 1 to 1000, but is {keys}")),
    }
}

/// Joins the values of one parameter with commas. Rejects values with a comma, which the vendor would split,
/// and empty values, which it would drop.
pub(crate) fn comma_separated(name: &str, pairs: &[(String, String)]) -> Result<String> {
    if pairs.len() > MAX_IDS {
        return invalid_request(format!(
            "{name} must hold at most {MAX_IDS} values, but holds {}",
            pairs.len()
        ));
    }
    let values: Vec<_> = pairs.iter().map(|(_, value)| value.as_str()).collect();
    match values.iter().find(|value| value.is_empty() || value.contains(',')) {
        Some(value) => invalid_request(format!(
            "{name} can't hold {value:?}: a value must not be empty or contain a comma"
        )),
        None => Ok(values.join(",")),
    }
}
