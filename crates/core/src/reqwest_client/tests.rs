//! Tests of proxies, TLS and error kinds against servers on this machine.

mod certificates;
mod failures;
mod proxies;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::thread::JoinHandle;
use std::time::Duration;

use super::*;

/// URL of a request to a vendor. Its query must not reach a proxy.
const VENDOR_URL: &str = "https://bcc.bj.baidubce.com/v2/instance/i-1?stop";

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn stop_request(url: &str) -> Request<Bytes> {
    Request::put(url).header("authorization", "hidden-signature").body(Bytes::new()).unwrap()
}

/// Sends a stop with a client of these options.
fn send(url: &str, options: &HttpOptions) -> Result<HttpResponse> {
    let origin: Endpoint = url.split('/').take(3).collect::<Vec<_>>().join("/").parse().unwrap();
    let client = ReqwestClient::new(&origin, options)?;
    runtime().block_on(client.send(stop_request(url)))
}

/// A server for one connection on a free port, with its address.
fn serve<T: Send + 'static>(handle: impl FnOnce(TcpStream) -> T + Send + 'static) -> (String, JoinHandle<T>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let served = std::thread::spawn(move || handle(listener.accept().unwrap().0));
    (address, served)
}

/// The head of a request, up to the empty line.
fn read_head(socket: &mut impl Read) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        socket.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap()
}

/// The next bytes that arrive; none if the connection ends.
fn read_some(socket: &mut impl Read) -> Vec<u8> {
    let mut bytes = vec![0; 4096];
    let length = socket.read(&mut bytes).unwrap_or(0);
    bytes.truncate(length);
    bytes
}

/// Runs an ignored test of this binary in a process with these variables, and returns its output.
fn run_child(test: &str, variables: &[(&str, &std::ffi::OsStr)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"] {
        command.env_remove(name);
    }
    command.args(["--exact", test, "--ignored", "--nocapture"]).envs(variables.iter().copied());
    let output = command.output().unwrap();
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    text
}
