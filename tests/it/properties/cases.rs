//! Generators of requests to sign: everything that a caller could pass.

use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use proptest::string::string_regex;
use serde_json::Value;
use tingji_core::{Credential, UnixTime};
use tingji_signing_core::encode::percent_encode;
use tingji_signing_core::{
    PresentedCredential, SignError, SigningInstructions, SigningTrace, Verification, VerifyError,
};

use super::schemes::{SCHEME_KINDS, SchemeKind};
use crate::support::RawRequest;

/// A request with everything that its signature needs.
#[derive(Clone, Debug)]
pub(super) struct SigningCase {
    pub(super) kind: SchemeKind,
    pub(super) wire: RawRequest,
    pub(super) credential: Credential,
    pub(super) time: UnixTime,
}

impl SigningCase {
    pub(super) fn sign(&self) -> Result<SigningInstructions, SignError> {
        self.kind.sign(&self.wire, &self.credential, self.time)
    }

    pub(super) fn signed(&self) -> RawRequest {
        self.wire.clone().with(&self.sign().unwrap())
    }

    pub(super) fn verify(&self, wire: &RawRequest) -> Verification {
        self.kind.verify(wire, &self.credential, self.time)
    }

    pub(super) fn trace(&self, wire: &RawRequest) -> SigningTrace {
        self.kind.trace(wire, &self.credential).unwrap()
    }

    pub(super) fn presented_credential(&self, wire: &RawRequest) -> Result<PresentedCredential, VerifyError> {
        self.kind.presented_credential(wire)
    }
}

/// Any request of any scheme.
pub(super) fn case() -> impl Strategy<Value = SigningCase> {
    Union::new(SCHEME_KINDS.map(case_of))
}

fn case_of(kind: SchemeKind) -> BoxedStrategy<SigningCase> {
    let prefilled = (any::<bool>(), any::<bool>());
    (wire(kind), credential(kind), 0..253_402_300_799_i64, prefilled)
        .prop_map(move |(wire, credential, seconds, prefilled)| {
            let time = UnixTime::from_seconds(seconds);
            let wire = with_prefilled_headers(kind, wire, &credential, time, prefilled);
            SigningCase { kind, wire, credential, time }
        })
        .boxed()
}

/// Text that matches a pattern. The pattern is parsed once, not for every case.
fn text(pattern: &str) -> impl Strategy<Value = String> + use<> {
    string_regex(pattern).unwrap()
}

/// Adds the header of the date and that of the token, as a caller may do before signing.
fn with_prefilled_headers(
    kind: SchemeKind,
    mut wire: RawRequest,
    credential: &Credential,
    time: UnixTime,
    (has_date, has_token): (bool, bool),
) -> RawRequest {
    let Some([date, token]) = kind.date_and_token_headers() else { return wire };
    if has_date {
        wire = wire.header(date, &kind.date(time));
    }
    match credential.security_token() {
        Some(secret) if has_token => wire.header(token, secret.expose_secret()),
        _ => wire,
    }
}

/// Access keys and tokens that the scheme can send. In a header, an access key has no space and no comma, because the
/// signers reject them; a token has no control characters and no surrounding spaces.
fn credential(kind: SchemeKind) -> impl Strategy<Value = Credential> {
    let (key, token) = if kind.is_ucloud() {
        ("\\PC{1,20}", "\\PC{1,30}")
    } else {
        ("[!-+\\--~停é]{1,20}", "[!-~]([ -~]{0,30}[!-~])?")
    };
    (text(key), text("\\PC{0,70}"), option::of(text(token))).prop_map(|(key, secret, token)| {
        let credential = Credential::new(key, secret);
        token.into_iter().fold(credential, Credential::with_security_token)
    })
}

fn wire(kind: SchemeKind) -> impl Strategy<Value = RawRequest> {
    let query =
        query(kind).prop_filter("a query", move |query| kind != SchemeKind::UcloudQuery || !query.is_empty());
    (method(), path(), query, headers(kind), body(kind))
        .prop_map(|(method, path, query, headers, body)| RawRequest { method, path, query, headers, body })
}

fn method() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(&["GET", "PUT", "POST", "DELETE"][..]).prop_map(str::to_owned),
        1 => text("[A-Za-z]{1,8}"),
        1 => text("\\PC{1,6}"),
    ]
}

/// Well-formed paths of any UTF-8 text, and unescaped text.
fn path() -> impl Strategy<Value = String> {
    let segment = any::<String>().prop_map(|text| format!("/{}", percent_encode(&text)));
    prop_oneof![
        prop::collection::vec(segment, 0..4).prop_map(|segments| segments.concat()),
        text("/[a-z0-9/.%+~!*'()]{0,16}"),
        text("[^?]{0,16}"),
    ]
}

