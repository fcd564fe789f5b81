//! The arguments of the commands about tingji itself: completions, man, schema and help.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::Shell;

use crate::lang::HelpText;

/// Examples for each shell at the end of the help.
const COMPLETIONS: HelpText = HelpText {
    en: "\
Examples:
  tingji completions bash > ~/.local/share/bash-completion/completions/tingji
  tingji completions zsh > \"${fpath[1]}/_tingji\"
  tingji completions fish > ~/.config/fish/completions/tingji.fish
  tingji completions powershell | Out-String | Invoke-Expression

The script calls tingji to complete targets: `stop` offers instances that are not stopped, `start`
offers stopped ones. tingji lists all accounts that have credentials, in parallel and for at most
two seconds, and caches the result for 30 seconds in the cache folder (~/.cache/tingji on Linux).
Generate the script again after you update tingji.",
    zh: "\
示例：
  tingji completions bash > ~/.local/share/bash-completion/completions/tingji
  tingji completions zsh > \"${fpath[1]}/_tingji\"
  tingji completions fish > ~/.config/fish/completions/tingji.fish
  tingji completions powershell | Out-String | Invoke-Expression

补全脚本会调用 tingji，由它列出当前的目标：`stop` 只给出未停止的，`start` 只给出已停止的。
它同时查询所有找到凭证的账号，总共最多两秒；结果在缓存目录（Linux 上为 ~/.cache/tingji）的
文件中保留 30 秒。升级 tingji 后请重新生成脚本。",
};

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS)]
pub(crate) struct CompletionsArgs {
    #[arg(value_parser = clap::builder::EnumValueParser::<Shell>::new(), help = HelpText {
        en: "The shell",
        zh: "shell 的名称",
    })]
    pub(crate) shell: Shell,
}

/// Examples at the end of the help.
const MAN: HelpText = HelpText {
    en: "\
Examples:
  tingji man | man -l -
  tingji man --out ~/.local/share/man/man1       tingji.1, tingji-stop.1, …
  tingji man --markdown",
    zh: "\
示例：
  tingji man | man -l -
  tingji man --out ~/.local/share/man/man1       tingji.1, tingji-stop.1, …
  tingji man --markdown",
};

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = MAN)]
pub(crate) struct ManArgs {
    #[arg(long, value_name = "DIR", conflicts_with = "markdown", help = HelpText {
        en: "Write one page per command into this folder, creating it if needed. Without it, the main page \
             goes to standard output",
        zh: "把每个命令的手册页写入此目录，目录不存在则新建。默认：把主页面写到标准输出",
    })]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, help = HelpText {
        en: "Print the help of all commands as one Markdown page",
        zh: "把全部命令的帮助输出为一页 Markdown",
    })]
    pub(crate) markdown: bool,
}

/// Examples at the end of the help.
const SCHEMA: HelpText = HelpText {
    en: "\
Examples:
  tingji schema                  everything; each output is one of `$defs`
  tingji schema stop             only the output of `tingji stop -o json`

Within a schema version, fields may be added; no field is removed or changes its meaning.",
    zh: "\
示例：
  tingji schema                  全部；每种输出是 `$defs` 中的一项
  tingji schema stop             只要 `tingji stop -o json` 的输出

同一模式版本内可能增加字段，但不会删除字段或改变其含义。",
};

/// Arguments of `schema`.
#[derive(Debug, Args)]
#[command(after_help = SCHEMA)]
pub(crate) struct SchemaArgs {
    #[arg(value_enum, help = HelpText {
        en: "The output to describe. Default: all",
        zh: "要描述的输出。默认：全部",
    })]
    pub(crate) name: Option<SchemaName>,
}

/// The outputs that have a schema. The names are keys of `$defs` in the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaName {
    #[value(help = HelpText { en: "Outcomes of stop, resume and demo", zh: "stop、resume 和 demo 的结果" })]
    Stop,
    #[value(help = HelpText {
        en: "A progress line of `-o ndjson` from stop, start, reboot, delete, wait, resume or demo",
        zh: "stop、start、reboot、delete、wait、resume、demo 的 `-o ndjson` 进度行",
    })]
    Event,
    #[value(help = HelpText {
        en: "Instances of list, and the errors of the clouds that could not be listed",
        zh: "list 的实例，以及未能列出的云的错误",
    })]
    List,
    #[value(help = HelpText { en: "Error codes", zh: "errors 的错误码" })]
    Errors,
    #[value(help = HelpText { en: "Response to uai stop", zh: "uai stop 的应答" })]
    Uai,
    #[value(help = HelpText {
        en: "Signature of sign explain and sign verify",
        zh: "sign explain 和 sign verify 的签名",
    })]
    Sign,
    #[value(help = HelpText { en: "Comparison of sign diff", zh: "sign diff 的比对结果" })]
    SignDiff,
    #[value(help = HelpText { en: "Checks of doctor", zh: "doctor 的检查项" })]
    Doctor,
    #[value(help = HelpText { en: "Profiles of profile list", zh: "profile list 列出的 profile" })]
    ProfileList,
    #[value(help = HelpText {
        en: "Changes made by profile add, remove and import",
        zh: "profile add、remove 和 import 所做的更改",
    })]
    ProfileChange,
    #[value(help = HelpText { en: "Output of version", zh: "version 的内容" })]
    Version,
    #[value(help = HelpText { en: "Startup line of sandbox serve", zh: "sandbox serve 启动时打印的一行" })]
    Sandbox,
}

/// Examples at the end of the help.
const HELP: HelpText = HelpText {
    en: "\
Examples:
  tingji help stop
  tingji help sign verify
  tingji help exit-codes
  tingji help credentials",
    zh: "\
示例：
  tingji help stop
  tingji help sign verify
  tingji help exit-codes
  tingji help credentials",
};

/// Arguments of `help`.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct HelpArgs {
    #[arg(value_name = "COMMAND", help = HelpText {
        en: "A command, or a topic: exit-codes, credentials",
        zh: "命令，或主题：exit-codes、credentials",
    })]
    pub(crate) words: Vec<String>,
}
