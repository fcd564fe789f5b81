#![cfg_attr(all(feature = "client", feature = "uai"), doc = include_str!("../README.md"))]
#![cfg_attr(not(all(feature = "client", feature = "uai")), doc = "UCloud's RPC protocol, and UAI-Inference.")]

#[cfg(feature = "uai")]
mod client;
#[cfg(feature = "uai")]
pub mod endpoint;
pub mod error;
#[cfg(feature = "uai")]
mod lifecycle;
#[cfg(feature = "uai")]
pub mod model;
#[cfg(feature = "uai")]
pub mod operation;
pub mod protocol;

pub use protocol::{Config, Rpc};

#[cfg(feature = "uai")]
pub use {
    client::{Client, ClientBuilder},
    lifecycle::CAPABILITIES,
    model::{Service, ServiceStatus, Version, VersionStatus},
};
