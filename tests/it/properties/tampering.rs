//! One character changed in a signed part is refused.
//!
//! Some changes are none, because the canonical form is the same; they are skipped here:
//! - the case of the method, which every SDK raises before it signs;
//! - in paths, the case of an escape's hex digits;
//! - in queries and forms, the same, `+` for a space, and the order of pairs (Volcengine: of keys);
//! - in `Authorization`, what separates its fields, and at Baidu the case of the names in the list;
//! - in headers, blanks around the value, and at Volcengine the ports 80 and 443 of the host;
//! - at Baidu, the parameter `authorization`;
//! - at UCloud, where a key ends and its value begins: `a=b` and `a&b` both are signed as `ab`;
//! - in a Volcengine URL, a parameter that `X-SignedQueries` does not name.

use proptest::prelude::*;
use proptest::sample::Index;
use tingji_core::Credential;
use tingji_signing_core::VerifyError;

use super::cases::{Case, case};
use super::config;
use super::kinds::Kind;
use crate::support::Wire;

/// The text with one character replaced; `None` if it has none.
fn changed(text: &str, at: Index, to: char) -> Option<String> {
    let mut chars: Vec<char> = text.chars().collect();
    let at = (!chars.is_empty()).then(|| at.index(chars.len()))?;
    chars[at] = to;
    Some(chars.into_iter().collect())
}

/// What the percent escapes of a text stand for.
pub(super) fn unescaped(text: &[u8], plus_is_space: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).filter(|hex| *first == b'%' && hex.iter().all(u8::is_ascii_hexdigit));
        let byte = hex.map(|hex| hex::decode(hex).unwrap()[0]);
        out.push(byte.unwrap_or(if *first == b'+' && plus_is_space { b' ' } else { *first }));
        rest = &tail[if byte.is_some() { 2 } else { 0 }..];
    }
    out
}

pub(super) type Pair = (Vec<u8>, Vec<u8>);

pub(super) fn pairs(query: &[u8]) -> Vec<Pair> {
    let parts = query.split(|byte| *byte == b'&').filter(|part| !part.is_empty());
    let pair = |part: &[u8]| {
        let mut halves = part.splitn(2, |byte| *byte == b'=');
        let mut half = || unescaped(halves.next().unwrap_or_default(), true);
        (half(), half())
    };
    parts.map(pair).collect()
}

/// The same for two queries or forms if and only if they mean the same to this kind of signature.
fn meaning(kind: Kind, query: &[u8], named: &[Vec<u8>]) -> Vec<Pair> {
    let mut pairs = pairs(query);
    if kind.is_bce() {
        pairs.retain(|(key, _)| !key.eq_ignore_ascii_case(b"authorization"));
    }
    if kind.is_url() {
        pairs.retain(|(key, _)| named.contains(key));
    }
    if kind.is_volcengine() {
        pairs.sort_by(|a, b| a.0.cmp(&b.0));
        return pairs;
    }
    pairs.sort();
    if !kind.is_ucloud() {
        return pairs;
    }
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    vec![(pairs.into_iter().flat_map(|(key, value)| [key, value]).flatten().collect(), Vec::new())]
}

/// Whether the two still mean the same.
fn same_query(kind: Kind, old: &[u8], new: &[u8]) -> bool {
    let mut named: Vec<_> = pairs(old).into_iter().map(|(key, _)| key).collect();
    named.sort();
    meaning(kind, old, &named) == meaning(kind, new, &named)
}

fn same_header(kind: Kind, name: &str, old: &str, new: &str) -> bool {
    let (old, new) = (old.trim_ascii(), new.trim_ascii());
    if kind.is_volcengine() && name.eq_ignore_ascii_case("host") {
        let bare = |host: &str| host.strip_suffix(":443").or(host.strip_suffix(":80")).map(str::to_owned);
        return bare(old).unwrap_or(old.to_owned()) == bare(new).unwrap_or(new.to_owned());
    }
    if kind.is_bce() && name == "authorization" {
        let list = |text: &str| text.rsplit('/').nth(1).map(str::to_ascii_lowercase);
        let rest = |text: &str| [0, 2].map(|at| text.rsplitn(3, '/').nth(at).map(str::to_owned));
        return rest(old) == rest(new) && list(old) == list(new);
    }
    if name == "authorization" {
        let fields = |text: &str| text.replace(',', " ");
        return fields(old) == fields(new);
    }
    old == new
}

fn same_body(kind: Kind, old: &[u8], new: &[u8]) -> bool {
    match kind {
        Kind::UcloudForm => same_query(kind, old, new),
        Kind::UcloudJson => {
            let read = |body: &[u8]| serde_json::from_slice::<serde_json::Value>(body).ok();
            read(old) == read(new)
        }
        _ => old == new,
    }
}

/// Huawei's way to say that a body is not signed.
fn body_is_signed(kind: Kind, wire: &Wire) -> bool {
    let unsigned = wire.headers.iter().any(|(_, value)| value == "UNSIGNED-PAYLOAD");
    match kind {
        Kind::UcloudQuery => false,
        Kind::UcloudForm | Kind::UcloudJson | Kind::Volcengine => true,
        _ => !kind.is_bce() && !kind.is_url() && !unsigned,
    }
}

