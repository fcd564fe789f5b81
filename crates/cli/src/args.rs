//! The command line, as clap parses it.
//!
//! Each command, option, argument and value has its help beside it, in both languages.

mod chinese_layout;
mod cloud_tables;
mod clouds;
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

use chinese_layout::in_chinese;
use clap::{CommandFactory, Parser, Subcommand};
pub(crate) use clouds::CloudArgs;
pub(crate) use credentials::credentials;
pub(crate) use doctor::DoctorArgs;
pub(crate) use errors::ErrorsArgs;
use exit_codes::{DELETE, START};
pub(crate) use format::{LogFormat, Output};
pub(crate) use list::ListArgs;
pub(crate) use meta::{CompletionsArgs, HelpArgs, ManArgs, SchemaArgs, SchemaName};
pub(crate) use parse::{TargetArg, parse_duration};
pub(crate) use poll::{Lock, PollArgs};
pub(crate) use power::{ChangeArgs, ConfirmArgs, GetArgs, PowerArgs, RebootArgs, WaitArgs};
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
use crate::lang::{self, HelpText, Lang, localized};

#[derive(Debug, Parser)]
#[command(name = "tingji", version, after_long_help = credentials(), disable_help_subcommand = true)]
#[command(about = HelpText {
    en: "Stop AI and GPU machines on five Chinese clouds, and know that they stopped",
    zh: "在五家中国云上停止 AI 与 GPU 机器，并确认它们确实已停",
})]
pub(crate) struct Cli {
    #[arg(short, long, global = true, value_enum, help = HelpText {
        en: "Format of the results on standard output [default: table]",
        zh: "标准输出的结果格式 [默认：table]",
    })]
    pub(crate) output: Option<Output>,
    #[arg(long, global = true, value_name = "EXPRESSION", value_parser = parse_query, help = HelpText {
        en: "Filter the JSON output with a JMESPath expression, such as 'outcomes[].outcome'. Implies -o \
             json; with ndjson it filters each line and drops empty results",
        zh: "用 JMESPath 表达式筛选 JSON 输出，例如 'outcomes[].outcome'；不指定 -o 时即为 json；ndjson \
             逐行筛选，空结果不输出",
    })]
    pub(crate) query: Option<Query>,
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help = HelpText {
        en: "Log each request on standard error; twice (-vv) logs headers and bodies too. Secrets are \
             redacted. TINGJI_LOG=debug or trace does the same",
        zh: "在标准错误中记录每个请求；-vv 还会记录请求头和正文。密钥等敏感信息会隐藏。等同于 \
             TINGJI_LOG=debug 或 trace",
    })]
    pub(crate) verbose: u8,
    #[arg(long, global = true, value_enum, value_name = "FORMAT", help = HelpText {
        en: "Log format; implies --verbose",
        zh: "日志格式；同时启用 --verbose",
    })]
    pub(crate) log: Option<LogFormat>,
    #[arg(long, global = true, value_parser = LangParser, help = HelpText {
        en: "Language of messages, help and advice. Default: from the locale",
        zh: "消息、帮助和建议所用的语言。默认随系统语言环境",
    })]
    pub(crate) lang: Option<Lang>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Cli {
    /// Returns the command line with its help in the current language.
    pub(crate) fn localized() -> clap::Command {
        match lang::current() {
            Lang::En => Self::command(),
            Lang::Zh => in_chinese(Self::command()),
        }
    }

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
    #[command(about = HelpText {
        en: "Run a complete stop on five simulated clouds inside this process: no account, no key, no \
             network",
        zh: "在本进程内模拟五家云，演示一次完整的停机：无需账号、密钥和网络",
    })]
    Demo,
    #[command(about = HelpText {
        en: "List the instances of every cloud and profile that has credentials",
        zh: "列出所有已配置凭证的云和 profile 的实例",
    })]
    List(ListArgs),
    #[command(about = HelpText { en: "Show all details of the given instances", zh: "显示指定实例的全部信息" })]
    Get(GetArgs),
    #[command(about = HelpText {
        en: "Start instances, and wait until the vendor reports them running",
        zh: "启动实例，并等待厂商确认已运行",
    })]
    #[command(after_help = START.to_string(), after_long_help = START.with_credentials())]
    Start(PowerArgs),
    #[command(about = HelpText {
        en: "Reboot instances, and wait until they are down and running again",
        zh: "重启实例，并等待其停止后重新运行",
    })]
    Reboot(RebootArgs),
    #[command(about = HelpText {
        en: "Delete instances permanently, and wait until the vendor no longer has them",
        zh: "永久删除实例，并等待厂商确认已删除",
    })]
    #[command(after_help = DELETE.to_string(), after_long_help = DELETE.with_credentials())]
    Delete(PowerArgs),
    #[command(about = HelpText {
        en: "Wait until instances reach a state, no matter who changes it; nothing is changed",
        zh: "等待实例进入指定状态，不管是谁操作的；只查询，不做任何更改",
    })]
    Wait(WaitArgs),
    #[command(about = HelpText {
        en: "Stop instances, and wait until the vendor reports them stopped",
        zh: "停止实例，并等待厂商确认已停止",
    })]
    Stop(StopArgs),
    #[command(about = HelpText {
        en: "Finish a stop that a crash interrupted; a request that took effect is not sent again",
        zh: "继续完成因崩溃而中断的停机；已生效的请求不会重发",
    })]
    Resume(ResumeArgs),
    #[command(subcommand, about = HelpText {
        en: "Explain, verify or compare the signature of a request",
        zh: "解释、验证或比对请求的签名",
    })]
    Sign(SignCommand),
    #[command(about = HelpText {
        en: "Explain a vendor's error code, or an exit code, outcome or error kind of this command",
        zh: "解释厂商的错误码，或本命令的退出码、结果、错误类别",
    })]
    Errors(ErrorsArgs),
    #[command(subcommand, about = HelpText {
        en: "Drop-in replacement for UCloud's uai_tool.py",
        zh: "可直接替换 UCloud 的 uai_tool.py",
    })]
    Uai(UaiCommand),
    #[command(about = HelpText {
        en: "Check each account: credentials, files, endpoint, clock, signature, region, project",
        zh: "检查每个账号：凭证、文件、接入地址、时钟、签名、地域、项目",
    })]
    Doctor(DoctorArgs),
    #[command(subcommand, about = HelpText {
        en: "List, add, remove or import accounts in the profile file",
        zh: "查看、添加、删除或导入 profile 文件中的账号",
    })]
    Profile(ProfileCommand),
    #[command(subcommand, about = HelpText {
        en: "Run the five simulated clouds on this machine, for trials and tests",
        zh: "在本机运行五家云的模拟环境，用于试用和测试",
    })]
    Sandbox(SandboxCommand),
    #[command(about = HelpText { en: "Print a shell completion script", zh: "打印 shell 补全脚本" })]
    Completions(CompletionsArgs),
    #[command(about = HelpText { en: "Generate the manual pages", zh: "生成手册页" })]
    Man(ManArgs),
    #[command(about = HelpText {
        en: "Print the JSON Schema of the `-o json` output",
        zh: "打印 `-o json` 输出的 JSON Schema",
    })]
    Schema(SchemaArgs),
    #[command(about = HelpText {
        en: "Print the version; with --verbose also the target, clouds, TLS library and folders",
        zh: "打印版本；加 --verbose 则同时打印编译目标、所含的云、TLS 库和目录",
    })]
    Version,
    #[command(about = HelpText {
        en: "Print the help of a command, or of the topic `exit-codes` or `credentials`",
        zh: "打印某个命令的帮助，或主题 `exit-codes`、`credentials` 的说明",
    })]
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
