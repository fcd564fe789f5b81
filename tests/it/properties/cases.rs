//! Requests to sign: anything that a caller could pass.

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

use super::kinds::{KINDS, Kind};
use crate::support::Wire;

/// A request with all that it takes to sign it.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) kind: Kind,
    pub(super) wire: Wire,
    pub(super) credential: Credential,
    pub(super) time: UnixTime,
}

impl Case {
    pub(super) fn sign(&self) -> Result<SigningInstructions, SignError> {
        self.kind.sign(&self.wire, &self.credential, self.time)
    }

    pub(super) fn signed(&self) -> Wire {
        self.wire.clone().with(&self.sign().unwrap())
    }

    pub(super) fn verify(&self, wire: &Wire) -> Verification {
        self.kind.verify(wire, &self.credential, self.time)
    }

    pub(super) fn explain(&self, wire: &Wire) -> SigningTrace {
        self.kind.explain(wire, &self.credential).unwrap()
    }

    pub(super) fn claim(&self, wire: &Wire) -> Result<PresentedCredential, VerifyError> {
        self.kind.claim(wire)
    }
}

pub(super) fn case() -> impl Strategy<Value = Case> {
    Union::new(KINDS.map(case_of))
}

fn case_of(kind: Kind) -> BoxedStrategy<Case> {
    let given = (any::<bool>(), any::<bool>());
    (wire(kind), credential(kind), 0..253_402_300_799_i64, given)
        .prop_map(move |(wire, credential, seconds, given)| {
            let time = UnixTime::from_seconds(seconds);
            let wire = with_own_headers(kind, wire, &credential, time, given);
            Case { kind, wire, credential, time }
        })
        .boxed()
}

/// Text of a pattern, which is read once and not for every case.
fn text(pattern: &str) -> impl Strategy<Value = String> + use<> {
    string_regex(pattern).unwrap()
}

/// Perhaps the caller has set the date or the token already.
fn with_own_headers(
    kind: Kind,
    mut wire: Wire,
    who: &Credential,
    time: UnixTime,
    given: (bool, bool),
) -> Wire {
    let Some([date, token]) = kind.own_headers() else { return wire };
    if given.0 {
        wire = wire.header(date, &kind.date(time));
    }
    match who.security_token() {
        Some(secret) if given.1 => wire.header(token, secret.expose()),
        _ => wire,
    }
}

/// Access keys of header schemes hold no blank and no comma (the signers refuse them), and their tokens
/// no control character and no blank at either end, as headers can't carry those.
fn credential(kind: Kind) -> impl Strategy<Value = Credential> {
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

fn wire(kind: Kind) -> impl Strategy<Value = Wire> {
    let query =
        query(kind).prop_filter("a query", move |query| kind != Kind::UcloudQuery || !query.is_empty());
    (method(), path(), query, headers(kind), body(kind))
        .prop_map(|(method, path, query, headers, body)| Wire { method, path, query, headers, body })
}

fn method() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(&["GET", "PUT", "POST", "DELETE"][..]).prop_map(str::to_owned),
        1 => text("[A-Za-z]{1,8}"),
        1 => text("\\PC{1,6}"),
    ]
}

/// Well-formed paths of any UTF-8, and raw junk.
fn path() -> impl Strategy<Value = String> {
    let segment = any::<String>().prop_map(|text| format!("/{}", percent_encode(&text)));
    prop_oneof![
        prop::collection::vec(segment, 0..4).prop_map(|segments| segments.concat()),
        text("/[a-z0-9/.%+~!*'()]{0,16}"),
        text("[^?]{0,16}"),
    ]
}

/// Pairs escaped in several ways, and raw junk, joined by `&`.
pub(super) fn query(kind: Kind) -> impl Strategy<Value = String> {
    let pair = (key(kind), any::<String>(), 0..4).prop_map(|(key, value, style)| pair(&key, &value, style));
    let part = if kind.is_url() {
        // `X-SignedQueries` can name no key that is not UTF-8.
        pair.boxed()
    } else {
        prop_oneof![4 => pair, 1 => text("[a-c=%+]{0,6}"), 1 => text("[^&#]{0,10}")].boxed()
    };
    prop::collection::vec(part, 0..5).prop_map(|parts| parts.join("&"))
}

/// Short keys repeat often, and are prefixes of one another.
fn key(kind: Kind) -> impl Strategy<Value = String> {
    // `;` separates the keys in `X-SignedQueries`, so a key with one can't be named there.
    prop_oneof![text("[aAb]{1,3}"), text("[A-Za-z.0-9-]{1,8}"), any::<String>()]
        .prop_map(move |key| if kind.is_url() { key.replace(';', "") } else { key })
}

fn pair(key: &str, value: &str, style: i32) -> String {
    let (key, escaped) = (percent_encode(key), percent_encode(value));
    match style {
        0 => key,
        1 => format!("{key}={}", escaped.replace("%20", "+")),
        2 => format!("{key}={}", escaped.to_lowercase()),
        _ => format!("{key}={escaped}"),
    }
}

fn headers(kind: Kind) -> impl Strategy<Value = Vec<(String, String)>> {
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

/// Names of two letters repeat often.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        text("[Xx]-[AaBb]"),
        text("[Xx]-[Bb]ce-[a-z]{1,6}"),
        text("[Xx]-[A-Za-z]{6}-[a-z]{1,6}"),
        text("[A-Za-z]{5}_[a-z]{1,4}"),
        text("[a-z]{5}")
    ]
}

fn content_type(kind: Kind) -> impl Strategy<Value = Option<&'static str>> {
    let kinds: &[_] = match kind {
        Kind::UcloudJson => &[Some("application/json"), Some("application/json; charset=utf-8")],
        Kind::UcloudForm | Kind::UcloudQuery => &[None, Some("application/x-www-form-urlencoded")],
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

fn body(kind: Kind) -> BoxedStrategy<Vec<u8>> {
    match kind {
        Kind::UcloudQuery => Just(Vec::new()).boxed(),
        Kind::UcloudForm => {
            let form = query(kind).prop_map(String::into_bytes);
            let body = prop_oneof![3 => form, 1 => prop::collection::vec(any::<u8>(), 1..20)];
            body.prop_filter("a body", |body| !body.is_empty()).boxed()
        }
        Kind::UcloudJson => object(0).prop_map(|value| value.to_string().into_bytes()).boxed(),
        _ => prop_oneof![Just(Vec::new()), Just(b"{}".to_vec()), prop::collection::vec(any::<u8>(), 0..40)]
            .boxed(),
    }
}

/// JSON objects of whole numbers, texts, lists and objects. (A `null` is dropped before signing.)
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
