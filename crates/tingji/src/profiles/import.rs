//! [`ImportCandidate`]: a profile of a vendor's tool that can be imported.
//!
//! Only permanent key pairs can be imported. A profile whose tool obtains temporary keys, for example by assuming a
//! role, stays in the vendor's file and is used from there.

use tingji_core::credentials::{CredentialContext, FoundAccount, Origin, ProviderChain};
use tingji_core::{Error, Message, Result};

use super::{DEFAULT, Profile};
use crate::Cloud;

/// Profile in the file of a vendor's tool.
#[derive(Debug)]
pub struct ImportCandidate {
    cloud: Cloud,
    name: String,
    found: Result<FoundAccount>,
}

impl ImportCandidate {
    /// Lists the profiles in the files of a cloud's tools, each name once. Credentials without a name
    /// become the [default](DEFAULT) profile.
    pub(crate) fn all(cloud: Cloud, chain: &ProviderChain, context: &CredentialContext) -> Result<Vec<Self>> {
        let mut candidates: Vec<Self> = Vec::new();
        for name in (chain.profile_names)(context)? {
            if candidates.iter().all(|candidate| candidate.name != name) {
                let found = (chain.files)(context, Some(&name)).transpose();
                candidates.extend(found.map(|found| Self { cloud, name, found }));
            }
        }
        let unnamed = (chain.files)(context, None).transpose();
        let unnamed = unnamed.map(|found| Self { cloud, name: DEFAULT.to_owned(), found });
        if let Some(unnamed) = unnamed
            && candidates.iter().all(|known| known.name != DEFAULT && known.place() != unnamed.place())
        {
            candidates.push(unnamed);
        }
        Ok(candidates)
    }

    /// Returns the source of the profile, or the error message, which names the source too.
    fn place(&self) -> String {
        match &self.found {
            Ok(found) => found.origin.to_string(),
            Err(error) => error.message().to_owned(),
        }
    }

    /// Returns the cloud of the profile.
    pub fn cloud(&self) -> Cloud {
        self.cloud
    }

    /// Returns the profile's name in that file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the source, such as `file ~/.bce/config.json [default]`; `None` if it cannot be read.
    pub fn origin(&self) -> Option<&Origin> {
        self.found.as_ref().ok().map(|found| &found.origin)
    }

    /// Returns warnings for the user, for example about a file that other users can read.
    pub fn warnings(&self) -> &[Message] {
        self.found.as_ref().map(|found| found.warnings.as_slice()).unwrap_or_default()
    }

    /// Converts it to a profile of this name. Returns `None` if it has no permanent keys, because it
    /// obtains temporary keys on demand.
    ///
    /// # Errors
    ///
    /// The error of reading the source, or [`ErrorKind::Config`](tingji_core::ErrorKind::Config) for an
    /// invalid name.
    pub fn profile(&self, name: &str) -> Result<Option<Profile>> {
        let found = self.found.as_ref().map_err(Error::clone)?;
        Profile::of(name, self.cloud, found)
    }
}
