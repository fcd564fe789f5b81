//! The search for credentials: environment variables, files, token services and metadata services.
//!
//! The vendors' tools use different names and formats. Every provider crate therefore has a module
//! `credentials` for its own tools, built from these parts:
//!
//! - [`CredentialContext`] is the only access to variables, the home directory and the network, so that a
//!   test can replace them.
//! - [`TextFile`], [`JsonProfiles`], [`TokenFile`] and [`JsonFields`] read files and responses.
//! - [`HttpFetch`] sends requests to token and metadata services.
//! - [`ProviderChain`] lists the sources of a cloud in order of precedence, and [`FoundAccount`] is the
//!   result.
//!
//! Nothing in this module prints. Texts for the user, such as that other users can read a key file, are
//! [warnings](FoundAccount::warnings) of the result. Errors and `Debug` texts contain no secret: they
//! name variables, files and fields only.
//!
//! ```
//! use tingji_core::auth::ProvideCredentials;
//! use tingji_core::credentials::CredentialContext;
//!
//! fn lookup(name: &str) -> Option<String> {
//!     match name {
//!         "WORK_EXAMPLE_AK" => Some("my_ak".to_owned()),
//!         "WORK_EXAMPLE_SK" => Some("my_sk".to_owned()),
//!         _ => None,
//!     }
//! }
//!
//! let context = CredentialContext::new(lookup).for_profile(Some("work"));
//! let found = context.key_pair(&["EXAMPLE_AK"], &["EXAMPLE_SK"], &[]).unwrap().unwrap();
//! assert_eq!(found.credentials.credential().unwrap().access_key(), "my_ak");
//! assert_eq!(found.origin.to_string(), "variable WORK_EXAMPLE_AK");
//! ```

mod chain;
mod context;
mod fetch;
mod file;
mod found;
mod ini;
mod json_fields;
mod origin;
mod profiles;
mod token_file;

pub use chain::ProviderChain;
pub use context::{CredentialContext, MetadataService, Network};
pub use fetch::HttpFetch;
pub use file::TextFile;
pub use found::{FoundAccount, Setting, StoredCredential};
pub use json_fields::{FieldNames, JsonFields, JsonLocation};
pub use origin::Origin;
pub use profiles::JsonProfiles;
pub use token_file::TokenFile;
