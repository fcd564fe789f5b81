//! Signing of `http::Request<Bytes>` in place, with the feature `http`.

use std::fmt;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Uri, header};
use tingji_core::{Credential, Error, ErrorKind, RequestSigner, Result, Secret, UnixTime};

use crate::encode::query_string;
use crate::{RequestView, Scheme, SignError, SignatureLocation, SigningInstructions};

impl SigningInstructions {
    /// Adds the headers, the query parameters or the fields of the body to the request.
    ///
    /// # Errors
    ///
    /// [`SignError::InvalidHeaderValue`] if an addition has a character that headers do not allow, and
    /// [`SignError::InvalidBody`] if the signature belongs to a JSON body and the body is not a JSON object. The
    /// request is unchanged in both cases.
    ///
    /// ```
    /// use bytes::Bytes;
    /// use tingji_signing_core::{Credential, RequestView, Scheme, Ucloud, UnixTime};
    ///
    /// let body = Bytes::from("Action=StopUAIService");
    /// let mut request = http::Request::post("https://api.ucloud.cn/").body(body).unwrap();
    /// let key = Credential::new("my_pk", "my_sk");
    /// let signed = Ucloud.sign(&RequestView::from_http(&request), &key, UnixTime::from_seconds(0)).unwrap();
    /// signed.apply(&mut request).unwrap();
    /// assert!(request.body().starts_with(b"Action=StopUAIService&PublicKey=my_pk&Signature="));
    /// ```
    pub fn apply(&self, request: &mut Request<Bytes>) -> Result<(), SignError> {
        match self.location {
            SignatureLocation::Headers => self.apply_headers(request),
            SignatureLocation::Query => self.apply_query(request),
            SignatureLocation::Form => {
                let text = query_string(self.additions());
                let separator = if request.body().is_empty() { "" } else { "&" };
                *request.body_mut() = [request.body(), separator.as_bytes(), text.as_bytes()].concat().into();
                Ok(())
            }
            SignatureLocation::Json => self.apply_json(request),
        }
    }

    fn apply_headers(&self, request: &mut Request<Bytes>) -> Result<(), SignError> {
        let mut added = Vec::with_capacity(self.additions().len());
        for (name, value) in self.named() {
            let mut value = HeaderValue::from_str(value).map_err(|_| SignError::InvalidHeaderValue(name))?;
            value.set_sensitive(name == "authorization" || name.ends_with("-token"));
            added.push((HeaderName::from_static(name), value));
        }
        request.headers_mut().extend(added);
        Ok(())
    }

    fn apply_query(&self, request: &mut Request<Bytes>) -> Result<(), SignError> {
        let text = query_string(self.additions());
        let mut parts = request.uri().clone().into_parts();
        let old = request.uri().query().map(|query| format!("{query}&")).unwrap_or_default();
        let target = format!("{}?{old}{text}", request.uri().path());
        parts.path_and_query = Some(target.parse().map_err(|_| SignError::InvalidHeaderValue("the query"))?);
        *request.uri_mut() =
            Uri::from_parts(parts).map_err(|_| SignError::InvalidHeaderValue("the query"))?;
        Ok(())
    }

    /// Inserts the members before the closing brace. The bytes of the body do not change otherwise.
    fn apply_json(&self, request: &mut Request<Bytes>) -> Result<(), SignError> {
        let body = std::str::from_utf8(request.body()).map_err(|_| SignError::InvalidBody("is not UTF-8"))?;
        let open = body.trim_end().strip_suffix('}').ok_or(SignError::InvalidBody("is not a JSON object"))?;
        let (open, close) = body.split_at(open.len());
        let mut text = open.to_owned();
        for (name, value) in self.additions() {
            let separator = if text.trim_end().ends_with('{') { "" } else { "," };
            text.push_str(&format!("{separator}\"{name}\":\"{}\"", json_escaped(value)));
        }
        text.push_str(close);
        *request.body_mut() = text.into();
        Ok(())
    }
}

/// Escapes text for a JSON string; the quotes are not included.
fn json_escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\0'..='\x1f' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

/// Signature scheme with a credential. A client signs each attempt with it, at the time of the attempt.
///
/// ```
/// use bytes::Bytes;
/// use tingji_signing_core::{Bce, Credential, RequestSigner, Signer, UnixTime};
///
/// let signer = Signer::new(Bce::new(), Credential::new("my_ak", "my_sk"));
/// let request = http::Request::get("https://bcc.bj.baidubce.com/v2/zone");
/// let mut request = request.header("host", "bcc.bj.baidubce.com").body(Bytes::new()).unwrap();
/// signer.sign_request(&mut request, UnixTime::parse("2015-08-11T04:17:29Z").unwrap()).unwrap();
/// assert_eq!(request.headers()["x-bce-date"], "2015-08-11T04:17:29Z");
/// assert!(request.headers()["authorization"].is_sensitive());
/// ```
#[derive(Clone)]
pub struct Signer<S> {
    scheme: S,
    credential: Credential,
}

impl<S: Scheme> Signer<S> {
    /// Creates a signer with a scheme and a credential.
    pub fn new(scheme: S, credential: Credential) -> Self {
        Self { scheme, credential }
    }
}

impl<S> fmt::Debug for Signer<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("credential", &self.credential).finish_non_exhaustive()
    }
}

impl<S: Scheme + Send + Sync> RequestSigner for Signer<S> {
    fn sign_request(&self, request: &mut Request<Bytes>, time: UnixTime) -> Result<()> {
        let signed = self.scheme.sign(&RequestView::from_http(request), &self.credential, time);
        signed.and_then(|signed| signed.apply(request)).map_err(|error| {
            let kind = match error {
                SignError::InvalidAccessKey | SignError::InvalidHeaderValue(_) => ErrorKind::Credentials,
                _ => ErrorKind::InvalidRequest,
            };
            Error::new(kind, error.to_string())
        })
    }

    fn secrets(&self) -> Vec<&str> {
        self.credential.secrets().collect()
    }
}

/// Signer that adds a token as a header and no signature, such as `X-Auth-Token`.
///
/// An `Authorization` header that the request has is removed, so that the token is its only proof of identity.
#[derive(Clone, Debug)]
pub struct TokenHeaderSigner {
    name: HeaderName,
    token: Secret,
}

impl TokenHeaderSigner {
    /// Creates a signer that sends `token` in the header `name`, which must be in lower case.
    ///
    /// # Panics
    ///
    /// Panics if `name` is not a lower-case header name.
    pub fn new(name: &'static str, token: impl Into<Secret>) -> Self {
        Self { name: HeaderName::from_static(name), token: token.into() }
    }
}

impl RequestSigner for TokenHeaderSigner {
    fn sign_request(&self, request: &mut Request<Bytes>, _time: UnixTime) -> Result<()> {
        let mut value = HeaderValue::from_str(self.token.expose_secret()).map_err(|_| {
            Error::new(ErrorKind::Credentials, "the token has characters that no header can contain")
        })?;
        value.set_sensitive(true);
        request.headers_mut().insert(self.name.clone(), value);
        request.headers_mut().remove(header::AUTHORIZATION);
        Ok(())
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.token.expose_secret()]
    }
}
