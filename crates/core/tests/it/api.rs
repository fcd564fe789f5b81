//! [`ApiClient`] with a test protocol: retries, clock skew, rate limit, and temporary keys.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, Request};
use serde_json::Value;
use tingji_core::api::{ApiClient, Connection};
use tingji_core::auth::{Identity, IdentityCache, ProvideCredentials};
use tingji_core::clock::Clock;
use tingji_core::http_client::HttpClient;
use tingji_core::lifecycle::EndpointInfo;
use tingji_core::operation::{HttpResponse, Operation, Protocol, UnsignedRequest};
use tingji_core::rate_limit::{RateLimit, RateLimiter};
use tingji_core::testing::{Recorder, VirtualClock, poll_ready, run};
use tingji_core::{BoxFuture, Credential, Error, ErrorKind, RequestSigner, Result, RetryClass, UnixTime};

/// Protocol whose errors are codes: `Skew` rejects the time of a signature, `Expired` the key, `Busy`
/// throttles.
#[derive(Debug)]
struct TestProtocol;

impl Protocol for TestProtocol {
    const CLOUD: &'static str = "test";
    type Config = ();
    const EXPIRED_CREDENTIAL_CODES: &'static [&'static str] = &["Expired"];

    fn decode_envelope(reply: &HttpResponse) -> Result<Value> {
        let body = reply.json().ok_or_else(|| reply.unexpected_response())?;
        let Some(code) = body["code"].as_str() else { return Ok(body) };
        let kind = match code {
            "Skew" => ErrorKind::ClockSkew,
            "Busy" => ErrorKind::Throttled,
            _ => ErrorKind::Credentials,
        };
        Err(Error::new(kind, body["text"].as_str().unwrap_or_default()).with_code(code))
    }

    fn request_id(_reply: &HttpResponse) -> Option<String> {
        None
    }

    fn server_time(error: &Error) -> Option<UnixTime> {
        UnixTime::parse(error.message())
    }

    fn rate_limit(error: &Error) -> Option<RateLimit> {
        match error.code() {
            Some("Busy") => Some(RateLimit::window(1, Duration::from_secs(2))),
            _ => None,
        }
    }
}

struct Read;
struct Stop;

macro_rules! operation {
    ($name:ident, $retry:ident) => {
        impl Operation for $name {
            type Protocol = TestProtocol;
            type Output = Value;
            const NAME: &'static str = stringify!($name);
            const RETRY: RetryClass = RetryClass::$retry;

            fn request(&self, _config: &()) -> Result<UnsignedRequest> {
                Ok(UnsignedRequest::new(Method::GET, "/"))
            }
        }
    };
}

operation!(Read, Safe);
operation!(Stop, ObserveFirst);

/// Signer that writes the key and the time into a header instead of a signature.
#[derive(Debug)]
struct TestSigner(String);

impl RequestSigner for TestSigner {
    fn sign_request(&self, request: &mut Request<Bytes>, time: UnixTime) -> Result<()> {
        let value = HeaderValue::from_str(&format!("{} {time}", self.0)).unwrap();
        request.headers_mut().insert("signed", value);
        Ok(())
    }

    fn secrets(&self) -> Vec<&str> {
        Vec::new()
    }
}

fn api(
    recorder: &Recorder,
    clock: &VirtualClock,
    access: impl Into<IdentityCache>,
) -> ApiClient<TestProtocol> {
    let connection = Connection {
        http_client: Some(Arc::new(recorder.clone())),
        clock: Some(Arc::new(clock.clone())),
        ..Connection::default()
    };
    ApiClient::new((), access, "https://cloud.example", connection).unwrap()
}

fn static_key() -> Arc<TestSigner> {
    Arc::new(TestSigner("key".into()))
}

/// Key and time with which each request was signed.
fn signed(recorder: &Recorder) -> Vec<String> {
    let requests = recorder.requests();
    requests.iter().map(|request| request.headers()["signed"].to_str().unwrap().to_owned()).collect()
}

// The virtual clock starts at 2027-01-15T08:00:00Z.
const SMALL_SKEW: (&str, &str) = ("date", "Fri, 15 Jan 2027 08:03:59 GMT");
const LARGE_SKEW: (&str, &str) = ("date", "Fri, 15 Jan 2027 08:10:00 GMT");
const SKEW_ERROR: &str = r#"{"code":"Skew"}"#;

