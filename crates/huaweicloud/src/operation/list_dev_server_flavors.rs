use http::Method;
use tingji_core::operation;
use tingji_core::operation::parse_page;

use super::request::with_query;
use crate::model::{Arch, ChargingMode, Page, ServerFlavor, ServerType};
use crate::protocol::ModelArts;

operation! {
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
    /// let flavors = client.send(&ListDevServerFlavors::new().arch(Arch::Arm)).await?;
    /// let in_stock = flavors.data.iter().find(|flavor| flavor.is_sold_out == Some(false));
    /// let name = in_stock.and_then(|flavor| flavor.flavor.clone()).ok_or("sold out")?;
    ///
    /// let images = ListDevServerImages::new().flavor_name(name);
    /// assert_eq!(client.send(&images).await?.data.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub struct ListDevServerFlavors: ModelArts, Safe -> Page<ServerFlavor>;
    /// Creates a list of all flavors.
    new();
    /// Filter by processor architecture.
    "arch" => arch: Option<Arch>;
    /// Filter by charging mode.
    "charging_mode" => charging_mode: Option<ChargingMode>;
    /// Filter by kind of server. The vendor's page has these values in lower case, its SDK in upper case.
    "server_type" => server_type: Option<ServerType>;
    request(self, project) { with_query(Method::GET, project, "/flavors", self) }
    decode(self, payload) { parse_page(payload, "data", "total") }
}
