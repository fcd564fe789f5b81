//! Volcengine and BytePlus: `HMAC-SHA256`, in headers or in the query.
//!
//! Source: <https://www.volcengine.com/docs/6369/67269>

mod canonical_request;
mod parsed;
pub(crate) mod presign;
mod signing_key;

use std::ops::Range;

use canonical_request::{ALGORITHM, CanonicalRequest, sort_params};
use hmac::Hmac;
use parsed::{DATE, ParsedSignature, TOKEN};
use sha2::Sha256;
use signing_key::derive_keys;
use tingji_core::{Credential, UnixTime};

use super::Scheme;
use crate::authorization::check_signature;
use crate::hash::{Hex, hmac, hmac_hex, sha256_hex};
use crate::query::parse_query;
use crate::signed_headers::{
    AddedHeaders, HeaderList, check_unsigned, missing_token, needs_date, sort, write_names,
};
use crate::signing_key_cache::SigningKeyCache;
use crate::{
    DerivationStep, PresentedCredential, RequestView, SignError, SignatureLocation, SigningInstructions,
    SigningTrace, Verification, VerifyError,
};

const BODY_HASH: &str = "x-content-sha256";
/// Bytes reserved for the `Authorization` header; the usual one is shorter.
const HEADER_CAPACITY: usize = 320;

/// Signature scheme of Volcengine and BytePlus for one region and service.
///
/// The signer signs `Content-Type`, `Content-Md5`, `Host` and every `X-…` header, as the vendor's SDKs do. The
/// signer adds `X-Date`, `X-Content-Sha256` and `Authorization`, and `X-Security-Token` for temporary keys. The
/// request must have a `host` header.
///
/// A signing key is valid for one day, region and service. The scheme caches the last eight keys, so most
/// signatures need no derivation. Clones share the cache.
///
/// ```
/// use tingji_signing_core::{Credential, RequestView, Scheme, UnixTime, Volcengine};
///
/// let headers = [("host".to_owned(), "open.volcengineapi.com".to_owned())];
/// let query = "Action=StopInstance&Version=2020-04-01&InstanceId=i-x";
/// let request = RequestView::new("GET", "/", query, &headers, b"");
/// let key = Credential::new("my_ak", "my_sk");
/// let time = UnixTime::parse("2024-01-02T03:04:05Z").unwrap();
///
/// let signed = Volcengine::new("cn-beijing", "ecs").sign(&request, &key, time).unwrap();
/// assert_eq!(signed.get("X-Date"), Some("20240102T030405Z"));
/// let start = "HMAC-SHA256 Credential=my_ak/20240102/cn-beijing/ecs/request, \
///     SignedHeaders=host;x-content-sha256;x-date, Signature=";
/// assert!(signed.authorization().unwrap().starts_with(start));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volcengine {
    /// Region of the scope, such as `cn-beijing`. No other part of the request contains the region.
    pub region: String,
    /// Service of the scope, such as `ecs`.
    pub service: String,
    keys: SigningKeyCache,
}

impl Volcengine {
    /// Creates the scheme for one region and service.
    pub fn new(region: impl Into<String>, service: impl Into<String>) -> Self {
        Self { region: region.into(), service: service.into(), keys: SigningKeyCache::default() }
    }

    /// Writes `date/region/service/request`. Returns its range in `out`.
    fn write_scope(&self, out: &mut String, date: &str) -> Range<usize> {
        let start = out.len();
        for part in [&date[..8], "/", &self.region, "/", &self.service, "/request"] {
            out.push_str(part);
        }
        start..out.len()
    }

    /// Returns the HMAC that signs in `scope`, from the cache or derived.
    fn signing_key(&self, credential: &Credential, scope: &str) -> Hmac<Sha256> {
        self.keys.get(credential.secret_key(), scope, || {
            hmac(&derive_keys(credential, scope).last().unwrap_or_default())
        })
    }
}

