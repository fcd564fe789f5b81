use http::Method;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_page};
use tingji_core::{Result, RetryClass};

use super::paging::query;
use super::request::build_request;
use crate::model::{Arch, ChargingMode, Page, ServerFlavor, ServerType};
use crate::protocol::{ModelArts, ProjectRef};

/// Lists the flavors of servers: `GET /v1/{project_id}/dev-servers/flavors`.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListDevServerFlavors.html>
///
/// ```
/// use tingji_huaweicloud::model::Arch;
/// use tingji_huaweicloud::operation::{ListDevServerFlavors, ListDevServerImages};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
/// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
/// # let client = builder.build_with_project_lookup().await?;
/// let mut flavors = ListDevServerFlavors::new();
/// flavors.arch = Some(Arch::Arm);
/// let flavors = client.send(&flavors).await?;
/// let in_stock = flavors.data.iter().find(|flavor| flavor.is_sold_out == Some(false));
///
/// let mut images = ListDevServerImages::new();
/// images.flavor_name = in_stock.and_then(|flavor| flavor.flavor.clone());
/// assert_eq!(client.send(&images).await?.data.len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ListDevServerFlavors {
    /// Filter by processor architecture.
    pub arch: Option<Arch>,
    /// Filter by charging mode.
    pub charging_mode: Option<ChargingMode>,
    /// Filter by kind of server. The vendor's page has these values in lower case, its SDK in upper case.
    pub server_type: Option<ServerType>,
}

impl ListDevServerFlavors {
    /// Creates a list of all flavors.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for ListDevServerFlavors {
    type Protocol = ModelArts;
    type Output = Page<ServerFlavor>;
    const NAME: &'static str = "ListDevServerFlavors";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, project: &ProjectRef) -> Result<UnsignedRequest> {
        let query = query([
            ("arch", self.arch.as_ref().map(Arch::as_str)),
            ("charging_mode", self.charging_mode.as_ref().map(ChargingMode::as_str)),
            ("server_type", self.server_type.as_ref().map(ServerType::as_str)),
        ]);
        Ok(build_request(Method::GET, project, "/flavors").query(query))
    }

    fn decode_output(&self, payload: Value) -> Result<Page<ServerFlavor>> {
        parse_page(payload, "data", "total")
    }
}
