//! One account at one endpoint: what is sent again, when, and with which time and key.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, Request};
use serde_json::Value;
use tingji_core::api::{ApiClient, Connection};
use tingji_core::auth::{AuthProvider, KeyProvider, ProvideCredentials, TemporaryCredentials};
use tingji_core::lifecycle::EndpointInfo;
use tingji_core::operation::{HttpResponse, Operation, Protocol, RequestSigner, UnsignedRequest};
use tingji_core::rate_limit::{RateLimit, RateLimiter};
use tingji_core::testing::Recorder;
use tingji_core::{BoxFuture, Credential, Error, ErrorKind, Result, RetryClass, UnixTime};

use tingji_core::testing::{VirtualClock, run};

/// A vendor whose errors are codes: `Skew` and `Expired` are refusals of the signature and the key.
#[derive(Debug)]
struct Toy;

impl Protocol for Toy {
    const CLOUD: &'static str = "toy";
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

    fn limit(error: &Error) -> Option<RateLimit> {
        (error.code() == Some("Busy")).then(|| RateLimit::window(1, Duration::from_secs(2)))
    }
}

struct Read;
struct Stop;

macro_rules! operation {
    ($name:ident, $retry:ident) => {
        impl Operation for $name {
            type Protocol = Toy;
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

/// Writes key and time where a signature would stand.
#[derive(Debug)]
struct Signer(String);

impl RequestSigner for Signer {
    fn sign_request(&self, request: &mut Request<Bytes>, time: UnixTime) -> Result<()> {
        let value = HeaderValue::from_str(&format!("{} {time}", self.0)).unwrap();
        request.headers_mut().insert("signed", value);
        Ok(())
    }

    fn secrets(&self) -> Vec<&str> {
        Vec::new()
    }
}

fn api(recorder: &Recorder, clock: &VirtualClock, access: impl Into<AuthProvider>) -> ApiClient<Toy> {
    let connection = Connection {
        http_client: Some(Arc::new(recorder.clone())),
        clock: Some(Arc::new(clock.clone())),
        ..Connection::default()
    };
    ApiClient::new((), access, "https://toy.example", connection).unwrap()
}

fn fixed() -> Arc<Signer> {
    Arc::new(Signer("key".into()))
}

/// What the requests were signed with.
fn signed(recorder: &Recorder) -> Vec<String> {
    let text = |request: &Request<Bytes>| request.headers()["signed"].to_str().unwrap().to_owned();
    recorder.requests().iter().map(text).collect()
}

// The virtual clock begins at 2027-01-15T08:00:00Z.
const IN_TIME: (&str, &str) = ("date", "Fri, 15 Jan 2027 08:03:59 GMT");
const AHEAD: (&str, &str) = ("date", "Fri, 15 Jan 2027 08:10:00 GMT");
const SKEW: &str = r#"{"code":"Skew"}"#;

#[test]
fn a_stop_refused_for_its_time_is_signed_once_more_with_the_endpoints() {
    let clock = VirtualClock::default();
    let recorder = Recorder::new().reply_with(403, &[AHEAD], SKEW).reply(200, "{}").reply(200, "{}");
    let api = api(&recorder, &clock, fixed());
    run(&clock, api.send(&Stop)).unwrap();
    run(&clock, api.clone().send(&Read)).unwrap();
    let corrected = "key 2027-01-15T08:10:00Z";
    assert_eq!(signed(&recorder), ["key 2027-01-15T08:00:00Z", corrected, corrected]);
}

#[test]
fn the_refusals_own_time_goes_before_its_date() {
    let clock = VirtualClock::default();
    let body = r#"{"code":"Skew","text":"20270115T070000Z"}"#;
    let recorder = Recorder::new().reply_with(403, &[AHEAD], body).reply(200, "{}");
    run(&clock, api(&recorder, &clock, fixed()).send(&Stop)).unwrap();
    assert_eq!(signed(&recorder)[1], "key 2027-01-15T07:00:00Z");
}

#[test]
fn the_link_tells_the_endpoint_and_the_clock_there_once_an_answer_has() {
    let clock = VirtualClock::default();
    let recorder = Recorder::new().reply(200, "{}").reply_with(200, &[AHEAD], "{}");
    let api = api(&recorder, &clock, fixed());
    let mut expected = EndpointInfo::new("https://toy.example", true);
    run(&clock, api.send(&Read)).unwrap();
    assert_eq!(api.endpoint_info(), expected);
    run(&clock, api.send(&Read)).unwrap();
    expected.clock_offset = Some(600);
    assert_eq!(api.clone().endpoint_info(), expected);
}

#[test]
fn a_time_that_teaches_nothing_is_not_tried_twice() {
    let clock = VirtualClock::default();
    for headers in [&[][..], &[IN_TIME], &[AHEAD, ("age", "1")]] {
        let recorder = Recorder::new().reply_with(403, headers, SKEW);
        let error = run(&clock, api(&recorder, &clock, fixed()).send(&Read)).unwrap_err();
        assert_eq!((error.kind(), recorder.requests().len()), (ErrorKind::ClockSkew, 1), "{headers:?}");
    }
    let again = &[("date", "Fri, 15 Jan 2027 09:00:00 GMT")];
    let recorder = Recorder::new().reply_with(403, &[AHEAD], SKEW).reply_with(403, again, SKEW);
    assert!(run(&clock, api(&recorder, &clock, fixed()).send(&Read)).is_err());
    assert_eq!(recorder.requests().len(), 2, "one correction a call");
}

/// Keys `k1`, `k2`, … that hold for an hour each, or a failure where there is none.
#[derive(Debug)]
struct Hourly {
    clock: VirtualClock,
    issued: AtomicU32,
    fails: Mutex<bool>,
}

impl Hourly {
    fn new(clock: &VirtualClock) -> Arc<Self> {
        Arc::new(Self { clock: clock.clone(), issued: AtomicU32::new(0), fails: Mutex::new(false) })
    }

    fn access(self: &Arc<Self>) -> AuthProvider {
        let source: Arc<dyn ProvideCredentials> = self.clone();
        KeyProvider::from(source).access(|credential: Credential| Signer(credential.access_key().to_owned()))
    }
}

impl ProvideCredentials for Hourly {
    fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        Box::pin(async move {
            tingji_core::clock::Clock::sleep(&self.clock, Duration::from_secs(1)).await;
            if *self.fails.lock().unwrap() {
                return Err(Error::new(ErrorKind::Connect, "no metadata"));
            }
            let number = self.issued.fetch_add(1, Ordering::Relaxed) + 1;
            let credential = Credential::new(format!("k{number}"), "s");
            Ok(TemporaryCredentials { credential, expires: Some(now.plus(3600)) })
        })
    }
}

fn keys(recorder: &Recorder) -> Vec<String> {
    signed(recorder).iter().map(|text| text[..2].to_owned()).collect()
}

fn playing(replies: usize) -> Recorder {
    Recorder::responding(vec![(200, "{}"); replies])
}

#[test]
fn a_key_is_issued_once_for_all_who_wait_and_again_five_minutes_before_it_ends() {
    let clock = VirtualClock::default();
    let (recorder, source) = (playing(8), Hourly::new(&clock));
    let api = api(&recorder, &clock, source.access());
    let many = futures_util::future::join_all((0..5).map(|_| api.send(&Stop)));
    assert!(run(&clock, many).iter().all(Result::is_ok));
    let wait = |seconds| run(&clock, tingji_core::clock::Clock::sleep(&clock, Duration::from_secs(seconds)));
    wait(3600 - 302);
    run(&clock, api.send(&Stop)).unwrap();
    wait(10);
    let both = futures_util::future::join(api.send(&Stop), api.send(&Stop));
    let (one, other) = run(&clock, both);
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(source.issued.load(Ordering::Relaxed), 2);
    // One of the last two fetches the new key; the other goes on with the old one meanwhile.
    let mut last = keys(&recorder);
    last.sort();
    assert_eq!(last, ["k1", "k1", "k1", "k1", "k1", "k1", "k1", "k2"]);
}

#[test]
fn a_failure_to_issue_is_told_and_not_kept_and_an_old_key_is_used_to_its_end() {
    let clock = VirtualClock::default();
    let (recorder, source) = (playing(2), Hourly::new(&clock));
    let api = api(&recorder, &clock, source.access());
    *source.fails.lock().unwrap() = true;
    assert_eq!(run(&clock, api.send(&Read)).unwrap_err().to_string(), "Read: no metadata");
    *source.fails.lock().unwrap() = false;
    run(&clock, api.send(&Read)).unwrap();
    *source.fails.lock().unwrap() = true;
    run(&clock, tingji_core::clock::Clock::sleep(&clock, Duration::from_secs(3500)));
    run(&clock, api.send(&Read)).unwrap();
    run(&clock, tingji_core::clock::Clock::sleep(&clock, Duration::from_secs(200)));
    assert!(run(&clock, api.send(&Read)).is_err());
    assert_eq!(keys(&recorder), ["k1", "k1"]);
}

#[test]
fn a_key_that_the_vendor_voided_is_replaced_once_and_a_fixed_one_is_not() {
    let clock = VirtualClock::default();
    let void = r#"{"code":"Expired"}"#;
    let recorder = Recorder::responding([(403, void), (200, "{}"), (403, void), (403, void)]);
    let api_of = |access: AuthProvider| api(&recorder, &clock, access);
    let renewing = api_of(Hourly::new(&clock).access());
    run(&clock, renewing.send(&Stop)).unwrap();
    assert!(run(&clock, renewing.send(&Stop)).is_err());
    assert_eq!(keys(&recorder), ["k1", "k2", "k2", "k3"]);
    let recorder = Recorder::responding([(403, void)]);
    assert!(run(&clock, api(&recorder, &clock, fixed()).send(&Stop)).is_err());
    assert_eq!(recorder.requests().len(), 1);
}

#[test]
fn a_failing_vendor_is_not_asked_thrice_for_ever() {
    let clock = VirtualClock::default();
    let failing = (0..100).fold(Recorder::new(), |recorder, _| recorder.failure(ErrorKind::Timeout));
    let api = api(&failing, &clock, fixed());
    for _ in 0..20 {
        assert!(run(&clock, api.send(&Read)).is_err());
    }
    assert_eq!(failing.requests().len(), 20 + 20, "the budget holds twenty repetitions");
}

#[test]
fn a_limit_that_a_refusal_names_is_kept_by_all_clients_of_the_account() {
    let clock = VirtualClock::default();
    let recorder = Recorder::responding([(429, r#"{"code":"Busy"}"#), (200, "{}"), (200, "{}"), (200, "{}")]);
    let pace = Arc::new(RateLimiter::default());
    let connection = Connection {
        http_client: Some(Arc::new(recorder.clone())),
        clock: Some(Arc::new(clock.clone())),
        pace: Some(pace.clone()),
        ..Connection::default()
    };
    let api: ApiClient<Toy> = ApiClient::new((), fixed(), "https://toy.example", connection).unwrap();
    run(&clock, api.send(&Read)).unwrap();
    let start = tingji_core::clock::Clock::monotonic(&clock);
    run(&clock, api.send(&Read)).unwrap();
    run(&clock, api.send(&Read)).unwrap();
    let took = tingji_core::clock::Clock::monotonic(&clock) - start;
    assert!(took > Duration::from_millis(3500) && took <= Duration::from_secs(4), "{took:?}");
    assert_eq!(pace.rate(), Some(RateLimit::window(1, Duration::from_secs(2))));
}

#[test]
fn retry_after_may_be_seconds_or_a_date() {
    let headers = |pairs: &[(&'static str, &str)]| {
        let recorder = Recorder::new().reply_with(429, pairs, "");
        let reply = tingji_core::http_client::HttpClient::send(&recorder, Request::new(Bytes::new()));
        tingji_core::testing::poll_ready(reply).unwrap().retry_after().map(|wait| wait.as_secs())
    };
    assert_eq!(headers(&[("retry-after", "7")]), Some(7));
    assert_eq!(headers(&[("retry-after", "999999")]), Some(3600));
    let date = ("date", "Fri, 15 Jan 2027 08:00:00 GMT");
    assert_eq!(headers(&[("retry-after", "Fri, 15 Jan 2027 08:02:00 GMT"), date]), Some(120));
    assert_eq!(headers(&[("retry-after", "Fri, 15 Jan 2027 07:00:00 GMT"), date]), Some(0));
    for nonsense in ["soon", "-1", "", "1e9"] {
        assert_eq!(headers(&[("retry-after", nonsense), date]), None, "{nonsense}");
    }
}

/// Fails on the way to a key.
#[derive(Debug)]
struct Keyless(ErrorKind);

impl ProvideCredentials for Keyless {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        Box::pin(std::future::ready(Err(Error::new(self.0, "no key"))))
    }
}

#[test]
fn trouble_on_the_way_to_a_key_never_leaves_open_whether_the_operation_was_carried_out() {
    let clock = VirtualClock::default();
    for (kind, told) in [
        (ErrorKind::Timeout, ErrorKind::Connect),
        (ErrorKind::Interrupted, ErrorKind::Connect),
        (ErrorKind::Unavailable, ErrorKind::Connect),
        (ErrorKind::Decode, ErrorKind::Credentials),
        (ErrorKind::NotFound, ErrorKind::Credentials),
        (ErrorKind::Permission, ErrorKind::Permission),
    ] {
        let recorder = Recorder::new();
        let source: Arc<dyn ProvideCredentials> = Arc::new(Keyless(kind));
        let access = KeyProvider::from(source).access(|key: Credential| Signer(key.access_key().to_owned()));
        let error = run(&clock, api(&recorder, &clock, access).send(&Stop)).unwrap_err();
        assert_eq!((error.kind(), error.operation()), (told, Some("Stop")), "{kind:?}");
        assert!(!error.kind().is_ambiguous() && recorder.requests().is_empty());
    }
}
