//! The help of the other commands, in English and Chinese. See [`super::help`].

/// The help as clap shows it, and in Chinese.
pub(super) const TOOLS: &[(&str, &str)] = &[
    // demo and sandbox.
    (
        "Play the main job on five clouds that run inside this process: no account, no key, no network",
        "在本进程内运行的五家云上演示主要功能：无需账号、密钥和网络",
    ),
    ("The five clouds on this machine, for trying and testing", "本机上的五家云沙箱，用于试用和测试"),
    (
        "Print one line of JSON with the endpoint and the accounts' keys, then serve until interrupted",
        "打印一行 JSON（接入地址和各账号密钥），然后持续服务直到被中断",
    ),
    ("A loopback address; port 0 takes a free one", "本机回环地址；端口 0 表示任选空闲端口"),
    (
        "What to play: a JSON file with accounts, instances and how long a stop takes",
        "演示内容：JSON 文件，含账号、实例以及停机所需时间",
    ),
    // sign.
    ("Explain, verify or compare the signature of a request", "解释、验证或比对请求的签名"),
    (
        "Show the canonical request, the string to sign and each key step, and what is wrong",
        "显示规范请求、待签名字符串和每一步密钥推导，并指出错误",
    ),
    ("The file with the request; `-` is standard input", "含请求的文件；`-` 为标准输入"),
    (
        "Which of several requests, counted from 1. Default: the only signed one",
        "多个请求中的第几个，从 1 数起。默认为唯一带签名的那个",
    ),
    (
        "Which signature to look for. Default: the one the request carries",
        "查找哪种签名。默认为请求所带的签名",
    ),
    ("UCloud and CompShare: the parameter Signature", "UCloud 与 CompShare：参数 Signature"),
    ("Baidu AI Cloud: bce-auth-v1", "百度智能云：bce-auth-v1"),
    ("Volcengine: HMAC-SHA256, in headers or in the query", "火山引擎：HMAC-SHA256，在请求头或查询串中"),
    ("Huawei Cloud: SDK-HMAC-SHA256 and V11-HMAC-SHA256", "华为云：SDK-HMAC-SHA256 与 V11-HMAC-SHA256"),
    (
        "Show tokens, signatures and derived keys instead of `***`. The secret key itself is never shown",
        "显示令牌、签名和派生密钥，而不是 `***`。私钥本身从不显示",
    ),
    ("The name of the variable that holds the secret key", "存放私钥的环境变量名"),
    (
        "Read the secret key from standard input; the request is then a file",
        "从标准输入读取私钥；此时请求须来自文件",
    ),
    (
        "By which clock to judge: `now`, or a time such as 2026-11-21T06:00:00Z. Default: the time at which the request says it was signed",
        "以哪个时间为准：`now`，或如 2026-11-21T06:00:00Z 的时间。默认为请求自称的签名时间",
    ),
    (
        "Say whether the signature is valid, or exactly what is not",
        "判断签名是否有效，无效时准确指出哪里不对",
    ),
    (
        "Point at the first difference to the canonical request that a server's error echoes",
        "指出与服务端错误中回显的规范请求的第一处差异",
    ),
    (
        "The file with the server's answer; `-` is standard input. Default: the answer in the HAR",
        "含服务端应答的文件；`-` 为标准输入。默认为 HAR 中的应答",
    ),
    // errors and doctor.
    (
        "Explain a vendor's error code, or an exit code, outcome or kind of this command",
        "解释厂商的错误码，或本命令的退出码、结果、错误类别",
    ),
    (
        "A vendor's error code, or an exit code, outcome or kind of this command. Default: all",
        "厂商的错误码，或本命令的退出码、结果、错误类别。默认列出全部",
    ),
    (
        "Check each account: credentials, files, endpoint, clock, signature, region, project",
        "检查每个账号：凭证、文件、接入地址、时钟、签名、地域、项目",
    ),
    (
        "Only the accounts of this profile. Default: the default account of each cloud and all in the file of profiles",
        "只限此 profile 的账号。默认为各云的默认账号和 profile 文件中的全部账号",
    ),
    // uai.
    ("For scripts that call UCloud's uai_tool.py today", "供目前调用 UCloud uai_tool.py 的脚本使用"),
    (
        "Stop a service or one version of it: one StopUAIService, and what uai_tool.py prints",
        "停止一个服务或其一个版本：发送一次 StopUAIService，输出与 uai_tool.py 相同",
    ),
    ("The public key. Better: UCLOUD_PUBLIC_KEY", "公钥。更好的做法是设置 UCLOUD_PUBLIC_KEY"),
    (
        "The private key. Better: UCLOUD_PRIVATE_KEY, as every user of this machine can read the arguments of a process",
        "私钥。更好的做法是设置 UCLOUD_PRIVATE_KEY，因为本机任何用户都能读到进程的参数",
    ),
    ("The project. Default: the account's", "项目。默认为账号自己的项目"),
    ("The region", "地域"),
    ("The zone", "可用区"),
    ("The service", "服务"),
    (
        "One version of it, such as 5-6. Default: the whole service",
        "服务的一个版本，例如 5-6。默认为整个服务",
    ),
    (
        "Look first, send a stop only if it is needed, and wait until the vendor's own state reads stopped. Without it success means that the vendor took the stop on, as with uai_tool.py",
        "先查询状态，仅在需要时发送停机，并等到厂商的状态显示为已停止。不给出时，成功只表示厂商已受理停机，与 uai_tool.py 相同",
    ),
    // completions, man, schema, version, help.
    ("Write the completions of a shell to standard output", "把 shell 补全脚本写到标准输出"),
    ("Whose completions", "哪种 shell"),
    ("Write the manual pages", "生成手册页"),
    (
        "Write a page for each command into this folder, which is made if it is not there. Without it the main page goes to standard output",
        "把每个命令的手册页写入此目录，目录不存在则新建。不给出时，主页面写到标准输出",
    ),
    (
        "Write all help as one page of Markdown to standard output",
        "把全部帮助写成一页 Markdown，输出到标准输出",
    ),
    ("Print the JSON Schema of what `-o json` writes", "打印 `-o json` 输出内容的 JSON Schema"),
    ("Of what. Default: all", "哪种输出的。默认为全部"),
    ("The outcomes of stop, resume and demo", "stop、resume 和 demo 的结果"),
    (
        "The instances of list, and the errors of the clouds that could not be listed",
        "list 的实例，以及未能列出的云的错误",
    ),
    (
        "A line that `-o ndjson` writes while stop, start, reboot, delete, wait, resume and demo go on",
        "stop、start、wait、demo 等进行中 `-o ndjson` 写出的一行",
    ),
    ("The profiles of profile list", "profile list 列出的 profile"),
    (
        "What became of profiles, by profile add, remove and import",
        "profile add、remove 和 import 对各 profile 的处理结果",
    ),
    ("The codes of errors", "errors 的错误码"),
    ("The answer to uai stop", "uai stop 的应答"),
    ("The signature of sign explain and sign verify", "sign explain 和 sign verify 的签名"),
    ("The comparison of sign diff", "sign diff 的比对结果"),
    ("The checks of doctor", "doctor 的检查项"),
    ("What version tells", "version 的内容"),
    ("The line with which sandbox serve announces itself", "sandbox serve 启动时打印的一行"),
    (
        "Print the version, and with --verbose also the target, the clouds, the TLS library, and the folders",
        "打印版本；加 --verbose 则同时打印编译目标、所含的云、TLS 库和目录",
    ),
    (
        "Print the help of a command, or of the topic `exit-codes` or `credentials`",
        "打印某个命令的帮助，或主题 `exit-codes`、`credentials` 的说明",
    ),
    ("A command, or a topic: exit-codes, credentials", "命令，或主题：exit-codes、credentials"),
];
