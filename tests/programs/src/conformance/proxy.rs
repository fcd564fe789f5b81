//! [`Proxy`]: a proxy between a client and the sandbox that records the requests.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde_json::Value;

/// A request as it was sent, split into parts that can be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RecordedRequest {
    /// The parts by their names: `method`, `path`, `query stop`, `header host`, `body forceStop`.
    pub(crate) parts: BTreeMap<String, String>,
}

/// A proxy that forwards to the sandbox until the process ends.
pub(crate) struct Proxy {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<RecordedRequest>>>,
}

impl Proxy {
    /// Starts a proxy on a free port.
    pub(crate) fn start(endpoint: &str) -> Result<Self, String> {
        let server: SocketAddr = endpoint
            .trim_start_matches("http://")
            .parse()
            .map_err(|_| format!("{endpoint} is not an address"))?;
        let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| format!("the proxy: {error}"))?;
        let address = listener.local_addr().map_err(|error| format!("the proxy: {error}"))?;
        let requests = Arc::new(Mutex::new(Vec::new()));
        let recorded = Arc::clone(&requests);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let recorded = Arc::clone(&recorded);
                thread::spawn(move || forward(client, server, &recorded));
            }
        });
        Ok(Self { address, requests })
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the recorded requests and clears the record.
    pub(crate) fn take(&self) -> Vec<RecordedRequest> {
        std::mem::take(&mut *self.requests.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Forwards a connection one request at a time, so that each request is recorded before its response.
fn forward(mut client: TcpStream, server: SocketAddr, recorded: &Mutex<Vec<RecordedRequest>>) {
    let Ok(mut server) = TcpStream::connect(server) else { return };
    let mut buffer = Vec::new();
    while let Some(request) = read_message(&mut client, &mut buffer) {
        recorded.lock().unwrap_or_else(PoisonError::into_inner).extend(RecordedRequest::parse(&request));
        let mut response_buffer = Vec::new();
        if server.write_all(&request).is_err() {
            return;
        }
        let Some(response) = read_message(&mut server, &mut response_buffer) else { return };
        if client.write_all(&response).is_err() {
            return;
        }
    }
}

/// Reads a message that has a `Content-Length` or no body. The sandbox and the SDKs send no other messages.
fn read_message(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Vec<u8>> {
    loop {
        if let Some(head) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            let end = head + 4 + content_length(&buffer[..head]);
            if buffer.len() >= end {
                return Some(buffer.drain(..end).collect());
            }
        }
        let mut chunk = [0; 16 << 10];
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return None,
            Ok(read) => buffer.extend_from_slice(&chunk[..read]),
        }
    }
}

fn content_length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let value = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    value.and_then(|value| value.trim().parse().ok()).unwrap_or(0)
}

impl RecordedRequest {
    fn parse(message: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(message);
        let (head, body) = text.split_once("\r\n\r\n")?;
        let mut lines = head.lines();
        let mut words = lines.next()?.split(' ');
        let method = words.next()?;
        let target = words.next()?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut request = Self::default();
        request.insert("method", method);
        request.insert("path", path);
        request.insert_pairs("query", query);
        let mut content_type = "";
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            let name = name.to_ascii_lowercase();
            if name == "content-length" {
                // The body itself is compared.
                continue;
            }
            request.insert(&format!("header {name}"), &comparable(&name, value.trim()));
            if name == "content-type" {
                content_type = value.trim();
            }
        }
        request.insert_body(content_type, body);
        Some(request)
    }

    fn insert(&mut self, name: &str, value: &str) {
        self.parts.insert(name.to_owned(), value.to_owned());
    }

    /// Inserts the pairs of a query or form, each as a part. Values that differ between any two requests are
    /// left out.
    fn insert_pairs(&mut self, location: &str, text: &str) {
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = if matches!(name, "Signature" | "ClientToken") { "…" } else { value };
            self.insert(&format!("{location} {name}"), &value.replace('+', "%20"));
        }
    }

    fn insert_body(&mut self, content_type: &str, body: &str) {
        if content_type.starts_with("application/x-www-form-urlencoded") {
            return self.insert_pairs("body", body);
        }
        match serde_json::from_str(body) {
            Ok(Value::Object(members)) => {
                self.insert("body", "an object");
                for (name, value) in members {
                    self.insert(&format!("body {name}"), &value.to_string());
                }
            }
            _ => self.insert("body", body),
        }
    }

    /// The parts in which two requests differ, each with its name and both values.
    pub(crate) fn differences(&self, other: &Self) -> Vec<(String, String, String)> {
        let names: BTreeSet<_> = self.parts.keys().chain(other.parts.keys()).collect();
        let mut differences = Vec::new();
        for name in names {
            let own_value = self.value(name);
            let other_value = other.value(name);
            if own_value != other_value {
                differences.push((name.clone(), own_value, other_value));
            }
        }
        differences
    }

    fn value(&self, name: &str) -> String {
        self.parts.get(name).cloned().unwrap_or_else(|| "(none)".to_owned())
    }
}

/// The value of a header without the parts that differ between any two requests: times, signatures and ports. A
/// signature is reduced to its algorithm and its signed headers.
fn comparable(name: &str, value: &str) -> String {
    match name {
        "host" => "HOST".to_owned(),
        "x-date" | "x-sdk-date" | "x-bce-date" | "u-timestamp-ms" | "x-sdk-invocation-id" => "…".to_owned(),
        "authorization" => match value.split_once("SignedHeaders=") {
            Some((start, rest)) => {
                let algorithm = start.split(' ').next().unwrap_or_default();
                format!("{algorithm} {}", rest.split(',').next().unwrap_or_default())
            }
            None => value.rsplit('/').nth(1).unwrap_or_default().to_owned(),
        },
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(text: &str) -> RecordedRequest {
        RecordedRequest::parse(text.replace('\n', "\r\n").as_bytes()).unwrap()
    }

    #[test]
    fn times_and_ports_are_not_compared() {
        let one =
            request("PUT /v2/instance/i-1?stop HTTP/1.1\nHost: 127.0.0.1:1\nX-Bce-Date: a\n\n{\"a\":1}");
        let two =
            request("PUT /v2/instance/i-1?stop= HTTP/1.1\nhost: 127.0.0.1:2\nx-bce-date: b\n\n{\"a\": 1}");
        assert_eq!(one.differences(&two), []);
        let three = request("PUT /v2/instance/i-1?start HTTP/1.1\nhost: 127.0.0.1:2\nx-bce-date: b\n\n");
        let names: Vec<_> = one.differences(&three).into_iter().map(|(name, ..)| name).collect();
        assert_eq!(names, ["body", "body a", "query start", "query stop"]);
    }

    #[test]
    fn signed_headers_are_compared() {
        let volcengine = "HMAC-SHA256 Credential=a/b, SignedHeaders=host;x-date, Signature=1";
        assert_eq!(comparable("authorization", volcengine), "HMAC-SHA256 host;x-date");
        let bce = "bce-auth-v1/ak/2015-08-11T04:17:29Z/1800/host;x-bce-date/12";
        assert_eq!(comparable("authorization", bce), "host;x-bce-date");
    }
}
