//! [`Scenario`]: who may sign, what runs, and how long a stop takes.

use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tingji_core::{Credential, Secret};

use crate::cloud::Cloud;
use crate::fault::Fault;

/// The fleet of [`Scenario::default`], in the form of a scenario file.
const DEMO: &str = include_str!("demo.json");

/// The state of five clouds at the start. The README has the file format.
///
/// ```
/// use tingji_sandbox::{Scenario, Transition};
///
/// let scenario = Scenario::from_json(r#"{"transition": {"after_describes": 2}}"#).unwrap();
/// assert_eq!(scenario.transition, Transition::AfterDescribes(2));
/// assert!(scenario.instances.len() >= 12, "what a file leaves out is the demo's");
///
/// let error = Scenario::from_json(r#"{"instances": [{"cloud": "bce", "id": "i-1", "colour": "red"}]}"#);
/// assert!(error.unwrap_err().to_string().starts_with("instances[0] \"i-1\": unknown field `colour`"));
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
#[non_exhaustive]
pub struct Scenario {
    /// Who may sign. A cloud without an account here gets an invented one.
    pub accounts: Vec<Account>,
    /// How long a stop takes, where an instance does not say otherwise.
    pub transition: Transition,
    /// How long CompShare locks an instance after an accepted operation, in milliseconds.
    pub lock_ms: u64,
    /// Whether CompShare lists instances of a named region alone, as its newest page has it. By
    /// default it lists those of all regions where none is named.
    pub region_required: bool,
    /// How far the clouds' clocks are ahead of this machine's, in seconds; negative is behind.
    pub clock_skew_s: i64,
    /// Where the ids count from that the sandbox invents; at random if absent. With a seed and a
    /// [clock](crate::Clock) that stands still, the same requests get the same answers on every run.
    pub seed: Option<u64>,
    /// What there is to stop.
    pub instances: Vec<Instance>,
    /// What goes wrong; the first rule that fits a request has its way.
    pub faults: Vec<Fault>,
    /// What the chances of [`Fault::probability`] are drawn from.
    pub fault_seed: u64,
}

impl Default for Scenario {
    /// The demo: five invented accounts and a fleet on all five clouds.
    fn default() -> Self {
        File::default().into()
    }
}

impl Scenario {
    /// The invented accounts and no instances.
    pub fn empty() -> Self {
        File { instances: Some(Vec::new()), ..File::default() }.into()
    }

    /// Reads a scenario file.
    ///
    /// # Errors
    ///
    /// One line that names the place: a syntax error's line and column, or the account or instance
    /// that is wrong, and how.
    pub fn from_json(text: &str) -> Result<Self, ScenarioError> {
        let value: Value = serde_json::from_str(text).map_err(|error| ScenarioError(error.to_string()))?;
        if !value.is_object() {
            // An array would otherwise be taken for the fields in order.
            return Err(ScenarioError("a scenario is a JSON object".to_owned()));
        }
        check_items::<Account>(&value, "accounts")?;
        check_items::<Instance>(&value, "instances")?;
        check_items::<Fault>(&value, "faults")?;
        let scenario: Self =
            serde_json::from_value(value).map_err(|error| ScenarioError(error.to_string()))?;
        scenario.check()?;
        Ok(scenario)
    }

    /// What a type can't say: ids are there and occur once.
    pub(crate) fn check(&self) -> Result<(), ScenarioError> {
        let mut seen = HashSet::new();
        for (at, instance) in self.instances.iter().enumerate() {
            let wrong = |why: &str| Err(ScenarioError(format!("instances[{at}] {:?}: {why}", instance.id)));
            if instance.id.is_empty() || instance.id.contains(['/', '@', '?', ' ']) {
                return wrong("an id is not empty and has no '/', '@', '?' or space");
            }
            if !seen.insert((instance.cloud, &instance.id)) {
                return wrong("this id occurs twice in its cloud");
            }
            if !instance.versions.is_empty() && instance.cloud != Cloud::Ucloud {
                return wrong("only UCloud's services have versions");
            }
        }
        for (at, fault) in self.faults.iter().enumerate() {
            fault.check().map_err(|why| ScenarioError(format!("faults[{at}]: {why}")))?;
        }
        Ok(())
    }
}

