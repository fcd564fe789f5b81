use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass, lenient, record};

use crate::model::Zone;
use crate::params::{ActionParams, validate_sizes};
use crate::protocol::Ecs;

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
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct DescribeZones {
    /// Zones to return, at most 20. Default: all zones.
    pub zone_ids: Vec<String>,
}

impl DescribeZones {
    /// Creates a list of all zones.
    pub fn new() -> Self {
        Self::default()
    }
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

impl Operation for DescribeZones {
    type Protocol = Ecs;
    type Output = DescribeZonesOutput;
    const NAME: &'static str = "DescribeZones";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        validate_sizes(&[("ZoneIds", self.zone_ids.len(), 20)], None, 0)?;
        Ok(ActionParams::new(Self::NAME).list("ZoneIds", &self.zone_ids).into_get())
    }

    fn decode_output(&self, payload: Value) -> Result<DescribeZonesOutput> {
        parse_required(payload, "Zones")
    }
}
