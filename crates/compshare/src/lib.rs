#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod client;
mod codes;
pub mod credentials;
pub mod endpoint;
mod error;
mod lifecycle;
mod location;
pub mod model;
pub mod operation;
mod params;
mod protocol;
mod provider;
mod regions;
mod response;
mod summary;
mod validate;
mod view;

pub use client::{Client, ClientBuilder};
pub use codes::CODES;
pub use lifecycle::CAPABILITIES;
pub use model::{Instance, InstanceState};
pub use protocol::CompShare;
pub use provider::PROVIDER;
/// Shared types of all providers: credentials, errors, the stop engine and the fleet scheduler.
pub use tingji_core;
pub use tingji_core::exports::*;
pub use tingji_ucloud::Config;

tingji_core::blocking_client!(crate::Client, crate::CompShare);
