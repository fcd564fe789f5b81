//! The help of the commands that act on machines, in English and Chinese. See [`super::command`].

/// The help as clap shows it, and in Chinese.
pub(super) const MACHINES: &[(&str, &str)] = &[
    // The command itself and what every command takes.
    (
        "Stop AI and GPU machines on five Chinese clouds, and know that they stopped",
        "在五家中国云上停止 AI 与 GPU 机器，并确认它们确实已停",
    ),
    ("Format of the results on standard output [default: table]", "结果以何种格式写到标准输出 [默认：table]"),
    ("For people", "供人阅读"),
    ("Table with all columns", "同上，有更多列时一并列出"),
    ("For programs: one object, with a schema version", "供程序读取：一个对象，带模式版本"),
    ("JSON objects, one per line", "每行一个对象"),
    ("YAML with the content of json", "json 的同一对象，写成 YAML"),
    ("Rows, one per line; the first line has the column names", "每行一条，首行为列名"),
    (
        "Only the targets, one per line: `tingji list -o name | tingji stop -`",
        "仅目标，可交给下一条命令：`tingji list -o name | tingji stop -`",
    ),
    (
        "Filter the JSON output with a JMESPath expression, such as 'outcomes[].outcome'. Implies -o json; with ndjson it filters each line and drops empty results",
        "只输出 JSON 中此 JMESPath 表达式选取的部分，例如 'outcomes[].outcome'；用 ndjson 时逐行选取，未选到内容的行略去。不给出 --output 时即为 json",
    ),
    (
        "Log each request on standard error; twice (-vv) logs headers and bodies too. Secrets are redacted. TINGJI_LOG=debug or trace does the same",
        "在标准错误上报告每个请求；给出两次则同时显示发送和应答的内容。密钥等机密会被隐去。TINGJI_LOG=debug 或 trace 作用相同",
    ),
    ("Log format; implies --verbose", "以何种格式报告请求；同时启用 --verbose"),
    ("Line per request, for people", "每个请求一行，供人阅读"),
    ("JSON, one object per line", "每行一个 JSON 对象"),
    (
        "Language of messages, help and advice. Default: from the locale",
        "消息、帮助和建议所用的语言。默认随系统语言环境",
    ),
    ("English", "英文"),
    ("Chinese, 中文", "中文"),
    // Which instances.
    (
        "CLOUD[:PROFILE][/REGION]/ID[@VERSION], such as compshare/cn-wlcb/uhost-xxxx; an id alone if its format identifies the cloud; or - to read targets from standard input, one per line",
        "CLOUD[:PROFILE][/REGION]/ID[@VERSION]，例如 compshare/cn-wlcb/uhost-xxxx；能从 ID 看出是哪家云时，只写 ID 即可；写 - 则从标准输入逐行读取",
    ),
    (
        "All instances of the accounts that have credentials, or of those given by --cloud and --profile",
        "已找到凭证的各账号（或 --cloud 与 --profile 指定的账号）的全部实例",
    ),
    ("Only this cloud; repeatable", "只限此云；可重复给出"),
    (
        "Only the accounts of this profile; repeatable. Default: the default account of each cloud and every account in the profile file",
        "只限此 profile 的账号；可重复给出。默认为各云的默认账号和 profile 文件中的全部账号",
    ),
    (
        "Region to use instead of the one from the variables or the vendor's default",
        "地域，取代环境变量和厂商默认值所指的地域",
    ),
    (
        "Only instances in this state (case-insensitive; repeatable)",
        "处于此状态的实例（厂商用词，不分大小写）；给出多个时符合其一即可",
    ),
    (
        "Only instances whose name matches; * is any text, ? any character (repeatable)",
        "名称符合此模式的实例，* 代表任意文字，? 代表任意一个字符；给出多个时符合其一即可",
    ),
    (
        "Only instances with this tag, KEY or KEY=VALUE (repeatable; all must match)",
        "带有此标签的实例：KEY 或 KEY=VALUE；给出多个时须全部符合",
    ),
    (
        "Only instances that match the expression, such as 'gpu~4090 and (age>2d or spot=yes)'. Operators: = != ~ !~ < <= > >=",
        "满足此条件的实例，例如 'gpu~4090 and (age>2d or spot=yes)'。可用符号：= != ~ !~ < <= > >=",
    ),
    // Deadline and polling.
    ("Give up waiting after this time, such as 90s, 15m or 1h", "最多等待多久，例如 90s、15m 或 1h"),
    ("Timeout for connecting", "建立连接最多用多久"),
    ("Timeout for one attempt at a request, including the response", "一次请求（含收到应答）最多用多久"),
    ("Action if another operation has locked the instance", "实例正被另一操作占用时如何处理"),
    ("Retry until the deadline", "在期限内重试"),
    ("Give up at once; the outcome is `locked`", "立即放弃；结果为 `locked`"),
    ("Instances to process in parallel per account", "每个账号同时处理多少台实例"),
    ("First pause between two polls; it grows to 15 s", "两次查询状态之间的初始间隔，逐渐增至 15 秒"),
    // list and get.
    (
        "List the instances of every cloud and profile that has credentials",
        "列出已找到凭证的各云、各 profile 的实例",
    ),
    (
        "Sort by this field; a leading - reverses the order. Default: the order of the clouds",
        "按此字段排序；前面加 - 则反向。默认按各云给出的顺序",
    ),
    (
        "Show these columns instead of the default ones, separated by commas",
        "用这些列取代默认的列，以逗号分隔",
    ),
    ("Show all details of the given instances", "完整显示若干实例"),
    // start, reboot, delete, wait.
    (
        "Start instances, and wait until the vendor reports them running",
        "启动实例，并等到厂商的状态显示为运行中",
    ),
    (
        "Do not ask for confirmation. Required without a terminal for more than one target, for every deletion and with --force",
        "不询问，直接执行。没有终端且目标多于一个、要删除或使用 --force 时必须给出",
    ),
    (
        "Return once the vendor accepts the request; the outcome is then `unconfirmed`",
        "厂商受理后即返回；此时结果为 `unconfirmed`",
    ),
    ("Only show what would be sent; send nothing", "只查询状态：说明将会发送什么，但不发送"),
    (
        "Reboot instances, and wait until they are down and running again",
        "重启实例，并等到它们停下后重新运行",
    ),
    ("Power off without a clean shutdown; unsaved data is lost", "相当于断电：未写盘的数据会丢失"),
    (
        "Delete instances permanently, and wait until the vendor no longer has them",
        "永久删除实例，并等到它们不再存在",
    ),
    (
        "Wait until instances reach a state, no matter who changes it; nothing is changed",
        "等到实例进入某个状态，不管是谁操作的；只查询状态，不发送任何操作",
    ),
    ("The state to wait for", "等待什么状态"),
    ("Stopped", "已停止"),
    ("Running", "运行中"),
    ("Deleted", "已删除"),
    // stop and resume.
    (
        "Stop instances, and wait until the vendor reports them stopped",
        "停止实例，并等到厂商的状态显示为已停止",
    ),
    (
        "Do not ask for confirmation. Required without a terminal for more than one target or with --force",
        "不询问，直接执行。没有终端且目标多于一个或使用 --force 时必须给出",
    ),
    (
        "Power off without a clean shutdown; unsaved data is lost. Required for CompShare spot instances",
        "强制断电：未写盘的数据会丢失。CompShare 的抢占式实例只能这样停止",
    ),
    (
        "Only stop if compute is no longer charged afterwards; refused if the product has no such stop",
        "只执行停机后不收计算费用的停机；产品不支持时拒绝",
    ),
    (
        "Idempotency token of the stop, 1 to 64 ASCII characters (Volcengine only; other clouds refuse it). Default: a random token per target",
        "幂等令牌，使重复的停机请求只算一次（火山引擎支持）：1 到 64 个 ASCII 字符。其他产品拒绝此选项。不给出时，为每个支持的目标自动生成一个",
    ),
    (
        "Wait until the vendor reports the new state. This is the default; of --wait and --no-wait the last one wins",
        "等到厂商的状态确认为止。这是默认行为；--wait 与 --no-wait 以最后给出的为准",
    ),
    (
        "Show what would be sent and what would still be charged, and stop nothing. Where the vendor has a dry run (Volcengine), it is used",
        "显示将向哪些实例发送什么、停机后哪些仍计费，但不停止任何实例。厂商自身支持试运行（火山引擎）时，使用厂商的试运行",
    ),
    (
        "Journal file; every request is recorded there before it is sent, for `tingji resume`. Default: a file in the user's state folder, deleted once every outcome is known",
        "发送之前先记录到此日志文件，供 `tingji resume` 使用。默认写入用户状态目录中的专用文件，没有未完成的停机时即删除",
    ),
    ("Do not keep a journal", "不写日志文件"),
    (
        "Finish a stop that a crash interrupted; a request that took effect is not sent again",
        "继续完成因崩溃而中断的停机：已生效的请求不会重发",
    ),
    (
        "Journal file of the stop. Default: the latest unfinished journal in the user's state folder",
        "停机的日志文件；默认为用户状态目录中最近一个未完成的",
    ),
    (
        "Region for targets that have none; use the same value as for the stop",
        "未写明地域的目标所在的地域，须与停机时给出的相同",
    ),
];
