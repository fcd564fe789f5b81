//! [`Package`]: the metadata of a crate from `cargo metadata`, and the fields that the registry requires.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use tingji_tests::process;

/// Categories of the registry that fit this project; the registry has more.
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

/// The metadata of a crate of the workspace.
#[derive(Debug, Deserialize)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) description: Option<String>,
    pub(super) keywords: Vec<String>,
    pub(super) categories: Vec<String>,
    pub(super) repository: Option<String>,
    pub(super) rust_version: Option<String>,
    /// Settings of other tools, such as docs.rs.
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
pub(super) fn published() -> Result<Vec<Package>, String> {
    let mut command =
        process::cargo(&["metadata", "--no-deps", "--offline", "--locked", "--format-version", "1"]);
    let output = command.output().map_err(|error| format!("cargo metadata did not start: {error}"))?;
    if !output.status.success() {
        return Err(process::describe_exit(&command, &output));
    }
    let read: Metadata =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    Ok(read.packages.into_iter().filter(Package::is_published).collect())
}

impl Package {
    fn is_published(&self) -> bool {
        self.publish.as_ref().is_none_or(|registries| !registries.is_empty())
    }

    /// Crates of the workspace that the crate or its tests depend on.
    pub(super) fn workspace_dependencies(&self) -> impl Iterator<Item = &str> {
        let with_path = self.dependencies.iter().filter(|dependency| dependency.path.is_some());
        with_path.map(|dependency| dependency.name.as_str()).filter(|name| *name != self.name)
    }

    pub(super) fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(&self.manifest_path)
    }

    /// Descriptions of the fields that the manifest lacks, and of those that the registry rejects.
    pub(super) fn manifest_problems(&self) -> Vec<String> {
        let requirements = [
            (self.description.is_some(), "no description"),
            (self.repository.is_some(), "no repository"),
            (self.license.is_some(), "no license"),
            (self.rust_version.is_some(), "no rust-version"),
            (self.readme.as_deref() == Some(Path::new("README.md")), "no README.md in its folder"),
            (!self.keywords.is_empty(), "no keywords"),
            (self.keywords.len() <= 5, "more than five keywords"),
            (!self.categories.is_empty(), "no categories"),
            (self.metadata["docs"]["rs"].is_object(), "no settings for docs.rs"),
        ];
        let missing = requirements.into_iter().filter(|(is_met, _)| !is_met);
        let missing = missing.map(|(_, problem)| problem.to_owned());
        missing.chain(self.invalid_words()).chain(self.invalid_dependencies()).collect()
    }

    fn invalid_words(&self) -> impl Iterator<Item = String> {
        let keywords = self.keywords.iter().filter(|word| !is_keyword(word));
        let categories = self.categories.iter().filter(|word| !CATEGORIES.contains(&word.as_str()));
        let keywords = keywords.map(|word| format!("{word:?} is not a valid keyword"));
        keywords.chain(categories.map(|word| format!("{word:?} is not a known category")))
    }

    /// Dependencies without a version. The registry ignores the path of a dependency.
    fn invalid_dependencies(&self) -> impl Iterator<Item = String> {
        let unversioned = self.dependencies.iter().filter(|dependency| dependency.req == "*");
        unversioned.map(|dependency| format!("depends on {} without a version", dependency.name))
    }
}

/// The registry's rule for a keyword.
fn is_keyword(word: &str) -> bool {
    let letters = word.chars().all(|c| c.is_ascii_alphanumeric() || "_-+".contains(c));
    letters && word.len() <= 20 && word.starts_with(|c: char| c.is_ascii_alphanumeric())
}
