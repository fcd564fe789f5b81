//! Lists the source files of the repository.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders without source files: build output, and recorded or generated data.
const SKIPPED_FOLDERS: [&str; 5] = ["target", "data", "fixtures", "snapshots", "corpus"];

/// Files below a folder with one of these extensions, sorted. Hidden folders, build output and recorded
/// data are left out.
pub(crate) fn find(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries = fs::read_dir(&next).map_err(|error| format!("{}: {error}", next.display()))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if !name.starts_with('.') && !SKIPPED_FOLDERS.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if extensions.contains(&extension.as_str()) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
