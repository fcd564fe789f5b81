//! Access of [`Environment`] to the profile file.

use std::collections::BTreeSet;

use tingji_core::account_search;
use tingji_core::credentials::FoundAccount;
use tingji_core::{Error, ErrorKind, Result, message};

use super::Environment;
use crate::Cloud;
use crate::profiles::{ImportCandidate, Profile, ProfileFile};

/// Variable that names the profile file.
const FILE: &str = "TINGJI_CONFIG";

/// Builds the error for a profile file without a known path.
fn no_home() -> Error {
    let message = message!(
        "no-home",
        "no home folder was found for the profile file; name the file with {variable}",
        variable = FILE
    );
    Error::new(ErrorKind::Config, message)
}

impl Environment {
    /// Returns the [profile file](crate::profiles); the file may not exist yet.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if neither a variable nor the home folder determines its path.
    pub fn profile_file(&self) -> Result<ProfileFile> {
        let named = self.context.var(FILE).map(|path| self.context.expand_home(&path));
        let path = named.or_else(|| self.profiles.clone()).ok_or_else(no_home)?;
        Ok(ProfileFile::new(path, self.context.clone(), self.providers))
    }

    /// Reads the profiles of the [file](crate::profiles). Returns an empty list if the file does not exist.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the file is invalid, or missing although a variable names it.
    pub fn profiles(&self) -> Result<Vec<Profile>> {
        // A file that a variable names must exist.
        self.context.variable_file(FILE)?;
        if self.has_location() { self.profile_file()?.read() } else { Ok(Vec::new()) }
    }

    /// Lists the accounts of these clouds: the default account of each cloud that has keys, and all
    /// profiles of the [file](crate::profiles). Of several accounts with the same key, region, project and
    /// endpoint, the list has only the first.
    ///
    /// # Errors
    ///
    /// Errors of [`profiles`](Self::profiles).
    pub fn accounts(&self, clouds: &[Cloud]) -> Result<Vec<(Cloud, Option<String>)>> {
        let named = self.profiles()?;
        let plain =
            clouds.iter().filter(|cloud| self.has_credentials_for(**cloud)).map(|cloud| (*cloud, None));
        let mut accounts: Vec<_> = plain.collect();
        let named = named.iter().filter(|profile| clouds.contains(&profile.cloud()));
        accounts.extend(named.map(|profile| (profile.cloud(), Some(profile.name().to_owned()))));
        accounts.sort();
        let mut seen = BTreeSet::new();
        accounts.retain(|(cloud, profile)| match self.identity(*cloud, profile.as_deref()) {
            Some(identity) => seen.insert(identity),
            None => true,
        });
        Ok(accounts)
    }

    /// Values that identify an account with a permanent key pair: cloud, key, region, project and endpoint.
    fn identity(&self, cloud: Cloud, profile: Option<&str>) -> Option<[Option<String>; 5]> {
        let account = self.account(cloud, profile, None).ok()?;
        let key = account.credentials.credential()?.access_key().to_owned();
        let region = account.region().map(str::to_owned);
        let cloud = Some(cloud.as_str().to_owned());
        Some([cloud, Some(key), region, account.project_id, account.endpoint])
    }

    /// Lists the profiles in the files of a vendor's tools that could be imported into the profile file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if a file is invalid, [`ErrorKind::Config`] if this build does not
    /// include the cloud.
    pub fn import_candidates(&self, cloud: Cloud) -> Result<Vec<ImportCandidate>> {
        let chain = cloud.chain;
        let context = self.context_with_network();
        let context = context.clone().with_network(account_search::network(&context, None)?);
        let import_candidates =
            ImportCandidate::all(cloud, chain, &context).map_err(|error| error.with_prefix(cloud))?;
        import_candidates.iter().for_each(|candidate| self.warn(candidate.warnings()));
        Ok(import_candidates)
    }

    /// Returns true if the path of the profile file is known.
    fn has_location(&self) -> bool {
        self.profiles.is_some() || self.context.var(FILE).is_some()
    }

    /// Finds a profile of this name in the profile file.
    pub(super) fn in_file(&self, cloud: Cloud, name: &str) -> Result<Option<FoundAccount>> {
        self.context.variable_file(FILE)?;
        if self.has_location() { self.profile_file()?.find(cloud, name) } else { Ok(None) }
    }
}
