//! Huawei Cloud: `SDK-HMAC-SHA256`, and `V11-HMAC-SHA256` with a derived key.
//!
//! <https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm.html>

use std::ops::Range;

use hmac::{Hmac, Mac};
use sha2::Sha256;
use tingji_core::{Credential, UnixTime};

use super::{MAX_SKEW, PresentedCredential, Scheme};
use crate::authorization::{
    Authorization, HeaderList, check, missing_token, needs_date, put_names, same, scope, sort, token_problem,
};
use crate::canonical_buffer::CanonicalBuffer;
use crate::canonical_text::{Hex, hmac, hmac_bytes, hmac_hex, is_secret_name, put_upper, sha256_hex, trim};
use crate::encode::{PathEncoding, PlusDecoding, decode, encode_into};
use crate::query::{QueryParams, SortKey, put_query, read_encoded};
use crate::verification::Texts;
use crate::{
    DerivationStep, RequestView, SignError, SignatureLocation, SigningInstructions, SigningTrace,
    Verification, VerifyError,
};

const DATE: &str = "x-sdk-date";
const BODY_HASH: &str = "x-sdk-content-sha256";
const TOKEN: &str = "x-security-token";
const UNSIGNED_BODY: &str = "UNSIGNED-PAYLOAD";
/// Room for an `Authorization` header of usual length.
const ROOM: usize = 320;

/// How the signing key comes about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// `SDK-HMAC-SHA256`: the secret key itself. What every regional service takes.
    #[default]
    Sdk,
    /// `V11-HMAC-SHA256`: a key derived for a region and a service, for dedicated endpoints.
    Derived {
        /// The region, such as `cn-north-4`.
        region: String,
        /// The service, such as `modelarts`.
        service: String,
    },
}

/// Which of the request's headers are signed. The vendor's own clients disagree; the gateway asks
/// only for `X-Sdk-Date`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignedHeaderPolicy {
    /// All but names with an underscore, as the Python SDK does.
    #[default]
    NoUnderscore,
    /// All but names with an underscore, `host` and `content-type`, as the Go SDK does.
    NoUnderscoreHostContentType,
    /// All, as Terraform's provider does.
    All,
}

/// The scheme with its settings.
///
/// Added are `X-Sdk-Date`, with temporary keys `X-Security-Token`, for a body that is neither JSON
/// nor BSON `X-Sdk-Content-Sha256: UNSIGNED-PAYLOAD`, and `Authorization`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Huaweicloud {
    /// How the key comes about.
    pub algorithm: Algorithm,
    /// Which headers are signed.
    pub headers: SignedHeaderPolicy,
}

impl Huaweicloud {
    /// `SDK-HMAC-SHA256` over all headers without an underscore.
    pub fn new() -> Self {
        Self::default()
    }

    /// `V11-HMAC-SHA256` for one region and service.
    pub fn derived(region: impl Into<String>, service: impl Into<String>) -> Self {
        let algorithm = Algorithm::Derived { region: region.into(), service: service.into() };
        Self { algorithm, headers: SignedHeaderPolicy::default() }
    }

    /// Writes the start of the `Authorization` header, and says where `date/region/service` stands in it.
    fn put_who(&self, text: &mut String, access_key: &str, date: &str) -> Option<Range<usize>> {
        let mut put = |parts: &[&str]| {
            parts.iter().for_each(|part| text.push_str(part));
            text.len()
        };
        match &self.algorithm {
            Algorithm::Sdk => {
                put(&["SDK-HMAC-SHA256 Access=", access_key]);
                None
            }
            Algorithm::Derived { region, service } => {
                let start = put(&["V11-HMAC-SHA256 Credential=", access_key, "/"]);
                Some(start..put(&[&date[..8], "/", region, "/", service]))
            }
        }
    }
}

