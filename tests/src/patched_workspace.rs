//! A workspace outside the repository's own one, in which crates of the registry are replaced by folders.

use std::fs;
use std::path::Path;

use crate::process::root;

/// Start of the build profiles in the manifest of the repository. The profiles end the file.
const PROFILE: &str = "[profile.dev]";

/// Writes `Cargo.toml` and `Cargo.lock` of a workspace with these members. Its profiles and the versions of its
/// dependencies are those of the repository, so that both can share a build folder.
///
/// Each patch is the name of a crate and the folder that replaces it.
///
/// # Errors
///
/// A file can't be read or written.
pub fn write(folder: &Path, members: &[String], patches: &[(String, String)]) -> Result<(), String> {
    let repository = read(&root().join("Cargo.toml"))?;
    let profile = repository.split_once(PROFILE).map_or("", |(_, rest)| rest);
    let patches = patches.iter().map(|(name, path)| format!("{name} = {{ path = {path:?} }}\n"));
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[patch.crates-io]\n{}\n{PROFILE}{profile}",
        patches.collect::<String>()
    );
    write_file(&folder.join("Cargo.toml"), &manifest)?;
    write_file(&folder.join("Cargo.lock"), &read(&root().join("Cargo.lock"))?)
}

/// Text of a file; the error names the file.
///
/// # Errors
///
/// The file can't be read.
pub fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

/// Writes a file and creates its folder; the error names the file.
///
/// # Errors
///
/// The file can't be written.
pub fn write_file(file: &Path, text: &str) -> Result<(), String> {
    let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
    folder.and_then(|()| fs::write(file, text)).map_err(|error| format!("{}: {error}", file.display()))
}
