//! Direct dependencies between the crates of the workspace, read from their manifests.
//!
//! Rules about whole dependency graphs need manifests that no test may download: `cargo xtask dependencies`
//! checks them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Table};

/// Names of the direct dependencies of each crate below `crates/`, without those of its tests.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let folders = fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap().path());
    folders
        .map(|folder| {
            let manifest = read(&folder.join("Cargo.toml"));
            let name = manifest["package"]["name"].as_str().unwrap().to_owned();
            (name, direct(manifest.as_table()))
        })
        .collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(manifest: &Path) -> DocumentMut {
    fs::read_to_string(manifest).unwrap().parse().unwrap()
}

/// Keys of `[dependencies]` and `[build-dependencies]`, those of every target included.
fn direct(table: &Table) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for section in ["dependencies", "build-dependencies"] {
        let listed = table.get(section).and_then(|item| item.as_table());
        names.extend(listed.into_iter().flatten().map(|(name, _)| name.to_owned()));
    }
    let targets = table.get("target").and_then(|item| item.as_table());
    for (_, target) in targets.into_iter().flatten() {
        names.extend(direct(target.as_table().unwrap()));
    }
    names
}

/// Crates of the workspace that a crate reaches through direct dependencies, itself included.
fn reached(name: &str, all: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let mut reached = BTreeSet::from([name.to_owned()]);
    let mut open = vec![name.to_owned()];
    while let Some(next) = open.pop() {
        for dependency in all[&next].iter().filter(|dependency| all.contains_key(*dependency)) {
            if reached.insert(dependency.clone()) {
                open.push(dependency.clone());
            }
        }
    }
    reached
}

/// Names of the provider crates.
fn provider_crates() -> Vec<String> {
    tingji::providers().iter().map(|provider| format!("tingji-{}", provider.name)).collect()
}

#[test]
fn provider_depends_on_core_and_signers_only() {
    let all = dependencies();
    for provider in &provider_crates() {
        let provider = provider.as_str();
        let mut expected =
            BTreeSet::from([provider, "tingji-core", "tingji-signing-core"].map(str::to_owned));
        if provider == "tingji-compshare" {
            // CompShare uses UCloud's protocol.
            expected.insert("tingji-ucloud".to_owned());
        }
        assert_eq!(reached(provider, &all), expected);
        for foreign in ["clap", "axum", "indicatif"] {
            assert!(!all[provider].contains(foreign), "{provider} depends on {foreign}");
        }
    }
}

#[test]
fn signers_depend_on_core_only() {
    let all = dependencies();
    let expected = ["tingji-core", "tingji-signing-core"].map(str::to_owned);
    assert_eq!(reached("tingji-signing-core", &all), BTreeSet::from(expected));
}

#[test]
fn sandbox_depends_on_no_provider() {
    let all = dependencies();
    let reached = reached("tingji-sandbox", &all);
    assert!(reached.contains("tingji-signing-core"), "{reached:?}");
    assert!(provider_crates().iter().all(|provider| !reached.contains(provider)), "{reached:?}");
}

#[test]
fn core_depends_on_no_crate_of_the_workspace() {
    let all = dependencies();
    assert_eq!(reached("tingji-core", &all), BTreeSet::from(["tingji-core".to_owned()]));
}

#[test]
fn only_cli_depends_on_facade() {
    let all = dependencies();
    let with_facade: Vec<_> = all.keys().filter(|name| all[*name].contains("tingji")).collect();
    assert_eq!(with_facade, ["tingji-cli"]);
}

#[test]
fn only_core_uses_reqwest_and_nothing_below_it() {
    let mut all = dependencies();
    all.remove("tingji-sandbox"); // The server may use any crate.
    for (name, crates) in all {
        assert_eq!(crates.contains("reqwest"), name == "tingji-core", "{name}");
        for low_level in ["hyper", "hyper-util", "tower-service", "tokio-rustls"] {
            assert!(!crates.contains(low_level), "{name} depends on {low_level}");
        }
    }
}

/// Entries of a feature of a crate below `crates/`.
fn feature(folder: &str, name: &str) -> BTreeSet<String> {
    let manifest = read(&root().join("crates").join(folder).join("Cargo.toml"));
    let entries = manifest["features"][name].as_array().unwrap();
    entries.iter().map(|entry| entry.as_str().unwrap().to_owned()).collect()
}

#[test]
fn signer_feature_adds_http_and_bytes_only() {
    let own = ["dep:bytes", "dep:http"].map(str::to_owned);
    let with_core = [&own[..], &["tingji-core/signer".to_owned()]].concat();
    assert_eq!(feature("signing-core", "http"), BTreeSet::from_iter(with_core));
    assert_eq!(feature("core", "signer"), BTreeSet::from(own));
}
