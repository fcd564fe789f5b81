//! The packages as the registry would hand them out, unpacked side by side. There they form a workspace of
//! their own, in which each stands on the unpacked others and on nothing of this repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::package::Package;
use crate::process;

/// The files that every package has, and the one in the repository that each must equal, if any.
const FILES: [(&str, Option<&str>); 4] = [
    ("README.md", None),
    ("CHANGELOG.md", None),
    ("LICENSE-MIT", Some("LICENSE-MIT")),
    ("LICENSE-APACHE", Some("LICENSE-APACHE")),
];
/// Start of the profiles for tests in the workspace's manifest, which end the file.
const PROFILE: &str = "[profile.dev]";

/// The folder of the unpacked packages.
#[derive(Debug)]
pub(super) struct Stage {
    folder: PathBuf,
}

/// Packages the crates and unpacks them.
pub(super) fn fill(packages: &[Package]) -> Result<Stage, String> {
    let folder = process::target_dir().join("publish");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut package = process::cargo(&["package", "--no-verify", "--allow-dirty", "--quiet"]);
    package.args(packages.iter().flat_map(|package| ["--package", &package.name]));
    process::run(&mut package)?;
    let stage = Stage { folder };
    for package in packages {
        stage.unpack(package)?;
    }
    stage.found(packages)?;
    Ok(stage)
}

impl Stage {
    fn of(&self, package: &Package) -> PathBuf {
        self.folder.join(format!("{}-{}", package.name, package.version))
    }

    fn unpack(&self, package: &Package) -> Result<(), String> {
        let file = format!("{}-{}.crate", package.name, package.version);
        let file = process::target_dir().join("package").join(file);
        process::run(Command::new("tar").arg("-xzf").arg(file).arg("-C").arg(&self.folder))
    }

    /// Makes the folder a workspace in which the crates stand for those of the registry.
    fn found(&self, packages: &[Package]) -> Result<(), String> {
        let ours = read(&process::root().join("Cargo.toml"))?;
        let profile = ours.split_once(PROFILE).map_or("", |(_, rest)| rest);
        let folder = |package: &Package| format!("{}-{}", package.name, package.version);
        let patches: String =
            packages.iter().map(|p| format!("{} = {{ path = \"{}\" }}\n", p.name, folder(p))).collect();
        let members: Vec<_> = packages.iter().map(folder).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[patch.crates-io]\n{patches}\n{PROFILE}{}",
            profile
        );
        write(&self.folder.join("Cargo.toml"), &manifest)?;
        write(&self.folder.join("Cargo.lock"), &read(&process::root().join("Cargo.lock"))?)
    }

    /// The files that a package should hold and does not, or not as the repository has them.
    pub(super) fn lacks(&self, package: &Package) -> Vec<String> {
        let wrong = |(name, twin): &(&str, Option<&str>)| match read(&self.of(package).join(name)) {
            Err(_) => Some(format!("no {name} in {}", package.folder().display())),
            Ok(text) if text.trim().is_empty() => Some(format!("{name} is empty")),
            Ok(text) => {
                let same = twin
                    .is_none_or(|twin| read(&process::root().join(twin)).is_ok_and(|other| other == text));
                (!same).then(|| format!("{name} is not that of the repository"))
            }
        };
        FILES.iter().filter_map(wrong).collect()
    }

    /// Builds a package with all its features, then runs its tests.
    pub(super) fn test(&self, package: &Package) -> Result<(), String> {
        for words in [&["test", "--quiet"][..], &["check", "--quiet", "--no-default-features"]] {
            let mut command = process::cargo(words);
            command.args(["--package", &package.name]).args(features(words)).current_dir(&self.folder);
            command.env("CARGO_TARGET_DIR", process::target_dir());
            process::run(&mut command)?;
        }
        Ok(())
    }
}

/// Tests need the features that their targets name.
fn features(words: &[&str]) -> &'static [&'static str] {
    if words.contains(&"test") { &["--all-features"] } else { &[] }
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}
