//! The help of `tingji profile`, in English and Chinese. See [`super::command`].

/// The help as clap shows it, and in Chinese.
pub(super) const PROFILE: &[(&str, &str)] = &[
    (
        "List, add, remove or import accounts in the profile file",
        "查看、添加、删除或导入 profile 文件中的账号",
    ),
    (
        "List the profiles in the file; of each key at most the last four characters",
        "列出文件中的 profile；密钥最多显示末四位",
    ),
    (
        "Write a profile into the file; keys are typed on the terminal or read from standard input",
        "向文件写入一个 profile；密钥在终端上输入，或从标准输入读取",
    ),
    ("Profile name, as in the target CLOUD:NAME/ID", "profile 名称，即目标 CLOUD:NAME/ID 中的 NAME"),
    ("The cloud", "所属的云"),
    (
        "Region. Default: from the variables, else the vendor's default",
        "地域。默认：取自环境变量，否则为厂商默认值",
    ),
    ("Zone, for the clouds whose requests name one", "可用区，用于请求中须指明可用区的云"),
    ("Project, for the clouds that have projects", "项目，用于设有项目的云"),
    (
        "Base URL instead of the vendor's: https, or a loopback address",
        "代替厂商接入地址的 URL：https，或本机回环地址",
    ),
    (
        "Read the keys from standard input, one FIELD=VALUE per line",
        "从标准输入读取密钥，每行一个 FIELD=VALUE",
    ),
    ("Overwrite an existing profile of this name", "覆盖已有的同名 profile"),
    ("Remove a profile from the file", "从文件中删除一个 profile"),
    ("Profile name", "profile 名称"),
    ("Remove it only for this cloud; repeatable", "只删除此云的 profile；可多次指定"),
    ("Do not ask for confirmation", "跳过确认"),
    (
        "Copy accounts from the configuration files of the vendors' tools into the file",
        "从厂商工具的配置文件把账号复制到 profile 文件",
    ),
    ("Import only from this cloud's tools; repeatable", "只从此云的工具导入；可多次指定"),
    ("Import only the profile of this name", "只导入此名称的 profile"),
    ("Name of the imported profile", "导入后的 profile 名称"),
    ("Overwrite existing profiles of the same name", "覆盖已有的同名 profile"),
    ("Only show what would be done", "只显示将要做的更改，不写入"),
];
