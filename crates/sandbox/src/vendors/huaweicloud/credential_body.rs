//! The body with temporary keys that IAM and the metadata service share.

use serde_json::{Value, json};

use crate::vendors::issue::NewCredential;

/// Builds the body; `expires_at` has microseconds, as in the vendor's responses.
pub(super) fn credential_body(credential: &NewCredential) -> Value {
    json!({
        "credential": {
            "access": credential.key,
            "secret": credential.secret,
            "securitytoken": credential.token,
            "expires_at": credential.expires_at.to_string().replace('Z', ".000000Z"),
        },
    })
}
