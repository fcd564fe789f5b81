//! UCloud and CompShare: SHA-1 over sorted parameters and the private key.
//!
//! <https://docs.ucloud.cn/api/summary/signature>

mod params;

pub use params::{ParamValue, Params};
use sha1::{Digest, Sha1};
use tingji_core::{Credential, UnixTime};

use super::{Claim, Scheme};
use crate::authorization::{same, token_problem};
use crate::canonical::{Hex, Sink, is_secret_name};
use crate::encode::{Text, decoded_pairs};
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
        let (place, mut params) = read(request).map_err(SignError::Body)?;
        if find(&params, "Signature").is_some() || find(&params, "PublicKey").is_some() {
            return Err(SignError::AlreadySigned);
        }
        let mut additions = vec![("PublicKey", credential.access_key().to_owned())];
        let token = credential.security_token().map(|token| token.expose().to_owned());
        match (find(&params, "SecurityToken").map(Param::as_text), token) {
            (None, Some(token)) => additions.push(("SecurityToken", token)),
            (Some(given), token) if token.as_deref() != Some(&given) => return Err(SignError::OtherToken),
            _ => {}
        }
        for (key, value) in &additions {
            params.push(Param::text(key.as_bytes().into(), value.as_bytes().to_vec().into()));
        }
        let signature = sign(params, credential.secret_key().expose());
        additions.push(("Signature", signature.as_str().to_owned()));
        Ok(Signed { place, additions })
    }

    fn claim(&self, request: &RequestView<'_>) -> Result<Claim, Problem> {
        let (_, params) = read(request).map_err(Problem::Malformed)?;
        find(&params, "Signature").ok_or(Problem::Unsigned)?;
        let access_key = find(&params, "PublicKey").ok_or(Problem::Malformed("no PublicKey"))?.as_text();
        Ok(Claim { access_key, time: None, region: None, service: None })
    }

    fn explain(
        &self,
        request: &RequestView<'_>,
        credential: Option<&Credential>,
    ) -> Result<Explanation, Problem> {
        let claim = self.claim(request)?;
        let (_, params) = read(request).map_err(Problem::Malformed)?;
        let given = find(&params, "Signature").map(Param::as_text).unwrap_or_default().into();
        let token = find(&params, "SecurityToken").map(|token| token.as_text().into());
        let (canonical_request, string_to_sign) = texts(params, credential);
        let value = credential.map(|_| digest(&string_to_sign).as_str().to_owned());
        let steps = vec![KeyStep::new("signature", "hex(SHA-1(string to sign))", value)];
        Ok(Explanation { claim, canonical_request, string_to_sign, steps, given, token })
    }

    fn verify(&self, request: &RequestView<'_>, credential: &Credential, _now: UnixTime) -> Verdict {
        let claim = match self.claim(request) {
            Ok(claim) => claim,
            Err(problem) => return Verdict::unread(problem),
        };
        let (_, params) = read(request).unwrap_or((Place::Form, Vec::new()));
        let given = find(&params, "Signature").map(Param::as_text).unwrap_or_default();
        let token = find(&params, "SecurityToken").map(Param::as_text);
        let (canonical_request, string_to_sign) = texts(params, Some(credential));
        let right = digest(&string_to_sign);
        let problem = (claim.access_key != credential.access_key())
            .then_some(Problem::UnknownKey)
            .or_else(|| token_problem(token.as_deref(), credential))
            .or_else(|| (!same(given.as_bytes(), right.as_bytes())).then_some(Problem::WrongSignature));
        Verdict { problem, canonical_request, string_to_sign }
    }
}

/// The sorted parameters, and the same with the private key behind them, or with the place for it.
fn texts(mut params: Vec<Param<'_>>, credential: Option<&Credential>) -> (Canonical, Canonical) {
    params.retain(|param| &*param.key != b"Signature");
    let mut canonical = Canonical::default();
    put_sorted(&mut canonical, &mut params);
    let mut string = canonical.clone();
    string.secret(true);
    string.put(credential.map_or("", |credential| credential.secret_key().expose()).as_bytes());
    string.secret(false);
    (canonical, string)
}

fn digest(string_to_sign: &Canonical) -> Hex<40> {
    Hex::of(&Sha1::digest(string_to_sign.bytes()))
}

/// One top-level parameter as it came.
struct Param<'a> {
    key: Text<'a>,
    value: Value<'a>,
}

enum Value<'a> {
    Text(Text<'a>),
    #[cfg_attr(not(feature = "json"), expect(dead_code, reason = "made by JSON mode alone"))]
    Json(ParamValue),
}

impl<'a> Param<'a> {
    fn text(key: Text<'a>, value: Text<'a>) -> Self {
        Self { key, value: Value::Text(value) }
    }

    fn as_text(&self) -> String {
        match &self.value {
            Value::Text(text) => String::from_utf8_lossy(text).into_owned(),
            Value::Json(value) => value.text().unwrap_or_default().into_owned(),
        }
    }
}

fn find<'p, 'a>(params: &'p [Param<'a>], key: &str) -> Option<&'p Param<'a>> {
    params.iter().find(|param| &*param.key == key.as_bytes())
}

/// Where the parameters stand, and what they are. A body goes before the query: the Go SDK repeats
/// `Action` in the query for the sake of a log, unsigned.
fn read<'a>(request: &RequestView<'a>) -> Result<(Place, Vec<Param<'a>>), &'static str> {
    let kind = request.headers.text("content-type").unwrap_or_default();
    if kind.get(..16).is_some_and(|start| start.eq_ignore_ascii_case("application/json")) {
        return Ok((Place::Json, read_json(request.body)?));
    }
    let (place, text) = match request.body {
        [] if request.method.eq_ignore_ascii_case("POST") && request.query.is_empty() => {
            (Place::Form, &[][..])
        }
        [] => (Place::Query, request.query.as_bytes()),
        body => (Place::Form, body),
    };
    Ok((place, decoded_pairs(text).map(|(key, value)| Param::text(key, value)).collect()))
}

#[cfg(feature = "json")]
fn read_json<'a>(body: &[u8]) -> Result<Vec<Param<'a>>, &'static str> {
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(body).map_err(|_| "is not a JSON object")?;
    let params = object.iter().filter_map(|(key, value)| {
        Some(Param { key: key.as_bytes().to_vec().into(), value: Value::Json(ParamValue::from_json(value)?) })
    });
    Ok(params.collect())
}

#[cfg(not(feature = "json"))]
fn read_json<'a>(_body: &[u8]) -> Result<Vec<Param<'a>>, &'static str> {
    Err("is JSON, which needs the feature `json`")
}

/// Byte order, case and all: `CPU` before `ChargeType`, `Ids.10` before `Ids.2`.
fn sort(params: &mut [Param<'_>]) {
    params.sort_by(|a, b| a.key.cmp(&b.key));
}

fn put_sorted(sink: &mut impl Sink, params: &mut [Param<'_>]) {
    sort(params);
    for param in params {
        sink.put(&param.key);
        sink.secret(is_secret_name(&param.key));
        match &param.value {
            Value::Text(text) => sink.put(text),
            Value::Json(value) => value.put(sink),
        }
        sink.secret(false);
    }
}

fn sign(mut params: Vec<Param<'_>>, private_key: &str) -> Hex<40> {
    let mut hash = Sha1::new();
    put_sorted(&mut hash, &mut params);
    hash.put(private_key.as_bytes());
    Hex::of(&hash.finalize())
}
