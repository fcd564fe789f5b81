//! [`Fault`]: one rule.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::class::Class;
use super::kind::{Cut, Framing, Kind};
use crate::cloud::Cloud;

/// A rule: which requests go wrong, and how.
///
/// ```
/// use tingji_sandbox::{Cloud, Fault};
///
/// let fault = Fault::reset().after_effect().on(Cloud::Bce).operation("stop").times(1);
/// let same = r#"{"cloud": "bce", "operation": "stop", "fault": "reset", "when": "after", "times": 1}"#;
/// assert_eq!(fault, serde_json::from_str(same).unwrap());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Value")]
#[non_exhaustive]
pub struct Fault {
    /// What goes wrong.
    #[serde(flatten)]
    pub kind: Kind,
    /// The cloud; all if absent.
    pub cloud: Option<Cloud>,
    /// `stop`, `describe` (a look at instances that it names), `list` (at all), `any`, or the vendor's
    /// name of an operation.
    pub operation: String,
    /// The instance: only requests that name it. [`Kind::Stale`] also meets lists, and shows the past of
    /// this instance alone.
    pub id: Option<String>,
    /// Whether the request is acted upon first; by the kind if absent.
    pub when: Option<When>,
    /// How many requests go wrong; all if absent.
    pub times: Option<u64>,
    /// How many pass first.
    pub skip: u64,
    /// How probable it is for each of the others, from 0 to 1, drawn from the scenario's `fault_seed`.
    pub probability: f64,
}

/// Whether a request has its effect and then goes wrong, or has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// It is not acted upon.
    Before,
    /// It is acted upon, then its answer is spoiled.
    After,
}

/// A rule as it is written.
#[derive(Deserialize)]
struct Written {
    #[serde(flatten)]
    kind: Kind,
    cloud: Option<Cloud>,
    operation: Option<String>,
    id: Option<String>,
    when: Option<When>,
    times: Option<u64>,
    #[serde(default)]
    skip: u64,
    probability: Option<f64>,
}

impl TryFrom<Value> for Fault {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let Value::Object(given) = &value else { return Err("a fault is a JSON object".to_owned()) };
        let written: Written = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
        let fault = Self {
            kind: written.kind,
            cloud: written.cloud,
            operation: written.operation.unwrap_or_else(any),
            id: written.id,
            when: written.when,
            times: written.times,
            skip: written.skip,
            probability: written.probability.unwrap_or(1.0),
        };
        // What is not written again was not read.
        let known = serde_json::to_value(&fault).map_err(|error| error.to_string())?;
        if let Some(name) = given.keys().find(|name| known.get(name.as_str()).is_none()) {
            return Err(format!("unknown field `{name}` of the fault `{}`", fault.kind.name()));
        }
        fault.check()?;
        Ok(fault)
    }
}

fn any() -> String {
    "any".to_owned()
}

