//! UCloud and CompShare: SHA-1 over sorted parameters and the private key.
//!
//! <https://docs.ucloud.cn/api/summary/signature>

mod given;
mod params;

use given::{Given, Own};
pub use params::{ParamValue, Params};
use sha1::{Digest, Sha1};
use tingji_core::{Credential, UnixTime};

use super::{Claim, Scheme};
use crate::authorization::{same, token_problem};
use crate::canonical::{Hex, trim};
use crate::text::Text;
use crate::verdict::Texts;
use crate::{Canonical, Explanation, KeyStep, Place, Problem, RequestView, SignError, Signed, Verdict};

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
    ) -> Result<Signed, SignError> {
        if credential.access_key().is_empty() {
            return Err(SignError::BadAccessKey);
        }
        let place = place(request);
        let mut params = Given::none();
        params.read(request, place).map_err(SignError::Body)?;
        let token = missing_token(&params.own(), credential)?;
        let key = credential.access_key();
        let mut signed = Signed::new(place, key.len() + token.map_or(0, str::len) + 40);
        signed.add("PublicKey", key);
        params.add("PublicKey", key);
        if let Some(token) = token {
            signed.add("SecurityToken", token);
            params.add("SecurityToken", token);
        }
        signed.add("Signature", params.sign(credential.secret_key()).as_str());
        Ok(signed)
    }

    fn claim(&self, request: &RequestView<'_>) -> Result<Claim, Problem> {
        let mut params = Given::none();
        params.read(request, place(request)).map_err(Problem::Malformed)?;
        params.own().claim()
    }

    fn explain(
        &self,
        request: &RequestView<'_>,
        credential: Option<&Credential>,
    ) -> Result<Explanation, Problem> {
        let mut params = Given::none();
        params.read(request, place(request)).map_err(Problem::Malformed)?;
        let own = params.own();
        let (claim, given) = (own.claim()?, own.who()?.0.into());
        let token = own.token.as_deref().map(Into::into);
        let (canonical_request, string_to_sign) = texts(&params, credential);
        let value = credential.map(|_| digest(&string_to_sign).as_str().to_owned());
        let steps = vec![KeyStep::new("signature", "hex(SHA-1(string to sign))", value)];
        Ok(Explanation { claim, canonical_request, string_to_sign, steps, given, token })
    }

    fn verify(&self, request: &RequestView<'_>, credential: &Credential, _now: UnixTime) -> Verdict {
        let mut params = Given::none();
        if let Err(what) = params.read(request, place(request)) {
            return Verdict::unread(Problem::Malformed(what));
        }
        match problem(&params, credential) {
            Ok(problem) => Verdict::of(problem, || texts(&params, Some(credential))),
            Err(unread) => Verdict::unread(unread),
        }
    }
}

/// The session token that must still be added to a request that is not signed yet.
fn missing_token<'c>(own: &Own<'_>, credential: &'c Credential) -> Result<Option<&'c str>, SignError> {
    if own.signature.is_some() || own.public_key.is_some() {
        return Err(SignError::AlreadySigned);
    }
    let token = credential.security_token().map(tingji_core::Secret::expose);
    match own.token.as_deref() {
        None => Ok(token),
        given if given == token => Ok(None),
        _ => Err(SignError::OtherToken),
    }
}

/// What is wrong, if the signature can be read.
fn problem(params: &Given<'_>, credential: &Credential) -> Result<Option<Problem>, Problem> {
    let own = params.own();
    let (signature, access_key) = own.who()?;
    if access_key != credential.access_key() {
        return Ok(Some(Problem::UnknownKey));
    }
    let token = token_problem(own.token.as_deref(), credential);
    Ok(token.or_else(|| {
        let right = params.sign(credential.secret_key());
        (!same(signature.as_bytes(), right.as_bytes())).then_some(Problem::WrongSignature)
    }))
}

/// The sorted parameters, and the same with the private key behind them, or with the place for it.
fn texts(params: &Given<'_>, credential: Option<&Credential>) -> Texts {
    let mut text = Text::to_show();
    params.put(&mut text);
    let canonical = text.canonical();
    let private_key = credential.map_or("", |credential| credential.secret_key().expose());
    text.put_secret(|| true, |text| text.put(private_key.as_bytes()));
    (canonical, text.canonical())
}

fn digest(string_to_sign: &Canonical) -> Hex<40> {
    Hex::of(&Sha1::digest(string_to_sign.bytes()))
}

/// Where the parameters stand. A body goes before the query: the Go SDK repeats `Action` in the query
/// for the sake of a log, unsigned.
fn place(request: &RequestView<'_>) -> Place {
    let kind = request.headers.get("content-type").map_or(&[][..], trim);
    if kind.get(..16).is_some_and(|start| start.eq_ignore_ascii_case(b"application/json")) {
        return Place::Json;
    }
    let form = request.method.eq_ignore_ascii_case("POST") && request.query.is_empty();
    if form || !request.body.is_empty() { Place::Form } else { Place::Query }
}
