//! The simulated network against the real one: every fault, sent to a sandbox over a socket by the
//! transport that everybody uses, ends in the same status and body, or the same kind of error.

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
use tingji_tests::matrix::Trouble;
use tingji_tests::simulation::Network;

/// What a client gets to know.
type Seen = std::result::Result<(u16, Bytes), ErrorKind>;

fn seen(result: Result<HttpResponse>) -> Seen {
    result.map(|reply| (reply.status, reply.body)).map_err(|error| error.kind())
}

/// The same ids on both sides.
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

fn simulated(fault: &Fault, method: &Method) -> Seen {
    let clock = VirtualClock::default();
    let time = clock.clone();
    let clouds = Emulator::new(scenario(fault), SandboxClock::new(move || time.since_1970())).unwrap();
    let network = Network::new(Arc::new(clouds), clock.clone());
    seen(run(&clock, network.send(request(method, "127.0.0.1"))))
}

/// Time passes only once the sandbox has the request, and then at once.
async fn real(fault: &Fault, method: &Method) -> Seen {
    let clock = SandboxClock::new(|| VirtualClock::default().since_1970());
    let address = (std::net::Ipv4Addr::LOCALHOST, 0).into();
    let sandbox = Sandbox::bind_with_clock(address, scenario(fault), clock).await.unwrap();
    let endpoint: Endpoint = sandbox.endpoint().parse().unwrap();
    let transport = ReqwestClient::new(&endpoint, &HttpOptions::new()).unwrap();
    let request = request(method, &sandbox.endpoint().replace("http://", ""));
    let answer = tokio::spawn(async move { transport.send(request).await });
    while sandbox.fault_hits() == [0] && !answer.is_finished() {
        tokio::task::yield_now().await;
    }
    if matches!(fault.kind, FaultKind::TimeOut | FaultKind::Latency { .. }) {
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(if is_short(fault) { 3 } else { 31 })).await;
        tokio::time::resume();
    }
    seen(answer.await.unwrap())
}

fn is_short(fault: &Fault) -> bool {
    matches!(fault.kind, FaultKind::Latency { ms } if ms < 30_000)
}

#[tokio::test]
async fn every_fault_is_over_the_simulated_network_what_it_is_over_a_socket() {
    let (mut compared, mut failures) = (0, Vec::new());
    for trouble in Trouble::all() {
        let mut fault = Fault::new(trouble.kind.clone()).on(Cloud::Bce);
        fault.timing = trouble.when;
        if fault.check().is_err() {
            continue;
        }
        for method in [Method::GET, Method::PUT] {
            let (ours, theirs) = (simulated(&fault, &method), real(&fault, &method).await);
            compared += 1;
            if ours != theirs {
                failures.push(format!("{method} {}: simulated {ours:?}, real {theirs:?}", trouble.name));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(compared > 100, "{compared}");
}

#[tokio::test]
async fn no_connection_is_over_the_simulated_network_what_it_is_over_a_socket() {
    let clock = VirtualClock::default();
    let clouds = Emulator::new(Scenario::empty(), SandboxClock::system()).unwrap();
    let network = Network::new(Arc::new(clouds), clock.clone());
    network.unplug(Duration::ZERO..Duration::from_secs(1));
    let simulated = seen(run(&clock, network.send(request(&Method::GET, "127.0.0.1"))));
    // Port 0 is nobody's.
    let endpoint: Endpoint = "http://127.0.0.1:0".parse().unwrap();
    let transport = ReqwestClient::new(&endpoint, &HttpOptions::new()).unwrap();
    let real = seen(transport.send(request(&Method::GET, "127.0.0.1:0")).await);
    assert_eq!((simulated, real), (Err(ErrorKind::Connect), Err(ErrorKind::Connect)));
}
