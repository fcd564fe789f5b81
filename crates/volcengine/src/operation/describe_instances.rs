use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::{is_nonempty_page, parse_page};
use tingji_core::paged::Paged;
use tingji_core::params::invalid_request;
use tingji_core::{Result, lenient, operation, record};

use crate::error;
use crate::model::{Instance, InstanceStatus};
use crate::params::{MAX_IDS, get, validate_sizes};
use crate::protocol::Ecs;

operation! {
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
    /// let running = DescribeInstances::new().max_results(100).status(InstanceStatus::Running);
    /// let mut instances = client.stream(running);
    /// while let Some(instance) = instances.next().await {
    ///     let instance = instance?;
    ///     println!("{:?} {:?}", instance.instance_id, instance.instance_type_id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://docs.byteplus.com/en/docs/ecs/DescribeInstances>
    pub struct DescribeInstances: Ecs, Safe -> DescribeInstancesOutput;
    /// Creates a list of all instances, from the first page.
    new();
    /// Filter by ids, at most 100.
    "InstanceIds" => instance_ids: Vec<String>;
    /// Filter by part of the name.
    "InstanceName" => instance_name: Option<String>;
    /// Filter by state.
    "Status" => status: Option<InstanceStatus>;
    /// Filter by zone, such as `cn-beijing-a`.
    "ZoneId" => zone_id: Option<String>;
    /// Filter by VPC.
    "VpcId" => vpc_id: Option<String>;
    /// Filter by project.
    "ProjectName" => project_name: Option<String>;
    /// Filter by charge type: `PostPaid` or `PrePaid`.
    "InstanceChargeType" => instance_charge_type: Option<String>;
    /// Filter by type families, such as `ecs.gni3cl`.
    "InstanceTypeFamilies" => instance_type_families: Vec<String>;
    /// Filter by types, such as `ecs.gni3cl.5xlarge`.
    "InstanceTypeIds" => instance_type_ids: Vec<String>;
    /// Filter by types, under the other name of this parameter.
    "InstanceTypes" => instance_types: Vec<String>;
    /// Filter by private address.
    "PrimaryIpAddress" => primary_ip_address: Option<String>;
    /// Filter by IPv6 addresses, at most 100.
    "Ipv6Addresses" => ipv6_addresses: Vec<String>;
    /// Filter by public addresses.
    "EipAddresses" => eip_addresses: Vec<String>;
    /// Filter by key pair.
    "KeyPairName" => key_pair_name: Option<String>;
    /// Filter by HPC cluster.
    "HpcClusterId" => hpc_cluster_id: Option<String>;
    /// Filter by dedicated host.
    "DedicatedHostId" => dedicated_host_id: Option<String>;
    /// Filter by cluster of dedicated hosts.
    "DedicatedHostClusterId" => dedicated_host_cluster_id: Option<String>;
    /// Filter by deployment sets.
    "DeploymentSetIds" => deployment_set_ids: Vec<String>;
    /// Filter by groups of a deployment set.
    "DeploymentSetGroupNumbers" => deployment_set_group_numbers: Vec<i64>;
    /// Filter by affinity groups.
    "AffinityGroupIds" => affinity_group_ids: Vec<String>;
    /// Filter by the reservation of an elastic scheduled instance.
    "ScheduledInstanceId" => scheduled_instance_id: Option<String>;
    /// Filter by tags. The vendor returns at most 1,000 instances for a tag filter.
    "TagFilters" => tag_filters: Vec<TagFilter>;
    /// Maximum page size, 1 to 100. The vendor's default is 10.
    "MaxResults" => max_results: Option<u32>;
    /// Page to return: [`DescribeInstancesOutput::next_token`] of the previous page. Default: the first page.
    "NextToken" => next_token: Option<String>;
    request(self, _region) {
        self.check()?;
        get(self)
    }
    fast(self, response) {
        error::parse_fast_path(response)
            .filter(|page: &DescribeInstancesOutput| is_nonempty_page(&page.instances))
    }
    decode(self, payload) { parse_page(payload, "Instances", "TotalCount") }
}

impl DescribeInstances {
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
}

/// Filter by a tag: its key and its possible values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagFilter {
    /// Key of the tag; required.
    pub key: String,
    /// Accepted values. Default: any value.
    pub values: Vec<String>,
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

impl Paged for DescribeInstances {
    type Item = Instance;
    type Cursor = String;

    fn next_cursor(&self, page: &DescribeInstancesOutput) -> Option<String> {
        page.next_token.clone()
    }

    fn at(self, cursor: String) -> Self {
        self.next_token(cursor)
    }

    fn into_items(page: DescribeInstancesOutput) -> Vec<Instance> {
        page.instances
    }
}
