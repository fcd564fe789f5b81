//! [`JsonFields`]: texts, key pairs and expiry times of a JSON object from a file or a service.

use std::fmt;

use serde_json::Value;

use crate::{Credential, Error, ErrorKind, Message, Result, UnixTime, message};

/// The vendor's names for the fields of a key pair. Each field may have several names, in order of
/// precedence. Errors use the first one.
#[derive(Clone, Copy, Debug)]
pub struct FieldNames {
    /// Names of the access key.
    pub key: &'static [&'static str],
    /// Names of the secret key.
    pub secret: &'static [&'static str],
    /// Names of the session token.
    pub token: &'static [&'static str],
    /// Names of the expiry: a time in RFC 3339 format, or seconds since 1970.
    pub expires: &'static [&'static str],
}

/// Place of a JSON object. `Display` prints it as the subject of an error message.
#[derive(Clone, Copy, Debug)]
pub enum JsonLocation<'a> {
    /// Response of a service, such as `the response of IAM`.
    Response(&'a str),
    /// File.
    File(&'a str),
    /// Part of a file.
    Part {
        /// Name of the file.
        file: &'a str,
        /// Kind of the part: `profile` or `section`.
        kind: &'static str,
        /// Name of the part.
        name: &'a str,
    },
}

impl JsonLocation<'_> {
    /// Returns the place as the subject of a message.
    pub fn message(&self) -> Message {
        match *self {
            Self::Response(service) => Message::verbatim(service),
            Self::File(file) => message!("file", "the file {file}", file),
            Self::Part { file, kind, name } => {
                message!("file-part", "the file {file}, {kind} {name},", file, kind, name)
            }
        }
    }
}

/// A JSON object with its place, which errors name.
///
/// ```
/// use serde_json::json;
/// use tingji_core::credentials::{FieldNames, JsonFields, JsonLocation};
///
/// const NAMES: FieldNames =
///     FieldNames { key: &["ak"], secret: &["sk"], token: &["token"], expires: &["expires"] };
///
/// let profile = json!({ "ak": "my_ak" });
/// let fields = JsonFields::new(&profile, JsonLocation::File("~/.tool/config.json"));
/// assert_eq!(fields.text(&["ak"]).as_deref(), Some("my_ak"));
/// let error = fields.key_pair(&NAMES).unwrap_err();
/// assert_eq!(error.message(), "the file ~/.tool/config.json has no sk");
/// ```
#[derive(Clone, Copy)]
pub struct JsonFields<'a> {
    value: &'a Value,
    location: JsonLocation<'a>,
}

impl fmt::Debug for JsonFields<'_> {
    /// Prints the location only, because the values may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("JsonFields").field(&self.location).finish()
    }
}

impl<'a> JsonFields<'a> {
    /// Creates a view of this object. Without an object, every field is missing.
    pub fn new(value: &'a Value, location: JsonLocation<'a>) -> Self {
        Self { value, location }
    }

    /// Returns the place of the object.
    pub fn location(&self) -> JsonLocation<'a> {
        self.location
    }

    /// Returns the first of these fields that is a number or a text that is not empty.
    pub fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| text_of(self.value.get(name)?))
    }

    /// Returns the first of these fields that is a number or a text that is not empty.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if there is none. The message has the location and the first name.
    pub fn require(&self, names: &[&str]) -> Result<String> {
        self.text(names).ok_or_else(|| self.missing_field(names.first().copied().unwrap_or_default()))
    }

    /// Returns the object in this field, with the same location. All of its fields are missing if there is
    /// none.
    pub fn object(&self, name: &str) -> Self {
        Self { value: self.value.get(name).unwrap_or(&Value::Null), location: self.location }
    }

    /// Returns the error for a missing field.
    pub fn missing_field(&self, name: &str) -> Error {
        let location = self.location.message();
        let message = message!("missing-field", "{location} has no {field}", location, field = name);
        Error::new(ErrorKind::Credentials, message)
    }

    /// Returns the key pair, with the session token if there is one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the access key or the secret key is missing.
    pub fn key_pair(&self, names: &FieldNames) -> Result<Credential> {
        let key = self.require(names.key)?;
        let secret = self.require(names.secret)?;
        let token = self.text(names.token).unwrap_or_default();
        Ok(Credential::new(key, secret).with_security_token(token))
    }

    /// Returns the key pair that a service has issued. Unlike [`key_pair`](Self::key_pair), it requires a
    /// session token and an expiry.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if a field is missing, or the expiry is not a time.
    pub fn issued_credential(&self, names: &FieldNames) -> Result<Credential> {
        self.require(names.token)?;
        let credential = self.key_pair(names)?;
        let expires = self.require(names.expires)?;
        let Some(expires) = parse_time(&expires) else {
            let name = names.expires.first().copied().unwrap_or_default();
            let location = self.location.message();
            let message =
                message!("invalid-time", "{location} has an invalid time in {field}", location, field = name);
            return Err(Error::new(ErrorKind::Credentials, message));
        };
        Ok(credential.with_expiry(expires))
    }
}

/// Returns a number, or a text that is not empty after trimming.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Parses seconds since 1970, or a time in RFC 3339 format. A fraction of a second is dropped.
fn parse_time(text: &str) -> Option<UnixTime> {
    match text.parse() {
        Ok(seconds) => Some(UnixTime::from_seconds(seconds)),
        Err(_) => UnixTime::parse_rfc3339(text),
    }
}
