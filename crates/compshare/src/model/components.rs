use serde::{Deserialize, Deserializer};
use tingji_core::lenient::soft;
use tingji_core::{Secret, UnixTime};
use tingji_ucloud::ExtraFields;

/// The memory of the graphics cards.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GraphicsMemory {
    /// GB.
    #[serde(deserialize_with = "soft::int")]
    pub value: Option<i64>,
    /// For the vendor's console only.
    #[serde(deserialize_with = "soft::int")]
    pub rate: Option<i64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// What the instance has when it is started without a card.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct WithoutGpuSpec {
    /// Cores.
    #[serde(deserialize_with = "soft::int")]
    pub cpu: Option<i64>,
    /// Cards.
    #[serde(deserialize_with = "soft::int")]
    pub gpu: Option<i64>,
    /// As the vendor tells it; the unit is not documented.
    #[serde(deserialize_with = "soft::int")]
    pub memory: Option<i64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// The price of a disk.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct DiskPrice {
    /// How it is charged.
    #[serde(deserialize_with = "soft::text")]
    pub charge_type: Option<String>,
    /// CNY.
    #[serde(deserialize_with = "soft::float")]
    pub price: Option<f64>,
    /// Whether it is the system disk.
    #[serde(deserialize_with = "soft::flag")]
    pub is_boot: Option<bool>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Software on the instance, with its address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Software {
    /// Its name, such as `JupyterLab`.
    #[serde(rename = "Name", deserialize_with = "soft::text")]
    pub name: Option<String>,
    /// Its address, which may carry an access token.
    #[serde(rename = "URL", deserialize_with = "deserialize_secret")]
    pub url: Option<Secret>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// A disk.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct Disk {
    #[serde(deserialize_with = "soft::text")]
    pub disk_id: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub disk_type: Option<String>,
    /// The vendor sends `"True"` or `"False"`, as text.
    #[serde(deserialize_with = "soft::flag")]
    pub is_boot: Option<bool>,
    /// `Boot`, `Data` or `Udisk`; the vendor advises against using it.
    #[serde(rename = "Type", deserialize_with = "soft::text")]
    pub kind: Option<String>,
    /// GB.
    #[serde(deserialize_with = "soft::int")]
    pub size: Option<i64>,
    #[serde(deserialize_with = "soft::text")]
    pub drive: Option<String>,
    #[serde(deserialize_with = "soft::flag")]
    pub encrypted: Option<bool>,
    #[serde(deserialize_with = "soft::text")]
    pub name: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub backup_type: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// An address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct Ip {
    /// `IPv4` or `IPv6`.
    #[serde(rename = "IPMode", deserialize_with = "soft::text")]
    pub ip_mode: Option<String>,
    /// `Internation`, `Bgp` or `Private`.
    #[serde(rename = "Type", deserialize_with = "soft::text")]
    pub kind: Option<String>,
    #[serde(rename = "IP", deserialize_with = "soft::text")]
    pub ip: Option<String>,
    /// Public addresses only.
    #[serde(rename = "IPId", deserialize_with = "soft::text")]
    pub ip_id: Option<String>,
    /// Mbit/s, public addresses only.
    #[serde(deserialize_with = "soft::int")]
    pub bandwidth: Option<i64>,
    #[serde(deserialize_with = "soft::text")]
    pub mac: Option<String>,
    /// Whether a private address is that of the default network card.
    #[serde(rename = "Default", deserialize_with = "soft::flag")]
    pub is_default: Option<bool>,
    /// The public address with the largest weight is the way out.
    #[serde(deserialize_with = "soft::int")]
    pub weight: Option<i64>,
    #[serde(rename = "VPCId", deserialize_with = "soft::text")]
    pub vpc_id: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub subnet_id: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub network_interface_id: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// The vendor says 0 for never.
pub(super) fn unix_time(seconds: Option<i64>) -> Option<UnixTime> {
    seconds.filter(|seconds| *seconds > 0).map(UnixTime::from_seconds)
}

/// Text that must not be seen; an empty one is none.
pub(super) fn deserialize_secret<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Secret>, D::Error> {
    Ok(soft::text(deserializer)?.filter(|text| !text.is_empty()).map(Secret::from))
}
