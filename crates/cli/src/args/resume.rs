//! The arguments of `tingji resume`.

use std::path::PathBuf;

use clap::Args;

use super::exit_codes::STOP;
use super::parse::filled;
use super::poll::PollArgs;
use crate::lang::HelpText;

/// Arguments of `resume`.
#[derive(Debug, Args)]
#[command(after_help = STOP.to_string(), after_long_help = STOP.with_credentials())]
pub(crate) struct ResumeArgs {
    #[arg(value_name = "FILE", help = HelpText {
        en: "Journal file of the stop. Default: the latest unfinished journal in the user's state folder",
        zh: "停机的日志文件。默认：用户状态目录中最近一个未完成的日志",
    })]
    pub(crate) journal: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) poll: PollArgs,
    #[arg(long, value_parser = filled(), help = HelpText {
        en: "Region for targets that have none; use the same value as for the stop",
        zh: "未写明地域的目标所用的地域；请与停机时相同",
    })]
    pub(crate) region: Option<String>,
}
