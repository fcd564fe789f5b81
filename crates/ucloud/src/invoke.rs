//! [`Invoke`]: any other action, by its name.

use std::fmt;
use std::marker::PhantomData;

use serde_json::Value;
use tingji_core::operation::{Operation, Protocol, UnsignedRequest};
use tingji_core::{Error, ErrorKind, Result, RetryClass};
use tingji_signing_core::Params;

use crate::protocol::{Config, Rpc, form_request};

/// Any action of any product, by its name; the payload comes back as it is.
///
/// Region, zone and project are the client's unless the parameters say otherwise; a zone must suit
/// the product. An error names `Invoke` as its operation.
///
/// It is sent once, whatever happens, unless the caller says that it [only reads](Self::read).
/// `Debug` shows the names of the parameters and no value, as there may be a password among them.
///
/// `P` is the protocol: UCloud's own, or that of a product that shares it.
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
    /// This action with these parameters, at UCloud itself.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](ErrorKind::InvalidRequest) if the name can't be one, or if the parameters
    /// name another action.
    pub fn new(action: &str, params: Params) -> Result<Self> {
        Self::of(action, params)
    }
}

impl<P> Invoke<P> {
    /// The same for a product of another protocol type.
    ///
    /// # Errors
    ///
    /// See [`Invoke::new`].
    pub fn of(action: &str, params: Params) -> Result<Self> {
        let is_name = !action.is_empty() && action.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let other = params.get("Action").is_some_and(|named| *named != action.into());
        if !is_name || other {
            let message = format!("{action:?} is no action, or not that of the parameters");
            return Err(Error::new(ErrorKind::InvalidRequest, message));
        }
        let mut params = params;
        if params.get("Action").is_none() {
            params.push("Action", action);
        }
        Ok(Self { action: action.to_owned(), params, protocol: PhantomData })
    }

    /// The caller's word that it changes nothing, so that it may be sent again.
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
