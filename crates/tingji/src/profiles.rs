//! Profiles: named accounts of any cloud in a file of this project.
//!
//! The file is `TINGJI_CONFIG`, else `tingji/profiles.toml` in the user's configuration folder (`~/.config`
//! on Linux). The field names are the vendor's:
//!
//! ```toml
//! [profiles.work.compshare]
//! public_key = "…"
//! private_key = "…"
//! region = "cn-wlcb"
//! ```
//!
//! The profile `default` is used if no profile is named. Every mistake in the file is an error that names
//! file and line, without quoting the content.

mod edit;
mod file;
mod import;
mod parse;
mod profile;
mod schema;

pub use file::{OnConflict, ProfileFile, PutOutcome};
pub use import::ImportCandidate;
pub use profile::Profile;
pub use schema::ProfileSchema;

/// Name of the profile that is used if none is named.
pub const DEFAULT: &str = "default";
