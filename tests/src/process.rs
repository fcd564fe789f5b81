//! Running other programs, and the folders of the repository.

use std::env;
use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The folder of the repository.
pub fn root() -> &'static Path {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests)
}

/// The build folder of the workspace: `CARGO_TARGET_DIR`, default `target`.
pub fn target_dir() -> PathBuf {
    let configured = env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty());
    root().join(configured.unwrap_or_else(|| "target".into()))
}

/// A command of cargo for the workspace, by the cargo that started this program.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root()).env("CARGO_TERM_COLOR", "never");
    for name in package_variables() {
        command.env_remove(name);
    }
    command
}

/// Environment variables that `cargo run` sets for a program of this package. A cargo that inherits them
/// runs every build script again that reads them, and rebuilds the crates that depend on the script.
fn package_variables() -> impl Iterator<Item = OsString> {
    env::vars_os().map(|(name, _)| name).filter(is_package_variable)
}

fn is_package_variable(name: &OsString) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b"CARGO_PKG_") || name.starts_with(b"CARGO_MANIFEST_")
}

/// Runs a program; the error contains the output of a program that failed.
pub fn run(command: &mut Command) -> Result<(), String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("{}\n{}", describe_exit(command, &output), combined_output(&output)))
    }
}

/// Runs a program with this text on its standard input and waits for its end.
pub fn run_with_input(command: &mut Command, input: &str) -> Result<Output, String> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().map_err(|error| format!("{}: {error}", name(command)))?;
    match written {
        // A program that ends before it has read all input prints the reason itself.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(format!("{}: {error}", name(command))),
        _ => Ok(output),
    }
}

/// The command line of a program and its exit status.
pub fn describe_exit(command: &Command, output: &Output) -> String {
    format!("{} ended with {}", name(command), output.status)
}

fn combined_output(output: &Output) -> String {
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
    fn cargo_does_not_inherit_the_package_variables() {
        let command = cargo(&["build"]);
        let inherited = ["CARGO_PKG_NAME", "CARGO_MANIFEST_DIR"].map(OsString::from);
        for name in &inherited {
            assert!(env::var_os(name).is_some(), "{name:?}");
            assert!(command.get_envs().any(|removed| removed == (name.as_os_str(), None)), "{name:?}");
        }
    }
}
