//! Baidu AI Cloud: `bce-auth-v1`.
//!
//! <https://cloud.baidu.com/doc/Reference/s/njwvz1yfu>

use std::borrow::Cow;

use tingji_core::{Credential, UnixTime};

use super::{MAX_SKEW, PresentedCredential, Scheme};
use crate::authorization::{
    HeaderList, authorization, check, lower, missing_token, needs_date, put_names, same, sort_by, split,
    token_problem,
};
use crate::canonical_buffer::CanonicalBuffer;
use crate::canonical_text::{Hex, hmac, hmac_hex, is_secret_name, put_upper, trim};
use crate::encode::{PathEncoding, PlusDecoding, decode, encode_into, encoded, is_unreserved};
use crate::query::{QueryParam, QueryParams, SortKey, put_query, read_encoded};
use crate::verification::Texts;
use crate::{
    DerivationStep, RequestView, SignError, SignatureLocation, SigningInstructions, SigningTrace,
    Verification, VerifyError,
};

const VERSION: &str = "bce-auth-v1";
const DATE: &str = "x-bce-date";
const TOKEN: &str = "x-bce-security-token";
/// Room for an `Authorization` header of usual length.
const ROOM: usize = 256;

/// Which headers are signed, and whether the list is written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignedHeaders {
    /// `host;x-bce-date` and, with a session token, `x-bce-security-token`: the smallest set every
    /// family of the vendor's SDKs accepts. Nothing a proxy rewrites is in it.
    #[default]
    Minimal,
    /// The vendor's default set (host, content-length, content-type, content-md5 and every
    /// `x-bce-*` with a value), signalled by an empty list, as the Python and Java SDKs do.
    VendorDefault,
    /// Exactly these names, written down sorted.
    Explicit(Vec<String>),
}

/// The scheme with its settings.
///
/// The body is not part of this signature: two requests of one second that differ only in their
/// body carry the same one. HTTPS is what protects the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bce {
    /// How long the signature holds, in seconds. Default 1800, as in every SDK of the vendor.
    pub expires_in_seconds: u32,
    /// Which headers are signed.
    pub signed_headers: SignedHeaders,
}

impl Default for Bce {
    fn default() -> Self {
        Self { expires_in_seconds: 1800, signed_headers: SignedHeaders::default() }
    }
}

impl Bce {
    /// The minimal set, valid for 30 minutes.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Scheme for Bce {
    fn sign(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        time: UnixTime,
    ) -> Result<SigningInstructions, SignError> {
        check(request, credential)?;
        if request.headers.get("host").is_none_or(|host| trim(host).is_empty()) {
            return Err(SignError::MissingHeader("host"));
        }
        let date: &str = &time.iso_extended();
        // The vendor's rule for product pages: a request may be signed without the date header
        // when the list does not name it; the prefix carries the time all the same.
        let needs_date = self.wants(DATE) && needs_date(request, DATE, time)?;
        let added = [
            needs_date.then_some((DATE, date)),
            missing_token(request, TOKEN, credential)?.map(|token| (TOKEN, token)),
        ];
        let added = || added.iter().flatten();
        let mut headers = HeaderList::new();
        select(&mut headers, request.headers.iter(), |name| self.wants(name));
        select(&mut headers, added().map(|(name, value)| (*name, value.as_bytes())), |name| self.wants(name));
        let mut pairs = QueryParams::new();
        read_query(&mut pairs, request);
        let mut signed = SigningInstructions::new(
            SignatureLocation::Headers,
            ROOM + added().map(|(_, value)| value.len()).sum::<usize>(),
        );
        added().for_each(|(name, value)| signed.add(name, value));
        let text = signed.text();
        let start = text.len();
        [VERSION, "/", credential.access_key(), "/", date, "/"].iter().for_each(|part| text.push_str(part));
        put_number(text, self.expires_in_seconds);
        let key = signing_key(credential, &text[start..]);
        text.push('/');
        if self.signed_headers != SignedHeaders::VendorDefault {
            sort_by(&mut headers, |a, b| lower(a.0).cmp(lower(b.0)));
            put_names(text, &headers);
        }
        text.push('/');
        text.push_str(signature(&key, request, &pairs, &mut headers).as_str());
        signed.end("authorization");
        Ok(signed)
    }

    fn presented_credential(&self, request: &RequestView<'_>) -> Result<PresentedCredential, VerifyError> {
        Ok(ParsedSignature::read(request)?.presented_credential())
    }

