//! [`Origin`]: the place of credentials or of a setting.

use std::fmt;

/// The place of credentials or of a setting. `Display` prints it in a few words, such as `variable
/// BCE_ACCESS_KEY_ID` or `file ~/.bce/config.json [default]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// The caller of the library.
    Caller,
    /// Environment variable of this name.
    Variable(String),
    /// File, or one profile or section of it.
    File {
        /// Path, in which the home directory is `~`.
        path: String,
        /// Name of the profile or section. `None` for a file without sections.
        section: Option<String>,
    },
    /// Service of the machine or container, such as `metadata service of ECS`.
    Service(&'static str),
    /// OIDC token in the file that this variable names.
    OidcToken(String),
    /// Role that is assumed with other keys.
    Assumed {
        /// Name of the kind of role, such as `agency`.
        role: &'static str,
        /// Place of the keys.
        keys: Box<Origin>,
    },
    /// Two places, each with one half of a key pair.
    Both(Box<[Origin; 2]>),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Caller => f.write_str("the caller"),
            Self::Variable(name) => write!(f, "variable {name}"),
            Self::File { path, section: None } => write!(f, "file {path}"),
            Self::File { path, section: Some(section) } => write!(f, "file {path} [{section}]"),
            Self::Service(name) => f.write_str(name),
            Self::OidcToken(variable) => write!(f, "OIDC token of {variable}"),
            Self::Assumed { role, keys } => write!(f, "{role} assumed with {keys}"),
            Self::Both(places) => write!(f, "{} and {}", places[0], places[1]),
        }
    }
}
