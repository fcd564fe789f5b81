//! `publish`: packages every crate for the registry, then builds and tests it from its package.

mod package;
mod packaged_workspace;

use std::collections::BTreeSet;

use tingji_tests::Tally;
use tingji_tests::report::{failed, record};

use package::Package;

/// Arguments of `cargo xtask publish`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Publish nothing; only check that every crate could be published
    #[arg(long, required = true)]
    check: bool,
    /// Build and test only this crate; repeatable
    #[arg(long, value_name = "CRATE")]
    only: Vec<String>,
    /// Check the metadata and the files of the packages, and build nothing
    #[arg(long)]
    no_test: bool,
}

/// Checks each crate, in the order of publishing.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    debug_assert!(options.check, "clap requires `--check`");
    if let Err(why) = check(options, &mut tally) {
        failed(&mut tally, why);
    }
    tally
}

fn check(options: &Options, tally: &mut Tally) -> Result<(), String> {
    let packages = in_publishing_order(package::published()?)?;
    let unknown = options.only.iter().find(|name| packages.iter().all(|package| package.name != **name));
    if let Some(name) = unknown {
        return Err(format!("the workspace publishes no crate named {name}"));
    }
    let workspace = packaged_workspace::create(&packages)?;
    for package in packages.iter().filter(|package| is_selected(options, package)) {
        let mut problems = package.manifest_problems();
        problems.extend(workspace.file_problems(package));
        if problems.is_empty() && !options.no_test {
            problems.extend(workspace.test(package).err());
        }
        let what = format!("{} {}", package.name, package.version);
        let outcome = if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) };
        record(tally, &what, outcome);
    }
    Ok(())
}

fn is_selected(options: &Options, package: &Package) -> bool {
    options.only.is_empty() || options.only.contains(&package.name)
}

/// Sorts the crates so that each one follows all crates that it or its tests depend on.
fn in_publishing_order(mut remaining: Vec<Package>) -> Result<Vec<Package>, String> {
    let mut done: Vec<Package> = Vec::new();
    while !remaining.is_empty() {
        let names: BTreeSet<_> = remaining.iter().map(|package| package.name.clone()).collect();
        let ready = remaining
            .iter()
            .position(|package| package.workspace_dependencies().all(|name| !names.contains(name)));
        let ready = ready.ok_or_else(|| format!("{names:?} depend on each other in a cycle"))?;
        done.push(remaining.remove(ready));
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::{in_publishing_order, package};

    fn names(packages: &[package::Package]) -> Vec<&str> {
        packages.iter().map(|package| package.name.as_str()).collect()
    }

    #[test]
    fn dependencies_are_published_first() {
        let packages = in_publishing_order(package::published().unwrap()).unwrap();
        let names = names(&packages);
        assert_eq!((names.len(), names[0], names[9]), (10, "tingji-core", "tingji-cli"), "{names:?}");
        assert!(index(&names, "tingji-ucloud") < index(&names, "tingji-compshare"));
        assert!(index(&names, "tingji-sandbox") < index(&names, "tingji-bce"));
    }

    fn index(names: &[&str], name: &str) -> usize {
        names.iter().position(|other| *other == name).unwrap()
    }

    #[test]
    fn every_manifest_is_complete() {
        for package in package::published().unwrap() {
            assert_eq!(package.manifest_problems(), [""; 0], "{}", package.name);
        }
    }

    #[test]
    fn manifest_problems_are_named() {
        let mut package = package::published().unwrap().remove(0);
        package.description = None;
        package.keywords = ["a", "b", "c", "d", "e", "no blank"].map(str::to_owned).to_vec();
        package.categories = vec!["clouds".to_owned()];
        package.repository = None;
        package.rust_version = None;
        package.metadata = serde_json::Value::Null;
        let problems = package.manifest_problems().join("\n");
        for problem in [
            "no description",
            "more than five keywords",
            "\"no blank\" is not a valid keyword",
            "\"clouds\" is not a known category",
            "no repository",
            "no rust-version",
            "docs.rs",
        ] {
            assert!(problems.contains(problem), "{problem}: {problems}");
        }
    }
}
