#![doc = include_str!("../README.md")]

mod builder;
mod client;
mod codes;
#[cfg(feature = "client")]
pub mod credentials;
pub mod endpoint;
pub mod error;
mod iam;
mod lifecycle;
pub mod model;
pub mod operation;
mod renewing;

pub use builder::ClientBuilder;
pub use client::{Client, ModelArts, Project};
pub use iam::{Iam, IamClient};
pub use lifecycle::CAPABILITIES;
pub use model::{ServerResponse, ServerStatus};
