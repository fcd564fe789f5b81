//! Whoever picks one crate compiles no other provider, no command line and no server.

use std::collections::BTreeSet;
use std::process::Command;

/// The names of all crates that a build of this one compiles.
fn tree(package: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}",
            "--package",
            package,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
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
fn the_signers_stand_on_twenty_crates_at_most_and_none_of_them_does_io() {
    let tree = tree("tingji-signing-core");
    assert!(tree.len() <= 20, "{tree:?}");
    for foreign in ["tokio", "reqwest", "serde", "http", "jiff"] {
        assert!(!tree.contains(foreign), "{foreign}");
    }
}

#[test]
fn the_sandbox_shares_nothing_with_the_providers_but_the_signers() {
    let tree = tree("tingji-sandbox");
    assert!(PROVIDERS.iter().all(|provider| !tree.contains(*provider)), "{tree:?}");
    assert!(tree.contains("tingji-signing-core"));
}
