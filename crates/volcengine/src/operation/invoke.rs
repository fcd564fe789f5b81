use std::fmt;

use http::HeaderName;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::params::invalid_request;
use tingji_core::{Result, RetryClass};

use crate::params::ActionParams;
use crate::protocol::Ecs;
use crate::service::{SERVICE, SERVICE_HEADER, VERSION};

/// Calls any action of the vendor's API, for actions without a type in this crate.
///
/// The output is the `Result` of the response, or `{"DryRunPassed": true}`. The request goes to the
/// client's endpoint. By default this is the vendor's gateway, which serves all services. Never retried
/// automatically.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
/// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_volcengine::operation::Invoke;
///
/// let zones = Invoke::get("DescribeZones").parameter("ZoneIds.1", "cn-beijing-a");
/// assert_eq!(client.send(&zones).await?["Zones"][0]["ZoneId"], "cn-beijing-a");
///
/// // Another service, with its own API version:
/// let queue = Invoke::json("PauseResourceQueue", serde_json::json!({"Id": "q-1"}))
///     .service("ml_platform")
///     .version("2024-07-01");
/// # Ok(())
/// # }
/// ```
///
/// <https://www.volcengine.com/docs/6396/70457>
#[derive(Clone)]
pub struct Invoke {
    action: String,
    version: String,
    service: String,
    parameters: Vec<(String, String)>,
    format: BodyFormat,
}

#[derive(Clone)]
enum BodyFormat {
    NoBody,
    Form,
    Json(Value),
}

impl Invoke {
    fn new(action: impl Into<String>, format: BodyFormat) -> Self {
        Self {
            action: action.into(),
            version: VERSION.to_owned(),
            service: SERVICE.to_owned(),
            parameters: Vec::new(),
            format,
        }
    }

    /// Creates a `GET` request with all parameters in the query, as ECS documents its own actions.
    pub fn get(action: impl Into<String>) -> Self {
        Self::new(action, BodyFormat::NoBody)
    }

    /// Creates a `POST` request with the parameters in a form.
    pub fn form(action: impl Into<String>) -> Self {
        Self::new(action, BodyFormat::Form)
    }

    /// Creates a `POST` request with a JSON body and the parameters in the query. ECS itself accepts no
    /// JSON.
    pub fn json(action: impl Into<String>, body: Value) -> Self {
        Self::new(action, BodyFormat::Json(body))
    }

    /// `Version`: version of the API. Default `2020-04-01`, the version of ECS.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = version.into();
        self
    }

    /// `Service`: service name in the scope of the signature, such as `ml_platform`. Default `ecs`.
    #[must_use]
    pub fn service(mut self, service: impl Into<String>) -> Self {
        self.service = service.into();
        self
    }

    /// `Parameter`: adds a parameter by the vendor's name. Lists are counted from one: `InstanceIds.1`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    fn check(&self) -> Result<()> {
        for (kind, text) in
            [("an action", &self.action), ("a version", &self.version), ("a service", &self.service)]
        {
            if !is_identifier(text) {
                return invalid_request(format!("{text:?} is not {kind}: use letters, digits, '-' and '_'"));
            }
        }
        match self.parameters.iter().find(|(name, _)| is_reserved(name)) {
            Some((name, _)) => invalid_request(format!("the parameter {name:?} is reserved")),
            None => Ok(()),
        }
    }
}

/// Returns true for a text of letters, digits, `-` and `_`.
fn is_identifier(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

/// Returns true for the names of parameters that this crate or the signer sets.
fn is_reserved(name: &str) -> bool {
    ["", "Action", "Version"].contains(&name) || name.starts_with("X-")
}

impl fmt::Debug for Invoke {
    /// Prints only the names of the parameters, because their values may be passwords.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.iter().map(|(name, _)| name).collect();
        f.debug_struct("Invoke")
            .field("action", &self.action)
            .field("version", &self.version)
            .field("service", &self.service)
            .field("parameters", &names)
            .finish_non_exhaustive()
    }
}

impl Operation for Invoke {
    type Protocol = Ecs;
    type Output = Value;
    const NAME: &'static str = "Invoke";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        self.check()?;
        let params = ActionParams::with_version(&self.action, &self.version);
        let params =
            self.parameters.iter().fold(params, |params, (name, value)| params.param(name, Some(value)));
        let request = match &self.format {
            BodyFormat::NoBody => params.into_get(),
            BodyFormat::Form => params.into_form(),
            BodyFormat::Json(body) => {
                params.into_post().body("application/json; charset=utf-8", body.to_string())
            }
        };
        // The signer reads this header and removes it.
        let service = HeaderName::from_static(SERVICE_HEADER);
        Ok(if self.service == SERVICE { request } else { request.header(service, self.service.as_str()) })
    }

    fn decode_output(&self, payload: Value) -> Result<Value> {
        Ok(payload)
    }
}
