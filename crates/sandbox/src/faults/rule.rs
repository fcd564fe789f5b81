//! [`Fault`]: a rule that makes requests fail.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::cloud::Cloud;
use crate::faults::kind::{FaultKind, FaultTiming, Framing, Truncation};
use crate::faults::operation_class::OperationClass;

/// A fault rule: a kind of fault, and the requests that meet it.
///
/// A rule applies to a request only if all its conditions match: cloud, operation, id, `skip`, `times` and probability.
/// Without any condition, it applies to every request to every cloud.
///
/// ```
/// use tingji_sandbox::{Cloud, Fault};
///
/// let fault = Fault::reset().after_effect().on(Cloud::Bce).operation("stop").times(1);
/// let json = r#"{"cloud": "bce", "operation": "stop", "fault": "reset", "when": "after", "times": 1}"#;
/// assert_eq!(fault, serde_json::from_str(json).unwrap());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Value")]
#[non_exhaustive]
pub struct Fault {
    /// The kind of fault, with its parameters.
    #[serde(flatten)]
    pub kind: FaultKind,
    /// The cloud; all clouds if absent.
    pub cloud: Option<Cloud>,
    /// `stop`, `describe` (a poll of named instances), `list` (a list of all instances), `any`, or the vendor's name
    /// of an operation. Default: `any`.
    pub operation: String,
    /// The instance; only requests that name it match. [`FaultKind::Stale`] also matches lists, and then shows past
    /// states of this instance alone.
    pub id: Option<String>,
    /// Timing of the fault; the default depends on the kind.
    #[serde(rename = "when")]
    pub timing: Option<FaultTiming>,
    /// Number of requests that go wrong; unlimited if absent.
    pub times: Option<u64>,
    /// Number of matching requests that pass first. Default: 0.
    pub skip: u64,
    /// Probability that a matching request goes wrong, from 0 to 1, drawn from the scenario's `fault_seed`.
    /// Default: 1.
    pub probability: f64,
}

/// The fields of a rule in JSON.
#[derive(Deserialize)]
struct FaultFields {
    #[serde(flatten)]
    kind: FaultKind,
    cloud: Option<Cloud>,
    operation: Option<String>,
    id: Option<String>,
    when: Option<FaultTiming>,
    times: Option<u64>,
    #[serde(default)]
    skip: u64,
    probability: Option<f64>,
}

impl TryFrom<Value> for Fault {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let Value::Object(object) = &value else { return Err("a fault is a JSON object".to_owned()) };
        let fields: FaultFields = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
        let fault = Self {
            kind: fields.kind,
            cloud: fields.cloud,
            operation: fields.operation.unwrap_or_else(any_operation),
            id: fields.id,
            timing: fields.when,
            times: fields.times,
            skip: fields.skip,
            probability: fields.probability.unwrap_or(1.0),
        };
        // serde can't reject unknown fields beside a flattened enum: a field that is not written back is unknown.
        let known = serde_json::to_value(&fault).map_err(|error| error.to_string())?;
        if let Some(name) = object.keys().find(|name| known.get(name.as_str()).is_none()) {
            return Err(format!("unknown field `{name}` of the fault `{}`", fault.kind.name()));
        }
        fault.check()?;
        Ok(fault)
    }
}

fn any_operation() -> String {
    "any".to_owned()
}

impl Fault {
    /// A rule that applies this fault to every request.
    pub fn new(kind: FaultKind) -> Self {
        Self {
            kind,
            cloud: None,
            operation: any_operation(),
            id: None,
            timing: None,
            times: None,
            skip: 0,
            probability: 1.0,
        }
    }

    /// [`FaultKind::Latency`].
    pub fn latency(ms: u64) -> Self {
        Self::new(FaultKind::Latency { ms })
    }

    /// [`FaultKind::TimeOut`].
    pub fn time_out() -> Self {
        Self::new(FaultKind::TimeOut)
    }

    /// [`FaultKind::Reset`].
    pub fn reset() -> Self {
        Self::new(FaultKind::Reset)
    }

    /// [`FaultKind::Http`].
    pub fn http(status: u16) -> Self {
        Self::new(FaultKind::Http { status })
    }

    /// [`FaultKind::TooManyRequests`], with `Retry-After` in seconds or without.
    pub fn too_many_requests(retry_after_s: Option<u64>) -> Self {
        Self::new(FaultKind::TooManyRequests { retry_after_s, as_date: false })
    }

