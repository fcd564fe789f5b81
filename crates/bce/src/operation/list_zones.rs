use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::parse_required;
use tingji_core::{lenient, operation, record};

use super::request::get;
use crate::model::Zone;
use crate::protocol::Bcc;

operation! {
    /// Lists the zones of the region: `GET /v2/zone`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
    /// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_bce::operation::ListZones;
    ///
    /// let response = client.send(&ListZones::new()).await?;
    /// assert!(response.zones.iter().any(|zone| zone.zone_name.as_deref() == Some("cn-bj-a")));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/ijwvyo9im>
    pub struct ListZones: Bcc, Safe -> ListZonesOutput;
    /// Creates a list of all zones. The operation has no parameters.
    new();
    request(self, _region) { get("/v2/zone", self) }
    decode(self, payload) { parse_required(payload, "zones") }
}

record! {
    /// List of zones.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct ListZonesOutput {
        /// Zones of the region.
        "zones" => pub zones: Vec<Zone> as lenient::parse_list,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}
