#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod auth;
mod client;
mod codes;
pub mod credentials;
pub mod endpoint;
mod error;
mod iam;
mod lazy_project;
mod lifecycle;
pub mod model;
pub mod operation;
mod protocol;
mod provider;
mod summary;
mod token_provider;
mod validate;
mod view;

pub use client::{Client, ClientBuilder};
pub use codes::CODES;
pub use iam::IamClient;
pub use lifecycle::CAPABILITIES;
pub use model::{ServerResponse, ServerStatus};
pub use protocol::{Iam, ModelArts, ProjectRef};
pub use provider::PROVIDER;
/// Shared types of all providers: credentials, errors, the action engine and the fleet scheduler.
pub use tingji_core;
pub use tingji_core::exports::*;

tingji_core::blocking_client!(crate::Client, crate::ModelArts);
