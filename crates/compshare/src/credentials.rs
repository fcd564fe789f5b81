//! Where CompShare's own tools keep keys.
//!
//! [`CHAIN`] asks, in this order:
//!
//! 1. the variables `COMPSHARE_PUBLIC_KEY` and `COMPSHARE_PRIVATE_KEY`; as in the vendor's command, a
//!    half that is not set comes from the profile
//! 2. the file of the `compshare` command: `COMPSHARE_CONFIG_FILE`, else
//!    `$XDG_CONFIG_HOME/compshare/config.json`, else `~/.config/compshare/config.json`. The profile is
//!    the one given, else `COMPSHARE_PROFILE`, else `current_profile`, else `default`.
//! 3. profiles in the files of the `ucloud` command whose base URL is CompShare's, as the vendor's
//!    agent skills write them
//!
//! The vendor documents no metadata service and no temporary keys for CompShare.
//!
//! <https://pypi.org/project/compshare-cli/>

mod default;
mod env;
mod files;

pub use default::CHAIN;
