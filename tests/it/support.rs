//! What the tests of signatures share: a request that owns its parts, and the hashes done by hand.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use tingji_core::{Credential, UnixTime};
use tingji_signing_core::encode::query_string;
use tingji_signing_core::{
    RequestView, Scheme, SignatureLocation, SigningInstructions, SigningTrace, Verification,
};

/// A request as it goes over the wire.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Wire {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Wire {
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

    /// The request with the additions where they belong.
    pub(crate) fn with(mut self, signed: &SigningInstructions) -> Self {
        match signed.location() {
            SignatureLocation::Headers => {
                self.headers.extend(signed.additions().map(|(name, value)| (name.into(), value.into())));
            }
            SignatureLocation::Query => self.query = joined(&self.query, signed),
            SignatureLocation::Form => {
                let joint = if self.body.is_empty() { "" } else { "&" };
                self.body.extend(format!("{joint}{}", query_string(signed.additions())).bytes());
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

fn joined(query: &str, signed: &SigningInstructions) -> String {
    let joint = if query.is_empty() { "" } else { "&" };
    format!("{query}{joint}{}", query_string(signed.additions()))
}

pub(crate) fn at(text: &str) -> UnixTime {
    UnixTime::parse(text).unwrap()
}

#[track_caller]
pub(crate) fn assert_valid(verdict: &Verification) {
    assert!(verdict.is_valid(), "{:?}\n{}", verdict.error(), verdict.canonical_request().expose());
}

/// Asserts that the request is valid, and shows what it was judged by.
#[track_caller]
pub(crate) fn explained(scheme: &impl Scheme, wire: &Wire, who: &Credential, time: UnixTime) -> SigningTrace {
    assert_valid(&scheme.verify(&wire.view(), who, time));
    let explained = scheme.trace(&wire.view(), Some(who)).unwrap();
    assert_eq!(explained.signature_matches(), Some(true), "{explained:?}");
    explained
}

/// The hash of the canonical request, as vendors print it for debugging.
pub(crate) fn canonical_hash(explained: &SigningTrace) -> String {
    sha256(explained.canonical_request().expose().as_bytes())
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