impl Scheme for Volcengine {
    fn sign(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        time: UnixTime,
    ) -> Result<SigningInstructions, SignError> {
        check_unsigned(request, credential)?;
        if request.headers.get("host").is_none() {
            return Err(SignError::MissingHeader("host"));
        }
        let date: &str = &time.iso_basic();
        let body_hash = sha256_hex(request.body);
        let mut added = AddedHeaders::new();
        if needs_date(request, DATE, time)? {
            added.push((DATE, date));
        }
        if needs_body_hash(request, &body_hash)? {
            added.push((BODY_HASH, body_hash.as_str()));
        }
        if let Some(token) = missing_token(request, TOKEN, credential)? {
            added.push((TOKEN, token));
        }
        let mut headers: HeaderList<'_> =
            request.headers.iter().filter(|(name, _)| is_signed(name)).collect();
        headers.extend(added.iter().map(|(name, value)| (*name, value.as_bytes())));
        sort(&mut headers);
        let values_len: usize = added.iter().map(|(_, value)| value.len()).sum();
        let mut signed = SigningInstructions::new(SignatureLocation::Headers, HEADER_CAPACITY + values_len);
        for (name, value) in &added {
            signed.add(name, value);
        }
        let text = signed.value_buffer();
        for part in [ALGORITHM, " Credential=", credential.access_key(), "/"] {
            text.push_str(part);
        }
        let scope = self.write_scope(text, date);
        text.push_str(", SignedHeaders=");
        let names = write_names(text, &headers);
        let scope = &text[scope];
        let names = &text[names];
        let mut params = parse_query(request.query);
        sort_params(&mut params);
        let canonical =
            CanonicalRequest { request, params: &params, headers: &headers, names, body_hash: &body_hash };
        let signature = canonical.sign(date, scope, self.signing_key(credential, scope));
        text.push_str(", Signature=");
        text.push_str(signature.as_str());
        signed.finish_value("authorization");
        Ok(signed)
    }

    fn presented_credential(&self, request: &RequestView<'_>) -> Result<PresentedCredential, VerifyError> {
        Ok(ParsedSignature::parse(request)?.presented_credential())
    }

    fn trace(
        &self,
        request: &RequestView<'_>,
        credential: Option<&Credential>,
    ) -> Result<SigningTrace, VerifyError> {
        let parsed = ParsedSignature::parse(request)?;
        let texts = parsed.texts(request);
        let mut keys = credential.map(|credential| derive_keys(credential, parsed.scope()));
        let mut steps = Vec::with_capacity(5);
        let mut last_key = "secret key";
        for (name, part) in
            ["kDate", "kRegion", "kService", "kSigning"].into_iter().zip(parsed.scope().split('/'))
        {
            let value = keys.as_mut().and_then(Iterator::next).map(hex::encode);
            steps.push(DerivationStep::new(name, format!("HMAC-SHA256({last_key}, {part:?})"), value));
            last_key = name;
        }
        let value = credential.map(|credential| {
            let key = self.signing_key(credential, parsed.scope());
            hmac_hex(key, texts.string_to_sign.as_bytes()).as_str().to_owned()
        });
        steps.push(DerivationStep::new("signature", "hex(HMAC-SHA256(kSigning, string to sign))", value));
        Ok(SigningTrace {
            presented_credential: parsed.presented_credential(),
            canonical_request: texts.request,
            string_to_sign: texts.string_to_sign,
            steps,
            presented_signature: (*parsed.signature).into(),
            presented_token: parsed.token(request).map(|token| (*token).into()),
        })
    }

    fn verify(&self, request: &RequestView<'_>, credential: &Credential, now: UnixTime) -> Verification {
        let parsed = match ParsedSignature::parse(request) {
            Ok(parsed) => parsed,
            Err(error) => return Verification::unreadable(error),
        };
        let result = parsed.check(request, credential, now).and_then(|()| {
            let body_hash = parsed.body_hash(request);
            let stated = if parsed.in_query { None } else { stated_body_hash(request) };
            if stated.is_some_and(|stated| stated != body_hash.as_bytes()) {
                return Err(VerifyError::BodyHashMismatch);
            }
            let params = parsed.signed_params(request);
            let headers = parsed.signed_headers(request);
            let canonical = CanonicalRequest {
                request,
                params: &params,
                headers: &headers,
                names: &parsed.signed_header_names,
                body_hash: &body_hash,
            };
            let key = self.signing_key(credential, parsed.scope());
            let computed = canonical.sign(&parsed.date, parsed.scope(), key);
            check_signature(&parsed.signature, computed.as_str())
        });
        Verification::new(result, || parsed.texts(request))
    }
}

/// Returns true for the headers that the vendor's SDKs sign.
fn is_signed(name: &str) -> bool {
    ["content-type", "content-md5", "host"].iter().any(|signed| name.eq_ignore_ascii_case(signed))
        || name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-"))
}

/// Returns true if the header with the hash of the body must be added. A hash that the request states must be
/// right.
fn needs_body_hash(request: &RequestView<'_>, computed: &Hex<64>) -> Result<bool, SignError> {
    match stated_body_hash(request) {
        None => Ok(true),
        Some(stated) if stated == computed.as_bytes() => Ok(false),
        Some(_) => Err(SignError::InvalidBody("is not the one that X-Content-Sha256 names")),
    }
}

fn stated_body_hash<'a>(request: &RequestView<'a>) -> Option<&'a [u8]> {
    request.headers.get(BODY_HASH).map(<[u8]>::trim_ascii)
}
