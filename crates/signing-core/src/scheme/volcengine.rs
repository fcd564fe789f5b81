//! Volcengine (and BytePlus): `HMAC-SHA256`, in headers or in the query.
//!
//! <https://www.volcengine.com/docs/6369/67269>

mod parsed;

use hmac::Hmac;
use parsed::ParsedSignature;
use sha2::Sha256;
use tingji_core::{Credential, UnixTime};

use super::{PresentedCredential, Scheme};
use crate::authorization::{HeaderList, check, missing_token, needs_date, put_names, same, sort};
use crate::canonical_buffer::CanonicalBuffer;
use crate::canonical_text::{Hex, hmac, hmac_bytes, hmac_hex, is_secret_name, put_upper, sha256_hex, trim};
use crate::encode::{PathEncoding, PlusDecoding, decode, encode_into};
use crate::query::{QueryParam, QueryParams, SortKey, put_query, read_encoded};
use crate::signing_key_cache::SigningKeyCache;
use crate::verification::Texts;
use crate::{
    DerivationStep, RequestView, SignError, SignatureLocation, SigningInstructions, SigningTrace,
    Verification, VerifyError,
};

const ALGORITHM: &str = "HMAC-SHA256";
const DATE: &str = "x-date";
const BODY_HASH: &str = "x-content-sha256";
const TOKEN: &str = "x-security-token";
const QUERY_TOKEN: &[u8] = b"X-Security-Token";
/// What a pre-signed query consists of, besides the caller's own parameters and the token.
const QUERY_PARTS: [&str; 7] = [
    "X-Algorithm",
    "X-Credential",
    "X-Date",
    "X-NotSignBody",
    "X-SignedHeaders",
    "X-SignedQueries",
    "X-Signature",
];
/// Room for an `Authorization` header of usual length, and for the lines of a canonical request besides
/// its query.
const ROOM: usize = 320;
/// How long a pre-signed request holds when it does not say, in seconds.
const DEFAULT_EXPIRES: i64 = 900;

/// Which headers a pre-signed query binds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PresignHeaders {
    /// `host`, as the current SDKs do: the URL works on this host only.
    #[default]
    Host,
    /// None, as the older SDKs do.
    None,
}

/// The scheme with the scope it signs for.
///
/// Signed are `Content-Type`, `Content-Md5`, `Host` and every `X-…` header, as the vendor's SDKs do;
/// added are `X-Date`, `X-Content-Sha256`, with temporary keys `X-Security-Token`, and `Authorization`.
///
/// A signing key holds for a day, a region and a service. The last ones are kept, so that most
/// signatures need no derivation; clones share them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volcengine {
    /// The region of the scope, such as `cn-beijing`. It is transmitted nowhere else.
    pub region: String,
    /// The service of the scope, such as `ecs`.
    pub service: String,
    keys: SigningKeyCache,
}

impl Volcengine {
    /// A scheme for one region and service.
    pub fn new(region: impl Into<String>, service: impl Into<String>) -> Self {
        Self { region: region.into(), service: service.into(), keys: SigningKeyCache::default() }
    }

    /// Writes `date/region/service/request` behind the text, and says where it begins.
    fn put_scope(&self, text: &mut String, date: &str) -> usize {
        let start = text.len();
        for part in [&date[..8], "/", &self.region, "/", &self.service, "/request"] {
            text.push_str(part);
        }
        start
    }

    /// The keyed hash that signs in this scope.
    fn key(&self, credential: &Credential, scope: &str) -> Hmac<Sha256> {
        let derive = || hmac(&keys(credential, scope).last().unwrap_or_default());
        self.keys.get(credential.secret_key(), scope, derive)
    }

