//! Huawei Cloud: `SDK-HMAC-SHA256`, and `V11-HMAC-SHA256` with a derived key.
//!
//! Source: <https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm.html>

mod canonical_request;
mod parsed;
mod signing_key;

use std::ops::Range;

use canonical_request::{BODY_HASH, CanonicalRequest, UNSIGNED_BODY};
use parsed::{DATE, ParsedSignature, TOKEN};
use signing_key::{derive_keys, signing_key};
use tingji_core::{Credential, UnixTime};

use super::Scheme;
use crate::authorization::check_signature;
use crate::hash::{hmac_hex, sha256_hex};
use crate::signed_headers::{
    AddedHeaders, HeaderList, check_unsigned, missing_token, needs_date, sort, write_names,
};
use crate::{
    DerivationStep, PresentedCredential, RequestView, SignError, SignatureLocation, SigningInstructions,
    SigningTrace, Verification, VerifyError,
};

/// Bytes reserved for the `Authorization` header; the usual one is shorter.
const HEADER_CAPACITY: usize = 320;

/// Algorithm of Huawei Cloud: which key signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// `SDK-HMAC-SHA256`: the secret key itself. The default; every regional service accepts it.
    #[default]
    Sdk,
    /// `V11-HMAC-SHA256`: a key derived for a day, a region and a service. Dedicated endpoints require it.
    Derived {
        /// Region, such as `cn-north-4`.
        region: String,
        /// Service, such as `modelarts`.
        service: String,
    },
}

/// Selection of the signed headers. The vendor's own clients differ; the gateway requires only `X-Sdk-Date`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignedHeaderPolicy {
    /// All headers except names with an underscore. The default, as in the Python SDK.
    #[default]
    NoUnderscore,
    /// All headers except names with an underscore, `host` and names that start with `content-type`, as in
    /// the Go SDK.
    NoUnderscoreHostContentType,
    /// All headers, as in Terraform's provider.
    All,
}

impl SignedHeaderPolicy {
    /// Returns true if the policy signs the header `name`.
    fn is_signed(self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::NoUnderscore => !name.contains('_'),
            Self::NoUnderscoreHostContentType => {
                !name.contains('_') && !is_content_type(name) && !name.eq_ignore_ascii_case("host")
            }
        }
    }
}

fn is_content_type(name: &str) -> bool {
    name.get(..12).is_some_and(|start| start.eq_ignore_ascii_case("content-type"))
}

/// Signature scheme of Huawei Cloud with its settings.
///
/// The signer adds `X-Sdk-Date` and `Authorization`, `X-Security-Token` for temporary keys, and
/// `X-Sdk-Content-Sha256: UNSIGNED-PAYLOAD` for a body that is neither JSON nor BSON.
///
/// The verifier accepts both algorithms; it reads the algorithm from the request.
///
/// ```
/// use tingji_signing_core::{Credential, Huaweicloud, RequestView, Scheme, UnixTime};
///
/// let request = RequestView::new("PUT", "/v1/p/dev-servers/s/stop", "", &[], b"");
/// let key = Credential::new("my_ak", "my_sk");
/// let time = UnixTime::parse("2026-08-20T01:02:03Z").unwrap();
///
/// let signed = Huaweicloud::new().sign(&request, &key, time).unwrap();
/// let start = "SDK-HMAC-SHA256 Access=my_ak, SignedHeaders=x-sdk-date, Signature=";
/// assert!(signed.authorization().unwrap().starts_with(start));
///
/// let signed = Huaweicloud::derived("cn-north-4", "modelarts").sign(&request, &key, time).unwrap();
/// let start = "V11-HMAC-SHA256 Credential=my_ak/20260820/cn-north-4/modelarts, ";
/// assert!(signed.authorization().unwrap().starts_with(start));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Huaweicloud {
    /// Algorithm of the signer; default [`Algorithm::Sdk`].
    pub algorithm: Algorithm,
    /// Selection of the signed headers; default [`SignedHeaderPolicy::NoUnderscore`].
    pub headers: SignedHeaderPolicy,
}

impl Huaweicloud {
    /// Creates the scheme with `SDK-HMAC-SHA256`.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates the scheme with `V11-HMAC-SHA256` for one region and service.
    pub fn derived(region: impl Into<String>, service: impl Into<String>) -> Self {
        let algorithm = Algorithm::Derived { region: region.into(), service: service.into() };
        Self { algorithm, headers: SignedHeaderPolicy::default() }
    }

