//! Running other programs, and finding the places they work in.

use std::env;
use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The folder of this package.
pub(crate) fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    home().parent().unwrap_or(home())
}

/// Where the workspace's build goes: `CARGO_TARGET_DIR`, else `target`.
pub(crate) fn target_dir() -> PathBuf {
    let given = env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty());
    root().join(given.unwrap_or_else(|| "target".into()))
}

/// A cargo command for the workspace: the cargo that runs this one.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root()).env("CARGO_TERM_COLOR", "never");
    for name in of_this_package() {
        command.env_remove(name);
    }
    command
}

/// What `cargo run` tells a program of its package. A cargo that inherits it runs the build scripts that
/// read it again, and builds anew all that needs them.
fn of_this_package() -> impl Iterator<Item = OsString> {
    let is_told = |name: &OsString| {
        let starts = |start: &&str| name.as_encoded_bytes().starts_with(start.as_bytes());
        ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(starts)
    };
    env::vars_os().map(|(name, _)| name).filter(is_told)
}

/// Runs a program and says what it said if it failed.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("{}\n{}", ended(command, &output), said(&output)))
    }
}

/// Runs a program with this text on its standard input, to its end.
pub(crate) fn feed(command: &mut Command, input: &str) -> Result<Output, String> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().map_err(|error| format!("{}: {error}", name(command)))?;
    match written {
        // A program that ends before it has read everything tells why by itself.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(format!("{}: {error}", name(command))),
        _ => Ok(output),
    }
}

/// How a program ended, in words.
pub(crate) fn ended(command: &Command, output: &Output) -> String {
    format!("{} ended with {}", name(command), output.status)
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("{} did not start: {error}", name(command))
}

fn name(command: &Command) -> String {
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    let words = std::iter::once(command.get_program().to_string_lossy()).chain(arguments);
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cargo_is_not_told_of_the_package_that_runs_it() {
        let command = cargo(&["build"]);
        let told = ["CARGO_PKG_NAME", "CARGO_MANIFEST_DIR"].map(OsString::from);
        assert!(told.iter().all(|name| env::var_os(name).is_some()));
        assert!(told.iter().all(|name| command.get_envs().any(|gone| gone == (name.as_os_str(), None))));
    }
}