    fn trace(
        &self,
        request: &RequestView<'_>,
        credential: Option<&Credential>,
    ) -> Result<SigningTrace, VerifyError> {
        let given = ParsedSignature::read(request)?;
        let mut pairs = QueryParams::new();
        read_query(&mut pairs, request);
        let (canonical_request, string_to_sign) = given.texts(request, &pairs);
        let key = credential.map(|credential| signing_key(credential, given.prefix));
        let signature = key.as_ref().map(|key| hmac_hex(hmac(key.as_bytes()), canonical_request.bytes()));
        let steps = vec![
            DerivationStep::new(
                "signing key",
                "hex(HMAC-SHA256(secret key, string to sign))",
                key.map(|key| key.as_str().to_owned()),
            ),
            DerivationStep::new(
                "signature",
                "hex(HMAC-SHA256(signing key as hex text, canonical request))",
                signature.map(|signature| signature.as_str().to_owned()),
            ),
        ];
        let (claim, given) = (given.presented_credential(), given.signature.into());
        let token = given_token(request, &pairs).map(|token| (*token).into());
        Ok(SigningTrace { claim, canonical_request, string_to_sign, steps, given, token })
    }

    fn verify(&self, request: &RequestView<'_>, credential: &Credential, now: UnixTime) -> Verification {
        let given = match ParsedSignature::read(request) {
            Ok(given) => given,
            Err(problem) => return Verification::unread(problem),
        };
        let mut pairs = QueryParams::new();
        read_query(&mut pairs, request);
        let problem = given.problem(request, &pairs, credential, now).or_else(|| {
            let (key, mut headers) = (signing_key(credential, given.prefix), HeaderList::new());
            given.read_headers(&mut headers, request);
            let right = signature(&key, request, &pairs, &mut headers);
            (!same(given.signature.as_bytes(), right.as_bytes())).then_some(VerifyError::SignatureMismatch)
        });
        Verification::of(problem, || given.texts(request, &pairs))
    }
}

impl Bce {
    fn wants(&self, name: &str) -> bool {
        match &self.signed_headers {
            SignedHeaders::Minimal => {
                ["host", DATE, TOKEN].iter().any(|signed| name.eq_ignore_ascii_case(signed))
            }
            SignedHeaders::Explicit(names) => {
                names.iter().any(|signed| name.eq_ignore_ascii_case(signed.trim()))
            }
            SignedHeaders::VendorDefault => in_vendors_default(name),
        }
    }
}

fn in_vendors_default(name: &str) -> bool {
    ["host", "content-length", "content-type", "content-md5"]
        .iter()
        .any(|signed| name.eq_ignore_ascii_case(signed))
        || name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("x-bce-"))
}

/// Adds the headers that are signed: the wanted ones that have a value.
fn select<'a>(
    selected: &mut HeaderList<'a>,
    headers: impl Iterator<Item = (&'a str, &'a [u8])>,
    wants: impl Fn(&str) -> bool,
) {
    let headers = headers.map(|(name, value)| (name.trim(), trim(value)));
    selected.extend(headers.filter(|(name, value)| wants(name) && !value.is_empty()));
}