impl SignedHeaderPolicy {
    fn signs(self, name: &str) -> bool {
        let starts =
            |start: &str| name.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
        match self {
            Self::All => true,
            Self::NoUnderscore => !name.as_bytes().contains(&b'_'),
            Self::NoUnderscoreHostContentType => {
                !name.contains('_') && !starts("content-type") && !name.eq_ignore_ascii_case("host")
            }
        }
    }
}

impl Scheme for Huaweicloud {
    fn sign(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        time: UnixTime,
    ) -> Result<SigningInstructions, SignError> {
        check(request, credential)?;
        let date: &str = &time.iso_basic();
        let added = [
            needs_date(request, DATE, time)?.then_some((DATE, date)),
            missing_token(request, TOKEN, credential)?.map(|token| (TOKEN, token)),
            needs_body_note(request)?.then_some((BODY_HASH, UNSIGNED_BODY)),
        ];
        let unsigned = added[2].is_some().then_some(UNSIGNED_BODY.as_bytes());
        let added = || added.iter().flatten();
        let mut headers = HeaderList::new();
        headers.extend(request.headers.iter().filter(|(name, _)| self.headers.signs(name)));
        // Theirs have no underscore, and none of them is one that a rule leaves out.
        headers.extend(added().map(|(name, value)| (*name, value.as_bytes())));
        sort(&mut headers);
        let mut signed = SigningInstructions::new(
            SignatureLocation::Headers,
            ROOM + added().map(|(_, value)| value.len()).sum::<usize>(),
        );
        added().for_each(|(name, value)| signed.add(name, value));
        let text = signed.text();
        let info = self.put_who(text, credential.access_key(), date);
        text.push_str(", SignedHeaders=");
        let names = put_names(text, &headers)..text.len();
        let (info, names) = (info.map(|info| &text[info]), &text[names]);
        let parts = Parts { request, headers: &headers, names, added: unsigned };
        let signature = parts.sign(date, info, key(credential, info));
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
        let (canonical_request, string_to_sign) = given.texts(request);
        let mut steps = Vec::with_capacity(3);
        if let Some(info) = given.info {
            let keys = credential.map(|credential| derived_keys(credential, info));
            let hex = |key: Option<[u8; 32]>| key.map(|key| Hex::<64>::of(&key).as_str().to_owned());
            let extract = "HMAC-SHA256(access key, secret key)";
            steps.push(DerivationStep::new("extracted key", extract, hex(keys.map(|keys| keys.0))));
            let expand = format!("hex(HMAC-SHA256(extracted key, {info:?} and the byte 1))");
            steps.push(DerivationStep::new("signing key", expand, hex(keys.map(|keys| keys.1))));
        }
        let with = if given.info.is_some() { "signing key as hex text" } else { "secret key" };
        let value =
            credential.map(|credential| hmac_hex(key(credential, given.info), string_to_sign.bytes()));
        let value = value.map(|value| value.as_str().to_owned());
        steps.push(DerivationStep::new(
            "signature",
            format!("hex(HMAC-SHA256({with}, string to sign))"),
            value,
        ));
        let (claim, given) = (given.presented_credential(), given.text.signature.into());
        let token = request.headers.text(TOKEN).map(Into::into);
        Ok(SigningTrace { claim, canonical_request, string_to_sign, steps, given, token })
    }

    /// Reads the algorithm from the request: one verifier serves both.
    fn verify(&self, request: &RequestView<'_>, credential: &Credential, now: UnixTime) -> Verification {
        let given = match ParsedSignature::read(request) {
            Ok(given) => given,
            Err(problem) => return Verification::unread(problem),
        };
        let problem = given.problem(request, credential, now).or_else(|| {
            let (date, key) = (given.time.iso_basic(), key(credential, given.info));
            let right = given.with_parts(request, |parts| parts.sign(&date, given.info, key));
            (!same(given.text.signature.as_bytes(), right.as_bytes()))
                .then_some(VerifyError::SignatureMismatch)
        });
        Verification::of(problem, || given.texts(request))
    }
}

