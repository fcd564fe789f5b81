//! [`ActionParams`]: request parameters in the vendor's notation.

use http::Method;
use tingji_core::Result;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::params::{ListStyle, SerializeParams, invalid_request, to_pairs, validate_id};
use tingji_signing_core::encode::query_string;

use crate::service::VERSION;

/// Content type of a form, as the vendor's SDKs write it.
pub(crate) const FORM_CONTENT_TYPE: &str = "application/x-www-form-urlencoded; charset=utf-8";
/// Most instances that one request may name.
pub(crate) const MAX_IDS: usize = 100;

/// Parameters of a request, for the query or a form.
pub(crate) struct ActionParams(Vec<(String, String)>);

impl ActionParams {
    pub(crate) fn with_version(action: &str, version: &str) -> Self {
        Self(vec![("Action".to_owned(), action.to_owned()), ("Version".to_owned(), version.to_owned())])
    }

    /// Adds all parameters of an operation.
    fn of<O: Operation + SerializeParams>(operation: &O) -> Result<Self> {
        let mut params = Self::with_version(O::NAME, VERSION);
        params.0.extend(to_pairs(operation, ListStyle::FromOne)?);
        Ok(params)
    }

    /// Adds a parameter, if it is set.
    pub(crate) fn param(mut self, name: &str, value: Option<impl ToString>) -> Self {
        self.0.extend(value.map(|value| (name.to_owned(), value.to_string())));
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

/// Builds a GET request with the parameters of an operation.
pub(crate) fn get(operation: &(impl Operation + SerializeParams)) -> Result<UnsignedRequest> {
    Ok(ActionParams::of(operation)?.into_get())
}

/// Builds a POST request with the parameters of an operation in a form.
pub(crate) fn form(operation: &(impl Operation + SerializeParams)) -> Result<UnsignedRequest> {
    Ok(ActionParams::of(operation)?.into_form())
}

/// Builds a request for an action on one instance, if the id and the token are well-formed.
pub(crate) fn instance_action(
    instance_id: &str,
    token: Option<&str>,
    operation: &(impl Operation + SerializeParams),
) -> Result<UnsignedRequest> {
    validate_id(instance_id)?;
    validate_client_token(token)?;
    get(operation)
}

/// Builds a request for an action on 1 to 100 instances, if the ids and the token are well-formed.
pub(crate) fn batch_action<O: Operation + SerializeParams>(
    instance_ids: &[String],
    token: Option<&str>,
    operation: &O,
) -> Result<UnsignedRequest> {
    instance_ids.iter().try_for_each(|id| validate_id(id))?;
    if !(1..=MAX_IDS).contains(&instance_ids.len()) {
        return invalid_request(format!("{} requires 1 to 100 instances", O::NAME));
    }
    validate_client_token(token)?;
    get(operation)
}

fn is_printable(byte: u8) -> bool {
    (b' '..=b'~').contains(&byte)
}

/// Requires 1 to 64 printable ASCII characters, if there is a token.
pub(crate) fn validate_client_token(token: Option<&str>) -> Result<()> {
    match token {
        Some(token) if !(1..=64).contains(&token.len()) || !token.bytes().all(is_printable) => {
            invalid_request("a ClientToken must have 1 to 64 printable ASCII characters")
        }
        _ => Ok(()),
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