/// Names the item that can't be read, which `serde_json` does not.
fn check_items<T: DeserializeOwned>(value: &Value, list: &str) -> Result<(), ScenarioError> {
    for (at, item) in value[list].as_array().into_iter().flatten().enumerate() {
        if let Err(error) = serde_json::from_value::<T>(item.clone()) {
            let name = item["id"].as_str().map(|id| format!(" {id:?}")).unwrap_or_default();
            return Err(ScenarioError(format!("{list}[{at}]{name}: {error}")));
        }
    }
    Ok(())
}

/// Why a scenario can't be used, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioError(String);

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ScenarioError {}

/// A scenario file; what it leaves out is the demo's.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    accounts: Vec<Account>,
    transition: Transition,
    lock_ms: Option<u64>,
    region_required: bool,
    clock_skew_s: i64,
    seed: Option<u64>,
    instances: Option<Vec<Instance>>,
    faults: Vec<Fault>,
    fault_seed: u64,
}

impl From<File> for Scenario {
    fn from(file: File) -> Self {
        let mut accounts = file.accounts;
        for cloud in Cloud::ALL {
            if !accounts.iter().any(|account| account.cloud == cloud) {
                accounts.push(Account::invented(cloud));
            }
        }
        #[expect(clippy::expect_used, reason = "the text is a constant, and a test reads it")]
        let demo = || serde_json::from_str(DEMO).expect("the demo is a list of instances");
        Self {
            accounts,
            transition: file.transition,
            lock_ms: file.lock_ms.unwrap_or(600_000),
            region_required: file.region_required,
            clock_skew_s: file.clock_skew_s,
            seed: file.seed,
            instances: file.instances.unwrap_or_else(demo),
            faults: file.faults,
            fault_seed: file.fault_seed,
        }
    }
}

/// How a stop gets from accepted to done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Transition {
    /// After so many milliseconds.
    AfterMs(u64),
    /// So many looks still show it on its way; the next one shows it done.
    AfterDescribes(u32),
    /// Not at all.
    Never,
}

impl Default for Transition {
    fn default() -> Self {
        Self::AfterMs(2000)
    }
}

/// Someone who may sign. `Debug` shows no secret.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "AccountFile")]
#[non_exhaustive]
pub struct Account {
    /// The cloud it is an account of.
    pub cloud: Cloud,
    /// Its project, where the cloud has projects. Huawei's always has one.
    pub project_id: Option<String>,
    /// Huawei: a ready token, accepted as `X-Auth-Token`.
    pub token: Option<Secret>,
    credential: Credential,
}

impl Account {
    /// An account with these keys.
    pub fn new(cloud: Cloud, credential: Credential) -> Self {
        let project_id = (cloud == Cloud::Huaweicloud).then(|| "0a1b2c3d4e5f60718293a4b5c6d7e8f9".to_owned());
        Self { cloud, project_id, token: None, credential }
    }

    pub(crate) fn invented(cloud: Cloud) -> Self {
        Self::new(
            cloud,
            Credential::new(format!("sandbox-{cloud}-key"), format!("sandbox-{cloud}-not-a-secret")),
        )
    }

    /// The keys.
    pub fn credential(&self) -> &Credential {
        &self.credential
    }

