//! Access keys from the places that Volcengine's own tools use, and temporary keys.
//!
//! [`CHAIN`] searches in the order of the vendor's SDKs: environment variables, OIDC, configuration files,
//! metadata service.
//!
//! 1. `VOLCENGINE_ACCESS_KEY`, `VOLCENGINE_SECRET_KEY`, `VOLCENGINE_SESSION_TOKEN`; in place of an unset one
//!    `VOLCSTACK_ACCESS_KEY_ID` or `VOLCSTACK_ACCESS_KEY`, `VOLCSTACK_SECRET_ACCESS_KEY` or
//!    `VOLCSTACK_SECRET_KEY`, `VOLCSTACK_SESSION_TOKEN`; then `VOLC_ACCESSKEY` and `VOLC_SECRETKEY` of the
//!    old SDKs.
//! 2. [`AssumeRoleWithOidc`]: `VOLCENGINE_OIDC_TOKEN_FILE`, `VOLCENGINE_OIDC_ROLE_TRN`, and optionally
//!    `VOLCENGINE_OIDC_ROLE_SESSION_NAME`, `VOLCENGINE_OIDC_ROLE_POLICY`, `VOLCENGINE_OIDC_STS_ENDPOINT`.
//! 3. `~/.volcengine/config.json` of the command `ve` (or `VOLCENGINE_CLI_CONFIG_FILE`), with all modes of a
//!    profile: `ak`, `StsToken`, `RamRoleArn`, `OIDC`, `EcsRole`, `sso` and `console-login`. For the last
//!    two, the chain uses keys that `ve` has cached until they expire; it does not log in itself. The
//!    profile is the requested one, else `VOLCENGINE_PROFILE`, else `VOLCSTACK_PROFILE`, else `current` in
//!    the file, else `default`. A variable or `current` that names a missing profile is an error.
//! 4. The files of the older SDKs: `~/.volcengine/credentials` (or `VOLCSTACK_SHARED_CREDENTIALS_FILE`),
//!    `~/.volc/credentials`, `~/.volc/config`. No vendor tool reads all of them, so their place in the order
//!    is a guess.
//! 5. [`EcsRole`]: the metadata service of ECS, for the role in `VOLCENGINE_ECS_METADATA` or the first role
//!    that the service lists. `VOLCENGINE_ECS_METADATA_DISABLED=true` turns it off.
//!
//! `VOLCENGINE_DISABLE_DEFAULT_CREDENTIALS=true` leaves only step 3.
//!
//! <https://github.com/volcengine/volcengine-go-sdk>, <https://github.com/volcengine/volcengine-cli>

mod assume_role;
mod default;
mod env;
mod files;
mod metadata;
mod oidc;
mod sts;

pub use assume_role::AssumeRole;
pub use default::CHAIN;
pub use metadata::EcsRole;
pub use oidc::AssumeRoleWithOidc;
