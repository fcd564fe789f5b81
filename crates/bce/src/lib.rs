#![doc = include_str!("../README.md")]

mod client;
pub mod endpoint;
mod error;
mod lifecycle;
pub mod model;
pub mod operation;

pub use client::{Bcc, Client, ClientBuilder};
pub use lifecycle::CAPABILITIES;
pub use model::{Instance, InstanceStatus};
