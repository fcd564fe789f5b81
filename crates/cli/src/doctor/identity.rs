//! Credentials in a few words, without their secrets.

use tingji::Account;
use tingji::core::auth::Identity;

use crate::lang::{localized, tr};

/// Returns the start and the end of an access key, enough to recognize it: `AKLT…xyz`; only `…` for a key
/// shorter than twelve.
pub(super) fn shortened(key: &str) -> String {
    let chars: Vec<_> = key.chars().collect();
    if chars.len() < 12 {
        return "…".to_owned();
    }
    let start = &chars[..4];
    let end = &chars[chars.len() - 3..];
    tingji::core::sanitize_line(&format!("{}…{}", String::from_iter(start), String::from_iter(end)))
}

/// Returns the kind of the credentials with the shortened access key.
pub(super) fn login(account: &Account) -> String {
    match account.credentials.fixed_identity() {
        Some(Identity::Token { .. }) => localized("a token", "令牌").to_owned(),
        Some(Identity::Password { .. }) => localized("a user with a password", "用户名和密码").to_owned(),
        Some(Identity::Keys(pair)) if pair.security_token().is_some() => {
            tr!("temporary key {key}", "临时密钥 {key}", key = shortened(pair.access_key()))
        }
        Some(Identity::Keys(pair)) => tr!("key {key}", "密钥 {key}", key = shortened(pair.access_key())),
        _ => localized("keys issued on demand", "按需签发的密钥").to_owned(),
    }
}
