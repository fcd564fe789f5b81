//! Shared code of the tests of signatures: a request with owned parts, and hashes computed without the signers.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use tingji_core::{Credential, UnixTime};
use tingji_signing_core::encode::query_string;
use tingji_signing_core::{
    RequestView, Scheme, SignatureLocation, SigningInstructions, SigningTrace, Verification,
};

/// A request in the form in which it is sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RawRequest {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl RawRequest {
    pub(crate) fn new(method: &str, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self { method: method.into(), path: path.into(), query: query.into(), ..Self::default() }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    pub(crate) fn view(&self) -> RequestView<'_> {
        RequestView::new(&self.method, &self.path, &self.query, &self.headers, &self.body)
    }

    /// Adds a signature at its location.
    pub(crate) fn with(mut self, signed: &SigningInstructions) -> Self {
        match signed.location() {
            SignatureLocation::Headers => {
                self.headers.extend(signed.additions().map(|(name, value)| (name.into(), value.into())));
            }
            SignatureLocation::Query => {
                let separator = if self.query.is_empty() { "" } else { "&" };
                self.query += &format!("{separator}{}", query_string(signed.additions()));
            }
            SignatureLocation::Form => {
                let separator = if self.body.is_empty() { "" } else { "&" };
                self.body.extend(format!("{separator}{}", query_string(signed.additions())).bytes());
            }
            SignatureLocation::Json => {
                let mut object: serde_json::Map<_, _> = serde_json::from_slice(&self.body).unwrap();
                object.extend(signed.additions().map(|(name, value)| (name.to_owned(), value.into())));
                self.body = serde_json::to_vec(&object).unwrap();
            }
        }
        self
    }
}

/// Parses a time.
pub(crate) fn at(text: &str) -> UnixTime {
    UnixTime::parse(text).unwrap()
}

#[track_caller]
pub(crate) fn assert_valid(verification: &Verification) {
    assert!(
        verification.is_valid(),
        "{:?}\n{}",
        verification.error(),
        verification.canonical_request().expose_secret()
    );
}

/// Asserts that a request is valid, and returns the trace of its signature.
#[track_caller]
pub(crate) fn verified_trace(
    scheme: &impl Scheme,
    wire: &RawRequest,
    credential: &Credential,
    time: UnixTime,
) -> SigningTrace {
    assert_valid(&scheme.verify(&wire.view(), credential, time));
    let trace = scheme.trace(&wire.view(), Some(credential)).unwrap();
    assert_eq!(trace.signature_matches(), Some(true), "{trace:?}");
    trace
}

/// Hash of the canonical request. Vendors print it for debugging.
pub(crate) fn canonical_hash(trace: &SigningTrace) -> String {
    sha256(trace.canonical_request().expose_secret().as_bytes())
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

pub(crate) fn sha1(bytes: &[u8]) -> String {
    hex::encode(sha1::Sha1::digest(bytes))
}

pub(crate) fn hmac(key: impl AsRef<[u8]>, message: &str) -> Vec<u8> {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key.as_ref()).unwrap();
    mac.update(message.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

pub(crate) fn hmac_hex(key: impl AsRef<[u8]>, message: &str) -> String {
    hex::encode(hmac(key, message))
}
