//! Lines on standard output and standard error. A closed pipe is not an error.

use std::io::Write;

use super::color::{self, AnsiColor};

/// Writes a line of data to standard output.
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Writes a line for people to standard error.
pub(crate) fn notice(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Writes an error to standard error, prefixed with the name of the command.
pub(crate) fn error_line(text: &str) {
    notice(&format!("{}: {text}", color::stderr(AnsiColor::Red, "tingji")));
}
