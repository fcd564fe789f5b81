use serde::Deserialize;
use tingji_core::lenient::lossy;

use super::fields::{deserialize_extra, response_struct};
use crate::extra_fields::ExtraFields;

response_struct! {
    /// The vendor's word that it took something on, and nothing else. It may not be done yet.
    pub struct Acknowledged {
        /// The vendor's remark; mostly empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }

    /// An answer whose fields the vendor describes nowhere: all of them are in `extra`.
    pub struct UndocumentedResponse {
        /// How many there are on all pages together, where it is a list.
        #[serde(deserialize_with = "lossy::int")]
        total_count: Option<i64>,
        /// The vendor's remark; mostly empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }
}
