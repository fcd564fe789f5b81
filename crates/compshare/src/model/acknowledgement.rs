use tingji_core::{lenient, record};
use tingji_ucloud::ExtraFields;

record! {
    /// Acknowledgement of an accepted request. The vendor has started the action, not finished it; the
    /// instance's state shows the progress.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Acknowledged {
        /// Id of the instance.
        "UHostId" => pub uhost_id: Option<String> as lenient::parse_string,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Acknowledgement of an accepted deletion.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct TerminatedInstance {
        /// Id of the instance.
        "UHostId" => pub uhost_id: Option<String> as lenient::parse_string,
        /// True if the instance went to the recycle bin and can still be restored.
        "InRecycle" => pub in_recycle: Option<bool>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Acknowledgement of an accepted creation.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct CreatedInstances {
        /// Ids of the new instances.
        "UHostIds" => pub uhost_ids: Vec<String> as lenient::parse_list,
        /// Warnings of the vendor.
        "Warning" => pub warning: Vec<String>,
        * => pub extra: ExtraFields,
    }
}
