//! [`Stage`]: a sandbox in a process of its own, with one fleet.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tingji_sandbox::Cloud;

use crate::process;

/// It ends with this value.
pub(super) struct Stage {
    sandbox: Child,
    pub(super) announcement: Value,
    pub(super) ids: Vec<String>,
}

impl Stage {
    /// So many running instances of a cloud, each of which takes so many milliseconds to stop.
    pub(super) fn new(tingji: &Path, cloud: Cloud, size: usize, transition_ms: u64) -> Result<Self, String> {
        let ids: Vec<_> = (0..size).map(|at| id(cloud, at)).collect();
        let instances: Vec<_> = ids.iter().map(|id| json!({ "cloud": cloud, "id": id })).collect();
        let scenario = json!({ "transition": { "after_ms": transition_ms }, "instances": instances });
        let file = process::target_dir().join("bench-scenario.json");
        fs::write(&file, scenario.to_string()).map_err(|error| format!("{}: {error}", file.display()))?;
        let mut command = Command::new(tingji);
        command.args(["sandbox", "serve", "--scenario"]).arg(&file);
        let sandbox = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let sandbox = sandbox.map_err(|error| format!("the sandbox did not start: {error}"))?;
        let mut stage = Self { sandbox, announcement: Value::Null, ids };
        stage.announcement = stage.announced()?;
        Ok(stage)
    }

    fn announced(&mut self) -> Result<Value, String> {
        let output = self.sandbox.stdout.take().ok_or("the sandbox has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).map_err(|error| format!("the sandbox: {error}"))?;
        serde_json::from_str(&line).map_err(|error| format!("the sandbox announced {line:?}: {error}"))
    }

    /// How many requests there were.
    pub(super) fn requests(&self) -> Result<u64, String> {
        self.ask("requests")?["total"].as_u64().ok_or_else(|| "the sandbox tells no total".to_owned())
    }

    /// The sandbox's own word for it; a benchmark of what does not stop is none.
    pub(super) fn all_stopped_once(&self) -> Result<(), String> {
        let state = self.ask("state")?;
        let instances = state["instances"].as_array().map(Vec::as_slice).unwrap_or_default();
        let stopped = |instance: &&Value| {
            let state = instance["state"].as_str().unwrap_or_default().to_lowercase();
            // The second is UAI's word.
            matches!(state.as_str(), "stopped" | "tostart") && instance["stops"] == 1
        };
        let good = instances.iter().filter(stopped).count();
        if good == self.ids.len() { Ok(()) } else { Err(format!("{good} of {} are stopped", self.ids.len())) }
    }

    /// One question to the interface for those who test.
    fn ask(&self, what: &str) -> Result<Value, String> {
        let failed = |error: std::io::Error| format!("the sandbox does not tell its {what}: {error}");
        let endpoint = self.announcement["endpoint"].as_str().unwrap_or_default();
        let host = endpoint.trim_start_matches("http://");
        let mut socket = TcpStream::connect(host).map_err(failed)?;
        let request = format!("GET /_sandbox/{what} HTTP/1.0\r\nhost: {host}\r\n\r\n");
        socket.write_all(request.as_bytes()).map_err(failed)?;
        let mut reply = String::new();
        socket.read_to_string(&mut reply).map_err(failed)?;
        let (_, body) = reply.split_once("\r\n\r\n").unwrap_or_default();
        serde_json::from_str(body).map_err(|error| format!("the sandbox's {what}: {error}"))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.sandbox.kill();
        let _ = self.sandbox.wait();
    }
}

/// An id in the vendor's form.
fn id(cloud: Cloud, at: usize) -> String {
    match cloud {
        Cloud::Ucloud => format!("uaiservice-{at:08}"),
        Cloud::Compshare => format!("uhost-{at:08}"),
        Cloud::Huaweicloud => format!("{at:08x}-0000-4000-8000-000000000000"),
        Cloud::Bce | Cloud::Volcengine => format!("i-{at:08}"),
    }
}
