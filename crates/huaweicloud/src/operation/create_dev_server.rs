use http::Method;
use serde_json::{Value, json};
use tingji_core::operation::{Operation, UnsignedRequest, parse};
use tingji_core::{Error, ErrorKind, Result, RetryClass, Secret};

use super::operating_system::ServerLogin;
use super::operating_system::user_data;
use super::request::{build_request_with_body, object, validate_length, validate_name, validate_range};
use crate::model::{Arch, ChargingInfo, DataVolume, RootVolume, ServerNetwork, ServerResponse, ServerType};
use crate::protocol::{ModelArts, ProjectRef};

/// Makes one server or several: `POST /v1/{project_id}/dev-servers`. It costs money from then on.
///
/// Asynchronous: the answer is the server, `CREATING`; then `RUNNING` or `CREATE_FAILED`. Of a yearly or
/// monthly one the answer may have only an `order_id`; the server turns up in the list later, with that
/// order. It is never sent again by this library: look at the list after an unclear failure.
///
/// Errors: [`Billing`](tingji_core::ErrorKind::Billing) for quotas and arrears;
/// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) for what the vendor documents as out of
/// range, before anything is sent.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
/// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
/// # let client = builder.build_with_project_lookup().await?;
/// use tingji_huaweicloud::model::{ChargingInfo, ChargingMode, PeriodType, ServerNetwork};
/// use tingji_huaweicloud::operation::{CreateDevServer, ServerLogin};
///
/// let network = ServerNetwork::new("vpc-1", "subnet-1", "group-1");
/// let login = ServerLogin::KeyPairName("my-key".to_owned());
/// let mut create = CreateDevServer::new("train-1", "c90fb553-2cdb-4b81-b56a-ef68812c6cf7", network, login)
///     .flavor("modelarts.vm.cpu.8ud");
/// create.charging_info = Some(ChargingInfo::new(ChargingMode::PostPaid, 1, PeriodType::Hour));
/// assert!(client.send(&create).await?.id.is_some());
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/CreateDevServer.html>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateDevServer {
    name: String,
    image_id: String,
    network: ServerNetwork,
    login: ServerLogin,
    /// The flavor's name; this or `resource_flavor`.
    pub flavor: Option<String>,
    /// The resource flavor's name; this or `flavor`.
    pub resource_flavor: Option<String>,
    /// The processor.
    pub arch: Option<Arch>,
    /// Where in the region.
    pub availability_zone: Option<String>,
    /// How to pay.
    pub charging_info: Option<ChargingInfo>,
    /// How many, 1 to 10; not for supernodes.
    pub count: Option<u32>,
    /// The enterprise project it belongs to.
    pub enterprise_project_id: Option<String>,
    /// What it runs on.
    pub server_type: Option<ServerType>,
    /// The disk with the system.
    pub root_volume: Option<RootVolume>,
    /// The disks for data.
    pub data_volume: Option<DataVolume>,
    /// The supernode's cluster network; for supernodes.
    pub hps_cluster_id: Option<String>,
    /// Base64 of a script or text that the system finds when it first starts, at most 32 KiB before
    /// encoding. It may hold passwords, so it is not shown. Sent as the vendor's SDK names it; the
    /// vendor's Terraform provider writes `userdata`.
    pub user_data: Option<Secret>,
}

impl CreateDevServer {
    /// A server with this `name` (1 to 64 letters, digits, `-`, `_` and `.`), `image_id` and `network`;
    /// `login` is how to get in, as `admin_pass` or `key_pair_name` (a supernode takes only the latter).
    /// It needs a flavor besides.
    pub fn new(name: &str, image_id: &str, network: ServerNetwork, login: ServerLogin) -> Self {
        Self {
            name: name.to_owned(),
            image_id: image_id.to_owned(),
            network,
            login,
            flavor: None,
            resource_flavor: None,
            arch: None,
            availability_zone: None,
            charging_info: None,
            count: None,
            enterprise_project_id: None,
            server_type: None,
            root_volume: None,
            data_volume: None,
            hps_cluster_id: None,
            user_data: None,
        }
    }

