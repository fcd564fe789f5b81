//! Where keys are found: variables, profile files, token services, metadata services.
//!
//! The vendors' tools differ in names and shapes; every provider crate has a `credentials` module
//! that knows its own, made of the parts here. [`CredentialContext`] is all that they see of the machine,
//! so that a test has variables and a home of its own. [`ResolvedCredentials`] is what they bring back, and
//! [`ProviderChain`] the order in which a cloud's sources are asked.
//!
//! Nothing here prints: what a user should know, such as a key file that others can read, comes
//! back as [`ResolvedCredentials::warnings`]. No error and no `Debug` holds a secret: errors name variables,
//! files and fields.

mod chain;
mod context;
mod fetch;
mod file;
mod ini;
mod json_fields;
mod resolved;

pub use chain::ProviderChain;
pub use context::{CredentialContext, MetadataService, Network};
pub use fetch::HttpFetch;
pub use file::TextFile;
pub use ini::sections;
pub use json_fields::{FieldNames, JsonFields};
pub use resolved::{CachedCredentials, LoginMethod, ResolvedCredentials};
