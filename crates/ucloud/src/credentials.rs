//! Credentials from the places where UCloud's own tools store them, and sources of temporary keys.
//!
//! [`CHAIN`] uses the first of these sources that has keys:
//!
//! 1. the environment variables of the Go SDK: `UCLOUD_PUBLIC_KEY` and `UCLOUD_PRIVATE_KEY`. A session
//!    token has no variable.
//! 2. the files of the `ucloud` command and the Go SDK: `~/.ucloud/config.json` (or
//!    `UCLOUD_SHARED_CONFIG_FILE`) and `~/.ucloud/credential.json` (or `UCLOUD_SHARED_CREDENTIAL_FILE`).
//!    The profile is the requested one, else `UCLOUD_PROFILE`, else the `active` one, else `default` (an
//!    assumption). Both spellings of the fields are read, `public_key` and `PublicKey`. Profiles with
//!    CompShare's base URL belong to `tingji-compshare`.
//!
//! In the Go SDK, files take precedence over variables. Here variables take precedence, as for the other
//! clouds. The vendor's UAI tool takes keys only from its command line.
//!
//! [`Metadata`] and [`AssumeRole`] provide temporary keys. The chain does not use them, because the
//! vendor's tools use them only on request.
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
