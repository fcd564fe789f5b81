//! Parsed signature of Volcengine, from the headers or from the query.
//!
//! A signed request has `Authorization: HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` and the time in
//! `X-Date`. A pre-signed URL has the same values in the parameters `X-Credential`, `X-SignedHeaders`, `X-SignedQueries`,
//! `X-Signature` and `X-Date`. They count only in a request without the header `Authorization`.
//!
//! The verification computes the signature again with the date and the scope that the request names, and compares in
//! constant time. A verifier accepts every region and service: only the signature must match the scope.

use std::borrow::Cow;

use tingji_core::{Credential, IsoText, UnixTime};

use super::canonical_request::{ALGORITHM, CanonicalRequest, sort_params, write_string_to_sign};
use crate::authorization::{Authorization, check_token, split_scope};
use crate::canonical_buffer::CanonicalBuffer;
use crate::hash::{Hex, sha256_hex};
use crate::query::{QueryParam, parse_query};
use crate::scheme::MAX_SKEW_SECS;
use crate::signed_headers::HeaderList;
use crate::verification::CanonicalTexts;
use crate::{PresentedCredential, RequestView, VerifyError};

pub(super) const DATE: &str = "x-date";
pub(super) const TOKEN: &str = "x-security-token";
pub(super) const QUERY_TOKEN: &str = "X-Security-Token";
/// Validity of a pre-signed request without a signed `X-Expires`, in seconds.
const DEFAULT_EXPIRES_SECS: i64 = 900;

/// Parts of the signature of a request.
pub(super) struct ParsedSignature<'a> {
    /// True if the query contains the signature, false if the headers do.
    pub(super) in_query: bool,
    /// `ACCESS_KEY/date/region/service/request`.
    credential: Cow<'a, str>,
    /// Index of the scope in `credential`.
    scope_start: usize,
    /// Time of `X-Date`.
    time: UnixTime,
    /// Time in the form of `X-Date`.
    pub(super) date: IsoText,
    /// Validity in seconds: [`MAX_SKEW_SECS`] in the headers; in the query the signed `X-Expires`, or 900.
    expires_in_secs: i64,
    /// Names of the signed headers, joined by `;`.
    pub(super) signed_header_names: Cow<'a, str>,
    /// Names of the signed parameters. Empty if the headers contain the signature, which covers all parameters.
    signed_params: Vec<String>,
    pub(super) signature: Cow<'a, str>,
}

impl<'a> ParsedSignature<'a> {
    /// Parses the `Authorization` header, or the query of a request without that header.
    pub(super) fn parse(request: &RequestView<'a>) -> Result<Self, VerifyError> {
        match Authorization::parse(request.headers) {
            Ok(header) => Self::parse_header(request, header),
            Err(VerifyError::MissingSignature) => Self::parse_presigned(request),
            Err(error) => Err(error),
        }
    }

    fn parse_header(request: &RequestView<'a>, header: Authorization<'a>) -> Result<Self, VerifyError> {
        if header.algorithm != ALGORITHM {
            return Err(VerifyError::Malformed("the algorithm is not HMAC-SHA256"));
        }
        let date = request.headers.text(DATE).ok_or(VerifyError::Malformed("no X-Date"))?;
        Self::new(header.credential.into(), date, header.signed_headers.into(), header.signature.into())
    }

    fn parse_presigned(request: &RequestView<'a>) -> Result<Self, VerifyError> {
        let params = parse_query(request.query);
        let signature = value_of(&params, "X-Signature").ok_or(VerifyError::MissingSignature)?;
        let credential =
            value_of(&params, "X-Credential").ok_or(VerifyError::Malformed("no X-Credential"))?;
        let date = value_of(&params, "X-Date").ok_or(VerifyError::Malformed("no X-Date"))?;
        let header_names = value_of(&params, "X-SignedHeaders").unwrap_or_default();
        let param_names = value_of(&params, "X-SignedQueries").unwrap_or_default();
        let mut parsed = Self::new(credential.into(), &date, header_names.into(), signature.into())?;
        parsed.in_query = true;
        parsed.signed_params = param_names.split(';').map(str::to_owned).collect();
        parsed.expires_in_secs = DEFAULT_EXPIRES_SECS;
        // Anyone who has the URL can add an `X-Expires`, so it counts only if it is signed.
        if parsed.signed_params.iter().any(|name| name == "X-Expires")
            && let Some(expires) = value_of(&params, "X-Expires")
        {
            parsed.expires_in_secs = expires.parse().unwrap_or(DEFAULT_EXPIRES_SECS);
        }
        Ok(parsed)
    }

