//! `cycles`: import cycles between the source files of a crate, and source files that are too long.
//!
//! An import is a path in the code of one file that names an item defined in another file of the same
//! crate. These rules decide the cases where a path and a file are not the same thing:
//! - `mod child;` is not an import.
//! - A re-export (`pub use child::Item;`) is not an import of the file that contains it, unless the code of
//!   that file uses the item too.
//! - A path that goes through a re-export or a module alias counts for the file that defines the item.
//! - Items under `#[cfg(test)]` do not count.
//! - Paths in macro calls, in macro definitions and in attributes count; links in documentation do not.

mod graph;
mod load;
mod module_tree;
mod parse;
mod resolve;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use tingji_tests::Tally;
use tingji_tests::process::root;
use tingji_tests::report::{failed, record};

use crate::source_files;

/// Maximum number of lines in a Rust source file.
const MAX_FILE_LINES: usize = 400;

/// Arguments of `cargo xtask cycles`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Check only this crate, by its folder (`core`) or package name (`tingji-core`)
    #[arg(long = "crate", value_name = "NAME")]
    only: Option<String>,
}

/// Checks every crate of the workspace, or the selected one, and prints one line for each.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    match crate_folders(options.only.as_deref()) {
        Ok(folders) => {
            for folder in folders {
                let shown = folder.strip_prefix(root()).unwrap_or(&folder).display().to_string();
                record(&mut tally, &shown, check_crate(&folder));
            }
        }
        Err(why) => failed(&mut tally, why),
    }
    tally
}

/// Folders of the crates to check: every member of the workspace, or the one with this name.
fn crate_folders(only: Option<&str>) -> Result<Vec<PathBuf>, String> {
    let crates = root().join("crates");
    let entries = fs::read_dir(&crates).map_err(|error| format!("{}: {error}", crates.display()))?;
    let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    folders.extend(["xtask", "tests", "tests/programs"].map(|folder| root().join(folder)));
    folders.retain(|folder| folder.join("Cargo.toml").is_file());
    folders.sort();
    if let Some(name) = only {
        let short = name.strip_prefix("tingji-").unwrap_or(name);
        folders.retain(|folder| folder.ends_with(name) || folder.ends_with(short));
        if folders.is_empty() {
            return Err(format!("the workspace has no crate named {name}"));
        }
    }
    Ok(folders)
}

/// Reports the import cycles and the overlong files of one crate as an error.
fn check_crate(folder: &Path) -> Result<(), String> {
    let mut faults = Vec::new();
    for source in crate_roots(folder) {
        let tree = load::load(&source)?;
        let edges = resolve::imports(&tree);
        for cycle in graph::cycles(&edges) {
            faults.push(cycle.describe(&tree.files, folder));
        }
    }
    faults.extend(overlong_files(folder)?);
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// Root files of the library and of the programs of a crate.
fn crate_roots(folder: &Path) -> Vec<PathBuf> {
    let sources = folder.join("src");
    let mut roots = vec![sources.join("lib.rs"), sources.join("main.rs")];
    if let Ok(entries) = fs::read_dir(sources.join("bin")) {
        roots.extend(entries.flatten().map(|entry| entry.path()));
    }
    roots.retain(|path| path.is_file());
    roots
}

/// Descriptions of the Rust files of a crate with more than [`MAX_FILE_LINES`] lines, tests and examples included.
fn overlong_files(folder: &Path) -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    for file in source_files::find(folder, &["rs"])? {
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let lines = text.lines().count();
        if lines > MAX_FILE_LINES {
            let shown = file.strip_prefix(folder).unwrap_or(&file).display();
            faults.push(format!("{shown} has {lines} lines (at most {MAX_FILE_LINES})"));
        }
    }
    Ok(faults)
}