fn put_number(text: &mut String, number: u32) {
    let (mut digits, mut at, mut rest) = ([b'0'; 10], 9, number);
    while rest > 9 {
        digits[at] += (rest % 10) as u8;
        rest /= 10;
        at -= 1;
    }
    digits[at] += rest as u8;
    text.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

/// The key of the second HMAC is the hex text of the first, not its bytes.
fn signing_key(credential: &Credential, prefix: &str) -> Hex<64> {
    hmac_hex(hmac(credential.secret_key().expose_secret().as_bytes()), prefix.as_bytes())
}

fn signature(
    key: &Hex<64>,
    request: &RequestView<'_>,
    pairs: &[QueryParam<'_>],
    headers: &mut HeaderList<'_>,
) -> Hex<64> {
    let mut text = CanonicalBuffer::new();
    put_canonical(&mut text, request, pairs, headers);
    hmac_hex(hmac(key.as_bytes()), text.bytes())
}

/// Puts the headers in the order of their lines.
fn put_canonical(
    text: &mut CanonicalBuffer,
    request: &RequestView<'_>,
    pairs: &[QueryParam<'_>],
    headers: &mut HeaderList<'_>,
) {
    put_upper(text, request.method);
    text.put(b"\n");
    if !request.path.starts_with('/') {
        text.put(b"/");
    }
    // No dot segments are removed and no slashes merged.
    encode_into(text, &decode(request.path.as_bytes(), PlusDecoding::Literal), PathEncoding::Keep);
    text.put(b"\n");
    // The finished `k=v` texts are sorted: `text10=` comes before `text1=` and `text=`.
    put_query(text, pairs, SortKey::EncodedText);
    // Finished lines are sorted, not names: `x-bce-meta-key:` comes before `x-bce-meta:`.
    sort_by(headers, |a, b| line(*a).cmp(line(*b)));
    for (name, value) in &**headers {
        text.put(b"\n");
        put_name(text, name);
        text.put(b":");
        text.put_secret(
            || is_secret_name(name.as_bytes()),
            |text| encode_into(text, value, PathEncoding::Encode),
        );
    }
}

fn put_name(text: &mut CanonicalBuffer, name: &str) {
    if name.bytes().all(is_unreserved) {
        text.put_lower(name);
    } else {
        encode_into(text, name.to_ascii_lowercase().as_bytes(), PathEncoding::Encode);
    }
}

/// A header line without its start: what lines are sorted by.
fn line<'a>((name, value): (&'a str, &'a [u8])) -> impl Iterator<Item = u8> + 'a {
    let name = encoded(name.bytes()).map(|byte| byte.to_ascii_lowercase());
    name.chain([b':']).chain(encoded(value.iter().copied()))
}

/// Adds the parameters that are signed.
fn read_query<'a>(pairs: &mut QueryParams<'a>, request: &RequestView<'a>) {
    read_encoded(pairs, request.query.as_bytes());
    // `authorization` carries a pre-signed URL's own signature. (The Python SDK means to leave it
    // out as well, but compares a method with a string and so never does.)
    pairs.retain(|pair| !pair.key_is_in_any_case(b"authorization"));
}

/// The session token, in the header or the query.
fn given_token<'a>(request: &RequestView<'a>, pairs: &[QueryParam<'a>]) -> Option<Cow<'a, str>> {
    let in_header = request.headers.text(TOKEN).map(Cow::Borrowed);
    in_header.or_else(|| {
        let pair = pairs.iter().find(|pair| pair.key_is_in_any_case(TOKEN.as_bytes()))?;
        Some(String::from_utf8_lossy(&pair.value()).into_owned().into())
    })
}

/// An `Authorization` header taken apart.
struct ParsedSignature<'a> {
    prefix: &'a str,
    access_key: &'a str,
    time: UnixTime,
    seconds: u32,
    list: &'a str,
    signature: &'a str,
}

impl<'a> ParsedSignature<'a> {
    fn read(request: &RequestView<'a>) -> Result<Self, VerifyError> {
        let text = authorization(request.headers)?;
        let mut parts = text.rsplitn(3, '/');
        let (Some(signature), Some(list), Some(prefix)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(VerifyError::Malformed("too few parts"));
        };
        let rest = prefix.strip_prefix(VERSION).and_then(|rest| rest.strip_prefix('/'));
        let mut parts = rest.ok_or(VerifyError::Malformed("not bce-auth-v1"))?.rsplitn(3, '/');
        let (Some(seconds), Some(date), Some(access_key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(VerifyError::Malformed("too few parts"));
        };
        let seconds = seconds.parse().map_err(|_| VerifyError::Malformed("the validity is no number"))?;
        let time =
            UnixTime::parse(date).ok_or(VerifyError::Malformed("the time is not YYYY-MM-DDThh:mm:ssZ"))?;
        Ok(Self { prefix, access_key, time, seconds, list, signature })
    }

    fn presented_credential(&self) -> PresentedCredential {
        PresentedCredential {
            access_key: self.access_key.to_owned(),
            time: Some(self.time),
            region: None,
            service: None,
        }
    }

    /// Adds the headers of the request's own list.
    fn read_headers<'r>(&self, headers: &mut HeaderList<'r>, request: &RequestView<'r>) {
        select(headers, request.headers.iter(), |name| self.signs(name));
    }

    /// The canonical request and the string to sign.
    fn texts(&self, request: &RequestView<'_>, pairs: &[QueryParam<'_>]) -> Texts {
        let mut headers = HeaderList::new();
        self.read_headers(&mut headers, request);
        let canonical_request =
            CanonicalBuffer::shown(|text| put_canonical(text, request, pairs, &mut headers));
        (canonical_request, CanonicalBuffer::shown(|text| text.put(self.prefix.as_bytes())))
    }

    fn signs(&self, name: &str) -> bool {
        match self.list {
            "" => in_vendors_default(name),
            list => split(list, b';').any(|signed| name.eq_ignore_ascii_case(signed.trim())),
        }
    }

    fn problem(
        &self,
        request: &RequestView<'_>,
        pairs: &[QueryParam<'_>],
        credential: &Credential,
        now: UnixTime,
    ) -> Option<VerifyError> {
        if self.access_key != credential.access_key() {
            return Some(VerifyError::UnknownAccessKey);
        }
        if let Some(problem) = token_problem(given_token(request, pairs).as_deref(), credential) {
            return Some(problem);
        }
        if self.time.seconds() > now.seconds() + MAX_SKEW {
            return Some(VerifyError::ClockSkew(self.time));
        }
        if self.time.plus(i64::from(self.seconds)) < now {
            return Some(VerifyError::Expired(self.time));
        }
        (!self.signs("host") || request.headers.get("host").is_none())
            .then_some(VerifyError::HeaderNotSigned("host"))
    }
}
