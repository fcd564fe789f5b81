//! A cloud in memory with a provider of its own, which no other crate knows.

use std::sync::{Arc, Mutex};

use tingji_core::credentials::{CredentialContext, FoundAccount, ProviderChain};
use tingji_core::error_codes::ErrorCodeTable;
use tingji_core::lifecycle::{
    Acknowledgement, Capabilities, DeleteRequest, Filter, Lookup, OperationNames, Page, RebootRequest,
    ShutdownMode, StartRequest, StopRequest, Support,
};
use tingji_core::provider::{
    ConnectOptions, IdRules, ProfileSchema, Projects, Provider, RegionLocation, has_suffix,
};
use tingji_core::{DynLifecycle, Instance, InstanceId, Lifecycle, Phase, Result, State, Text};

/// Description of the cloud.
pub(crate) static PROVIDER: Provider = Provider {
    name: "toy",
    aliases: &["plaything"],
    display_name: Text::new("Toy Cloud", "玩具云"),
    scheme: "none",
    default_region: Some("attic"),
    region_location: RegionLocation::Request,
    regions: &["attic"],
    ids: IdRules { matches: is_id, example: "toy-1", has_versions: false },
    spot_stop: ShutdownMode::Graceful,
    projects: Projects::None,
    credential_variables: ["TOY_KEY", "TOY_SECRET"],
    token_variable: None,
    credential_files: &[],
    profile: ProfileSchema {
        key: "key",
        secret: "secret",
        token: None,
        user: None,
        settings: &["region", "endpoint"],
    },
    codes: ErrorCodeTable { page: "https://toy.example/errors", entries: &[], suffixes: &[] },
    states: &[],
    capabilities: &CAPABILITIES,
    chain: &CHAIN,
    connect,
};

const NO: Support = Support::No(Text::new("the toy cloud can't do that", "玩具云不支持此操作"));

static CAPABILITIES: Capabilities = Capabilities {
    start: NO,
    reboot: NO,
    delete: NO,
    force: NO,
    no_charge: NO,
    dry_run: NO,
    idempotency_token: NO,
    batch_stop: NO,
    scheduled_stop: NO,
    lookup: Lookup::ByIds { max: 10 },
    still_charged: Text::new("nothing", "无"),
    end_charges: Text::new("stop it", "停机"),
    end_prepaid: None,
    requests: OperationNames { stop: "PutAway", start: "", reboot: "", delete: "", force: "", no_charge: "" },
    page: "https://toy.example",
};

static CHAIN: ProviderChain = ProviderChain {
    variables: from_env,
    files: |_, _| Ok(None),
    profile_names: |_| Ok(Vec::new()),
    metadata: None,
    metadata_env: &[],
    region: &["TOY_REGION"],
    zone: &[],
    project_id: &[],
};

fn from_env(context: &CredentialContext) -> Result<Option<FoundAccount>> {
    let [key, secret] = PROVIDER.credential_variables;
    context.key_pair(&[key], &[secret], &[])
}

fn is_id(id: &str) -> bool {
    has_suffix(id, "toy-")
}

#[allow(clippy::needless_pass_by_value, reason = "the signature of a descriptor")]
fn connect(options: ConnectOptions) -> Result<Arc<dyn DynLifecycle>> {
    options.keys(&PROVIDER)?;
    Ok(Arc::new(ToyCloud { is_stopped: Mutex::new(false) }))
}

/// Cloud with the single instance `toy-1`.
struct ToyCloud {
    is_stopped: Mutex<bool>,
}

impl ToyCloud {
    fn instance(&self) -> Instance {
        let is_stopped = *self.is_stopped.lock().unwrap();
        let state =
            if is_stopped { State::new(Phase::Stopped, "Away") } else { State::new(Phase::Running, "Out") };
        let mut instance = Instance::new("toy-1".parse().unwrap(), state);
        instance.region = Some("attic".to_owned());
        instance.name = "bear".to_owned();
        instance
    }
}

impl Lifecycle for ToyCloud {
    fn cloud(&self) -> &'static str {
        PROVIDER.name
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    async fn list(&self, _: &Filter, _: Option<String>) -> Result<Page> {
        Ok(Page { instances: vec![self.instance()], next: None })
    }

    async fn get_many(&self, ids: &[InstanceId]) -> Result<Vec<Instance>> {
        let mut found = vec![self.instance()];
        found.retain(|instance| ids.contains(&instance.id));
        Ok(found)
    }

    async fn send_stop(&self, _: &Instance, request: &StopRequest) -> Result<Acknowledgement> {
        let checked = CAPABILITIES.check_stop(request);
        *self.is_stopped.lock().unwrap() |= checked.is_ok();
        checked.map(|()| Acknowledgement::default())
    }

    async fn send_start(&self, _: &Instance, request: &StartRequest) -> Result<Acknowledgement> {
        CAPABILITIES.check_start(request).map(|()| Acknowledgement::default())
    }

    async fn send_reboot(&self, _: &Instance, request: &RebootRequest) -> Result<Acknowledgement> {
        CAPABILITIES.check_reboot(request).map(|()| Acknowledgement::default())
    }

    async fn send_delete(&self, _: &Instance, request: &DeleteRequest) -> Result<Acknowledgement> {
        CAPABILITIES.check_delete(request).map(|()| Acknowledgement::default())
    }
}
