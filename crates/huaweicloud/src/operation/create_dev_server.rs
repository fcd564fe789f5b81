use http::Method;
use tingji_core::operation::parse;
use tingji_core::params::{expose, invalid_request};
use tingji_core::{Error, ErrorKind, Result, Secret, operation};

use super::operating_system::{ServerLogin, os_body};
use super::request::with_body;
use crate::model::{Arch, ChargingInfo, DataVolume, RootVolume, ServerNetwork, ServerResponse, ServerType};
use crate::protocol::ModelArts;
use crate::validate::{validate_length, validate_name, validate_range};

operation! {
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
    /// let create = CreateDevServer::new("train-1", "c90fb553-2cdb-4b81-b56a-ef68812c6cf7", network, login)
    ///     .flavor("modelarts.vm.cpu.8ud")
    ///     .charging_info(ChargingInfo::new(ChargingMode::PostPaid, 1, PeriodType::Hour));
    /// assert!(client.send(&create).await?.id.is_some());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/CreateDevServer.html>
    pub struct CreateDevServer: ModelArts, Never -> ServerResponse;
    /// Creates a server with this `name` (1 to 64 letters, digits, `-`, `_` and `.`), `image_id` and
    /// `network`. `login` is an `admin_pass` or a `key_pair_name`; a supernode accepts only the latter. The
    /// caller must also set a flavor.
    new(
        "name" => name: String,
        "image_id" => image_id: String,
        "network" => network: ServerNetwork,
        => login: ServerLogin,
    );
    /// Name of the flavor; exclusive with `resource_flavor`.
    "flavor" => flavor: Option<String>;
    /// Name of the resource flavor; exclusive with `flavor`.
    "resource_flavor" => resource_flavor: Option<String>;
    /// Processor architecture.
    "arch" => arch: Option<Arch>;
    /// Availability zone.
    "availability_zone" => availability_zone: Option<String>;
    /// Billing of the server.
    "charging_info" => charging_info: Option<ChargingInfo>;
    /// Number of servers, 1 to 10; not for supernodes. The vendor's default is 1.
    "count" => count: Option<u32>;
    /// Enterprise project of the server.
    "enterprise_project_id" => enterprise_project_id: Option<String>;
    /// Kind of the machine below the server.
    "server_type" => server_type: Option<ServerType>;
    /// System disk.
    "root_volume" => root_volume: Option<RootVolume>;
    /// Data disks.
    "data_volume" => data_volume: Option<DataVolume>;
    /// Cluster network; for supernodes.
    "hps_cluster_id" => hps_cluster_id: Option<String>;
    /// Script or text for the first boot, in Base64, at most 32 KiB before encoding. It may contain
    /// passwords, so it is never printed. The name is that of the vendor's SDK; the vendor's Terraform
    /// provider writes `userdata`.
    "user_data" => user_data: Option<Secret> as expose;
    request(self, project) {
        self.check()?;
        with_body(Method::POST, project, "", &[], &os_body(self, &self.login, &self.user_data)?)
    }
    decode(self, payload) {
        let server: ServerResponse = parse(payload)?;
        match (&server.id, &server.order_id) {
            (None, None) => Err(Error::new(ErrorKind::Decode, "the response has neither id nor order_id")),
            _ => Ok(server),
        }
    }
}

impl CreateDevServer {
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
        validate_name(&self.name)?;
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
}
