//! The four signature schemes over any request.

use bytes::Bytes;
use http::Request;
use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{
    Bce, Huaweicloud, PresignHeaders, RequestView, Scheme, SignatureLocation, SignedHeaderPolicy,
    SignedHeaders, SigningInstructions, Ucloud, Volcengine,
};

use crate::fake_server::credential;

/// Time of every signature.
const TIME: UnixTime = UnixTime::from_seconds(1_704_164_645);

/// A request in the form of HTTP: method and target, headers, an empty line, a body.
struct RawRequest {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl RawRequest {
    fn parse(data: &[u8]) -> Self {
        let end = data.windows(2).position(|pair| pair == b"\n\n").unwrap_or(data.len());
        let (head, body) = data.split_at(end);
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let (method, target) = lines.next().unwrap_or_default().split_once(' ').unwrap_or_default();
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: lines.filter_map(parse_header).collect(),
            body: body.get(2..).unwrap_or_default().to_vec(),
        }
    }

    fn view(&self) -> RequestView<'_> {
        RequestView::from_target(&self.method, &self.target, &self.headers, &self.body)
    }

    /// The request of the `http` crate; `None` if a part is not valid there.
    fn request(&self) -> Option<Request<Bytes>> {
        let mut request = Request::builder().method(self.method.as_str()).uri(self.target.as_str());
        for (name, value) in &self.headers {
            request = request.header(name.trim(), value.trim());
        }
        request.body(self.body.clone().into()).ok()
    }
}

fn parse_header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    Some((name.to_owned(), value.to_owned()))
}

/// Verifies and signs any request, and prints the verification. None of this may panic.
fn check_any_request(scheme: &dyn Scheme, wire: &RawRequest) {
    let view = wire.view();
    let presented = scheme.presented_credential(&view);
    let now = presented.ok().and_then(|presented| presented.time).unwrap_or(TIME);
    let verification = scheme.verify(&view, &credential(), now);
    let _ =
        format!("{verification:?} {} {}", verification.canonical_request(), verification.string_to_sign());
    let _ = scheme.sign(&view, &credential(), now);
}

/// Asserts that a signed request is valid, and is invalid with another key or after a change.
fn check_signed(
    scheme: &dyn Scheme,
    wire: &RawRequest,
    sign: impl Fn(&RequestView<'_>, &Credential) -> Option<SigningInstructions>,
) {
    let credential = credential();
    let Some(mut request) = wire.request() else { return };
    let Some(signed) = sign(&RequestView::from_http(&request), &credential) else { return };
    let before = request.clone();
    if signed.apply(&mut request).is_err() {
        assert!(is_equal(&before, &request), "an error changed the request");
        return;
    }
    assert!(is_valid(scheme, &request, &credential), "signed, but not valid: {before:?}");
    let other = Credential::new(credential.access_key(), "another secret key");
    assert!(!is_valid(scheme, &request, &other), "valid with another key: {before:?}");
    for (what, changed) in changes(&request, signed.location()) {
        assert!(!is_valid(scheme, &changed, &credential), "valid with {what} changed: {before:?}");
    }
}

fn is_valid(scheme: &dyn Scheme, request: &Request<Bytes>, credential: &Credential) -> bool {
    scheme.verify(&RequestView::from_http(request), credential, TIME).is_valid()
}

fn is_equal(a: &Request<Bytes>, b: &Request<Bytes>) -> bool {
    a.uri() == b.uri() && a.headers() == b.headers() && a.body() == b.body()
}

/// Changed copies of a signed request.
fn changes(request: &Request<Bytes>, location: SignatureLocation) -> Vec<(&'static str, Request<Bytes>)> {
    let mut changes = Vec::new();
    let mut longer = request.clone();
    match location {
        SignatureLocation::Form => {
            *longer.body_mut() = [request.body(), "&Zz=1".as_bytes()].concat().into();
            changes.push(("the form", longer));
        }
        // The target of a CONNECT request has no path.
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

/// Asserts that a signed body cannot be extended by one byte, for schemes that sign the body.
fn check_signed_body(scheme: &dyn Scheme, wire: &RawRequest) {
    let credential = credential();
    let Some(mut request) = wire.request() else { return };
    let Ok(signed) = scheme.sign(&RequestView::from_http(&request), &credential, TIME) else { return };
    let applied = signed.apply(&mut request).is_ok();
    // The header value declares an unsigned body. Huawei's SDKs send it with every body that is not JSON.
    if !applied || request.headers().values().any(|value| value.as_bytes() == b"UNSIGNED-PAYLOAD") {
        return;
    }
    *request.body_mut() = [request.body(), b"x".as_slice()].concat().into();
    assert!(!is_valid(scheme, &request, &credential), "valid with another body: {request:?}");
}

fn check(scheme: &dyn Scheme, wire: &RawRequest) {
    check_any_request(scheme, wire);
    check_signed(scheme, wire, |view, credential| scheme.sign(view, credential, TIME).ok());
}

/// UCloud: parameters in a form, a query or JSON.
pub fn signature_ucloud(data: &[u8]) {
    check(&Ucloud, &RawRequest::parse(data));
}

/// Baidu: `bce-auth-v1`.
pub fn signature_bce(data: &[u8]) {
    let wire = RawRequest::parse(data);
    check(&Bce::new(), &wire);
    check(&Bce { signed_headers: SignedHeaders::VendorDefault, ..Bce::new() }, &wire);
}

/// Volcengine: `HMAC-SHA256`, in headers and in the query.
pub fn signature_volcengine(data: &[u8]) {
    let wire = RawRequest::parse(data);
    let scheme = Volcengine::new("cn-beijing", "ecs");
    check(&scheme, &wire);
    check_signed_body(&scheme, &wire);
    for presign in [PresignHeaders::Host, PresignHeaders::None] {
        check_signed(&scheme, &wire, |view, credential| {
            scheme.sign_query(view, credential, TIME, presign).ok()
        });
    }
}

/// Huawei: `SDK-HMAC-SHA256` and `V11-HMAC-SHA256`.
pub fn signature_huaweicloud(data: &[u8]) {
    let wire = RawRequest::parse(data);
    let all_headers = Huaweicloud { headers: SignedHeaderPolicy::All, ..Huaweicloud::new() };
    for scheme in [Huaweicloud::new(), all_headers, Huaweicloud::derived("cn-north-4", "modelarts")] {
        check(&scheme, &wire);
        check_signed_body(&scheme, &wire);
    }
}
