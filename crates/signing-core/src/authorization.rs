//! The shape that Volcengine and Huawei share: `ALGORITHM Name=value, SignedHeaders=a;b, Signature=hex`.

use std::cmp::Ordering;

use smallvec::SmallVec;
use tingji_core::{Credential, UnixTime};

use crate::canonical_text::trim;
use crate::request::Headers;
use crate::{RequestView, SignError, VerifyError};

/// The parts of such a header.
#[derive(Clone, Copy)]
pub(crate) struct Authorization<'a> {
    pub(crate) algorithm: &'a str,
    /// The value of `Credential=` or `AuthProvider=`.
    pub(crate) credential: &'a str,
    pub(crate) signed_headers: &'a str,
    pub(crate) signature: &'a str,
}

impl<'a> Authorization<'a> {
    pub(crate) fn read(headers: Headers<'a>) -> Result<Self, VerifyError> {
        let text = authorization(headers)?;
        let (algorithm, rest) = split_once(text, b' ').ok_or(VerifyError::Malformed("no algorithm"))?;
        let mut found = [None; 4];
        for part in split(rest, b',') {
            let Some((name, value)) = split_once(part.trim_start(), b'=') else { continue };
            let at = ["Credential", "Access", "SignedHeaders", "Signature"]
                .iter()
                .position(|known| *known == name);
            if let Some(field) = at.and_then(|at| found.get_mut(at)) {
                field.get_or_insert(value.trim_end());
            }
        }
        let [credential, access, signed_headers, signature] = found;
        Ok(Self {
            algorithm,
            credential: credential.or(access).ok_or(VerifyError::Malformed("no access key"))?,
            signed_headers: signed_headers.ok_or(VerifyError::Malformed("no signed headers"))?,
            signature: signature.ok_or(VerifyError::Malformed("no signature"))?,
        })
    }

    pub(crate) fn signs(&self, name: &str) -> bool {
        split(self.signed_headers, b';').any(|signed| signed.eq_ignore_ascii_case(name))
    }
}

/// The whole header.
pub(crate) fn authorization(headers: Headers<'_>) -> Result<&str, VerifyError> {
    headers.text("authorization").ok_or_else(|| {
        let given = headers.get("authorization");
        given.map_or(VerifyError::MissingSignature, |_| VerifyError::Malformed("it is not text"))
    })
}

/// As `str` splits by an ASCII character. Each of its searches takes longer to begin than these short texts
/// take to be read.
pub(crate) fn split_once(text: &str, by: u8) -> Option<(&str, &str)> {
    let at = find(text.as_bytes(), by)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

pub(crate) fn split(text: &str, by: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let (part, behind) = split_once(rest?, by).map_or((rest?, None), |(part, rest)| (part, Some(rest)));
        rest = behind;
        Some(part)
    })
}

#[inline]
fn find(text: &[u8], wanted: u8) -> Option<usize> {
    // Without a way out of the inner loop the compiler takes a block at once.
    let is_in = |block: &[u8; 16]| block.iter().fold(false, |found, byte| found | (*byte == wanted));
    let (blocks, _) = text.as_chunks();
    let skipped = 16 * blocks.iter().take_while(|block| !is_in(block)).count();
    let at = text.get(skipped..)?.iter().position(|byte| *byte == wanted)?;
    Some(skipped + at)
}

/// `AK/date/region/service[/…]`, read from the right: only the access key could hold a slash.
pub(crate) fn scope<const N: usize>(credential: &str) -> Option<(&str, [&str; N])> {
    let mut parts = credential.rsplitn(N + 1, '/');
    let mut scope = [""; N];
    for slot in scope.iter_mut().rev() {
        *slot = parts.next()?;
    }
    Some((parts.next()?, scope))
}

/// Name and value.
type Header<'a> = (&'a str, &'a [u8]);

/// Headers to sign.
pub(crate) type HeaderList<'a> = SmallVec<[Header<'a>; 8]>;

/// Sorts by lower-case name; repeated headers by what their values are once trimmed.
pub(crate) fn sort(headers: &mut HeaderList<'_>) {
    sort_by(headers, |a, b| lower(a.0).cmp(lower(b.0)).then_with(|| trim(a.1).cmp(trim(b.1))));
}

/// Sorts, and keeps the order of equal ones. One sort for all orders: each would be compiled anew.
pub(crate) fn sort_by(headers: &mut [Header<'_>], compare: fn(&Header<'_>, &Header<'_>) -> Ordering) {
    headers.sort_by(compare);
}

pub(crate) fn lower(name: &str) -> impl Iterator<Item = u8> + '_ {
    name.bytes().map(|byte| byte.to_ascii_lowercase())
}

/// Writes the lower-case names of sorted headers joined by `;`, each once, and says where they begin.
pub(crate) fn put_names(text: &mut String, headers: &[(&str, &[u8])]) -> usize {
    let start = text.len();
    let mut before = "";
    for (at, (name, _)) in headers.iter().enumerate() {
        if at > 0 && name.eq_ignore_ascii_case(before) {
            continue;
        }
        text.push_str(if at > 0 { ";" } else { "" });
        text.push_str(name);
        before = name;
    }
    text[start..].make_ascii_lowercase();
    start
}

/// Checks what every header scheme needs before it signs.
pub(crate) fn check(request: &RequestView<'_>, credential: &Credential) -> Result<(), SignError> {
    let bad = |c: char| c.is_whitespace() || c.is_control() || c == ',';
    let key = credential.access_key();
    let usual = key.bytes().fold(true, |usual, byte| usual & byte.is_ascii_alphanumeric());
    if key.is_empty() || (!usual && key.contains(bad)) {
        return Err(SignError::InvalidAccessKey);
    }
    request.headers.get("authorization").map_or(Ok(()), |_| Err(SignError::AlreadySigned))
}

/// Whether a date header must still be added; one that is there must hold the signing time.
pub(crate) fn needs_date(
    request: &RequestView<'_>,
    name: &'static str,
    time: UnixTime,
) -> Result<bool, SignError> {
    let Some(given) = request.headers.get(name) else { return Ok(true) };
    let given = std::str::from_utf8(given).ok().and_then(|text| UnixTime::parse(text.trim()));
    if given == Some(time) { Ok(false) } else { Err(SignError::DateMismatch(name)) }
}

/// The session token that must still be added; one that is there must be the credential's.
pub(crate) fn missing_token<'c>(
    request: &RequestView<'_>,
    name: &str,
    credential: &'c Credential,
) -> Result<Option<&'c str>, SignError> {
    let token = credential.security_token().map(tingji_core::Secret::expose_secret);
    match (request.headers.get(name).map(trim), token) {
        (None, token) => Ok(token),
        (Some(given), Some(token)) if given == token.as_bytes() => Ok(None),
        (Some(_), _) => Err(SignError::TokenMismatch),
    }
}

/// Compares the token a request carries with the credential's.
pub(crate) fn token_problem(given: Option<&str>, credential: &Credential) -> Option<VerifyError> {
    match (given, credential.security_token()) {
        (None, None) => None,
        (None, Some(_)) => Some(VerifyError::MissingToken),
        (Some(given), Some(token)) if same(given.as_bytes(), token.expose_secret().as_bytes()) => None,
        (Some(_), _) => Some(VerifyError::TokenMismatch),
    }
}

/// Compares two signatures in constant time.
pub(crate) fn same(given: &[u8], right: &[u8]) -> bool {
    ctutils::CtEq::ct_eq(given, right).to_bool()
}
