//! Baidu AI Cloud: `bce-auth-v1`.
//!
//! Source: <https://cloud.baidu.com/doc/Reference/s/njwvz1yfu>

mod canonical_request;
mod parsed;

use std::fmt::Write;

use canonical_request::{CanonicalRequest, is_in_vendor_default, parse_query, signed_headers, sort_lines};
use parsed::{ParsedSignature, TOKEN, VERSION, presented_token};
use tingji_core::{Credential, UnixTime};

use super::Scheme;
use crate::authorization::check_signature;
use crate::hash::{Hex, hmac, hmac_hex};
use crate::signed_headers::{AddedHeaders, check_unsigned, missing_token, needs_date, write_names};
use crate::{
    DerivationStep, PresentedCredential, RequestView, SignError, SignatureLocation, SigningInstructions,
    SigningTrace, Verification, VerifyError,
};

const DATE: &str = "x-bce-date";
/// Bytes reserved for the `Authorization` header; the usual one is shorter.
const HEADER_CAPACITY: usize = 256;

/// Selection of the signed headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignedHeaders {
    /// `host`, `x-bce-date` and, with a session token, `x-bce-security-token`.
    ///
    /// The default: the smallest set that all of the vendor's SDKs accept. Proxies rewrite none of these
    /// headers.
    #[default]
    Minimal,
    /// The vendor's default set: `host`, `content-length`, `content-type`, `content-md5` and every `x-bce-…`
    /// header with a value. The `Authorization` header has an empty list then, as in the Python and Java SDKs.
    VendorDefault,
    /// The headers with these names, in any order and case. Names that the request lacks are ignored.
    Explicit(Vec<String>),
}

/// Signature scheme of Baidu AI Cloud, `bce-auth-v1`, with its settings.
///
/// The signer adds `x-bce-date` and `Authorization`, and `x-bce-security-token` for temporary keys. The
/// request must have a `host` header.
///
/// The body is not part of the signature: two requests of the same second that differ only in their bodies
/// have the same signature. HTTPS protects the body.
///
/// ```
/// use tingji_signing_core::{Bce, Credential, RequestView, Scheme, UnixTime};
///
/// let headers = [("host".to_owned(), "bcc.bj.baidubce.com".to_owned())];
/// let request = RequestView::new("GET", "/v2/zone", "", &headers, b"");
/// let key = Credential::new("my_ak", "my_sk");
/// let time = UnixTime::parse("2015-08-11T04:17:29Z").unwrap();
/// let scheme = Bce { expires_in_seconds: 60, ..Bce::new() };
/// let signed = scheme.sign(&request, &key, time).unwrap();
/// let start = "bce-auth-v1/my_ak/2015-08-11T04:17:29Z/60/host;x-bce-date/";
/// assert!(signed.authorization().unwrap().starts_with(start));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bce {
    /// Validity of the signature in seconds; default 1800, as in the vendor's SDKs.
    pub expires_in_seconds: u32,
    /// Selection of the signed headers; default [`SignedHeaders::Minimal`].
    pub signed_headers: SignedHeaders,
}

impl Default for Bce {
    fn default() -> Self {
        Self { expires_in_seconds: 1800, signed_headers: SignedHeaders::default() }
    }
}

impl Bce {
    /// Creates the scheme with the minimal set of headers and a validity of 1800 seconds.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns true if the selection contains the header `name`.
    fn is_signed(&self, name: &str) -> bool {
        match &self.signed_headers {
            SignedHeaders::Minimal => {
                ["host", DATE, TOKEN].iter().any(|signed| name.eq_ignore_ascii_case(signed))
            }
            SignedHeaders::Explicit(names) => {
                names.iter().any(|signed| name.eq_ignore_ascii_case(signed.trim()))
            }
            SignedHeaders::VendorDefault => is_in_vendor_default(name),
        }
    }
}

impl Scheme for Bce {
    fn sign(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        time: UnixTime,
    ) -> Result<SigningInstructions, SignError> {
        check_unsigned(request, credential)?;
        if request.headers.get("host").is_none_or(|host| host.trim_ascii().is_empty()) {
            return Err(SignError::MissingHeader("host"));
        }
        let date: &str = &time.iso_extended();
        let mut added = AddedHeaders::new();
        // The prefix contains the time too, so the date header is added only if it is signed.
        if self.is_signed(DATE) && needs_date(request, DATE, time)? {
            added.push((DATE, date));
        }
        if let Some(token) = missing_token(request, TOKEN, credential)? {
            added.push((TOKEN, token));
        }
        let sent = request.headers.iter().chain(added.iter().map(|(name, value)| (*name, value.as_bytes())));
        let mut headers = signed_headers(sent, |name| self.is_signed(name));
        let values_len: usize = added.iter().map(|(_, value)| value.len()).sum();
        let mut signed = SigningInstructions::new(SignatureLocation::Headers, HEADER_CAPACITY + values_len);
        for (name, value) in &added {
            signed.add(name, value);
        }
        let text = signed.value_buffer();
        let start = text.len();
        let access_key = credential.access_key();
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{VERSION}/{access_key}/{date}/{}", self.expires_in_seconds);
        let key = signing_key(credential, &text[start..]);
        text.push('/');
        if self.signed_headers != SignedHeaders::VendorDefault {
            write_names(text, &headers);
        }
        text.push('/');
        sort_lines(&mut headers);
        let query = parse_query(request);
        let canonical = CanonicalRequest { request, query: &query, headers: &headers };
        text.push_str(canonical.sign(&key).as_str());
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
        let query = parse_query(request);
        let texts = parsed.texts(request, &query);
        let key = credential.map(|credential| signing_key(credential, parsed.prefix));
        let signature = key.as_ref().map(|key| hmac_hex(hmac(key.as_bytes()), texts.request.as_bytes()));
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
        Ok(SigningTrace {
            presented_credential: parsed.presented_credential(),
            canonical_request: texts.request,
            string_to_sign: texts.string_to_sign,
            steps,
            presented_signature: parsed.signature.into(),
            presented_token: presented_token(request, &query).map(|token| (*token).into()),
        })
    }

    fn verify(&self, request: &RequestView<'_>, credential: &Credential, now: UnixTime) -> Verification {
        let parsed = match ParsedSignature::parse(request) {
            Ok(parsed) => parsed,
            Err(error) => return Verification::unreadable(error),
        };
        let query = parse_query(request);
        let result = parsed.check(request, &query, credential, now).and_then(|()| {
            let key = signing_key(credential, parsed.prefix);
            let headers = parsed.signed_headers(request);
            let computed = CanonicalRequest { request, query: &query, headers: &headers }.sign(&key);
            check_signature(parsed.signature, computed.as_str())
        });
        Verification::new(result, || parsed.texts(request, &query))
    }
}

/// Derives the signing key from the prefix of the `Authorization` header. The key is 64 bytes of hex text, not
/// the 32 bytes of the digest.
fn signing_key(credential: &Credential, prefix: &str) -> Hex<64> {
    hmac_hex(hmac(credential.secret_key().expose_secret().as_bytes()), prefix.as_bytes())
}
