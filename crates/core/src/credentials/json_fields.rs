//! [`JsonFields`]: texts, key pairs and times of a JSON object, wherever it came from.

use serde_json::Value;

use crate::auth::TemporaryCredentials;
use crate::{Credential, Error, ErrorKind, Result, UnixTime};

/// How a vendor spells the fields of issued keys; the first of each is named when one is missing.
#[derive(Clone, Copy, Debug)]
pub struct FieldNames {
    /// The access key.
    pub key: &'static [&'static str],
    /// The secret key.
    pub secret: &'static [&'static str],
    /// The session token.
    pub token: &'static [&'static str],
    /// When they end: RFC 3339, or seconds since 1970.
    pub expires: &'static [&'static str],
}

/// A JSON object with the name of the place it stands in, for errors.
#[derive(Clone, Copy)]
pub struct JsonFields<'a> {
    value: &'a Value,
    place: &'a str,
}

impl std::fmt::Debug for JsonFields<'_> {
    /// Where it stands, and nothing of what is in it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Fields").field(&self.place).finish()
    }
}

/// The place in Chinese, if it is one in a file; ends so that Chinese can follow.
fn chinese(place: &str) -> String {
    match place.strip_prefix("the file ").map(|file| file.trim_end_matches(',')) {
        None => format!("{place} "),
        Some(file) => match file.split_once(", profile ") {
            Some((file, profile)) => format!("文件 {file} 中的 profile {profile} "),
            None => format!("文件 {file} "),
        },
    }
}

impl<'a> JsonFields<'a> {
    /// The fields of this object, which stands in this place, such as `the file ~/x, profile y`.
    pub fn new(value: &'a Value, place: &'a str) -> Self {
        Self { value, place }
    }

    /// The first of these fields that holds a text that is not empty, or a number.
    pub fn text(&self, names: &[&str]) -> Option<String> {
        let text = |name: &&str| match self.value.get(name)? {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        names.iter().find_map(text)
    }

    /// The same for a field that must be there.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] that names place and field.
    pub fn need(&self, names: &[&str]) -> Result<String> {
        self.text(names).ok_or_else(|| self.lacks(names.first().copied().unwrap_or_default()))
    }

    /// An object in this one, under the same place.
    pub fn inner(&self, name: &str) -> Self {
        Self { value: self.value.get(name).unwrap_or(&Value::Null), place: self.place }
    }

    /// That a field is missing here.
    pub fn lacks(&self, name: &str) -> Error {
        Error::new(ErrorKind::Credentials, format!("{} has no {name}", self.place))
            .with_chinese(format!("{}缺少 {name}", chinese(self.place)))
    }

    /// The key pair.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if a half of it is missing.
    pub fn pair(&self, spelling: &FieldNames) -> Result<Credential> {
        let (key, secret) = (self.need(spelling.key)?, self.need(spelling.secret)?);
        Ok(Credential::new(key, secret).with_security_token(self.text(spelling.token).unwrap_or_default()))
    }

    /// Keys that a service has issued, which have a token and an end.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if a part is missing, or the end is no time.
    pub fn issued(&self, spelling: &FieldNames) -> Result<TemporaryCredentials> {
        self.need(spelling.token)?;
        let credential = self.pair(spelling)?;
        let expires = self.need(spelling.expires)?;
        let bad = || {
            let name = spelling.expires.first().copied().unwrap_or_default();
            Error::new(ErrorKind::Credentials, format!("{} has a {name} that is no time", self.place))
        };
        Ok(TemporaryCredentials { credential, expires: Some(read_time(&expires).ok_or_else(bad)?) })
    }
}

/// RFC 3339, with a fraction or an offset or not; or seconds since 1970.
fn read_time(text: &str) -> Option<UnixTime> {
    let seconds = match text.parse() {
        Ok(seconds) => seconds,
        Err(_) => text.parse::<jiff::Timestamp>().ok()?.as_second(),
    };
    Some(UnixTime::from_seconds(seconds))
}
