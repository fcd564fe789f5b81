use http::Method;
use serde_json::Value;
use tingji_core::operation::{HttpResponse, Operation, UnsignedRequest, is_nonempty_page, parse_required};
use tingji_core::{Result, RetryClass};

use super::request::build_query;
use crate::error;
use crate::model::InstancePage;
use crate::protocol::Bcc;
use crate::validate::{comma_separated, invalid_request, validate_page_size};

/// Lists the instances of the region, page by page: `GET /v2/instance`.
///
/// Filters are combined: all must match (AND). For a filter with several values (at most 100), one of them
/// must match (OR).
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
/// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_bce::operation::ListInstances;
///
/// let mut list = ListInstances::new();
/// list.zone_name = Some("cn-bj-b".into());
/// for instance in &client.send(&list).await?.instances {
///     println!("{:?} {:?}", instance.id, instance.status); // Some("i-DemoCpu1") Some(Running)
/// }
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/Xjwvyodmx>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ListInstances {
    /// Page to return: [`InstancePage::next`] of the previous page. Default: the first page.
    pub marker: Option<String>,
    /// Maximum page size, 1 to 1000. The vendor's default is 1000.
    pub max_keys: Option<u32>,
    /// Filter by private address.
    pub internal_ip: Option<String>,
    /// Filter by dedicated host. The vendor's Go SDK misspells this parameter, so its filter has no effect.
    pub dedicated_host_id: Option<String>,
    /// Filter by zone, such as `cn-bj-a`.
    pub zone_name: Option<String>,
    /// Filter by key pair.
    pub keypair_id: Option<String>,
    /// Filter by automatic renewal.
    pub auto_renew: Option<bool>,
    /// Filter by ids.
    pub instance_ids: Vec<String>,
    /// Filter by exact names; exclusive with `fuzzy_instance_name`.
    pub instance_names: Vec<String>,
    /// Filter by part of the name.
    pub fuzzy_instance_name: Option<String>,
    /// Filter by disks.
    pub volume_ids: Vec<String>,
    /// Filter by deployment sets.
    pub deploy_set_ids: Vec<String>,
    /// Filter by security groups.
    pub security_group_ids: Vec<String>,
    /// Filter by charge type: `Prepaid` or `Postpaid`.
    pub payment_timing: Option<String>,
    /// Filter by states: `Running`, `Stopped`, `Stopping`, `Starting`, `Recycled`.
    pub status: Vec<String>,
    /// Filter by tags, `key` or `key:value`.
    pub tags: Vec<String>,
    /// Filter by VPC.
    pub vpc_id: Option<String>,
    /// Filter by private addresses; requires `vpc_id`.
    pub private_ips: Vec<String>,
    /// Filter by IPv6 addresses.
    pub ipv6_addresses: Vec<String>,
    /// Filter by EHC cluster.
    pub ehc_cluster_id: Option<String>,
    /// Also returns the position of each instance in the RDMA network. Default false.
    pub show_rdma_topo: Option<bool>,
}

impl ListInstances {
    /// Creates a list of all instances, from the first page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the marker of the page to return. Default: the first page.
    #[must_use]
    pub fn marker(mut self, marker: Option<String>) -> Self {
        self.marker = marker;
        self
    }

    fn pairs(&self) -> Result<[(&'static str, Option<String>); 21]> {
        Ok([
            ("marker", self.marker.clone()),
            ("maxKeys", validate_page_size(self.max_keys)?),
            ("internalIp", self.internal_ip.clone()),
            ("dedicatedHostId", self.dedicated_host_id.clone()),
            ("zoneName", self.zone_name.clone()),
            ("keypairId", self.keypair_id.clone()),
            ("autoRenew", self.auto_renew.map(|flag| flag.to_string())),
            ("instanceIds", comma_separated("instanceIds", &self.instance_ids)?),
            ("instanceNames", comma_separated("instanceNames", &self.instance_names)?),
            ("fuzzyInstanceName", self.fuzzy_instance_name.clone()),
            ("volumeIds", comma_separated("volumeIds", &self.volume_ids)?),
            ("deploySetIds", comma_separated("deploySetIds", &self.deploy_set_ids)?),
            ("securityGroupIds", comma_separated("securityGroupIds", &self.security_group_ids)?),
            ("paymentTiming", self.payment_timing.clone()),
            ("status", comma_separated("status", &self.status)?),
            ("tags", comma_separated("tags", &self.tags)?),
            ("vpcId", self.vpc_id.clone()),
            ("privateIps", comma_separated("privateIps", &self.private_ips)?),
            ("ipv6Addresses", comma_separated("ipv6Addresses", &self.ipv6_addresses)?),
            ("ehcClusterId", self.ehc_cluster_id.clone()),
            ("showRdmaTopo", self.show_rdma_topo.map(|flag| flag.to_string())),
        ])
    }

    fn check(&self) -> Result<()> {
        if self.fuzzy_instance_name.is_some() && !self.instance_names.is_empty() {
            return invalid_request("set either fuzzyInstanceName or instanceNames, not both");
        }
        if !self.private_ips.is_empty() && self.vpc_id.is_none() {
            return invalid_request("privateIps requires a vpcId");
        }
        Ok(())
    }
}

impl Operation for ListInstances {
    type Protocol = Bcc;
    type Output = InstancePage;
    const NAME: &'static str = "ListInstances";
    const RETRY: RetryClass = RetryClass::Safe;

    fn parse_fast_path(&self, response: &HttpResponse) -> Option<InstancePage> {
        error::parse_fast_path(response).filter(|page: &InstancePage| is_nonempty_page(&page.instances))
    }

    fn decode_output(&self, payload: Value) -> Result<InstancePage> {
        parse_required(payload, "instances")
    }

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        self.check()?;
        Ok(UnsignedRequest::new(Method::GET, "/v2/instance").query(build_query(&self.pairs()?)))
    }
}
