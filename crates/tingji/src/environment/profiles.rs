//! The file of profiles, as an [`Environment`] sees it.

use std::collections::BTreeSet;

use tingji_core::credentials::ResolvedCredentials;
use tingji_core::{Error, ErrorKind, Result};

use super::{Environment, chain};
use crate::Cloud;
use crate::account::feature_disabled;
use crate::profiles::{ImportCandidate, Profile, ProfileFile};

/// The variable that names the file.
const FILE: &str = "TINGJI_CONFIG";

impl Environment {
    /// The file of [profiles](crate::profiles), whether it is there or not.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if neither a variable nor a home tells where it is.
    pub fn profile_file(&self) -> Result<ProfileFile> {
        let named = self.surroundings.var(FILE).map(|path| self.surroundings.path(&path));
        let missing = || {
            let message = format!("there is no home for the file of profiles; name one with {FILE}");
            Error::new(ErrorKind::Config, message)
                .with_chinese(format!("找不到存放 profile 文件的主目录；请用 {FILE} 指定文件"))
        };
        let path = named.or_else(|| self.profiles.clone()).ok_or_else(missing)?;
        Ok(ProfileFile::new(path, self.surroundings.clone()))
    }

    /// The profiles in the [file](crate::profiles); none if there is no file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if it is broken, or not there although a variable names it.
    pub fn profiles(&self) -> Result<Vec<Profile>> {
        // One that a variable names must be there.
        self.surroundings.variable_file(FILE)?;
        if self.has_location() { self.profile_file()?.read() } else { Ok(Vec::new()) }
    }

    /// The default account of each of these clouds that a variable or a file speaks of, and all profiles
    /// of these clouds in the [file](crate::profiles). Of accounts that mean the same, by their key,
    /// region, project and endpoint, the first.
    ///
    /// # Errors
    ///
    /// As [`profiles`](Self::profiles).
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

    /// What makes two accounts the same one, for those with a key pair for good.
    fn identity(&self, cloud: Cloud, profile: Option<&str>) -> Option<[Option<String>; 5]> {
        let account = self.account(cloud, profile, None).ok()?;
        let key = account.identity.credential()?.access_key().to_owned();
        let region = account.region().map(str::to_owned);
        let cloud = Some(cloud.as_str().to_owned());
        Some([cloud, Some(key), region, account.project_id, account.endpoint])
    }

    /// What the files of a vendor's tools have for the file of profiles.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if one of them is broken, [`ErrorKind::Config`] if this build leaves
    /// the cloud out.
    pub fn import_candidates(&self, cloud: Cloud) -> Result<Vec<ImportCandidate>> {
        let chain = chain(cloud).ok_or_else(|| feature_disabled(cloud))?;
        let surroundings = self.surroundings.clone().with_network(self.network(None)?);
        let import_candidates =
            ImportCandidate::all(cloud, chain, &surroundings).map_err(|error| error.of(cloud))?;
        import_candidates.iter().for_each(|offer| self.warn(offer.warnings()));
        Ok(import_candidates)
    }

    fn has_location(&self) -> bool {
        self.profiles.is_some() || self.surroundings.var(FILE).is_some()
    }

    /// The profile of this name in the file of profiles.
    pub(super) fn in_file(&self, cloud: Cloud, name: &str) -> Result<Option<ResolvedCredentials>> {
        self.surroundings.variable_file(FILE)?;
        if self.has_location() { self.profile_file()?.find(cloud, name) } else { Ok(None) }
    }
}