/// Pairs with several styles of escapes, and unescaped text, joined by `&`.
pub(super) fn query(kind: SchemeKind) -> impl Strategy<Value = String> {
    let pair = (key(kind), any::<String>(), 0..4).prop_map(|(key, value, style)| pair(&key, &value, style));
    let part = if kind.is_url() {
        // `X-SignedQueries` can list only keys in UTF-8.
        pair.boxed()
    } else {
        prop_oneof![4 => pair, 1 => text("[a-c=%+]{0,6}"), 1 => text("[^&#]{0,10}")].boxed()
    };
    prop::collection::vec(part, 0..5).prop_map(|parts| parts.join("&"))
}

/// Keys of queries. Short keys are often equal, or prefixes of each other.
fn key(kind: SchemeKind) -> impl Strategy<Value = String> {
    // `;` separates the keys in `X-SignedQueries`, which therefore cannot list a key with `;`.
    prop_oneof![text("[aAb]{1,3}"), text("[A-Za-z.0-9-]{1,8}"), any::<String>()]
        .prop_map(move |key| if kind.is_url() { key.replace(';', "") } else { key })
}

fn pair(key: &str, value: &str, style: i32) -> String {
    let key = percent_encode(key);
    let escaped = percent_encode(value);
    match style {
        0 => key,
        1 => format!("{key}={}", escaped.replace("%20", "+")),
        2 => format!("{key}={}", escaped.to_lowercase()),
        _ => format!("{key}={escaped}"),
    }
}

fn headers(kind: SchemeKind) -> impl Strategy<Value = Vec<(String, String)>> {
    let host = prop_oneof![
        select(&["bcc.bj.baidubce.com", "127.0.0.1:8080", "h:443", "h:80"][..]).prop_map(str::to_owned),
        text("[a-z.-]{1,12}(:[0-9]{1,5})?"),
    ];
    let extra = prop::collection::vec((name(), text("[ \t]{0,2}[!-~ é停]{0,10}[ \t]{0,2}")), 0..5);
    (host, content_type(kind), extra).prop_map(|(host, kind, extra)| {
        let mut headers = vec![("Host".to_owned(), host)];
        headers.extend(kind.map(|kind| ("Content-Type".to_owned(), kind.to_owned())));
        headers.extend(extra);
        headers
    })
}

/// Names of headers. Names such as `X-A` are often equal.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        text("[Xx]-[AaBb]"),
        text("[Xx]-[Bb]ce-[a-z]{1,6}"),
        text("[Xx]-[A-Za-z]{6}-[a-z]{1,6}"),
        text("[A-Za-z]{5}_[a-z]{1,4}"),
        text("[a-z]{5}")
    ]
}

fn content_type(kind: SchemeKind) -> impl Strategy<Value = Option<&'static str>> {
    let kinds: &[_] = match kind {
        SchemeKind::UcloudJson => &[Some("application/json"), Some("application/json; charset=utf-8")],
        SchemeKind::UcloudForm | SchemeKind::UcloudQuery => {
            &[None, Some("application/x-www-form-urlencoded")]
        }
        _ => &[
            None,
            Some("application/json"),
            Some("application/json;charset=UTF-8"),
            Some("text/plain"),
            Some(""),
        ],
    };
    select(kinds)
}

fn body(kind: SchemeKind) -> BoxedStrategy<Vec<u8>> {
    match kind {
        SchemeKind::UcloudQuery => Just(Vec::new()).boxed(),
        SchemeKind::UcloudForm => {
            let form = query(kind).prop_map(String::into_bytes);
            let body = prop_oneof![3 => form, 1 => prop::collection::vec(any::<u8>(), 1..20)];
            body.prop_filter("a body", |body| !body.is_empty()).boxed()
        }
        SchemeKind::UcloudJson => object(0).prop_map(|value| value.to_string().into_bytes()).boxed(),
        _ => prop_oneof![Just(Vec::new()), Just(b"{}".to_vec()), prop::collection::vec(any::<u8>(), 0..40)]
            .boxed(),
    }
}

/// JSON objects of integers, booleans, texts, lists and objects. (The signer drops `null` values.)
fn object(depth: usize) -> BoxedStrategy<Value> {
    let scalar = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let value = if depth == 2 {
        scalar.boxed()
    } else {
        let inner = object(depth + 1);
        let list = prop::collection::vec(inner.clone(), 0..3).prop_map(Value::Array);
        prop_oneof![3 => scalar, 1 => list, 1 => inner].boxed()
    };
    prop::collection::vec((text("[A-Za-z]{1,8}"), value), 0..4)
        .prop_map(|pairs| Value::Object(pairs.into_iter().collect()))
        .boxed()
}
