//! Where Baidu's own tools keep keys, and how temporary ones are made.
//!
//! [`CHAIN`] asks, in this order:
//!
//! 1. the variables of the `bce` command: `BCE_ACCESS_KEY_ID`, `BCE_SECRET_ACCESS_KEY`,
//!    `BCE_SECURITY_TOKEN`
//! 2. those of the Terraform provider: `BAIDUCLOUD_ACCESS_KEY`, `BAIDUCLOUD_SECRET_KEY`,
//!    `BAIDUCLOUD_SESSION_TOKEN`
//! 3. `~/.bce/config.json` of the `bce` command: the profile given, else its `current`, else `default`
//! 4. `~/.go-bcecli/credentials` of `bcecmd`, section `[Defaults]`
//!
//! The vendor's SDKs read none of these, so that no order among them is documented (guess). The `bce`
//! command lets a profile go before variables; here they go before files, as on the other clouds.
//! Baidu documents no metadata service for keys.
//!
//! [`AssumeRole`] and [`SessionToken`] make temporary keys out of others; no tool of the vendor's is
//! told by variables to do so.
//!
//! <https://github.com/baidubce/bce-cli>

mod default;
mod env;
mod files;
mod sts;

pub use default::CHAIN;
pub use sts::{AssumeRole, SessionToken};