#[test]
fn clock_skew_error_is_retried_with_endpoint_time() {
    let clock = VirtualClock::default();
    let recorder =
        Recorder::new().reply_with(403, &[LARGE_SKEW], SKEW_ERROR).reply(200, "{}").reply(200, "{}");
    let api = api(&recorder, &clock, static_key());
    run(&clock, api.send(&Stop)).unwrap();
    run(&clock, api.clone().send(&Read)).unwrap();
    let corrected = "key 2027-01-15T08:10:00Z";
    assert_eq!(signed(&recorder), ["key 2027-01-15T08:00:00Z", corrected, corrected]);
}

#[test]
fn time_in_error_has_priority_over_date_header() {
    let clock = VirtualClock::default();
    let body = r#"{"code":"Skew","text":"20270115T070000Z"}"#;
    let recorder = Recorder::new().reply_with(403, &[LARGE_SKEW], body).reply(200, "{}");
    run(&clock, api(&recorder, &clock, static_key()).send(&Stop)).unwrap();
    assert_eq!(signed(&recorder)[1], "key 2027-01-15T07:00:00Z");
}

#[test]
fn endpoint_info_contains_clock_offset_after_response() {
    let clock = VirtualClock::default();
    let recorder = Recorder::new().reply(200, "{}").reply_with(200, &[LARGE_SKEW], "{}");
    let api = api(&recorder, &clock, static_key());
    let mut expected = EndpointInfo::new("https://cloud.example", true);
    run(&clock, api.send(&Read)).unwrap();
    assert_eq!(api.endpoint_info(), expected);
    run(&clock, api.send(&Read)).unwrap();
    expected.clock_offset = Some(600);
    assert_eq!(api.clone().endpoint_info(), expected);
}

#[test]
fn clock_skew_error_without_new_time_is_not_retried() {
    let clock = VirtualClock::default();
    for headers in [&[][..], &[SMALL_SKEW], &[LARGE_SKEW, ("age", "1")]] {
        let recorder = Recorder::new().reply_with(403, headers, SKEW_ERROR);
        let error = run(&clock, api(&recorder, &clock, static_key()).send(&Read)).unwrap_err();
        assert_eq!((error.kind(), recorder.requests().len()), (ErrorKind::ClockSkew, 1), "{headers:?}");
    }
    let again = &[("date", "Fri, 15 Jan 2027 09:00:00 GMT")];
    let recorder =
        Recorder::new().reply_with(403, &[LARGE_SKEW], SKEW_ERROR).reply_with(403, again, SKEW_ERROR);
    assert!(run(&clock, api(&recorder, &clock, static_key()).send(&Read)).is_err());
    assert_eq!(recorder.requests().len(), 2, "one correction per call");
}

/// Provider of the keys `k1`, `k2`, …, each valid for an hour. It fails while `fails` is true.
#[derive(Debug)]
struct HourlyProvider {
    clock: VirtualClock,
    issued: AtomicU32,
    fails: Mutex<bool>,
}

impl HourlyProvider {
    fn new(clock: &VirtualClock) -> Arc<Self> {
        Arc::new(Self { clock: clock.clone(), issued: AtomicU32::new(0), fails: Mutex::new(false) })
    }

    fn identities(self: &Arc<Self>) -> IdentityCache {
        IdentityCache::new(self.clone(), |credential| TestSigner(credential.access_key().to_owned()))
    }
}

impl ProvideCredentials for HourlyProvider {
    fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move {
            self.clock.sleep(Duration::from_secs(1)).await;
            if *self.fails.lock().unwrap() {
                return Err(Error::new(ErrorKind::Connect, "no metadata"));
            }
            let number = self.issued.fetch_add(1, Ordering::Relaxed) + 1;
            let credential = Credential::new(format!("k{number}"), "s");
            Ok(credential.with_expiry(now.plus(3600)).into())
        })
    }
}

fn keys(recorder: &Recorder) -> Vec<String> {
    signed(recorder).iter().map(|text| text[..2].to_owned()).collect()
}

fn successful(responses: usize) -> Recorder {
    Recorder::responding(vec![(200, "{}"); responses])
}