    /// Signs by query parameters, so that the request is a URL that anyone may open for 15 minutes.
    ///
    /// The body is not covered. A session token is added but not signed, as the vendor's current
    /// SDKs do; one that stands in the query already is signed with the rest of it. (One of the older
    /// SDKs puts the token into the canonical query but not into `X-SignedQueries`, so that no verifier
    /// could know; that form is not made here.)
    ///
    /// # Errors
    ///
    /// See [`SignError`]; nothing has been added then.
    pub fn sign_query(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        time: UnixTime,
        presign: PresignHeaders,
    ) -> Result<SigningInstructions, SignError> {
        check(request, credential)?;
        let mut pairs = QueryParams::new();
        read_encoded(&mut pairs, request.query.as_bytes());
        if pairs.iter().any(|pair| QUERY_PARTS.iter().any(|part| pair.key_is(part.as_bytes()))) {
            return Err(SignError::AlreadySigned);
        }
        missing_token(request, TOKEN, credential)?;
        let token = missing_query_token(&pairs, credential)?;
        let headers = presigned_headers(request, presign)?;
        let date: &str = &time.iso_basic();
        let mut credential_text = format!("{}/", credential.access_key());
        let scope = self.put_scope(&mut credential_text, date);
        let mut names = String::new();
        put_names(&mut names, &headers);
        let mut additions = vec![
            ("X-Algorithm", ALGORITHM),
            ("X-Credential", &credential_text),
            ("X-Date", date),
            ("X-NotSignBody", ""),
            ("X-SignedHeaders", &names),
        ];
        let keys = signed_queries(&pairs, &additions)?;
        additions.push(("X-SignedQueries", &keys));
        let added = additions.iter().map(|(key, value)| QueryParam::new(key, value));
        let pairs: QueryParams<'_> = pairs.iter().copied().chain(added).collect();
        let (body_hash, scope) = (sha256_hex(b""), &credential_text[scope..]);
        let parts = Parts { request, headers: &headers, names: &names, pairs: &pairs, body_hash: &body_hash };
        let signature = parts.sign(date, scope, self.key(credential, scope));
        let mut signed = SigningInstructions::new(SignatureLocation::Query, 512);
        additions.iter().for_each(|(name, value)| signed.add(name, value));
        signed.add("X-Signature", signature.as_str());
        if let Some(token) = token {
            signed.add("X-Security-Token", token);
        }
        Ok(signed)
    }
}

fn presigned_headers<'r>(
    request: &RequestView<'r>,
    presign: PresignHeaders,
) -> Result<HeaderList<'r>, SignError> {
    let bound = |name: &str| presign == PresignHeaders::Host && name.eq_ignore_ascii_case("host");
    let mut headers: HeaderList<'_> = request.headers.iter().filter(|(name, _)| bound(name)).collect();
    sort(&mut headers);
    if presign == PresignHeaders::Host && headers.is_empty() {
        return Err(SignError::MissingHeader("host"));
    }
    Ok(headers)
}

