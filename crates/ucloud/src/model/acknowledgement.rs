use serde::Deserialize;
use tingji_core::lenient::lossy;

use super::fields::{deserialize_extra, response_struct};
use crate::extra_fields::ExtraFields;

response_struct! {
    /// Acknowledgement of an accepted request. The action may not be finished yet.
    pub struct Acknowledged {
        /// Remark by the vendor; usually empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }

    /// Response whose fields the vendor does not document: all of them are in `extra`.
    pub struct UndocumentedResponse {
        /// Number of entries on all pages together, if the response is a list.
        #[serde(deserialize_with = "lossy::int")]
        total_count: Option<i64>,
        /// Remark by the vendor; usually empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }
}
