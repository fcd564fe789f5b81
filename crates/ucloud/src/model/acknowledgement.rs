use tingji_core::record;

use crate::extra_fields::ExtraFields;

record! {
    /// Acknowledgement of an accepted request. The action may not be finished yet.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Acknowledged {
        /// Remark by the vendor; usually empty.
        "Message" => pub message: Option<String>,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}

record! {
    /// Response whose fields the vendor does not document: all of them are in `extra`.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct UndocumentedResponse {
        /// Number of entries on all pages together, if the response is a list.
        "TotalCount" => pub total_count: Option<i64>,
        /// Remark by the vendor; usually empty.
        "Message" => pub message: Option<String>,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}
