//! Lists the source files of the repository.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders with build output.
const BUILD_FOLDER: &str = "target";
/// Folders with recorded or generated data, except below `src`.
const DATA_FOLDERS: [&str; 4] = ["data", "fixtures", "snapshots", "corpus"];

/// Files below a folder with one of these extensions, sorted. Hidden folders, build output and recorded data are
/// omitted.
pub(crate) fn find(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries = fs::read_dir(&next).map_err(|error| format!("{}: {error}", next.display()))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if has_sources(&path, folder) {
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

/// True for a folder below `base` that can contain source files.
fn has_sources(folder: &Path, base: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let below = folder.strip_prefix(base).unwrap_or(folder);
    let is_data = DATA_FOLDERS.contains(&name.as_ref()) && !below.iter().any(|part| part == "src");
    !name.starts_with('.') && name != BUILD_FOLDER && !is_data
}
