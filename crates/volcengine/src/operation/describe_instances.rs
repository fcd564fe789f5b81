use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::{HttpResponse, Operation, UnsignedRequest, is_nonempty_page, parse_page};
use tingji_core::{Result, RetryClass, lenient, record};

use crate::paging::paged;
use crate::params::{ActionParams, MAX_IDS, invalid_request, validate_sizes};
use crate::protocol::Ecs;
use crate::{
    error,
    model::{Instance, InstanceStatus},
};

/// Lists the instances of the region, page by page: `Action=DescribeInstances`.
///
/// Filters are combined: all must match (AND). For a filter with several values, one of them must match (OR).
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
/// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_volcengine::InstanceStatus;
/// use tingji_volcengine::operation::DescribeInstances;
///
/// let mut list = DescribeInstances::new().max_results(100);
/// list.status = Some(InstanceStatus::Running);
/// loop {
///     let page = client.send(&list).await?;
///     for instance in &page.instances {
///         println!("{:?} {:?}", instance.instance_id, instance.instance_type_id);
///     }
///     let Some(token) = page.next() else { break };
///     list.next_token = Some(token);
/// }
/// # Ok(())
/// # }
/// ```
///
/// <https://docs.byteplus.com/en/docs/ecs/DescribeInstances>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct DescribeInstances {
    /// Filter by ids, at most 100.
    pub instance_ids: Vec<String>,
    /// Filter by part of the name.
    pub instance_name: Option<String>,
    /// Filter by state.
    pub status: Option<InstanceStatus>,
    /// Filter by zone, such as `cn-beijing-a`.
    pub zone_id: Option<String>,
    /// Filter by VPC.
    pub vpc_id: Option<String>,
    /// Filter by project.
    pub project_name: Option<String>,
    /// Filter by charge type: `PostPaid` or `PrePaid`.
    pub instance_charge_type: Option<String>,
    /// Filter by type families, such as `ecs.gni3cl`.
    pub instance_type_families: Vec<String>,
    /// Filter by types, such as `ecs.gni3cl.5xlarge`.
    pub instance_type_ids: Vec<String>,
    /// Filter by types, under the other name of this parameter.
    pub instance_types: Vec<String>,
    /// Filter by private address.
    pub primary_ip_address: Option<String>,
    /// Filter by IPv6 addresses, at most 100.
    pub ipv6_addresses: Vec<String>,
    /// Filter by public addresses.
    pub eip_addresses: Vec<String>,
    /// Filter by key pair.
    pub key_pair_name: Option<String>,
    /// Filter by HPC cluster.
    pub hpc_cluster_id: Option<String>,
    /// Filter by dedicated host.
    pub dedicated_host_id: Option<String>,
    /// Filter by cluster of dedicated hosts.
    pub dedicated_host_cluster_id: Option<String>,
    /// Filter by deployment sets.
    pub deployment_set_ids: Vec<String>,
    /// Filter by groups of a deployment set.
    pub deployment_set_group_numbers: Vec<i64>,
    /// Filter by affinity groups.
    pub affinity_group_ids: Vec<String>,
    /// Filter by the reservation of an elastic scheduled instance.
    pub scheduled_instance_id: Option<String>,
    /// Filter by tags. The vendor returns at most 1,000 instances for a tag filter.
    pub tag_filters: Vec<TagFilter>,
    /// Maximum page size, 1 to 100. The vendor's default is 10.
    pub max_results: Option<u32>,
    /// Page to return: [`DescribeInstancesOutput::next`] of the previous page. Default: the first page.
    pub next_token: Option<String>,
}

/// Filter by a tag: its key and its possible values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagFilter {
    /// Key of the tag; required.
    pub key: String,
    /// Accepted values. Default: any value.
    pub values: Vec<String>,
}

impl DescribeInstances {
    /// Returns only instances with these ids.
    #[must_use]
    pub fn instance_ids(mut self, instance_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.instance_ids = instance_ids.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the maximum page size, 1 to 100.
    #[must_use]
    pub fn max_results(mut self, max_results: u32) -> Self {
        self.max_results = Some(max_results);
        self
    }

    fn check(&self) -> Result<()> {
        let lists = [
            ("InstanceIds", self.instance_ids.len(), MAX_IDS),
            ("Ipv6Addresses", self.ipv6_addresses.len(), MAX_IDS),
        ];
        if self.tag_filters.iter().any(|filter| filter.key.is_empty()) {
            return invalid_request("a tag filter requires a Key");
        }
        validate_sizes(&lists, self.max_results, 100)
    }

    fn params(&self) -> ActionParams {
        let mut params = ActionParams::new(Self::NAME)
            .list("InstanceIds", &self.instance_ids)
            .param("InstanceName", self.instance_name.as_ref())
            .param("Status", self.status.as_ref())
            .param("ZoneId", self.zone_id.as_ref())
            .param("VpcId", self.vpc_id.as_ref())
            .param("ProjectName", self.project_name.as_ref())
            .param("InstanceChargeType", self.instance_charge_type.as_ref())
            .list("InstanceTypeFamilies", &self.instance_type_families)
            .list("InstanceTypeIds", &self.instance_type_ids)
            .list("InstanceTypes", &self.instance_types)
            .param("PrimaryIpAddress", self.primary_ip_address.as_ref())
            .list("Ipv6Addresses", &self.ipv6_addresses)
            .list("EipAddresses", &self.eip_addresses)
            .param("KeyPairName", self.key_pair_name.as_ref())
            .param("HpcClusterId", self.hpc_cluster_id.as_ref())
            .param("DedicatedHostId", self.dedicated_host_id.as_ref())
            .param("DedicatedHostClusterId", self.dedicated_host_cluster_id.as_ref())
            .list("DeploymentSetIds", &self.deployment_set_ids)
            .list("DeploymentSetGroupNumbers", &self.deployment_set_group_numbers)
            .list("AffinityGroupIds", &self.affinity_group_ids)
            .param("ScheduledInstanceId", self.scheduled_instance_id.as_ref())
            .param("MaxResults", self.max_results)
            .param("NextToken", self.next_token.as_ref());
        for (filter, n) in self.tag_filters.iter().zip(1..) {
            params = params
                .param(&format!("TagFilters.{n}.Key"), Some(&filter.key))
                .list(&format!("TagFilters.{n}.Values"), &filter.values);
        }
        params
    }
}

record! {
    /// Page of instances.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct DescribeInstancesOutput {
        /// Instances on this page.
        "Instances" => pub instances: Vec<Instance> as lenient::parse_list,
        /// Token of the next page; empty on the last page.
        "NextToken" => pub next_token: Option<String> as lenient::parse_page_token,
        /// Number of instances on all pages.
        "TotalCount" => pub total_count: Option<i64> as lenient::parse_int,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

paged!(DescribeInstances, DescribeInstancesOutput, "instances");

impl Operation for DescribeInstances {
    type Protocol = Ecs;
    type Output = DescribeInstancesOutput;
    const NAME: &'static str = "DescribeInstances";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        self.check()?;
        Ok(self.params().into_get())
    }

    fn parse_fast_path(&self, response: &HttpResponse) -> Option<DescribeInstancesOutput> {
        error::parse_fast_path(response)
            .filter(|page: &DescribeInstancesOutput| is_nonempty_page(&page.instances))
    }

    fn decode_output(&self, payload: Value) -> Result<DescribeInstancesOutput> {
        parse_page(payload, "Instances", "TotalCount")
    }
}
