//! The command line.

mod about;
mod act;
mod doctor;
mod errors;
mod exit_codes;
mod limits;
mod list;
mod parse;
mod profile;
mod resume;
mod sandbox;
#[cfg(test)]
mod seen;
mod select;
mod sign;
mod stop;
mod uai;

pub(crate) use about::{CompletionsArguments, HelpArguments, ManArguments, SchemaArguments, SchemaName};
pub(crate) use act::{Change, ChangeArguments, GetArguments, RebootArguments, Targets, WaitArguments};
use clap::{Parser, Subcommand, ValueEnum};
pub(crate) use doctor::DoctorArguments;
pub(crate) use errors::ErrorsArguments;
use exit_codes::{DELETE, START};
pub(crate) use list::ListArguments;
pub(crate) use parse::{Given, parse_duration};
pub(crate) use profile::{
    ProfileAddArguments, ProfileCommand, ProfileImportArguments, ProfileListArguments, ProfileRemoveArguments,
};
pub(crate) use resume::ResumeArguments;
pub(crate) use sandbox::{SandboxCommand, ServeArguments};
pub(crate) use select::SelectArguments;
pub(crate) use sign::{DiffArguments, JudgeArguments, KeyArguments, RequestArguments, SignCommand};
pub(crate) use stop::{Lock, Patience, StopArguments};
pub(crate) use uai::{UaiCommand, UaiStopArguments};

use crate::lang::{Lang, pick};
use crate::output::query::{Query, parse_query};

/// What stands behind the options of a help; each needs its Chinese in `lang/blocks.rs`.
pub(crate) mod blocks {
    pub(crate) use super::CREDENTIALS;
    pub(crate) use super::about::{COMPLETIONS, HELP, MAN, SCHEMA};
    pub(crate) use super::doctor::EXAMPLES as DOCTOR;
    pub(crate) use super::errors::EXAMPLES as ERRORS;
    pub(crate) use super::exit_codes::{DELETE, EXIT_CODES, REBOOT, START, WAIT};
    pub(crate) use super::list::EXAMPLES as LIST;
    pub(crate) use super::profile::{
        ADD as PROFILE_ADD, FILE as PROFILE_FILE, IMPORT as PROFILE_IMPORT, LIST as PROFILE_LIST,
        REMOVE as PROFILE_REMOVE,
    };
    pub(crate) use super::sign::{DIFF, EXPLAIN, FORMS, KEY, VERIFY};
    pub(crate) use super::uai::EXAMPLES as UAI;
}

pub(crate) const CREDENTIALS: &str = "\
Credentials come from where the vendors' own tools find them. First their variables, of which these
are the main ones:
  ucloud       UCLOUD_PUBLIC_KEY, UCLOUD_PRIVATE_KEY
  compshare    COMPSHARE_PUBLIC_KEY, COMPSHARE_PRIVATE_KEY
  bce          BCE_ACCESS_KEY_ID, BCE_SECRET_ACCESS_KEY, BCE_SECURITY_TOKEN
  volcengine   VOLCENGINE_ACCESS_KEY, VOLCENGINE_SECRET_KEY, VOLCENGINE_SESSION_TOKEN
  huaweicloud  HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_SECURITY_TOKEN,
               HUAWEICLOUD_SDK_PROJECT_ID (if it is not set, IAM is asked for it)
then the profile `default` of the file of profiles, which `tingji profile` writes: TINGJI_CONFIG,
else tingji/profiles.toml in the folder for settings (~/.config on Linux):
  [profiles.default.compshare]
  public_key = \"…\"
  private_key = \"…\"
then the profile files of their tools:
  ucloud       ~/.ucloud/config.json and credential.json
  compshare    ~/.config/compshare/config.json
  bce          ~/.bce/config.json, ~/.go-bcecli/credentials
  volcengine   ~/.volcengine/config.json
  huaweicloud  ~/.huaweicloud/credentials, ~/.hcloud/config.json
then, for volcengine and huaweicloud if they are asked for by name, the metadata service of their
machines. The profile `work` of a target is that of the file of profiles, else it reads the same
variables with WORK_ in front, then the profile `work` of the vendors' files.

TINGJI_ENDPOINT sends every cloud to one base URL, TINGJI_<CLOUD>_ENDPOINT one cloud;
TINGJI_METADATA_ENDPOINT=off leaves metadata services alone.";

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

/// How requests are told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// A line each, for people.
    Text,
    /// A JSON object a line.
    Json,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// For people.
    Table,
    /// The same with more columns, where there are more.
    Wide,
    /// For programs: one object, with a schema version.
    Json,
    /// One object a line.
    Ndjson,
    /// The object of json as YAML.
    Yaml,
    /// One row a line, the names first.
    Csv,
    /// Targets alone, to be handed on: `tingji list -o name | tingji stop -`.
    Name,
}

impl Output {
    /// Whether it is a table, for people.
    pub(crate) fn is_table(self) -> bool {
        matches!(self, Self::Table | Self::Wide)
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

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory;
        super::Arguments::command().debug_assert();
    }
}