    /// Writes the algorithm and the credential of the `Authorization` header. Returns the range of
    /// `date/region/service` in `out`, or `None` for `SDK-HMAC-SHA256`.
    fn write_credential(&self, out: &mut String, access_key: &str, date: &str) -> Option<Range<usize>> {
        match &self.algorithm {
            Algorithm::Sdk => {
                out.push_str("SDK-HMAC-SHA256 Access=");
                out.push_str(access_key);
                None
            }
            Algorithm::Derived { region, service } => {
                out.push_str("V11-HMAC-SHA256 Credential=");
                out.push_str(access_key);
                out.push('/');
                let start = out.len();
                for part in [&date[..8], "/", region, "/", service] {
                    out.push_str(part);
                }
                Some(start..out.len())
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
        check_unsigned(request, credential)?;
        let date: &str = &time.iso_basic();
        let mut added = AddedHeaders::new();
        if needs_date(request, DATE, time)? {
            added.push((DATE, date));
        }
        if let Some(token) = missing_token(request, TOKEN, credential)? {
            added.push((TOKEN, token));
        }
        let mut payload_header = request.headers.get(BODY_HASH).map(<[u8]>::trim_ascii);
        if needs_payload_header(request)? {
            added.push((BODY_HASH, UNSIGNED_BODY));
            payload_header = Some(UNSIGNED_BODY.as_bytes());
        }
        let mut headers: HeaderList<'_> =
            request.headers.iter().filter(|(name, _)| self.headers.is_signed(name)).collect();
        // Every policy signs the added headers.
        headers.extend(added.iter().map(|(name, value)| (*name, value.as_bytes())));
        sort(&mut headers);
        let values_len: usize = added.iter().map(|(_, value)| value.len()).sum();
        let mut signed = SigningInstructions::new(SignatureLocation::Headers, HEADER_CAPACITY + values_len);
        for (name, value) in &added {
            signed.add(name, value);
        }
        let text = signed.value_buffer();
        let info = self.write_credential(text, credential.access_key(), date);
        text.push_str(", SignedHeaders=");
        let names = write_names(text, &headers);
        let info = info.map(|info| &text[info]);
        let names = &text[names];
        let canonical = CanonicalRequest { request, headers: &headers, names, payload_header };
        let signature = canonical.sign(date, info, signing_key(credential, info));
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
        let mut steps = Vec::with_capacity(3);
        let mut key_name = "secret key";
        if let Some(info) = parsed.info {
            let keys = credential.map(|credential| derive_keys(credential, info));
            let extract = "HMAC-SHA256(access key, secret key)";
            let value = keys.as_ref().map(|keys| hex::encode(keys.extracted));
            steps.push(DerivationStep::new("extracted key", extract, value));
            let expand = format!("hex(HMAC-SHA256(extracted key, {info:?} and the byte 1))");
            let value = keys.as_ref().map(|keys| hex::encode(keys.expanded));
            steps.push(DerivationStep::new("signing key", expand, value));
            key_name = "signing key as hex text";
        }
        let formula = format!("hex(HMAC-SHA256({key_name}, string to sign))");
        let value = credential.map(|credential| {
            let key = signing_key(credential, parsed.info);
            hmac_hex(key, texts.string_to_sign.as_bytes()).as_str().to_owned()
        });
        steps.push(DerivationStep::new("signature", formula, value));
        Ok(SigningTrace {
            presented_credential: parsed.presented_credential(),
            canonical_request: texts.request,
            string_to_sign: texts.string_to_sign,
            steps,
            presented_signature: parsed.header.signature.into(),
            presented_token: request.headers.text(TOKEN).map(Into::into),
        })
    }

    fn verify(&self, request: &RequestView<'_>, credential: &Credential, now: UnixTime) -> Verification {
        let parsed = match ParsedSignature::parse(request) {
            Ok(parsed) => parsed,
            Err(error) => return Verification::unreadable(error),
        };
        let result = parsed.check(request, credential, now).and_then(|()| {
            let key = signing_key(credential, parsed.info);
            let headers = parsed.signed_headers(request);
            let canonical = parsed.canonical_request(request, &headers);
            let computed = canonical.sign(&parsed.time.iso_basic(), parsed.info, key);
            check_signature(parsed.header.signature, computed.as_str())
        });
        Verification::new(result, || parsed.texts(request))
    }
}

/// Returns true if the header that declares an unsigned body must be added. A hash that the request states
/// must be right.
fn needs_payload_header(request: &RequestView<'_>) -> Result<bool, SignError> {
    let Some(stated) = request.headers.get(BODY_HASH).map(<[u8]>::trim_ascii) else {
        return Ok(!is_body_signed(request));
    };
    if stated == UNSIGNED_BODY.as_bytes() || stated == sha256_hex(request.body).as_bytes() {
        return Ok(false);
    }
    Err(SignError::InvalidBody("is not the one that X-Sdk-Content-Sha256 names"))
}

/// Returns true if the content type is JSON, BSON or missing: the signature contains the hash of such a body.
///
/// The Python SDK tests the start of the content type; the Go SDK searches the whole value. They agree for all
/// types that a service uses.
fn is_body_signed(request: &RequestView<'_>) -> bool {
    let content_type = request.headers.text("content-type").unwrap_or_default();
    content_type.is_empty()
        || content_type.starts_with("application/json")
        || content_type.starts_with("application/bson")
}
