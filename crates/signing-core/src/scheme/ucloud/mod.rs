//! UCloud and CompShare: SHA-1 over sorted parameters and the private key.
//!
//! <https://docs.ucloud.cn/api/summary/signature>

mod given;
mod params;

use given::Given;
pub use params::{ParamValue, Params};
use sha1::{Digest, Sha1};
use tingji_core::{Credential, UnixTime};

use super::{Claim, Scheme};
use crate::authorization::{same, token_problem};
use crate::canonical::{Hex, Sink, trim};
use crate::{Canonical, Explanation, KeyStep, Place, Problem, RequestView, SignError, Signed, Verdict};

/// Room for the canonical text of a usual call.
const ROOM: usize = 512;

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
        if params.find("Signature").is_some() || params.find("PublicKey").is_some() {
            return Err(SignError::AlreadySigned);
        }
        let token = credential.security_token().map(tingji_core::Secret::expose);
        let token = match (params.find("SecurityToken"), token) {
            (None, token) => token,
            (given, token) if given.as_deref() == token => None,
            _ => return Err(SignError::OtherToken),
        };
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
        params.claim()
    }

    fn explain(
        &self,
        request: &RequestView<'_>,
        credential: Option<&Credential>,
    ) -> Result<Explanation, Problem> {
        let mut params = Given::none();
        params.read(request, place(request)).map_err(Problem::Malformed)?;
        let claim = params.claim()?;
        let given = (*params.find("Signature").unwrap_or_default()).into();
        let token = params.find("SecurityToken").map(|token| (*token).into());
        let (canonical_request, string_to_sign) = texts(&mut params, credential);
        let value = credential.map(|_| digest(&string_to_sign).as_str().to_owned());
        let steps = vec![KeyStep::new("signature", "hex(SHA-1(string to sign))", value)];
        Ok(Explanation { claim, canonical_request, string_to_sign, steps, given, token })
    }

    fn verify(&self, request: &RequestView<'_>, credential: &Credential, _now: UnixTime) -> Verdict {
        let mut params = Given::none();
        if let Err(what) = params.read(request, place(request)) {
            return Verdict::unread(Problem::Malformed(what));
        }
        let claim = match params.claim() {
            Ok(claim) => claim,
            Err(problem) => return Verdict::unread(problem),
        };
        let problem = (claim.access_key != credential.access_key())
            .then_some(Problem::UnknownKey)
            .or_else(|| token_problem(params.find("SecurityToken").as_deref(), credential));
        let given = params.find("Signature").unwrap_or_default().into_owned();
        let (canonical_request, string_to_sign) = texts(&mut params, Some(credential));
        let right = digest(&string_to_sign);
        let problem = problem
            .or_else(|| (!same(given.as_bytes(), right.as_bytes())).then_some(Problem::WrongSignature));
        Verdict { problem, canonical_request, string_to_sign }
    }
}

/// The sorted parameters, and the same with the private key behind them, or with the place for it.
fn texts(params: &mut Given<'_>, credential: Option<&Credential>) -> (Canonical, Canonical) {
    let mut canonical = Canonical::with_room(ROOM);
    params.put_sorted(&mut canonical);
    let mut string = canonical.with_more(64);
    string.secret(true);
    string.put(credential.map_or("", |credential| credential.secret_key().expose()).as_bytes());
    string.secret(false);
    (canonical, string)
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
