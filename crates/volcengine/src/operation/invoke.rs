use std::fmt;

use http::HeaderName;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use crate::params::{Params, invalid_request};
use crate::protocol::Ecs;
use crate::service::{SERVICE, SERVICE_HEADER, VERSION};

/// Any action of the vendor's API, for what this crate has no type for.
///
/// The answer is the `Result` of the reply as it is, or `{"DryRunPassed": true}`. It goes to the
/// client's endpoint: the vendor's gateway, which speaks for all services, unless the client's region
/// or builder says otherwise. Never sent twice by this library.
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
/// // Another service of the vendor's, by its own version:
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
        let (version, service) = (VERSION.to_owned(), SERVICE.to_owned());
        Self { action: action.into(), version, service, parameters: Vec::new(), format }
    }

    /// By `GET`, with all parameters in the query: how ECS documents its own actions.
    pub fn get(action: impl Into<String>) -> Self {
        Self::new(action, BodyFormat::NoBody)
    }

    /// By `POST`, with the parameters in a form.
    pub fn form(action: impl Into<String>) -> Self {
        Self::new(action, BodyFormat::Form)
    }

    /// By `POST`, with a JSON body; parameters go into the query. ECS itself reads no JSON.
    pub fn json(action: impl Into<String>, body: Value) -> Self {
        Self::new(action, BodyFormat::Json(body))
    }

    /// `Version`: the API's version. Default `2020-04-01`, that of ECS.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = version.into();
        self
    }

    /// `Service`: the service in the signature's scope, such as `ml_platform`. Default `ecs`.
    #[must_use]
    pub fn service(mut self, service: impl Into<String>) -> Self {
        self.service = service.into();
        self
    }

    /// `Parameter`: one more by the vendor's name. Lists are counted from one: `InstanceIds.1`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    fn check(&self) -> Result<()> {
        let is_word = |text: &str| {
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
        };
        for (what, text) in
            [("an action", &self.action), ("a version", &self.version), ("a service", &self.service)]
        {
            if !is_word(text) {
                return invalid_request(format!("{text:?} is not {what}: letters, digits, '-' and '_' are"));
            }
        }
        let reserved = |name: &str| ["", "Action", "Version"].contains(&name) || name.starts_with("X-");
        match self.parameters.iter().find(|(name, _)| reserved(name)) {
            Some((name, _)) => invalid_request(format!("the parameter {name:?} can't be given")),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Invoke {
    /// The names of the parameters alone: their values may be passwords.
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
        let params = Params::with_version(&self.action, &self.version);
        let params =
            self.parameters.iter().fold(params, |params, (name, value)| params.param(name, Some(value)));
        let draft = match &self.format {
            BodyFormat::NoBody => params.into_get(),
            BodyFormat::Form => params.into_form(),
            BodyFormat::Json(body) => {
                params.into_post().body("application/json; charset=utf-8", body.to_string())
            }
        };
        // The signer reads this header and takes it away.
        let service = HeaderName::from_static(SERVICE_HEADER);
        Ok(if self.service == SERVICE { draft } else { draft.header(service, self.service.as_str()) })
    }

    fn decode_output(&self, payload: Value) -> Result<Value> {
        Ok(payload)
    }
}