#[track_caller]
fn refused(case: &Case, wire: &Wire) -> Result<(), TestCaseError> {
    let verdict = case.verify(wire);
    prop_assert!(!verdict.is_valid(), "accepted: {wire:?}\n{}", verdict.canonical_request().expose());
    Ok(())
}

/// Any visible character: a blank might be trimmed, and would only be the rarer case.
fn to() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => prop::char::range('!', '~'),
        1 => prop::sample::select(&['&', '=', '/', ';', ',', ':', '%', '+', '0', 'é', '停'][..])
    ]
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn another_method_is_refused(case in case(), at in any::<Index>(), to in to()) {
        let mut wire = case.signed();
        let Some(method) = changed(&wire.method, at, to) else { return Ok(()) };
        if !case.kind.is_ucloud() && !method.eq_ignore_ascii_case(&wire.method) {
            wire.method = method;
            refused(&case, &wire)?;
        }
    }

    #[test]
    fn another_path_is_refused(case in case(), at in any::<Index>(), to in to()) {
        let mut wire = case.signed();
        let Some(path) = changed(&wire.path, at, to) else { return Ok(()) };
        if !case.kind.is_ucloud() && unescaped(path.as_bytes(), false) != unescaped(wire.path.as_bytes(), false) {
            wire.path = path;
            refused(&case, &wire)?;
        }
    }

    #[test]
    fn another_query_is_refused(case in case(), at in any::<Index>(), to in to()) {
        let mut wire = case.signed();
        let Some(query) = changed(&wire.query, at, to) else { return Ok(()) };
        let signed = !matches!(case.kind, Kind::UcloudForm | Kind::UcloudJson);
        if signed && !same_query(case.kind, wire.query.as_bytes(), query.as_bytes()) {
            wire.query = query;
            refused(&case, &wire)?;
        }
    }

    #[test]
    fn another_value_of_a_signed_header_is_refused(
        case in case(), which in any::<Index>(), at in any::<Index>(), to in to(),
    ) {
        let mut wire = case.signed();
        let (name, value) = &mut wire.headers[which.index(case.signed().headers.len())];
        let Some(new) = changed(value, at, to) else { return Ok(()) };
        if case.kind.signs(name, value) && !same_header(case.kind, name, value, &new) {
            *value = new;
            refused(&case, &wire)?;
        }
    }

    #[test]
    fn another_authorization_is_refused(case in case(), at in any::<Index>(), to in to()) {
        let mut wire = case.signed();
        let Some((name, value)) = wire.headers.iter_mut().find(|(name, _)| name == "authorization") else {
            return Ok(());
        };
        let new = changed(value, at, to).unwrap();
        if !same_header(case.kind, name, value, &new) {
            *value = new;
            refused(&case, &wire)?;
        }
    }

    #[test]
    fn a_signed_header_that_is_gone_is_refused(case in case(), which in any::<Index>()) {
        let mut wire = case.signed();
        let (name, value) = wire.headers.remove(which.index(wire.headers.len()));
        if case.kind.signs(&name, &value) {
            refused(&case, &wire)?;
        }
    }

    #[test]
    fn another_body_is_refused_where_it_is_signed(case in case(), at in any::<Index>(), flip in 1..=255_u8) {
        let mut wire = case.signed();
        if wire.body.is_empty() || !body_is_signed(case.kind, &wire) {
            return Ok(());
        }
        let at = at.index(wire.body.len());
        wire.body[at] ^= flip;
        if !same_body(case.kind, &case.signed().body, &wire.body) {
            refused(&case, &wire)?;
        }
    }

    #[test]
    fn another_secret_is_refused(case in case(), at in any::<Index>(), to in to()) {
        let secret = case.credential.secret_key().expose();
        let Some(other) = changed(secret, at, to).filter(|other| other != secret) else { return Ok(()) };
        let other = with_token_of(&case, Credential::new(case.credential.access_key(), other));
        let verdict = case.kind.verify(&case.signed(), &other, case.time);
        prop_assert_eq!(verdict.error(), Some(&VerifyError::SignatureMismatch));
    }

    #[test]
    fn another_access_key_is_refused(case in case(), at in any::<Index>(), to in to()) {
        let key = case.credential.access_key();
        let other = changed(key, at, to).unwrap();
        if other != key {
            let secret = case.credential.secret_key().expose();
            let other = with_token_of(&case, Credential::new(other, secret));
            let verdict = case.kind.verify(&case.signed(), &other, case.time);
            prop_assert_eq!(verdict.error(), Some(&VerifyError::UnknownAccessKey));
        }
    }

    #[test]
    fn another_token_or_none_is_refused(case in case()) {
        let bare = Credential::new(case.credential.access_key(), case.credential.secret_key().expose());
        let other = bare.clone().with_security_token("other-token");
        let wire = case.signed();
        let [without, with] = [bare, other].map(|who| case.kind.verify(&wire, &who, case.time).error().cloned());
        if case.credential.security_token().is_some() {
            prop_assert_eq!([without, with], [Some(VerifyError::TokenMismatch), Some(VerifyError::TokenMismatch)]);
        } else {
            prop_assert_eq!([without, with], [None, Some(VerifyError::MissingToken)]);
        }
    }
}

fn with_token_of(case: &Case, credential: Credential) -> Credential {
    match case.credential.security_token() {
        Some(token) => credential.with_security_token(token.expose()),
        None => credential,
    }
}
