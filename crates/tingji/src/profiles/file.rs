//! [`ProfileFile`]: reading and writing the profile file without losing concurrent changes.
//!
//! A change locks the file `.profiles.toml.lock` beside the profile file, reads the current text, edits it, writes a
//! temporary file, and renames it over the old one. A crash at any point leaves either the old or the new file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind as IoKind, Write};
use std::path::{Path, PathBuf};

use fs4::FileExt;
use tingji_core::credentials::{CredentialContext, FoundAccount, TextFile};
use tingji_core::{Error, ErrorKind, Message, Result, message};

use super::parse::parse_profiles;
use super::{Profile, edit};
use crate::journal::sync_folder;
use crate::{Cloud, Providers};

/// Handling of a profile that already exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnConflict {
    /// Keeps the existing profile.
    Keep,
    /// Replaces the existing profile.
    Replace,
}

/// Result of writing a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutOutcome {
    /// The profile was added.
    Added,
    /// The profile replaced an existing one.
    Replaced,
    /// An equal profile already existed.
    Unchanged,
    /// A different profile of this name exists and was kept.
    Kept,
}

impl PutOutcome {
    /// Returns the result that writing a profile would have, given the existing profiles.
    pub fn predict(profile: &Profile, there: &[Profile], on_conflict: OnConflict) -> Self {
        match there.iter().find(|other| is_same(other, profile)) {
            None => Self::Added,
            Some(other) if other == profile => Self::Unchanged,
            Some(_) if on_conflict == OnConflict::Replace => Self::Replaced,
            Some(_) => Self::Kept,
        }
    }
}

fn is_named(profile: &Profile, name: &str, cloud: Cloud) -> bool {
    profile.name() == name && profile.cloud() == cloud
}

/// Returns true if two profiles have the same name and cloud.
fn is_same(one: &Profile, other: &Profile) -> bool {
    one.name() == other.name() && one.cloud() == other.cloud()
}

/// The profile file, which may not exist yet.
///
/// A change takes a lock, writes a new file beside the old one, and replaces the old file atomically. A
/// reader sees either the old or the new text. On Unix, only the owner can read the new file from the
/// moment of its creation.
#[derive(Clone, Debug)]
pub struct ProfileFile {
    path: PathBuf,
    context: CredentialContext,
    providers: Providers,
}

impl ProfileFile {
    pub(crate) fn new(path: PathBuf, context: CredentialContext, providers: Providers) -> Self {
        Self { path, context, providers }
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the path for messages, with `~` for the home folder.
    pub fn name(&self) -> String {
        self.context.display_path(&self.path)
    }

    /// Reads all profiles in the order of the file. Returns an empty list if the file does not exist.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] for an invalid file; the message names file and line.
    pub fn read(&self) -> Result<Vec<Profile>> {
        self.text()?.map_or_else(
            || Ok(Vec::new()),
            |file| parse_profiles(file.text.expose_secret(), &file.name, self.providers),
        )
    }

    /// Finds the credentials of a profile.
    pub(crate) fn find(&self, cloud: Cloud, name: &str) -> Result<Option<FoundAccount>> {
        let Some(file) = self.text()? else { return Ok(None) };
        let profiles = parse_profiles(file.text.expose_secret(), &file.name, self.providers)?;
        let profile = profiles.iter().find(|profile| profile.cloud() == cloud && profile.name() == name);
        profile.map(|profile| profile.account(&file)).transpose()
    }

    /// Returns a warning if other users can read or change the file.
    pub fn warning(&self) -> Option<Message> {
        self.text().ok()??.warning
    }

    /// Writes a profile into the file. Creates the file if it does not exist.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the profile is incomplete or the file is invalid,
    /// [`ErrorKind::Config`] if the file cannot be written.
    pub fn put(&self, profile: &Profile, on_conflict: OnConflict) -> Result<PutOutcome> {
        profile.check()?;
        let mut put = PutOutcome::Unchanged;
        self.change(|text, there| {
            put = PutOutcome::predict(profile, there, on_conflict);
            if matches!(put, PutOutcome::Unchanged | PutOutcome::Kept) {
                return Ok(None);
            }
            let mut wanted: Vec<_> = there.iter().filter(|other| !is_same(other, profile)).cloned().collect();
            wanted.push(profile.clone());
            Ok(Some((edit::put(text, profile)?, wanted)))
        })?;
        Ok(put)
    }

    /// Removes a profile from the file. Returns true if the profile existed.
    ///
    /// # Errors
    ///
    /// Errors of [`put`](Self::put).
    pub fn remove(&self, name: &str, cloud: Cloud) -> Result<bool> {
        let mut was_there = false;
        self.change(|text, there| {
            was_there = there.iter().any(|profile| is_named(profile, name, cloud));
            if !was_there {
                return Ok(None);
            }
            let wanted = there.iter().filter(|profile| !is_named(profile, name, cloud)).cloned().collect();
            Ok(Some((edit::remove(text, name, cloud)?, wanted)))
        })?;
        Ok(was_there)
    }

    /// Reads, edits and writes the file under its lock. The edited text is parsed again, and its profiles must
    /// be the expected ones.
    fn change(
        &self,
        edit: impl FnOnce(&str, &[Profile]) -> Result<Option<(String, Vec<Profile>)>>,
    ) -> Result<()> {
        let path = resolve_symlink(&self.path).map_err(|error| self.write_error(&error))?;
        let _lock = lock(&path).map_err(|error| self.write_error(&error))?;
        let name = self.name();
        let file = self.text()?;
        let text = file.as_ref().map_or("", |file| file.text.expose_secret());
        let Some((text, wanted)) = edit(text, &parse_profiles(text, &name, self.providers)?)? else {
            return Ok(());
        };
        if sorted(parse_profiles(&text, &name, self.providers)?) != sorted(wanted) {
            let message = message!(
                "file-not-editable",
                "tingji cannot edit the format of the file {file}: edit it by hand",
                file = name
            );
            return Err(Error::new(ErrorKind::Credentials, message));
        }
        write(&path, text.as_bytes()).map_err(|error| self.write_error(&error))
    }

    fn text(&self) -> Result<Option<TextFile>> {
        self.context.file(&self.path)
    }

    fn write_error(&self, error: &io::Error) -> Error {
        let file = self.name();
        let error = error.to_string();
        Error::new(
            ErrorKind::Config,
            message!("file-not-written", "can't write the file {file}: {error}", file, error),
        )
    }
}

fn sorted(mut profiles: Vec<Profile>) -> Vec<Profile> {
    profiles.sort_by(|one, other| (one.name(), one.cloud()).cmp(&(other.name(), other.cloud())));
    profiles
}

/// Resolves symbolic links, also to a file that does not exist yet.
fn resolve_symlink(path: &Path) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(error) if error.kind() == IoKind::NotFound => match path.read_link() {
            Ok(target) => resolve_symlink(&parent_dir(path).join(target)),
            Err(_) => Ok(path.to_owned()),
        },
        found => found,
    }
}

fn parent_dir(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Waits until no other process writes the file. The lock is released when the returned file is dropped.
fn lock(path: &Path) -> io::Result<File> {
    create_dir(parent_dir(path))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path.with_file_name(format!(".{name}.lock")))?;
    FileExt::lock(&file)?;
    Ok(file)
}

/// Creates missing folders, readable only by their owner.
fn create_dir(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes the file atomically. On Unix, a temporary file has mode 0600 from the moment of its creation.
fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".profiles-").tempfile_in(parent_dir(path))?;
    file.write_all(text)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    sync_folder(path);
    Ok(())
}
