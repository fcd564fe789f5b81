use serde::Deserialize;
use tingji_core::lenient::{self, lossy};
use tingji_ucloud::ExtraFields;

/// Acknowledgement of an accepted request. The vendor has started the action, not finished it; the
/// instance's state shows the progress.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Acknowledged {
    /// Id of the instance.
    #[serde(rename = "UHostId", deserialize_with = "lenient::parse_string")]
    pub uhost_id: Option<String>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Acknowledgement of an accepted deletion.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct TerminatedInstance {
    /// Id of the instance.
    #[serde(rename = "UHostId", deserialize_with = "lenient::parse_string")]
    pub uhost_id: Option<String>,
    /// True if the instance went to the recycle bin and can still be restored.
    #[serde(deserialize_with = "lossy::bool")]
    pub in_recycle: Option<bool>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Acknowledgement of an accepted creation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CreatedInstances {
    /// Ids of the new instances.
    #[serde(rename = "UHostIds", deserialize_with = "lenient::parse_list")]
    pub uhost_ids: Vec<String>,
    /// Warnings of the vendor.
    #[serde(deserialize_with = "lossy::vec")]
    pub warning: Vec<String>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}