    /// Of this flavor.
    #[must_use]
    pub fn flavor(mut self, flavor: impl Into<String>) -> Self {
        self.flavor = Some(flavor.into());
        self
    }

    fn check(&self) -> Result<()> {
        let refuse = |message: &str| Err(Error::new(ErrorKind::InvalidRequest, message));
        let is_supernode = self.server_type == Some(ServerType::Hps);
        match (&self.flavor, &self.resource_flavor) {
            (None, None) => return refuse("flavor or resource_flavor is missing"),
            (Some(_), Some(_)) => return refuse("flavor and resource_flavor exclude each other"),
            _ => {}
        }
        if is_supernode && self.count.is_some() {
            return refuse("count is not for supernodes");
        }
        if is_supernode && matches!(self.login, ServerLogin::AdminPass(_)) {
            return refuse("a supernode is made with key_pair_name, not with admin_pass");
        }
        self.check_texts()?;
        self.check_ranges()
    }

    fn check_texts(&self) -> Result<()> {
        validate_length("image_id", Some(&self.image_id), 64)?;
        validate_length("network.vpc_id", Some(&self.network.vpc_id), 64)?;
        validate_length("network.subnet_id", Some(&self.network.subnet_id), 64)?;
        validate_length("network.security_group_id", Some(&self.network.security_group_id), 64)?;
        validate_length("flavor", self.flavor.as_deref(), 128)
    }

    fn check_ranges(&self) -> Result<()> {
        let charging = self.charging_info.as_ref();
        let data = self.data_volume.as_ref();
        validate_range("count", self.count, 1..=10)?;
        validate_range("root_volume.size", self.root_volume.as_ref().and_then(|disk| disk.size), 100..=1024)?;
        validate_range("data_volume.size", data.map(|disk| disk.size), 100..=32_768)?;
        validate_range("data_volume.count", data.map(|disk| disk.count), 1..=8)?;
        validate_range("charging_info.period_num", charging.map(|info| info.period_num), 1..=11)
    }

    fn body(&self) -> Result<Value> {
        let text = |text: &Option<String>| text.as_deref().map(Value::from);
        Ok(object([
            ("admin_pass", self.login.admin_pass()?.map(Value::from)),
            ("arch", self.arch.as_ref().map(|arch| arch.as_str().into())),
            ("availability_zone", text(&self.availability_zone)),
            ("charging_info", self.charging_info.as_ref().map(|info| json!(info))),
            ("count", self.count.map(Value::from)),
            ("data_volume", self.data_volume.as_ref().map(|disk| json!(disk))),
            ("enterprise_project_id", text(&self.enterprise_project_id)),
            ("flavor", text(&self.flavor)),
            ("hps_cluster_id", text(&self.hps_cluster_id)),
            ("image_id", Some(self.image_id.as_str().into())),
            ("key_pair_name", self.login.key_pair_name()?.map(Value::from)),
            ("name", Some(validate_name(&self.name)?.into())),
            ("network", Some(json!(self.network))),
            ("resource_flavor", text(&self.resource_flavor)),
            ("root_volume", self.root_volume.as_ref().map(|disk| json!(disk))),
            ("server_type", self.server_type.as_ref().map(|kind| kind.as_str().into())),
            ("user_data", user_data(self.user_data.as_ref())?),
        ]))
    }
}

impl Operation for CreateDevServer {
    type Protocol = ModelArts;
    type Output = ServerResponse;
    const NAME: &'static str = "CreateDevServer";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, project: &ProjectRef) -> Result<UnsignedRequest> {
        self.check()?;
        Ok(build_request_with_body(Method::POST, project, "", &self.body()?))
    }

    fn decode_output(&self, payload: Value) -> Result<ServerResponse> {
        let server: ServerResponse = parse(payload)?;
        match (&server.id, &server.order_id) {
            (None, None) => Err(Error::new(ErrorKind::Decode, "the answer has neither id nor order_id")),
            _ => Ok(server),
        }
    }
}
