//! The arguments of `tingji profile`.

use clap::{Args, Subcommand};
use tingji::Cloud;

use super::cloud_tables::fields;
use super::clouds::CloudArgs;
use super::parse::{filled, parse_cloud};
use crate::lang::{HelpText, tr};

/// The commands on the profile file.
#[derive(Debug, Subcommand)]
pub(crate) enum ProfileCommand {
    #[command(about = HelpText {
        en: "List the profiles in the file; of each key at most the last four characters",
        zh: "列出文件中的 profile；密钥最多显示末四位",
    })]
    List(ProfileListArgs),
    #[command(about = HelpText {
        en: "Write a profile into the file; keys are typed on the terminal or read from standard input",
        zh: "向文件写入一个 profile；密钥在终端上输入，或从标准输入读取",
    })]
    Add(ProfileAddArgs),
    #[command(about = HelpText { en: "Remove a profile from the file", zh: "从文件中删除一个 profile" })]
    Remove(ProfileRemoveArgs),
    #[command(about = HelpText {
        en: "Copy accounts from the configuration files of the vendors' tools into the file",
        zh: "从厂商工具的配置文件把账号复制到 profile 文件",
    })]
    Import(ProfileImportArgs),
}

/// The place and the format of the profile file.
const FILE: HelpText = HelpText {
    en: "\
The profile file is TINGJI_CONFIG, else tingji/profiles.toml in the settings folder (~/.config on
Linux); other users cannot read it:
  [profiles.work.compshare]
  public_key = \"…\"
  private_key = \"…\"
  region = \"cn-wlcb\"
Targets without a profile use `default`.",
    zh: "\
文件位置为 TINGJI_CONFIG，否则为设置目录（Linux 上为 ~/.config）中的 tingji/profiles.toml，
其他用户不可读取：
  [profiles.work.compshare]
  public_key = \"…\"
  private_key = \"…\"
  region = \"cn-wlcb\"
未指明 profile 时使用 `default`。",
};

/// Examples at the end of the help.
const LIST: HelpText = HelpText {
    en: "\
Examples:
  tingji profile list
  tingji profile list -o json",
    zh: "\
示例：
  tingji profile list
  tingji profile list -o json",
};

/// Arguments of `profile list`.
#[derive(Debug, Args)]
#[command(after_help = format!("{LIST}\n\n{FILE}"))]
pub(crate) struct ProfileListArgs {
    #[command(flatten)]
    pub(crate) clouds: CloudArgs,
}

/// Returns the fields of the keys, examples and exit codes at the end of the help.
fn add() -> String {
    tr!(
        "\
Keys are never command-line arguments. Lines for --keys-from-stdin, with the vendor's field names:
{fields}

Examples:
  tingji profile add work --cloud compshare --region cn-wlcb
  tingji profile add work --cloud bce --keys-from-stdin < keys
  pass show bce | tingji profile add default --cloud bce --keys-from-stdin --replace

Exit codes: 0 added, 2 usage, or it exists and --replace is missing, 4 incomplete keys or an invalid file.",
        "\
密钥从不写在命令行上。--keys-from-stdin 读取的各行用厂商的字段名：
{fields}

示例：
  tingji profile add work --cloud compshare --region cn-wlcb
  tingji profile add work --cloud bce --keys-from-stdin < keys
  pass show bce | tingji profile add default --cloud bce --keys-from-stdin --replace

退出码：0 已添加，2 用法有误，或已存在而未给出 --replace，4 密钥不完整或文件已损坏。",
        fields = fields()
    )
}

