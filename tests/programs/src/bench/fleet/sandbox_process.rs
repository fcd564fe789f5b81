//! [`SandboxProcess`]: a sandbox in another process, with one fleet.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tingji_sandbox::Cloud;

use tingji_tests::process;

/// A running `tingji sandbox serve`. The process ends when the value is dropped.
pub(super) struct SandboxProcess {
    process: Child,
    pub(super) announcement: Value,
    pub(super) ids: Vec<String>,
}

impl SandboxProcess {
    /// Starts a sandbox with `size` running instances of a cloud. Each instance takes `transition_ms` milliseconds
    /// to stop.
    pub(super) fn start(
        tingji: &Path,
        cloud: Cloud,
        size: usize,
        transition_ms: u64,
    ) -> Result<Self, String> {
        let provider: tingji::Cloud = cloud.name().parse().map_err(|error| format!("{error}"))?;
        let ids: Vec<_> = (0..size).map(|index| instance_id(provider.ids.example, index)).collect();
        let instances: Vec<_> = ids.iter().map(|id| json!({ "cloud": cloud, "id": id })).collect();
        let scenario = json!({ "transition": { "after_ms": transition_ms }, "instances": instances });
        let file = process::target_dir().join("bench-scenario.json");
        fs::write(&file, scenario.to_string()).map_err(|error| format!("{}: {error}", file.display()))?;
        let mut command = Command::new(tingji);
        command.args(["sandbox", "serve", "--scenario"]).arg(&file);
        let process = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let process = process.map_err(|error| format!("the sandbox did not start: {error}"))?;
        let mut sandbox = Self { process, announcement: Value::Null, ids };
        sandbox.announcement = sandbox.read_announcement()?;
        Ok(sandbox)
    }

    fn read_announcement(&mut self) -> Result<Value, String> {
        let output = self.process.stdout.take().ok_or("the sandbox has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).map_err(|error| format!("the sandbox: {error}"))?;
        serde_json::from_str(&line).map_err(|error| format!("the sandbox announced {line:?}: {error}"))
    }

    /// Number of requests that the sandbox received.
    pub(super) fn request_count(&self) -> Result<u64, String> {
        let total = self.get("requests")?["total"].as_u64();
        total.ok_or_else(|| "the sandbox reports no total".to_owned())
    }

    /// Fails unless the sandbox's own state shows every instance stopped by exactly one request.
    pub(super) fn check_all_stopped_once(&self) -> Result<(), String> {
        let state = self.get("state")?;
        let instances = state["instances"].as_array().map(Vec::as_slice).unwrap_or_default();
        let stopped = instances.iter().filter(|instance| is_stopped_once(instance)).count();
        if stopped == self.ids.len() {
            Ok(())
        } else {
            Err(format!("{stopped} of {} are stopped", self.ids.len()))
        }
    }

    /// Response of `/_sandbox/PATH`, the sandbox's interface for tests.
    fn get(&self, path: &str) -> Result<Value, String> {
        let endpoint = self.announcement["endpoint"].as_str().unwrap_or_default();
        let host = endpoint.trim_start_matches("http://");
        let response = get_from(host, path).map_err(|error| format!("the sandbox's {path}: {error}"))?;
        let (_, body) = response.split_once("\r\n\r\n").unwrap_or_default();
        serde_json::from_str(body).map_err(|error| format!("the sandbox's {path}: {error}"))
    }
}

fn get_from(host: &str, path: &str) -> std::io::Result<String> {
    let mut socket = TcpStream::connect(host)?;
    let request = format!("GET /_sandbox/{path} HTTP/1.0\r\nhost: {host}\r\n\r\n");
    socket.write_all(request.as_bytes())?;
    let mut response = String::new();
    socket.read_to_string(&mut response)?;
    Ok(response)
}

fn is_stopped_once(instance: &Value) -> bool {
    let state = instance["state"].as_str().unwrap_or_default().to_lowercase();
    // UAI reports a stopped service as `ToStart`.
    matches!(state.as_str(), "stopped" | "tostart") && instance["stops"] == 1
}

impl Drop for SandboxProcess {
    fn drop(&mut self) {
        // Both calls fail if the process has already ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An instance id in the vendor's format, made from the provider's example: `x` at its end is replaced by the index,
/// and so are the first eight digits of a UUID.
fn instance_id(example: &str, index: usize) -> String {
    match example.strip_suffix('x') {
        Some(prefix) => format!("{prefix}{index:08}"),
        None => format!("{index:08x}{}", example.get(8..).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::instance_id;

    #[test]
    fn instance_ids_have_the_format_of_the_cloud() {
        for provider in tingji::providers() {
            let id = instance_id(provider.ids.example, 9_999);
            assert!((provider.ids.matches)(&id), "{id}");
        }
    }
}
