//! A relay between a client and the sandbox that keeps the requests as they went over the wire.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde_json::Value;

/// One request, taken apart so that its parts can be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wire {
    /// Every part by its name: `method`, `path`, `query stop`, `header host`, `body forceStop`.
    pub(crate) parts: BTreeMap<String, String>,
}

/// Relays to the sandbox until the process ends.
pub(crate) struct Relay {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Wire>>>,
}

impl Relay {
    /// A relay on a free port.
    pub(crate) fn start(to: &str) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("the relay: {error}");
        let to: SocketAddr =
            to.trim_start_matches("http://").parse().map_err(|_| format!("{to} is no address"))?;
        let listener = TcpListener::bind("127.0.0.1:0").map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&seen);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let kept = Arc::clone(&kept);
                thread::spawn(move || relay(client, to, &kept));
            }
        });
        Ok(Self { address, seen })
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far, taken out.
    pub(crate) fn take(&self) -> Vec<Wire> {
        std::mem::take(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Request by request, so that each is kept before it is answered.
fn relay(mut client: TcpStream, to: SocketAddr, kept: &Mutex<Vec<Wire>>) {
    let Ok(mut server) = TcpStream::connect(to) else { return };
    let mut buffer = Vec::new();
    while let Some(request) = message(&mut client, &mut buffer) {
        kept.lock().unwrap_or_else(PoisonError::into_inner).extend(Wire::read(&request));
        let mut answers = Vec::new();
        if server.write_all(&request).is_err() {
            return;
        }
        let Some(answer) = message(&mut server, &mut answers) else { return };
        if client.write_all(&answer).is_err() {
            return;
        }
    }
}

/// One message with a `Content-Length` or without a body; the sandbox and the SDKs send no others.
fn message(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Vec<u8>> {
    loop {
        if let Some(head) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            let end = head + 4 + length(&buffer[..head]);
            if buffer.len() >= end {
                return Some(buffer.drain(..end).collect());
            }
        }
        let mut piece = [0; 16 << 10];
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return None,
            Ok(read) => buffer.extend_from_slice(&piece[..read]),
        }
    }
}

fn length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let value = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    value.and_then(|value| value.trim().parse().ok()).unwrap_or(0)
}

impl Wire {
    fn read(message: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(message);
        let (head, body) = text.split_once("\r\n\r\n")?;
        let mut lines = head.lines();
        let mut words = lines.next()?.split(' ');
        let (method, target) = (words.next()?, words.next()?);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut wire = Self::default();
        wire.put("method", method);
        wire.put("path", path);
        wire.pairs("query", query);
        let mut kind = "";
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            let name = name.to_ascii_lowercase();
            if name == "content-length" {
                // It follows from the body, which is compared itself.
                continue;
            }
            wire.put(&format!("header {name}"), &monotonic(&name, value.trim()));
            if name == "content-type" {
                kind = value.trim();
            }
        }
        wire.body(kind, body);
        Some(wire)
    }

    fn put(&mut self, name: &str, value: &str) {
        self.parts.insert(name.to_owned(), value.to_owned());
    }

    fn pairs(&mut self, place: &str, text: &str) {
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = if matches!(name, "Signature" | "ClientToken") { "…" } else { value };
            self.put(&format!("{place} {name}"), &value.replace('+', "%20"));
        }
    }

    fn body(&mut self, kind: &str, body: &str) {
        if kind.starts_with("application/x-www-form-urlencoded") {
            return self.pairs("body", body);
        }
        match serde_json::from_str(body) {
            Ok(Value::Object(members)) => {
                self.put("body", "an object");
                for (name, value) in members {
                    self.put(&format!("body {name}"), &value.to_string());
                }
            }
            _ => self.put("body", body),
        }
    }

    /// The parts in which two requests differ, each with both values.
    pub(crate) fn differences(&self, other: &Self) -> Vec<(String, String, String)> {
        let names: std::collections::BTreeSet<_> = self.parts.keys().chain(other.parts.keys()).collect();
        let value =
            |wire: &Self, name: &str| wire.parts.get(name).cloned().unwrap_or_else(|| "(none)".to_owned());
        let pair = |name: &String| (name.clone(), value(self, name), value(other, name));
        names.into_iter().map(pair).filter(|(_, one, two)| one != two).collect()
    }
}

/// What is new in every request is not compared: times, signatures, ports. Of a signature the
/// algorithm and the signed headers stay.
fn monotonic(name: &str, value: &str) -> String {
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

    fn wire(text: &str) -> Wire {
        Wire::read(text.replace('\n', "\r\n").as_bytes()).unwrap()
    }

    #[test]
    fn requests_differ_in_what_is_said_and_not_in_when() {
        let one = wire("PUT /v2/instance/i-1?stop HTTP/1.1\nHost: 127.0.0.1:1\nX-Bce-Date: a\n\n{\"a\":1}");
        let two = wire("PUT /v2/instance/i-1?stop= HTTP/1.1\nhost: 127.0.0.1:2\nx-bce-date: b\n\n{\"a\": 1}");
        assert_eq!(one.differences(&two), []);
        let three = wire("PUT /v2/instance/i-1?start HTTP/1.1\nhost: 127.0.0.1:2\nx-bce-date: b\n\n");
        let names: Vec<_> = one.differences(&three).into_iter().map(|(name, ..)| name).collect();
        assert_eq!(names, ["body", "body a", "query start", "query stop"]);
    }

    #[test]
    fn of_a_signature_the_signed_headers_are_compared() {
        let line = |value: &str| monotonic("authorization", value);
        assert_eq!(
            line("HMAC-SHA256 Credential=a/b, SignedHeaders=host;x-date, Signature=1"),
            "HMAC-SHA256 host;x-date"
        );
        assert_eq!(line("bce-auth-v1/ak/2015-08-11T04:17:29Z/1800/host;x-bce-date/12"), "host;x-bce-date");
    }
}
