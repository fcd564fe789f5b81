//! The operations, one file each.
//!
//! | group | operations |
//! |---|---|
//! | stop, start, reboot | [`StopInstance`], [`StartInstance`], [`RebootInstance`] |
//! | the same for many at once | [`BatchStopInstances`], [`BatchStartInstances`], [`BatchRebootInstances`] |
//! | look | [`GetInstance`], [`ListInstances`], [`ListInstancesByIds`], [`ListNoChargeInstances`] |
//! | release | [`ReleaseInstance`], [`ReleaseInstanceWithRelated`], [`BatchReleaseInstances`], [`ReleasePrepaidInstance`] |
//! | guard | [`SetAutoRelease`], [`SetDeletionProtection`] |
//! | what there is | [`ListFlavorSpecs`], [`ListZones`], [`DescribeRegions`] |

mod batch_reboot_instances;
mod batch_release_instances;
mod batch_start_instances;
mod batch_stop_instances;
mod describe_regions;
mod get_instance;
mod list_flavor_specs;
mod list_instances;
mod list_instances_by_ids;
mod list_no_charge_instances;
mod list_zones;
mod reboot_instance;
mod release_instance;
mod release_instance_with_related;
mod release_prepaid_instance;
mod set_auto_release;
mod set_deletion_protection;
mod start_instance;
mod stop_instance;

pub use batch_reboot_instances::BatchRebootInstances;
pub use batch_release_instances::BatchReleaseInstances;
pub use batch_start_instances::BatchStartInstances;
pub use batch_stop_instances::BatchStopInstances;
pub use describe_regions::{DescribeRegions, DescribeRegionsOutput};
pub use get_instance::{GetInstance, GetInstanceOutput};
pub use list_flavor_specs::{ListFlavorSpecs, ListFlavorSpecsOutput};
pub use list_instances::ListInstances;
pub use list_instances_by_ids::ListInstancesByIds;
pub use list_no_charge_instances::ListNoChargeInstances;
pub use list_zones::{ListZones, ListZonesOutput};
pub use reboot_instance::RebootInstance;
pub use release_instance::ReleaseInstance;
pub use release_instance_with_related::ReleaseInstanceWithRelated;
pub use release_prepaid_instance::{ReleasePrepaidInstance, ReleasePrepaidInstanceOutput};
pub use set_auto_release::SetAutoRelease;
pub use set_deletion_protection::SetDeletionProtection;
pub use start_instance::StartInstance;
pub use stop_instance::StopInstance;

use http::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::operation::{UnsignedRequest, parse};
use tingji_core::{Error, ErrorKind, InstanceId, Result, lenient};
use tingji_signing_core::encode::query_string;

const JSON: &str = "application/json; charset=utf-8";

/// The most ids that one request may name.
const MAX_IDS: usize = 100;

/// Nothing: the vendor took it on, and answers with an empty body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Accepted {}

impl<'de> Deserialize<'de> for Accepted {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Null => Ok(Self {}),
            Value::Object(fields) if !fields.contains_key("code") => Ok(Self {}),
            // An error that came with a success, or another server's JSON.
            _ => Err(serde::de::Error::custom("not the answer of something taken on")),
        }
    }
}

/// What came of a request for many. The documents name no body, the vendor's Go SDK expects one:
/// both are read, and without a body nothing failed.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
pub struct BatchOutcome {
    /// The vendor's id of the request.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub request_id: Option<String>,
    /// The instances that it did not take on.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub failed_instance_id_list: Vec<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl BatchOutcome {
    fn read(payload: Value) -> Result<Self> {
        if payload.is_null() { Ok(Self::default()) } else { parse(payload) }
    }
}

/// The path of an instance; the id is checked, so that it can't leave its segment.
fn path(id: &str) -> Result<String> {
    Ok(format!("/v2/instance/{}", InstanceId::new(id, None)?.id()))
}

/// A request with a JSON body.
fn with_json(method: Method, path: &str, body: &impl Serialize) -> UnsignedRequest {
    UnsignedRequest::new(method, path).body(JSON, serde_json::json!(body).to_string())
}

/// An action on many instances: the action is a bare key of the query.
fn batch(
    action: &str,
    ids: &[String],
    token: Option<&str>,
    body: &impl Serialize,
) -> Result<UnsignedRequest> {
    check_ids(ids)?;
    let draft = with_json(Method::PUT, "/v2/instance/batchAction", body);
    Ok(draft.query(action_query(action, token)?))
}

/// The query of an action: a bare key, and perhaps a token that makes repeats one.
fn action_query(action: &str, token: Option<&str>) -> Result<String> {
    let Some(token) = token else { return Ok(action.to_owned()) };
    if !token.is_ascii() || !(1..=64).contains(&token.len()) {
        return refuse("a clientToken is 1 to 64 ASCII characters");
    }
    Ok(format!("{action}&{}", query_string([("clientToken", token)])))
}

/// 1 to 100 ids that can be ones.
fn check_ids(ids: &[String]) -> Result<()> {
    match ids.len() {
        1..=MAX_IDS => ids.iter().try_for_each(|id| InstanceId::new(id, None).map(|_| ())),
        count => refuse(format!("instanceIds must hold 1 to {MAX_IDS} ids and holds {count}")),
    }
}

fn refuse<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::InvalidRequest, message))
}

/// How many a page may hold, as text.
fn page_size(max_keys: Option<u32>) -> Result<Option<String>> {
    match max_keys {
        None | Some(1..=1000) => Ok(max_keys.map(|keys| keys.to_string())),
        Some(keys) => refuse(format!("maxKeys is 1 to 1000 and not {keys}")),
    }
}

/// A query of those parameters that are given.
fn query_of(pairs: &[(&'static str, Option<String>)]) -> String {
    query_string(pairs.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))))
}

/// Several values of one parameter. A comma within one would make two of it, and an empty one none.
fn joined(name: &str, values: &[String]) -> Result<Option<String>> {
    if values.len() > MAX_IDS {
        return refuse(format!("{name} must hold at most {MAX_IDS} values and holds {}", values.len()));
    }
    match values.iter().find(|value| value.is_empty() || value.contains(',')) {
        Some(value) => refuse(format!("{name} can't hold {value:?}: a value is not empty and has no comma")),
        None => Ok((!values.is_empty()).then(|| values.join(","))),
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}
