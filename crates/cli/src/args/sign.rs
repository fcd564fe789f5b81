//! The arguments of `tingji sign`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use tingji::core::UnixTime;

use super::cloud_tables::secret_variables;
use crate::lang::{HelpText, tr};
use crate::sign::SchemeName;

/// The accepted forms of a request.
const FORMS: HelpText = HelpText {
    en: "\
The request may have one of these forms, which tingji detects:
  a curl command line   as typed, or from a browser's \"Copy as cURL (bash)\"
  HAR                   a whole file (choose with --entry N) or one entry
  raw HTTP              PUT /path HTTP/1.1, headers, an empty line, the body
  recorded requests     {\"request\": {\"method\", \"target\", \"headers\", \"body\"}}, one per line
Nothing is sent.",
    zh: "\
请求可以是下列任一形式，自动识别：
  curl 命令行           手工输入的，或浏览器“Copy as cURL (bash)”复制的
  HAR                   整个文件（用 --entry N 选择），或其中一条
  原始 HTTP             PUT /path HTTP/1.1、请求头、空行、正文
  记录的请求            {\"request\": {\"method\", \"target\", \"headers\", \"body\"}}，每行一个
不会向任何地方发送任何内容。",
};

/// Returns the sources of the secret key.
fn secret_key() -> String {
    tr!(
        "\
The secret key is never an argument. It comes from --secret-key-stdin, from
--secret-key-env NAME, or from the variable of the cloud:
{secret_variables}",
        "\
私钥从不作为参数给出。它来自 --secret-key-stdin、--secret-key-env NAME，
或该云自己的环境变量：
{secret_variables}",
        secret_variables = secret_variables()
    )
}

/// Examples and exit codes of `sign explain`.
const EXPLAIN: HelpText = HelpText {
    en: "\
Examples:
  tingji sign explain request.txt
  pbpaste | tingji sign explain
  tingji sign explain --entry 12 console.har -o json

Exit codes: 0 explained, 2 unreadable request, 4 unreadable signature.",
    zh: "\
示例：
  tingji sign explain request.txt
  pbpaste | tingji sign explain
  tingji sign explain --entry 12 console.har -o json

退出码：0 已解释，2 没有可读的请求，4 无法读出其签名。",
};

/// Examples and exit codes of `sign verify`.
const VERIFY: HelpText = HelpText {
    en: "\
Examples:
  BCE_SECRET_ACCESS_KEY=… tingji sign verify request.txt
  tingji sign verify --secret-key-env WORK_SK request.txt
  pass show work/sk | tingji sign verify --secret-key-stdin request.txt

Exit codes: 0 valid, 2 unreadable request or no key, 4 not valid.",
    zh: "\
示例：
  BCE_SECRET_ACCESS_KEY=… tingji sign verify request.txt
  tingji sign verify --secret-key-env WORK_SK request.txt
  pass show work/sk | tingji sign verify --secret-key-stdin request.txt

退出码：0 有效，2 没有可读的请求或没有密钥，4 无效。",
};

/// Explanation, examples and exit codes of `sign diff`.
const DIFF: HelpText = HelpText {
    en: "\
Some gateways return the canonical request that they computed, as the field canonicalRequest or in
the format of AWS. A canonical request from another source, such as an SDK's log, works too.

Examples:
  tingji sign diff --error answer.json request.txt
  tingji sign diff --entry 3 console.har          the response is in the HAR

Exit codes: 0 equal, 2 nothing to compare, 4 different.",
    zh: "\
部分网关会返回其算出的规范请求：放在字段 canonicalRequest 中，或采用 AWS 的措辞。
来自别处（例如 SDK 日志）的规范请求同样可以比对。

示例：
  tingji sign diff --error answer.json request.txt
  tingji sign diff --entry 3 console.har          应答就在 HAR 中

退出码：0 相同，2 无可比对，4 不同。",
};

#[derive(Debug, Subcommand)]
pub(crate) enum SignCommand {
    #[command(about = HelpText {
        en: "Show the canonical request, the string to sign, each key step, and any mistakes",
        zh: "显示规范请求、待签名字符串和每一步密钥推导，并指出错误",
    })]
    #[command(after_help = EXPLAIN, after_long_help = format!("{FORMS}\n\n{}\n\n{EXPLAIN}", secret_key()))]
    Explain(InspectArgs),
    #[command(about = HelpText {
        en: "Check whether the signature is valid, and name the mistake if not",
        zh: "检查签名是否有效，无效时指出错误",
    })]
    #[command(after_help = VERIFY, after_long_help = format!("{FORMS}\n\n{}\n\n{VERIFY}", secret_key()))]
    Verify(InspectArgs),
    #[command(about = HelpText {
        en: "Show the first difference from the canonical request in a server's error",
        zh: "显示与服务端错误中的规范请求的第一处差异",
    })]
    #[command(after_help = DIFF, after_long_help = format!("{FORMS}\n\n{DIFF}"))]
    Diff(DiffArgs),
}

/// The request, and how to show it.
#[derive(Debug, Args)]
pub(crate) struct RequestArgs {
    #[arg(value_name = "FILE", default_value = "-", help = HelpText {
        en: "File with the request; `-` is standard input",
        zh: "含请求的文件；`-` 为标准输入",
    })]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "N", help = HelpText {
        en: "Number of the request to use, from 1. Default: the only signed one",
        zh: "使用第几个请求，从 1 开始。默认：唯一带签名的那个",
    })]
    pub(crate) entry: Option<usize>,
    #[arg(long, value_enum, help = HelpText {
        en: "Signing scheme. Default: detected from the request",
        zh: "签名方式。默认：根据请求判断",
    })]
    pub(crate) scheme: Option<SchemeName>,
    #[arg(long, help = HelpText {
        en: "Show tokens, signatures and derived keys instead of `***`. The secret key is never shown",
        zh: "显示令牌、签名和派生密钥，而不是 `***`。私钥本身从不显示",
    })]
    pub(crate) show_secrets: bool,
}

/// Arguments of `sign explain` and `sign verify`.
#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    #[command(flatten)]
    pub(crate) key: KeyArgs,
    #[arg(long, value_name = "TIME", value_parser = parse_time, help = HelpText {
        en: "Time to verify at: `now`, or a time such as 2026-11-21T06:00:00Z. Default: the signing time in \
             the request",
        zh: "验证所用的时间：`now`，或 2026-11-21T06:00:00Z 这样的时间。默认：请求中的签名时间",
    })]
    pub(crate) at: Option<UnixTime>,
}

/// The source of the secret key.
#[derive(Debug, Args)]
pub(crate) struct KeyArgs {
    #[arg(long, value_name = "NAME", conflicts_with = "secret_key_stdin", help = HelpText {
        en: "Name of the variable with the secret key",
        zh: "存放私钥的环境变量名",
    })]
    pub(crate) secret_key_env: Option<String>,
    #[arg(long, help = HelpText {
        en: "Read the secret key from standard input; the request must then be a file",
        zh: "从标准输入读取私钥；此时请求须来自文件",
    })]
    pub(crate) secret_key_stdin: bool,
}

/// Arguments of `sign diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    #[arg(long, value_name = "FILE", help = HelpText {
        en: "File with the server's response; `-` is standard input. Default: the response in the HAR",
        zh: "含服务端应答的文件；`-` 为标准输入。默认：HAR 中的应答",
    })]
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
