use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::operation::{Operation, UnsignedRequest, parse, parse_required};
use tingji_core::{Result, RetryClass, Secret, lenient};

use crate::create_params::{
    CreateCpuOptions, CreateEipAddress, CreateNetworkInterface, CreateNetworkOptions, CreatePlacement,
    CreateVolume,
};
use crate::model::{Tag, check_dry_run};
use crate::params::{Params, invalid_request, validate_client_token};
use crate::protocol::Ecs;

/// Makes instances: `Action=RunInstances`.
///
/// Asynchronous: `CREATING`, then `RUNNING`; charged from the start. The answer holds the new ids.
/// Never sent twice by this library. Errors: `Insufficient.InstanceCapacity` where the zone has none
/// left, `Insufficient.Balance` without money, `InvalidZone.NotFound` and the like for places that
/// are not there.
///
/// Passwords and user data stay out of addresses, which are written to logs: with either of them the
/// request is a `POST` with a form, which the vendor's own samples use for ECS too.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
/// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_volcengine::operation::{CreateNetworkInterface, RunInstances, CreateVolume};
///
/// let mut new = RunInstances::new("cn-beijing-a", "image-1", "ecs.gni2.3xlarge", "train");
/// new.network_interfaces = vec![CreateNetworkInterface::new("subnet-1", ["sg-1"])];
/// new.volumes = vec![CreateVolume::new("ESSD_PL0", 40)];
/// new.client_token = Some("one-per-machine".into());
/// assert_eq!(client.send(&new).await?.instance_ids.len(), 1);
/// # Ok(())
/// # }
/// ```
///
/// <https://www.volcengine.com/docs/6396/76275>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct RunInstances {
    /// `ZoneId`: The zone, such as `cn-beijing-a`.
    pub zone_id: String,
    /// `ImageId`: What is on its system disk.
    pub image_id: String,
    /// `InstanceTypeId`: The type, such as `ecs.gni3cl.5xlarge`, which decides on its graphics cards.
    pub instance_type_id: String,
    /// `InstanceName`: Its name: 1 to 128 letters, digits, `_`, `-` and `.`, starting with a letter.
    pub instance_name: String,
    /// `Description`: At most 255 characters.
    pub description: Option<String>,
    /// `Hostname`: The name inside the machine; the vendor makes one up.
    pub hostname: Option<String>,
    /// `UniqueSuffix`: Numbers the names of several instances. Default false.
    pub unique_suffix: Option<bool>,
    /// `SuffixIndex`: The first of these numbers, 1 to 999. Default 1.
    pub suffix_index: Option<u32>,
    /// `Count`: How many, 1 to 100. Default 1.
    pub count: Option<u32>,
    /// `MinCount`: How many at least, at most `Count`; with less capacity none is made.
    pub min_count: Option<u32>,
    /// `Password`: The password of `root` or `Administrator`. With it the request is a form.
    pub password: Option<Secret>,
    /// `KeyPairName`: The key pair to log in with.
    pub key_pair_name: Option<String>,
    /// `KeepImageCredential`: Keeps the password that is in the image. Default false.
    pub keep_image_credential: Option<bool>,
    /// `InstanceChargeType`: `PostPaid`, the default, or `PrePaid`.
    pub instance_charge_type: Option<String>,
    /// `Period`: For how long a prepaid instance is paid.
    pub period: Option<u32>,
    /// `PeriodUnit`: What [`period`](Self::period) counts: `Month`, the default, or `Year`.
    pub period_unit: Option<String>,
    /// `AutoRenew`: Pays a prepaid instance again when its time ends. Default false.
    pub auto_renew: Option<bool>,
    /// `AutoRenewPeriod`: For how many months then.
    pub auto_renew_period: Option<u32>,
    /// `SpotStrategy`: `NoSpot`, the default, `SpotAsPriceGo` or `SpotWithPriceLimit`.
    pub spot_strategy: Option<String>,
    /// `SpotPriceLimit`: The highest price an hour, with `SpotWithPriceLimit`.
    pub spot_price_limit: Option<f64>,
    /// `NetworkInterfaces`: Its network interfaces, the primary one first. At least one.
    pub network_interfaces: Vec<CreateNetworkInterface>,
    /// `Volumes`: Its disks, the system disk first. At least one.
    pub volumes: Vec<CreateVolume>,
    /// `EipAddress`: A public address to make for it.
    pub eip_address: Option<CreateEipAddress>,
    /// `Placement`: Where it runs.
    pub placement: Option<CreatePlacement>,
    /// `DeploymentSetId`: A deployment set to put it in.
    pub deployment_set_id: Option<String>,
    /// `DeploymentSetGroupNumber`: A group of that set.
    pub deployment_set_group_number: Option<i64>,
    /// `AffinityGroupSize`: How many of its affinity group share a host.
    pub affinity_group_size: Option<u32>,
    /// `CpuOptions`: The shape of its processors.
    pub cpu_options: Option<CreateCpuOptions>,
    /// `CpuMaxFrequency`: The highest frequency of its processors, in GHz.
    pub cpu_max_frequency: Option<f64>,
    /// `NetworkOptions`: What its network can do.
    pub network_options: Option<CreateNetworkOptions>,
    /// `EnablePrimaryInterfaceHighBandwidthType`: Gives the primary interface the higher bandwidth.
    pub enable_primary_interface_high_bandwidth_type: Option<bool>,
    /// `HttpTokens`: How the machine reads its metadata, `optional` or `required` with a token.
    pub http_tokens: Option<String>,
    /// `DeletionProtection`: Refuses deletions until it is taken off again. Default false.
    pub deletion_protection: Option<bool>,
    /// `HpcClusterId`: A cluster for high-performance computing to put it in.
    pub hpc_cluster_id: Option<String>,
    /// `SecurityEnhancementStrategy`: `Active` or `InActive`: the vendor's security agent.
    pub security_enhancement_strategy: Option<String>,
    /// `InstallRunCommandAgent`: Installs the vendor's remote command agent. Default false.
    pub install_run_command_agent: Option<bool>,
    /// `CreditSpecification`: How a burstable instance uses its credits.
    pub credit_specification: Option<String>,
    /// `ImageReleaseVersion`: The release of a marketplace image.
    pub image_release_version: Option<String>,
    /// `UserData`: A script for the first boot, in Base64. With it the request is a form.
    pub user_data: Option<Secret>,
    /// `ProjectName`: The project it belongs to. Default `default`.
    pub project_name: Option<String>,
    /// `Tags`: Its labels.
    pub tags: Vec<Tag>,
    /// `ClientToken`: Makes repeated requests one: 1 to 64 printable ASCII characters. Without it a
    /// repeated request makes, and charges, further instances.
    pub client_token: Option<String>,
    /// `DryRun`: Only checks whether they could be made, and makes nothing. Default false.
    pub dry_run: bool,
}

