//! Zsh. clap's script only defines itself on the first call when it is loaded from a folder of `fpath`; the
//! extra line makes the first Tab work.

use std::ffi::OsString;
use std::io::{Error, Write};
use std::path::Path;

use clap::Command;
use clap_complete::env::EnvCompleter;

/// Clap's completer, with one more line in its script.
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
        // The script must not end with the status of that test.
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
