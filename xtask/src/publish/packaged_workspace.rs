//! [`PackagedWorkspace`]: the unpacked packages as a workspace, in which each package depends on the other unpacked
//! packages and on no file of this repository.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tingji_tests::patched_workspace::{self, read};
use tingji_tests::process;

use super::package::Package;

/// Files of every package, and the file of the repository that each must equal, if any.
const FILES: [(&str, Option<&str>); 4] = [
    ("README.md", None),
    ("CHANGELOG.md", None),
    ("LICENSE-MIT", Some("LICENSE-MIT")),
    ("LICENSE-APACHE", Some("LICENSE-APACHE")),
];

/// A folder with the unpacked packages.
#[derive(Debug)]
pub(super) struct PackagedWorkspace {
    folder: PathBuf,
}

/// Packages the crates and unpacks the packages.
pub(super) fn create(packages: &[Package]) -> Result<PackagedWorkspace, String> {
    let folder = process::target_dir().join("publish");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut package = process::cargo(&["package", "--no-verify", "--allow-dirty", "--quiet"]);
    package.args(packages.iter().flat_map(|package| ["--package", &package.name]));
    process::run(&mut package)?;
    let workspace = PackagedWorkspace { folder };
    for package in packages {
        workspace.unpack(package)?;
    }
    workspace.write_manifest(packages)?;
    Ok(workspace)
}

impl PackagedWorkspace {
    fn folder_of(&self, package: &Package) -> PathBuf {
        self.folder.join(folder_name(package))
    }

    fn unpack(&self, package: &Package) -> Result<(), String> {
        let file = format!("{}-{}.crate", package.name, package.version);
        let file = process::target_dir().join("package").join(file);
        process::run(Command::new("tar").arg("-xzf").arg(file).arg("-C").arg(&self.folder))
    }

    /// Writes the manifest of the workspace, which replaces the crates of the registry by the unpacked packages.
    fn write_manifest(&self, packages: &[Package]) -> Result<(), String> {
        let members: Vec<_> = packages.iter().map(folder_name).collect();
        let patches: Vec<_> =
            packages.iter().map(|package| (package.name.clone(), folder_name(package))).collect();
        patched_workspace::write(&self.folder, &members, &patches)
    }

    /// Descriptions of the files that a package lacks, and of those that differ from the repository.
    pub(super) fn file_problems(&self, package: &Package) -> Vec<String> {
        FILES.iter().filter_map(|(name, original)| self.file_problem(package, name, *original)).collect()
    }

    fn file_problem(&self, package: &Package, name: &str, original: Option<&str>) -> Option<String> {
        let Ok(text) = read(&self.folder_of(package).join(name)) else {
            return Some(format!("no {name} in {}", package.folder().display()));
        };
        if text.trim().is_empty() {
            return Some(format!("{name} is empty"));
        }
        let expected = read(&process::root().join(original?)).ok();
        if expected.as_ref() == Some(&text) {
            return None;
        }
        Some(format!("{name} differs from the file of the repository"))
    }

    /// Runs the tests of a package with all its features, then checks it without features.
    pub(super) fn test(&self, package: &Package) -> Result<(), String> {
        // Tests need the features that their targets name.
        let test = ["test", "--quiet", "--all-features"];
        let check = ["check", "--quiet", "--no-default-features"];
        for arguments in [test, check] {
            let mut command = process::cargo(&arguments);
            command.args(["--package", &package.name]).current_dir(&self.folder);
            command.env("CARGO_TARGET_DIR", process::target_dir());
            process::run(&mut command)?;
        }
        Ok(())
    }
}

fn folder_name(package: &Package) -> String {
    format!("{}-{}", package.name, package.version)
}
