//! `examples`: the Rust code of the READMEs and of the book, built as a reader would build it.
//!
//! Each page becomes a crate whose `Cargo.toml` has exactly the dependencies that the page states. Paths replace the
//! released crates of this project, and the versions of all other crates are those of `Cargo.lock`.

mod page;

use std::fs;
use std::path::{Path, PathBuf};

use tingji_tests::patched_workspace::{self, read, write_file};
use tingji_tests::report::{failed, record};
use tingji_tests::{Tally, process};

use page::Page;

/// Builds the code of every page and prints one line for each page.
pub(crate) fn run() -> Tally {
    let mut tally = Tally::default();
    let folder = process::target_dir().join("pages");
    let pages = match create(&folder) {
        Ok(pages) => pages,
        Err(why) => {
            failed(&mut tally, why);
            return tally;
        }
    };
    for page in pages {
        let what = format!("{} (programs: {})", page.path, page.programs.len());
        record(&mut tally, &what, build(&page, &folder));
    }
    tally
}

/// Writes a workspace with one package for each page that contains Rust code.
fn create(folder: &Path) -> Result<Vec<Page>, String> {
    let _ = fs::remove_dir_all(folder);
    let mut pages = Vec::new();
    for file in markdown_files()? {
        let path = file.strip_prefix(process::root()).unwrap_or(&file).display().to_string();
        let page = Page::parse(path, &read(&file)?);
        if !page.programs.is_empty() {
            pages.push(page);
        }
    }
    for page in &pages {
        for (file, text) in page.files() {
            write_file(&folder.join(page.package()).join(file), &text)?;
        }
    }
    let members: Vec<_> = pages.iter().map(Page::package).collect();
    patched_workspace::write(folder, &members, &crates()?)?;
    Ok(pages)
}

/// The READMEs of the repository and of the crates, and the pages of the book.
fn markdown_files() -> Result<Vec<PathBuf>, String> {
    let root = process::root();
    let mut folders = vec![root.join("docs")];
    let mut files = entries(root)?;
    for folder in entries(&root.join("crates"))? {
        files.push(folder.join("README.md"));
    }
    while let Some(folder) = folders.pop() {
        for entry in entries(&folder)? {
            if entry.is_dir() { folders.push(entry) } else { files.push(entry) }
        }
    }
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md") && file.is_file());
    files.sort();
    Ok(files)
}

/// Name and folder of each crate of this project.
fn crates() -> Result<Vec<(String, String)>, String> {
    let mut crates = Vec::new();
    for folder in entries(&process::root().join("crates"))? {
        let manifest = read(&folder.join("Cargo.toml"))?;
        let name = manifest.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
        let name = name.ok_or_else(|| format!("{} has no name", folder.display()))?;
        crates.push((name.to_owned(), folder.display().to_string()));
    }
    Ok(crates)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(entries.flatten().map(|entry| entry.path()).collect())
}

/// Builds the package of a page, by itself: a build of several packages would unite their features.
fn build(page: &Page, folder: &Path) -> Result<(), String> {
    if let Some(fault) = page.faults.first() {
        return Err(fault.clone());
    }
    let mut command = process::cargo(&["build", "--quiet", "--bins", "--examples", "--tests", "--package"]);
    command.arg(page.package()).current_dir(folder).env("CARGO_TARGET_DIR", process::target_dir());
    process::run(&mut command)
}
