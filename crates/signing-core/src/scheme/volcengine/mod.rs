//! Volcengine (and BytePlus): `HMAC-SHA256`, in headers or in the query.
//!
//! <https://www.volcengine.com/docs/6369/67269>

mod given;

use given::Given;
use tingji_core::{Credential, UnixTime};

use super::{Claim, Scheme};
use crate::authorization::{check, missing_token, needs_date, same, sorted};
use crate::canonical::{Hex, Sink, finish_hex, hmac_bytes, is_secret_name, put_pair, sha256_hex, trim};
use crate::encode::{Plus, Slash, Text, decode, decoded_pairs, encode_into, encoded};
use crate::{Canonical, Explanation, KeyStep, Place, Problem, RequestView, SignError, Signed, Verdict};

const ALGORITHM: &str = "HMAC-SHA256";
const DATE: &str = "x-date";
const BODY_HASH: &str = "x-content-sha256";
const TOKEN: &str = "x-security-token";
const QUERY_TOKEN: &[u8] = b"X-Security-Token";
/// What a pre-signed query consists of, besides the caller's own parameters and the token.
const QUERY_PARTS: [&str; 7] = [
    "X-Algorithm",
    "X-Credential",
    "X-Date",
    "X-NotSignBody",
    "X-SignedHeaders",
    "X-SignedQueries",
    "X-Signature",
];
/// How long a pre-signed request holds when it does not say, in seconds.
const DEFAULT_EXPIRES: i64 = 900;

/// Which headers a pre-signed query binds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presign {
    /// `host`, as the current SDKs do: the URL works on this host only.
    #[default]
    Host,
    /// None, as the older SDKs do.
    NoHeaders,
}

/// The scheme with the scope it signs for.
///
/// Signed are `Content-Type`, `Content-Md5`, `Host` and every `X-…` header, as the vendor's SDKs do;
/// added are `X-Date`, `X-Content-Sha256`, with temporary keys `X-Security-Token`, and `Authorization`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volcengine {
    /// The region of the scope, such as `cn-beijing`. It is transmitted nowhere else.
    pub region: String,
    /// The service of the scope, such as `ecs`.
    pub service: String,
}

impl Volcengine {
    /// A scheme for one region and service.
    pub fn new(region: impl Into<String>, service: impl Into<String>) -> Self {
        Self { region: region.into(), service: service.into() }
    }

    fn scope(&self, time: UnixTime) -> String {
        format!("{}/{}/{}/request", &time.iso_basic()[..8], self.region, self.service)
    }

    /// Signs by query parameters, so that the request is a URL that anyone may open for 15 minutes.
    ///
    /// The body is not covered. A session token is added but not signed, as the vendor's current
    /// SDKs do; one that stands in the query already is signed with the rest of it. (One of the older
    /// SDKs puts the token into the canonical query but not into `X-SignedQueries`, so that no verifier
    /// could know; that form is not made here.)
    ///
    /// # Errors
    ///
    /// See [`SignError`]; nothing has been added then.
    pub fn sign_query(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        time: UnixTime,
        presign: Presign,
    ) -> Result<Signed, SignError> {
        check(request, credential)?;
        let mut pairs = pairs(request.query);
        if pairs.iter().any(|(key, _)| QUERY_PARTS.iter().any(|part| part.as_bytes() == &**key)) {
            return Err(SignError::AlreadySigned);
        }
        missing_token(request, TOKEN, credential)?;
        let token = missing_query_token(&pairs, credential)?;
        let headers = match presign {
            Presign::NoHeaders => Vec::new(),
            Presign::Host => {
                sorted(request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("host")))
            }
        };
        if presign == Presign::Host && headers.is_empty() {
            return Err(SignError::MissingHeader("host"));
        }
        let scope = self.scope(time);
        let mut additions = vec![
            ("X-Algorithm", ALGORITHM.to_owned()),
            ("X-Credential", format!("{}/{scope}", credential.access_key())),
            ("X-Date", time.iso_basic().to_string()),
            ("X-NotSignBody", String::new()),
            ("X-SignedHeaders", names(&headers)),
        ];
        let mut keys: Vec<String> = pairs.iter().map(|(key, _)| nameable(key)).collect::<Result<_, _>>()?;
        keys.extend(additions.iter().map(|(name, _)| (*name).to_owned()));
        keys.push("X-SignedQueries".to_owned());
        keys.sort();
        keys.dedup();
        additions.push(("X-SignedQueries", keys.join(";")));
        pairs.extend(
            additions.iter().map(|(key, value)| (key.as_bytes().into(), value.as_bytes().to_vec().into())),
        );
        let mut canonical = Canonical::default();
        let parts =
            Parts { request, headers: &headers, names: &names(&headers), pairs, body_hash: &sha256_hex(b"") };
        parts.put(&mut canonical);
        let string = string_to_sign(&time.iso_basic(), &scope, &canonical);
        additions.push(("X-Signature", signature(credential, &scope, string.bytes()).as_str().to_owned()));
        if let Some(token) = token {
            additions.push(("X-Security-Token", token.to_owned()));
        }
        Ok(Signed { place: Place::Query, additions })
    }
}

