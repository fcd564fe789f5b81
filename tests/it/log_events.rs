//! Spans and events of actions and requests, as a program's subscriber receives them.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tingji_core::engine::ActionOptions;
use tingji_core::rate_limit::{RateLimit, RateLimiter};
use tingji_sandbox::{Cloud, Fault, Sandbox, Scenario, Transition};
use tingji_volcengine::{Client, StopError, Stopped};
use tracing::Level;
use tracing::subscriber::DefaultGuard;

const ID: &str = "i-demo0gni2a10train";

/// Lines that a subscriber wrote.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Lines {
    /// Subscribes the calling thread.
    fn subscribe(level: Level) -> (Self, DefaultGuard) {
        let lines = Self::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::fmt().json().with_max_level(level);
        let subscriber = subscriber.with_writer(move || writer.clone()).finish();
        (lines, tracing::subscriber::set_default(subscriber))
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// Events of a target, as JSON.
    fn of(&self, target: &str) -> Vec<Value> {
        let all = self.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>();
        all.into_iter().filter(|event| event["target"] == target).collect()
    }

    /// Levels and messages of the events of actions.
    fn actions(&self) -> Vec<String> {
        let events = self.of("tingji::action");
        events.iter().map(|event| format!("{} {}", text(&event["level"]), message(event))).collect()
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn message(event: &Value) -> &str {
    text(&event["fields"]["message"])
}

/// Returns the span of this name around an event.
fn span<'a>(event: &'a Value, name: &str) -> &'a Value {
    let spans = event["spans"].as_array().unwrap();
    spans.iter().find(|span| span["name"] == name).unwrap_or_else(|| panic!("no span {name}: {event}"))
}

async fn sandbox() -> Sandbox {
    let mut scenario = Scenario::default();
    scenario.transition = Transition::AfterDescribes(1);
    Sandbox::start(scenario).await.unwrap()
}

fn client(sandbox: &Sandbox) -> Client {
    let credential = sandbox.credential(Cloud::Volcengine);
    Client::builder(credential).endpoint(&sandbox.endpoint()).unwrap().build().unwrap()
}

async fn stop(sandbox: &Sandbox) -> Result<Stopped, StopError> {
    let options = ActionOptions::new().initial_backoff(Duration::from_millis(1));
    client(sandbox).stop(ID).options(options.max_backoff(Duration::from_millis(5))).await
}

#[tokio::test]
async fn stop_has_a_span_and_events_without_secrets() {
    let sandbox = sandbox().await;
    let (lines, _guard) = Lines::subscribe(Level::TRACE);
    stop(&sandbox).await.unwrap();
    assert_eq!(lines.actions(), ["DEBUG sending", "INFO accepted", "INFO finished"]);
    let action = lines.of("tingji::action").pop().unwrap();
    let action = span(&action, "action");
    assert_eq!((text(&action["cloud"]), text(&action["instance"])), ("volcengine", ID));
    assert_eq!((text(&action["region"]), &action["attempt"]), ("cn-beijing", &Value::from(1)));
    let requests = lines.of("tingji::http");
    let sent = requests.iter().find(|event| span(event, "request")["operation"] == "StopInstance").unwrap();
    assert_eq!(text(&span(sent, "request")["region"]), "cn-beijing");
    assert_eq!(text(&span(sent, "action")["instance"]), ID);
    let read =
        requests.iter().find(|event| span(event, "request")["operation"] == "DescribeInstances").unwrap();
    assert_eq!(text(&span(read, "poll")["instance"]), ID);
    let secret = sandbox.credential(Cloud::Volcengine);
    assert!(!lines.text().contains(secret.secret_key().expose_secret()));
}

#[tokio::test]
async fn lost_response_is_logged_and_the_request_resent() {
    let sandbox = sandbox().await;
    sandbox
        .add_fault(Fault::reset().on(Cloud::Volcengine).operation("StopInstance").before_effect().times(1))
        .unwrap();
    let (lines, _guard) = Lines::subscribe(Level::INFO);
    stop(&sandbox).await.unwrap();
    assert_eq!(lines.actions(), ["WARN no answer", "WARN resent", "INFO accepted", "INFO finished"]);
}

#[tokio::test]
async fn lock_is_logged_once_and_deadline_as_unconfirmed() {
    let sandbox = sandbox().await;
    let refusal = Fault::refusal(Cloud::Volcengine, 409, "OperationDenied.ResourceLocked", "");
    sandbox.add_fault(refusal.operation("StopInstance").times(2)).unwrap();
    let (lines, _guard) = Lines::subscribe(Level::INFO);
    stop(&sandbox).await.unwrap();
    let actions = lines.actions();
    assert_eq!(actions.iter().filter(|line| *line == "INFO waiting").count(), 1, "{actions:?}");

    let other =
        Sandbox::start(Scenario::from_json(r#"{"transition": {"after_describes": 999}}"#).unwrap()).await;
    let other = other.unwrap();
    let (lines, _guard) = Lines::subscribe(Level::INFO);
    let deadline = ActionOptions::new().deadline(Duration::from_millis(200));
    client(&other).stop(ID).options(deadline).await.unwrap_err();
    assert_eq!(lines.actions(), ["INFO accepted", "WARN unconfirmed"]);
}

#[tokio::test]
async fn own_rate_limit_logs_its_wait() {
    let sandbox = sandbox().await;
    let limiter = RateLimiter::new(Some(RateLimit::per_second(1000, 1)));
    let credential = sandbox.credential(Cloud::Volcengine);
    let client = Client::builder(credential).rate_limiter(Arc::new(limiter));
    let client = client.endpoint(&sandbox.endpoint()).unwrap().build().unwrap();
    let (lines, _guard) = Lines::subscribe(Level::INFO);
    let mut lists = Vec::new();
    for _ in 0..3 {
        lists.push(client.instances().collect());
    }
    futures_util::future::try_join_all(lists).await.unwrap();
    let waits = lines.of("tingji::http");
    assert!(waits.iter().any(|event| message(event) == "rate limited"), "{waits:?}");
    assert!(waits.iter().all(|event| event["fields"]["wait_ms"].is_u64()), "{waits:?}");
}
