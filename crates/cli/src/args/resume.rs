//! The arguments of `tingji resume`.

use std::path::PathBuf;

use clap::Args;

use super::credentials::CREDENTIALS;
use super::exit_codes::EXIT_CODES;
use super::parse::filled;
use super::poll::Patience;

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = format!("{CREDENTIALS}\n\n{EXIT_CODES}"))]
pub(crate) struct ResumeArguments {
    /// The journal of the stop; default: the latest in the user's state folder that is left open.
    #[arg(value_name = "FILE")]
    pub(crate) journal: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) patience: Patience,
    /// The region of targets that name none, as it was given to the stop.
    #[arg(long, value_parser = filled())]
    pub(crate) region: Option<String>,
}
