//! A changed character in a signed part of a request is rejected.
//!
//! The tests skip changes that do not change the canonical form:
//! - the case of the method, because every SDK signs it in upper case;
//! - in paths, the case of an escape's hex digits;
//! - in queries and forms, the case of hex digits, `+` instead of an escaped space, and the order of pairs
//!   (Volcengine: of keys);
//! - in `Authorization`, the separators of its fields, and at Baidu the case of the names in the list;
//! - in headers, spaces around the value, and at Volcengine the ports 80 and 443 of the host;
//! - at Baidu, the parameter `authorization`;
//! - at UCloud, the boundary between a key and its value: `a=b` and `a&b` are both signed as `ab`;
//! - in a Volcengine URL, a parameter that `X-SignedQueries` does not list.

use proptest::prelude::*;
use proptest::sample::Index;
use tingji_core::Credential;
use tingji_signing_core::VerifyError;

use super::cases::{SigningCase, case};
use super::config;
use super::schemes::SchemeKind;
use crate::support::RawRequest;

/// The text with one character replaced; `None` for an empty text.
fn changed(text: &str, at: Index, to: char) -> Option<String> {
    let mut chars: Vec<char> = text.chars().collect();
    if chars.is_empty() {
        return None;
    }
    let at = at.index(chars.len());
    chars[at] = to;
    Some(chars.into_iter().collect())
}

/// Decodes the percent escapes of a text.
pub(super) fn unescaped(text: &[u8], plus_is_space: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        let escape = tail.get(..2).filter(|hex| *first == b'%' && hex.iter().all(u8::is_ascii_hexdigit));
        if let Some(hex) = escape {
            out.push(hex::decode(hex).unwrap()[0]);
            rest = &tail[2..];
            continue;
        }
        out.push(if *first == b'+' && plus_is_space { b' ' } else { *first });
        rest = tail;
    }
    out
}

pub(super) type Pair = (Vec<u8>, Vec<u8>);

pub(super) fn pairs(query: &[u8]) -> Vec<Pair> {
    let parts = query.split(|byte| *byte == b'&').filter(|part| !part.is_empty());
    parts.map(pair).collect()
}

fn pair(part: &[u8]) -> Pair {
    let mut halves = part.splitn(2, |byte| *byte == b'=');
    let key = halves.next().unwrap_or_default();
    let value = halves.next().unwrap_or_default();
    (unescaped(key, true), unescaped(value, true))
}

