//! Workspace-wide tests: one binary, one module per concern.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod blocking;
mod book;
mod captures;
mod client_methods;
mod clients;
mod dependency_rules;
mod error_fixtures;
mod fast_path;
mod fixtures;
mod fuzz;
mod http_client;
mod lifecycle;
mod log_events;
mod malicious;
mod matrix;
mod messages;
mod network;
mod properties;
mod provider_names;
mod security;
mod soak;
mod support;
mod test_counts;
mod vectors;
mod vendor_examples;
mod verification;
