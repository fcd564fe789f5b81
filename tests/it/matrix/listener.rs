//! Plays a case while everything that is told is listened to, and searched for what must not be told.

use std::collections::HashSet;
use std::fmt::{Debug, Write as _};
use std::io;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::Request;
use tingji_core::lifecycle::{
    Acknowledgement, Capabilities, DeleteRequest, Filter, Page, RebootRequest, StartRequest, StopRequest,
};
use tingji_core::{BoxFuture, Error, Instance, InstanceId, Lifecycle, Result};
use tingji_sandbox::{Cloud, SandboxAccount, Scenario};
use tingji_tests::matrix::{Case, Row, play_on, stage};
use tingji_tests::simulation::connect;
use tracing::level_filters::LevelFilter;

/// Everything that was told, and what proved the sender of each request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    text: Arc<Mutex<String>>,
    proofs: Arc<Mutex<HashSet<String>>>,
}

/// Who may sign: every account has a token besides its secret key where the vendor has tokens.
pub(crate) fn scenario() -> Scenario {
    let account = |cloud: Cloud| {
        format!(
            r#"{{"cloud": "{cloud}", "access_key": "{cloud}-key", "secret_key": "{cloud}-secret-key-0123456789"
                {}}}"#,
            match cloud {
                Cloud::Ucloud | Cloud::Compshare => String::new(),
                _ => format!(r#", "security_token": "{cloud}-session-token-0123456789""#),
            }
        )
    };
    let accounts = Cloud::ALL.map(account).join(",");
    Scenario::from_json(&format!(r#"{{"accounts": [{accounts}], "instances": []}}"#)).unwrap()
}

pub(crate) fn play_and_listen(case: &Case, cloud: Cloud) -> std::result::Result<Row, String> {
    let stage = stage(case, cloud, scenario())?;
    let told = Told::default();
    let network = stage.network.clone().with_tap(told.tap());
    let account = stage.clouds.account(cloud);
    let client = connect(&account, &network, &stage.clock).map_err(|error| error.to_string())?;
    let client = Overheard { client, told: told.clone() };
    let mut row = told.listen(|| play_on(&stage, &client, case))?;
    told.hear(&row);
    row.problems.extend(told.leaks(&account));
    if row.requests > 0 && told.proofs.lock().unwrap().is_empty() {
        row.problems.push("no request was signed".to_owned());
    }
    Ok(row)
}

impl Told {
    /// Hears all tracing of this thread meanwhile.
    pub(crate) fn listen<T>(&self, what: impl FnOnce() -> T) -> T {
        let told = self.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_writer(move || Pen(told.clone()))
            .finish();
        tracing::subscriber::with_default(subscriber, what)
    }

    pub(crate) fn hear(&self, what: &impl Debug) {
        let _ = writeln!(self.text.lock().unwrap(), "{what:?} {what:#?}");
    }

    /// An error with everything that is behind it.
    fn hear_error(&self, error: &Error) {
        self.hear(error);
        let mut text = self.text.lock().unwrap();
        let mut cause: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = cause {
            let _ = writeln!(text, "{error} {error:?}");
            cause = error.source();
        }
    }

    pub(crate) fn add(&self, text: &str) {
        self.text.lock().unwrap().push_str(text);
    }

    pub(crate) fn text(&self) -> String {
        self.text.lock().unwrap().clone()
    }

    /// Keeps what proves the sender: signatures and tokens.
    pub(crate) fn tap(&self) -> impl Fn(&Request<Bytes>) + Send + Sync + 'static {
        let proofs = Arc::clone(&self.proofs);
        move |request| {
            let mut proofs = proofs.lock().unwrap();
            for (name, value) in request.headers() {
                let value = value.to_str().unwrap();
                if name.as_str().ends_with("token") {
                    proofs.insert(value.to_owned());
                } else if name == "authorization" {
                    proofs.extend(digests(value));
                }
            }
            let body = String::from_utf8_lossy(request.body());
            let signatures = body.split('&').filter_map(|field| field.strip_prefix("Signature="));
            proofs.extend(signatures.map(str::to_owned));
        }
    }

    /// Each secret of the account, and each proof that was sent, that was told.
    pub(crate) fn leaks(&self, account: &SandboxAccount) -> Vec<String> {
        let (text, proofs) = (self.text.lock().unwrap(), self.proofs.lock().unwrap());
        let credential = account.credential();
        let lasting = [Some(credential.secret_key()), credential.security_token(), account.token.as_ref()];
        let lasting = lasting.into_iter().flatten().map(|secret| secret.expose().to_owned());
        let told = digests(&text).collect::<HashSet<_>>();
        let (short, long): (Vec<_>, Vec<_>) = proofs.iter().cloned().partition(|proof| is_digest(proof));
        let mut leaks: Vec<_> = short.into_iter().filter(|proof| told.contains(proof)).collect();
        leaks.extend(lasting.chain(long).filter(|secret| text.contains(secret.as_str())));
        leaks.iter().map(|secret| format!("told: {secret}")).collect()
    }
}

fn is_digest(text: &str) -> bool {
    text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Everything in it that may be a signature.
fn digests(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_ascii_hexdigit()).filter(|run| run.len() >= 40).map(str::to_owned)
}

/// Writes tracing down.
pub(crate) struct Pen(pub(crate) Told);

impl io::Write for Pen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.add(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A client of which every error is heard.
pub(crate) struct Overheard {
    pub(crate) client: Arc<dyn Lifecycle>,
    pub(crate) told: Told,
}

impl Overheard {
    fn heard<T>(&self, result: Result<T>) -> Result<T> {
        result.inspect_err(|error| self.told.hear_error(error))
    }
}

impl Lifecycle for Overheard {
    fn cloud(&self) -> &'static str {
        self.client.cloud()
    }

    fn capabilities(&self) -> &'static Capabilities {
        self.client.capabilities()
    }

    fn list<'a>(&'a self, filter: &'a Filter, cursor: Option<String>) -> BoxFuture<'a, Result<Page>> {
        Box::pin(async move { self.heard(self.client.list(filter, cursor).await) })
    }

    fn get_many<'a>(&'a self, ids: &'a [InstanceId]) -> BoxFuture<'a, Result<Vec<Instance>>> {
        Box::pin(async move { self.heard(self.client.get_many(ids).await) })
    }

    fn list_key<'a>(&self, id: &'a InstanceId) -> Option<&'a str> {
        self.client.list_key(id)
    }

    fn check(&self, instance: &Instance, request: &StopRequest) -> Result<()> {
        self.heard(self.client.check(instance, request))
    }

    fn stop<'a>(
        &'a self,
        instance: &'a Instance,
        stop: &'a StopRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        Box::pin(async move { self.heard(self.client.stop(instance, stop).await) })
    }

    fn dry_run<'a>(
        &'a self,
        instance: &'a Instance,
        stop: &'a StopRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        Box::pin(async move { self.heard(self.client.dry_run(instance, stop).await) })
    }

    fn start<'a>(
        &'a self,
        instance: &'a Instance,
        start: &'a StartRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        Box::pin(async move { self.heard(self.client.start(instance, start).await) })
    }

    fn reboot<'a>(
        &'a self,
        instance: &'a Instance,
        reboot: &'a RebootRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        Box::pin(async move { self.heard(self.client.reboot(instance, reboot).await) })
    }

    fn delete<'a>(
        &'a self,
        instance: &'a Instance,
        delete: &'a DeleteRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        Box::pin(async move { self.heard(self.client.delete(instance, delete).await) })
    }
}
