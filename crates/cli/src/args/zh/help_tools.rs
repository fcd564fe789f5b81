//! The help of the other commands, in English and Chinese. See [`super::command`].

/// The help as clap shows it, and in Chinese.
pub(super) const TOOLS: &[(&str, &str)] = &[
    // demo and sandbox.
    (
        "Run a complete stop on five simulated clouds inside this process: no account, no key, no network",
        "在本进程内模拟五家云，演示一次完整的停机：无需账号、密钥和网络",
    ),
    (
        "Run the five simulated clouds on this machine, for trials and tests",
        "在本机运行五家云的模拟环境，用于试用和测试",
    ),
    (
        "Print one line of JSON with the endpoint and the keys, then serve until interrupted",
        "打印一行 JSON（接入地址和各账号密钥），然后持续服务直到被中断",
    ),
    (
        "Loopback address to listen on; port 0 picks a free port",
        "监听的本机回环地址；端口 0 表示自动选择空闲端口",
    ),
    (
        "Scenario file: JSON with accounts, instances and the duration of a stop",
        "场景文件：JSON，含账号、实例和停机所需时间",
    ),
    // sign.
    ("Explain, verify or compare the signature of a request", "解释、验证或比对请求的签名"),
    (
        "Show the canonical request, the string to sign, each key step, and any mistakes",
        "显示规范请求、待签名字符串和每一步密钥推导，并指出错误",
    ),
    ("File with the request; `-` is standard input", "含请求的文件；`-` 为标准输入"),
    (
        "Number of the request to use, from 1. Default: the only signed one",
        "使用第几个请求，从 1 开始。默认：唯一带签名的那个",
    ),
    ("Signing scheme. Default: detected from the request", "签名方式。默认：根据请求判断"),
    (
        "Show tokens, signatures and derived keys instead of `***`. The secret key is never shown",
        "显示令牌、签名和派生密钥，而不是 `***`。私钥本身从不显示",
    ),
    ("Name of the variable with the secret key", "存放私钥的环境变量名"),
    (
        "Read the secret key from standard input; the request must then be a file",
        "从标准输入读取私钥；此时请求须来自文件",
    ),
    (
        "Time to verify at: `now`, or a time such as 2026-11-21T06:00:00Z. Default: the signing time in the request",
        "验证所用的时间：`now`，或 2026-11-21T06:00:00Z 这样的时间。默认：请求中的签名时间",
    ),
    ("Check whether the signature is valid, and name the mistake if not", "检查签名是否有效，无效时指出错误"),
    (
        "Show the first difference from the canonical request in a server's error",
        "显示与服务端错误中的规范请求的第一处差异",
    ),
    (
        "File with the server's response; `-` is standard input. Default: the response in the HAR",
        "含服务端应答的文件；`-` 为标准输入。默认：HAR 中的应答",
    ),
    // errors and doctor.
    (
        "Explain a vendor's error code, or an exit code, outcome or error kind of this command",
        "解释厂商的错误码，或本命令的退出码、结果、错误类别",
    ),
    (
        "A vendor's error code, or an exit code, outcome or error kind of this command. Default: all",
        "厂商的错误码，或本命令的退出码、结果、错误类别。默认：全部",
    ),
    (
        "Check each account: credentials, files, endpoint, clock, signature, region, project",
        "检查每个账号：凭证、文件、接入地址、时钟、签名、地域、项目",
    ),
    (
        "Only the accounts of this profile. Default: the default account of each cloud and every account in the profile file",
        "只检查此 profile 的账号。默认：各云的默认账号和 profile 文件中的全部账号",
    ),
    // uai.
    ("Drop-in replacement for UCloud's uai_tool.py", "可直接替换 UCloud 的 uai_tool.py"),
    (
        "Stop a service or one version: sends one StopUAIService and prints the same as uai_tool.py",
        "停止一个服务或其一个版本：发送一次 StopUAIService，输出与 uai_tool.py 相同",
    ),
    ("Public key. Prefer UCLOUD_PUBLIC_KEY", "公钥。建议改用环境变量 UCLOUD_PUBLIC_KEY"),
    (
        "Private key. Prefer UCLOUD_PRIVATE_KEY: every user of this machine can read the arguments of a process",
        "私钥。建议改用环境变量 UCLOUD_PRIVATE_KEY：本机任何用户都能读到进程的参数",
    ),
    ("Project. Default: the account's default project", "项目。默认：账号的默认项目"),
    ("Region", "地域"),
    ("Zone", "可用区"),
    ("Service", "服务"),
    (
        "Version of the service, such as 5-6. Default: the whole service",
        "服务的版本，例如 5-6。默认：整个服务",
    ),
    (
        "Check the state first, stop only if needed, and wait until the vendor reports it stopped. Without it, success means that the vendor accepted the stop, as with uai_tool.py",
        "先查询状态，仅在需要时停机，并等待厂商确认已停止。不加此选项时，成功只表示厂商已受理，与 uai_tool.py 相同",
    ),
    // completions, man, schema, version, help.
    ("Print a shell completion script", "打印 shell 补全脚本"),
    ("The shell", "shell 的名称"),
    ("Generate the manual pages", "生成手册页"),
    (
        "Write one page per command into this folder, creating it if needed. Without it, the main page goes to standard output",
        "把每个命令的手册页写入此目录，目录不存在则新建。默认：把主页面写到标准输出",
    ),
    ("Print the help of all commands as one Markdown page", "把全部命令的帮助输出为一页 Markdown"),
    ("Print the JSON Schema of the `-o json` output", "打印 `-o json` 输出的 JSON Schema"),
    ("The output to describe. Default: all", "要描述的输出。默认：全部"),
    ("Outcomes of stop, resume and demo", "stop、resume 和 demo 的结果"),
    (
        "Instances of list, and the errors of the clouds that could not be listed",
        "list 的实例，以及未能列出的云的错误",
    ),
    (
        "A progress line of `-o ndjson` from stop, start, reboot, delete, wait, resume or demo",
        "stop、start、reboot、delete、wait、resume、demo 的 `-o ndjson` 进度行",
    ),
    ("Profiles of profile list", "profile list 列出的 profile"),
    ("Changes made by profile add, remove and import", "profile add、remove 和 import 所做的更改"),
    ("Error codes", "errors 的错误码"),
    ("Response to uai stop", "uai stop 的应答"),
    ("Signature of sign explain and sign verify", "sign explain 和 sign verify 的签名"),
    ("Comparison of sign diff", "sign diff 的比对结果"),
    ("Checks of doctor", "doctor 的检查项"),
    ("Output of version", "version 的内容"),
    ("Startup line of sandbox serve", "sandbox serve 启动时打印的一行"),
    (
        "Print the version; with --verbose also the target, clouds, TLS library and folders",
        "打印版本；加 --verbose 则同时打印编译目标、所含的云、TLS 库和目录",
    ),
    (
        "Print the help of a command, or of the topic `exit-codes` or `credentials`",
        "打印某个命令的帮助，或主题 `exit-codes`、`credentials` 的说明",
    ),
    ("A command, or a topic: exit-codes, credentials", "命令，或主题：exit-codes、credentials"),
];
