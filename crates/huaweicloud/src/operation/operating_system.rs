//! Operating systems of servers, and their logins.

use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;
use tingji_core::params::{SerializeParams, expose, invalid_request, to_json};
use tingji_core::{Result, Secret};

use crate::validate::validate_length;

/// Login of a server's administrator.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ServerLogin {
    /// `admin_pass`: password, 8 to 26 characters with at least three of: upper case, lower case, digits,
    /// other characters. Not for supernodes.
    AdminPass(Secret),
    /// `key_pair_name`: name of a key pair stored by the vendor.
    KeyPairName(String),
}

impl ServerLogin {
    /// Returns the vendor's parameter and its value, if the value meets the vendor's rules.
    fn parameter(&self) -> Result<(&'static str, &str)> {
        match self {
            Self::AdminPass(password) if is_admin_pass(password.expose_secret()) => {
                Ok(("admin_pass", password.expose_secret()))
            }
            Self::AdminPass(_) => invalid_request(
                "admin_pass is 8 to 26 characters of at least three of the kinds upper case, lower case, \
                 digits, others",
            ),
            Self::KeyPairName(name) if name.is_empty() => invalid_request("key_pair_name must not be empty"),
            Self::KeyPairName(name) => Ok(("key_pair_name", name)),
        }
    }
}

fn is_admin_pass(text: &str) -> bool {
    let kinds: [fn(char) -> bool; 4] = [
        |c| c.is_ascii_uppercase(),
        |c| c.is_ascii_lowercase(),
        |c| c.is_ascii_digit(),
        |c| !c.is_ascii_alphanumeric(),
    ];
    let used = kinds.iter().filter(|kind| text.contains(**kind)).count();
    (8..=26).contains(&text.chars().count()) && used >= 3
}

/// New operating system for [several servers](super::BatchDevServersAction).
#[derive(Clone, Debug)]
pub struct OsRequest {
    pub(super) login: ServerLogin,
    pub(super) image_id: Option<String>,
    pub(super) user_data: Option<Secret>,
}

impl OsRequest {
    /// Creates an operating system from the current image, with this login.
    pub fn new(login: ServerLogin) -> Self {
        Self { login, image_id: None, user_data: None }
    }

    /// Image; required to change the operating system. Default: the current image.
    #[must_use]
    pub fn image_id(mut self, image_id: impl Into<String>) -> Self {
        self.image_id = Some(image_id.into());
        self
    }

    /// Script or text for the first boot, in Base64, at most 32 KiB before encoding. Default: none.
    #[must_use]
    pub fn user_data(mut self, user_data: impl Into<Secret>) -> Self {
        self.user_data = Some(user_data.into());
        self
    }
}

impl SerializeParams for OsRequest {
    fn serialize_params<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("image_id", &self.image_id)?;
        map.serialize_entry("user_data", &expose(&self.user_data))?;
        map.end()
    }
}

/// Maximum length of user data: 32 KiB in Base64.
const MAX_USER_DATA_LEN: usize = (32_usize * 1024).div_ceil(3) * 4;

/// Returns the body for a new operating system: the parameters and the login, if the login and the user data
/// meet the vendor's rules.
pub(super) fn os_body(
    params: &impl SerializeParams,
    login: &ServerLogin,
    data: &Option<Secret>,
) -> Result<Value> {
    let (name, value) = login.parameter()?;
    validate_length("user_data", expose(data), MAX_USER_DATA_LEN)?;
    let mut body = to_json(params)?;
    body[name] = value.into();
    Ok(body)
}
