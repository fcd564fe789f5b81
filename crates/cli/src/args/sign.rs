//! The arguments of `tingji sign`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use tingji::core::UnixTime;

use crate::lang::say;
use crate::sign::Kind;

pub(crate) const FORMS: &str = "\
The request is one of these, told apart by itself:
  a curl command line   as typed, or as a browser's \"Copy as cURL (bash)\" writes it
  HAR                   a whole file (choose with --entry N) or one entry of it
  raw HTTP              PUT /path HTTP/1.1, headers, an empty line, the body
  recorded requests     {\"request\": {\"method\", \"target\", \"headers\", \"body\"}}, a line each
Nothing is sent anywhere.";

pub(crate) const KEY: &str = "\
The secret key is never an argument. It comes from --secret-key-stdin, from
--secret-key-env NAME, or from the cloud's own variable: UCLOUD_PRIVATE_KEY,
COMPSHARE_PRIVATE_KEY, BCE_SECRET_ACCESS_KEY, VOLCENGINE_SECRET_KEY, HUAWEICLOUD_SDK_SK.";

pub(crate) const EXPLAIN: &str = "\
Examples:
  tingji sign explain request.txt
  pbpaste | tingji sign explain
  tingji sign explain --entry 12 console.har -o json

Exit codes: 0 explained, 2 no readable request, 4 its signature can't be read.";

pub(crate) const VERIFY: &str = "\
Examples:
  HUAWEICLOUD_SDK_SK=… tingji sign verify request.txt
  tingji sign verify --secret-key-env WORK_SK request.txt
  pass show work/sk | tingji sign verify --secret-key-stdin request.txt

Exit codes: 0 valid, 2 no readable request or no key, 4 not valid.";

pub(crate) const DIFF: &str = "\
Huawei Cloud's gateway echoes the canonical request it computed; other gateways do so in the
words of AWS. A canonical request from elsewhere (the log of an SDK) is compared just the same.

Examples:
  tingji sign diff --error answer.json request.txt
  tingji sign diff --entry 3 console.har          the answer stands in the HAR

Exit codes: 0 the same, 2 nothing to compare, 4 they differ.";

#[derive(Debug, Subcommand)]
pub(crate) enum SignCommand {
    /// Show the canonical request, the string to sign and each key step, and what is wrong.
    #[command(after_help = EXPLAIN, after_long_help = format!("{FORMS}\n\n{KEY}\n\n{EXPLAIN}"))]
    Explain(JudgeArguments),
    /// Say whether the signature is valid, or exactly what is not.
    #[command(after_help = VERIFY, after_long_help = format!("{FORMS}\n\n{KEY}\n\n{VERIFY}"))]
    Verify(JudgeArguments),
    /// Point at the first difference to the canonical request that a server's error echoes.
    #[command(after_help = DIFF, after_long_help = format!("{FORMS}\n\n{DIFF}"))]
    Diff(DiffArguments),
}

/// A request and how to show it.
#[derive(Debug, Args)]
pub(crate) struct RequestArguments {
    /// The file with the request; `-` is standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,
    /// Which of several requests, counted from 1. Default: the only signed one.
    #[arg(long, value_name = "N")]
    pub(crate) entry: Option<usize>,
    /// Which signature to look for. Default: the one the request carries.
    #[arg(long, value_enum)]
    pub(crate) scheme: Option<Kind>,
    /// Show tokens, signatures and derived keys instead of `***`. The secret key itself is never shown.
    #[arg(long)]
    pub(crate) show_secrets: bool,
}

#[derive(Debug, Args)]
pub(crate) struct JudgeArguments {
    #[command(flatten)]
    pub(crate) request: RequestArguments,
    #[command(flatten)]
    pub(crate) key: KeyArguments,
    /// By which clock to judge: `now`, or a time such as 2026-11-21T06:00:00Z. Default: the time at
    /// which the request says it was signed.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(crate) at: Option<UnixTime>,
}

/// Where the secret key is.
#[derive(Debug, Args)]
pub(crate) struct KeyArguments {
    /// The name of the variable that holds the secret key.
    #[arg(long, value_name = "NAME", conflicts_with = "secret_key_stdin")]
    pub(crate) secret_key_env: Option<String>,
    /// Read the secret key from standard input; the request is then a file.
    #[arg(long)]
    pub(crate) secret_key_stdin: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    #[command(flatten)]
    pub(crate) request: RequestArguments,
    /// The file with the server's answer; `-` is standard input. Default: the answer in the HAR.
    #[arg(long, value_name = "FILE")]
    pub(crate) error: Option<PathBuf>,
}

fn parse_time(text: &str) -> Result<UnixTime, String> {
    if text == "now" {
        return Ok(UnixTime::from_seconds(jiff::Timestamp::now().as_second()));
    }
    UnixTime::parse(text).ok_or_else(|| {
        say!(
            "{text:?} is no time: write now or 2026-11-21T06:00:00Z",
            "{text:?} 不是时间：请写 now 或 2026-11-21T06:00:00Z"
        )
    })
}