/// The value of `X-SignedQueries`: the names of all parameters, its own too.
fn signed_queries(pairs: &[QueryParam<'_>], additions: &[(&str, &str)]) -> Result<String, SignError> {
    let mut keys: Vec<String> = pairs.iter().map(|pair| nameable(&pair.key())).collect::<Result<_, _>>()?;
    keys.extend(additions.iter().map(|(name, _)| (*name).to_owned()));
    keys.push("X-SignedQueries".to_owned());
    keys.sort();
    keys.dedup();
    Ok(keys.join(";"))
}

/// A key as `X-SignedQueries` names it: one that it can't name would go unsigned.
fn nameable(key: &[u8]) -> Result<String, SignError> {
    let name = std::str::from_utf8(key).ok().filter(|name| !name.contains(';'));
    name.map(str::to_owned).ok_or(SignError::InvalidQuery("holds a key with ';' or of no UTF-8"))
}

impl Scheme for Volcengine {
    fn sign(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        time: UnixTime,
    ) -> Result<SigningInstructions, SignError> {
        check(request, credential)?;
        if request.headers.get("host").is_none() {
            return Err(SignError::MissingHeader("host"));
        }
        let date: &str = &time.iso_basic();
        let body_hash = sha256_hex(request.body);
        let added = [
            needs_date(request, DATE, time)?.then_some((DATE, date)),
            needs_hash(request, &body_hash)?.then_some((BODY_HASH, body_hash.as_str())),
            missing_token(request, TOKEN, credential)?.map(|token| (TOKEN, token)),
        ];
        let added = || added.iter().flatten();
        let mut headers = HeaderList::new();
        headers.extend(request.headers.iter().filter(|(name, _)| is_signed(name)));
        headers.extend(added().map(|(name, value)| (*name, value.as_bytes())));
        sort(&mut headers);
        let mut pairs = QueryParams::new();
        read_encoded(&mut pairs, request.query.as_bytes());
        let mut signed = SigningInstructions::new(
            SignatureLocation::Headers,
            ROOM + added().map(|(_, value)| value.len()).sum::<usize>(),
        );
        added().for_each(|(name, value)| signed.add(name, value));
        let text = signed.text();
        [ALGORITHM, " Credential=", credential.access_key(), "/"].iter().for_each(|part| text.push_str(part));
        let scope = self.put_scope(text, date)..text.len();
        text.push_str(", SignedHeaders=");
        let names = put_names(text, &headers)..text.len();
        let (scope, names) = (&text[scope], &text[names]);
        let parts = Parts { request, headers: &headers, names, pairs: &pairs, body_hash: &body_hash };
        let signature = parts.sign(date, scope, self.key(credential, scope));
        text.push_str(", Signature=");
        text.push_str(signature.as_str());
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
        let (canonical_request, string_to_sign) = texts(&given, request);
        let mut keys = credential.map(|credential| keys(credential, given.scope()));
        let mut before = "secret key";
        let mut steps = Vec::with_capacity(5);
        for (name, part) in
            ["kDate", "kRegion", "kService", "kSigning"].into_iter().zip(given.scope().split('/'))
        {
            let value =
                keys.as_mut().and_then(Iterator::next).map(|key| Hex::<64>::of(&key).as_str().to_owned());
            steps.push(DerivationStep::new(name, format!("HMAC-SHA256({before}, {part:?})"), value));
            before = name;
        }
        let value = credential
            .map(|credential| hmac_hex(self.key(credential, given.scope()), string_to_sign.bytes()));
        let value = value.map(|value| value.as_str().to_owned());
        steps.push(DerivationStep::new("signature", "hex(HMAC-SHA256(kSigning, string to sign))", value));
        let token = given.token(request).map(|token| (*token).into());
        let (claim, given) = (given.presented_credential(), (&*given.signature).into());
        Ok(SigningTrace { claim, canonical_request, string_to_sign, steps, given, token })
    }

    fn verify(&self, request: &RequestView<'_>, credential: &Credential, now: UnixTime) -> Verification {
        let given = match ParsedSignature::read(request) {
            Ok(given) => given,
            Err(problem) => return Verification::unread(problem),
        };
        let problem = given.problem(request, credential, now).or_else(|| {
            let body_hash = given.body_hash(request);
            let named = request.headers.get(BODY_HASH).filter(|_| !given.in_query);
            if named.is_some_and(|named| trim(named) != body_hash.as_bytes()) {
                return Some(VerifyError::BodyHashMismatch);
            }
            let key = self.key(credential, given.scope());
            let right =
                given.with_parts(request, &body_hash, |parts| parts.sign(&given.date, given.scope(), key));
            (!same(given.signature.as_bytes(), right.as_bytes())).then_some(VerifyError::SignatureMismatch)
        });
        Verification::of(problem, || texts(&given, request))
    }
}

/// As [`missing_token`], in the query.
fn missing_query_token<'c>(
    pairs: &[QueryParam<'_>],
    credential: &'c Credential,
) -> Result<Option<&'c str>, SignError> {
    let token = credential.security_token().map(tingji_core::Secret::expose_secret);
    match (pairs.iter().find(|pair| pair.key_is(QUERY_TOKEN)), token) {
        (None, token) => Ok(token),
        (Some(given), Some(token)) if *given.value() == *token.as_bytes() => Ok(None),
        (Some(_), _) => Err(SignError::TokenMismatch),
    }
}

fn is_signed(name: &str) -> bool {
    ["content-type", "content-md5", "host"].iter().any(|signed| name.eq_ignore_ascii_case(signed))
        || name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-"))
}

/// Whether the body's hash must still be added; one that is there must be right.
fn needs_hash(request: &RequestView<'_>, right: &Hex<64>) -> Result<bool, SignError> {
    match request.headers.get(BODY_HASH) {
        None => Ok(true),
        Some(given) if trim(given) == right.as_bytes() => Ok(false),
        Some(_) => Err(SignError::InvalidBody("is not the one that X-Content-Sha256 names")),
    }
}

