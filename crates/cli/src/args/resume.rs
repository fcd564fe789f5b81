//! The arguments of `tingji resume`.

use std::path::PathBuf;

use clap::Args;

use super::credentials::CREDENTIALS;
use super::exit_codes::EXIT_CODES;
use super::parse::filled;
use super::poll::PollArgs;

/// Arguments of `resume`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = format!("{CREDENTIALS}\n\n{EXIT_CODES}"))]
pub(crate) struct ResumeArgs {
    /// Journal file of the stop. Default: the latest unfinished journal in the user's state folder.
    #[arg(value_name = "FILE")]
    pub(crate) journal: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) poll: PollArgs,
    /// Region for targets that have none; use the same value as for the stop.
    #[arg(long, value_parser = filled())]
    pub(crate) region: Option<String>,
}
