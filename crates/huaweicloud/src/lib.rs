#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod builder;
mod client;
mod codes;
pub mod credentials;
pub mod endpoint;
pub mod error;
mod glance;
mod iam;
mod lifecycle;
pub mod model;
pub mod operation;
mod renewing;

pub use builder::ClientBuilder;
pub use client::{Client, ModelArts, Project};
pub use error::CODES;
pub use iam::{Iam, IamClient};
pub use lifecycle::CAPABILITIES;
pub use model::{ServerResponse, ServerStatus};
/// What all providers share: credentials, errors, the stop engine and the driver of fleets.
pub use tingji_core;

tingji_core::blocking_client!(crate::Client, crate::ModelArts);
