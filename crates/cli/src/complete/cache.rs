//! What the clouds answered a moment ago, so that a second Tab is answered at once.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::{BaseStrategy, choose_base_strategy};
use tingji::{Cloud, Environment};

use super::candidate::Offered;

/// So long an answer is offered again.
const LONGEST_KEPT: Duration = Duration::from_secs(30);

/// The file for these accounts. It holds targets, names and states.
pub(super) struct Cache {
    path: PathBuf,
}

impl Cache {
    /// Other keys, regions or endpoints have another file; none without a home.
    pub(super) fn of(environment: &Environment, accounts: &[(Cloud, Option<String>)]) -> Option<Self> {
        let folder = choose_base_strategy().ok()?.cache_dir().join("tingji");
        let mut hasher = DefaultHasher::new();
        for (cloud, profile) in accounts {
            (cloud.as_str(), profile).hash(&mut hasher);
            let Ok(account) = environment.account(*cloud, profile.as_deref(), None) else { continue };
            account.identity.credential().map(|pair| pair.access_key().to_owned()).hash(&mut hasher);
            [account.region, account.zone, account.project_id, account.endpoint].hash(&mut hasher);
            account.origins.hash(&mut hasher);
        }
        Some(Self { path: folder.join(format!("targets-{:016x}.json", hasher.finish())) })
    }

    /// What it holds, if that is fresh.
    pub(super) fn read(&self) -> Option<Vec<Offered>> {
        if !is_fresh(&self.path) {
            return None;
        }
        serde_json::from_slice(&std::fs::read(&self.path).ok()?).ok()
    }

    /// Without it the clouds are asked again, so that a failure is no matter.
    pub(super) fn write(&self, offered: &[Offered]) {
        let _ = self.try_write(offered);
    }

    fn try_write(&self, offered: &[Offered]) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        sweep(folder);
        // The mode of a temporary file is 0600 from the first moment.
        let mut file = tempfile::Builder::new().prefix(".targets-").tempfile_in(folder)?;
        serde_json::to_writer(&mut file, offered)?;
        file.flush()?;
        file.persist(&self.path)?;
        Ok(())
    }
}

/// Takes away what no one will read again.
fn sweep(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_ours = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().trim_start_matches('.').starts_with("targets-"))
    };
    entries.filter(is_ours).filter(|path| !is_fresh(path)).for_each(|path| drop(std::fs::remove_file(path)));
}

/// A time in the future is no fresh one.
fn is_fresh(path: &Path) -> bool {
    let age = path.metadata().and_then(|about| about.modified()).map(|time| time.elapsed());
    matches!(age, Ok(Ok(age)) if age < LONGEST_KEPT)
}
