use http::Method;
use serde_json::Value;
use tingji_core::operation::{HttpResponse, Operation, UnsignedRequest, is_nonempty_page, parse_required};
use tingji_core::{Result, RetryClass};

use super::request::build_query;
use crate::error;
use crate::model::InstancePage;
use crate::protocol::Bcc;
use crate::validate::{comma_separated, invalid_request, validate_page_size};

/// All instances of the region, page by page: `GET /v2/instance`.
///
/// Filters hold together (AND); several values of one filter are alternatives (OR, at most 100).
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
    /// By private address.
    pub internal_ip: Option<String>,
    /// By dedicated host. (The Go SDK misspells this parameter and so never filters.)
    pub dedicated_host_id: Option<String>,
    /// By zone, such as `cn-bj-a`.
    pub zone_name: Option<String>,
    /// By key pair.
    pub keypair_id: Option<String>,
    /// By automatic renewal.
    pub auto_renew: Option<bool>,
    /// By ids.
    pub instance_ids: Vec<String>,
    /// By whole names; not together with `fuzzy_instance_name`.
    pub instance_names: Vec<String>,
    /// By a part of the name.
    pub fuzzy_instance_name: Option<String>,
    /// By disks.
    pub volume_ids: Vec<String>,
    /// By deployment sets.
    pub deploy_set_ids: Vec<String>,
    /// By security groups.
    pub security_group_ids: Vec<String>,
    /// `Prepaid` or `Postpaid`.
    pub payment_timing: Option<String>,
    /// By states: `Running`, `Stopped`, `Stopping`, `Starting`, `Recycled`.
    pub status: Vec<String>,
    /// By labels, `key` or `key:value`.
    pub tags: Vec<String>,
    /// By network.
    pub vpc_id: Option<String>,
    /// By private addresses; needs `vpc_id`.
    pub private_ips: Vec<String>,
    /// By IPv6 addresses.
    pub ipv6_addresses: Vec<String>,
    /// By EHC cluster.
    pub ehc_cluster_id: Option<String>,
    /// Also tells where in the RDMA network each instance is. Default false.
    pub show_rdma_topo: Option<bool>,
}

impl ListInstances {
    /// All instances from the first page on.
    pub fn new() -> Self {
        Self::default()
    }

    /// From this marker on.
    #[must_use]
    pub fn marker(mut self, marker: Option<String>) -> Self {
        self.marker = marker;
        self
    }

    fn pairs(&self) -> Result<[(&'static str, Option<String>); 21]> {
        let flag = |flag: Option<bool>| flag.map(|flag| flag.to_string());
        Ok([
            ("marker", self.marker.clone()),
            ("maxKeys", validate_page_size(self.max_keys)?),
            ("internalIp", self.internal_ip.clone()),
            ("dedicatedHostId", self.dedicated_host_id.clone()),
            ("zoneName", self.zone_name.clone()),
            ("keypairId", self.keypair_id.clone()),
            ("autoRenew", flag(self.auto_renew)),
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
            ("showRdmaTopo", flag(self.show_rdma_topo)),
        ])
    }

    fn check(&self) -> Result<()> {
        if self.fuzzy_instance_name.is_some() && !self.instance_names.is_empty() {
            return invalid_request("fuzzyInstanceName and instanceNames exclude each other");
        }
        if !self.private_ips.is_empty() && self.vpc_id.is_none() {
            return invalid_request("privateIps needs a vpcId");
        }
        Ok(())
    }
}

impl Operation for ListInstances {
    type Protocol = Bcc;
    type Output = InstancePage;
    const NAME: &'static str = "ListInstances";
    const RETRY: RetryClass = RetryClass::Safe;

    fn parse_fast_path(&self, reply: &HttpResponse) -> Option<InstancePage> {
        error::parse_fast_path(reply).filter(|page: &InstancePage| is_nonempty_page(&page.instances))
    }

    fn decode_output(&self, payload: Value) -> Result<InstancePage> {
        parse_required(payload, "instances")
    }

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        self.check()?;
        Ok(UnsignedRequest::new(Method::GET, "/v2/instance").query(build_query(&self.pairs()?)))
    }
}