    pub(crate) fn access_key(&self) -> &str {
        self.credential.access_key()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountFile {
    cloud: Cloud,
    access_key: String,
    secret_key: String,
    security_token: Option<String>,
    project_id: Option<String>,
    token: Option<String>,
}

impl From<AccountFile> for Account {
    fn from(file: AccountFile) -> Self {
        let token = file.security_token.unwrap_or_default();
        let credential = Credential::new(file.access_key, file.secret_key).with_security_token(token);
        let usual = Self::new(file.cloud, credential);
        Self { project_id: file.project_id.or(usual.project_id), token: file.token.map(Secret::new), ..usual }
    }
}

/// One thing to stop. An empty text stands for what is usual in that cloud.
///
/// ```
/// use tingji_sandbox::{Cloud, Instance, Sandbox, Scenario};
///
/// let mut instance = Instance::new(Cloud::Compshare, "uhost-1");
/// instance.spot = true;
/// let mut scenario = Scenario::empty();
/// scenario.instances.push(instance);
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Instance {
    /// Where it runs.
    pub cloud: Cloud,
    /// The vendor's id.
    pub id: String,
    /// The vendor's region.
    #[serde(default)]
    pub region: String,
    /// The vendor's zone.
    #[serde(default)]
    pub zone: String,
    /// A name; the id if empty.
    #[serde(default)]
    pub name: String,
    /// The state in the vendor's word; running if empty.
    #[serde(default)]
    pub state: String,
    /// The way of charging in the vendor's word; pay as you go if empty.
    #[serde(default)]
    pub charge_type: String,
    /// The machine type, flavor or spec in the vendor's word.
    #[serde(default)]
    pub instance_type: String,
    /// A spot instance.
    #[serde(default)]
    pub spot: bool,
    /// The name of its graphics card; none if empty.
    #[serde(default)]
    pub gpu: String,
    /// How many cards; one if 0 and there is a name.
    #[serde(default)]
    pub gpu_count: u32,
    /// An image of it is being made, so it can't be stopped.
    #[serde(default)]
    pub image_in_progress: bool,
    /// Another operation holds it, for the scenario's `lock_ms`.
    #[serde(default)]
    pub locked: bool,
    /// It has disks inside the host, and so can't be stopped without charge.
    #[serde(default)]
    pub local_disk: bool,
    /// Whether its type can be stopped without charge. By default not on Baidu with a card, else yes.
    #[serde(default)]
    pub no_charge: Option<bool>,
    /// Huawei: the project it is in; the first account's if empty.
    #[serde(default)]
    pub project_id: String,
    /// Huawei: the id of the supernode it is a node of; none if empty.
    #[serde(default)]
    pub supernode: String,
    /// UCloud: the versions of the service.
    #[serde(default)]
    pub versions: Vec<Version>,
    /// How long a stop takes; the scenario's if absent.
    #[serde(default)]
    pub transition: Option<Transition>,
    /// The state a stop ends in; the vendor's word for stopped if empty. For failures: `STOP_FAILED`.
    #[serde(default)]
    pub ends_in: String,
}

impl Instance {
    /// A running instance with everything usual.
    pub fn new(cloud: Cloud, id: impl Into<String>) -> Self {
        Self {
            cloud,
            id: id.into(),
            region: String::new(),
            zone: String::new(),
            name: String::new(),
            state: String::new(),
            charge_type: String::new(),
            instance_type: String::new(),
            spot: false,
            gpu: String::new(),
            gpu_count: 0,
            image_in_progress: false,
            locked: false,
            local_disk: false,
            no_charge: None,
            project_id: String::new(),
            supernode: String::new(),
            versions: Vec::new(),
            transition: None,
            ends_in: String::new(),
        }
    }

    /// The instance with the usual in place of what is empty.
    pub(crate) fn filled(mut self, project_id: &str) -> Self {
        let usual = self.cloud.words();
        let fill = |field: &mut String, value: &str| {
            if field.is_empty() {
                value.clone_into(field);
            }
        };
        // A zone belongs to its region, so that only the usual region has the usual zone.
        let zone = if self.region.is_empty() || self.region == usual.region {
            usual.zone.to_owned()
        } else {
            format!("{}-01", self.region)
        };
        fill(&mut self.zone, &zone);
        fill(&mut self.region, usual.region);
        fill(&mut self.name, &self.id.clone());
        fill(&mut self.state, usual.running);
        fill(&mut self.charge_type, usual.pay_as_you_go);
        fill(&mut self.instance_type, usual.instance_type);
        fill(&mut self.project_id, project_id);
        fill(&mut self.ends_in, usual.stopped);
        self.gpu_count = if self.gpu.is_empty() { 0 } else { self.gpu_count.max(1) };
        self
    }
}

/// One version of a UCloud service.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Version {
    /// Its name, such as `5-6`.
    pub version: String,
    /// Its state in the vendor's word; `Started` if absent.
    #[serde(default = "started")]
    pub state: String,
}

impl Version {
    /// A started version.
    pub fn new(version: impl Into<String>) -> Self {
        Self { version: version.into(), state: started() }
    }
}

fn started() -> String {
    "Started".to_owned()
}
