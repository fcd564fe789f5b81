//! [`Invoke`]: any action, by its name.

use std::fmt;
use std::marker::PhantomData;

use serde_json::Value;
use tingji_core::operation::{Operation, Protocol, UnsignedRequest};
use tingji_core::{Error, ErrorKind, Result, RetryClass};
use tingji_signing_core::Params;

use crate::protocol::{Config, Rpc, form_request};

/// Any action of any product, by its name. Returns the JSON response unchanged.
///
/// Region, zone and project come from the client unless the parameters set them; the zone must suit the
/// product. Errors name the operation `Invoke`.
///
/// The request is sent once and never retried, unless the caller marks it as [read-only](Self::read).
/// `Debug` prints parameter names without values, because a value may be a password.
///
/// `P` is the protocol: UCloud's own, or that of another product with the same wire format.
///
/// ```
/// use tingji_signing_core::Params;
/// use tingji_ucloud::{Client, Invoke};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Ucloud);
/// # let client = Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// let mut params = Params::empty();
/// params.push("Limit", 100);
/// let projects = client.send(&Invoke::new("GetProjectList", params)?.read()).await?;
/// assert_eq!(projects["ProjectSet"][0]["IsDefault"], true);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Invoke<P = Rpc, const READ: bool = false> {
    action: String,
    params: Params,
    protocol: PhantomData<fn() -> P>,
}

impl Invoke {
    /// Creates a request to UCloud from an action name and parameters.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](ErrorKind::InvalidRequest) if the action name is not alphanumeric, or if the
    /// parameters contain another `Action`.
    pub fn new(action: &str, params: Params) -> Result<Self> {
        Self::of(action, params)
    }
}

impl<P> Invoke<P> {
    /// Creates a request for a product with another protocol type.
    ///
    /// # Errors
    ///
    /// See [`Invoke::new`].
    pub fn of(action: &str, params: Params) -> Result<Self> {
        let is_name = !action.is_empty() && action.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let other = params.get("Action").is_some_and(|named| *named != action.into());
        if !is_name || other {
            let message = format!("{action:?} is not an action name, or the parameters name another action");
            return Err(Error::new(ErrorKind::InvalidRequest, message));
        }
        let mut params = params;
        if params.get("Action").is_none() {
            params.push("Action", action);
        }
        Ok(Self { action: action.to_owned(), params, protocol: PhantomData })
    }

    /// Marks the action as read-only, so that it is retried after transient errors.
    #[must_use]
    pub fn read(self) -> Invoke<P, true> {
        Invoke { action: self.action, params: self.params, protocol: PhantomData }
    }
}

impl<P: Protocol<Config = Config>, const READ: bool> Operation for Invoke<P, READ> {
    type Protocol = P;
    type Output = Value;
    const NAME: &'static str = "Invoke";
    const RETRY: RetryClass = if READ { RetryClass::Safe } else { RetryClass::Never };

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        Ok(form_request(self.params.clone(), config))
    }

    fn decode_output(&self, payload: Value) -> Result<Value> {
        Ok(payload)
    }
}

impl<P, const READ: bool> fmt::Debug for Invoke<P, READ> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.params.flatten().into_iter().map(|(name, _)| name).collect();
        f.debug_struct("Invoke")
            .field("action", &self.action)
            .field("params", &names)
            .field("read", &READ)
            .finish_non_exhaustive()
    }
}
