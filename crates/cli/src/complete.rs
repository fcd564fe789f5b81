//! Shell completion: candidates for the word that the user completes.
//!
//! The scripts of `tingji completions` call the command with [`VARIABLE`] set to the name of the shell and
//! the words of the line after `--`.

mod bash;
mod cache;
mod candidate;
mod dynamic;
mod zsh;

use std::ffi::OsStr;

use clap::{Arg, Command};
use clap_complete::env::{CompleteEnv, Elvish, EnvCompleter, Fish, Powershell, Shells};
use clap_complete::{ArgValueCandidates, ArgValueCompleter, CompletionCandidate, Shell};

use self::candidate::TargetFilter;
use crate::args::Cli;
use crate::providers;

/// Name of the variable that the scripts set to the name of the shell.
const VARIABLE: &str = "TINGJI_COMPLETE";

/// Supported shells.
const SHELLS: Shells<'static> = Shells(&[&bash::Bash, &Elvish, &Fish, &Powershell, &zsh::Zsh]);

/// Instances that each command offers.
const COMMANDS: [(&str, TargetFilter); 6] = [
    ("stop", TargetFilter::ToStop),
    ("start", TargetFilter::Stopped),
    ("reboot", TargetFilter::Running),
    ("get", TargetFilter::All),
    ("delete", TargetFilter::All),
    ("wait", TargetFilter::All),
];

/// Prints candidates if a shell requests them, and returns true. Errors are silent, because the user is
/// typing.
pub(crate) fn answer() -> bool {
    let is_asked = std::env::args_os().nth(1).is_some_and(|word| word == "--");
    if !is_asked || std::env::var_os(VARIABLE).is_none_or(|shell| shell.is_empty()) {
        return false;
    }
    let folder = std::env::current_dir().ok();
    let shells = CompleteEnv::with_factory(command).var(VARIABLE).shells(SHELLS);
    let _ = shells.try_complete(std::env::args_os(), folder.as_deref());
    true
}

/// Returns the completion script.
///
/// # Errors
///
/// The shell is not supported.
pub(crate) fn script(shell: Shell) -> std::io::Result<String> {
    let mut script = Vec::new();
    let completer: &dyn EnvCompleter = match shell {
        Shell::Bash => &bash::Bash,
        Shell::Elvish => &Elvish,
        Shell::Fish => &Fish,
        Shell::PowerShell => &Powershell,
        Shell::Zsh => &zsh::Zsh,
        _ => return Err(std::io::Error::other("no script for this shell")),
    };
    completer.write_registration(VARIABLE, "tingji", "tingji", "tingji", &mut script)?;
    Ok(String::from_utf8_lossy(&script).into_owned())
}

/// Returns the command line with dynamic candidates.
fn command() -> Command {
    let mut command = Cli::localized();
    // Building copies the global options to each command.
    command.build();
    let command = COMMANDS.into_iter().fold(command, |command, (name, wanted)| {
        command.mut_subcommand(name, |command| {
            command.mut_arg("targets", |targets| with_targets(targets, wanted))
        })
    });
    quiet(command)
}

/// Adds targets as candidates to an argument.
fn with_targets(targets: Arg, wanted: TargetFilter) -> Arg {
    targets.add(ArgValueCompleter::new(move |typed: &OsStr| dynamic::targets(typed, wanted)))
}

/// Hides options unless nothing else matches, such as after `-`.
fn quiet(command: Command) -> Command {
    command.mut_args(|argument| selecting(hide_option(argument))).mut_subcommands(quiet)
}

/// Hides an option; positional arguments stay visible.
fn hide_option(argument: Arg) -> Arg {
    if argument.is_positional() { argument } else { argument.hide(true) }
}

/// Adds candidates for `--cloud` and `--profile`.
fn selecting(argument: Arg) -> Arg {
    match argument.get_id().as_str() {
        "cloud" => argument.add(ArgValueCandidates::new(cloud_names)),
        "profile" => argument.add(ArgValueCandidates::new(dynamic::profiles)),
        _ => argument,
    }
}

/// Returns the names of all clouds as candidates.
fn cloud_names() -> Vec<CompletionCandidate> {
    providers::clouds().iter().map(|cloud| CompletionCandidate::new(cloud.as_str())).collect()
}
