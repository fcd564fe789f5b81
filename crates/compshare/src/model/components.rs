use serde::Deserializer;
use tingji_core::lenient::lossy;
use tingji_core::{Secret, record};
use tingji_ucloud::ExtraFields;

record! {
    /// Memory of the GPUs.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct GraphicsMemory {
        /// Size in GB.
        "Value" => pub value: Option<i64>,
        /// Rating that only the vendor's console uses.
        "Rate" => pub rate: Option<i64>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Size of the instance if it is started without a GPU.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct WithoutGpuSpec {
        /// Number of CPU cores.
        "Cpu" => pub cpu: Option<i64>,
        /// Number of GPUs.
        "Gpu" => pub gpu: Option<i64>,
        /// Memory as the vendor reports it; the unit is not documented.
        "Memory" => pub memory: Option<i64>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Price of a disk.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct DiskPrice {
        /// Billing method.
        "ChargeType" => pub charge_type: Option<String>,
        /// Price in CNY.
        "Price" => pub price: Option<f64>,
        /// True for the system disk.
        "IsBoot" => pub is_boot: Option<bool>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Software on the instance, with its web address.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Software {
        /// Name, such as `JupyterLab`.
        "Name" => pub name: Option<String>,
        /// Web address. A secret, because it may carry an access token.
        "URL" => pub url: Option<Secret> as deserialize_secret,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Disk of an instance.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Disk {
        "DiskId" => pub disk_id: Option<String>,
        "DiskType" => pub disk_type: Option<String>,
        /// True for the system disk. The vendor sends the text `"True"` or `"False"`.
        "IsBoot" => pub is_boot: Option<bool>,
        /// `Boot`, `Data` or `Udisk`; the vendor advises against using this field.
        "Type" => pub kind: Option<String>,
        /// Size in GB.
        "Size" => pub size: Option<i64>,
        "Drive" => pub drive: Option<String>,
        "Encrypted" => pub encrypted: Option<bool>,
        "Name" => pub name: Option<String>,
        "BackupType" => pub backup_type: Option<String>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// IP address of an instance.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Ip {
        /// `IPv4` or `IPv6`.
        "IPMode" => pub ip_mode: Option<String>,
        /// `Internation`, `Bgp` or `Private`.
        "Type" => pub kind: Option<String>,
        "IP" => pub ip: Option<String>,
        /// Id of a public address; private addresses have none.
        "IPId" => pub ip_id: Option<String>,
        /// Bandwidth of a public address in Mbit/s.
        "Bandwidth" => pub bandwidth: Option<i64>,
        "Mac" => pub mac: Option<String>,
        /// True if a private address belongs to the default network interface.
        "Default" => pub is_default: Option<bool>,
        /// Weight of a public address. Outgoing traffic uses the public address with the largest weight.
        "Weight" => pub weight: Option<i64>,
        "VPCId" => pub vpc_id: Option<String>,
        "SubnetId" => pub subnet_id: Option<String>,
        "NetworkInterfaceId" => pub network_interface_id: Option<String>,
        * => pub extra: ExtraFields,
    }
}

/// Parses a text that must not be printed. An empty text becomes `None`.
pub(super) fn deserialize_secret<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Secret>, D::Error> {
    Ok(lossy::string(deserializer)?.filter(|text| !text.is_empty()).map(Secret::from))
}
