//! The command `tingji`: stop AI and GPU machines on five Chinese clouds, and know that they stopped.
//!
//! The path of a run: `args` parses the command line, `command` resolves targets and runs the action
//! through the library `tingji`, and `output` writes the results. `lang` chooses English or Chinese for
//! everything that people read.

mod args;
mod billing_notice;
mod cancel;
mod command;
mod complete;
mod doctor;
mod error;
mod error_catalog;
pub mod exit_code;
mod lang;
mod last_observed;
mod logging;
mod output;
mod progress;
mod providers;
mod request;
mod sign;
mod stop_journal;
mod user_dirs;
mod verb;

use std::process::ExitCode;

use args::{Cli, Command, SandboxCommand, UaiCommand};
use clap::FromArgMatches;
use error::CliError;
use tingji::Providers;

/// Runs one command with the arguments of the process, for the clouds of this table. Returns the exit code: one of
/// `tingji help exit-codes`; 2 for a wrong command line.
pub fn run(providers: Providers) -> ExitCode {
    providers::init(providers);
    // clap writes the help while it parses, so the language must be known first.
    lang::init(std::env::args_os());
    if complete::answer() {
        return ExitCode::SUCCESS;
    }
    let arguments = match read() {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
            lang::print_usage(error);
            return code;
        }
    };
    match run_command(arguments) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            output::error_line(&failure.to_string());
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Parses the command line with the help of the current language.
///
/// # Errors
///
/// clap's error, which also carries `--help` and `--version`; the caller prints it.
fn read() -> Result<Cli, clap::Error> {
    let mut command = Cli::localized();
    let matches = command.try_get_matches_from_mut(std::env::args_os())?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Runs the command on a single-threaded runtime and returns its exit code.
///
/// # Errors
///
/// A [`CliError`] if the command ended before it had results.
fn run_command(arguments: Cli) -> Result<u8, CliError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
        CliError::new(1, lang::tr!("can't start the async runtime: {error}", "无法启动运行时：{error}"))
    })?;
    let output = arguments.format().map_err(|line| CliError::new(2, line))?;
    let verbose = arguments.verbose > 0;
    logging::start(arguments.verbose, arguments.log);
    output::query::init(arguments.query);
    let code = runtime.block_on(async {
        match arguments.command {
            Command::Demo => command::demo::run(output).await,
            Command::List(list) => command::list::run(list, output).await,
            Command::Get(get) => command::get::run(get, output).await,
            Command::Start(start) => command::power::start(start, output).await,
            Command::Reboot(reboot) => command::power::reboot(reboot, output).await,
            Command::Delete(delete) => command::power::delete(delete, output).await,
            Command::Wait(wait) => command::power::wait(wait, output).await,
            Command::Stop(stop) => command::stop::run(stop, output).await,
            Command::Resume(resume) => command::resume::run(resume, output).await,
            Command::Sign(sign) => command::sign::run(&sign, output),
            Command::Errors(errors) => command::errors::run(&errors, output),
            Command::Doctor(doctor) => Ok(command::doctor::run(doctor, output).await),
            Command::Profile(profile) => command::profile::run(profile, output),
            Command::Uai(UaiCommand::Stop(stop)) => command::uai::run(stop, output).await,
            Command::Sandbox(SandboxCommand::Serve(serve)) => command::sandbox::run(serve, output).await,
            Command::Completions(completions) => command::completions::run(&completions),
            Command::Man(man) => command::man::run(&man),
            Command::Schema(schema) => command::schema::run(&schema, output),
            Command::Version => Ok(command::version::run(verbose, output)),
            Command::Help(help) => command::help::run(&help),
        }
    });
    // A thread that reads standard input may still be blocked; its result is not needed.
    runtime.shutdown_background();
    code.map(output::query::exit_code)
}
