//! Accounts in a file of this project's own: several of each cloud, each under a name.
//!
//! The file is `TINGJI_CONFIG`, else `tingji/profiles.toml` in the user's folder for settings
//! (`~/.config` on Linux). The fields are the vendor's own:
//!
//! ```toml
//! [profiles.work.compshare]
//! public_key = "…"
//! private_key = "…"
//! region = "cn-wlcb"
//! ```
//!
//! The profile `default` is used where no profile is named. Whatever is wrong in the file is an error
//! that names file and line, and nothing of what stands there.

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

/// The profile that is used where none is named.
pub const DEFAULT: &str = "default";
