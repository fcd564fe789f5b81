//! [`run_test_with_variables`]: a test in a process of its own, with its own environment variables.

use std::io;
use std::process::Command;

/// Runs an ignored test of the calling test program in a new process, which has only these variables. The
/// name contains the modules of the test, such as `api::goal_program`.
///
/// The variables of a running process cannot be changed safely while its other tests read them.
///
/// # Errors
///
/// The output of the new process if the test fails, or if the program has no such test.
pub fn run_test_with_variables(name: &str, variables: &[(&str, &str)]) -> io::Result<()> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--exact", name, "--ignored"]).env_clear().envs(variables.iter().copied());
    let output = command.output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    if output.status.success() && text.contains("1 passed") {
        return Ok(());
    }
    Err(io::Error::other(format!("{name}: {text}{}", String::from_utf8_lossy(&output.stderr))))
}
