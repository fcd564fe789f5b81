//! UCloud and CompShare: SHA-1 over sorted parameters and the private key.
//!
//! <https://docs.ucloud.cn/api/summary/signature>

mod params;
mod parsed;

pub use params::{ParamValue, Params};
use parsed::{ParsedSignature, SignatureParams};
use sha1::{Digest, Sha1};
use tingji_core::{Credential, UnixTime};

use super::{PresentedCredential, Scheme};
use crate::authorization::{same, token_problem};
use crate::canonical_buffer::CanonicalBuffer;
use crate::canonical_text::{Hex, trim};
use crate::verification::Texts;
use crate::{
    CanonicalText, DerivationStep, RequestView, SignError, SignatureLocation, SigningInstructions,
    SigningTrace, Verification, VerifyError,
};

/// The scheme. It has no settings: whether a form, a query or a JSON object is signed is read from
/// the request (JSON by its content type, and with feature `json`; a form if there is a body; else
/// the query).
///
/// Signatures never expire and bind neither host nor path, so a signed body is as good as the key
/// for that one call: treat it as a secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ucloud;

impl Scheme for Ucloud {
    fn sign(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        _time: UnixTime,
    ) -> Result<SigningInstructions, SignError> {
        if credential.access_key().is_empty() {
            return Err(SignError::InvalidAccessKey);
        }
        let place = place(request);
        let mut params = ParsedSignature::none();
        params.read(request, place).map_err(SignError::InvalidBody)?;
        let token = missing_token(&params.own(), credential)?;
        let key = credential.access_key();
        let mut signed = SigningInstructions::new(place, key.len() + token.map_or(0, str::len) + 40);
        signed.add("PublicKey", key);
        params.add("PublicKey", key);
        if let Some(token) = token {
            signed.add("SecurityToken", token);
            params.add("SecurityToken", token);
        }
        signed.add("Signature", params.sign(credential.secret_key()).as_str());
        Ok(signed)
    }

    fn presented_credential(&self, request: &RequestView<'_>) -> Result<PresentedCredential, VerifyError> {
        let mut params = ParsedSignature::none();
        params.read(request, place(request)).map_err(VerifyError::Malformed)?;
        params.own().presented_credential()
    }

    fn trace(
        &self,
        request: &RequestView<'_>,
        credential: Option<&Credential>,
    ) -> Result<SigningTrace, VerifyError> {
        let mut params = ParsedSignature::none();
        params.read(request, place(request)).map_err(VerifyError::Malformed)?;
        let own = params.own();
        let (claim, given) = (own.presented_credential()?, own.who()?.0.into());
        let token = own.token.as_deref().map(Into::into);
        let (canonical_request, string_to_sign) = texts(&params, credential);
        let value = credential.map(|_| digest(&string_to_sign).as_str().to_owned());
        let steps = vec![DerivationStep::new("signature", "hex(SHA-1(string to sign))", value)];
        Ok(SigningTrace { claim, canonical_request, string_to_sign, steps, given, token })
    }

    fn verify(&self, request: &RequestView<'_>, credential: &Credential, _now: UnixTime) -> Verification {
        let mut params = ParsedSignature::none();
        if let Err(what) = params.read(request, place(request)) {
            return Verification::unread(VerifyError::Malformed(what));
        }
        match problem(&params, credential) {
            Ok(problem) => Verification::of(problem, || texts(&params, Some(credential))),
            Err(unread) => Verification::unread(unread),
        }
    }
}

/// The session token that must still be added to a request that is not signed yet.
fn missing_token<'c>(
    own: &SignatureParams<'_>,
    credential: &'c Credential,
) -> Result<Option<&'c str>, SignError> {
    if own.signature.is_some() || own.public_key.is_some() {
        return Err(SignError::AlreadySigned);
    }
    let token = credential.security_token().map(tingji_core::Secret::expose_secret);
    match own.token.as_deref() {
        None => Ok(token),
        given if given == token => Ok(None),
        _ => Err(SignError::TokenMismatch),
    }
}

/// What is wrong, if the signature can be read.
fn problem(
    params: &ParsedSignature<'_>,
    credential: &Credential,
) -> Result<Option<VerifyError>, VerifyError> {
    let own = params.own();
    let (signature, access_key) = own.who()?;
    if access_key != credential.access_key() {
        return Ok(Some(VerifyError::UnknownAccessKey));
    }
    let token = token_problem(own.token.as_deref(), credential);
    Ok(token.or_else(|| {
        let right = params.sign(credential.secret_key());
        (!same(signature.as_bytes(), right.as_bytes())).then_some(VerifyError::SignatureMismatch)
    }))
}

/// The sorted parameters, and the same with the private key behind them, or with the place for it.
fn texts(params: &ParsedSignature<'_>, credential: Option<&Credential>) -> Texts {
    let mut text = CanonicalBuffer::to_show();
    params.put(&mut text);
    let canonical = text.canonical();
    let private_key = credential.map_or("", |credential| credential.secret_key().expose_secret());
    text.put_secret(|| true, |text| text.put(private_key.as_bytes()));
    (canonical, text.canonical())
}

fn digest(string_to_sign: &CanonicalText) -> Hex<40> {
    Hex::of(&Sha1::digest(string_to_sign.bytes()))
}

/// Where the parameters stand. A body goes before the query: the Go SDK repeats `Action` in the query
/// for the sake of a log, unsigned.
fn place(request: &RequestView<'_>) -> SignatureLocation {
    let kind = request.headers.get("content-type").map_or(&[][..], trim);
    if kind.get(..16).is_some_and(|start| start.eq_ignore_ascii_case(b"application/json")) {
        return SignatureLocation::Json;
    }
    let form = request.method.eq_ignore_ascii_case("POST") && request.query.is_empty();
    if form || !request.body.is_empty() { SignatureLocation::Form } else { SignatureLocation::Query }
}
