//! Readers of the signature vectors, of recorded requests and of the providers' sources; what must hold
//! for any bytes; and fleets that are stopped under faults. Shared by the tests, the fuzz targets and
//! `cargo xtask`.

mod book;
pub mod captures;
pub mod fuzz;
pub mod matrix;
mod operations;
pub mod peer;
pub mod simulation;
pub mod soak;
pub mod vectors;

pub use operations::{operations, provider};

use std::path::Path;

use tingji_core::Credential;

/// What came of reading a file of cases.
#[derive(Debug, Default)]
pub struct Tally {
    /// How many cases held.
    pub passed: usize,
    /// One text for each case that did not, with its id and both values.
    pub failures: Vec<String>,
}

impl Tally {
    /// Takes every line of these files as a case.
    ///
    /// # Errors
    ///
    /// If a file can't be read. A line that can't be read is a failure of its own.
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

    /// Whether there were cases and all held.
    pub fn is_good(&self) -> bool {
        self.passed > 0 && self.failures.is_empty()
    }
}

/// A credential as the files write it.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Keys {
    access_key: String,
    secret_key: String,
    security_token: Option<String>,
}

impl Keys {
    pub(crate) fn credential(&self) -> Credential {
        let credential = Credential::new(self.access_key.as_str(), self.secret_key.as_str());
        match &self.security_token {
            Some(token) => credential.with_security_token(token.as_str()),
            None => credential,
        }
    }
}
