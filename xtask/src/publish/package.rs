//! What `cargo metadata` tells of a crate, and what the registry would miss in it.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::process;

/// The registry knows more; these are the ones that fit here.
const CATEGORIES: [&str; 8] = [
    "api-bindings",
    "asynchronous",
    "authentication",
    "command-line-utilities",
    "cryptography",
    "development-tools::testing",
    "network-programming",
    "simulation",
];

/// A crate of the workspace.
#[derive(Debug, Deserialize)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) description: Option<String>,
    pub(super) keywords: Vec<String>,
    pub(super) categories: Vec<String>,
    pub(super) repository: Option<String>,
    pub(super) rust_version: Option<String>,
    /// What other tools are told; docs.rs is one.
    pub(super) metadata: Value,
    license: Option<String>,
    readme: Option<PathBuf>,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
    publish: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct Dependency {
    name: String,
    req: String,
    path: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// The crates that are published.
pub(super) fn all() -> Result<Vec<Package>, String> {
    let mut command =
        process::cargo(&["metadata", "--no-deps", "--offline", "--locked", "--format-version", "1"]);
    let output = command.output().map_err(|error| format!("cargo metadata did not start: {error}"))?;
    if !output.status.success() {
        return Err(process::ended(&command, &output));
    }
    let read: Metadata =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    Ok(read.packages.into_iter().filter(Package::is_published).collect())
}

impl Package {
    fn is_published(&self) -> bool {
        self.publish.as_ref().is_none_or(|registries| !registries.is_empty())
    }

    /// The crates of the workspace that it stands on, in its tests too.
    pub(super) fn needs(&self) -> impl Iterator<Item = &str> {
        let ours = self.dependencies.iter().filter(|dependency| dependency.path.is_some());
        ours.map(|dependency| dependency.name.as_str()).filter(|name| *name != self.name)
    }

    pub(super) fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(&self.manifest_path)
    }

    /// What its manifest does not say, or says wrongly.
    pub(super) fn lacks(&self) -> Vec<String> {
        let told = [
            (self.description.is_some(), "no description"),
            (self.repository.is_some(), "no repository"),
            (self.license.is_some(), "no license"),
            (self.rust_version.is_some(), "no rust-version"),
            (self.readme.as_deref() == Some(Path::new("README.md")), "no README.md of its own"),
            (!self.keywords.is_empty(), "no keywords"),
            (self.keywords.len() <= 5, "more than five keywords"),
            (!self.categories.is_empty(), "no categories"),
            (self.metadata["docs"]["rs"].is_object(), "nothing for docs.rs"),
        ];
        let told = told.into_iter().filter(|(is, _)| !is).map(|(_, what)| what.to_owned());
        told.chain(self.bad_words()).chain(self.bad_dependencies()).collect()
    }

    fn bad_words(&self) -> impl Iterator<Item = String> {
        let keywords = self.keywords.iter().filter(|word| !is_keyword(word));
        let categories = self.categories.iter().filter(|word| !CATEGORIES.contains(&word.as_str()));
        let keywords = keywords.map(|word| format!("{word:?} is no keyword"));
        keywords.chain(categories.map(|word| format!("{word:?} is no category")))
    }

    /// A path means nothing to the registry: there the version counts.
    fn bad_dependencies(&self) -> impl Iterator<Item = String> {
        let bad = self.dependencies.iter().filter(|dependency| dependency.req == "*");
        bad.map(|dependency| format!("depends on {} without a version", dependency.name))
    }
}

/// The registry's rule.
fn is_keyword(word: &str) -> bool {
    let letters = word.chars().all(|c| c.is_ascii_alphanumeric() || "_-+".contains(c));
    letters && word.len() <= 20 && word.starts_with(|c: char| c.is_ascii_alphanumeric())
}
