//! What a shell is offered when the user asks it to complete a line of this command.
//!
//! The scripts of `tingji completions` call the command back with [`VARIABLE`] set to the shell's name
//! and the words of the line behind `--`.

mod bash;
mod cache;
mod candidate;
mod dynamic;
mod zsh;

use std::ffi::OsStr;

use clap::{Arg, Command, CommandFactory};
use clap_complete::env::{CompleteEnv, Elvish, EnvCompleter, Fish, Powershell, Shells};
use clap_complete::{ArgValueCandidates, ArgValueCompleter, CompletionCandidate, Shell};
use tingji::Cloud;

use self::candidate::Wanted;
use crate::args::{Arguments, zh};
use crate::lang;

/// Set by the scripts, to the name of the shell.
const VARIABLE: &str = "TINGJI_COMPLETE";

const SHELLS: Shells<'static> = Shells(&[&bash::Bash, &Elvish, &Fish, &Powershell, &zsh::Zsh]);

/// Which instances the commands are about whose targets are completed.
const COMMANDS: [(&str, Wanted); 6] = [
    ("stop", Wanted::ToStop),
    ("start", Wanted::Stopped),
    ("reboot", Wanted::Running),
    ("get", Wanted::All),
    ("delete", Wanted::All),
    ("wait", Wanted::All),
];

/// Answers a shell, if it is one that asks. What goes wrong is kept quiet: the user is typing.
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

/// The script that has a shell ask.
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

/// The command line, with what only completions need.
fn command() -> Command {
    let mut command = zh::command(Arguments::command(), lang::chosen());
    // So that the options that all commands have stand at each of them.
    command.build();
    let command = COMMANDS.into_iter().fold(command, |command, (name, wanted)| {
        command.mut_subcommand(name, |command| command.mut_arg("targets", |targets| live(targets, wanted)))
    });
    quiet(command)
}

fn live(targets: Arg, wanted: Wanted) -> Arg {
    targets.add(ArgValueCompleter::new(move |typed: &OsStr| dynamic::targets(typed, wanted)))
}

/// Options are offered if nothing else fits, as when `-` was typed, and not beside targets and commands.
fn quiet(command: Command) -> Command {
    let hidden = |argument: Arg| if argument.is_positional() { argument } else { argument.hide(true) };
    command.mut_args(|argument| selecting(hidden(argument))).mut_subcommands(quiet)
}

/// What `--cloud` and `--profile` may be.
fn selecting(argument: Arg) -> Arg {
    let clouds = || Cloud::ALL.iter().map(|cloud| CompletionCandidate::new(cloud.as_str())).collect();
    match argument.get_id().as_str() {
        "cloud" => argument.add(ArgValueCandidates::new(clouds)),
        "profile" => argument.add(ArgValueCandidates::new(dynamic::profiles)),
        _ => argument,
    }
}
