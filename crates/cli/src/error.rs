//! [`Failure`]: why a command ended before it had results.

use std::fmt;

use tingji::core::engine::error_exit_code;

/// One line for standard error, and an exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    code: u8,
    line: String,
}

impl Failure {
    pub(crate) fn new(code: u8, line: impl Into<String>) -> Self {
        Self { code, line: line.into() }
    }

    pub(crate) fn exit_code(&self) -> u8 {
        self.code
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line)
    }
}

impl From<tingji::core::Error> for Failure {
    /// Only what is wrong before anything is sent ends a command so; its message says what to do.
    fn from(error: tingji::core::Error) -> Self {
        Self::new(error_exit_code(error.kind()), crate::lang::told(&error))
    }
}
