use serde::{Deserialize, Deserializer};
use tingji_core::lenient::lossy;
use tingji_core::{Secret, UnixTime};
use tingji_ucloud::ExtraFields;

/// Memory of the GPUs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GraphicsMemory {
    /// Size in GB.
    #[serde(deserialize_with = "lossy::int")]
    pub value: Option<i64>,
    /// Rating that only the vendor's console uses.
    #[serde(deserialize_with = "lossy::int")]
    pub rate: Option<i64>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Size of the instance if it is started without a GPU.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct WithoutGpuSpec {
    /// Number of CPU cores.
    #[serde(deserialize_with = "lossy::int")]
    pub cpu: Option<i64>,
    /// Number of GPUs.
    #[serde(deserialize_with = "lossy::int")]
    pub gpu: Option<i64>,
    /// Memory as the vendor reports it; the unit is not documented.
    #[serde(deserialize_with = "lossy::int")]
    pub memory: Option<i64>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Price of a disk.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct DiskPrice {
    /// Billing method.
    #[serde(deserialize_with = "lossy::string")]
    pub charge_type: Option<String>,
    /// Price in CNY.
    #[serde(deserialize_with = "lossy::float")]
    pub price: Option<f64>,
    /// True for the system disk.
    #[serde(deserialize_with = "lossy::bool")]
    pub is_boot: Option<bool>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Software on the instance, with its web address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Software {
    /// Name, such as `JupyterLab`.
    #[serde(rename = "Name", deserialize_with = "lossy::string")]
    pub name: Option<String>,
    /// Web address. A secret, because it may carry an access token.
    #[serde(rename = "URL", deserialize_with = "deserialize_secret")]
    pub url: Option<Secret>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Disk of an instance.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct Disk {
    #[serde(deserialize_with = "lossy::string")]
    pub disk_id: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub disk_type: Option<String>,
    /// True for the system disk. The vendor sends the text `"True"` or `"False"`.
    #[serde(deserialize_with = "lossy::bool")]
    pub is_boot: Option<bool>,
    /// `Boot`, `Data` or `Udisk`; the vendor advises against using this field.
    #[serde(rename = "Type", deserialize_with = "lossy::string")]
    pub kind: Option<String>,
    /// Size in GB.
    #[serde(deserialize_with = "lossy::int")]
    pub size: Option<i64>,
    #[serde(deserialize_with = "lossy::string")]
    pub drive: Option<String>,
    #[serde(deserialize_with = "lossy::bool")]
    pub encrypted: Option<bool>,
    #[serde(deserialize_with = "lossy::string")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub backup_type: Option<String>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// IP address of an instance.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct Ip {
    /// `IPv4` or `IPv6`.
    #[serde(rename = "IPMode", deserialize_with = "lossy::string")]
    pub ip_mode: Option<String>,
    /// `Internation`, `Bgp` or `Private`.
    #[serde(rename = "Type", deserialize_with = "lossy::string")]
    pub kind: Option<String>,
    #[serde(rename = "IP", deserialize_with = "lossy::string")]
    pub ip: Option<String>,
    /// Id of a public address; private addresses have none.
    #[serde(rename = "IPId", deserialize_with = "lossy::string")]
    pub ip_id: Option<String>,
    /// Bandwidth of a public address in Mbit/s.
    #[serde(deserialize_with = "lossy::int")]
    pub bandwidth: Option<i64>,
    #[serde(deserialize_with = "lossy::string")]
    pub mac: Option<String>,
    /// True if a private address belongs to the default network interface.
    #[serde(rename = "Default", deserialize_with = "lossy::bool")]
    pub is_default: Option<bool>,
    /// Weight of a public address. Outgoing traffic uses the public address with the largest weight.
    #[serde(deserialize_with = "lossy::int")]
    pub weight: Option<i64>,
    #[serde(rename = "VPCId", deserialize_with = "lossy::string")]
    pub vpc_id: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub subnet_id: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub network_interface_id: Option<String>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Converts seconds since 1970 to a time. The vendor sends 0 for "never", which becomes `None`.
pub(super) fn unix_time(seconds: Option<i64>) -> Option<UnixTime> {
    seconds.filter(|seconds| *seconds > 0).map(UnixTime::from_seconds)
}

/// Parses a text that must not be printed. An empty text becomes `None`.
pub(super) fn deserialize_secret<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Secret>, D::Error> {
    Ok(lossy::string(deserializer)?.filter(|text| !text.is_empty()).map(Secret::from))
}
