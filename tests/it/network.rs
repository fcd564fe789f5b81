//! The simulated network compared with sockets: every fault has the same status and body, or the same kind of error,
//! as with the built-in HTTP client and a sandbox that listens on a port.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request};
use tingji_core::endpoint::Endpoint;
use tingji_core::http_client::HttpClient;
use tingji_core::http_options::HttpOptions;
use tingji_core::operation::HttpResponse;
use tingji_core::reqwest_client::ReqwestClient;
use tingji_core::testing::{VirtualClock, run};
use tingji_core::{ErrorKind, Result};
use tingji_sandbox::{Cloud, Emulator, Fault, FaultKind, Sandbox, SandboxClock, Scenario};
use tingji_tests::matrix::FaultCase;
use tingji_tests::simulation::Network;

/// Status and body of a response, or the kind of the error.
type ClientResult = std::result::Result<(u16, Bytes), ErrorKind>;

fn client_result(result: Result<HttpResponse>) -> ClientResult {
    result.map(|response| (response.status, response.body)).map_err(|error| error.kind())
}

/// A scenario with one fault. Its seed gives equal ids in both networks.
fn scenario(fault: &Fault) -> Scenario {
    let mut scenario = Scenario::empty();
    scenario.seed = Some(1);
    scenario.faults = vec![fault.clone()];
    scenario
}

fn request(method: &Method, host: &str) -> Request<Bytes> {
    let target = if method == Method::GET { "/v2/instance" } else { "/v2/instance/i-1?action=stop" };
    let request = Request::builder().method(method).uri(format!("http://{host}{target}"));
    request.header("host", host).body(Bytes::new()).unwrap()
}

fn simulated(fault: &Fault, method: &Method) -> ClientResult {
    let clock = VirtualClock::default();
    let time = clock.clone();
    let emulator = Emulator::new(scenario(fault), SandboxClock::new(move || time.since_1970())).unwrap();
    let network = Network::new(Arc::new(emulator), clock.clone());
    client_result(run(&clock, network.send(request(method, "127.0.0.1"))))
}

/// Advances the runtime's clock only after the sandbox has received the request.
async fn real(fault: &Fault, method: &Method) -> ClientResult {
    let clock = SandboxClock::new(|| VirtualClock::default().since_1970());
    let address = (std::net::Ipv4Addr::LOCALHOST, 0).into();
    let sandbox = Sandbox::bind_with_clock(address, scenario(fault), clock).await.unwrap();
    let endpoint: Endpoint = sandbox.endpoint().parse().unwrap();
    let http_client = ReqwestClient::new(&endpoint, &HttpOptions::new()).unwrap();
    let request = request(method, &sandbox.endpoint().replace("http://", ""));
    let response = tokio::spawn(async move { http_client.send(request).await });
    while sandbox.fault_hits() == [0] && !response.is_finished() {
        tokio::task::yield_now().await;
    }
    if matches!(fault.kind, FaultKind::TimeOut | FaultKind::Latency { .. }) {
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(if is_short(fault) { 3 } else { 31 })).await;
        tokio::time::resume();
    }
    client_result(response.await.unwrap())
}

fn is_short(fault: &Fault) -> bool {
    matches!(fault.kind, FaultKind::Latency { ms } if ms < 30_000)
}

#[tokio::test]
async fn simulated_faults_match_faults_over_a_socket() {
    let mut compared = 0;
    let mut failures = Vec::new();
    for case in FaultCase::all() {
        let mut fault = Fault::new(case.kind.clone()).on(Cloud::Bce);
        fault.timing = case.timing;
        if fault.check().is_err() {
            continue;
        }
        for method in [Method::GET, Method::PUT] {
            let simulated = simulated(&fault, &method);
            let real = real(&fault, &method).await;
            compared += 1;
            if simulated != real {
                failures.push(format!("{method} {}: simulated {simulated:?}, real {real:?}", case.name));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(compared > 100, "{compared}");
}

#[tokio::test]
async fn simulated_disconnection_matches_a_closed_port() {
    let clock = VirtualClock::default();
    let emulator = Emulator::new(Scenario::empty(), SandboxClock::system()).unwrap();
    let network = Network::new(Arc::new(emulator), clock.clone());
    network.disconnect(Duration::ZERO..Duration::from_secs(1));
    let simulated = client_result(run(&clock, network.send(request(&Method::GET, "127.0.0.1"))));
    // No server listens on port 0.
    let endpoint: Endpoint = "http://127.0.0.1:0".parse().unwrap();
    let http_client = ReqwestClient::new(&endpoint, &HttpOptions::new()).unwrap();
    let real = client_result(http_client.send(request(&Method::GET, "127.0.0.1:0")).await);
    assert_eq!((simulated, real), (Err(ErrorKind::Connect), Err(ErrorKind::Connect)));
}
