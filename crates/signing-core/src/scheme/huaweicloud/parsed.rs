//! Parsed signature of `SDK-HMAC-SHA256` and `V11-HMAC-SHA256`.
//!
//! A signed request has `Authorization: SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…` and the time in
//! `X-Sdk-Date`. The algorithm `V11-HMAC-SHA256` has the field `Credential=ACCESS_KEY/date/region/service` instead of
//! `Access=…`, and derives its key from that scope.
//!
//! `X-Sdk-Content-Sha256` can replace the hash of the body: with the text `UNSIGNED-PAYLOAD` the signature does not
//! cover the body.

use tingji_core::{Credential, UnixTime};

use super::canonical_request::{BODY_HASH, CanonicalRequest, UNSIGNED_BODY, write_string_to_sign};
use crate::authorization::{Authorization, check_token, split_scope};
use crate::canonical_buffer::CanonicalBuffer;
use crate::hash::sha256_hex;
use crate::scheme::MAX_SKEW_SECS;
use crate::signed_headers::{Header, HeaderList, sort};
use crate::verification::CanonicalTexts;
use crate::{PresentedCredential, RequestView, VerifyError};

pub(super) const DATE: &str = "x-sdk-date";
pub(super) const TOKEN: &str = "x-security-token";

/// Parts of the signature of a request.
pub(super) struct ParsedSignature<'a> {
    pub(super) header: Authorization<'a>,
    /// Access key without the scope.
    access_key: &'a str,
    /// `date/region/service` of `V11-HMAC-SHA256`, or `None` for `SDK-HMAC-SHA256`.
    pub(super) info: Option<&'a str>,
    /// Time of `X-Sdk-Date`.
    pub(super) time: UnixTime,
}

impl<'a> ParsedSignature<'a> {
    /// Parses the `Authorization` header and `X-Sdk-Date`. The algorithm is read from the request.
    pub(super) fn parse(request: &RequestView<'a>) -> Result<Self, VerifyError> {
        let header = Authorization::parse(request.headers)?;
        let date = request.headers.text(DATE).ok_or(VerifyError::Malformed("no X-Sdk-Date"))?;
        let time = UnixTime::parse(date).ok_or(VerifyError::Malformed("the time is not YYYYMMDDThhmmssZ"))?;
        let (access_key, info) = match header.algorithm {
            "SDK-HMAC-SHA256" => (header.credential, None),
            "V11-HMAC-SHA256" => {
                let (access_key, [day, ..]) = split_scope::<3>(header.credential)
                    .ok_or(VerifyError::Malformed("the credential is not AK/date/region/service"))?;
                if day != &time.iso_basic()[..8] {
                    return Err(VerifyError::Malformed("the credential's date is not that of X-Sdk-Date"));
                }
                (access_key, header.credential.get(access_key.len() + 1..))
            }
            _ => return Err(VerifyError::Malformed("the algorithm is neither SDK- nor V11-HMAC-SHA256")),
        };
        Ok(Self { header, access_key, info, time })
    }

    /// Returns the unverified statement of the request.
    pub(super) fn presented_credential(&self) -> PresentedCredential {
        let mut scope = self.info.unwrap_or_default().split('/').skip(1).map(str::to_owned);
        PresentedCredential {
            access_key: self.access_key.to_owned(),
            time: Some(self.time),
            region: scope.next(),
            service: scope.next(),
        }
    }

    /// Returns the headers that the request lists as signed, sorted.
    pub(super) fn signed_headers<'r>(&self, request: &RequestView<'r>) -> HeaderList<'r> {
        let mut headers: HeaderList<'_> =
            request.headers.iter().filter(|(name, _)| self.header.lists(name)).collect();
        sort(&mut headers);
        headers
    }

    /// Returns the canonical request with the headers that [`Self::signed_headers`] selected.
    pub(super) fn canonical_request<'r>(
        &'r self,
        request: &'r RequestView<'r>,
        headers: &'r [Header<'r>],
    ) -> CanonicalRequest<'r> {
        CanonicalRequest {
            request,
            headers,
            names: self.header.signed_headers,
            payload_header: payload_header(request),
        }
    }

    /// Returns the canonical request and the string to sign.
    pub(super) fn texts(&self, request: &RequestView<'_>) -> CanonicalTexts {
        let headers = self.signed_headers(request);
        let mut canonical = CanonicalBuffer::redacting();
        self.canonical_request(request, &headers).write(&mut canonical);
        let hash = sha256_hex(canonical.bytes());
        let mut string_to_sign = CanonicalBuffer::redacting();
        write_string_to_sign(&mut string_to_sign, &self.time.iso_basic(), self.info, &hash);
        CanonicalTexts {
            request: canonical.to_canonical_text(),
            string_to_sign: string_to_sign.to_canonical_text(),
        }
    }

    /// Checks everything except the signature itself.
    pub(super) fn check(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        now: UnixTime,
    ) -> Result<(), VerifyError> {
        if self.access_key != credential.access_key() {
            return Err(VerifyError::UnknownAccessKey);
        }
        check_token(request.headers.text(TOKEN), credential)?;
        let age_secs = now.seconds() - self.time.seconds();
        if age_secs > MAX_SKEW_SECS {
            return Err(VerifyError::Expired(self.time));
        }
        if age_secs < -MAX_SKEW_SECS {
            return Err(VerifyError::ClockSkew(self.time));
        }
        if !self.header.lists(DATE) {
            return Err(VerifyError::HeaderNotSigned(DATE));
        }
        match payload_header(request) {
            Some(stated) if stated != UNSIGNED_BODY.as_bytes() => check_body_hash(stated, request.body),
            _ => Ok(()),
        }
    }
}

fn payload_header<'a>(request: &RequestView<'a>) -> Option<&'a [u8]> {
    request.headers.get(BODY_HASH).map(<[u8]>::trim_ascii)
}

fn check_body_hash(stated: &[u8], body: &[u8]) -> Result<(), VerifyError> {
    if stated == sha256_hex(body).as_bytes() { Ok(()) } else { Err(VerifyError::BodyHashMismatch) }
}