/// A key as `X-SignedQueries` names it: one that it can't name would go unsigned.
fn nameable(key: &[u8]) -> Result<String, SignError> {
    let name = std::str::from_utf8(key).ok().filter(|name| !name.contains(';'));
    name.map(str::to_owned).ok_or(SignError::Query("holds a key with ';' or of no UTF-8"))
}

impl Scheme for Volcengine {
    fn sign(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        time: UnixTime,
    ) -> Result<Signed, SignError> {
        check(request, credential)?;
        if request.headers.get("host").is_none() {
            return Err(SignError::MissingHeader("host"));
        }
        let date = time.iso_basic();
        let body_hash = sha256_hex(request.body);
        let mut additions = Vec::with_capacity(4);
        if needs_date(request, DATE, time)? {
            additions.push((DATE, date.to_string()));
        }
        match request.headers.get(BODY_HASH) {
            None => additions.push((BODY_HASH, body_hash.as_str().to_owned())),
            Some(given) if trim(given) == body_hash.as_bytes() => {}
            Some(_) => return Err(SignError::Body("is not the one that X-Content-Sha256 names")),
        }
        if let Some(token) = missing_token(request, TOKEN, credential)? {
            additions.push((TOKEN, token.to_owned()));
        }
        let added = additions.iter().map(|(name, value)| (*name, value.as_bytes()));
        let headers = sorted(request.headers.iter().filter(|(name, _)| is_signed(name)).chain(added));
        let names = names(&headers);
        let mut canonical = Canonical::default();
        Parts {
            request,
            headers: &headers,
            names: &names,
            pairs: pairs(request.query),
            body_hash: &body_hash,
        }
        .put(&mut canonical);
        let scope = self.scope(time);
        let signature = signature(credential, &scope, string_to_sign(&date, &scope, &canonical).bytes());
        let access_key = credential.access_key();
        additions.push((
            "authorization",
            format!(
                "{ALGORITHM} Credential={access_key}/{scope}, SignedHeaders={names}, Signature={}",
                signature.as_str()
            ),
        ));
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
        let (canonical_request, string_to_sign) = texts(&given, request);
        let mut keys = credential.map(|credential| keys(credential, &given.scope));
        let mut before = "secret key";
        let mut steps = Vec::with_capacity(5);
        for (name, part) in
            ["kDate", "kRegion", "kService", "kSigning"].into_iter().zip(given.scope.split('/'))
        {
            let value = keys.as_mut().and_then(Iterator::next).map(hex::encode);
            steps.push(KeyStep::new(name, format!("HMAC-SHA256({before}, {part:?})"), value));
            before = name;
        }
        let value = credential.map(|credential| signature(credential, &given.scope, string_to_sign.bytes()));
        let value = value.map(|value| value.as_str().to_owned());
        steps.push(KeyStep::new("signature", "hex(HMAC-SHA256(kSigning, string to sign))", value));
        let token = given.token(request).map(Into::into);
        let (claim, given) = (given.claim(), given.signature.into());
        Ok(Explanation { claim, canonical_request, string_to_sign, steps, given, token })
    }

    fn verify(&self, request: &RequestView<'_>, credential: &Credential, now: UnixTime) -> Verdict {
        let given = match Given::read(request) {
            Ok(given) => given,
            Err(problem) => return Verdict::unread(problem),
        };
        let (canonical_request, string_to_sign) = texts(&given, request);
        let right = signature(credential, &given.scope, string_to_sign.bytes());
        let problem = given.problem(request, credential, now).or_else(|| {
            let named = request.headers.get(BODY_HASH).filter(|_| !given.in_query);
            if named.is_some_and(|named| trim(named) != sha256_hex(request.body).as_bytes()) {
                return Some(Problem::WrongBodyHash);
            }
            (!same(given.signature.as_bytes(), right.as_bytes())).then_some(Problem::WrongSignature)
        });
        Verdict { problem, canonical_request, string_to_sign }
    }
}

