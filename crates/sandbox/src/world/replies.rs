//! [`Replies`]: what was answered under clients' tokens.

use std::collections::HashMap;

use serde_json::Value;

use crate::cloud::Cloud;

/// Answers kept under the clients' own tokens, so that a repeated request is not done twice.
#[derive(Debug, Default)]
pub(crate) struct Replies(HashMap<(Cloud, String, String), (String, Value)>);

/// What is known of a client's token.
pub(crate) enum Known {
    /// Nothing.
    New,
    /// The same request was answered so.
    Same(Value),
    /// Another request used it.
    Other,
}

impl Replies {
    /// So many are kept; a client that needs more gets them done twice.
    const KEPT: usize = 10_000;

    pub(crate) fn get(&self, cloud: Cloud, access_key: &str, token: &str, fingerprint: &str) -> Known {
        match self.0.get(&(cloud, access_key.to_owned(), token.to_owned())) {
            None => Known::New,
            Some((same, answer)) if same == fingerprint => Known::Same(answer.clone()),
            Some(_) => Known::Other,
        }
    }

    pub(crate) fn keep(
        &mut self,
        cloud: Cloud,
        access_key: &str,
        token: &str,
        fingerprint: String,
        answer: Value,
    ) {
        if self.0.len() < Self::KEPT {
            self.0.insert((cloud, access_key.to_owned(), token.to_owned()), (fingerprint, answer));
        }
    }
}
