//! [`ImportCandidate`]: what the vendors' own files have for ours.

use tingji_core::credentials::{CredentialContext, ProviderChain, ResolvedCredentials};
use tingji_core::{Error, Result};

use super::{DEFAULT, Profile};
use crate::Cloud;

/// A profile in the file of a vendor's tool.
#[derive(Debug)]
pub struct ImportCandidate {
    cloud: Cloud,
    name: String,
    found: Result<ResolvedCredentials>,
}

impl ImportCandidate {
    /// All that the files of a cloud's tools have, each name once; what they have without a name is the
    /// [default](DEFAULT) one.
    pub(crate) fn all(
        cloud: Cloud,
        chain: &ProviderChain,
        surroundings: &CredentialContext,
    ) -> Result<Vec<Self>> {
        let mut candidates: Vec<Self> = Vec::new();
        for name in (chain.profile_names)(surroundings)? {
            if candidates.iter().all(|candidate| candidate.name != name) {
                let found = (chain.files)(surroundings, Some(&name)).transpose();
                candidates.extend(found.map(|found| Self { cloud, name, found }));
            }
        }
        let unnamed = (chain.files)(surroundings, None).transpose();
        let unnamed = unnamed.map(|found| Self { cloud, name: DEFAULT.to_owned(), found });
        let is_new = |unnamed: &Self| {
            candidates
                .iter()
                .all(|candidate| candidate.name != DEFAULT && candidate.place() != unnamed.place())
        };
        let unnamed = unnamed.filter(is_new);
        candidates.extend(unnamed);
        Ok(candidates)
    }

    /// Where it stands, or why it can't be read, which names the place too.
    fn place(&self) -> &str {
        self.found.as_ref().map_or_else(Error::message, |found| &found.origin)
    }

    /// The cloud.
    pub fn cloud(&self) -> Cloud {
        self.cloud
    }

    /// The name that it has there.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it stands, such as `file ~/.bce/config.json [default]`; none if it can't be read.
    pub fn origin(&self) -> Option<&str> {
        self.found.as_ref().ok().map(|found| found.origin.as_str())
    }

    /// Sentences for the user, such as on a file that others can read.
    pub fn warnings(&self) -> &[String] {
        self.found.as_ref().map(|found| found.warnings.as_slice()).unwrap_or_default()
    }

    /// The same as a profile of this name; none if it has no keys that could be written down, but is
    /// issued some when they are needed.
    ///
    /// # Errors
    ///
    /// Why it can't be read, or can't have this name.
    pub fn profile(&self, name: &str) -> Result<Option<Profile>> {
        let found = self.found.as_ref().map_err(Error::again)?;
        Profile::of(name, self.cloud, found)
    }
}
