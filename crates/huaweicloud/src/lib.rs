#![doc = include_str!("../README.md")]

mod client;
pub mod endpoint;
mod error;
mod lifecycle;
pub mod model;
pub mod operation;

pub use client::{Client, ClientBuilder, ModelArts, Project};
pub use lifecycle::CAPABILITIES;
pub use model::{ServerResponse, ServerStatus};
