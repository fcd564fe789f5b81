//! Baidu AI Cloud: `bce-auth-v1`.
//!
//! <https://cloud.baidu.com/doc/Reference/s/njwvz1yfu>

use tingji_core::{Credential, UnixTime};

use super::{Claim, MAX_SKEW, Scheme};
use crate::authorization::{check, missing_token, needs_date, same, token_problem};
use crate::canonical::{Hex, Sink, finish_hex, hmac, is_secret_name, put_pair, trim};
use crate::encode::{Plus, Slash, Text, decode, decoded_pairs, encode_into, encoded};
use crate::{Canonical, Explanation, KeyStep, Place, Problem, RequestView, SignError, Signed, Verdict};

const VERSION: &str = "bce-auth-v1";
const DATE: &str = "x-bce-date";
const TOKEN: &str = "x-bce-security-token";

/// Which headers are signed, and whether the list is written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignedHeaders {
    /// `host;x-bce-date` and, with a session token, `x-bce-security-token`: the smallest set every
    /// family of the vendor's SDKs accepts. Nothing a proxy rewrites is in it.
    #[default]
    Minimal,
    /// The vendor's default set (host, content-length, content-type, content-md5 and every
    /// `x-bce-*` with a value), signalled by an empty list, as the Python and Java SDKs do.
    VendorDefault,
    /// Exactly these names, written down sorted.
    Explicit(Vec<String>),
}

/// The scheme with its settings.
///
/// The body is not part of this signature: two requests of one second that differ only in their
/// body carry the same one. HTTPS is what protects the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bce {
    /// How long the signature holds, in seconds. Default 1800, as in every SDK of the vendor.
    pub expires_in_seconds: u32,
    /// Which headers are signed.
    pub signed_headers: SignedHeaders,
}

impl Default for Bce {
    fn default() -> Self {
        Self { expires_in_seconds: 1800, signed_headers: SignedHeaders::default() }
    }
}

impl Bce {
    /// The minimal set, valid for 30 minutes.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Scheme for Bce {
    fn sign(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        time: UnixTime,
    ) -> Result<Signed, SignError> {
        check(request, credential)?;
        if request.headers.get("host").is_none_or(|host| trim(host).is_empty()) {
            return Err(SignError::MissingHeader("host"));
        }
        let date = time.iso_extended();
        let mut additions = Vec::with_capacity(3);
        // The vendor's rule for product pages: a request may be signed without the date header
        // when the list does not name it; the prefix carries the time all the same.
        if self.wants(DATE) && needs_date(request, DATE, time)? {
            additions.push((DATE, date.to_string()));
        }
        if let Some(token) = missing_token(request, TOKEN, credential)? {
            additions.push((TOKEN, token.to_owned()));
        }
        let added = additions.iter().map(|(name, value)| (*name, value.as_bytes()));
        let headers = self.select(request.headers.iter().chain(added));
        let list = match self.signed_headers {
            SignedHeaders::VendorDefault => String::new(),
            _ => names(&headers),
        };
        let prefix = format!("{VERSION}/{}/{}/{}", credential.access_key(), &*date, self.expires_in_seconds);
        let mut mac = hmac(signing_key(credential, &prefix).as_bytes());
        put_canonical(&mut mac, request, headers);
        additions.push(("authorization", format!("{prefix}/{list}/{}", finish_hex(mac).as_str())));
        Ok(Signed { place: Place::Headers, additions })
    }

    fn claim(&self, request: &RequestView<'_>) -> Result<Claim, Problem> {
        Ok(Given::read(request)?.claim())
    }

    fn explain(
        &self,
        request: &RequestView<'_>,
        credential: Option<&Credential>,
    ) -> Result<Explanation, Problem> {
        let given = Given::read(request)?;
        let (canonical_request, string_to_sign) = given.texts(request);
        let key = credential.map(|credential| signing_key(credential, given.prefix));
        let signature = key.as_ref().map(|key| signature(key, &canonical_request));
        let steps = vec![
            KeyStep::new(
                "signing key",
                "hex(HMAC-SHA256(secret key, string to sign))",
                key.map(|key| key.as_str().to_owned()),
            ),
            KeyStep::new(
                "signature",
                "hex(HMAC-SHA256(signing key as hex text, canonical request))",
                signature.map(|signature| signature.as_str().to_owned()),
            ),
        ];
        let (claim, given) = (given.claim(), given.signature.into());
        let token = given_token(request).map(Into::into);
        Ok(Explanation { claim, canonical_request, string_to_sign, steps, given, token })
    }

