use tingji_core::operation;
use tingji_core::operation::parse_required;

use super::request::get;
use crate::model::InstancePage;
use crate::protocol::Bcc;
use crate::validate::validate_page_size;

operation! {
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
    pub struct ListNoChargeInstances: Bcc, Safe -> InstancePage, "GetInstanceNoChargeList";
    /// Creates a list of all such instances, from the first page.
    new();
    /// Page to return: [`InstancePage::next`] of the previous page. Default: the first page.
    "marker" => marker: Option<String>;
    /// Maximum page size, 1 to 1000. The vendor's default is 1000.
    "maxKeys" => max_keys: Option<u32>;
    /// Filter by private address.
    "internalIp" => internal_ip: Option<String>;
    /// Filter by key pair.
    "keypairId" => keypair_id: Option<String>;
    /// Filter by zone, such as `cn-bj-a`.
    "zoneName" => zone_name: Option<String>;
    /// Filter by ids, at most 100.
    "instanceIds" => instance_ids: Vec<String>;
    request(self, _region) {
        validate_page_size(self.max_keys)?;
        get("/v2/instance/noCharge", self)
    }
    decode(self, payload) { parse_required(payload, "instances") }
}
