//! [`InstanceSpec`]: an instance at the start of a scenario.

use serde::Deserialize;

use crate::cloud::Cloud;
use crate::scenario::transition::Transition;

/// An instance at the start of a scenario. Empty fields get the vendor's default.
///
/// ```
/// use tingji_sandbox::{Cloud, InstanceSpec, Scenario};
///
/// let mut instance = InstanceSpec::new(Cloud::Compshare, "uhost-1");
/// instance.spot = true;
/// let mut scenario = Scenario::empty();
/// scenario.instances.push(instance);
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct InstanceSpec {
    /// The cloud of the instance.
    pub cloud: Cloud,
    /// The vendor's id.
    pub id: String,
    /// The vendor's region. Default: the default region of the cloud, such as `cn-beijing`.
    #[serde(default)]
    pub region: String,
    /// The vendor's zone. Default: a zone of the region.
    #[serde(default)]
    pub zone: String,
    /// The display name. Default: the id.
    #[serde(default)]
    pub name: String,
    /// The state as the vendor spells it. Default: running.
    #[serde(default)]
    pub state: String,
    /// The charge type as the vendor spells it. Default: pay as you go.
    #[serde(default)]
    pub charge_type: String,
    /// The machine type, flavor or size as the vendor spells it.
    #[serde(default)]
    pub instance_type: String,
    /// True for a spot instance.
    #[serde(default)]
    pub spot: bool,
    /// Name of the GPU model; empty for an instance without GPU.
    #[serde(default)]
    pub gpu: String,
    /// Number of GPUs. Default: 1 if `gpu` is set.
    #[serde(default)]
    pub gpu_count: u32,
    /// True while an image of the instance is created, which prevents stops.
    #[serde(default)]
    pub image_in_progress: bool,
    /// True if another operation holds the instance at the start, for the scenario's `lock_ms`.
    #[serde(default)]
    pub locked: bool,
    /// True for an instance with disks inside its host, which prevents stops without charge.
    #[serde(default)]
    pub local_disk: bool,
    /// True if the instance type supports stops without charge. Default: false for Baidu with a GPU, otherwise true.
    #[serde(default)]
    pub no_charge: Option<bool>,
    /// Huawei: the project. Default: the project of the first Huawei account.
    #[serde(default)]
    pub project_id: String,
    /// Huawei: id of the supernode that the instance is a node of. Default: none.
    #[serde(default)]
    pub supernode: String,
    /// UCloud: the versions of the service.
    #[serde(default)]
    pub versions: Vec<VersionSpec>,
    /// Time that a stop takes. Default: the scenario's.
    #[serde(default)]
    pub transition: Option<Transition>,
    /// State in which a stop ends, such as `STOP_FAILED` for a failure. Default: the vendor's stopped state.
    #[serde(default)]
    pub ends_in: String,
}

impl InstanceSpec {
    /// A running instance with the vendor's defaults.
    pub fn new(cloud: Cloud, id: impl Into<String>) -> Self {
        Self {
            cloud,
            id: id.into(),
            region: String::new(),
            zone: String::new(),
            name: String::new(),
            state: String::new(),
            charge_type: String::new(),
            instance_type: String::new(),
            spot: false,
            gpu: String::new(),
            gpu_count: 0,
            image_in_progress: false,
            locked: false,
            local_disk: false,
            no_charge: None,
            project_id: String::new(),
            supernode: String::new(),
            versions: Vec::new(),
            transition: None,
            ends_in: String::new(),
        }
    }

    /// Fills empty fields with the vendor's defaults.
    pub(crate) fn with_defaults(mut self, project_id: &str) -> Self {
        let defaults = self.cloud.defaults();
        // The default zone belongs to the default region.
        let zone = if self.region.is_empty() || self.region == defaults.region {
            defaults.zone.to_owned()
        } else {
            format!("{}-01", self.region)
        };
        set_if_empty(&mut self.zone, &zone);
        set_if_empty(&mut self.region, defaults.region);
        set_if_empty(&mut self.name, &self.id);
        set_if_empty(&mut self.state, defaults.running);
        set_if_empty(&mut self.charge_type, defaults.pay_as_you_go);
        set_if_empty(&mut self.instance_type, defaults.instance_type);
        set_if_empty(&mut self.project_id, project_id);
        set_if_empty(&mut self.ends_in, defaults.stopped);
        self.gpu_count = if self.gpu.is_empty() { 0 } else { self.gpu_count.max(1) };
        self
    }
}

fn set_if_empty(field: &mut String, value: &str) {
    if field.is_empty() {
        value.clone_into(field);
    }
}

/// A version of a UCloud service at the start of a scenario.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct VersionSpec {
    /// The name, such as `5-6`.
    pub version: String,
    /// The state as the vendor spells it. Default: `Started`.
    #[serde(default = "started")]
    pub state: String,
}

impl VersionSpec {
    /// A started version.
    pub fn new(version: impl Into<String>) -> Self {
        Self { version: version.into(), state: started() }
    }
}

fn started() -> String {
    "Started".to_owned()
}