/// All that a canonical request is made of.
struct Parts<'a> {
    request: &'a RequestView<'a>,
    headers: &'a [(&'a str, &'a [u8])],
    names: &'a str,
    pairs: &'a [QueryParam<'a>],
    body_hash: &'a Hex<64>,
}

impl Parts<'_> {
    fn sign(&self, date: &str, scope: &str, key: Hmac<Sha256>) -> Hex<64> {
        let mut text = CanonicalBuffer::new();
        self.put(&mut text);
        let hash = sha256_hex(text.bytes());
        text.clear();
        put_string_to_sign(&mut text, date, scope, &hash);
        hmac_hex(key, text.bytes())
    }

    fn put(&self, text: &mut CanonicalBuffer) {
        put_upper(text, self.request.method);
        text.put(b"\n");
        let path = if self.request.path.is_empty() { "/" } else { self.request.path };
        encode_into(text, &decode(path.as_bytes(), PlusDecoding::Literal), PathEncoding::Keep);
        text.put(b"\n");
        // By key alone: repeated keys keep their order, as the vendor's page says.
        put_query(text, self.pairs, SortKey::EncodedKey);
        text.put(b"\n");
        for (name, value) in self.headers {
            put_header(text, name, value);
        }
        if self.headers.is_empty() {
            text.put(b"\n");
        }
        text.put(b"\n");
        text.put(self.names.as_bytes());
        text.put(b"\n");
        text.put(self.body_hash.as_bytes());
    }
}

fn put_header(text: &mut CanonicalBuffer, name: &str, value: &[u8]) {
    text.put_lower(name);
    text.put(b":");
    let value = trim(value);
    // The SDKs sign the host without the port when it is 80 or 443, whatever the scheme.
    let host = name.eq_ignore_ascii_case("host");
    let bare = host.then(|| value.strip_suffix(b":443").or_else(|| value.strip_suffix(b":80"))).flatten();
    text.put_secret(|| is_secret_name(name.as_bytes()), |text| text.put(bare.unwrap_or(value)));
    text.put(b"\n");
}

fn put_string_to_sign(text: &mut CanonicalBuffer, date: &str, scope: &str, hash: &Hex<64>) {
    for part in [ALGORITHM, date, scope] {
        text.put(part.as_bytes());
        text.put(b"\n");
    }
    text.put(hash.as_bytes());
}

/// The canonical request and the string to sign, by the request's own lists.
fn texts(given: &ParsedSignature<'_>, request: &RequestView<'_>) -> Texts {
    let canonical = given.with_parts(request, &given.body_hash(request), |parts| {
        CanonicalBuffer::shown(|text| parts.put(text))
    });
    let hash = sha256_hex(canonical.bytes());
    let string = CanonicalBuffer::shown(|text| put_string_to_sign(text, &given.date, given.scope(), &hash));
    (canonical, string)
}

impl ParsedSignature<'_> {
    /// A pre-signed request counts as one without a body.
    fn body_hash(&self, request: &RequestView<'_>) -> Hex<64> {
        sha256_hex(if self.in_query { b"" } else { request.body })
    }

    /// What is signed, by the request's own lists.
    fn with_parts<T>(
        &self,
        request: &RequestView<'_>,
        body_hash: &Hex<64>,
        with: impl FnOnce(&Parts<'_>) -> T,
    ) -> T {
        let (mut headers, mut pairs) = (HeaderList::new(), QueryParams::new());
        self.read_headers(&mut headers, request);
        self.read_pairs(&mut pairs, request);
        with(&Parts { request, headers: &headers, names: &self.names, pairs: &pairs, body_hash })
    }
}

/// AWS's derivation without its prefix: the secret is the first key as it stands, never decoded.
fn keys(credential: &Credential, scope: &str) -> impl Iterator<Item = [u8; 32]> {
    let secret = credential.secret_key().expose_secret().as_bytes();
    let mut parts = scope.split('/').map(str::as_bytes);
    let first = parts.next().map(|part| hmac_bytes(secret, part));
    std::iter::successors(first, move |key| parts.next().map(|part| hmac_bytes(key, part)))
}
