#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod client;
mod codes;
mod create_params;
pub mod credentials;
pub mod endpoint;
mod error;
mod gpu_catalog;
mod lifecycle;
pub mod model;
pub mod operation;
mod params;
mod protocol;
mod provider;
mod scoped_signer;
mod service;
mod view;

pub use client::{Client, ClientBuilder};
pub use codes::CODES;
pub use lifecycle::CAPABILITIES;
pub use model::{Instance, InstanceStatus, StoppedMode};
pub use protocol::Ecs;
pub use provider::PROVIDER;
/// Shared types of all providers: credentials, errors, the action engine and the fleet scheduler.
pub use tingji_core;
pub use tingji_core::exports::*;

tingji_core::blocking_client!(crate::Client, crate::Ecs);
