//! Parsed `Authorization` header of `bce-auth-v1`.
//!
//! The header contains everything that the signing key depends on: access key, time and validity. The list of signed
//! headers can be empty. The vendor then signs its default set: `Host`, `Content-Type`, `Content-Length`, `Content-MD5`
//! and every header that starts with `x-bce-`, as far as the request has them.

use std::borrow::Cow;

use tingji_core::{Credential, UnixTime};

use super::canonical_request::{CanonicalRequest, is_in_vendor_default, signed_headers, sort_lines};
use crate::authorization::{authorization, check_token};
use crate::canonical_buffer::CanonicalBuffer;
use crate::query::QueryParam;
use crate::scheme::MAX_SKEW_SECS;
use crate::signed_headers::HeaderList;
use crate::verification::CanonicalTexts;
use crate::{PresentedCredential, RequestView, VerifyError};

pub(super) const VERSION: &str = "bce-auth-v1";
pub(super) const TOKEN: &str = "x-bce-security-token";

/// Parts of `bce-auth-v1/ACCESS_KEY/TIME/SECONDS/SIGNED_HEADERS/SIGNATURE`.
pub(super) struct ParsedSignature<'a> {
    /// `bce-auth-v1/ACCESS_KEY/TIME/SECONDS`, from which the signing key is derived.
    pub(super) prefix: &'a str,
    access_key: &'a str,
    time: UnixTime,
    expires_in_secs: u32,
    /// Names of the signed headers, joined by `;`. Empty for the vendor's default set.
    signed_headers: &'a str,
    pub(super) signature: &'a str,
}

impl<'a> ParsedSignature<'a> {
    /// Parses the header from its end, because an access key may contain a slash.
    pub(super) fn parse(request: &RequestView<'a>) -> Result<Self, VerifyError> {
        let text = authorization(request.headers)?;
        let mut parts = text.rsplitn(3, '/');
        let (Some(signature), Some(signed_headers), Some(prefix)) =
            (parts.next(), parts.next(), parts.next())
        else {
            return Err(VerifyError::Malformed("too few parts"));
        };
        let rest = prefix.strip_prefix(VERSION).and_then(|rest| rest.strip_prefix('/'));
        let mut parts = rest.ok_or(VerifyError::Malformed("not bce-auth-v1"))?.rsplitn(3, '/');
        let (Some(seconds), Some(date), Some(access_key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(VerifyError::Malformed("too few parts"));
        };
        let expires_in_secs =
            seconds.parse().map_err(|_| VerifyError::Malformed("the validity is not a number"))?;
        let time =
            UnixTime::parse(date).ok_or(VerifyError::Malformed("the time is not YYYY-MM-DDThh:mm:ssZ"))?;
        Ok(Self { prefix, access_key, time, expires_in_secs, signed_headers, signature })
    }

    /// Returns the unverified statement of the request; this scheme has no region and no service.
    pub(super) fn presented_credential(&self) -> PresentedCredential {
        PresentedCredential {
            access_key: self.access_key.to_owned(),
            time: Some(self.time),
            region: None,
            service: None,
        }
    }

    /// Returns the headers that the request lists as signed, sorted by their lines.
    pub(super) fn signed_headers<'r>(&self, request: &RequestView<'r>) -> HeaderList<'r> {
        let mut headers = signed_headers(request.headers.iter(), |name| self.lists(name));
        sort_lines(&mut headers);
        headers
    }

    /// Returns the canonical request and the string to sign, which is the prefix.
    pub(super) fn texts(&self, request: &RequestView<'_>, query: &[QueryParam<'_>]) -> CanonicalTexts {
        let mut canonical = CanonicalBuffer::redacting();
        let headers = self.signed_headers(request);
        CanonicalRequest { request, query, headers: &headers }.write(&mut canonical);
        let mut prefix = CanonicalBuffer::redacting();
        prefix.write(self.prefix.as_bytes());
        CanonicalTexts { request: canonical.to_canonical_text(), string_to_sign: prefix.to_canonical_text() }
    }

    /// Returns true if the request lists the header as signed.
    fn lists(&self, name: &str) -> bool {
        match self.signed_headers {
            "" => is_in_vendor_default(name),
            names => names.split(';').any(|signed| name.eq_ignore_ascii_case(signed.trim())),
        }
    }

    /// Checks everything except the signature itself.
    pub(super) fn check(
        &self,
        request: &RequestView<'_>,
        query: &[QueryParam<'_>],
        credential: &Credential,
        now: UnixTime,
    ) -> Result<(), VerifyError> {
        if self.access_key != credential.access_key() {
            return Err(VerifyError::UnknownAccessKey);
        }
        check_token(presented_token(request, query).as_deref(), credential)?;
        if self.time.seconds() > now.seconds() + MAX_SKEW_SECS {
            return Err(VerifyError::ClockSkew(self.time));
        }
        if self.time.plus(i64::from(self.expires_in_secs)) < now {
            return Err(VerifyError::Expired(self.time));
        }
        if !self.lists("host") || request.headers.get("host").is_none() {
            return Err(VerifyError::HeaderNotSigned("host"));
        }
        Ok(())
    }
}

/// Returns the session token of a request, from the header or from the query.
pub(super) fn presented_token<'a>(
    request: &RequestView<'a>,
    query: &[QueryParam<'a>],
) -> Option<Cow<'a, str>> {
    if let Some(token) = request.headers.text(TOKEN) {
        return Some(Cow::Borrowed(token));
    }
    let param = query.iter().find(|param| param.key().eq_ignore_ascii_case(TOKEN.as_bytes()))?;
    Some(Cow::Owned(String::from_utf8_lossy(&param.value()).into_owned()))
}
