//! The command line.

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
pub(crate) use doctor::DoctorArguments;
pub(crate) use errors::ErrorsArguments;
use exit_codes::{DELETE, START};
pub(crate) use format::{LogFormat, Output};
pub(crate) use list::ListArguments;
pub(crate) use meta::{CompletionsArguments, HelpArguments, ManArguments, SchemaArguments, SchemaName};
pub(crate) use parse::{Given, parse_duration};
pub(crate) use poll::{Lock, Patience};
pub(crate) use power::{Change, ChangeArguments, GetArguments, RebootArguments, WaitArguments};
pub(crate) use profile::{
    ProfileAddArguments, ProfileCommand, ProfileImportArguments, ProfileListArguments, ProfileRemoveArguments,
};
pub(crate) use query::Query;
use query::parse_query;
pub(crate) use resume::ResumeArguments;
pub(crate) use sandbox::{SandboxCommand, ServeArguments};
pub(crate) use select::SelectArguments;
pub(crate) use sign::{DiffArguments, JudgeArguments, KeyArguments, RequestArguments, SignCommand};
pub(crate) use stop::StopArguments;
pub(crate) use targets::Targets;
pub(crate) use uai::{UaiCommand, UaiStopArguments};

use crate::lang::{Lang, pick};

/// Stop AI and GPU machines on five Chinese clouds, and know that they stopped.
#[derive(Debug, Parser)]
#[command(name = "tingji", version, after_long_help = CREDENTIALS, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// How results are written to standard output [default: table]
    #[arg(short, long, global = true, value_enum)]
    pub(crate) output: Option<Output>,
    /// Of the JSON only what this JMESPath expression selects, such as 'outcomes[].outcome'; of ndjson
    /// what it selects of each line, if anything. Without --output it means json.
    #[arg(long, global = true, value_name = "EXPRESSION", value_parser = parse_query)]
    pub(crate) query: Option<Query>,
    /// Tell of each request on standard error; twice, show what was sent and answered too. Secrets are
    /// hidden. TINGJI_LOG=debug or trace does the same.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// How requests are told of; implies --verbose.
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    pub(crate) log: Option<LogFormat>,
    /// The language of messages, help and advice. Default: that of the locale.
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<Lang>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Arguments {
    /// How results are written, all considered.
    ///
    /// # Errors
    ///
    /// With a query, what is no JSON and no YAML; and what the command does not write.
    pub(crate) fn format(&self) -> Result<Output, &'static str> {
        match (&self.command, self.output, &self.query) {
            (command, output, query) if command.writes_text() && (output.is_some() || query.is_some()) => {
                return Err(pick(
                    "this command writes a text: leave --output and --query away",
                    "此命令只输出文本：请勿使用 --output 和 --query",
                ));
            }
            (command, Some(Output::Csv | Output::Name), _) if command.writes_one() => {
                return Err(pick(
                    "this command writes one object: give -o json, ndjson or yaml",
                    "此命令只输出一个对象：请用 -o json、ndjson 或 yaml",
                ));
            }
            _ => {}
        }
        match (self.output, &self.query) {
            (output, None) => Ok(output.unwrap_or(Output::Table)),
            (None, Some(_)) => Ok(Output::Json),
            (Some(output @ (Output::Json | Output::Ndjson | Output::Yaml)), Some(_)) => Ok(output),
            _ => Err(pick(
                "--query selects from JSON: give it with -o json, ndjson or yaml, or without -o",
                "--query 从 JSON 中选取：请与 -o json、ndjson 或 yaml 同用，或不带 -o",
            )),
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Play the main job on five clouds that run inside this process: no account, no key, no network.
    Demo,
    /// Show the instances of every cloud and profile whose credentials are found.
    List(ListArguments),
    /// Show some instances in full.
    Get(GetArguments),
    /// Start instances, and wait until the vendor's own state reads running.
    #[command(after_help = START, after_long_help = format!("{CREDENTIALS}\n\n{START}"))]
    Start(ChangeArguments),
    /// Reboot instances, and wait until they went down and run again.
    Reboot(RebootArguments),
    /// Delete instances for good, and wait until they are gone.
    #[command(after_help = DELETE, after_long_help = format!("{CREDENTIALS}\n\n{DELETE}"))]
    Delete(ChangeArguments),
    /// Wait until instances are in a state, whoever brings them there; nothing is sent but looks.
    Wait(WaitArguments),
    /// Stop instances, and wait until the vendor's own state reads stopped.
    Stop(StopArguments),
    /// Finish a stop that a crash cut short: nothing that took effect is sent again.
    Resume(ResumeArguments),
    /// Explain, verify or compare the signature of a request.
    #[command(subcommand)]
    Sign(SignCommand),
    /// Explain a vendor's error code, or an exit code, outcome or kind of this command.
    Errors(ErrorsArguments),
    /// For scripts that call UCloud's uai_tool.py today.
    #[command(subcommand)]
    Uai(UaiCommand),
    /// Check each account: credentials, files, endpoint, clock, signature, region, project.
    Doctor(DoctorArguments),
    /// Show, add, remove or import accounts in the file of profiles.
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// The five clouds on this machine, for trying and testing.
    #[command(subcommand)]
    Sandbox(SandboxCommand),
    /// Write the completions of a shell to standard output.
    Completions(CompletionsArguments),
    /// Write the manual pages.
    Man(ManArguments),
    /// Print the JSON Schema of what `-o json` writes.
    Schema(SchemaArguments),
    /// Print the version, and with --verbose also the target, the clouds, the TLS library, and the folders.
    Version,
    /// Print the help of a command, or of the topic `exit-codes` or `credentials`.
    Help(HelpArguments),
}

impl Command {
    /// Whether it writes what shells and pagers read.
    fn writes_text(&self) -> bool {
        matches!(self, Self::Completions(_) | Self::Man(_) | Self::Help(_))
    }

    /// Whether it answers with one object, which has no rows.
    fn writes_one(&self) -> bool {
        matches!(self, Self::Sign(_) | Self::Uai(_) | Self::Sandbox(_) | Self::Schema(_) | Self::Version)
    }
}
