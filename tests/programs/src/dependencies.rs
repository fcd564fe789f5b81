//! `dependencies`: the crates that each library compiles, by feature.
//!
//! Cargo answers from `Cargo.lock` and from the manifest of every crate in the graph. It downloads the
//! manifests that this machine lacks, such as those of TLS backends that no other step builds. Rules that
//! the manifests of the workspace can answer are tests: `tests/it/dependency_rules.rs`.

use std::collections::BTreeSet;
use std::process::Stdio;

use tingji_tests::report::record;
use tingji_tests::{Tally, process};

/// Providers that use the protocol of another one.
const SHARED_PROTOCOLS: [(&str, &str); 1] = [("tingji-compshare", "tingji-ucloud")];
/// Each TLS feature, and the crate that it selects.
const TLS_FEATURES: [(&str, &str); 4] = [
    ("rustls-ring", "ring"),
    ("rustls-aws-lc", "aws-lc-rs"),
    ("rustls-no-provider", "rustls"),
    ("native-tls", "native-tls"),
];
/// Crates that perform I/O or cryptography for the built-in HTTP client.
const CLIENT_CRATES: [&str; 9] =
    ["hyper", "hyper-util", "mio", "native-tls", "openssl", "reqwest", "ring", "rustls", "tokio"];
/// Minimum number of crates of a provider with TLS. A smaller number means that the graph was not read.
const MIN_PROVIDER_CRATES: usize = 50;
/// Maximum number of crates of a provider with TLS.
pub(crate) const MAX_PROVIDER_CRATES: usize = 110;
/// Maximum number of crates of the signers.
pub(crate) const MAX_SIGNING_CRATES: usize = 20;

/// Names of the provider crates.
pub(crate) fn provider_crates() -> Vec<String> {
    tingji::providers().iter().map(|provider| format!("tingji-{}", provider.name)).collect()
}

/// Checks every rule and prints one line for each.
pub(crate) fn run() -> Tally {
    let mut tally = Tally::default();
    for provider in &provider_crates() {
        let what = format!("{provider} compiles no other provider, no command line and no server");
        record(&mut tally, &what, provider_is_alone(provider));
        for (tls, _) in TLS_FEATURES {
            let what = format!("{provider} with {tls}: at most {MAX_PROVIDER_CRATES} crates");
            record(&mut tally, &what, provider_is_small(provider, tls));
        }
    }
    for (tls, backend) in TLS_FEATURES {
        record(&mut tally, &format!("{tls} selects one TLS backend"), tls_is_alone(tls, backend));
    }
    record(&mut tally, "a build without `client` has no runtime, no socket and no TLS", pure_facade());
    let what = format!("the signers compile at most {MAX_SIGNING_CRATES} crates, none with I/O");
    record(&mut tally, &what, pure_signers());
    record(&mut tally, "the sandbox compiles no provider", independent_sandbox());
    tally
}

fn provider_is_alone(provider: &str) -> Result<(), String> {
    let crates = crates(provider, &["--edges", "normal,build"])?;
    contains(&crates, &["tingji-core", "tingji-signing-core"])?;
    lacks(&crates, &["clap", "axum", "indicatif", "tingji", "tingji-sandbox", "tingji-cli"])?;
    for other in &provider_crates() {
        let other = other.as_str();
        if other != provider && !SHARED_PROTOCOLS.contains(&(provider, other)) {
            lacks(&crates, &[other])?;
        }
    }
    Ok(())
}

fn provider_is_small(provider: &str, tls: &str) -> Result<(), String> {
    let options = ["--edges", "normal", "--no-default-features", "--features", tls];
    let count = crates(provider, &options)?.len();
    if (MIN_PROVIDER_CRATES..=MAX_PROVIDER_CRATES).contains(&count) {
        Ok(())
    } else {
        Err(format!("{count} crates"))
    }
}

fn tls_is_alone(tls: &str, backend: &str) -> Result<(), String> {
    let crates = crates("tingji", &["--edges", "normal", "--features", &format!("bce,{tls}")])?;
    contains(&crates, &[backend])?;
    for other in ["ring", "aws-lc-rs", "native-tls"] {
        if other != backend {
            lacks(&crates, &[other])?;
        }
    }
    Ok(())
}

fn pure_facade() -> Result<(), String> {
    let options = ["--edges", "normal", "--no-default-features", "--features", "full,blocking"];
    let crates = crates("tingji", &options)?;
    contains(&crates, &["tingji-bce"])?;
    lacks(&crates, &CLIENT_CRATES)
}

fn pure_signers() -> Result<(), String> {
    let crates = crates("tingji-signing-core", &["--edges", "normal,build"])?;
    lacks(&crates, &["tokio", "hyper", "serde", "http", "jiff"])?;
    match crates.len() {
        count if count > MAX_SIGNING_CRATES => Err(format!("{count} crates: {crates:?}")),
        _ => Ok(()),
    }
}

fn independent_sandbox() -> Result<(), String> {
    let crates = crates("tingji-sandbox", &["--edges", "normal,build"])?;
    contains(&crates, &["tingji-signing-core"])?;
    let providers = provider_crates();
    lacks(&crates, &providers.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Names of the crates that a build of a package compiles for this machine, the package included.
fn crates(package: &str, options: &[&str]) -> Result<BTreeSet<String>, String> {
    let tree = ["tree", "--locked", "--prefix", "none", "--format", "{p}", "--package", package];
    let mut command = process::cargo(&[&tree[..], options].concat());
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect())
}

fn contains(crates: &BTreeSet<String>, names: &[&str]) -> Result<(), String> {
    match names.iter().find(|name| !crates.contains(**name)) {
        Some(name) => Err(format!("{name} is missing")),
        None => Ok(()),
    }
}

fn lacks(crates: &BTreeSet<String>, names: &[&str]) -> Result<(), String> {
    match names.iter().find(|name| crates.contains(**name)) {
        Some(name) => Err(format!("it compiles {name}")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{contains, lacks};

    #[test]
    fn missing_and_unwanted_crates_are_named() {
        let crates = ["http", "tokio"].map(str::to_owned).into();
        assert_eq!(contains(&crates, &["http"]), Ok(()));
        assert_eq!(contains(&crates, &["http", "serde"]), Err("serde is missing".to_owned()));
        assert_eq!(lacks(&crates, &["hyper"]), Ok(()));
        assert_eq!(lacks(&crates, &["hyper", "tokio"]), Err("it compiles tokio".to_owned()));
    }
}
