#![doc = include_str!("../README.md")]

mod client;
#[cfg(feature = "client")]
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