    /// Checks the scope and creates a signature in the headers.
    fn new(
        credential: Cow<'a, str>,
        date: &str,
        signed_header_names: Cow<'a, str>,
        signature: Cow<'a, str>,
    ) -> Result<Self, VerifyError> {
        let time = UnixTime::parse(date).ok_or(VerifyError::Malformed("the time is not YYYYMMDDThhmmssZ"))?;
        let (access_key, [day, _, _, end]) = split_scope(&credential)
            .ok_or(VerifyError::Malformed("the credential scope has too few parts"))?;
        let date = time.iso_basic();
        if end != "request" || day != &date[..8] {
            return Err(VerifyError::Malformed("the credential scope is not date/region/service/request"));
        }
        Ok(Self {
            in_query: false,
            scope_start: access_key.len() + 1,
            credential,
            time,
            date,
            expires_in_secs: MAX_SKEW_SECS,
            signed_header_names,
            signed_params: Vec::new(),
            signature,
        })
    }

    fn access_key(&self) -> &str {
        &self.credential[..self.scope_start - 1]
    }

    /// Returns `date/region/service/request`.
    pub(super) fn scope(&self) -> &str {
        &self.credential[self.scope_start..]
    }

    /// Returns the unverified statement of the request.
    pub(super) fn presented_credential(&self) -> PresentedCredential {
        let mut parts = self.scope().split('/').skip(1).map(str::to_owned);
        PresentedCredential {
            access_key: self.access_key().to_owned(),
            time: Some(self.time),
            region: parts.next(),
            service: parts.next(),
        }
    }

    /// Returns the signed headers in the order of the request's list. A sample of the vendor has an unsorted
    /// list, so the server must use the order of the list.
    pub(super) fn signed_headers<'r>(&self, request: &RequestView<'r>) -> HeaderList<'r> {
        let mut headers = HeaderList::new();
        for name in self.signed_header_names.split(';').filter(|name| !name.is_empty()) {
            let start = headers.len();
            headers.extend(request.headers.iter().filter(|(given, _)| given.eq_ignore_ascii_case(name)));
            headers[start..].sort_by(|left, right| left.1.trim_ascii().cmp(right.1.trim_ascii()));
        }
        headers
    }

    /// Returns the signed parameters, sorted.
    pub(super) fn signed_params<'r>(&self, request: &RequestView<'r>) -> Vec<QueryParam<'r>> {
        let mut params = parse_query(request.query);
        if self.in_query {
            params.retain(|param| {
                let key = param.key();
                self.signed_params.iter().any(|signed| signed.as_bytes() == &*key)
            });
        }
        sort_params(&mut params);
        params
    }

    /// Returns the hash of the body; a pre-signed request counts as one without a body.
    pub(super) fn body_hash(&self, request: &RequestView<'_>) -> Hex<64> {
        sha256_hex(if self.in_query { b"" } else { request.body })
    }

    /// Returns the canonical request and the string to sign.
    pub(super) fn texts(&self, request: &RequestView<'_>) -> CanonicalTexts {
        let mut canonical = CanonicalBuffer::redacting();
        CanonicalRequest {
            request,
            params: &self.signed_params(request),
            headers: &self.signed_headers(request),
            names: &self.signed_header_names,
            body_hash: &self.body_hash(request),
        }
        .write(&mut canonical);
        let hash = sha256_hex(canonical.bytes());
        let mut string_to_sign = CanonicalBuffer::redacting();
        write_string_to_sign(&mut string_to_sign, &self.date, self.scope(), &hash);
        CanonicalTexts {
            request: canonical.to_canonical_text(),
            string_to_sign: string_to_sign.to_canonical_text(),
        }
    }

    /// Returns the session token of the request, from the header or, if the query contains the signature, from
    /// the query.
    pub(super) fn token<'r>(&self, request: &RequestView<'r>) -> Option<Cow<'r, str>> {
        if let Some(token) = request.headers.text(TOKEN) {
            return Some(token.into());
        }
        if !self.in_query {
            return None;
        }
        value_of(&parse_query(request.query), QUERY_TOKEN).map(Cow::Owned)
    }

    /// Checks everything except the body hash and the signature itself.
    pub(super) fn check(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        now: UnixTime,
    ) -> Result<(), VerifyError> {
        if self.access_key() != credential.access_key() {
            return Err(VerifyError::UnknownAccessKey);
        }
        check_token(self.token(request).as_deref(), credential)?;
        if self.time.seconds() > now.seconds() + MAX_SKEW_SECS {
            return Err(VerifyError::ClockSkew(self.time));
        }
        if self.time.plus(self.expires_in_secs) < now {
            return Err(VerifyError::Expired(self.time));
        }
        // The SDK for Node.js signs only this header, so a verifier cannot require another one.
        let mut names = self.signed_header_names.split(';');
        if !self.in_query && !names.any(|name| name.eq_ignore_ascii_case(DATE)) {
            return Err(VerifyError::HeaderNotSigned(DATE));
        }
        Ok(())
    }
}

/// Returns the first parameter with this key.
pub(super) fn find<'p, 'a>(params: &'p [QueryParam<'a>], key: &str) -> Option<&'p QueryParam<'a>> {
    params.iter().find(|param| *param.key() == *key.as_bytes())
}

/// Returns the decoded value of the first parameter with this key, as text.
fn value_of(params: &[QueryParam<'_>], key: &str) -> Option<String> {
    let param = find(params, key)?;
    Some(String::from_utf8_lossy(&param.value()).into_owned())
}
