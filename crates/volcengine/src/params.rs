//! [`ActionParams`]: request parameters in the vendor's notation.

use http::Method;
use tingji_core::operation::UnsignedRequest;
use tingji_core::{Error, ErrorKind, InstanceId, Result};
use tingji_signing_core::encode::query_string;

use crate::service::VERSION;

/// Content type of a form, as the vendor's SDKs write it.
pub(crate) const FORM_CONTENT_TYPE: &str = "application/x-www-form-urlencoded; charset=utf-8";
/// Most instances that one request may name.
pub(crate) const MAX_IDS: usize = 100;

/// Parameters of a request, for the query or a form.
pub(crate) struct ActionParams(Vec<(String, String)>);

impl ActionParams {
    pub(crate) fn new(action: &str) -> Self {
        Self::with_version(action, VERSION)
    }

    pub(crate) fn with_version(action: &str, version: &str) -> Self {
        Self(vec![("Action".to_owned(), action.to_owned()), ("Version".to_owned(), version.to_owned())])
    }

    pub(crate) fn param(mut self, name: &str, value: Option<impl ToString>) -> Self {
        self.0.extend(value.map(|value| (name.to_owned(), value.to_string())));
        self
    }

    /// Adds a list as `Name.1=…&Name.2=…`, counted from one.
    pub(crate) fn list<T: ToString>(mut self, name: &str, values: &[T]) -> Self {
        let numbered = values.iter().zip(1..).map(|(value, n)| (format!("{name}.{n}"), value.to_string()));
        self.0.extend(numbered);
        self
    }

    /// Builds a GET request. The query is in the order in which it is signed.
    pub(crate) fn into_get(self) -> UnsignedRequest {
        UnsignedRequest::new(Method::GET, "/").query(self.into_sorted_query())
    }

    /// Builds a POST request with action and version in the query and all other parameters in a form.
    pub(crate) fn into_form(mut self) -> UnsignedRequest {
        let fields = Self(self.0.split_off(2));
        self.into_post().body(FORM_CONTENT_TYPE, fields.into_sorted_query())
    }

    /// Builds a POST request with all parameters in the query. The caller adds the body.
    pub(crate) fn into_post(self) -> UnsignedRequest {
        UnsignedRequest::new(Method::POST, "/").query(self.into_sorted_query())
    }

    fn into_sorted_query(mut self) -> String {
        self.0.sort();
        query_string(self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }
}

pub(crate) fn invalid_request<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::InvalidRequest, message))
}

pub(crate) fn validate_id(instance_id: &str) -> Result<String> {
    Ok(InstanceId::new(instance_id, None)?.id().to_owned())
}

/// Requires 1 to 100 well-formed ids.
pub(crate) fn validate_ids<'a>(
    operation: &str,
    instance_ids: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<String>> {
    let instance_ids = instance_ids.into_iter().map(validate_id).collect::<Result<Vec<_>>>()?;
    if (1..=MAX_IDS).contains(&instance_ids.len()) {
        Ok(instance_ids)
    } else {
        invalid_request(format!("{operation} requires 1 to 100 instances"))
    }
}

/// Requires 1 to 64 printable ASCII characters.
pub(crate) fn validate_client_token(token: &str) -> Result<String> {
    let is_token = (1..=64).contains(&token.len()) && token.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if is_token {
        Ok(token.to_owned())
    } else {
        invalid_request("a ClientToken must have 1 to 64 printable ASCII characters")
    }
}

/// Requires that each list has at most its maximum of values, and that the page size is in range.
pub(crate) fn validate_sizes(lists: &[(&str, usize, usize)], page: Option<u32>, largest: u32) -> Result<()> {
    if let Some((name, _, max)) = lists.iter().find(|(_, len, max)| len > max) {
        return invalid_request(format!("{name} accepts at most {max} values"));
    }
    if page.is_some_and(|results| !(1..=largest).contains(&results)) {
        return invalid_request(format!("MaxResults must be 1 to {largest}"));
    }
    Ok(())
}
