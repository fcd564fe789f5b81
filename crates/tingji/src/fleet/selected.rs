//! [`Selected`]: the instances that a filter selects in all accounts.

use std::fmt;
use std::ops::Deref;

use tingji_core::{Error, Instance, UnixTime};

use super::lists::Listing;
use crate::select::{ListedInstance, Selection};
use crate::{Cloud, Target};

/// Number of failed accounts that a message names.
const NAMED_ACCOUNTS: usize = 3;

/// Instance that a filter selected, with the target that denotes it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SelectedInstance {
    /// Target of the instance.
    pub target: Target,
    /// Instance as the list reported it.
    pub instance: Instance,
}

impl From<&SelectedInstance> for Target {
    fn from(selected: &SelectedInstance) -> Self {
        selected.target.clone()
    }
}

impl From<SelectedInstance> for Target {
    fn from(selected: SelectedInstance) -> Self {
        selected.target
    }
}

/// Instances that a filter selected, in the order of the accounts. Dereferences to a slice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "a selection changes nothing until it is stopped"]
pub struct Selected(Vec<SelectedInstance>);

impl Selected {
    /// Returns the targets of the instances.
    pub fn targets(&self) -> Vec<Target> {
        self.0.iter().map(Target::from).collect()
    }
}

impl Deref for Selected {
    type Target = [SelectedInstance];

    fn deref(&self) -> &[SelectedInstance] {
        &self.0
    }
}

impl IntoIterator for Selected {
    type Item = SelectedInstance;
    type IntoIter = std::vec::IntoIter<SelectedInstance>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Selected {
    type Item = &'a SelectedInstance;
    type IntoIter = std::slice::Iter<'a, SelectedInstance>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Account whose list failed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ListFailure {
    /// The cloud.
    pub cloud: Cloud,
    /// Profile of the account; `None` for the default profile.
    pub profile: Option<String>,
    /// Reason.
    pub error: Error,
}

impl fmt::Display for ListFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cloud = self.cloud;
        match &self.profile {
            Some(profile) => write!(f, "{cloud}:{profile}: {}", self.error),
            None => write!(f, "{cloud}: {}", self.error),
        }
    }
}

impl Listing {
    /// Returns the failure of the list. `None` if it was read.
    pub fn failure(&self) -> Option<ListFailure> {
        let error = self.instances.as_ref().err()?.clone();
        Some(ListFailure { cloud: self.cloud, profile: self.profile.clone(), error })
    }
}

/// Error of a selection. `Display` and `Debug` name the cloud and the reason.
#[derive(Clone)]
#[non_exhaustive]
pub enum SelectError {
    /// Nothing was listed: the filter or the profile file is invalid, or no cloud has keys.
    NotStarted(Error),
    /// The lists of some accounts failed, so an unknown number of instances is missing.
    Incomplete {
        /// Accounts whose list failed.
        failures: Vec<ListFailure>,
        /// Selected instances of the other accounts.
        partial: Selected,
    },
}

impl SelectError {
    /// Returns the selected instances of the accounts that were listed.
    pub fn partial(&self) -> Option<&Selected> {
        match self {
            Self::NotStarted(_) => None,
            Self::Incomplete { partial, .. } => Some(partial),
        }
    }

    /// Returns the accounts whose list failed.
    pub fn failures(&self) -> &[ListFailure] {
        match self {
            Self::NotStarted(_) => &[],
            Self::Incomplete { failures, .. } => failures,
        }
    }
}

impl fmt::Display for SelectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failures = match self {
            Self::NotStarted(error) => return write!(f, "{error}"),
            Self::Incomplete { failures, .. } => failures,
        };
        write!(f, "the selection is incomplete")?;
        for (position, failure) in failures.iter().take(NAMED_ACCOUNTS).enumerate() {
            write!(f, "{} {failure}", if position == 0 { ":" } else { ";" })?;
        }
        match failures.len().saturating_sub(NAMED_ACCOUNTS) {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}

impl fmt::Debug for SelectError {
    /// Writes the text of `Display`, because a program whose `main` returns the error prints it in this form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SelectError: {self}")
    }
}

impl std::error::Error for SelectError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotStarted(error) => Some(error),
            Self::Incomplete { failures, .. } => {
                let first = failures.first().map(|failure| &failure.error);
                first.map(|error| error as &(dyn std::error::Error + 'static))
            }
        }
    }
}

impl From<Error> for SelectError {
    fn from(error: Error) -> Self {
        Self::NotStarted(error)
    }
}

impl From<SelectError> for Error {
    fn from(error: SelectError) -> Self {
        let kind = match &error {
            SelectError::NotStarted(error) => return error.clone(),
            SelectError::Incomplete { failures, .. } => failures.first().map(|failure| failure.error.kind()),
        };
        let kind = kind.unwrap_or(tingji_core::ErrorKind::Vendor);
        Self::new(kind, error.to_string()).with_source(error)
    }
}

/// Applies a selection to the lists of all accounts.
///
/// # Errors
///
/// [`SelectError::Incomplete`] if a list failed.
pub(super) fn select(
    listings: Vec<Listing>,
    selection: &Selection,
    now: UnixTime,
) -> Result<Selected, SelectError> {
    let mut selected = Vec::new();
    let mut failures = Vec::new();
    for Listing { cloud, profile, instances } in listings {
        let instances = match instances {
            Ok(instances) => instances,
            Err(error) => {
                failures.push(ListFailure { cloud, profile, error });
                continue;
            }
        };
        for instance in instances {
            let profile = profile.as_deref();
            if selection.matches(&ListedInstance { cloud, profile, instance: &instance, now }) {
                let target = Target::of(cloud, profile, instance.region.as_deref(), instance.id.clone());
                selected.push(SelectedInstance { target, instance });
            }
        }
    }
    match failures.is_empty() {
        true => Ok(Selected(selected)),
        false => Err(SelectError::Incomplete { failures, partial: Selected(selected) }),
    }
}