/// Whether the body is signed by its hash. The Python SDK tests how the content type starts, the Go
/// SDK what it contains; they differ for no type that a service uses.
fn is_json(request: &RequestView<'_>) -> bool {
    let kind = request.headers.text("content-type").unwrap_or_default();
    kind.is_empty() || kind.starts_with("application/json") || kind.starts_with("application/bson")
}

/// Whether a header must still say that the body is not signed; a hash that is there must be right.
fn needs_body_note(request: &RequestView<'_>) -> Result<bool, SignError> {
    let Some(named) = request.headers.get(BODY_HASH).map(trim) else { return Ok(!is_json(request)) };
    if named == UNSIGNED_BODY.as_bytes() || named == sha256_hex(request.body).as_bytes() {
        return Ok(false);
    }
    Err(SignError::InvalidBody("is not the one that X-Sdk-Content-Sha256 names"))
}

/// All that a canonical request is made of.
struct Parts<'a> {
    request: &'a RequestView<'a>,
    headers: &'a [(&'a str, &'a [u8])],
    names: &'a str,
    /// What is said of the body in a header that is yet to be added.
    added: Option<&'a [u8]>,
}

impl Parts<'_> {
    fn sign(&self, date: &str, info: Option<&str>, key: Hmac<Sha256>) -> Hex<64> {
        let mut text = CanonicalBuffer::new();
        self.put(&mut text);
        let hash = sha256_hex(text.bytes());
        text.clear();
        put_string_to_sign(&mut text, date, info, &hash);
        hmac_hex(key, text.bytes())
    }

    fn put(&self, text: &mut CanonicalBuffer) {
        put_upper(text, self.request.method);
        text.put(b"\n");
        self.put_path(text);
        let mut pairs = QueryParams::new();
        read_encoded(&mut pairs, self.request.query.as_bytes());
        put_query(text, &pairs, SortKey::KeyAndValue);
        text.put(b"\n");
        for (name, value) in self.headers {
            text.put_lower(name);
            text.put(b":");
            text.put_secret(|| is_secret_name(name.as_bytes()), |text| text.put(trim(value)));
            text.put(b"\n");
        }
        text.put(b"\n");
        text.put(self.names.as_bytes());
        text.put(b"\n");
        self.put_body_hash(text);
    }

    /// The canonical path always ends in a slash; the one that is sent does not.
    fn put_path(&self, text: &mut CanonicalBuffer) {
        let path = decode(self.request.path.as_bytes(), PlusDecoding::Literal);
        if !path.starts_with(b"/") {
            text.put(b"/");
        }
        encode_into(text, &path, PathEncoding::Keep);
        text.put(if path.ends_with(b"/") || path.is_empty() { b"\n" } else { b"/\n" });
    }

    /// The last line. An empty body counts as empty whatever the header says: so does the Python SDK; the Go
    /// SDK takes the header, but then sends no such request.
    fn put_body_hash(&self, text: &mut CanonicalBuffer) {
        let body = self.request.body;
        let named = self.request.headers.get(BODY_HASH).map(trim).or(self.added);
        match named {
            Some(named) if !body.is_empty() && named == UNSIGNED_BODY.as_bytes() => text.put(named),
            _ => text.put(sha256_hex(body).as_bytes()),
        }
    }
}

fn put_string_to_sign(text: &mut CanonicalBuffer, date: &str, info: Option<&str>, hash: &Hex<64>) {
    let algorithm = if info.is_some() { "V11-HMAC-SHA256" } else { "SDK-HMAC-SHA256" };
    for part in [Some(algorithm), Some(date), info].into_iter().flatten() {
        text.put(part.as_bytes());
        text.put(b"\n");
    }
    text.put(hash.as_bytes());
}

/// HMAC with the secret key, or with the hex text of the HKDF key (salt: access key; input: secret).
fn key(credential: &Credential, info: Option<&str>) -> Hmac<Sha256> {
    match info {
        None => hmac(credential.secret_key().expose_secret().as_bytes()),
        Some(info) => hmac(Hex::<64>::of(&derived_keys(credential, info).1).as_bytes()),
    }
}

