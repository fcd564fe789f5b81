//! `publish`: every crate for the registry is packaged, and built and tested from what was packaged.

mod package;
mod stage;

use std::collections::BTreeSet;

use package::Package;
use tingji_tests::Tally;

use crate::report::{failed, settle};

/// What the command can be told.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Publish nothing: only look whether everything could be
    #[arg(long, required = true)]
    check: bool,
    /// Build and test this crate alone; may be given several times
    #[arg(long, value_name = "CRATE")]
    only: Vec<String>,
    /// Look at the metadata and at what would be in the packages, and build nothing
    #[arg(long)]
    no_test: bool,
}

/// Looks at each crate in the order in which they would be published.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    debug_assert!(options.check, "nothing but a look is offered");
    if let Err(why) = check(options, &mut tally) {
        failed(&mut tally, why);
    }
    tally
}

fn check(options: &Options, tally: &mut Tally) -> Result<(), String> {
    let packages = ordered(package::all()?)?;
    let unknown = options.only.iter().find(|name| packages.iter().all(|package| package.name != **name));
    if let Some(name) = unknown {
        return Err(format!("{name} is no crate that is published"));
    }
    let stage = stage::fill(&packages)?;
    for package in packages.iter().filter(|package| wanted(options, package)) {
        let mut wrong = package.lacks();
        wrong.extend(stage.lacks(package));
        if wrong.is_empty() && !options.no_test {
            wrong.extend(stage.test(package).err());
        }
        let what = format!("{} {}", package.name, package.version);
        let outcome = if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ")) };
        settle(tally, &what, outcome);
    }
    Ok(())
}

fn wanted(options: &Options, package: &Package) -> bool {
    options.only.is_empty() || options.only.contains(&package.name)
}

/// Each crate after all that it stands on, tests included.
fn ordered(mut rest: Vec<Package>) -> Result<Vec<Package>, String> {
    let mut done: Vec<Package> = Vec::new();
    while !rest.is_empty() {
        let names: BTreeSet<_> = rest.iter().map(|package| package.name.clone()).collect();
        let ready = rest.iter().position(|package| package.needs().all(|name| !names.contains(name)));
        let ready = ready.ok_or_else(|| format!("{names:?} depend on each other in a circle"))?;
        done.push(rest.remove(ready));
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::{ordered, package};

    fn names(packages: &[package::Package]) -> Vec<&str> {
        packages.iter().map(|package| package.name.as_str()).collect()
    }

    #[test]
    fn what_others_stand_on_is_published_before_them() {
        let packages = ordered(package::all().unwrap()).unwrap();
        let names = names(&packages);
        assert_eq!((names.len(), names[0], names[9]), (10, "tingji-core", "tingji-cli"), "{names:?}");
        let place = |name: &str| names.iter().position(|other| *other == name).unwrap();
        assert!(place("tingji-ucloud") < place("tingji-compshare"));
        assert!(place("tingji-sandbox") < place("tingji-bce"));
    }

    #[test]
    fn every_crate_for_the_registry_says_what_the_registry_shows() {
        for package in package::all().unwrap() {
            assert_eq!(package.lacks(), [""; 0], "{}", package.name);
        }
    }

    #[test]
    fn what_a_crate_lacks_is_named() {
        let mut package = package::all().unwrap().remove(0);
        package.description = None;
        package.keywords = ["a", "b", "c", "d", "e", "no blank"].map(str::to_owned).to_vec();
        package.categories = vec!["clouds".to_owned()];
        package.repository = None;
        package.rust_version = None;
        package.metadata = serde_json::Value::Null;
        let lacks = package.lacks().join("\n");
        for said in [
            "no description",
            "more than five keywords",
            "\"no blank\" is no keyword",
            "\"clouds\" is no category",
            "no repository",
            "no rust-version",
            "docs.rs",
        ] {
            assert!(lacks.contains(said), "{said}: {lacks}");
        }
    }
}
