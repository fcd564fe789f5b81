//! `tingji version`.

use serde_json::json;
use tingji::core::json::{SchemaVersion, reference};
use tingji::core::json_object;

use crate::args::Output;
use crate::lang::{localized, pad};
use crate::{output, providers, user_dirs};

/// The version of this crate.
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The TLS library, in the order in which core's HTTP client chooses it.
const TLS: &str = if cfg!(feature = "rustls-ring") {
    "rustls with ring; roots of the platform, else Mozilla's"
} else if cfg!(feature = "rustls-aws-lc") {
    "rustls with AWS-LC; roots of the platform, else Mozilla's"
} else if cfg!(feature = "native-tls") {
    "that of the platform"
} else {
    "none: only plain HTTP to loopback"
};

json_object! {
    /// Output of `version`.
    pub(crate) struct VersionOutput {
        /// Version of this schema.
        schema_version: SchemaVersion,
        /// Version of this command.
        version: &'static str,
        /// Platform of this build.
        target: String,
        /// Clouds of this build.
        #[json(schema(json!({ "type": "array", "items": reference("cloud") })))]
        clouds: Vec<&'static str>,
        /// TLS library.
        tls: &'static str,
        /// Folder of the settings; null without a home.
        config: Option<String>,
        /// Folder of the journals of stops; null without a home.
        state: Option<String>,
    }
}

/// Prints the version, with details if verbose or in a format for programs. Always returns 0.
pub(crate) fn run(verbose: bool, format: Output) -> u8 {
    let version = version();
    if !format.is_table() {
        output::encode::one(&version, format);
        return 0;
    }
    output::line(&format!("tingji {VERSION}"));
    if verbose {
        let none = localized("none: no home directory", "无：没有主目录");
        for (name, value) in [
            (localized("target", "目标"), version.target.clone()),
            (localized("clouds", "云"), version.clouds.join(", ")),
            ("TLS", version.tls.to_owned()),
            (localized("config", "设置"), version.config.clone().unwrap_or(none.to_owned())),
            (localized("state", "状态"), version.state.clone().unwrap_or(none.to_owned())),
        ] {
            output::line(&format!("{} {value}", pad(name, 7)));
        }
    }
    0
}

/// Collects the details of this build and the folders.
fn version() -> VersionOutput {
    VersionOutput {
        schema_version: SchemaVersion,
        version: VERSION,
        target: target(),
        clouds: providers::clouds().iter().map(|cloud| cloud.as_str()).collect(),
        tls: TLS,
        config: user_dirs::config_folder().ok().map(|path| path.display().to_string()),
        state: user_dirs::folder().ok().map(|path| path.display().to_string()),
    }
}

/// Returns the target platform, in the form of a Rust target triple without the vendor.
fn target() -> String {
    let abi = if cfg!(target_env = "gnu") {
        "-gnu"
    } else if cfg!(target_env = "musl") {
        "-musl"
    } else if cfg!(target_env = "msvc") {
        "-msvc"
    } else {
        ""
    };
    format!("{}-{}{abi}", std::env::consts::ARCH, std::env::consts::OS)
}
