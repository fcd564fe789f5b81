//! A Volcengine signature taken apart, wherever it stood.

use std::borrow::Cow;

use tingji_core::{Credential, IsoText, UnixTime};

use super::{ALGORITHM, DATE, DEFAULT_EXPIRES, QUERY_TOKEN, TOKEN};
use crate::authorization::{Authorization, HeaderList, scope, sort_by, split, token_problem};
use crate::canonical_text::trim;
use crate::query::{QueryParams, read_encoded};
use crate::scheme::{MAX_SKEW, PresentedCredential};
use crate::{RequestView, VerifyError};

/// A signature taken apart, wherever it stood.
pub(super) struct ParsedSignature<'a> {
    pub(super) in_query: bool,
    /// `AK/date/region/service/request`.
    credential: Cow<'a, str>,
    /// Where the scope begins in it.
    scope: usize,
    pub(super) time: UnixTime,
    pub(super) date: IsoText,
    expires: i64,
    pub(super) names: Cow<'a, str>,
    queries: Vec<String>,
    pub(super) signature: Cow<'a, str>,
}

impl<'a> ParsedSignature<'a> {
    pub(super) fn read(request: &RequestView<'a>) -> Result<Self, VerifyError> {
        let in_header = match Authorization::read(request.headers) {
            Err(VerifyError::MissingSignature) => None,
            read => Some(read?),
        };
        if let Some(text) = in_header {
            if text.algorithm != ALGORITHM {
                return Err(VerifyError::Malformed("the algorithm is not HMAC-SHA256"));
            }
            let date = request.headers.text(DATE).ok_or(VerifyError::Malformed("no X-Date"))?;
            let (names, signature) = (text.signed_headers.into(), text.signature.into());
            return Self::new(false, text.credential.into(), date, names, signature);
        }
        let mut pairs = QueryParams::new();
        read_encoded(&mut pairs, request.query.as_bytes());
        let value = |key: &str| {
            let pair = pairs.iter().find(|pair| pair.key_is(key.as_bytes()))?;
            Some(String::from_utf8_lossy(&pair.value()).into_owned())
        };
        let signature = value("X-Signature").ok_or(VerifyError::MissingSignature)?;
        let credential = value("X-Credential").ok_or(VerifyError::Malformed("no X-Credential"))?;
        let date = value("X-Date").ok_or(VerifyError::Malformed("no X-Date"))?;
        let names = value("X-SignedHeaders").unwrap_or_default();
        let mut given = Self::new(true, credential.into(), &date, names.into(), signature.into())?;
        given.queries = value("X-SignedQueries").unwrap_or_default().split(';').map(str::to_owned).collect();
        // Whoever holds the URL could add a validity that nobody signed.
        let expires = value("X-Expires").filter(|_| given.queries.iter().any(|key| key == "X-Expires"));
        given.expires = expires.and_then(|text| text.parse().ok()).unwrap_or(DEFAULT_EXPIRES);
        Ok(given)
    }

    fn new(
        in_query: bool,
        credential: Cow<'a, str>,
        date: &str,
        names: Cow<'a, str>,
        signature: Cow<'a, str>,
    ) -> Result<Self, VerifyError> {
        let time = UnixTime::parse(date).ok_or(VerifyError::Malformed("the time is not YYYYMMDDThhmmssZ"))?;
        let (access_key, [day, _, _, end]) =
            scope(&credential).ok_or(VerifyError::Malformed("the credential scope has too few parts"))?;
        let date = time.iso_basic();
        if end != "request" || day != &date[..8] {
            return Err(VerifyError::Malformed("the credential scope is not date/region/service/request"));
        }
        let scope = access_key.len() + 1;
        Ok(Self {
            in_query,
            credential,
            scope,
            time,
            date,
            expires: MAX_SKEW,
            names,
            queries: Vec::new(),
            signature,
        })
    }

    fn access_key(&self) -> &str {
        &self.credential[..self.scope - 1]
    }

    /// `date/region/service/request`.
    pub(super) fn scope(&self) -> &str {
        &self.credential[self.scope..]
    }

    pub(super) fn presented_credential(&self) -> PresentedCredential {
        let mut parts = self.scope().split('/').skip(1).map(str::to_owned);
        PresentedCredential {
            access_key: self.access_key().to_owned(),
            time: Some(self.time),
            region: parts.next(),
            service: parts.next(),
        }
    }

    /// Adds the signed headers in the order of the list: one official sample lists them unsorted, so the
    /// server must follow the list.
    pub(super) fn read_headers<'r>(&self, headers: &mut HeaderList<'r>, request: &RequestView<'r>) {
        for name in split(&self.names, b';').filter(|name| !name.is_empty()) {
            let start = headers.len();
            headers.extend(request.headers.iter().filter(|(given, _)| given.eq_ignore_ascii_case(name)));
            sort_by(&mut headers[start..], |a, b| trim(a.1).cmp(trim(b.1)));
        }
    }

    /// Adds the signed parameters.
    pub(super) fn read_pairs<'r>(&self, pairs: &mut QueryParams<'r>, request: &RequestView<'r>) {
        read_encoded(pairs, request.query.as_bytes());
        if self.in_query {
            pairs.retain(|pair| self.queries.iter().any(|signed| pair.key_is(signed.as_bytes())));
        }
    }

    /// The session token, in the header or, of a pre-signed request, in the query.
    pub(super) fn token<'r>(&self, request: &RequestView<'r>) -> Option<Cow<'r, str>> {
        let in_header = request.headers.text(TOKEN).map(Cow::Borrowed);
        in_header.or_else(|| {
            let mut pairs = QueryParams::new();
            self.in_query.then(|| read_encoded(&mut pairs, request.query.as_bytes()))?;
            let pair = pairs.iter().find(|pair| pair.key_is(QUERY_TOKEN))?;
            Some(String::from_utf8_lossy(&pair.value()).into_owned().into())
        })
    }

    pub(super) fn problem(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        now: UnixTime,
    ) -> Option<VerifyError> {
        if self.access_key() != credential.access_key() {
            return Some(VerifyError::UnknownAccessKey);
        }
        if let Some(problem) = token_problem(self.token(request).as_deref(), credential) {
            return Some(problem);
        }
        if self.time.seconds() > now.seconds() + MAX_SKEW {
            return Some(VerifyError::ClockSkew(self.time));
        }
        if self.time.plus(self.expires) < now {
            return Some(VerifyError::Expired(self.time));
        }
        // The SDK for Node signs this header and no other, so nothing more can be required.
        let signed = self.in_query || split(&self.names, b';').any(|name| name.eq_ignore_ascii_case(DATE));
        (!signed).then_some(VerifyError::HeaderNotSigned(DATE))
    }
}
