#![cfg_attr(all(feature = "client", feature = "uai"), doc = include_str!("../README.md"))]
#![cfg_attr(not(all(feature = "client", feature = "uai")), doc = "UCloud's RPC protocol, and UAI-Inference.")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod client;
mod codes;
pub mod credentials;
pub mod endpoint;
pub mod error;
mod extra_fields;
mod invoke;
#[cfg(feature = "uai")]
mod lifecycle;
#[cfg(feature = "uai")]
pub mod model;
#[cfg(feature = "uai")]
pub mod operation;
pub mod protocol;
#[cfg(feature = "uai")]
mod provider;
#[cfg(feature = "uai")]
mod validate;
#[cfg(feature = "uai")]
mod view;

pub use client::{Client, ClientBuilder};
pub use codes::CODES;
pub use extra_fields::ExtraFields;
pub use invoke::Invoke;
pub use protocol::{Config, Rpc};
/// Shared types of all providers: credentials, errors, the stop engine and the fleet scheduler.
pub use tingji_core;
pub use tingji_core::exports::*;

#[cfg(feature = "uai")]
pub use {
    lifecycle::CAPABILITIES,
    model::{Service, ServiceStatus, Version, VersionStatus},
    provider::PROVIDER,
};

#[cfg(feature = "uai")]
tingji_core::blocking_client!(crate::Client, crate::Rpc);
