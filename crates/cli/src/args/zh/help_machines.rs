//! The help of the commands that act on machines, in English and Chinese. See [`super::command`].

/// The help as clap shows it, and in Chinese.
pub(super) const MACHINES: &[(&str, &str)] = &[
    // The command and its global options.
    (
        "Stop AI and GPU machines on five Chinese clouds, and know that they stopped",
        "在五家中国云上停止 AI 与 GPU 机器，并确认它们确实已停",
    ),
    ("Format of the results on standard output [default: table]", "标准输出的结果格式 [默认：table]"),
    ("For people", "供人阅读"),
    ("Table with all columns", "显示全部列的表格"),
    ("For programs: one object, with a schema version", "供程序读取：一个对象，含 schema 版本"),
    ("JSON objects, one per line", "每行一个对象"),
    ("YAML with the content of json", "内容同 json，格式为 YAML"),
    ("Rows, one per line; the first line has the column names", "每行一条，首行为列名"),
    (
        "Only the targets, one per line: `tingji list -o name | tingji stop -`",
        "仅目标，可交给下一条命令：`tingji list -o name | tingji stop -`",
    ),
    (
        "Filter the JSON output with a JMESPath expression, such as 'outcomes[].outcome'. Implies -o json; with ndjson it filters each line and drops empty results",
        "用 JMESPath 表达式筛选 JSON 输出，例如 'outcomes[].outcome'；不指定 -o 时即为 json；ndjson 逐行筛选，空结果不输出",
    ),
    (
        "Log each request on standard error; twice (-vv) logs headers and bodies too. Secrets are redacted. TINGJI_LOG=debug or trace does the same",
        "在标准错误中记录每个请求；-vv 还会记录请求头和正文。密钥等敏感信息会隐藏。等同于 TINGJI_LOG=debug 或 trace",
    ),
    ("Log format; implies --verbose", "日志格式；同时启用 --verbose"),
    ("Line per request, for people", "每个请求一行，供人阅读"),
    ("JSON, one object per line", "每行一个 JSON 对象"),
    (
        "Language of messages, help and advice. Default: from the locale",
        "消息、帮助和建议所用的语言。默认随系统语言环境",
    ),
    ("English", "英文"),
    ("Chinese, 中文", "中文"),
    // Selection of instances.
    (
        "CLOUD[:PROFILE][/REGION]/ID[@VERSION], such as compshare/cn-wlcb/uhost-xxxx; an id alone if its format identifies the cloud; or - to read targets from standard input, one per line",
        "CLOUD[:PROFILE][/REGION]/ID[@VERSION]，例如 compshare/cn-wlcb/uhost-xxxx；能从 ID 看出是哪家云时，只写 ID 即可；写 - 则从标准输入逐行读取",
    ),
    (
        "All instances of the accounts that have credentials, or of those given by --cloud and --profile",
        "所有已配置凭证的账号（或 --cloud、--profile 指定的账号）的全部实例",
    ),
    ("Only this cloud; repeatable", "只处理此云；可多次指定"),
    (
        "Only the accounts of this profile; repeatable. Default: the default account of each cloud and every account in the profile file",
        "只处理此 profile 的账号；可多次指定。默认：各云的默认账号和 profile 文件中的全部账号",
    ),
    (
        "Region to use instead of the one from the variables or the vendor's default",
        "地域；优先于环境变量和厂商默认值",
    ),
    (
        "Only instances in this state (case-insensitive; repeatable)",
        "只选处于此状态的实例（不区分大小写；可多次指定）",
    ),
    (
        "Only instances whose name matches; * is any text, ? any character (repeatable)",
        "只选名称匹配的实例：* 表示任意文字，? 表示任意一个字符（可多次指定）",
    ),
    (
        "Only instances with this tag, KEY or KEY=VALUE (repeatable; all must match)",
        "只选带此标签的实例：KEY 或 KEY=VALUE（可多次指定，须全部匹配）",
    ),
    (
        "Only instances that match the expression, such as 'gpu~4090 and (age>2d or spot=yes)'. Operators: = != ~ !~ < <= > >=",
        "只选满足此表达式的实例，例如 'gpu~4090 and (age>2d or spot=yes)'。运算符：= != ~ !~ < <= > >=",
    ),
    // Deadline and polling.
    ("Give up waiting after this time, such as 90s, 15m or 1h", "最长等待时间，例如 90s、15m 或 1h"),
    ("Timeout for connecting", "建立连接的超时时间"),
    ("Timeout for one attempt at a request, including the response", "单次请求的超时时间，含接收应答"),
    ("Action if another operation has locked the instance", "实例被其他操作占用时的处理方式"),
    ("Retry until the deadline", "重试，直到最长等待时间用完"),
    ("Give up at once; the outcome is `locked`", "立即放弃；结果为 `locked`"),
    ("Instances to process in parallel per account", "每个账号并行处理的实例数"),
    ("First pause between two polls; it grows to 15 s", "查询状态的初始间隔，逐渐增至 15 秒"),
    // list and get.
    (
        "List the instances of every cloud and profile that has credentials",
        "列出所有已配置凭证的云和 profile 的实例",
    ),
    (
        "Sort by this field; a leading - reverses the order. Default: the order of the clouds",
        "按此字段排序；前面加 - 表示倒序。默认按云的顺序",
    ),
    (
        "Show these columns instead of the default ones, separated by commas",
        "显示这些列，代替默认的列；以逗号分隔",
    ),
    ("Show all details of the given instances", "显示指定实例的全部信息"),
    // start, reboot, delete, wait.
    ("Start instances, and wait until the vendor reports them running", "启动实例，并等待厂商确认已运行"),
    (
        "Do not ask for confirmation. Required without a terminal for more than one target, for every deletion and with --force",
        "跳过确认。没有终端时，如有多个目标、要删除或使用 --force，必须加上此选项",
    ),
    (
        "Return once the vendor accepts the request; the outcome is then `unconfirmed`",
        "厂商受理后立即返回，此时结果为 `unconfirmed`",
    ),
    ("Only show what would be sent; send nothing", "只显示将发送的请求，不实际发送"),
    ("Reboot instances, and wait until they are down and running again", "重启实例，并等待其停止后重新运行"),
    ("Power off without a clean shutdown; unsaved data is lost", "强制断电：未保存的数据会丢失"),
    (
        "Delete instances permanently, and wait until the vendor no longer has them",
        "永久删除实例，并等待厂商确认已删除",
    ),
    (
        "Wait until instances reach a state, no matter who changes it; nothing is changed",
        "等待实例进入指定状态，不管是谁操作的；只查询，不做任何更改",
    ),
    ("The state to wait for", "要等待的状态"),
    ("Stopped", "已停止"),
    ("Running", "运行中"),
    ("Deleted", "已删除"),
    // stop and resume.
    ("Stop instances, and wait until the vendor reports them stopped", "停止实例，并等待厂商确认已停止"),
    (
        "Do not ask for confirmation. Required without a terminal for more than one target or with --force",
        "跳过确认。没有终端时，如有多个目标或使用 --force，必须加上此选项",
    ),
    (
        "Power off without a clean shutdown; unsaved data is lost. Required for CompShare spot instances",
        "强制断电：未保存的数据会丢失。CompShare 的抢占式实例必须使用此选项",
    ),
    (
        "Only stop if compute is no longer charged afterwards; refused if the product has no such stop",
        "仅在停机后不再收取计算费用时才停机；产品不支持则拒绝",
    ),
    (
        "Idempotency token of the stop, 1 to 64 ASCII characters (Volcengine only; other clouds refuse it). Default: a random token per target",
        "停机的幂等令牌，1 到 64 个 ASCII 字符（仅火山引擎支持，其他云会拒绝）。默认：为每个目标随机生成一个",
    ),
    (
        "Wait until the vendor reports the new state. This is the default; of --wait and --no-wait the last one wins",
        "等到厂商报告新状态。这是默认行为；同时使用 --wait 和 --no-wait 时，以后者为准",
    ),
    (
        "Show what would be sent and what would still be charged, and stop nothing. Where the vendor has a dry run (Volcengine), it is used",
        "显示将发送的请求和停机后仍计费的项目，不停止任何实例。厂商支持试运行（火山引擎）时，使用厂商的试运行",
    ),
    (
        "Journal file; every request is recorded there before it is sent, for `tingji resume`. Default: a file in the user's state folder, deleted once every outcome is known",
        "日志文件：每个请求发送前先写入其中，供 `tingji resume` 使用。默认写入用户状态目录，全部结果确定后删除",
    ),
    ("Do not keep a journal", "不写日志文件"),
    (
        "Finish a stop that a crash interrupted; a request that took effect is not sent again",
        "继续完成因崩溃而中断的停机；已生效的请求不会重发",
    ),
    (
        "Journal file of the stop. Default: the latest unfinished journal in the user's state folder",
        "停机的日志文件。默认：用户状态目录中最近一个未完成的日志",
    ),
    (
        "Region for targets that have none; use the same value as for the stop",
        "未写明地域的目标所用的地域；请与停机时相同",
    ),
];
