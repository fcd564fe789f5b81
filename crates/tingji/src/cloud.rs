//! [`Cloud`]: one of the clouds of a table of providers.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::str::FromStr;

use tingji_core::provider::Provider;
use tingji_core::{Error, ErrorKind, message};

/// Table of providers. The order is the order of lists and tables.
pub type Providers = &'static [&'static Provider];

/// Providers that the features of this crate turn on.
static BUILT_IN: Providers = &[
    #[cfg(feature = "ucloud")]
    &tingji_ucloud::PROVIDER,
    #[cfg(feature = "compshare")]
    &tingji_compshare::PROVIDER,
    #[cfg(feature = "bce")]
    &tingji_bce::PROVIDER,
    #[cfg(feature = "volcengine")]
    &tingji_volcengine::PROVIDER,
    #[cfg(feature = "huaweicloud")]
    &tingji_huaweicloud::PROVIDER,
];

/// Returns the table of the providers that the features of this crate turn on.
pub fn providers() -> Providers {
    BUILT_IN
}

/// Cloud with its GPU product: a reference to its [`Provider`], to which it dereferences.
///
/// Two clouds are equal if they have the same name. Clouds of the built-in table are ordered as in the table, before
/// all others.
///
/// ```
/// # #[cfg(feature = "volcengine")] {
/// use tingji::Cloud;
///
/// let cloud: Cloud = "volcengine".parse().unwrap();
/// assert_eq!(cloud.default_region, Some("cn-beijing"));
/// assert_eq!("volc".parse::<Cloud>().unwrap(), cloud);
/// assert!("azure".parse::<Cloud>().is_err());
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Cloud(&'static Provider);

impl Cloud {
    /// Creates the cloud of a provider.
    pub const fn new(provider: &'static Provider) -> Self {
        Self(provider)
    }

    /// Returns the clouds that the features of this crate turn on.
    pub fn all() -> Vec<Self> {
        Self::of(BUILT_IN)
    }

    /// Returns the clouds of a table.
    pub fn of(providers: Providers) -> Vec<Self> {
        providers.iter().copied().map(Self).collect()
    }

    /// Finds a cloud in a table by its name or one of its aliases.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if the table has no such cloud.
    pub fn find(providers: Providers, name: &str) -> Result<Self, Error> {
        let found = providers.iter().copied().find(|provider| provider.is_named(name));
        found.map(Self).ok_or_else(|| {
            let names: Vec<_> = providers.iter().map(|provider| provider.name).collect();
            let names = names.join(", ");
            let name = format!("{name:?}");
            let message = message!("unknown-cloud", "{name} is not a cloud: use one of {names}", name, names);
            Error::new(ErrorKind::Config, message)
        })
    }

    /// Returns the name used in targets, variables and files.
    pub const fn as_str(self) -> &'static str {
        self.0.name
    }

    /// Returns the provider.
    pub const fn provider(self) -> &'static Provider {
        self.0
    }

    /// Returns the position in the built-in table; the number of its entries for another cloud.
    fn position(self) -> usize {
        let position = BUILT_IN.iter().position(|provider| provider.name == self.0.name);
        position.unwrap_or(BUILT_IN.len())
    }
}

impl From<&'static Provider> for Cloud {
    fn from(provider: &'static Provider) -> Self {
        Self(provider)
    }
}

impl Deref for Cloud {
    type Target = Provider;

    fn deref(&self) -> &Provider {
        self.0
    }
}

impl PartialEq for Cloud {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Cloud {}

impl Hash for Cloud {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.name.hash(state);
    }
}

impl PartialOrd for Cloud {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cloud {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.position(), self.0.name).cmp(&(other.position(), other.0.name))
    }
}

impl fmt::Debug for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Cloud").field(&self.0.name).finish()
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

impl FromStr for Cloud {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::find(BUILT_IN, text)
    }
}
