use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::parse_required;
use tingji_core::{lenient, operation, record};

use crate::model::Zone;
use crate::params::{get, validate_sizes};
use crate::protocol::Ecs;

operation! {
    /// Lists the zones of the client's region: `Action=DescribeZones`.
    ///
    /// The vendor rejects an unknown zone with `InvalidZone.NotFound`. The list is not paged.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
    /// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_volcengine::operation::DescribeZones;
    ///
    /// let response = client.send(&DescribeZones::new()).await?;
    /// assert!(response.zones.iter().any(|zone| zone.zone_id.as_deref() == Some("cn-beijing-a")));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://www.volcengine.com/docs/6396/120518>
    pub struct DescribeZones: Ecs, Safe -> DescribeZonesOutput;
    /// Creates a list of all zones.
    new();
    /// Zones to return, at most 20. Default: all zones.
    "ZoneIds" => zone_ids: Vec<String>;
    request(self, _region) {
        validate_sizes(&[("ZoneIds", self.zone_ids.len(), 20)], None, 0)?;
        get(self)
    }
    decode(self, payload) { parse_required(payload, "Zones") }
}

record! {
    /// List of zones.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct DescribeZonesOutput {
        /// Zones of the region.
        "Zones" => pub zones: Vec<Zone> as lenient::parse_list,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}