/// As [`missing_token`], in the query.
fn missing_query_token<'c>(
    pairs: &Pairs<'_>,
    credential: &'c Credential,
) -> Result<Option<&'c str>, SignError> {
    let token = credential.security_token().map(tingji_core::Secret::expose);
    match (pairs.iter().find(|(key, _)| &**key == QUERY_TOKEN), token) {
        (None, token) => Ok(token),
        (Some((_, given)), Some(token)) if &**given == token.as_bytes() => Ok(None),
        (Some(_), _) => Err(SignError::OtherToken),
    }
}

fn is_signed(name: &str) -> bool {
    ["content-type", "content-md5", "host"].iter().any(|signed| name.eq_ignore_ascii_case(signed))
        || name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-"))
}

/// Lower-case names joined by `;`.
fn names(headers: &[(&str, &[u8])]) -> String {
    let mut names: Vec<_> = headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.dedup();
    names.join(";")
}

type Pairs<'a> = Vec<(Text<'a>, Text<'a>)>;

fn pairs(query: &str) -> Pairs<'_> {
    decoded_pairs(query.as_bytes()).collect()
}

/// All that a canonical request is made of.
struct Parts<'a> {
    request: &'a RequestView<'a>,
    headers: &'a [(&'a str, &'a [u8])],
    names: &'a str,
    pairs: Pairs<'a>,
    body_hash: &'a Hex<64>,
}

impl Parts<'_> {
    fn put(mut self, sink: &mut impl Sink) {
        sink.put(self.request.method.to_ascii_uppercase().as_bytes());
        sink.put(b"\n");
        let path = if self.request.path.is_empty() { "/" } else { self.request.path };
        encode_into(sink, &decode(path.as_bytes(), Plus::Literal), Slash::Keep);
        sink.put(b"\n");
        sort(&mut self.pairs);
        for (at, (key, value)) in self.pairs.iter().enumerate() {
            sink.put(if at == 0 { b"" } else { b"&" });
            put_pair(sink, key, value);
        }
        sink.put(b"\n");
        for (name, value) in self.headers {
            put_header(sink, name, value);
        }
        if self.headers.is_empty() {
            sink.put(b"\n");
        }
        sink.put(b"\n");
        sink.put(self.names.as_bytes());
        sink.put(b"\n");
        sink.put(self.body_hash.as_bytes());
    }
}

/// By key alone: repeated keys keep their order, as the vendor's page says.
fn sort(pairs: &mut Pairs<'_>) {
    pairs.sort_by(|a, b| encoded(&a.0).cmp(encoded(&b.0)));
}

fn put_header(sink: &mut impl Sink, name: &str, value: &[u8]) {
    sink.put_lower(name);
    sink.put(b":");
    sink.secret(is_secret_name(name.as_bytes()));
    let value = trim(value);
    // The SDKs sign the host without the port when it is 80 or 443, whatever the scheme.
    let host = name.eq_ignore_ascii_case("host");
    let bare = host.then(|| value.strip_suffix(b":443").or_else(|| value.strip_suffix(b":80"))).flatten();
    sink.put(bare.unwrap_or(value));
    sink.secret(false);
    sink.put(b"\n");
}

fn string_to_sign(date: &str, scope: &str, canonical: &Canonical) -> Canonical {
    let mut text = Canonical::default();
    for part in [ALGORITHM, date, scope] {
        text.put(part.as_bytes());
        text.put(b"\n");
    }
    text.put(sha256_hex(canonical.bytes()).as_bytes());
    text
}

/// The canonical request and the string to sign, by the request's own lists.
fn texts(given: &Given, request: &RequestView<'_>) -> (Canonical, Canonical) {
    let body_hash = if given.in_query { sha256_hex(b"") } else { sha256_hex(request.body) };
    let (headers, pairs) = (given.headers(request), given.pairs(request));
    let mut canonical = Canonical::default();
    Parts { request, headers: &headers, names: &given.names, pairs, body_hash: &body_hash }
        .put(&mut canonical);
    let string = string_to_sign(&given.time.iso_basic(), &given.scope, &canonical);
    (canonical, string)
}

/// AWS's derivation without its prefix: the secret is the first key as it stands, never decoded.
fn keys(credential: &Credential, scope: &str) -> impl Iterator<Item = [u8; 32]> {
    let secret = credential.secret_key().expose().as_bytes();
    let mut parts = scope.split('/').map(str::as_bytes);
    let first = parts.next().map(|part| hmac_bytes(secret, part));
    std::iter::successors(first, move |key| parts.next().map(|part| hmac_bytes(key, part)))
}

fn signature(credential: &Credential, scope: &str, string_to_sign: &[u8]) -> Hex<64> {
    let key = keys(credential, scope).last().unwrap_or_default();
    let mut mac = crate::canonical::hmac(&key);
    mac.put(string_to_sign);
    finish_hex(mac)
}
