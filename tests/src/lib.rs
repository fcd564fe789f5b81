//! Code shared by the tests of the workspace, the fuzz targets, `cargo xtask` and its programs.
//!
//! - `vectors`, `captures`: checks of the vendors' signature vectors and of recorded requests.
//! - `fake_server`: a server with programmed responses, and clients of all clouds that talk to it.
//! - `fixtures`: the scripts that record responses of the sandbox for the providers' tests.
//! - `fuzz`: the properties of the fuzz targets.
//! - `simulation`: fleets of the sandbox in virtual time, and the check of reported outcomes.
//! - `matrix`, `soak`: stops under every fault, and under random faults.
//! - `operations`: names of the operations in a provider's source.
//! - `process`, `report`, `generated`: other programs, result lines and generated files of the commands.
//! - `patched_workspace`: a workspace that builds packages or pages outside the repository's own one.
//! - `book`: the Rust code of the book and the READMEs, as tests of documentation.

mod book;
pub mod captures;
pub mod fake_server;
pub mod fixtures;
pub mod fuzz;
pub mod generated;
pub mod matrix;
mod operations;
pub mod patched_workspace;
pub mod process;
pub mod report;
pub mod simulation;
pub mod soak;
pub mod vectors;

pub use operations::{operations, provider};

use std::path::Path;

use tingji_core::Credential;

/// Results of checked cases.
#[derive(Debug, Default)]
pub struct Tally {
    /// Number of cases that passed.
    pub passed: usize,
    /// Texts about the failed cases, each with the id and both values.
    pub failures: Vec<String>,
}

impl Tally {
    /// Checks every non-empty line of the files as one case.
    ///
    /// # Errors
    ///
    /// A file can't be read. A line that can't be parsed is a failed case.
    pub fn of_files<P: AsRef<Path>>(
        files: impl IntoIterator<Item = P>,
        check: fn(&str) -> Result<(), String>,
    ) -> Result<Self, String> {
        let mut tally = Self::default();
        for file in files {
            let file = file.as_ref();
            let text =
                std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
            for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
                match check(line) {
                    Ok(()) => tally.passed += 1,
                    Err(why) => tally.failures.push(format!("{}:{}: {why}", file.display(), number + 1)),
                }
            }
        }
        Ok(tally)
    }

    /// True if at least one case passed and none failed.
    pub fn is_good(&self) -> bool {
        self.passed > 0 && self.failures.is_empty()
    }
}

/// A credential in the files of vectors and captures.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct CredentialFields {
    access_key: String,
    secret_key: String,
    security_token: Option<String>,
}

impl CredentialFields {
    pub(crate) fn credential(&self) -> Credential {
        let credential = Credential::new(self.access_key.as_str(), self.secret_key.as_str());
        match &self.security_token {
            Some(token) => credential.with_security_token(token.as_str()),
            None => credential,
        }
    }
}
