//! Whoever picks one crate compiles no other provider, no command line and no server.

use std::collections::BTreeSet;
use std::process::Command;

/// The names of all crates that a build of this one compiles, for this machine.
fn tree(package: &str) -> BTreeSet<String> {
    tree_with(package, &["--edges", "normal,build"])
}

/// The same with these options of `cargo tree`.
fn tree_with(package: &str, options: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--prefix", "none", "--format", "{p}", "--package", package])
        .args(options)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

/// Without what only builds use: the number that is promised.
fn normal(package: &str, options: &[&str]) -> usize {
    tree_with(package, &[&["--edges", "normal"], options].concat()).len()
}

const PROVIDERS: [&str; 5] =
    ["tingji-ucloud", "tingji-compshare", "tingji-bce", "tingji-volcengine", "tingji-huaweicloud"];

#[test]
fn a_provider_compiles_no_other_provider_no_command_line_and_no_server() {
    for provider in PROVIDERS {
        let tree = tree(provider);
        assert!(tree.contains("tingji-core") && tree.contains("tingji-signing-core"), "{provider}: {tree:?}");
        for foreign in ["clap", "axum", "indicatif", "tingji", "tingji-sandbox", "tingji-cli"] {
            assert!(!tree.contains(foreign), "{provider} compiles {foreign}");
        }
        for other in PROVIDERS.into_iter().filter(|other| *other != provider) {
            // CompShare speaks UCloud's protocol.
            let allowed = (provider, other) == ("tingji-compshare", "tingji-ucloud");
            assert!(allowed || !tree.contains(other), "{provider} compiles {other}");
        }
    }
}

#[test]
fn a_provider_with_its_tls_stands_on_ninety_five_crates_at_most() {
    for provider in PROVIDERS {
        for tls in ["rustls-ring", "rustls-aws-lc", "rustls-no-provider", "native-tls"] {
            let count = normal(provider, &["--no-default-features", "--features", tls]);
            assert!((50..=95).contains(&count), "{provider} with {tls}: {count}");
        }
    }
}

#[test]
fn without_the_built_in_client_there_is_no_runtime_no_socket_and_no_tls() {
    let options = ["--edges", "normal", "--no-default-features", "--features", "full,blocking"];
    let tree = tree_with("tingji", &options);
    assert!(tree.contains("tingji-bce"), "{tree:?}");
    for foreign in ["tokio", "hyper", "hyper-util", "mio", "rustls", "native-tls", "ring", "openssl"] {
        assert!(!tree.contains(foreign), "{foreign}");
    }
}

#[test]
fn tls_is_forced_on_nobody() {
    for (chosen, mine) in [
        ("rustls-ring", "ring"),
        ("rustls-aws-lc", "aws-lc-rs"),
        ("rustls-no-provider", "rustls"),
        ("native-tls", "native-tls"),
    ] {
        let tree = tree_with("tingji", &["--edges", "normal", "--features", &format!("bce,{chosen}")]);
        assert!(tree.contains(mine), "{chosen} lacks {mine}");
        for other in ["ring", "aws-lc-rs", "native-tls"].into_iter().filter(|other| *other != mine) {
            assert!(!tree.contains(other), "{chosen} brings {other}");
        }
    }
}

#[test]
fn the_signers_stand_on_twenty_crates_at_most_and_none_of_them_does_io() {
    let tree = tree("tingji-signing-core");
    assert!(tree.len() <= 20, "{tree:?}");
    for foreign in ["tokio", "hyper", "serde", "http", "jiff"] {
        assert!(!tree.contains(foreign), "{foreign}");
    }
}

#[test]
fn the_sandbox_shares_nothing_with_the_providers_but_the_signers() {
    let tree = tree("tingji-sandbox");
    assert!(PROVIDERS.iter().all(|provider| !tree.contains(*provider)), "{tree:?}");
    assert!(tree.contains("tingji-signing-core"));
}
