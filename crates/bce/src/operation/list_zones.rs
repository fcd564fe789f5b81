use http::Method;
use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass, lenient, record};

use crate::model::Zone;
use crate::protocol::Bcc;

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
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct ListZones {}

impl ListZones {
    /// Creates a list of all zones. The operation has no parameters.
    pub fn new() -> Self {
        Self::default()
    }
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

impl Operation for ListZones {
    type Protocol = Bcc;
    type Output = ListZonesOutput;
    const NAME: &'static str = "ListZones";
    const RETRY: RetryClass = RetryClass::Safe;

    fn decode_output(&self, payload: Value) -> Result<ListZonesOutput> {
        parse_required(payload, "zones")
    }

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        Ok(UnsignedRequest::new(Method::GET, "/v2/zone"))
    }
}
