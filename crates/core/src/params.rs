//! [`SerializeParams`]: the parameters of an operation, and the formats in which vendors expect them.
//!
//! [`operation!`](crate::operation!) implements the trait for each operation.

mod pairs;

use serde::{Serialize, Serializer};
use serde_json::Value;

pub use self::pairs::ListStyle;
use self::pairs::PairSerializer;
use crate::{Error, ErrorKind, InstanceId, Message, Result, Secret, message};

/// Parameters of an operation, under the vendor's names.
#[doc(hidden)]
pub trait SerializeParams {
    /// Writes the parameters as a map, in the order of their declaration. The map contains secrets.
    ///
    /// # Errors
    ///
    /// The serializer's error.
    fn serialize_params<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>;
}

/// Serializable form of parameters. The operations themselves are not serializable, because their parameters
/// may contain secrets.
struct Body<'a, P>(&'a P);

impl<P: SerializeParams> Serialize for Body<'_, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.0.serialize_params(serializer)
    }
}

/// Returns the parameters that are set, as names and texts in the order of their declaration. A member of a
/// structure is named `Name.Member`; an empty list has no parameter.
///
/// # Errors
///
/// [`ErrorKind::InvalidRequest`] for a value that has no text.
pub fn to_pairs(params: &impl SerializeParams, lists: ListStyle) -> Result<Vec<(String, String)>> {
    let mut pairs = Vec::new();
    Body(params).serialize(PairSerializer::new(&mut pairs, lists)).map_err(unwritable)?;
    Ok(pairs)
}

/// Returns the parameters that are set, as a JSON object.
///
/// # Errors
///
/// [`ErrorKind::InvalidRequest`] for a value that JSON does not have.
pub fn to_json(params: &impl SerializeParams) -> Result<Value> {
    let mut body = serde_json::to_value(Body(params)).map_err(unwritable)?;
    if let Value::Object(fields) = &mut body {
        fields.retain(|_, value| !value.is_null());
    }
    Ok(body)
}

fn unwritable(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    let message = message!("parameter-not-writable", "a parameter cannot be written");
    Error::new(ErrorKind::InvalidRequest, message).with_source(error)
}

/// Writes a flag only if it is true: the vendor's default is false.
pub fn true_only(flag: &bool) -> Option<bool> {
    flag.then_some(true)
}

/// Writes a secret as its text.
pub fn expose(secret: &Option<Secret>) -> Option<&str> {
    secret.as_ref().map(Secret::expose_secret)
}

/// Returns an error for an invalid parameter.
///
/// # Errors
///
/// [`ErrorKind::InvalidRequest`] with this message, always.
pub fn invalid_request<T>(message: impl Into<Message>) -> Result<T> {
    Err(Error::new(ErrorKind::InvalidRequest, message))
}

/// Checks that an id is well-formed, so that it stays within its parameter or path segment.
///
/// # Errors
///
/// [`ErrorKind::InvalidRequest`] for a malformed id.
pub fn validate_id(id: &str) -> Result<()> {
    InstanceId::new(id, None).map(|_| ())
}