#[test]
fn key_is_issued_once_and_renewed_before_expiry() {
    let clock = VirtualClock::default();
    let recorder = successful(8);
    let source = HourlyProvider::new(&clock);
    let api = api(&recorder, &clock, source.identities());
    let many = futures_util::future::join_all((0..5).map(|_| api.send(&Stop)));
    assert!(run(&clock, many).iter().all(Result::is_ok));
    run(&clock, clock.sleep(Duration::from_secs(3600 - 302)));
    run(&clock, api.send(&Stop)).unwrap();
    run(&clock, clock.sleep(Duration::from_secs(10)));
    let both = futures_util::future::join(api.send(&Stop), api.send(&Stop));
    let (one, other) = run(&clock, both);
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(source.issued.load(Ordering::Relaxed), 2);
    // Of the last two requests, one fetches the new key. Meanwhile the other uses the old one.
    let mut last = keys(&recorder);
    last.sort();
    assert_eq!(last, ["k1", "k1", "k1", "k1", "k1", "k1", "k1", "k2"]);
}

#[test]
fn failed_renewal_uses_old_key_until_expiry() {
    let clock = VirtualClock::default();
    let recorder = successful(2);
    let source = HourlyProvider::new(&clock);
    let api = api(&recorder, &clock, source.identities());
    *source.fails.lock().unwrap() = true;
    assert_eq!(run(&clock, api.send(&Read)).unwrap_err().to_string(), "Read: no metadata");
    *source.fails.lock().unwrap() = false;
    run(&clock, api.send(&Read)).unwrap();
    *source.fails.lock().unwrap() = true;
    run(&clock, clock.sleep(Duration::from_secs(3500)));
    run(&clock, api.send(&Read)).unwrap();
    run(&clock, clock.sleep(Duration::from_secs(200)));
    assert!(run(&clock, api.send(&Read)).is_err());
    assert_eq!(keys(&recorder), ["k1", "k1"]);
}

#[test]
fn expired_temporary_key_is_replaced_once() {
    let clock = VirtualClock::default();
    let expired = r#"{"code":"Expired"}"#;
    let recorder = Recorder::responding([(403, expired), (200, "{}"), (403, expired), (403, expired)]);
    let client = api(&recorder, &clock, HourlyProvider::new(&clock).identities());
    run(&clock, client.send(&Stop)).unwrap();
    assert!(run(&clock, client.send(&Stop)).is_err());
    assert_eq!(keys(&recorder), ["k1", "k2", "k2", "k3"]);
    let recorder = Recorder::responding([(403, expired)]);
    assert!(run(&clock, api(&recorder, &clock, static_key()).send(&Stop)).is_err());
    assert_eq!(recorder.requests().len(), 1);
}

#[test]
fn fixed_key_is_kept_when_rejected() {
    let cache = IdentityCache::new(Credential::new("k1", "hidden"), |credential| {
        TestSigner(credential.access_key().to_owned())
    });
    let now = UnixTime::from_seconds(0);
    let first = poll_ready(cache.signer(now)).unwrap();
    assert!(!cache.clone().invalidate(&first));
    assert!(Arc::ptr_eq(&first, &poll_ready(cache.clone().signer(now.plus(1_000_000))).unwrap()));
    assert!(!format!("{cache:?}").contains("hidden"));
}

