//! The four signature schemes over any request.

use bytes::Bytes;
use http::Request;
use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{
    Bce, Huaweicloud, PresignHeaders, RequestView, Scheme, SignatureLocation, SignedHeaderPolicy,
    SignedHeaders, SigningInstructions, Ucloud, Volcengine,
};

use crate::peer::credential;

/// A request in the form of HTTP: method and target, headers, an empty line, a body.
struct Wire {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Wire {
    fn of(data: &[u8]) -> Self {
        let end = data.windows(2).position(|pair| pair == b"\n\n").unwrap_or(data.len());
        let (head, body) = data.split_at(end);
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let (method, target) = lines.next().unwrap_or_default().split_once(' ').unwrap_or_default();
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_owned(), value.to_owned()))
        };
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: lines.filter_map(header).collect(),
            body: body.get(2..).unwrap_or_default().to_vec(),
        }
    }

    fn view(&self) -> RequestView<'_> {
        RequestView::from_target(&self.method, &self.target, &self.headers, &self.body)
    }

    /// The same as a client holds it; `None` if no client could.
    fn request(&self) -> Option<Request<Bytes>> {
        let mut request = Request::builder().method(self.method.as_str()).uri(self.target.as_str());
        for (name, value) in &self.headers {
            request = request.header(name.trim(), value.trim());
        }
        request.body(self.body.clone().into()).ok()
    }
}

/// Reads the claim of any request and judges it; nothing that was sent makes that panic, nor is a
/// signature shown.
fn judged(scheme: &dyn Scheme, wire: &Wire) {
    let view = wire.view();
    let claim = scheme.presented_credential(&view);
    let now = claim.ok().and_then(|claim| claim.time).unwrap_or(UnixTime::from_seconds(1_704_164_645));
    let verdict = scheme.verify(&view, &credential(), now);
    let _ = format!("{verdict:?} {} {}", verdict.canonical_request(), verdict.string_to_sign());
    let _ = scheme.sign(&view, &credential(), now);
}

/// What is signed is valid, and no longer so with another key or after a change.
fn held(
    scheme: &dyn Scheme,
    wire: &Wire,
    sign: impl Fn(&RequestView<'_>, &Credential, UnixTime) -> Option<SigningInstructions>,
) {
    let (who, time) = (credential(), UnixTime::from_seconds(1_704_164_645));
    let Some(mut request) = wire.request() else { return };
    let Some(signed) = sign(&RequestView::from_http(&request), &who, time) else { return };
    let before = request.clone();
    if signed.apply(&mut request).is_err() {
        assert!(same(&before, &request), "an error has changed the request");
        return;
    }
    let valid = |request: &Request<Bytes>, who: &Credential| {
        scheme.verify(&RequestView::from_http(request), who, time).is_valid()
    };
    assert!(valid(&request, &who), "signed, but not valid: {before:?}");
    let other = Credential::new(who.access_key(), "another secret key");
    assert!(!valid(&request, &other), "valid with another key: {before:?}");
    for (what, changed) in changes(&request, signed.location()) {
        assert!(!valid(&changed, &who), "valid with {what} changed: {before:?}");
    }
}

fn same(a: &Request<Bytes>, b: &Request<Bytes>) -> bool {
    a.uri() == b.uri() && a.headers() == b.headers() && a.body() == b.body()
}

/// Changed copies of a signed request.
fn changes(request: &Request<Bytes>, place: SignatureLocation) -> Vec<(&'static str, Request<Bytes>)> {
    let mut changes = Vec::new();
    let mut longer = request.clone();
    match place {
        SignatureLocation::Form => {
            *longer.body_mut() = [request.body(), "&Zz=1".as_bytes()].concat().into();
            changes.push(("the form", longer));
        }
        // A target like that of CONNECT has no path.
        SignatureLocation::Headers if request.uri().path().starts_with('/') => {
            let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
            if let Ok(uri) = format!("{}x{query}", request.uri().path()).parse() {
                *longer.uri_mut() = uri;
                changes.push(("the path", longer));
            }
        }
        SignatureLocation::Headers | SignatureLocation::Query | SignatureLocation::Json => {}
    }
    changes
}

/// The same with one byte more in the body, for schemes that sign it.
fn body_held(scheme: &dyn Scheme, wire: &Wire) {
    let (who, time) = (credential(), UnixTime::from_seconds(1_704_164_645));
    let Some(mut request) = wire.request() else { return };
    let Ok(signed) = scheme.sign(&RequestView::from_http(&request), &who, time) else { return };
    let applied = signed.apply(&mut request).is_ok();
    // Whoever says so leaves the body unsigned, as Huawei's SDKs do for what is no JSON.
    if !applied || request.headers().values().any(|value| value.as_bytes() == b"UNSIGNED-PAYLOAD") {
        return;
    }
    *request.body_mut() = [request.body(), b"x".as_slice()].concat().into();
    let verdict = scheme.verify(&RequestView::from_http(&request), &who, time);
    assert!(!verdict.is_valid(), "valid with another body: {request:?}");
}

fn all(scheme: &dyn Scheme, wire: &Wire) {
    judged(scheme, wire);
    held(scheme, wire, |view, who, time| scheme.sign(view, who, time).ok());
}

/// UCloud: parameters in a form, a query or JSON.
pub fn signature_ucloud(data: &[u8]) {
    all(&Ucloud, &Wire::of(data));
}

/// Baidu: `bce-auth-v1`.
pub fn signature_bce(data: &[u8]) {
    let wire = Wire::of(data);
    all(&Bce::new(), &wire);
    all(&Bce { signed_headers: SignedHeaders::VendorDefault, ..Bce::new() }, &wire);
}

/// Volcengine: `HMAC-SHA256`, in headers and in the query.
pub fn signature_volcengine(data: &[u8]) {
    let (wire, scheme) = (Wire::of(data), Volcengine::new("cn-beijing", "ecs"));
    all(&scheme, &wire);
    body_held(&scheme, &wire);
    for presign in [PresignHeaders::Host, PresignHeaders::None] {
        held(&scheme, &wire, |view, who, time| scheme.sign_query(view, who, time, presign).ok());
    }
}

/// Huawei: `SDK-HMAC-SHA256` and `V11-HMAC-SHA256`.
pub fn signature_huaweicloud(data: &[u8]) {
    let wire = Wire::of(data);
    let all_headers = Huaweicloud { headers: SignedHeaderPolicy::All, ..Huaweicloud::new() };
    for scheme in [Huaweicloud::new(), all_headers, Huaweicloud::derived("cn-north-4", "modelarts")] {
        all(&scheme, &wire);
        body_held(&scheme, &wire);
    }
}
