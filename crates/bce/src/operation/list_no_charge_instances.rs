use http::Method;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass};

use super::request::build_query;
use crate::model::InstancePage;
use crate::protocol::Bcc;
use crate::validate::{comma_separated, validate_page_size};

/// Lists the instances that can be stopped with `stopWithNoCharge`, page by page:
/// `GET /v2/instance/noCharge`.
///
/// The list excludes prepaid and spot instances, instances with local disks, some GPU and all FPGA types,
/// dedicated hosts, bare metal, nodes of other products, and instances that are not running.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
/// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_bce::operation::ListNoChargeInstances;
///
/// let page = client.send(&ListNoChargeInstances::new()).await?;
/// assert!(page.instances.iter().all(|instance| !instance.is_prepaid()));
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/Ilq0ti621>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ListNoChargeInstances {
    /// Page to return: [`InstancePage::next`] of the previous page. Default: the first page.
    pub marker: Option<String>,
    /// Maximum page size, 1 to 1000. The vendor's default is 1000.
    pub max_keys: Option<u32>,
    /// Filter by private address.
    pub internal_ip: Option<String>,
    /// Filter by key pair.
    pub keypair_id: Option<String>,
    /// Filter by zone, such as `cn-bj-a`.
    pub zone_name: Option<String>,
    /// Filter by ids, at most 100.
    pub instance_ids: Vec<String>,
}

impl ListNoChargeInstances {
    /// Creates a list of all such instances, from the first page.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for ListNoChargeInstances {
    type Protocol = Bcc;
    type Output = InstancePage;
    const NAME: &'static str = "GetInstanceNoChargeList";
    const RETRY: RetryClass = RetryClass::Safe;

    fn decode_output(&self, payload: Value) -> Result<InstancePage> {
        parse_required(payload, "instances")
    }

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let query = build_query(&[
            ("marker", self.marker.clone()),
            ("maxKeys", validate_page_size(self.max_keys)?),
            ("internalIp", self.internal_ip.clone()),
            ("keypairId", self.keypair_id.clone()),
            ("zoneName", self.zone_name.clone()),
            ("instanceIds", comma_separated("instanceIds", &self.instance_ids)?),
        ]);
        Ok(UnsignedRequest::new(Method::GET, "/v2/instance/noCharge").query(query))
    }
}
