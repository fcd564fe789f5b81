//! A Volcengine signature taken apart, wherever it stood.

use tingji_core::{Credential, UnixTime};

use super::{ALGORITHM, DATE, DEFAULT_EXPIRES, Pairs, QUERY_TOKEN, TOKEN, pairs};
use crate::authorization::{Authorization, scope, sorted, token_problem};
use crate::scheme::{Claim, MAX_SKEW};
use crate::{Problem, RequestView};

/// A signature taken apart, wherever it stood.
pub(super) struct Given {
    pub(super) in_query: bool,
    access_key: String,
    pub(super) scope: String,
    pub(super) time: UnixTime,
    expires: i64,
    pub(super) names: String,
    queries: Vec<String>,
    pub(super) signature: String,
}

impl Given {
    pub(super) fn read(request: &RequestView<'_>) -> Result<Self, Problem> {
        if request.headers.get("authorization").is_some() {
            let text = Authorization::read(request.headers)?;
            if text.algorithm != ALGORITHM {
                return Err(Problem::Malformed("the algorithm is not HMAC-SHA256"));
            }
            let date = request.headers.text(DATE).ok_or(Problem::Malformed("no X-Date"))?;
            return Self::new(false, text.credential, date, text.signed_headers, text.signature);
        }
        let pairs = pairs(request.query);
        let value = |key: &str| {
            let (_, value) = pairs.iter().find(|(given, _)| &**given == key.as_bytes())?;
            Some(String::from_utf8_lossy(value).into_owned())
        };
        let signature = value("X-Signature").ok_or(Problem::Unsigned)?;
        let credential = value("X-Credential").ok_or(Problem::Malformed("no X-Credential"))?;
        let date = value("X-Date").ok_or(Problem::Malformed("no X-Date"))?;
        let names = value("X-SignedHeaders").unwrap_or_default();
        let mut given = Self::new(true, &credential, &date, &names, &signature)?;
        given.queries = value("X-SignedQueries").unwrap_or_default().split(';').map(str::to_owned).collect();
        // Whoever holds the URL could add a validity that nobody signed.
        let expires = value("X-Expires").filter(|_| given.queries.iter().any(|key| key == "X-Expires"));
        given.expires = expires.and_then(|text| text.parse().ok()).unwrap_or(DEFAULT_EXPIRES);
        Ok(given)
    }

    fn new(
        in_query: bool,
        credential: &str,
        date: &str,
        names: &str,
        signature: &str,
    ) -> Result<Self, Problem> {
        let time = UnixTime::parse(date).ok_or(Problem::Malformed("the time is not YYYYMMDDThhmmssZ"))?;
        let (access_key, [day, region, service, end]) =
            scope(credential).ok_or(Problem::Malformed("the credential scope has too few parts"))?;
        if end != "request" || day != &time.iso_basic()[..8] {
            return Err(Problem::Malformed("the credential scope is not date/region/service/request"));
        }
        Ok(Self {
            in_query,
            access_key: access_key.to_owned(),
            scope: [day, region, service, end].join("/"),
            time,
            expires: MAX_SKEW,
            names: names.to_owned(),
            queries: Vec::new(),
            signature: signature.to_owned(),
        })
    }

    pub(super) fn claim(&self) -> Claim {
        let mut parts = self.scope.split('/').skip(1).map(str::to_owned);
        Claim {
            access_key: self.access_key.clone(),
            time: Some(self.time),
            region: parts.next(),
            service: parts.next(),
        }
    }

    /// The signed headers in the order of the list: one official sample lists them unsorted, so the
    /// server must follow the list.
    pub(super) fn headers<'r>(&self, request: &RequestView<'r>) -> Vec<(&'r str, &'r [u8])> {
        let named = self.names.split(';').filter(|name| !name.is_empty());
        named
            .flat_map(|name| {
                sorted(request.headers.iter().filter(|(given, _)| given.eq_ignore_ascii_case(name)))
            })
            .collect()
    }

    pub(super) fn pairs<'r>(&self, request: &RequestView<'r>) -> Pairs<'r> {
        let mut pairs = pairs(request.query);
        if self.in_query {
            pairs.retain(|(key, _)| self.queries.iter().any(|signed| signed.as_bytes() == &**key));
        }
        pairs
    }

    /// The session token, in the header or, of a pre-signed request, in the query.
    pub(super) fn token(&self, request: &RequestView<'_>) -> Option<String> {
        let in_header = request.headers.text(TOKEN).map(str::to_owned);
        in_header.or_else(|| {
            let pairs = self.in_query.then(|| pairs(request.query))?;
            let (_, value) = pairs.into_iter().find(|(key, _)| &**key == QUERY_TOKEN)?;
            Some(String::from_utf8_lossy(&value).into_owned())
        })
    }

    pub(super) fn problem(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        now: UnixTime,
    ) -> Option<Problem> {
        if self.access_key != credential.access_key() {
            return Some(Problem::UnknownKey);
        }
        if let Some(problem) = token_problem(self.token(request).as_deref(), credential) {
            return Some(problem);
        }
        if self.time.seconds() > now.seconds() + MAX_SKEW {
            return Some(Problem::Skewed(self.time));
        }
        if self.time.plus(self.expires) < now {
            return Some(Problem::Expired(self.time));
        }
        // The SDK for Node signs this header and no other, so nothing more can be required.
        let signed = self.in_query || self.names.split(';').any(|name| name.eq_ignore_ascii_case(DATE));
        (!signed).then_some(Problem::UnsignedHeader(DATE))
    }
}
