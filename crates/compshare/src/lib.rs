#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod base64;
mod client;
pub mod credentials;
pub mod endpoint;
pub mod error;
mod glance;
mod lifecycle;
pub mod model;
pub mod operation;
mod place;
mod regions;
mod reply;

pub use client::{Client, ClientBuilder, CompShare};
pub use error::CODES;
pub use lifecycle::CAPABILITIES;
pub use model::{Instance, InstanceState};
/// What all providers share: credentials, errors, the stop engine and the driver of fleets.
pub use tingji_core;
pub use tingji_ucloud::Config;

tingji_core::blocking_client!(crate::Client, crate::CompShare);
