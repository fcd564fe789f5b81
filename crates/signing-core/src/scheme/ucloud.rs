//! UCloud and CompShare: SHA-1 over the sorted parameters and the private key.
//!
//! Source: <https://docs.ucloud.cn/api/summary/signature>

mod param_value;
mod params;
mod parsed;

pub use param_value::ParamValue;
pub use params::Params;
use parsed::{ParsedParams, SignatureParams};
use sha1::{Digest, Sha1};
use tingji_core::{Credential, Secret, UnixTime};

use super::Scheme;
use crate::authorization::{check_signature, check_token};
use crate::canonical_buffer::CanonicalBuffer;
use crate::verification::CanonicalTexts;
use crate::{
    DerivationStep, PresentedCredential, RequestView, SignError, SignatureLocation, SigningInstructions,
    SigningTrace, Verification, VerifyError,
};

/// Length of a signature in hex digits.
const SIGNATURE_LEN: usize = 40;

/// Signature scheme of UCloud and CompShare. It has no settings.
///
/// The signer adds the parameters `PublicKey` and `Signature`, and `SecurityToken` for temporary keys. The
/// request decides their location: a JSON object by its content type (needs the feature `json`), else the form in
/// the body, else the query.
///
/// A signature never expires and covers neither host nor path. Everyone with a signed body can repeat
/// the call, so treat a signed body as a secret.
///
/// ```
/// use tingji_signing_core::{Credential, RequestView, Scheme, Ucloud, UnixTime};
///
/// let request = RequestView::new("POST", "/", "", &[], b"Action=DescribeUHostInstance&Limit=10&Region=cn-bj2");
/// let key = Credential::new(
///     "ucloudsomeone@example.com1296235120854146120",
///     "46f09bb9fab4f12dfc160dae12273d5332b5debe",
/// );
/// // The scheme ignores the time.
/// let signed = Ucloud.sign(&request, &key, UnixTime::from_seconds(0)).unwrap();
/// assert_eq!(signed.get("Signature"), Some("cba5cf5ec4d4233d206b1b54951e3787350a642f"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ucloud;

impl Scheme for Ucloud {
    fn sign(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        _time: UnixTime,
    ) -> Result<SigningInstructions, SignError> {
        let access_key = credential.access_key();
        if access_key.is_empty() {
            return Err(SignError::InvalidAccessKey);
        }
        let location = location(request);
        let mut params = ParsedParams::new();
        params.parse(request, location).map_err(SignError::InvalidBody)?;
        let token = missing_token(&params.signature_params(), credential)?;
        let values_len = access_key.len() + token.map_or(0, str::len) + SIGNATURE_LEN;
        let mut signed = SigningInstructions::new(location, values_len);
        signed.add("PublicKey", access_key);
        params.add("PublicKey", access_key);
        if let Some(token) = token {
            signed.add("SecurityToken", token);
            params.add("SecurityToken", token);
        }
        signed.add("Signature", params.sign(credential.secret_key()).as_str());
        Ok(signed)
    }

    fn presented_credential(&self, request: &RequestView<'_>) -> Result<PresentedCredential, VerifyError> {
        let mut params = ParsedParams::new();
        params.parse(request, location(request)).map_err(VerifyError::Malformed)?;
        params.signature_params().presented_credential()
    }

    fn trace(
        &self,
        request: &RequestView<'_>,
        credential: Option<&Credential>,
    ) -> Result<SigningTrace, VerifyError> {
        let mut params = ParsedParams::new();
        params.parse(request, location(request)).map_err(VerifyError::Malformed)?;
        let signature_params = params.signature_params();
        let (signature, _) = signature_params.required()?;
        let texts = texts(&mut params, credential);
        let value = credential.map(|_| hex::encode(Sha1::digest(texts.string_to_sign.as_bytes())));
        Ok(SigningTrace {
            presented_credential: signature_params.presented_credential()?,
            canonical_request: texts.request,
            string_to_sign: texts.string_to_sign,
            steps: vec![DerivationStep::new("signature", "hex(SHA-1(string to sign))", value)],
            presented_signature: signature.into(),
            presented_token: signature_params.token.as_deref().map(Into::into),
        })
    }

    fn verify(&self, request: &RequestView<'_>, credential: &Credential, _now: UnixTime) -> Verification {
        let mut params = ParsedParams::new();
        if let Err(reason) = params.parse(request, location(request)) {
            return Verification::unreadable(VerifyError::Malformed(reason));
        }
        let signature_params = params.signature_params();
        let (signature, access_key) = match signature_params.required() {
            Ok(required) => required,
            Err(error) => return Verification::unreadable(error),
        };
        let result = if access_key == credential.access_key() {
            check_token(signature_params.token.as_deref(), credential).and_then(|()| {
                let computed = params.sign(credential.secret_key());
                check_signature(signature, computed.as_str())
            })
        } else {
            Err(VerifyError::UnknownAccessKey)
        };
        Verification::new(result, || texts(&mut params, Some(credential)))
    }
}

/// Returns the session token that must be added to an unsigned request. A token that the request has must be the
/// credential's.
fn missing_token<'c>(
    params: &SignatureParams<'_>,
    credential: &'c Credential,
) -> Result<Option<&'c str>, SignError> {
    if params.signature.is_some() || params.public_key.is_some() {
        return Err(SignError::AlreadySigned);
    }
    let token = credential.security_token().map(Secret::expose_secret);
    match params.token.as_deref() {
        None => Ok(token),
        present if present == token => Ok(None),
        Some(_) => Err(SignError::TokenMismatch),
    }
}

/// Returns the sorted parameters as canonical request, and as string to sign with the private key behind them.
/// Without a credential the private key is empty, but redacted all the same.
fn texts(params: &mut ParsedParams<'_>, credential: Option<&Credential>) -> CanonicalTexts {
    let mut text = CanonicalBuffer::redacting();
    params.write(&mut text);
    let request = text.to_canonical_text();
    let private_key = credential.map_or("", |credential| credential.secret_key().expose_secret());
    text.write_secret(|text| text.write(private_key.as_bytes()));
    CanonicalTexts { request, string_to_sign: text.to_canonical_text() }
}

/// Returns the location of the parameters. A body takes precedence over the query: the Go SDK repeats `Action`
/// in the query, unsigned, for the logs of the server.
fn location(request: &RequestView<'_>) -> SignatureLocation {
    let content_type = request.headers.get("content-type").unwrap_or_default().trim_ascii();
    if content_type.get(..16).is_some_and(|start| start.eq_ignore_ascii_case(b"application/json")) {
        return SignatureLocation::Json;
    }
    let is_empty_form = request.method.eq_ignore_ascii_case("POST") && request.query.is_empty();
    if is_empty_form || !request.body.is_empty() { SignatureLocation::Form } else { SignatureLocation::Query }
}
