//! Five Chinese clouds on loopback, for trying and testing what stops GPU machines.
//!
//! One port speaks the protocols of UCloud UAI-Inference, CompShare, Baidu AI Cloud BCC, Volcengine
//! ECS and Huawei Cloud ModelArts DevServer. Every signature is verified, machines have states that
//! change with time, and errors have the vendors' own bodies, so that unmodified official SDKs work.
//!
//! It shares the signers with the clients, because those are proven by the vendors' vectors, and
//! nothing else: requests are read and answers made by code of its own, so that a mistake in a client
//! does not meet the same mistake here. Where the vendor does not say what a server does, the code
//! says "guess"; the README lists them.
//!
//! ```
//! use std::io::{Read, Write};
//! use tingji_sandbox::{Cloud, Sandbox, Scenario};
//!
//! # tokio::runtime::Runtime::new().unwrap().block_on(async {
//! let sandbox = Sandbox::start(Scenario::default()).await.unwrap();
//! assert_eq!(sandbox.credential(Cloud::Bce).access_key(), "sandbox-bce-key");
//!
//! // An unsigned request gets what Baidu answers to one.
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

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
