//! Signature vectors: requests signed by the vendors' own SDKs, whose signatures the signers must reproduce.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use tingji_core::{Credential, UnixTime};
use tingji_signing_core::encode::query_string;
use tingji_signing_core::{
    Bce, Huaweicloud, ParamValue, Params, RequestView, Scheme, SignedHeaders, SigningInstructions, Ucloud,
    Volcengine,
};

use crate::CredentialFields;

/// A line of a vectors file.
#[derive(Debug, Deserialize)]
struct Vector {
    id: String,
    scheme: String,
    credentials: CredentialFields,
    time: Option<String>,
    expires_in_seconds: Option<u32>,
    signed_headers: Option<Vec<String>>,
    scope: Option<Scope>,
    request: Option<Request>,
    params: Option<serde_json::Map<String, Value>>,
    expect: Expect,
}

#[derive(Debug, Deserialize)]
struct Scope {
    region: String,
    service: String,
}

#[derive(Debug, Deserialize)]
struct Request {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: String,
}

#[derive(Debug, Deserialize)]
struct Expect {
    authorization: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    signature: Option<String>,
    form: Option<BTreeMap<String, String>>,
}

/// Signs the request of one line, compares the signature, and verifies the signed request.
///
/// # Errors
///
/// Contains the id of the case and both values.
pub fn check(line: &str) -> Result<(), String> {
    let vector: Vector = serde_json::from_str(line).map_err(|error| format!("unreadable vector: {error}"))?;
    check_scheme(&vector).map_err(|why| format!("{}: {why}", vector.id))
}

fn check_scheme(vector: &Vector) -> Result<(), String> {
    match vector.scheme.as_str() {
        "ucloud" => check_ucloud(vector),
        "bce" => check_headers(vector, &bce(vector)),
        "volcengine" => {
            let scope = vector.scope()?;
            check_headers(vector, &Volcengine::new(scope.region.as_str(), scope.service.as_str()))
        }
        "huaweicloud" => check_headers(vector, &Huaweicloud::new()),
        "huaweicloud-derived" => {
            let scope = vector.scope()?;
            check_headers(vector, &Huaweicloud::derived(scope.region.as_str(), scope.service.as_str()))
        }
        other => Err(format!("unknown scheme {other:?}")),
    }
}

impl Vector {
    fn scope(&self) -> Result<&Scope, String> {
        self.scope.as_ref().ok_or_else(|| "no scope".to_owned())
    }

    fn time(&self) -> Result<UnixTime, String> {
        let text = self.time.as_deref().ok_or("no time")?;
        UnixTime::parse(text).ok_or_else(|| format!("unreadable time {text:?}"))
    }
}

fn bce(vector: &Vector) -> Bce {
    let signed_headers = match &vector.signed_headers {
        None => SignedHeaders::VendorDefault,
        Some(names) => SignedHeaders::Explicit(names.clone()),
    };
    let mut scheme = Bce::new();
    scheme.signed_headers = signed_headers;
    scheme.expires_in_seconds = vector.expires_in_seconds.unwrap_or(scheme.expires_in_seconds);
    scheme
}

fn check_headers(vector: &Vector, scheme: &impl Scheme) -> Result<(), String> {
    let request = vector.request.as_ref().ok_or("no request")?;
    let query = query_string(request.query.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    let body = request.body.as_bytes();
    let time = vector.time()?;
    let credential = vector.credentials.credential();
    let view = RequestView::new(&request.method, &request.path, &query, &request.headers, body);
    let signed = scheme.sign(&view, &credential, time).map_err(|error| error.to_string())?;
    compare("authorization", vector.expect.authorization.as_deref(), signed.authorization())?;
    for (name, value) in &vector.expect.headers {
        compare(name, Some(value), signed.get(name))?;
    }
    let mut headers = request.headers.clone();
    headers.extend(signed.additions().map(|(name, value)| (name.to_owned(), value.to_owned())));
    let wire = RequestView::new(&request.method, &request.path, &query, &headers, body);
    verify(scheme, &wire, &credential, time)
}

fn check_ucloud(vector: &Vector) -> Result<(), String> {
    let mut params = Params::empty();
    for (key, value) in vector.params.iter().flatten() {
        params.push_if_some(key, ParamValue::from_json(value));
    }
    let body = params.to_form();
    let time = UnixTime::from_seconds(0);
    let credential = vector.credentials.credential();
    let view = RequestView::new("POST", "/", "", &[], body.as_bytes());
    let signed = Ucloud.sign(&view, &credential, time).map_err(|error| error.to_string())?;
    compare("signature", vector.expect.signature.as_deref(), signed.get("Signature"))?;
    if let Some(expected) = &vector.expect.form {
        let form = signed_form(&params, &signed);
        compare("form", Some(&format!("{expected:?}")), Some(&format!("{form:?}")))?;
    }
    let wire = format!("{body}&{}", query_string(signed.additions()));
    let view = RequestView::new("POST", "/", "", &[], wire.as_bytes());
    verify(&Ucloud, &view, &credential, time)
}

fn signed_form(params: &Params, signed: &SigningInstructions) -> BTreeMap<String, String> {
    let mut form: BTreeMap<_, _> = params.flatten().into_iter().collect();
    form.extend(signed.additions().map(|(key, value)| (key.to_owned(), value.to_owned())));
    form
}

fn verify(
    scheme: &impl Scheme,
    view: &RequestView<'_>,
    credential: &Credential,
    time: UnixTime,
) -> Result<(), String> {
    match scheme.verify(view, credential, time).error() {
        None => Ok(()),
        Some(error) => Err(format!("signed but not verified: {error}")),
    }
}

fn compare(what: &str, expected: Option<&str>, got: Option<&str>) -> Result<(), String> {
    if expected.is_some() && expected == got {
        return Ok(());
    }
    Err(format!(
        "{what} differs\n  expected {}\n  got      {}",
        expected.unwrap_or("(nothing)"),
        got.unwrap_or("(nothing)")
    ))
}
