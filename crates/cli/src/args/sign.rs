//! The arguments of `tingji sign`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use tingji::core::UnixTime;

use crate::lang::tr;
use crate::sign::SchemeName;

/// The accepted forms of a request.
pub(crate) const FORMS: &str = "\
The request may have one of these forms, which tingji detects:
  a curl command line   as typed, or from a browser's \"Copy as cURL (bash)\"
  HAR                   a whole file (choose with --entry N) or one entry
  raw HTTP              PUT /path HTTP/1.1, headers, an empty line, the body
  recorded requests     {\"request\": {\"method\", \"target\", \"headers\", \"body\"}}, one per line
Nothing is sent.";

/// The sources of the secret key.
pub(crate) const KEY: &str = "\
The secret key is never an argument. It comes from --secret-key-stdin, from
--secret-key-env NAME, or from the variable of the cloud:
{secret_variables}";

/// Examples and exit codes of `sign explain`.
pub(crate) const EXPLAIN: &str = "\
Examples:
  tingji sign explain request.txt
  pbpaste | tingji sign explain
  tingji sign explain --entry 12 console.har -o json

Exit codes: 0 explained, 2 unreadable request, 4 unreadable signature.";

/// Examples and exit codes of `sign verify`.
pub(crate) const VERIFY: &str = "\
Examples:
  BCE_SECRET_ACCESS_KEY=… tingji sign verify request.txt
  tingji sign verify --secret-key-env WORK_SK request.txt
  pass show work/sk | tingji sign verify --secret-key-stdin request.txt

Exit codes: 0 valid, 2 unreadable request or no key, 4 not valid.";

/// Explanation, examples and exit codes of `sign diff`.
pub(crate) const DIFF: &str = "\
Some gateways return the canonical request that they computed, as the field canonicalRequest or in
the format of AWS. A canonical request from another source, such as an SDK's log, works too.

Examples:
  tingji sign diff --error answer.json request.txt
  tingji sign diff --entry 3 console.har          the response is in the HAR

Exit codes: 0 equal, 2 nothing to compare, 4 different.";

#[derive(Debug, Subcommand)]
pub(crate) enum SignCommand {
    /// Show the canonical request, the string to sign, each key step, and any mistakes.
    #[command(after_help = EXPLAIN, after_long_help = format!("{FORMS}\n\n{KEY}\n\n{EXPLAIN}"))]
    Explain(InspectArgs),
    /// Check whether the signature is valid, and name the mistake if not.
    #[command(after_help = VERIFY, after_long_help = format!("{FORMS}\n\n{KEY}\n\n{VERIFY}"))]
    Verify(InspectArgs),
    /// Show the first difference from the canonical request in a server's error.
    #[command(after_help = DIFF, after_long_help = format!("{FORMS}\n\n{DIFF}"))]
    Diff(DiffArgs),
}

/// The request, and how to show it.
#[derive(Debug, Args)]
pub(crate) struct RequestArgs {
    /// File with the request; `-` is standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,
    /// Number of the request to use, from 1. Default: the only signed one.
    #[arg(long, value_name = "N")]
    pub(crate) entry: Option<usize>,
    /// Signing scheme. Default: detected from the request.
    #[arg(long, value_enum)]
    pub(crate) scheme: Option<SchemeName>,
    /// Show tokens, signatures and derived keys instead of `***`. The secret key is never shown.
    #[arg(long)]
    pub(crate) show_secrets: bool,
}

/// Arguments of `sign explain` and `sign verify`.
#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    #[command(flatten)]
    pub(crate) key: KeyArgs,
    /// Time to verify at: `now`, or a time such as 2026-11-21T06:00:00Z. Default: the signing time in the
    /// request.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(crate) at: Option<UnixTime>,
}

/// The source of the secret key.
#[derive(Debug, Args)]
pub(crate) struct KeyArgs {
    /// Name of the variable with the secret key.
    #[arg(long, value_name = "NAME", conflicts_with = "secret_key_stdin")]
    pub(crate) secret_key_env: Option<String>,
    /// Read the secret key from standard input; the request must then be a file.
    #[arg(long)]
    pub(crate) secret_key_stdin: bool,
}

/// Arguments of `sign diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    /// File with the server's response; `-` is standard input. Default: the response in the HAR.
    #[arg(long, value_name = "FILE")]
    pub(crate) error: Option<PathBuf>,
}

/// Parses `now` or an RFC 3339 time in UTC.
fn parse_time(text: &str) -> Result<UnixTime, String> {
    if text == "now" {
        return Ok(UnixTime::from_seconds(jiff::Timestamp::now().as_second()));
    }
    UnixTime::parse(text).ok_or_else(|| {
        tr!(
            "invalid time {text:?}: use now or 2026-11-21T06:00:00Z",
            "{text:?} 不是时间：请写 now 或 2026-11-21T06:00:00Z"
        )
    })
}
