//! [`CliError`]: the error of a command that ended before it had results.

use std::fmt;

use crate::exit_code;

/// A message for standard error and an exit code.
#[derive(Debug)]
pub(crate) struct CliError {
    /// Exit code of the process.
    code: u8,
    /// Message on standard error.
    line: String,
}

impl CliError {
    /// Creates an error from an exit code and a message in the current language.
    pub(crate) fn new(code: u8, line: impl Into<String>) -> Self {
        Self { code, line: line.into() }
    }

    /// Returns the exit code, 1 to 10.
    pub(crate) fn exit_code(&self) -> u8 {
        self.code
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line)
    }
}

impl From<tingji::core::Error> for CliError {
    /// Converts an error that occurred before anything was sent. Its message already says what to do.
    fn from(error: tingji::core::Error) -> Self {
        Self::new(exit_code::of_kind(error.kind()), crate::lang::localize(&error))
    }
}