    /// [`FaultKind::Throttle`] without `Retry-After`.
    pub fn throttle() -> Self {
        Self::new(FaultKind::Throttle { retry_after_s: None })
    }

    /// [`FaultKind::Refusal`] of this cloud.
    pub fn refusal(cloud: Cloud, status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(FaultKind::Refusal { status, code: code.into(), message: message.into() }).on(cloud)
    }

    /// [`FaultKind::Html`].
    pub fn html(status: u16) -> Self {
        Self::new(FaultKind::Html { status })
    }

    /// [`FaultKind::Truncated`].
    pub fn truncated(truncation: Truncation) -> Self {
        Self::new(FaultKind::Truncated { truncation })
    }

    /// [`FaultKind::Oversized`].
    pub fn oversized(framing: Framing) -> Self {
        Self::new(FaultKind::Oversized { framing })
    }

    /// [`FaultKind::Redirect`].
    pub fn redirect(status: u16) -> Self {
        Self::new(FaultKind::Redirect { status })
    }

    /// [`FaultKind::Lock`].
    pub fn lock(seconds: u32) -> Self {
        Self::new(FaultKind::Lock { seconds })
    }

    /// [`FaultKind::Stale`] with the states at this many polls ago.
    pub fn stale_polls(polls: u32) -> Self {
        Self::new(FaultKind::Stale { seconds: 0, polls })
    }

    /// Limits the rule to one cloud.
    pub fn on(mut self, cloud: Cloud) -> Self {
        self.cloud = Some(cloud);
        self
    }

    /// Limits the rule to `stop`, `describe`, `list` or the vendor's name of an operation.
    pub fn operation(mut self, operation: impl Into<String>) -> Self {
        self.operation = operation.into();
        self
    }

    /// Limits the rule to one instance.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Prevents the processing of the request.
    pub fn before_effect(mut self) -> Self {
        self.timing = Some(FaultTiming::Before);
        self
    }

    /// Lets the request take effect before the fault.
    pub fn after_effect(mut self) -> Self {
        self.timing = Some(FaultTiming::After);
        self
    }

    /// Limits the number of requests that go wrong.
    pub fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// Lets this number of matching requests pass first.
    pub fn skip(mut self, skip: u64) -> Self {
        self.skip = skip;
        self
    }

    /// Sets the probability of the fault, from 0 to 1.
    pub fn probability(mut self, probability: f64) -> Self {
        self.probability = probability;
        self
    }

    /// Checks that the fields of the rule are valid and consistent.
    ///
    /// # Errors
    ///
    /// A text that names the first invalid field and its valid values.
    pub fn check(&self) -> Result<(), String> {
        self.kind.check()?;
        let name = self.kind.name();
        if !(0.0..=1.0).contains(&self.probability) {
            return Err("the probability must be 0 to 1".to_owned());
        }
        if self.operation.is_empty() || self.id.as_deref() == Some("") {
            return Err("operation and id must not be empty; omit them to match all".to_owned());
        }
        if self.timing.is_some() && self.kind.default_timing().is_none() {
            return Err(format!("{name} has no timing: omit `when`"));
        }
        if OperationClass::from_rule(&self.operation).is_some_and(|class| !self.kind.applies_to(class)) {
            return Err(format!("the fault {name} does not apply to the operation `{}`", self.operation));
        }
        self.check_cloud()
    }

    fn check_cloud(&self) -> Result<(), String> {
        match (&self.kind, self.cloud) {
            (FaultKind::Refusal { .. }, None) => Err("refusal: the rule must name its cloud".to_owned()),
            (FaultKind::Refusal { code, .. }, Some(Cloud::Ucloud | Cloud::Compshare))
                if code.parse::<i64>().is_err() =>
            {
                Err(format!("refusal: the code {code:?} must be a number for this cloud"))
            }
            (FaultKind::Processing { .. }, cloud) if cloud != Some(Cloud::Volcengine) => {
                Err("processing: the rule must name the cloud volcengine, the only one with this fault"
                    .to_owned())
            }
            _ => Ok(()),
        }
    }

    /// Timing of the fault. A fault without a timing counts as [`FaultTiming::Before`].
    pub(crate) fn effective_timing(&self) -> FaultTiming {
        self.timing.or(self.kind.default_timing()).unwrap_or(FaultTiming::Before)
    }
}
