//! Credentials from the places where CompShare's own tools store them.
//!
//! [`CHAIN`] uses the first of these sources that has keys:
//!
//! 1. the environment variables `COMPSHARE_PUBLIC_KEY` and `COMPSHARE_PRIVATE_KEY`. If only one is set, the
//!    other comes from the profile, as in the vendor's command.
//! 2. the configuration file of the `compshare` command: `COMPSHARE_CONFIG_FILE`, else
//!    `$XDG_CONFIG_HOME/compshare/config.json`, else `~/.config/compshare/config.json`. The profile is the
//!    requested one, else `COMPSHARE_PROFILE`, else `current_profile` in the file, else `default`.
//! 3. profiles in the files of the `ucloud` command whose base URL is CompShare's. The vendor's agent
//!    skills write such profiles.
//!
//! The vendor documents neither a metadata service nor temporary keys for CompShare.
//!
//! <https://pypi.org/project/compshare-cli/>

mod default;
mod env;
mod files;

pub use default::CHAIN;
