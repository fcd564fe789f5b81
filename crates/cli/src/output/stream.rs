//! Lines on standard output and standard error. A closed pipe is not an error.

use std::io::Write;

use super::color::{self, AnsiColor};

pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

pub(crate) fn notice(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

pub(crate) fn error_line(text: &str) {
    notice(&format!("{}: {text}", color::stderr(AnsiColor::Red, "tingji")));
}