/// Arguments of `profile add`. The keys are never arguments, because every user of the machine can read
/// those.
#[derive(Debug, Args)]
#[command(after_help = format!("{}\n\n{FILE}", add()))]
pub(crate) struct ProfileAddArgs {
    #[arg(help = HelpText {
        en: "Profile name, as in the target CLOUD:NAME/ID",
        zh: "profile 名称，即目标 CLOUD:NAME/ID 中的 NAME",
    })]
    pub(crate) name: String,
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud, help = HelpText {
        en: "The cloud",
        zh: "所属的云",
    })]
    pub(crate) cloud: Cloud,
    #[arg(long, value_parser = filled(), help = HelpText {
        en: "Region. Default: from the variables, else the vendor's default",
        zh: "地域。默认：取自环境变量，否则为厂商默认值",
    })]
    pub(crate) region: Option<String>,
    #[arg(long, help = HelpText {
        en: "Zone, for the clouds whose requests name one",
        zh: "可用区，用于请求中须指明可用区的云",
    })]
    pub(crate) zone: Option<String>,
    #[arg(long, value_name = "ID", help = HelpText {
        en: "Project, for the clouds that have projects",
        zh: "项目，用于设有项目的云",
    })]
    pub(crate) project_id: Option<String>,
    #[arg(long, value_name = "URL", help = HelpText {
        en: "Base URL instead of the vendor's: https, or a loopback address",
        zh: "代替厂商接入地址的 URL：https，或本机回环地址",
    })]
    pub(crate) endpoint: Option<String>,
    #[arg(long, help = HelpText {
        en: "Read the keys from standard input, one FIELD=VALUE per line",
        zh: "从标准输入读取密钥，每行一个 FIELD=VALUE",
    })]
    pub(crate) keys_from_stdin: bool,
    #[arg(long, help = HelpText {
        en: "Overwrite an existing profile of this name",
        zh: "覆盖已有的同名 profile",
    })]
    pub(crate) replace: bool,
}

/// Examples and exit codes at the end of the help.
const REMOVE: HelpText = HelpText {
    en: "\
Examples:
  tingji profile remove work                     for all clouds
  tingji profile remove work --cloud bce --yes

Exit codes: 0 removed, 2 no terminal and no --yes, 3 declined, 4 invalid file, 5 no such profile.",
    zh: "\
示例：
  tingji profile remove work                     所有云
  tingji profile remove work --cloud bce --yes

退出码：0 已删除，2 没有终端可供确认且未给出 --yes，3 用户未同意，4 文件已损坏，5 没有该 profile。",
};

/// Arguments of `profile remove`.
#[derive(Debug, Args)]
#[command(after_help = REMOVE, mut_arg("cloud", |cloud| cloud.help(HelpText {
    en: "Remove it only for this cloud; repeatable",
    zh: "只删除此云的 profile；可多次指定",
})))]
pub(crate) struct ProfileRemoveArgs {
    #[arg(help = HelpText { en: "Profile name", zh: "profile 名称" })]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) clouds: CloudArgs,
    #[arg(short, long, help = HelpText { en: "Do not ask for confirmation", zh: "跳过确认" })]
    pub(crate) yes: bool,
}

/// Examples and exit codes at the end of the help.
const IMPORT: HelpText = HelpText {
    en: "\
Copies key pairs with their region, zone and project. Keys that are issued on demand (roles,
log-ins) are skipped: the target CLOUD:NAME/ID finds them in the vendor's file.

Examples:
  tingji profile import --dry-run
  tingji profile import --from bce --from volcengine
  tingji profile import --from bce --profile default --as work

Exit codes: 0 everything is in the file, 2 a different profile of that name exists and --replace is
missing, 4 a file or profile is invalid, 5 nothing found, 6 mixed.",
    zh: "\
复制的是密钥对，以及与其一起记录的地域、可用区和项目。使用时才签发的密钥（角色、登录）会跳过：
目标 CLOUD:NAME/ID 会直接从厂商的文件中找到它们。

示例：
  tingji profile import --dry-run
  tingji profile import --from bce --from volcengine
  tingji profile import --from bce --profile default --as work

退出码：0 全部已在文件中，2 已有同名的另一 profile 而未给出 --replace，4 某个文件或 profile
已损坏，5 未找到可导入的，6 结果不一。",
};

/// Arguments of `profile import`.
#[derive(Debug, Args)]
#[command(after_help = IMPORT)]
pub(crate) struct ProfileImportArgs {
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud, help = HelpText {
        en: "Import only from this cloud's tools; repeatable",
        zh: "只从此云的工具导入；可多次指定",
    })]
    pub(crate) from: Vec<Cloud>,
    #[arg(long, value_name = "NAME", value_parser = filled(), help = HelpText {
        en: "Import only the profile of this name",
        zh: "只导入此名称的 profile",
    })]
    pub(crate) profile: Option<String>,
    #[arg(long = "as", value_name = "NAME", help = HelpText {
        en: "Name of the imported profile",
        zh: "导入后的 profile 名称",
    })]
    pub(crate) name: Option<String>,
    #[arg(long, help = HelpText {
        en: "Overwrite existing profiles of the same name",
        zh: "覆盖已有的同名 profile",
    })]
    pub(crate) replace: bool,
    #[arg(long, help = HelpText { en: "Only show what would be done", zh: "只显示将要做的更改，不写入" })]
    pub(crate) dry_run: bool,
}
