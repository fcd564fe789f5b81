//! The help of `tingji profile`, in English and Chinese. See [`super::help`].

/// The help as clap shows it, and in Chinese.
pub(super) const PROFILE: &[(&str, &str)] = &[
    (
        "Show, add, remove or import accounts in the file of profiles",
        "查看、添加、删除或导入 profile 文件中的账号",
    ),
    (
        "Show the profiles in the file; of keys no more than the last four letters",
        "列出文件中的 profile；密钥至多显示末四位",
    ),
    (
        "Write a profile into the file; the keys are asked for on the terminal, or read from standard input",
        "向文件写入一个 profile；密钥在终端上输入，或从标准输入读取",
    ),
    ("Its name, as in the target CLOUD:NAME/ID", "名称，即目标 CLOUD:NAME/ID 中的 NAME"),
    ("The cloud", "所属的云"),
    (
        "The region; without it that of the variables, or the vendor's default",
        "地域；不给出时取环境变量所指的地域，否则为厂商默认值",
    ),
    ("The zone, which only UCloud asks for", "可用区，仅 UCloud 需要"),
    ("The project, at UCloud, CompShare and Huawei Cloud", "项目，用于 UCloud、CompShare 和华为云"),
    (
        "Another base URL than the vendor's: https, or a loopback address",
        "接入地址，取代厂商自己的：须为 https，或本机回环地址",
    ),
    ("Read the keys from standard input, in lines FIELD=VALUE", "从标准输入读取密钥，每行一个 FIELD=VALUE"),
    ("Let it take the place of one that is there", "覆盖已有的同名 profile"),
    ("Take a profile out of the file", "从文件中删除一个 profile"),
    ("Its name", "名称"),
    ("Only at this cloud; may be given several times", "只删除此云的；可重复给出"),
    ("Don't ask", "不询问，直接执行"),
    (
        "Copy what the files of the vendors' own tools hold into the file",
        "把厂商自己工具的配置文件中的账号复制到文件中",
    ),
    (
        "Only from the files of this cloud's tools; may be given several times",
        "只从此云的工具的文件导入；可重复给出",
    ),
    ("Only the profile of this name there", "只导入其中名称为此的 profile"),
    ("The name that it gets here", "导入后所用的名称"),
    ("Let them take the place of those that are there", "覆盖已有的同名 profile"),
    ("Only tell what would be done", "只说明将会做什么，不写入"),
];