#[test]
fn token_is_refused_by_cloud_with_key_pairs() {
    let token = Identity::Token { token: "hidden".into(), expires: None };
    assert!(token.credential().is_none() && token.fixed_identity().is_some());
    let cache = IdentityCache::new(token, |credential| TestSigner(credential.access_key().to_owned()));
    let error = poll_ready(cache.signer(UnixTime::from_seconds(0))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(error.message(), "the cloud accepts only key pairs, no tokens and no passwords");
    assert!(!format!("{error:?} {cache:?}").contains("hidden"));
}

#[test]
fn retry_budget_limits_retries_of_failing_vendor() {
    let clock = VirtualClock::default();
    let failing = (0..100).fold(Recorder::new(), |recorder, _| recorder.failure(ErrorKind::Timeout));
    let api = api(&failing, &clock, static_key());
    for _ in 0..20 {
        assert!(run(&clock, api.send(&Read)).is_err());
    }
    assert_eq!(failing.requests().len(), 20 + 20, "the budget allows twenty retries");
}

#[test]
fn attempts_and_rate_follow_the_connection() {
    let clock = VirtualClock::default();
    let failing = (0..10).fold(Recorder::new(), |recorder, _| recorder.failure(ErrorKind::Timeout));
    let connection = Connection {
        http_client: Some(Arc::new(failing.clone())),
        clock: Some(Arc::new(clock.clone())),
        max_attempts: Some(5),
        rate_limit: Some(RateLimit::per_second(1, 1)),
        ..Connection::default()
    };
    let api: ApiClient<TestProtocol> =
        ApiClient::new((), static_key(), "https://cloud.example", connection).unwrap();
    assert!(run(&clock, api.send(&Read)).is_err());
    assert_eq!(failing.requests().len(), 5);
    assert!(clock.monotonic() >= Duration::from_secs(4), "one read a second");
}

#[test]
fn limit_in_error_applies_to_shared_rate_limiter() {
    let clock = VirtualClock::default();
    let recorder = Recorder::responding([(429, r#"{"code":"Busy"}"#), (200, "{}"), (200, "{}"), (200, "{}")]);
    let rate_limiter = Arc::new(RateLimiter::default());
    let connection = Connection {
        http_client: Some(Arc::new(recorder.clone())),
        clock: Some(Arc::new(clock.clone())),
        rate_limiter: Some(rate_limiter.clone()),
        ..Connection::default()
    };
    let api: ApiClient<TestProtocol> =
        ApiClient::new((), static_key(), "https://cloud.example", connection).unwrap();
    run(&clock, api.send(&Read)).unwrap();
    let start = clock.monotonic();
    run(&clock, api.send(&Read)).unwrap();
    run(&clock, api.send(&Read)).unwrap();
    let took = clock.monotonic() - start;
    assert!(took > Duration::from_millis(3500) && took <= Duration::from_secs(4), "{took:?}");
    assert_eq!(rate_limiter.rate(), Some(RateLimit::window(1, Duration::from_secs(2))));
}

/// Seconds of the `Retry-After` of a response with these headers.
fn retry_after_secs(headers: &[(&'static str, &str)]) -> Option<u64> {
    let recorder = Recorder::new().reply_with(429, headers, "");
    let response = poll_ready(recorder.send(Request::new(Bytes::new()))).unwrap();
    response.retry_after().map(|wait| wait.as_secs())
}

#[test]
fn retry_after_accepts_seconds_and_date() {
    assert_eq!(retry_after_secs(&[("retry-after", "7")]), Some(7));
    assert_eq!(retry_after_secs(&[("retry-after", "999999")]), Some(3600));
    let date = ("date", "Fri, 15 Jan 2027 08:00:00 GMT");
    assert_eq!(retry_after_secs(&[("retry-after", "Fri, 15 Jan 2027 08:02:00 GMT"), date]), Some(120));
    assert_eq!(retry_after_secs(&[("retry-after", "Fri, 15 Jan 2027 07:00:00 GMT"), date]), Some(0));
    for invalid in ["soon", "-1", "", "1e9"] {
        assert_eq!(retry_after_secs(&[("retry-after", invalid), date]), None, "{invalid}");
    }
}

/// Provider that fails with an error of this kind.
#[derive(Debug)]
struct FailingProvider(ErrorKind);

impl ProvideCredentials for FailingProvider {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(std::future::ready(Err(Error::new(self.0, "no key"))))
    }
}

#[test]
fn credential_failure_is_never_ambiguous() {
    let clock = VirtualClock::default();
    for (kind, reported) in [
        (ErrorKind::Timeout, ErrorKind::Connect),
        (ErrorKind::Interrupted, ErrorKind::Connect),
        (ErrorKind::Unavailable, ErrorKind::Connect),
        (ErrorKind::Decode, ErrorKind::Credentials),
        (ErrorKind::NotFound, ErrorKind::Credentials),
        (ErrorKind::Permission, ErrorKind::Permission),
    ] {
        let recorder = Recorder::new();
        let access = IdentityCache::new(FailingProvider(kind), |key| TestSigner(key.access_key().to_owned()));
        let error = run(&clock, api(&recorder, &clock, access).send(&Stop)).unwrap_err();
        assert_eq!((error.kind(), error.operation()), (reported, Some("Stop")), "{kind:?}");
        assert!(!error.kind().is_ambiguous() && recorder.requests().is_empty());
    }
}
