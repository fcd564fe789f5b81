use http::Method;
use serde_json::{Value, json};
use tingji_core::operation::{Operation, UnsignedRequest, parse};
use tingji_core::{Error, ErrorKind, Result, RetryClass, Secret};

use super::operating_system::ServerLogin;
use super::operating_system::user_data;
use super::request::{build_request_with_body, object};
use crate::model::{Arch, ChargingInfo, DataVolume, RootVolume, ServerNetwork, ServerResponse, ServerType};
use crate::protocol::{ModelArts, ProjectRef};
use crate::validate::{invalid_request, validate_length, validate_name, validate_range};

/// Creates one server or several: `POST /v1/{project_id}/dev-servers`. Charges start at once.
///
/// Asynchronous: the response is the server in state `CREATING`, then it becomes `RUNNING` or
/// `CREATE_FAILED`. The response for a yearly or monthly server may have only an `order_id`; the server
/// appears in the list later, with that order. Never retried automatically: check the list after an
/// ambiguous failure.
///
/// Errors: [`Billing`](tingji_core::ErrorKind::Billing) for exceeded quotas and unpaid bills;
/// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) before sending for values out of the
/// documented range.
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
    /// Name of the flavor; exclusive with `resource_flavor`.
    pub flavor: Option<String>,
    /// Name of the resource flavor; exclusive with `flavor`.
    pub resource_flavor: Option<String>,
    /// Processor architecture.
    pub arch: Option<Arch>,
    /// Availability zone.
    pub availability_zone: Option<String>,
    /// Billing of the server.
    pub charging_info: Option<ChargingInfo>,
    /// Number of servers, 1 to 10; not for supernodes. The vendor's default is 1.
    pub count: Option<u32>,
    /// Enterprise project of the server.
    pub enterprise_project_id: Option<String>,
    /// Kind of the machine below the server.
    pub server_type: Option<ServerType>,
    /// System disk.
    pub root_volume: Option<RootVolume>,
    /// Data disks.
    pub data_volume: Option<DataVolume>,
    /// Cluster network; for supernodes.
    pub hps_cluster_id: Option<String>,
    /// Script or text for the first boot, in Base64, at most 32 KiB before encoding. It may contain
    /// passwords, so it is never printed. The field's name is that of the vendor's SDK; the vendor's
    /// Terraform provider writes `userdata`.
    pub user_data: Option<Secret>,
}

impl CreateDevServer {
    /// Creates a server with this `name` (1 to 64 letters, digits, `-`, `_` and `.`), `image_id` and
    /// `network`. `login` is an `admin_pass` or a `key_pair_name`; a supernode accepts only the latter. The
    /// caller must also set a flavor.
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

    /// Sets the flavor.
    #[must_use]
    pub fn flavor(mut self, flavor: impl Into<String>) -> Self {
        self.flavor = Some(flavor.into());
        self
    }

    fn check(&self) -> Result<()> {
        let is_supernode = self.server_type == Some(ServerType::Hps);
        match (&self.flavor, &self.resource_flavor) {
            (None, None) => return invalid_request("flavor or resource_flavor is missing"),
            (Some(_), Some(_)) => return invalid_request("set either flavor or resource_flavor, not both"),
            _ => {}
        }
        if is_supernode && self.count.is_some() {
            return invalid_request("count is not allowed for supernodes");
        }
        if is_supernode && matches!(self.login, ServerLogin::AdminPass(_)) {
            return invalid_request("a supernode requires key_pair_name instead of admin_pass");
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
        Ok(object([
            ("admin_pass", self.login.admin_pass()?.map(Value::from)),
            ("arch", self.arch.as_ref().map(|arch| arch.as_str().into())),
            ("availability_zone", self.availability_zone.as_deref().map(Value::from)),
            ("charging_info", self.charging_info.as_ref().map(|info| json!(info))),
            ("count", self.count.map(Value::from)),
            ("data_volume", self.data_volume.as_ref().map(|disk| json!(disk))),
            ("enterprise_project_id", self.enterprise_project_id.as_deref().map(Value::from)),
            ("flavor", self.flavor.as_deref().map(Value::from)),
            ("hps_cluster_id", self.hps_cluster_id.as_deref().map(Value::from)),
            ("image_id", Some(self.image_id.as_str().into())),
            ("key_pair_name", self.login.key_pair_name()?.map(Value::from)),
            ("name", Some(validate_name(&self.name)?.into())),
            ("network", Some(json!(self.network))),
            ("resource_flavor", self.resource_flavor.as_deref().map(Value::from)),
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
            (None, None) => Err(Error::new(ErrorKind::Decode, "the response has neither id nor order_id")),
            _ => Ok(server),
        }
    }
}