    fn verify(&self, request: &RequestView<'_>, credential: &Credential, now: UnixTime) -> Verdict {
        let given = match Given::read(request) {
            Ok(given) => given,
            Err(problem) => return Verdict::unread(problem),
        };
        let (canonical_request, string_to_sign) = given.texts(request);
        let right = signature(&signing_key(credential, given.prefix), &canonical_request);
        let problem = given.problem(request, credential, now).or_else(|| {
            (!same(given.signature.as_bytes(), right.as_bytes())).then_some(Problem::WrongSignature)
        });
        Verdict { problem, canonical_request, string_to_sign }
    }
}

impl Bce {
    fn wants(&self, name: &str) -> bool {
        match &self.signed_headers {
            SignedHeaders::Minimal => {
                ["host", DATE, TOKEN].iter().any(|signed| name.eq_ignore_ascii_case(signed))
            }
            SignedHeaders::Explicit(names) => {
                names.iter().any(|signed| name.eq_ignore_ascii_case(signed.trim()))
            }
            SignedHeaders::VendorDefault => {
                ["host", "content-length", "content-type", "content-md5"]
                    .iter()
                    .any(|signed| name.eq_ignore_ascii_case(signed))
                    || name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("x-bce-"))
            }
        }
    }

    /// The headers that are signed: the wanted ones that have a value.
    fn select<'a>(&self, headers: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<(&'a str, &'a [u8])> {
        headers.filter(|(name, value)| self.wants(name.trim()) && !trim(value).is_empty()).collect()
    }
}

/// The sorted, lower-case names joined by `;`.
fn names(headers: &[(&str, &[u8])]) -> String {
    let mut names: Vec<_> = headers.iter().map(|(name, _)| name.trim().to_ascii_lowercase()).collect();
    names.sort();
    names.dedup();
    names.join(";")
}

/// The key of the second HMAC is the hex text of the first, not its bytes.
fn signing_key(credential: &Credential, prefix: &str) -> Hex<64> {
    let mut mac = hmac(credential.secret_key().expose().as_bytes());
    mac.put(prefix.as_bytes());
    finish_hex(mac)
}

fn signature(signing_key: &Hex<64>, canonical: &Canonical) -> Hex<64> {
    let mut mac = hmac(signing_key.as_bytes());
    mac.put(canonical.bytes());
    finish_hex(mac)
}

fn put_canonical(sink: &mut impl Sink, request: &RequestView<'_>, mut headers: Vec<(&str, &[u8])>) {
    sink.put(request.method.to_ascii_uppercase().as_bytes());
    sink.put(b"\n");
    if !request.path.starts_with('/') {
        sink.put(b"/");
    }
    // No dot segments are removed and no slashes merged.
    encode_into(sink, &decode(request.path.as_bytes(), Plus::Literal), Slash::Keep);
    sink.put(b"\n");
    put_query(sink, request.query);
    sort_headers(&mut headers);
    for (name, value) in headers {
        sink.put(b"\n");
        encode_into(sink, name.trim().to_ascii_lowercase().as_bytes(), Slash::Encode);
        sink.put(b":");
        sink.secret(is_secret_name(name.as_bytes()));
        encode_into(sink, trim(value), Slash::Encode);
        sink.secret(false);
    }
}

/// Finished lines are sorted, not names: `x-bce-meta-key:` comes before `x-bce-meta:`.
fn sort_headers(headers: &mut [(&str, &[u8])]) {
    headers.sort_by(|a, b| line(*a).cmp(line(*b)));
}

/// A header line without its start: what lines are sorted by.
fn line<'a>((name, value): (&'a str, &'a [u8])) -> impl Iterator<Item = u8> + 'a {
    let name = encoded(name.trim().as_bytes()).map(|byte| byte.to_ascii_lowercase());
    name.chain([b':']).chain(encoded(trim(value)))
}

fn put_query(sink: &mut impl Sink, query: &str) {
    // `authorization` carries a pre-signed URL's own signature. (The Python SDK means to leave it
    // out as well, but compares a method with a string and so never does.)
    let mut pairs: Vec<_> = decoded_pairs(query.as_bytes())
        .filter(|(key, _)| !key.eq_ignore_ascii_case(b"authorization"))
        .collect();
    sort_pairs(&mut pairs);
    for (at, (key, value)) in pairs.iter().enumerate() {
        sink.put(if at == 0 { b"" } else { b"&" });
        put_pair(sink, key, value);
    }
}

