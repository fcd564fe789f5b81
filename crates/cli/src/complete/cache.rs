//! The cache of listed instances, so that a second Tab needs no request.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::{BaseStrategy, choose_base_strategy};
use tingji::{Cloud, Environment};

use super::candidate::Candidate;

/// Lifetime of a cached list.
const MAX_AGE: Duration = Duration::from_secs(30);

/// The cache file of a set of accounts. It contains targets, names and states, but no keys.
pub(super) struct CandidateCache {
    /// File with the candidates.
    path: PathBuf,
}

impl CandidateCache {
    /// Returns the cache of these accounts; `None` without a home. The name is a hash of keys, regions and
    /// endpoints.
    pub(super) fn of(environment: &Environment, accounts: &[(Cloud, Option<String>)]) -> Option<Self> {
        let folder = choose_base_strategy().ok()?.cache_dir().join("tingji");
        let mut hasher = DefaultHasher::new();
        for (cloud, profile) in accounts {
            (cloud.as_str(), profile).hash(&mut hasher);
            let Ok(account) = environment.account(*cloud, profile.as_deref(), None) else { continue };
            account.credentials.credential().map(|pair| pair.access_key().to_owned()).hash(&mut hasher);
            [account.region, account.zone, account.project_id, account.endpoint].hash(&mut hasher);
            account.origins.hash(&mut hasher);
        }
        Some(Self { path: folder.join(format!("targets-{:016x}.json", hasher.finish())) })
    }

    /// Returns the cached candidates unless they have expired.
    pub(super) fn read(&self) -> Option<Vec<Candidate>> {
        if !is_fresh(&self.path) {
            return None;
        }
        serde_json::from_slice(&std::fs::read(&self.path).ok()?).ok()
    }

    /// Writes the candidates. A failure is ignored; the next completion then queries the clouds again.
    pub(super) fn write(&self, offered: &[Candidate]) {
        let _ = self.try_write(offered);
    }

    /// Writes the file atomically, readable by the user only.
    fn try_write(&self, offered: &[Candidate]) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        delete_expired(folder);
        // A temporary file has mode 0600 from its creation.
        let mut file = tempfile::Builder::new().prefix(".targets-").tempfile_in(folder)?;
        serde_json::to_writer(&mut file, offered)?;
        file.flush()?;
        file.persist(&self.path)?;
        Ok(())
    }
}

/// Deletes expired cache files.
fn delete_expired(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if is_cache(&path) && !is_fresh(&path) {
            drop(std::fs::remove_file(path));
        }
    }
}

/// Returns true for cache files and their temporary files.
fn is_cache(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.trim_start_matches('.').starts_with("targets-")
}

/// Returns true for a file younger than [`MAX_AGE`]; false for one from the future.
fn is_fresh(path: &Path) -> bool {
    let age = path.metadata().and_then(|metadata| metadata.modified()).map(|time| time.elapsed());
    matches!(age, Ok(Ok(age)) if age < MAX_AGE)
}
