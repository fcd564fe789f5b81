//! Emulator of five Chinese clouds on a loopback port, for tests of programs that stop GPU instances.
//!
//! A [`Sandbox`] speaks the protocols of UCloud UAI-Inference, CompShare, Baidu AI Cloud BCC, Volcengine ECS and Huawei
//! Cloud ModelArts DevServer on one port. It verifies every signature, keeps the state of every instance, and refuses
//! requests with the vendors' own errors, so that unmodified official SDKs work. An [`Emulator`] is the same without a
//! port.
//!
//! - A [`Scenario`] sets the accounts, the instances and the time that a stop takes.
//! - A [`Fault`] rule makes requests go wrong: in the network, in the gateway, in a list, or in the stop itself.
//! - [`Emulator::requests`], [`Emulator::state_of`] and [`Emulator::effects`] show what clients did.
//! - [`Emulator::advance`] advances time without waiting.
//!
//! The sandbox shares only the signers with the clients, because the vendors' vectors prove the signers. Its own code
//! parses requests and builds responses, so that a mistake in a client is not repeated here. Where no
//! vendor's document describes the behavior of a server, a comment in the code says "Guess"; the README lists all guesses.
//!
//! # Source files
//!
//! - `http`: requests and responses, and the server.
//! - `pipeline`: the path of a request from arrival to response.
//! - `vendors`: one module per vendor's protocol.
//! - `state`: instances, transitions and issued credentials.
//! - `faults`: rules and their effects.
//!
//! # Example
//!
//! ```
//! use std::io::{Read, Write};
//! use tingji_sandbox::{Cloud, Sandbox, Scenario};
//!
//! # tokio::runtime::Runtime::new().unwrap().block_on(async {
//! let sandbox = Sandbox::start(Scenario::default()).await.unwrap();
//! assert_eq!(sandbox.credential(Cloud::Bce).access_key(), "sandbox-bce-key");
//!
//! // An unsigned request gets Baidu's refusal.
//! let address = sandbox.endpoint().replace("http://", "");
//! let reply = tokio::task::spawn_blocking(move || {
//!     let mut socket = std::net::TcpStream::connect(&address).unwrap();
//!     let request = format!("GET /v2/instance HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
//!     socket.write_all(request.as_bytes()).unwrap();
//!     let mut reply = String::new();
//!     socket.read_to_string(&mut reply).unwrap();
//!     reply
//! });
//! let reply = reply.await.unwrap();
//! assert!(reply.starts_with("HTTP/1.1 403 Forbidden"), "{reply}");
//! assert!(reply.contains(r#""code":"AccessDenied""#));
//! # });
//! ```

#![cfg_attr(docsrs, feature(doc_cfg))]

mod admin;
mod clock;
mod cloud;
mod emulator;
mod faults;
mod http;
mod pipeline;
mod request_log;
mod sandbox;
mod scenario;
mod startup_info;
mod state;
mod vendors;

pub use clock::SandboxClock;
pub use cloud::Cloud;
pub use emulator::Emulator;
pub use faults::kind::{FaultKind, FaultTiming, Framing, Truncation};
pub use faults::rule::Fault;
pub use http::body::ResponseBody;
pub use http::delivery::Delivery;
pub use pipeline::PendingRequest;
pub use request_log::RequestRecord;
pub use sandbox::Sandbox;
pub use scenario::account::SandboxAccount;
pub use scenario::instance::{InstanceSpec, VersionSpec};
pub use scenario::transition::Transition;
pub use scenario::{Scenario, ScenarioError};
#[doc(hidden)]
pub use startup_info::startup_schema;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
