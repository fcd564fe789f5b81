use http::Method;
use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass, lenient, record};

use super::request::build_query;
use crate::model::{Flavor, ZoneResources};
use crate::protocol::Bcc;
use crate::validate::comma_separated;

/// Lists the flavors of each zone: `GET /v2/instance/flavorSpec`.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
/// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_bce::operation::ListFlavorSpecs;
///
/// let response = client.send(&ListFlavorSpecs::new()).await?;
/// for flavor in response.flavors().filter(|flavor| flavor.gpu().is_some()) {
///     println!("{:?} {:?}", flavor.spec, flavor.gpu());
/// }
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/imqoohncm>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ListFlavorSpecs {
    /// Filter by zone, such as `cn-bj-a`.
    pub zone_name: Option<String>,
    /// Filter by flavors, such as `bcc.g4.c1m4`.
    pub specs: Vec<String>,
    /// Filter by families, such as `g4`.
    pub spec_ids: Vec<String>,
}

impl ListFlavorSpecs {
    /// Creates a list of all flavors in all zones of the region.
    pub fn new() -> Self {
        Self::default()
    }
}

record! {
    /// List of zones with their flavors.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct ListFlavorSpecsOutput {
        /// Zones with their flavors.
        "zoneResources" => pub zone_resources: Vec<ZoneResources> as lenient::parse_list,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl ListFlavorSpecsOutput {
    /// Returns the flavors of all zones, bare metal last in each zone.
    pub fn flavors(&self) -> impl Iterator<Item = &Flavor> {
        self.zone_resources.iter().flat_map(ZoneResources::flavors)
    }
}

impl Operation for ListFlavorSpecs {
    type Protocol = Bcc;
    type Output = ListFlavorSpecsOutput;
    const NAME: &'static str = "ListFlavorSpec";
    const RETRY: RetryClass = RetryClass::Safe;

    fn decode_output(&self, payload: Value) -> Result<ListFlavorSpecsOutput> {
        parse_required(payload, "zoneResources")
    }

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let query = build_query(&[
            ("zoneName", self.zone_name.clone()),
            ("specs", comma_separated("specs", &self.specs)?),
            ("specIds", comma_separated("specIds", &self.spec_ids)?),
        ]);
        Ok(UnsignedRequest::new(Method::GET, "/v2/instance/flavorSpec").query(query))
    }
}
