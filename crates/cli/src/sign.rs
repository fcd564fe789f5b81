//! `tingji sign`: the scheme of a request, its mistakes, and its differences from the server's canonical
//! request. Pure.

mod diagnose;
mod report;
mod scheme;
mod server_canonical;
mod signed_headers;
mod static_checks;
#[cfg(test)]
mod tests;

pub(crate) use report::{SignatureReport, inspect, localize_error};
pub(crate) use scheme::{SchemeName, SecretKeyInput, detect};
pub(crate) use server_canonical::{CanonicalComparison, ServerCanonical};
