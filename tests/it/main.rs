//! Workspace-wide tests: one binary, one module per concern.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod blocking;
mod book;
mod captures;
mod clients;
mod dependency_rules;
mod evident;
mod fixtures;
mod fuzz;
mod hostile;
mod http_client;
mod lifecycle;
mod matrix;
mod network;
mod properties;
mod published;
mod refusals;
mod security;
mod soak;
mod support;
mod vectors;
mod verdicts;