impl RunInstances {
    /// One pay-as-you-go instance; network interface and disk are still to be given.
    pub fn new(
        zone_id: impl Into<String>,
        image_id: impl Into<String>,
        instance_type_id: impl Into<String>,
        instance_name: impl Into<String>,
    ) -> Self {
        Self {
            zone_id: zone_id.into(),
            image_id: image_id.into(),
            instance_type_id: instance_type_id.into(),
            instance_name: instance_name.into(),
            ..Self::default()
        }
    }

    fn check(&self) -> Result<()> {
        let required = [&self.zone_id, &self.image_id, &self.instance_type_id, &self.instance_name];
        if required.into_iter().any(String::is_empty) {
            return invalid_request("RunInstances needs a zone, an image, an instance type and a name");
        }
        if self.network_interfaces.is_empty()
            || self.network_interfaces.iter().any(|one| one.subnet_id.is_empty())
        {
            return invalid_request("RunInstances needs a network interface, and every one of them a subnet");
        }
        if self.volumes.is_empty() || self.volumes.iter().any(|volume| volume.volume_type.is_empty()) {
            return invalid_request("RunInstances needs a disk for the system, and every disk a type");
        }
        let count = self.count.unwrap_or(1);
        if !(1..=100).contains(&count) {
            return invalid_request("Count is 1 to 100");
        }
        if self.min_count.is_some_and(|least| !(1..=count).contains(&least)) {
            return invalid_request("MinCount is 1 to Count");
        }
        self.client_token.as_deref().map_or(Ok(()), |token| validate_client_token(token).map(|_| ()))
    }

