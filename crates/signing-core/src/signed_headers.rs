//! Headers that take part in a signature: their order, their names, and the values that a signer requires.
//!
//! A signer refuses a request whose date or token header contradicts the time or the key pair of the call, because the
//! vendor would compare the signature with the header.

use smallvec::SmallVec;
use std::ops::Range;
use tingji_core::{Credential, UnixTime};

use crate::request::RequestView;
use crate::signing_instructions::SignError;

/// Name and value of a header. Names are in any case; values are not trimmed.
pub(crate) type Header<'a> = (&'a str, &'a [u8]);

/// Headers to sign; up to eight fit on the stack.
pub(crate) type HeaderList<'a> = SmallVec<[Header<'a>; 8]>;

/// Headers that a signer adds to a request, besides `Authorization`.
pub(crate) type AddedHeaders<'a> = SmallVec<[(&'static str, &'a str); 3]>;

/// Sorts headers by their lower-case names, and repeated headers by their trimmed values.
pub(crate) fn sort(headers: &mut HeaderList<'_>) {
    headers.sort_by(|left, right| {
        let names = lowercase(left.0).cmp(lowercase(right.0));
        names.then_with(|| left.1.trim_ascii().cmp(right.1.trim_ascii()))
    });
}

/// Returns the bytes of a name in lower case.
pub(crate) fn lowercase(name: &str) -> impl Iterator<Item = u8> + '_ {
    name.bytes().map(|byte| byte.to_ascii_lowercase())
}

/// Writes the lower-case names of sorted headers, joined by `;`, each name once. Returns their range in `out`.
pub(crate) fn write_names(out: &mut String, headers: &[Header<'_>]) -> Range<usize> {
    let start = out.len();
    let mut last = None;
    for (name, _) in headers {
        if last.is_some_and(|last: &str| last.eq_ignore_ascii_case(name)) {
            continue;
        }
        if last.is_some() {
            out.push(';');
        }
        out.push_str(name);
        last = Some(name);
    }
    out[start..].make_ascii_lowercase();
    start..out.len()
}

/// Rejects requests that have an `Authorization` header, and access keys that would break its syntax.
pub(crate) fn check_unsigned(request: &RequestView<'_>, credential: &Credential) -> Result<(), SignError> {
    let access_key = credential.access_key();
    if access_key.is_empty() || access_key.contains(is_separator) {
        return Err(SignError::InvalidAccessKey);
    }
    match request.headers.get("authorization") {
        Some(_) => Err(SignError::AlreadySigned),
        None => Ok(()),
    }
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || character.is_control() || character == ','
}

/// Returns true if the date header must be added. A header that the request has must state the time of
/// signing.
pub(crate) fn needs_date(
    request: &RequestView<'_>,
    name: &'static str,
    time: UnixTime,
) -> Result<bool, SignError> {
    let Some(value) = request.headers.get(name) else { return Ok(true) };
    let stated = std::str::from_utf8(value).ok().and_then(|text| UnixTime::parse(text.trim()));
    if stated == Some(time) { Ok(false) } else { Err(SignError::DateMismatch(name)) }
}

/// Returns the session token that must be added as a header. A header that the request has must contain the
/// token of the credential.
pub(crate) fn missing_token<'c>(
    request: &RequestView<'_>,
    name: &str,
    credential: &'c Credential,
) -> Result<Option<&'c str>, SignError> {
    let token = credential.security_token().map(tingji_core::Secret::expose_secret);
    match (request.headers.get(name).map(<[u8]>::trim_ascii), token) {
        (None, token) => Ok(token),
        (Some(present), Some(token)) if present == token.as_bytes() => Ok(None),
        (Some(_), _) => Err(SignError::TokenMismatch),
    }
}
