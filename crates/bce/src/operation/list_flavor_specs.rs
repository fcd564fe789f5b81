use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::parse_required;
use tingji_core::{lenient, operation, record};

use super::request::get;
use crate::model::{Flavor, ZoneResources};
use crate::protocol::Bcc;

operation! {
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
    pub struct ListFlavorSpecs: Bcc, Safe -> ListFlavorSpecsOutput, "ListFlavorSpec";
    /// Creates a list of all flavors in all zones of the region.
    new();
    /// Filter by zone, such as `cn-bj-a`.
    "zoneName" => zone_name: Option<String>;
    /// Filter by flavors, such as `bcc.g4.c1m4`.
    "specs" => specs: Vec<String>;
    /// Filter by families, such as `g4`.
    "specIds" => spec_ids: Vec<String>;
    request(self, _region) { get("/v2/instance/flavorSpec", self) }
    decode(self, payload) { parse_required(payload, "zoneResources") }
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