/// What HKDF extracts, and what it expands that to.
fn derived_keys(credential: &Credential, info: &str) -> ([u8; 32], [u8; 32]) {
    let secret = credential.secret_key().expose_secret().as_bytes();
    let extracted = hmac_bytes(credential.access_key().as_bytes(), secret);
    let expand = hmac(&extracted).chain_update(info).chain_update([1]);
    (extracted, expand.finalize().into_bytes().into())
}

/// A signature taken apart.
struct ParsedSignature<'a> {
    text: Authorization<'a>,
    access_key: &'a str,
    info: Option<&'a str>,
    time: UnixTime,
}

impl<'a> ParsedSignature<'a> {
    fn read(request: &RequestView<'a>) -> Result<Self, VerifyError> {
        let text = Authorization::read(request.headers)?;
        let date = request.headers.text(DATE).ok_or(VerifyError::Malformed("no X-Sdk-Date"))?;
        let time = UnixTime::parse(date).ok_or(VerifyError::Malformed("the time is not YYYYMMDDThhmmssZ"))?;
        let (access_key, info) = match text.algorithm {
            "SDK-HMAC-SHA256" => (text.credential, None),
            "V11-HMAC-SHA256" => {
                let (access_key, [day, ..]) = scope::<3>(text.credential)
                    .ok_or(VerifyError::Malformed("the credential is not AK/date/region/service"))?;
                if day != &time.iso_basic()[..8] {
                    return Err(VerifyError::Malformed("the credential's date is not that of X-Sdk-Date"));
                }
                (access_key, text.credential.get(access_key.len() + 1..))
            }
            _ => return Err(VerifyError::Malformed("the algorithm is neither SDK- nor V11-HMAC-SHA256")),
        };
        Ok(Self { text, access_key, info, time })
    }

    fn presented_credential(&self) -> PresentedCredential {
        let mut scope = self.info.unwrap_or_default().split('/').skip(1).map(str::to_owned);
        PresentedCredential {
            access_key: self.access_key.to_owned(),
            time: Some(self.time),
            region: scope.next(),
            service: scope.next(),
        }
    }

    /// What is signed, by the request's own list of headers.
    fn with_parts<T>(&self, request: &RequestView<'_>, with: impl FnOnce(&Parts<'_>) -> T) -> T {
        let mut headers = HeaderList::new();
        headers.extend(request.headers.iter().filter(|(name, _)| self.text.signs(name)));
        sort(&mut headers);
        with(&Parts { request, headers: &headers, names: self.text.signed_headers, added: None })
    }

    /// The canonical request and the string to sign.
    fn texts(&self, request: &RequestView<'_>) -> Texts {
        let canonical = self.with_parts(request, |parts| CanonicalBuffer::shown(|text| parts.put(text)));
        let (date, hash) = (self.time.iso_basic(), sha256_hex(canonical.bytes()));
        let string = CanonicalBuffer::shown(|text| put_string_to_sign(text, &date, self.info, &hash));
        (canonical, string)
    }

    fn problem(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        now: UnixTime,
    ) -> Option<VerifyError> {
        if self.access_key != credential.access_key() {
            return Some(VerifyError::UnknownAccessKey);
        }
        if let Some(problem) = token_problem(request.headers.text(TOKEN), credential) {
            return Some(problem);
        }
        let age = now.seconds() - self.time.seconds();
        if age > MAX_SKEW {
            return Some(VerifyError::Expired(self.time));
        }
        if age < -MAX_SKEW {
            return Some(VerifyError::ClockSkew(self.time));
        }
        if !self.text.signs(DATE) {
            return Some(VerifyError::HeaderNotSigned(DATE));
        }
        let named =
            request.headers.get(BODY_HASH).map(trim).filter(|named| *named != UNSIGNED_BODY.as_bytes());
        let differs = named.is_some_and(|named| named != sha256_hex(request.body).as_bytes());
        differs.then_some(VerifyError::BodyHashMismatch)
    }
}