/// The finished `k=v` texts are sorted: `text10=` comes before `text1=` and `text=`.
fn sort_pairs(pairs: &mut [(Text<'_>, Text<'_>)]) {
    pairs.sort_by(|a, b| {
        if a.0 == b.0 || !(a.0.starts_with(&b.0) || b.0.starts_with(&a.0)) {
            encoded(&a.0).cmp(encoded(&b.0)).then_with(|| encoded(&a.1).cmp(encoded(&b.1)))
        } else {
            pair_text(a).cmp(&pair_text(b))
        }
    });
}

fn pair_text((key, value): &(Text<'_>, Text<'_>)) -> Vec<u8> {
    encoded(key).chain([b'=']).chain(encoded(value)).collect()
}

/// The session token, in the header or the query.
fn given_token(request: &RequestView<'_>) -> Option<String> {
    let in_header = request.headers.text(TOKEN).map(str::to_owned);
    in_header.or_else(|| {
        let mut pairs = decoded_pairs(request.query.as_bytes());
        let (_, value) = pairs.find(|(key, _)| key.eq_ignore_ascii_case(TOKEN.as_bytes()))?;
        Some(String::from_utf8_lossy(&value).into_owned())
    })
}

/// An `Authorization` header taken apart.
struct Given<'a> {
    prefix: &'a str,
    access_key: &'a str,
    time: UnixTime,
    seconds: u32,
    list: &'a str,
    signature: &'a str,
}

impl<'a> Given<'a> {
    fn read(request: &RequestView<'a>) -> Result<Self, Problem> {
        let text = request.headers.get("authorization").ok_or(Problem::Unsigned)?;
        let text = std::str::from_utf8(text).map_err(|_| Problem::Malformed("it is not text"))?.trim();
        let mut parts = text.rsplitn(3, '/');
        let (Some(signature), Some(list), Some(prefix)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(Problem::Malformed("too few parts"));
        };
        let rest = prefix.strip_prefix(VERSION).and_then(|rest| rest.strip_prefix('/'));
        let mut parts = rest.ok_or(Problem::Malformed("not bce-auth-v1"))?.rsplitn(3, '/');
        let (Some(seconds), Some(date), Some(access_key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(Problem::Malformed("too few parts"));
        };
        let seconds = seconds.parse().map_err(|_| Problem::Malformed("the validity is no number"))?;
        let time = UnixTime::parse(date).ok_or(Problem::Malformed("the time is not YYYY-MM-DDThh:mm:ssZ"))?;
        Ok(Self { prefix, access_key, time, seconds, list, signature })
    }

    fn claim(&self) -> Claim {
        Claim { access_key: self.access_key.to_owned(), time: Some(self.time), region: None, service: None }
    }

    /// The canonical request and the string to sign, by the request's own list of headers.
    fn texts(&self, request: &RequestView<'_>) -> (Canonical, Canonical) {
        let rules = Bce { expires_in_seconds: self.seconds, signed_headers: self.headers() };
        let (mut canonical_request, mut string_to_sign) = (Canonical::default(), Canonical::default());
        put_canonical(&mut canonical_request, request, rules.select(request.headers.iter()));
        string_to_sign.put(self.prefix.as_bytes());
        (canonical_request, string_to_sign)
    }

    fn headers(&self) -> SignedHeaders {
        if self.list.is_empty() {
            SignedHeaders::VendorDefault
        } else {
            SignedHeaders::Explicit(self.list.split(';').map(str::to_owned).collect())
        }
    }

    fn problem(&self, request: &RequestView<'_>, credential: &Credential, now: UnixTime) -> Option<Problem> {
        if self.access_key != credential.access_key() {
            return Some(Problem::UnknownKey);
        }
        if let Some(problem) = token_problem(given_token(request).as_deref(), credential) {
            return Some(problem);
        }
        if self.time.seconds() > now.seconds() + MAX_SKEW {
            return Some(Problem::Skewed(self.time));
        }
        if self.time.plus(i64::from(self.seconds)) < now {
            return Some(Problem::Expired(self.time));
        }
        let rules = Bce { signed_headers: self.headers(), ..Bce::default() };
        (!rules.wants("host") || request.headers.get("host").is_none())
            .then_some(Problem::UnsignedHeader("host"))
    }
}
