use serde::Deserialize;
use tingji_core::lenient::{self, soft};
use tingji_ucloud::ExtraFields;

/// What was taken on. It is not yet done: look at the instance's state.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Acknowledged {
    /// The instance.
    #[serde(rename = "UHostId", deserialize_with = "lenient::text")]
    pub uhost_id: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// A deletion that was taken on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct TerminatedInstance {
    /// The instance.
    #[serde(rename = "UHostId", deserialize_with = "lenient::text")]
    pub uhost_id: Option<String>,
    /// Whether it lies in the recycle bin, and can still come back.
    #[serde(deserialize_with = "soft::flag")]
    pub in_recycle: Option<bool>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Instances that are being made.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CreatedInstances {
    /// Their ids.
    #[serde(rename = "UHostIds", deserialize_with = "lenient::list")]
    pub uhost_ids: Vec<String>,
    /// What the vendor warns of.
    #[serde(deserialize_with = "soft::many")]
    pub warning: Vec<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}
