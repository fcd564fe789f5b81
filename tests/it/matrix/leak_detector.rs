//! Runs a row of the matrix while everything that is logged, printed or reported is recorded, and searches the record
//! for secrets.

use std::collections::HashSet;
use std::fmt::{Debug, Write as _};
use std::io;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::Request;
use tingji_core::lifecycle::{
    Acknowledgement, Capabilities, DeleteRequest, Filter, Page, RebootRequest, StartRequest, StopRequest,
};
use tingji_core::{DynLifecycle, Error, Instance, InstanceId, Lifecycle, Result};
use tingji_sandbox::{Cloud, SandboxAccount, Scenario};
use tingji_tests::matrix::{Cell, MatrixRow, harness, run_on};
use tingji_tests::simulation::connect;
use tracing::level_filters::LevelFilter;

/// Length of the shortest signature, in hexadecimal digits.
const MIN_SIGNATURE_LEN: usize = 40;

/// Text of everything that was logged, printed or reported, and the signatures and tokens that were sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct LeakDetector {
    text: Arc<Mutex<String>>,
    sent_secrets: Arc<Mutex<HashSet<String>>>,
}

/// A scenario with one account per cloud. Each account has a secret key, and a token if the vendor has tokens.
pub(crate) fn scenario() -> Scenario {
    let accounts = Cloud::ALL.map(account).join(",");
    Scenario::from_json(&format!(r#"{{"accounts": [{accounts}], "instances": []}}"#)).unwrap()
}

fn account(cloud: Cloud) -> String {
    let token = match cloud {
        Cloud::Ucloud | Cloud::Compshare => String::new(),
        _ => format!(r#", "security_token": "{cloud}-session-token-0123456789""#),
    };
    format!(
        r#"{{"cloud": "{cloud}", "access_key": "{cloud}-key", "secret_key": "{cloud}-secret-key-0123456789"{token}}}"#
    )
}

/// Runs a row at a cloud. Each leaked secret is a problem of the cell.
pub(crate) fn run_cell(row: &MatrixRow, cloud: Cloud) -> std::result::Result<Cell, String> {
    let harness = harness(row, cloud, scenario())?;
    let detector = LeakDetector::default();
    let network = harness.network.clone().with_tap(detector.tap());
    let account = harness.emulator.account(cloud);
    let client = connect(&account, &network, &harness.clock).map_err(|error| error.to_string())?;
    let client = RecordedClient { client, detector: detector.clone() };
    let mut cell = detector.record_logs(|| run_on(&harness, &client, row))?;
    detector.record(&cell);
    cell.problems.extend(detector.leaks(&account));
    if cell.request_count > 0 && detector.sent_secrets.lock().unwrap().is_empty() {
        cell.problems.push("no request was signed".to_owned());
    }
    Ok(cell)
}

impl LeakDetector {
    /// Records the logs of this thread while a function runs.
    pub(crate) fn record_logs<T>(&self, run: impl FnOnce() -> T) -> T {
        let detector = self.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_writer(move || LogWriter(detector.clone()))
            .finish();
        tracing::subscriber::with_default(subscriber, run)
    }

    /// Records the debug texts of a value.
    pub(crate) fn record(&self, value: &impl Debug) {
        let _ = writeln!(self.text.lock().unwrap(), "{value:?} {value:#?}");
    }

    /// Records an error with all of its sources.
    fn record_error(&self, error: &Error) {
        self.record(error);
        let mut text = self.text.lock().unwrap();
        let mut source: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = source {
            let _ = writeln!(text, "{error} {error:?}");
            source = error.source();
        }
    }

    /// Records a text.
    pub(crate) fn record_text(&self, text: &str) {
        self.text.lock().unwrap().push_str(text);
    }

    /// All recorded texts.
    pub(crate) fn text(&self) -> String {
        self.text.lock().unwrap().clone()
    }

    /// A function that stores the signatures and tokens of each sent request.
    pub(crate) fn tap(&self) -> impl Fn(&Request<Bytes>) + Send + Sync + 'static {
        let sent_secrets = Arc::clone(&self.sent_secrets);
        move |request| {
            let mut sent_secrets = sent_secrets.lock().unwrap();
            for (name, value) in request.headers() {
                let value = value.to_str().unwrap();
                if name.as_str().ends_with("token") {
                    sent_secrets.insert(value.to_owned());
                } else if name == "authorization" {
                    sent_secrets.extend(signatures(value));
                }
            }
            let body = String::from_utf8_lossy(request.body());
            let signatures = body.split('&').filter_map(|field| field.strip_prefix("Signature="));
            sent_secrets.extend(signatures.map(str::to_owned));
        }
    }

    /// Texts about leaks: recorded secrets of the account, and recorded signatures and tokens that were sent.
    pub(crate) fn leaks(&self, account: &SandboxAccount) -> Vec<String> {
        let text = self.text.lock().unwrap();
        let recorded_signatures: HashSet<_> = signatures(&text).collect();
        let mut leaks = Vec::new();
        for secret in self.sent_secrets.lock().unwrap().iter() {
            // The search for a signature among recorded ones is faster than a search in the text.
            let is_leaked = match is_signature(secret) {
                true => recorded_signatures.contains(secret),
                false => text.contains(secret.as_str()),
            };
            if is_leaked {
                leaks.push(format!("leaked: {secret}"));
            }
        }
        let credential = account.credential();
        let secrets = [Some(credential.secret_key()), credential.security_token(), account.token.as_ref()];
        for secret in secrets.into_iter().flatten().map(tingji_core::Secret::expose_secret) {
            if text.contains(secret) {
                leaks.push(format!("leaked: {secret}"));
            }
        }
        leaks
    }
}

fn is_signature(text: &str) -> bool {
    text.len() >= MIN_SIGNATURE_LEN && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Every part of a text that may be a signature.
fn signatures(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_ascii_hexdigit())
        .filter(|digits| digits.len() >= MIN_SIGNATURE_LEN)
        .map(str::to_owned)
}

/// Writes logs to a record.
pub(crate) struct LogWriter(pub(crate) LeakDetector);

impl io::Write for LogWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.record_text(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A client with recorded errors.
pub(crate) struct RecordedClient {
    pub(crate) client: Arc<dyn DynLifecycle>,
    pub(crate) detector: LeakDetector,
}

impl RecordedClient {
    fn recorded<T>(&self, result: Result<T>) -> Result<T> {
        result.inspect_err(|error| self.detector.record_error(error))
    }
}

impl Lifecycle for RecordedClient {
    fn cloud(&self) -> &'static str {
        self.client.cloud()
    }

    fn capabilities(&self) -> &'static Capabilities {
        self.client.capabilities()
    }

    async fn list(&self, filter: &Filter, cursor: Option<String>) -> Result<Page> {
        self.recorded(self.client.list(filter, cursor).await)
    }

    async fn get_many(&self, ids: &[InstanceId]) -> Result<Vec<Instance>> {
        self.recorded(self.client.get_many(ids).await)
    }

    fn list_key<'a>(&self, id: &'a InstanceId) -> Option<&'a str> {
        self.client.list_key(id)
    }

    fn check(&self, instance: &Instance, request: &StopRequest) -> Result<()> {
        self.recorded(self.client.check(instance, request))
    }

    async fn send_stop(&self, instance: &Instance, stop: &StopRequest) -> Result<Acknowledgement> {
        self.recorded(self.client.send_stop(instance, stop).await)
    }

    async fn dry_run(&self, instance: &Instance, stop: &StopRequest) -> Result<Acknowledgement> {
        self.recorded(self.client.dry_run(instance, stop).await)
    }

    async fn send_start(&self, instance: &Instance, start: &StartRequest) -> Result<Acknowledgement> {
        self.recorded(self.client.send_start(instance, start).await)
    }

    async fn send_reboot(&self, instance: &Instance, reboot: &RebootRequest) -> Result<Acknowledgement> {
        self.recorded(self.client.send_reboot(instance, reboot).await)
    }

    async fn send_delete(&self, instance: &Instance, delete: &DeleteRequest) -> Result<Acknowledgement> {
        self.recorded(self.client.send_delete(instance, delete).await)
    }
}
