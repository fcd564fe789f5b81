//! Operating systems of servers, and their logins.

use serde_json::Value;
use tingji_core::{Error, ErrorKind, Result, Secret};

use super::request::object;
use crate::validate::validate_length;

/// Login of a server's administrator.
#[derive(Clone, Debug)]
pub enum ServerLogin {
    /// `admin_pass`: password, 8 to 26 characters with at least three of: upper case, lower case, digits,
    /// other characters. Not for supernodes.
    AdminPass(Secret),
    /// `key_pair_name`: name of a key pair stored by the vendor.
    KeyPairName(String),
}

impl ServerLogin {
    /// Returns the password, if it meets the vendor's rules.
    pub(super) fn admin_pass(&self) -> Result<Option<&str>> {
        let Self::AdminPass(password) = self else { return Ok(None) };
        let text = password.expose_secret();
        let kinds: [fn(char) -> bool; 4] = [
            |c| c.is_ascii_uppercase(),
            |c| c.is_ascii_lowercase(),
            |c| c.is_ascii_digit(),
            |c| !c.is_ascii_alphanumeric(),
        ];
        let used = kinds.iter().filter(|kind| text.contains(**kind)).count();
        if (8..=26).contains(&text.chars().count()) && used >= 3 {
            return Ok(Some(text));
        }
        let message = "admin_pass is 8 to 26 characters of at least three of the kinds upper case, lower \
                       case, digits, others";
        Err(Error::new(ErrorKind::InvalidRequest, message))
    }

    pub(super) fn key_pair_name(&self) -> Result<Option<&str>> {
        match self {
            Self::KeyPairName(name) if name.is_empty() => {
                Err(Error::new(ErrorKind::InvalidRequest, "key_pair_name must not be empty"))
            }
            Self::KeyPairName(name) => Ok(Some(name)),
            Self::AdminPass(_) => Ok(None),
        }
    }
}

/// New operating system for [several servers](super::BatchDevServersAction).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OsRequest {
    login: ServerLogin,
    /// Image; required to change the operating system. Default: the current image.
    pub image_id: Option<String>,
    /// Script or text for the first boot, in Base64, at most 32 KiB before encoding. Default: none.
    pub user_data: Option<Secret>,
}

impl OsRequest {
    /// Creates an operating system from the current image, with this login.
    pub fn new(login: ServerLogin) -> Self {
        Self { login, image_id: None, user_data: None }
    }

    pub(super) fn body(&self) -> Result<Value> {
        os_body(&self.login, self.image_id.as_deref(), self.user_data.as_ref())
    }
}

/// Maximum length of user data: 32 KiB in Base64.
const MAX_USER_DATA_LEN: usize = (32_usize * 1024).div_ceil(3) * 4;

/// Returns the user data, if it is not too long.
pub(super) fn user_data(data: Option<&Secret>) -> Result<Option<Value>> {
    validate_length("user_data", data.map(Secret::expose_secret), MAX_USER_DATA_LEN)?;
    Ok(data.map(|data| data.expose_secret().into()))
}

/// Returns the request body that all changes of an operating system share.
pub(super) fn os_body(login: &ServerLogin, image_id: Option<&str>, data: Option<&Secret>) -> Result<Value> {
    Ok(object([
        ("admin_pass", login.admin_pass()?.map(Value::from)),
        ("image_id", image_id.map(Value::from)),
        ("key_pair_name", login.key_pair_name()?.map(Value::from)),
        ("user_data", user_data(data)?),
    ]))
}
