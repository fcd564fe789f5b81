//! [`Scenario`]: accounts, instances, faults and timing of a sandbox.

pub(crate) mod account;
pub(crate) mod instance;
pub(crate) mod transition;

use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::cloud::Cloud;
use crate::faults::rule::Fault;
use crate::scenario::account::SandboxAccount;
use crate::scenario::instance::InstanceSpec;
use crate::scenario::transition::Transition;

/// The instances of [`Scenario::default`], in the format of a scenario file.
const DEMO: &str = include_str!("scenario/demo.json");

/// Time for which CompShare locks an instance, if a scenario does not set it. The vendor documents ten minutes.
const DEFAULT_LOCK_MS: u64 = 600_000;

/// The state of the five clouds at the start. The README documents the file format.
///
/// ```
/// use tingji_sandbox::{Scenario, Transition};
///
/// let scenario = Scenario::from_json(r#"{"transition": {"after_describes": 2}}"#).unwrap();
/// assert_eq!(scenario.transition, Transition::AfterDescribes(2));
/// assert!(scenario.instances.len() >= 12, "the demo's instances, because the file has none");
///
/// let error = Scenario::from_json(r#"{"instances": [{"cloud": "bce", "id": "i-1", "colour": "red"}]}"#);
/// assert!(error.unwrap_err().to_string().starts_with("instances[0] \"i-1\": unknown field `colour`"));
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "ScenarioFields")]
#[non_exhaustive]
pub struct Scenario {
    /// Accounts whose signatures are accepted. A cloud without an account gets an invented one.
    pub accounts: Vec<SandboxAccount>,
    /// Time that a stop takes, for instances without a value of their own. Default: 2 seconds.
    pub transition: Transition,
    /// Longest time for which CompShare locks an instance after an accepted operation, in milliseconds.
    /// Default: 600,000.
    pub lock_ms: u64,
    /// True if CompShare's list must name a region, as the vendor's newest page requires. Default: false; a list
    /// without a region then contains the instances of all regions.
    pub region_required: bool,
    /// Offset of the clouds' clocks from this machine's, in seconds; negative if they are behind. Default: 0.
    pub clock_skew_s: i64,
    /// Seed of invented ids; random ids if absent. With a seed and a frozen [clock](crate::SandboxClock), the same
    /// requests get the same responses in every run.
    pub seed: Option<u64>,
    /// The instances. Default: the demo's fleet.
    pub instances: Vec<InstanceSpec>,
    /// Fault rules. The first rule that matches a request applies.
    pub faults: Vec<Fault>,
    /// Seed of the random numbers for [`Fault::probability`]. Default: 0.
    pub fault_seed: u64,
}

impl Default for Scenario {
    /// The demo: five invented accounts, and instances on all five clouds.
    fn default() -> Self {
        ScenarioFields::default().into()
    }
}

impl Scenario {
    /// The invented accounts without any instance.
    pub fn empty() -> Self {
        ScenarioFields { instances: Some(Vec::new()), ..ScenarioFields::default() }.into()
    }

    /// Parses a scenario file.
    ///
    /// # Errors
    ///
    /// A one-line text that names the place: line and column of a syntax error, or the account, instance or fault that is
    /// invalid and the reason.
    pub fn from_json(text: &str) -> Result<Self, ScenarioError> {
        let value: Value = serde_json::from_str(text).map_err(|error| ScenarioError(error.to_string()))?;
        if !value.is_object() {
            // serde would read an array as the fields in their order.
            return Err(ScenarioError("a scenario is a JSON object".to_owned()));
        }
        check_items::<SandboxAccount>(&value, "accounts")?;
        check_items::<InstanceSpec>(&value, "instances")?;
        check_items::<Fault>(&value, "faults")?;
        let scenario: Self =
            serde_json::from_value(value).map_err(|error| ScenarioError(error.to_string()))?;
        scenario.check()?;
        Ok(scenario)
    }

    /// Checks that ids are valid and unique, and that fault rules are consistent.
    pub(crate) fn check(&self) -> Result<(), ScenarioError> {
        let mut ids = HashSet::new();
        for (index, instance) in self.instances.iter().enumerate() {
            let is_new = ids.insert((instance.cloud, &instance.id));
            check_instance(instance, is_new)
                .map_err(|reason| ScenarioError(format!("instances[{index}] {:?}: {reason}", instance.id)))?;
        }
        for (index, fault) in self.faults.iter().enumerate() {
            fault.check().map_err(|reason| ScenarioError(format!("faults[{index}]: {reason}")))?;
        }
        Ok(())
    }
}

fn check_instance(instance: &InstanceSpec, is_new: bool) -> Result<(), &'static str> {
    if instance.id.is_empty() || instance.id.contains(['/', '@', '?', ' ']) {
        return Err("an id is not empty and has no '/', '@', '?' or space");
    }
    if !is_new {
        return Err("this id occurs twice in its cloud");
    }
    if !instance.versions.is_empty() && instance.cloud != Cloud::Ucloud {
        return Err("only UCloud's services have versions");
    }
    Ok(())
}

/// Parses the items of a list one by one, so that the error names the item; `serde_json` does not.
fn check_items<T: DeserializeOwned>(value: &Value, list: &str) -> Result<(), ScenarioError> {
    for (index, item) in value[list].as_array().into_iter().flatten().enumerate() {
        if let Err(error) = serde_json::from_value::<T>(item.clone()) {
            let name = item["id"].as_str().map(|id| format!(" {id:?}")).unwrap_or_default();
            return Err(ScenarioError(format!("{list}[{index}]{name}: {error}")));
        }
    }
    Ok(())
}

/// The reason why a scenario is invalid, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioError(String);

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ScenarioError {}

/// The fields of a scenario file, all optional.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ScenarioFields {
    accounts: Vec<SandboxAccount>,
    transition: Transition,
    lock_ms: Option<u64>,
    region_required: bool,
    clock_skew_s: i64,
    seed: Option<u64>,
    instances: Option<Vec<InstanceSpec>>,
    faults: Vec<Fault>,
    fault_seed: u64,
}

impl From<ScenarioFields> for Scenario {
    fn from(fields: ScenarioFields) -> Self {
        let mut accounts = fields.accounts;
        for cloud in Cloud::ALL {
            if !accounts.iter().any(|account| account.cloud == cloud) {
                accounts.push(SandboxAccount::invented(cloud));
            }
        }
        Self {
            accounts,
            transition: fields.transition,
            lock_ms: fields.lock_ms.unwrap_or(DEFAULT_LOCK_MS),
            region_required: fields.region_required,
            clock_skew_s: fields.clock_skew_s,
            seed: fields.seed,
            instances: fields.instances.unwrap_or_else(demo_instances),
            faults: fields.faults,
            fault_seed: fields.fault_seed,
        }
    }
}

#[expect(clippy::expect_used, reason = "the text is a constant, and a test parses it")]
fn demo_instances() -> Vec<InstanceSpec> {
    serde_json::from_str(DEMO).expect("the demo is a list of instances")
}
