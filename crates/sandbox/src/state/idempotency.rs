//! [`IdempotencyStore`]: responses under the client tokens of their requests.

use std::collections::HashMap;

use serde_json::Value;

use crate::cloud::Cloud;

/// Responses under client tokens, so that a repeated request is not executed twice.
///
/// The key is cloud, access key and token; the entry contains the fingerprint of the request and the response.
#[derive(Debug, Default)]
pub(crate) struct IdempotencyStore(HashMap<(Cloud, String, String), (String, Value)>);

/// Result of looking up a client token.
pub(crate) enum TokenLookup {
    /// No request used the token.
    Unused,
    /// An equal request used the token and got this response.
    SameRequest(Value),
    /// A different request used the token.
    OtherRequest,
}

impl IdempotencyStore {
    /// Number of stored responses. Later requests are executed again when they are repeated.
    const MAX_ENTRIES: usize = 10_000;

    pub(crate) fn lookup(
        &self,
        cloud: Cloud,
        access_key: &str,
        token: &str,
        fingerprint: &str,
    ) -> TokenLookup {
        match self.0.get(&(cloud, access_key.to_owned(), token.to_owned())) {
            None => TokenLookup::Unused,
            Some((stored, response)) if stored == fingerprint => TokenLookup::SameRequest(response.clone()),
            Some(_) => TokenLookup::OtherRequest,
        }
    }

    pub(crate) fn store(
        &mut self,
        cloud: Cloud,
        access_key: &str,
        token: &str,
        fingerprint: String,
        response: Value,
    ) {
        if self.0.len() < Self::MAX_ENTRIES {
            self.0.insert((cloud, access_key.to_owned(), token.to_owned()), (fingerprint, response));
        }
    }
}
