//! The API client, the credential sources, the engine event by event, and runs of many jobs in virtual time.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod action_builder;
mod api;
mod change;
mod engine;
mod fleet;
mod instances;
mod list_lookup;
mod mock_cloud;
mod params;
mod source;
mod unsupported;
