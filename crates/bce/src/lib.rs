#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod client;
pub mod credentials;
pub mod endpoint;
pub mod error;
mod lifecycle;
pub mod model;
pub mod operation;

pub use client::{Bcc, Client, ClientBuilder};
pub use error::CODES;
pub use lifecycle::CAPABILITIES;
pub use model::{Instance, InstanceStatus};
/// What all providers share: credentials, errors, the stop engine and the driver of fleets.
pub use tingji_core;

tingji_core::blocking_client!(crate::Client, crate::Bcc);
