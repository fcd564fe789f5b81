#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod client;
mod codes;
pub mod credentials;
pub mod endpoint;
mod error;
mod lifecycle;
pub mod model;
pub mod operation;
mod protocol;
mod validate;
mod view;

pub use client::{Client, ClientBuilder};
pub use codes::CODES;
pub use lifecycle::CAPABILITIES;
pub use model::{Instance, InstanceStatus};
pub use protocol::Bcc;
/// What all providers share: credentials, errors, the stop engine and the driver of fleets.
pub use tingji_core;

tingji_core::blocking_client!(crate::Client, crate::Bcc);
