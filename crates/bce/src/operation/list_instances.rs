use http::Method;
use serde_json::Value;
use tingji_core::operation::{Draft, Operation, read_having};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::encode::query_string;

use crate::Bcc;
use crate::model::InstancePage;

/// All instances of the region, page by page: `GET /v2/instance`.
///
/// Filters hold together (AND); several values of one filter are alternatives (OR, at most 100).
///
/// <https://cloud.baidu.com/doc/BCC/s/Xjwvyodmx>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ListInstances {
    /// [`InstancePage::next`] of the page before.
    pub marker: Option<String>,
    /// How many a page holds at most. The vendor's default and limit is 1000.
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

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let one = |name, value: &Option<String>| value.clone().map(|value| (name, value));
        let many = |name, values: &[String]| (!values.is_empty()).then(|| (name, values.join(",")));
        let pairs = [
            one("marker", &self.marker),
            self.max_keys.map(|keys| ("maxKeys", keys.to_string())),
            one("internalIp", &self.internal_ip),
            one("dedicatedHostId", &self.dedicated_host_id),
            one("zoneName", &self.zone_name),
            one("keypairId", &self.keypair_id),
            self.auto_renew.map(|renew| ("autoRenew", renew.to_string())),
            many("instanceIds", &self.instance_ids),
            many("instanceNames", &self.instance_names),
            one("fuzzyInstanceName", &self.fuzzy_instance_name),
            many("volumeIds", &self.volume_ids),
            many("deploySetIds", &self.deploy_set_ids),
            many("securityGroupIds", &self.security_group_ids),
            one("paymentTiming", &self.payment_timing),
            many("status", &self.status),
            many("tags", &self.tags),
            one("vpcId", &self.vpc_id),
            many("privateIps", &self.private_ips),
            many("ipv6Addresses", &self.ipv6_addresses),
            one("ehcClusterId", &self.ehc_cluster_id),
        ];
        pairs.into_iter().flatten().collect()
    }
}

impl Operation for ListInstances {
    type Protocol = Bcc;
    type Output = InstancePage;
    const NAME: &'static str = "ListInstances";
    const RETRY: RetryClass = RetryClass::Safe;

    fn output(&self, payload: Value) -> Result<InstancePage> {
        read_having(payload, "instances")
    }

    fn request(&self, _region: &String) -> Result<Draft> {
        let pairs = self.pairs();
        let query = query_string(pairs.iter().map(|(name, value)| (*name, value.as_str())));
        Ok(Draft::new(Method::GET, "/v2/instance").query(query))
    }
}