/// Normalizes a query or form. Two of them have equal results if and only if the scheme signs them alike.
fn normalized(kind: SchemeKind, query: &[u8], listed: &[Vec<u8>]) -> Vec<Pair> {
    let mut pairs = pairs(query);
    if kind.is_bce() {
        pairs.retain(|(key, _)| !key.eq_ignore_ascii_case(b"authorization"));
    }
    if kind.is_url() {
        pairs.retain(|(key, _)| listed.contains(key));
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

/// True if the scheme signs two queries or forms alike.
fn same_query(kind: SchemeKind, old: &[u8], new: &[u8]) -> bool {
    let mut listed: Vec<_> = pairs(old).into_iter().map(|(key, _)| key).collect();
    listed.sort();
    normalized(kind, old, &listed) == normalized(kind, new, &listed)
}

/// True if the scheme signs two values of a header alike.
fn same_header(kind: SchemeKind, name: &str, old: &str, new: &str) -> bool {
    let old = old.trim_ascii();
    let new = new.trim_ascii();
    if kind.is_volcengine() && name.eq_ignore_ascii_case("host") {
        without_default_port(old) == without_default_port(new)
    } else if kind.is_bce() && name == "authorization" {
        bce_authorization(old) == bce_authorization(new)
    } else if name == "authorization" {
        old.replace(',', " ") == new.replace(',', " ")
    } else {
        old == new
    }
}

fn without_default_port(host: &str) -> &str {
    host.strip_suffix(":443").or(host.strip_suffix(":80")).unwrap_or(host)
}

/// The signature, the list of signed headers in lower case, and the rest.
fn bce_authorization(text: &str) -> [Option<String>; 3] {
    let mut parts = text.rsplitn(3, '/');
    let signature = parts.next().map(str::to_owned);
    let list = parts.next().map(str::to_ascii_lowercase);
    let rest = parts.next().map(str::to_owned);
    [signature, list, rest]
}

/// True if the scheme signs two bodies alike.
fn same_body(kind: SchemeKind, old: &[u8], new: &[u8]) -> bool {
    match kind {
        SchemeKind::UcloudForm => same_query(kind, old, new),
        SchemeKind::UcloudJson => parse_json(old) == parse_json(new),
        _ => old == new,
    }
}

fn parse_json(body: &[u8]) -> Option<serde_json::Value> {
    serde_json::from_slice(body).ok()
}

/// True if the signature covers the body. Huawei's signers declare an unsigned body in a header.
fn body_is_signed(kind: SchemeKind, wire: &RawRequest) -> bool {
    let unsigned = wire.headers.iter().any(|(_, value)| value == "UNSIGNED-PAYLOAD");
    match kind {
        SchemeKind::UcloudQuery => false,
        SchemeKind::UcloudForm | SchemeKind::UcloudJson | SchemeKind::Volcengine => true,
        _ => !kind.is_bce() && !kind.is_url() && !unsigned,
    }
}

#[track_caller]
fn check_rejected(case: &SigningCase, wire: &RawRequest) -> Result<(), TestCaseError> {
    let verification = case.verify(wire);
    prop_assert!(
        !verification.is_valid(),
        "accepted: {wire:?}\n{}",
        verification.canonical_request().expose_secret()
    );
    Ok(())
}

/// A visible character. A space could be trimmed, so that the request would not change.
fn replacement() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => prop::char::range('!', '~'),
        1 => prop::sample::select(&['&', '=', '/', ';', ',', ':', '%', '+', '0', 'é', '停'][..])
    ]
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn changed_method_is_rejected(case in case(), at in any::<Index>(), to in replacement()) {
        let mut wire = case.signed();
        let Some(method) = changed(&wire.method, at, to) else { return Ok(()) };
        if !case.kind.is_ucloud() && !method.eq_ignore_ascii_case(&wire.method) {
            wire.method = method;
            check_rejected(&case, &wire)?;
        }
    }

    #[test]
    fn changed_path_is_rejected(case in case(), at in any::<Index>(), to in replacement()) {
        let mut wire = case.signed();
        let Some(path) = changed(&wire.path, at, to) else { return Ok(()) };
        if !case.kind.is_ucloud() && unescaped(path.as_bytes(), false) != unescaped(wire.path.as_bytes(), false) {
            wire.path = path;
            check_rejected(&case, &wire)?;
        }
    }

    #[test]
    fn changed_query_is_rejected(case in case(), at in any::<Index>(), to in replacement()) {
        let mut wire = case.signed();
        let Some(query) = changed(&wire.query, at, to) else { return Ok(()) };
        let signed = !matches!(case.kind, SchemeKind::UcloudForm | SchemeKind::UcloudJson);
        if signed && !same_query(case.kind, wire.query.as_bytes(), query.as_bytes()) {
            wire.query = query;
            check_rejected(&case, &wire)?;
        }
    }

    #[test]
    fn changed_value_of_a_signed_header_is_rejected(
        case in case(), which in any::<Index>(), at in any::<Index>(), to in replacement(),
    ) {
        let mut wire = case.signed();
        let (name, value) = &mut wire.headers[which.index(case.signed().headers.len())];
        let Some(new) = changed(value, at, to) else { return Ok(()) };
        if case.kind.signs(name, value) && !same_header(case.kind, name, value, &new) {
            *value = new;
            check_rejected(&case, &wire)?;
        }
    }

    #[test]
    fn changed_authorization_is_rejected(case in case(), at in any::<Index>(), to in replacement()) {
        let mut wire = case.signed();
        let Some((name, value)) = wire.headers.iter_mut().find(|(name, _)| name == "authorization") else {
            return Ok(());
        };
        let new = changed(value, at, to).unwrap();
        if !same_header(case.kind, name, value, &new) {
            *value = new;
            check_rejected(&case, &wire)?;
        }
    }

    #[test]
    fn removed_signed_header_is_rejected(case in case(), which in any::<Index>()) {
        let mut wire = case.signed();
        let (name, value) = wire.headers.remove(which.index(wire.headers.len()));
        if case.kind.signs(&name, &value) {
            check_rejected(&case, &wire)?;
        }
    }

    #[test]
    fn changed_signed_body_is_rejected(case in case(), at in any::<Index>(), flip in 1..=255_u8) {
        let mut wire = case.signed();
        if wire.body.is_empty() || !body_is_signed(case.kind, &wire) {
            return Ok(());
        }
        let at = at.index(wire.body.len());
        wire.body[at] ^= flip;
        if !same_body(case.kind, &case.signed().body, &wire.body) {
            check_rejected(&case, &wire)?;
        }
    }

    #[test]
    fn other_secret_key_is_rejected(case in case(), at in any::<Index>(), to in replacement()) {
        let secret = case.credential.secret_key().expose_secret();
        let Some(other) = changed(secret, at, to).filter(|other| other != secret) else { return Ok(()) };
        let other = with_token_of(&case, Credential::new(case.credential.access_key(), other));
        let verification = case.kind.verify(&case.signed(), &other, case.time);
        prop_assert_eq!(verification.error(), Some(&VerifyError::SignatureMismatch));
    }

    #[test]
    fn other_access_key_is_rejected(case in case(), at in any::<Index>(), to in replacement()) {
        let key = case.credential.access_key();
        let other = changed(key, at, to).unwrap();
        if other != key {
            let secret = case.credential.secret_key().expose_secret();
            let other = with_token_of(&case, Credential::new(other, secret));
            let verification = case.kind.verify(&case.signed(), &other, case.time);
            prop_assert_eq!(verification.error(), Some(&VerifyError::UnknownAccessKey));
        }
    }

    #[test]
    fn other_or_missing_token_is_rejected(case in case()) {
        let bare = Credential::new(case.credential.access_key(), case.credential.secret_key().expose_secret());
        let other = bare.clone().with_security_token("other-token");
        let wire = case.signed();
        let without = case.kind.verify(&wire, &bare, case.time).error().cloned();
        let with_other = case.kind.verify(&wire, &other, case.time).error().cloned();
        if case.credential.security_token().is_some() {
            prop_assert_eq!(without, Some(VerifyError::TokenMismatch));
            prop_assert_eq!(with_other, Some(VerifyError::TokenMismatch));
        } else {
            prop_assert_eq!(without, None);
            prop_assert_eq!(with_other, Some(VerifyError::MissingToken));
        }
    }
}

fn with_token_of(case: &SigningCase, credential: Credential) -> Credential {
    match case.credential.security_token() {
        Some(token) => credential.with_security_token(token.expose_secret()),
        None => credential,
    }
}
