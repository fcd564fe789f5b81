use std::fmt;
use std::ops::Deref;

use serde::Deserialize;
use serde_json::{Map, Value};

/// Response fields that a type does not list. `Debug` prints only the names, because values may be secrets.
///
/// ```
/// use serde_json::json;
/// use tingji_ucloud::ExtraFields;
///
/// let extra: ExtraFields = serde_json::from_value(json!({"Token": "t0k3n"})).unwrap();
/// assert_eq!(extra["Token"], "t0k3n");
/// assert_eq!(format!("{extra:?}"), r#"{"Token"}"#);
/// ```
#[derive(Clone, Default, PartialEq, Deserialize)]
pub struct ExtraFields(Map<String, Value>);

impl From<Map<String, Value>> for ExtraFields {
    fn from(fields: Map<String, Value>) -> Self {
        Self(fields)
    }
}

impl ExtraFields {
    /// Adds a field of the response.
    #[doc(hidden)]
    pub fn insert(&mut self, name: String, value: Value) {
        self.0.insert(name, value);
    }
}

impl Deref for ExtraFields {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl fmt::Debug for ExtraFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