    fn params(&self) -> Params {
        let mut params = self.scalar_params();
        for (interface, n) in self.network_interfaces.iter().zip(1..) {
            params = interface.append_to(params, &format!("NetworkInterfaces.{n}"));
        }
        for (volume, n) in self.volumes.iter().zip(1..) {
            params = volume.append_to(params, &format!("Volumes.{n}"));
        }
        for (tag, n) in self.tags.iter().zip(1..) {
            params = params
                .param(&format!("Tags.{n}.Key"), Some(&tag.key))
                .param(&format!("Tags.{n}.Value"), Some(&tag.value));
        }
        params = self.cpu_options.iter().fold(params, |params, options| options.append_to(params));
        params = self.network_options.iter().fold(params, |params, options| options.append_to(params));
        params = self.eip_address.iter().fold(params, |params, address| address.append_to(params));
        self.placement.iter().fold(params, |params, placement| placement.append_to(params))
    }

    fn scalar_params(&self) -> Params {
        Params::new(Self::NAME)
            .param("ZoneId", Some(&self.zone_id))
            .param("ImageId", Some(&self.image_id))
            .param("InstanceTypeId", Some(&self.instance_type_id))
            .param("InstanceName", Some(&self.instance_name))
            .param("Description", self.description.as_ref())
            .param("Hostname", self.hostname.as_ref())
            .param("UniqueSuffix", self.unique_suffix)
            .param("SuffixIndex", self.suffix_index)
            .param("Count", self.count)
            .param("MinCount", self.min_count)
            .param("Password", self.password.as_ref().map(Secret::expose))
            .param("KeyPairName", self.key_pair_name.as_ref())
            .param("KeepImageCredential", self.keep_image_credential)
            .param("InstanceChargeType", self.instance_charge_type.as_ref())
            .param("Period", self.period)
            .param("PeriodUnit", self.period_unit.as_ref())
            .param("AutoRenew", self.auto_renew)
            .param("AutoRenewPeriod", self.auto_renew_period)
            .param("SpotStrategy", self.spot_strategy.as_ref())
            .param("SpotPriceLimit", self.spot_price_limit)
            .param("DeploymentSetId", self.deployment_set_id.as_ref())
            .param("DeploymentSetGroupNumber", self.deployment_set_group_number)
            .param("AffinityGroupSize", self.affinity_group_size)
            .param("CpuMaxFrequency", self.cpu_max_frequency)
            .param(
                "EnablePrimaryInterfaceHighBandwidthType",
                self.enable_primary_interface_high_bandwidth_type,
            )
            .param("HttpTokens", self.http_tokens.as_ref())
            .param("DeletionProtection", self.deletion_protection)
            .param("HpcClusterId", self.hpc_cluster_id.as_ref())
            .param("SecurityEnhancementStrategy", self.security_enhancement_strategy.as_ref())
            .param("InstallRunCommandAgent", self.install_run_command_agent)
            .param("CreditSpecification", self.credit_specification.as_ref())
            .param("ImageReleaseVersion", self.image_release_version.as_ref())
            .param("UserData", self.user_data.as_ref().map(Secret::expose))
            .param("ProjectName", self.project_name.as_ref())
            .param("ClientToken", self.client_token.as_ref())
            .param("DryRun", self.dry_run.then_some(true))
    }
}

/// The new instances.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RunInstancesOutput {
    /// Their ids; none after a dry run.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub instance_ids: Vec<String>,
    /// True: this was a dry run, it passed, and nothing was made.
    pub dry_run_passed: bool,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Operation for RunInstances {
    type Protocol = Ecs;
    type Output = RunInstancesOutput;
    const NAME: &'static str = "RunInstances";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        self.check()?;
        let has_secret = self.password.is_some() || self.user_data.is_some();
        Ok(if has_secret { self.params().into_form() } else { self.params().into_get() })
    }

    fn decode_output(&self, payload: Value) -> Result<RunInstancesOutput> {
        check_dry_run(&payload, self.dry_run)?;
        if self.dry_run { parse(payload) } else { parse_required(payload, "InstanceIds") }
    }
}
