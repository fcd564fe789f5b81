//! Keys from the places that Baidu's own tools use, and temporary keys.
//!
//! [`CHAIN`] searches in this order:
//!
//! 1. Variables of the `bce` command: `BCE_ACCESS_KEY_ID`, `BCE_SECRET_ACCESS_KEY`, `BCE_SECURITY_TOKEN`.
//! 2. Variables of the Terraform provider: `BAIDUCLOUD_ACCESS_KEY`, `BAIDUCLOUD_SECRET_KEY`,
//!    `BAIDUCLOUD_SESSION_TOKEN`.
//! 3. `~/.bce/config.json` of the `bce` command: the requested profile, else its `current`, else `default`.
//! 4. `~/.go-bcecli/credentials` of `bcecmd`, section `[Defaults]`.
//!
//! The vendor's SDKs read none of these sources, so the order is a guess. In the `bce` command a profile
//! takes precedence over variables; here variables take precedence over files, as for the other clouds.
//! Baidu documents no metadata service with keys.
//!
//! [`AssumeRole`] and [`SessionToken`] request temporary keys with other keys. The chain does not use them,
//! because no tool of the vendor has variables for them.
//!
//! A source of your own implements one trait, and the builder accepts it in place of a key pair:
//!
//! ```
//! use tingji_bce::{BoxFuture, Client, Credential, Identity, ProvideCredentials, Result, UnixTime};
//!
//! #[derive(Debug)]
//! struct Vault;
//!
//! impl ProvideCredentials for Vault {
//!     fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
//!         Box::pin(async move {
//!             let credential = Credential::new("my_ak", "my_sk").with_security_token("my_token");
//!             Ok(credential.with_expiry(now.plus(3600)).into())
//!         })
//!     }
//! }
//!
//! let client = Client::builder(Vault).region("gz").build()?;
//! # Ok::<(), tingji_bce::Error>(())
//! ```
//!
//! <https://github.com/baidubce/bce-cli>

mod assume_role;
mod default;
mod env;
mod files;

pub use assume_role::{AssumeRole, SessionToken};
pub use default::CHAIN;
