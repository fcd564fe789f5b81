//! The help of the commands that are about machines, in English and Chinese. See [`super::help`].

/// The help as clap shows it, and in Chinese.
pub(super) const MACHINES: &[(&str, &str)] = &[
    // The command itself and what every command takes.
    (
        "Stop AI and GPU machines on five Chinese clouds, and know that they stopped",
        "在五家中国云上停止 AI 与 GPU 机器，并确认它们确实已停",
    ),
    (
        "How results are written to standard output [default: table]",
        "结果以何种格式写到标准输出 [默认：table]",
    ),
    ("For people", "供人阅读"),
    ("The same with more columns, where there are more", "同上，有更多列时一并列出"),
    ("For programs: one object, with a schema version", "供程序读取：一个对象，带模式版本"),
    ("One object a line", "每行一个对象"),
    ("The object of json as YAML", "json 的同一对象，写成 YAML"),
    ("One row a line, the names first", "每行一条，首行为列名"),
    (
        "Targets alone, to be handed on: `tingji list -o name | tingji stop -`",
        "仅目标，可交给下一条命令：`tingji list -o name | tingji stop -`",
    ),
    (
        "Of the JSON only what this JMESPath expression selects, such as 'outcomes[].outcome'; of ndjson what it selects of each line, if anything. Without --output it means json",
        "只输出 JSON 中此 JMESPath 表达式选取的部分，例如 'outcomes[].outcome'；用 ndjson 时逐行选取，未选到内容的行略去。不给出 --output 时即为 json",
    ),
    (
        "Tell of each request on standard error; twice, show what was sent and answered too. Secrets are hidden. TINGJI_LOG=debug or trace does the same",
        "在标准错误上报告每个请求；给出两次则同时显示发送和应答的内容。密钥等机密会被隐去。TINGJI_LOG=debug 或 trace 作用相同",
    ),
    ("How requests are told of; implies --verbose", "以何种格式报告请求；同时启用 --verbose"),
    ("A line each, for people", "每个请求一行，供人阅读"),
    ("A JSON object a line", "每行一个 JSON 对象"),
    (
        "The language of messages, help and advice. Default: that of the locale",
        "消息、帮助和建议所用的语言。默认随系统语言环境",
    ),
    ("English", "英文"),
    ("Chinese, 中文", "中文"),
    // Which instances.
    (
        "CLOUD[:PROFILE][/REGION]/ID[@VERSION], such as compshare/cn-wlcb/uhost-xxxx; an id alone, if its shape tells the cloud; or - to read such lines from standard input",
        "CLOUD[:PROFILE][/REGION]/ID[@VERSION]，例如 compshare/cn-wlcb/uhost-xxxx；能从 ID 看出是哪家云时，只写 ID 即可；写 - 则从标准输入逐行读取",
    ),
    (
        "All instances of the accounts whose credentials are found, or of those named by --cloud and --profile",
        "已找到凭证的各账号（或 --cloud 与 --profile 指定的账号）的全部实例",
    ),
    ("Only this cloud; may be given several times", "只限此云；可重复给出"),
    (
        "Only the accounts of this profile; may be given several times. Default: the default account of each cloud and all in the file of profiles",
        "只限此 profile 的账号；可重复给出。默认为各云的默认账号和 profile 文件中的全部账号",
    ),
    (
        "The region, in place of the one that the variables or the vendor's default name",
        "地域，取代环境变量和厂商默认值所指的地域",
    ),
    (
        "In this state, in the vendor's word whatever its case; of several, any",
        "处于此状态的实例（厂商用词，不分大小写）；给出多个时符合其一即可",
    ),
    (
        "With a name like this, in which * is any text and ? any letter; of several, any",
        "名称符合此模式的实例，* 代表任意文字，? 代表任意一个字符；给出多个时符合其一即可",
    ),
    (
        "With this tag: KEY, or KEY=VALUE; of several, all",
        "带有此标签的实例：KEY 或 KEY=VALUE；给出多个时须全部符合",
    ),
    (
        "For which this holds, such as 'gpu~4090 and (age>2d or spot=yes)'. Signs: = != ~ !~ < <= > >=",
        "满足此条件的实例，例如 'gpu~4090 and (age>2d or spot=yes)'。可用符号：= != ~ !~ < <= > >=",
    ),
    // How long and how often.
    ("When to give up waiting, such as 90s, 15m or 1h", "最多等待多久，例如 90s、15m 或 1h"),
    ("How long making a connection may take", "建立连接最多用多久"),
    ("How long one attempt at a request may take, its answer included", "一次请求（含收到应答）最多用多久"),
    ("What to do about an instance that another operation holds", "实例正被另一操作占用时如何处理"),
    ("Try again within the deadline", "在期限内重试"),
    ("Give up at once; the outcome is `locked`", "立即放弃；结果为 `locked`"),
    ("How many instances are dealt with at once in each account", "每个账号同时处理多少台实例"),
    ("The first pause between two looks; it grows to 15 s", "两次查询状态之间的初始间隔，逐渐增至 15 秒"),
    // list and get.
    (
        "Show the instances of every cloud and profile whose credentials are found",
        "列出已找到凭证的各云、各 profile 的实例",
    ),
    (
        "In the order of this field; with - before it the other way round. Default: as the clouds list",
        "按此字段排序；前面加 - 则反向。默认按各云给出的顺序",
    ),
    ("These columns instead of the usual ones, separated by commas", "用这些列取代默认的列，以逗号分隔"),
    ("Show some instances in full", "完整显示若干实例"),
    // start, reboot, delete, wait.
    (
        "Start instances, and wait until the vendor's own state reads running",
        "启动实例，并等到厂商的状态显示为运行中",
    ),
    (
        "Do not ask. Needed without a terminal, for more than one target, for every deletion and with --force",
        "不询问，直接执行。没有终端且目标多于一个、要删除或使用 --force 时必须给出",
    ),
    (
        "Return when the vendor took it on; the outcome is then `unconfirmed`",
        "厂商受理后即返回；此时结果为 `unconfirmed`",
    ),
    ("Only look: say what would be sent, and send nothing", "只查询状态：说明将会发送什么，但不发送"),
    ("Reboot instances, and wait until they went down and run again", "重启实例，并等到它们停下后重新运行"),
    ("As if the power went: data not yet written is lost", "相当于断电：未写盘的数据会丢失"),
    ("Delete instances for good, and wait until they are gone", "永久删除实例，并等到它们不再存在"),
    (
        "Wait until instances are in a state, whoever brings them there; nothing is sent but looks",
        "等到实例进入某个状态，不管是谁操作的；只查询状态，不发送任何操作",
    ),
    ("What to wait for", "等待什么状态"),
    ("Stopped", "已停止"),
    ("Running", "运行中"),
    ("Deleted", "已删除"),
    // stop and resume.
    (
        "Stop instances, and wait until the vendor's own state reads stopped",
        "停止实例，并等到厂商的状态显示为已停止",
    ),
    (
        "Do not ask. Needed without a terminal, for more than one target or with --force",
        "不询问，直接执行。没有终端且目标多于一个或使用 --force 时必须给出",
    ),
    (
        "Cut the power: data not yet written is lost. CompShare's spot instances stop only so",
        "强制断电：未写盘的数据会丢失。CompShare 的抢占式实例只能这样停止",
    ),
    (
        "Only a stop after which compute is not charged; refused where the product has none",
        "只执行停机后不收计算费用的停机；产品不支持时拒绝",
    ),
    (
        "Makes repeated stops one, where the product has such a token (Volcengine): 1 to 64 ASCII characters. Refused by the others. Without it one is made up for each target that takes one",
        "幂等令牌，使重复的停机请求只算一次（火山引擎支持）：1 到 64 个 ASCII 字符。其他产品拒绝此选项。不给出时，为每个支持的目标自动生成一个",
    ),
    (
        "Wait until the vendor's own state confirms it. This is the default; of --wait and --no-wait the last one counts",
        "等到厂商的状态确认为止。这是默认行为；--wait 与 --no-wait 以最后给出的为准",
    ),
    (
        "Show what would be sent to whom and what would stay charged, and stop nothing. Where the vendor has a dry run of its own (Volcengine), it is asked for one",
        "显示将向哪些实例发送什么、停机后哪些仍计费，但不停止任何实例。厂商自身支持试运行（火山引擎）时，使用厂商的试运行",
    ),
    (
        "Where to write down what is sent before it is sent, for `tingji resume`. Default: a file of its own in the user's state folder, taken away when nothing is left open",
        "发送之前先记录到此日志文件，供 `tingji resume` 使用。默认写入用户状态目录中的专用文件，没有未完成的停机时即删除",
    ),
    ("Write nothing down", "不写日志文件"),
    (
        "Finish a stop that a crash cut short: nothing that took effect is sent again",
        "继续完成因崩溃而中断的停机：已生效的请求不会重发",
    ),
    (
        "The journal of the stop; default: the latest in the user's state folder that is left open",
        "停机的日志文件；默认为用户状态目录中最近一个未完成的",
    ),
    (
        "The region of targets that name none, as it was given to the stop",
        "未写明地域的目标所在的地域，须与停机时给出的相同",
    ),
];
