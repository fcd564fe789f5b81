//! Where UCloud's own tools keep keys, and how temporary ones are had.
//!
//! [`CHAIN`] asks, in this order:
//!
//! 1. the variables of the Go SDK: `UCLOUD_PUBLIC_KEY`, `UCLOUD_PRIVATE_KEY`; none of them holds a
//!    session token
//! 2. the files of the `ucloud` command and the Go SDK: `~/.ucloud/config.json` (or
//!    `UCLOUD_SHARED_CONFIG_FILE`) and `~/.ucloud/credential.json` (or
//!    `UCLOUD_SHARED_CREDENTIAL_FILE`). The profile is the one given, else `UCLOUD_PROFILE`, else the
//!    `active` one, else `default` (guess). Both spellings of the fields are read, `public_key` and
//!    `PublicKey`. Profiles of CompShare, by their base URL, are left to CompShare.
//!
//! The Go SDK lets what a file holds go before variables; here variables go first, as on the other
//! clouds. The vendor's UAI tool takes keys from its command line alone.
//!
//! [`Metadata`] and [`AssumeRole`] are temporary keys. The vendor's tools ask for neither by
//! themselves, so neither does the chain.
//!
//! <https://github.com/ucloud/ucloud-sdk-go>, <https://github.com/ucloud/ucloud-cli>

mod assume_role;
mod default;
mod env;
mod files;
mod metadata;

pub use assume_role::AssumeRole;
pub use default::CHAIN;
pub use files::{from_shared_files, profile_names_in_shared_files};
pub use metadata::Metadata;
