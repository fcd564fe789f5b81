use tingji_core::operation::{is_nonempty_page, parse_required};
use tingji_core::params::invalid_request;
use tingji_core::{Result, operation};

use super::request::get;
use crate::error;
use crate::model::InstancePage;
use crate::protocol::Bcc;
use crate::validate::validate_page_size;

operation! {
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
    /// list = list.zone_name("cn-bj-b");
    /// for instance in &client.send(&list).await?.instances {
    ///     println!("{:?} {:?}", instance.id, instance.status); // Some("i-DemoCpu1") Some(Running)
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/Xjwvyodmx>
    pub struct ListInstances: Bcc, Safe -> InstancePage;
    /// Creates a list of all instances, from the first page.
    new();
    /// Page to return: [`InstancePage::next`] of the previous page. Default: the first page.
    "marker" => marker: Option<String>;
    /// Maximum page size, 1 to 1000. The vendor's default is 1000.
    "maxKeys" => max_keys: Option<u32>;
    /// Filter by private address.
    "internalIp" => internal_ip: Option<String>;
    /// Filter by dedicated host. The vendor's Go SDK misspells this parameter, so its filter has no effect.
    "dedicatedHostId" => dedicated_host_id: Option<String>;
    /// Filter by zone, such as `cn-bj-a`.
    "zoneName" => zone_name: Option<String>;
    /// Filter by key pair.
    "keypairId" => keypair_id: Option<String>;
    /// Filter by automatic renewal.
    "autoRenew" => auto_renew: Option<bool>;
    /// Filter by ids.
    "instanceIds" => instance_ids: Vec<String>;
    /// Filter by exact names; exclusive with `fuzzy_instance_name`.
    "instanceNames" => instance_names: Vec<String>;
    /// Filter by part of the name.
    "fuzzyInstanceName" => fuzzy_instance_name: Option<String>;
    /// Filter by disks.
    "volumeIds" => volume_ids: Vec<String>;
    /// Filter by deployment sets.
    "deploySetIds" => deploy_set_ids: Vec<String>;
    /// Filter by security groups.
    "securityGroupIds" => security_group_ids: Vec<String>;
    /// Filter by charge type: `Prepaid` or `Postpaid`.
    "paymentTiming" => payment_timing: Option<String>;
    /// Filter by states: `Running`, `Stopped`, `Stopping`, `Starting`, `Recycled`.
    "status" => status: Vec<String>;
    /// Filter by tags, `key` or `key:value`.
    "tags" => tags: Vec<String>;
    /// Filter by VPC.
    "vpcId" => vpc_id: Option<String>;
    /// Filter by private addresses; requires `vpc_id`.
    "privateIps" => private_ips: Vec<String>;
    /// Filter by IPv6 addresses.
    "ipv6Addresses" => ipv6_addresses: Vec<String>;
    /// Filter by EHC cluster.
    "ehcClusterId" => ehc_cluster_id: Option<String>;
    /// Also returns the position of each instance in the RDMA network. Default false.
    "showRdmaTopo" => show_rdma_topo: Option<bool>;
    request(self, _region) {
        self.check()?;
        get("/v2/instance", self)
    }
    fast(self, response) {
        error::parse_fast_path(response).filter(|page: &InstancePage| is_nonempty_page(&page.instances))
    }
    decode(self, payload) { parse_required(payload, "instances") }
}

impl ListInstances {
    fn check(&self) -> Result<()> {
        validate_page_size(self.max_keys)?;
        if self.fuzzy_instance_name.is_some() && !self.instance_names.is_empty() {
            return invalid_request("set either fuzzyInstanceName or instanceNames, not both");
        }
        if !self.private_ips.is_empty() && self.vpc_id.is_none() {
            return invalid_request("privateIps requires a vpcId");
        }
        Ok(())
    }
}