impl Fault {
    /// A rule that makes this of every request.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            cloud: None,
            operation: any(),
            id: None,
            when: None,
            times: None,
            skip: 0,
            probability: 1.0,
        }
    }

    /// [`Kind::Latency`].
    pub fn latency(ms: u64) -> Self {
        Self::new(Kind::Latency { ms })
    }

    /// [`Kind::TimeOut`].
    pub fn time_out() -> Self {
        Self::new(Kind::TimeOut)
    }

    /// [`Kind::Reset`].
    pub fn reset() -> Self {
        Self::new(Kind::Reset)
    }

    /// [`Kind::Http`].
    pub fn http(status: u16) -> Self {
        Self::new(Kind::Http { status })
    }

    /// [`Kind::TooManyRequests`], with `Retry-After` in seconds or without.
    pub fn too_many_requests(retry_after_s: Option<u64>) -> Self {
        Self::new(Kind::TooManyRequests { retry_after_s, as_date: false })
    }

    /// [`Kind::Throttle`] without `Retry-After`.
    pub fn throttle() -> Self {
        Self::new(Kind::Throttle { retry_after_s: None })
    }

    /// [`Kind::Refusal`] of this cloud.
    pub fn refusal(cloud: Cloud, status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Kind::Refusal { status, code: code.into(), message: message.into() }).on(cloud)
    }

    /// [`Kind::Html`].
    pub fn html(status: u16) -> Self {
        Self::new(Kind::Html { status })
    }

    /// [`Kind::Truncated`].
    pub fn truncated(cut: Cut) -> Self {
        Self::new(Kind::Truncated { cut })
    }

    /// [`Kind::Oversized`].
    pub fn oversized(framing: Framing) -> Self {
        Self::new(Kind::Oversized { framing })
    }

    /// [`Kind::Redirect`].
    pub fn redirect(status: u16) -> Self {
        Self::new(Kind::Redirect { status })
    }

    /// [`Kind::Lock`].
    pub fn lock(seconds: u32) -> Self {
        Self::new(Kind::Lock { seconds })
    }

    /// [`Kind::Stale`], so many looks ago.
    pub fn stale_looks(looks: u32) -> Self {
        Self::new(Kind::Stale { seconds: 0, looks })
    }

    /// Only in this cloud.
    pub fn on(mut self, cloud: Cloud) -> Self {
        self.cloud = Some(cloud);
        self
    }

    /// Only for these requests: `stop`, `describe`, `list` or the vendor's name of an operation.
    pub fn operation(mut self, operation: impl Into<String>) -> Self {
        self.operation = operation.into();
        self
    }

    /// Only for this instance.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The request is not acted upon.
    pub fn before_effect(mut self) -> Self {
        self.when = Some(When::Before);
        self
    }

    /// The request is acted upon first.
    pub fn after_effect(mut self) -> Self {
        self.when = Some(When::After);
        self
    }

    /// So many times.
    pub fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// Not for the first so many.
    pub fn skip(mut self, skip: u64) -> Self {
        self.skip = skip;
        self
    }

    /// Only as often as this, from 0 to 1.
    pub fn probability(mut self, probability: f64) -> Self {
        self.probability = probability;
        self
    }

    /// What a type can't say: whether the parts of the rule fit together.
    ///
    /// # Errors
    ///
    /// What does not.
    pub fn check(&self) -> Result<(), String> {
        self.kind.check()?;
        let name = self.kind.name();
        if !(0.0..=1.0).contains(&self.probability) {
            return Err("the probability is 0 to 1".to_owned());
        }
        if self.operation.is_empty() || self.id.as_deref() == Some("") {
            return Err("an operation or an id is not empty; leave it out for all".to_owned());
        }
        if self.when.is_some() && self.kind.usual().is_none() {
            return Err(format!("{name} is neither before nor after the effect: leave out `when`"));
        }
        if Class::named(&self.operation).is_some_and(|class| !self.kind.is_of(class)) {
            return Err(format!("the operation `{}` can't meet {name}", self.operation));
        }
        self.check_cloud()
    }

    fn check_cloud(&self) -> Result<(), String> {
        match (&self.kind, self.cloud) {
            (Kind::Refusal { .. }, None) => Err("refusal: the rule must name its cloud".to_owned()),
            (Kind::Refusal { code, .. }, Some(Cloud::Ucloud | Cloud::Compshare))
                if code.parse::<i64>().is_err() =>
            {
                Err(format!("refusal: the code {code:?} is no number, as this cloud's are"))
            }
            (Kind::Processing { .. }, cloud) if cloud != Some(Cloud::Volcengine) => {
                Err("processing: only Volcengine has it, and the rule must name it".to_owned())
            }
            _ => Ok(()),
        }
    }

    /// Whether the request is acted upon first.
    pub(super) fn is_after(&self) -> bool {
        self.when.or(self.kind.usual()) == Some(When::After)
    }
}
