//! The command line, as clap parses it.
//!
//! Every doc comment on an argument, a command or a value here and in the files below is its English help.
//! The Chinese help is in [`zh`], keyed by the English text.

pub(crate) mod cloud_tables;
mod credentials;
mod doctor;
mod errors;
mod exit_codes;
mod format;
mod list;
mod meta;
mod parse;
mod poll;
mod power;
mod profile;
mod query;
mod resume;
mod sandbox;
mod select;
mod sign;
mod stop;
mod targets;
#[cfg(test)]
mod tests;
mod timeouts;
mod uai;
pub(crate) mod zh;

use clap::{Parser, Subcommand};
pub(crate) use credentials::CREDENTIALS;
pub(crate) use doctor::DoctorArgs;
pub(crate) use errors::ErrorsArgs;
use exit_codes::{DELETE, START};
pub(crate) use format::{LogFormat, Output};
pub(crate) use list::ListArgs;
pub(crate) use meta::{CompletionsArgs, HelpArgs, ManArgs, SchemaArgs, SchemaName};
pub(crate) use parse::{TargetArg, parse_duration};
pub(crate) use poll::{Lock, PollArgs};
pub(crate) use power::{ActionArgs, GetArgs, PowerArgs, RebootArgs, WaitArgs};
pub(crate) use profile::{
    ProfileAddArgs, ProfileCommand, ProfileImportArgs, ProfileListArgs, ProfileRemoveArgs,
};
pub(crate) use query::Query;
use query::parse_query;
pub(crate) use resume::ResumeArgs;
pub(crate) use sandbox::{SandboxCommand, ServeArgs};
pub(crate) use select::SelectArgs;
pub(crate) use sign::{DiffArgs, InspectArgs, KeyArgs, RequestArgs, SignCommand};
pub(crate) use stop::StopArgs;
pub(crate) use targets::TargetArgs;
pub(crate) use uai::{UaiCommand, UaiStopArgs};

use self::parse::LangParser;
use crate::lang::{Lang, localized};

/// Stop AI and GPU machines on five Chinese clouds, and know that they stopped.
#[derive(Debug, Parser)]
#[command(name = "tingji", version, after_long_help = CREDENTIALS, disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// Format of the results on standard output [default: table]
    #[arg(short, long, global = true, value_enum)]
    pub(crate) output: Option<Output>,
    /// Filter the JSON output with a JMESPath expression, such as 'outcomes[].outcome'. Implies -o json;
    /// with ndjson it filters each line and drops empty results.
    #[arg(long, global = true, value_name = "EXPRESSION", value_parser = parse_query)]
    pub(crate) query: Option<Query>,
    /// Log each request on standard error; twice (-vv) logs headers and bodies too. Secrets are redacted.
    /// TINGJI_LOG=debug or trace does the same.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// Log format; implies --verbose.
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    pub(crate) log: Option<LogFormat>,
    /// Language of messages, help and advice. Default: from the locale.
    #[arg(long, global = true, value_parser = LangParser)]
    pub(crate) lang: Option<Lang>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Cli {
    /// Returns the output format that `--output` and `--query` select together.
    ///
    /// Default: `table`, or `json` with a query. A query works with `json`, `ndjson` and `yaml` only.
    ///
    /// # Errors
    ///
    /// A one-line message if the command does not write that format, or if a query is combined with a
    /// format that is not JSON or YAML.
    pub(crate) fn format(&self) -> Result<Output, &'static str> {
        match (&self.command, self.output, &self.query) {
            (command, output, query) if command.writes_text() && (output.is_some() || query.is_some()) => {
                return Err(localized(
                    "this command prints plain text; run it again without --output and --query",
                    "此命令只输出文本；请去掉 --output 和 --query 后重试",
                ));
            }
            (command, Some(Output::Csv | Output::Name), _) if command.writes_one() => {
                return Err(localized(
                    "this command writes one object, not rows; use -o json, ndjson or yaml",
                    "此命令只输出一个对象：请用 -o json、ndjson 或 yaml",
                ));
            }
            _ => {}
        }
        match (self.output, &self.query) {
            (output, None) => Ok(output.unwrap_or(Output::Table)),
            (None, Some(_)) => Ok(Output::Json),
            (Some(output @ (Output::Json | Output::Ndjson | Output::Yaml)), Some(_)) => Ok(output),
            _ => Err(localized(
                "--query filters JSON; combine it with -o json, ndjson or yaml, or omit -o",
                "--query 用于筛选 JSON：请与 -o json、ndjson 或 yaml 一起使用，或去掉 -o",
            )),
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a complete stop on five simulated clouds inside this process: no account, no key, no network.
    Demo,
    /// List the instances of every cloud and profile that has credentials.
    List(ListArgs),
    /// Show all details of the given instances.
    Get(GetArgs),
    /// Start instances, and wait until the vendor reports them running.
    #[command(after_help = START, after_long_help = format!("{CREDENTIALS}\n\n{START}"))]
    Start(PowerArgs),
    /// Reboot instances, and wait until they are down and running again.
    Reboot(RebootArgs),
    /// Delete instances permanently, and wait until the vendor no longer has them.
    #[command(after_help = DELETE, after_long_help = format!("{CREDENTIALS}\n\n{DELETE}"))]
    Delete(PowerArgs),
    /// Wait until instances reach a state, no matter who changes it; nothing is changed.
    Wait(WaitArgs),
    /// Stop instances, and wait until the vendor reports them stopped.
    Stop(StopArgs),
    /// Finish a stop that a crash interrupted; a request that took effect is not sent again.
    Resume(ResumeArgs),
    /// Explain, verify or compare the signature of a request.
    #[command(subcommand)]
    Sign(SignCommand),
    /// Explain a vendor's error code, or an exit code, outcome or error kind of this command.
    Errors(ErrorsArgs),
    /// Drop-in replacement for UCloud's uai_tool.py.
    #[command(subcommand)]
    Uai(UaiCommand),
    /// Check each account: credentials, files, endpoint, clock, signature, region, project.
    Doctor(DoctorArgs),
    /// List, add, remove or import accounts in the profile file.
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Run the five simulated clouds on this machine, for trials and tests.
    #[command(subcommand)]
    Sandbox(SandboxCommand),
    /// Print a shell completion script.
    Completions(CompletionsArgs),
    /// Generate the manual pages.
    Man(ManArgs),
    /// Print the JSON Schema of the `-o json` output.
    Schema(SchemaArgs),
    /// Print the version; with --verbose also the target, clouds, TLS library and folders.
    Version,
    /// Print the help of a command, or of the topic `exit-codes` or `credentials`.
    Help(HelpArgs),
}

impl Command {
    /// Returns true for the commands that write text for shells and pagers, so that `--output` and
    /// `--query` do not apply.
    fn writes_text(&self) -> bool {
        matches!(self, Self::Completions(_) | Self::Man(_) | Self::Help(_))
    }

    /// Returns true for the commands that write one object, which has no rows for csv and name.
    fn writes_one(&self) -> bool {
        matches!(self, Self::Sign(_) | Self::Uai(_) | Self::Sandbox(_) | Self::Schema(_) | Self::Version)
    }
}
