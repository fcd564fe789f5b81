//! Parameters in the vendor's notation, and what is refused before it is sent.

use http::Method;
use tingji_core::operation::UnsignedRequest;
use tingji_core::{Error, ErrorKind, InstanceId, Result};
use tingji_signing_core::encode::query_string;

use crate::service::VERSION;

/// The content type of a form, as the vendor's SDKs write it.
pub(crate) const FORM_CONTENT_TYPE: &str = "application/x-www-form-urlencoded; charset=utf-8";
/// So many instances one request names at most.
pub(crate) const MAX_IDS: usize = 100;

/// Parameters on their way into the query or a form.
pub(crate) struct Params(Vec<(String, String)>);

impl Params {
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

    /// `Name.1=…&Name.2=…`: counted from one.
    pub(crate) fn list<T: ToString>(mut self, name: &str, values: &[T]) -> Self {
        let numbered = values.iter().zip(1..).map(|(value, n)| (format!("{name}.{n}"), value.to_string()));
        self.0.extend(numbered);
        self
    }

    /// The request, its query in the order in which it is signed.
    pub(crate) fn into_get(self) -> UnsignedRequest {
        UnsignedRequest::new(Method::GET, "/").query(self.into_sorted_query())
    }

    /// The request with all but action and version in a form.
    pub(crate) fn into_form(mut self) -> UnsignedRequest {
        let fields = Self(self.0.split_off(2));
        self.into_post().body(FORM_CONTENT_TYPE, fields.into_sorted_query())
    }

    /// A POST with everything in the query, its body still to come.
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

/// 1 to 100 ids that can be ones.
pub(crate) fn validate_ids<'a>(
    operation: &str,
    instance_ids: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<String>> {
    let instance_ids = instance_ids.into_iter().map(validate_id).collect::<Result<Vec<_>>>()?;
    if (1..=MAX_IDS).contains(&instance_ids.len()) {
        Ok(instance_ids)
    } else {
        invalid_request(format!("{operation} takes 1 to 100 instances"))
    }
}

/// 1 to 64 printable ASCII characters.
pub(crate) fn validate_client_token(token: &str) -> Result<String> {
    let is_token = (1..=64).contains(&token.len()) && token.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if is_token {
        Ok(token.to_owned())
    } else {
        invalid_request("a ClientToken has 1 to 64 printable ASCII characters")
    }
}

/// At most so many values, and a page of a size that the vendor takes.
pub(crate) fn validate_sizes(lists: &[(&str, usize, usize)], page: Option<u32>, largest: u32) -> Result<()> {
    if let Some((name, _, most)) = lists.iter().find(|(_, given, most)| given > most) {
        return invalid_request(format!("{name} takes at most {most} values"));
    }
    if page.is_some_and(|results| !(1..=largest).contains(&results)) {
        return invalid_request(format!("MaxResults is 1 to {largest}"));
    }
    Ok(())
}
