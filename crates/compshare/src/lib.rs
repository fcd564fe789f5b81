#![doc = include_str!("../README.md")]

mod client;
pub mod endpoint;
mod lifecycle;
pub mod model;
pub mod operation;

pub use client::{Client, ClientBuilder, CompShare};
pub use lifecycle::CAPABILITIES;
pub use model::{Instance, InstanceState};
pub use tingji_ucloud::{Config, error};
