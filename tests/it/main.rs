//! Workspace-wide tests: one binary, one module per concern.

mod captures;
mod vectors;
