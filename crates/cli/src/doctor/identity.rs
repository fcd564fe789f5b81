//! Credentials in a few words, without their secrets.

use tingji::core::credentials::LoginMethod;

use crate::lang::{pick, say};

/// Enough of an access key to tell it from others: `AKLT…xyz`; nothing of a short one.
pub(super) fn shortened(key: &str) -> String {
    let chars: Vec<_> = key.chars().collect();
    if chars.len() < 12 {
        return "…".to_owned();
    }
    let (start, end) = (&chars[..4], &chars[chars.len() - 3..]);
    tingji::core::sanitize_line(&format!("{}…{}", String::from_iter(start), String::from_iter(end)))
}

/// The log-in in a few words, without its secrets.
pub(super) fn login(login: &LoginMethod) -> String {
    match login {
        LoginMethod::Token(_) => pick("a token", "令牌").to_owned(),
        LoginMethod::Password { .. } => pick("a user with a password", "用户名和密码").to_owned(),
        _ => match login.credential() {
            Some(pair) if pair.security_token().is_some() => {
                say!("temporary key {key}", "临时密钥 {key}", key = shortened(pair.access_key()))
            }
            Some(pair) => say!("key {key}", "密钥 {key}", key = shortened(pair.access_key())),
            None => pick("keys that are issued when they are needed", "需要时签发的密钥").to_owned(),
        },
    }
}
