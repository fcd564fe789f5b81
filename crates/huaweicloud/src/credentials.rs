//! Keys from the places that Huawei Cloud's own tools use, and temporary keys.
//!
//! [`CHAIN`] searches in the order of the vendor's SDKs: OIDC, environment variables, configuration files,
//! metadata services.
//!
//! 1. [`OidcAgency`]: `HUAWEICLOUD_OIDC_PROVIDER_URN`, `HUAWEICLOUD_OIDC_AGENCY_URN`, and
//!    `HUAWEICLOUD_OIDC_TOKEN_FILE` or `HUAWEICLOUD_OIDC_ID_TOKEN`.
//! 2. Variables of the SDKs: `HUAWEICLOUD_SDK_IDP_ID` with `HUAWEICLOUD_SDK_ID_TOKEN_FILE` ([`IdToken`]),
//!    else `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK`, `HUAWEICLOUD_SDK_SECURITY_TOKEN`.
//! 3. Variables of the Terraform provider: `HW_ACCESS_KEY`, `HW_SECRET_KEY`, `HW_SECURITY_TOKEN`; else
//!    `HW_AUTH_TOKEN`; else `HW_USER_NAME`, `HW_USER_PASSWORD`, `HW_DOMAIN_NAME` for an IAM user who logs
//!    in. With `HW_ASSUME_ROLE_AGENCY_NAME` and `HW_ASSUME_ROLE_DOMAIN_NAME` (or `…_DOMAIN_ID`) the keys
//!    assume that agency: [`AssumeAgency`].
//! 4. `~/.huaweicloud/credentials` of the SDKs (or `HUAWEICLOUD_SDK_CREDENTIALS_FILE`): its section
//!    `[basic]`, else `[global]`. A requested profile is a section of this file too (guess).
//! 5. `~/.hcloud/config.json` of KooCLI (or `HW_SHARED_CONFIG_FILE`): the requested profile, else
//!    `HW_PROFILE`, else `current`, else `default`. KooCLI encrypts keys by default; encrypted keys are not
//!    supported.
//! 6. [`PodIdentity`] if `HC_CONTAINER_CREDENTIALS_FULL_URI` is set, else [`EcsMetadata`]. The SDKs query them in
//!    the opposite order, which costs seconds on machines without a metadata service.
//!
//! <https://github.com/huaweicloud/huaweicloud-sdk-python-v3>

mod assume_role;
mod default;
mod env;
mod files;
mod id_token;
mod metadata;
mod oidc;
mod pod_identity;
mod sts;

pub use assume_role::AssumeAgency;
pub use default::CHAIN;
pub use id_token::IdToken;
pub use metadata::EcsMetadata;
pub use oidc::OidcAgency;
pub use pod_identity::PodIdentity;
