//! Zsh: clap's script answers from the second time on if it is loaded from a folder of `fpath`, for the
//! first call only defines it. This one answers at once.

use std::ffi::OsString;
use std::io::{Error, Write};
use std::path::Path;

use clap::Command;
use clap_complete::env::EnvCompleter;

/// Clap's own, with one more line.
pub(super) struct Zsh;

impl EnvCompleter for Zsh {
    fn name(&self) -> &'static str {
        "zsh"
    }

    fn is(&self, name: &str) -> bool {
        name == "zsh"
    }

    fn write_registration(
        &self,
        variable: &str,
        name: &str,
        bin: &str,
        completer: &str,
        script: &mut dyn Write,
    ) -> Result<(), Error> {
        clap_complete::env::Zsh.write_registration(variable, name, bin, completer, script)?;
        writeln!(script, "[[ \"${{funcstack[1]}}\" == _{name} ]] && _clap_dynamic_completer_{name} \"$@\"")?;
        // Not the verdict of that test.
        writeln!(script, "true")
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        folder: Option<&Path>,
        answer: &mut dyn Write,
    ) -> Result<(), Error> {
        clap_complete::env::Zsh.write_complete(command, words, folder, answer)
    }
}
