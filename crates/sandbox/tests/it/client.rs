//! HTTP client of the tests: a plain socket, requests and signatures, without the provider crates.

use std::net::Ipv4Addr;
use std::time::Duration;

use serde_json::Value;
use tingji_core::{Credential, UnixTime};
use tingji_sandbox::{Cloud, InstanceSpec, Sandbox, SandboxClock, Scenario, Transition};
use tingji_signing_core::encode::query_string;
use tingji_signing_core::{RequestView, Scheme, SignatureLocation};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Time of the frozen clock of all sandboxes.
pub(crate) const NOW: UnixTime = UnixTime::from_seconds(1_790_000_000);

/// Starts a sandbox with a frozen clock.
pub(crate) async fn start(scenario: Scenario) -> Sandbox {
    let clock = SandboxClock::new(|| Duration::from_secs(NOW.seconds().unsigned_abs()));
    Sandbox::bind_with_clock((Ipv4Addr::LOCALHOST, 0).into(), scenario, clock).await.unwrap()
}

/// Starts a sandbox with these instances. Two polls show the transition of a stop, the third its end.
pub(crate) async fn fleet(instances: Vec<InstanceSpec>) -> Sandbox {
    let mut scenario = Scenario::empty();
    scenario.transition = Transition::AfterDescribes(2);
    scenario.instances = instances;
    start(scenario).await
}

pub(crate) fn machine(cloud: Cloud, id: &str, change: impl FnOnce(&mut InstanceSpec)) -> InstanceSpec {
    let mut instance = InstanceSpec::new(cloud, id);
    change(&mut instance);
    instance
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Value of the body at a JSON pointer.
    pub(crate) fn at(&self, pointer: &str) -> Value {
        self.json().pointer(pointer).cloned().unwrap_or_else(|| panic!("no {pointer} in {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// Request that a test can sign, tamper with and send.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Call {
    pub(crate) fn new(sandbox: &Sandbox, method: &str, target: &str) -> Self {
        let host = sandbox.endpoint().replace("http://", "");
        let headers = vec![("Host".to_owned(), host)];
        Self { method: method.to_owned(), target: target.to_owned(), headers, body: Vec::new() }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn body(mut self, body: &str) -> Self {
        self.body = body.as_bytes().to_vec();
        self
    }

    pub(crate) fn sign(self, scheme: &impl Scheme, credential: &Credential) -> Self {
        self.sign_at(scheme, credential, NOW)
    }

    pub(crate) fn sign_at(mut self, scheme: &impl Scheme, credential: &Credential, time: UnixTime) -> Self {
        let view = RequestView::from_target(&self.method, &self.target, &self.headers, &self.body);
        let signed = scheme.sign(&view, credential, time).unwrap();
        let text = query_string(signed.additions());
        match signed.location() {
            SignatureLocation::Headers => {
                self.headers
                    .extend(signed.additions().map(|(name, value)| (name.to_owned(), value.to_owned())));
            }
            SignatureLocation::Query => self.target = format!("{}&{text}", self.target),
            SignatureLocation::Form => self.body.extend(format!("&{text}").into_bytes()),
            SignatureLocation::Json => {
                let mut object: Value = serde_json::from_slice(&self.body).unwrap();
                signed.additions().for_each(|(name, value)| object[name] = value.into());
                self.body = object.to_string().into_bytes();
            }
        }
        self
    }

    /// Bytes of the request on the connection.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\nConnection: close\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("Content-Length: {}\r\n\r\n", self.body.len()));
        [head.as_bytes(), &self.body].concat()
    }

    pub(crate) async fn send(self, sandbox: &Sandbox) -> Reply {
        raw(sandbox, &self.bytes()).await
    }
}

/// Sends these bytes and reads the response.
pub(crate) async fn raw(sandbox: &Sandbox, bytes: &[u8]) -> Reply {
    let mut socket = TcpStream::connect(sandbox.endpoint().replace("http://", "")).await.unwrap();
    // The server may respond and close the connection before it has read the whole request.
    let _ = socket.write_all(bytes).await;
    let mut reply = Vec::new();
    let _ = socket.read_to_end(&mut reply).await;
    let reply = String::from_utf8(reply).unwrap();
    let (head, text) = reply.split_once("\r\n\r\n").unwrap_or((&reply, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Reply { status, head: head.to_owned(), text: text.to_owned() }
}

pub(crate) fn wrong_key(credential: &Credential) -> Credential {
    Credential::new(credential.access_key(), "another-secret")
}
