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
//!
//! The fields of each cloud are in its [`ProfileSchema`](tingji_core::provider::ProfileSchema).
//!
//! The command edits the file in place: comments, order and formatting stay as they are. Several processes may write
//! the file at the same time; a lock file beside it prevents lost changes.
//!
//! ```
//! use tingji::profiles::{OnConflict, Profile, PutOutcome};
//! use tingji::Environment;
//! # #[cfg(feature = "bce")] {
//! # let folder = tempfile::tempdir().unwrap();
//! # let path = folder.path().join("profiles.toml");
//!
//! let environment = Environment::new(|_| None).with_profiles(Some(path));
//! let file = environment.profile_file().unwrap();
//! let mut profile = Profile::new("work", "bce".parse().unwrap()).unwrap();
//! profile.set("access_key_id", "my access key").unwrap_err(); // blanks are not allowed
//! profile.set("access_key_id", "my-access-key").unwrap();
//! profile.set("secret_access_key", "my-secret-key").unwrap();
//! assert_eq!(file.put(&profile, OnConflict::Keep).unwrap(), PutOutcome::Added);
//! assert_eq!(file.read().unwrap()[0].name(), "work");
//! # }
//! ```

mod edit;
mod file;
mod import;
mod parse;
mod profile;

pub use file::{OnConflict, ProfileFile, PutOutcome};
pub use import::ImportCandidate;
pub use profile::Profile;

/// Name of the profile that is used if none is named.
pub const DEFAULT: &str = "default";
