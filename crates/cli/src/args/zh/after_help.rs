//! The texts at the end of each help, in English and Chinese. See [`super::command`].

use crate::args::{credentials, doctor, errors, exit_codes, list, meta, profile, sign, uai};

/// Each English text as the arguments contain it, with its Chinese text.
pub(super) const BLOCKS: &[(&str, &str)] = &[
    (credentials::CREDENTIALS, CREDENTIALS),
    (exit_codes::EXIT_CODES, EXIT_CODES),
    (exit_codes::START, START),
    (exit_codes::REBOOT, REBOOT),
    (exit_codes::DELETE, DELETE),
    (exit_codes::WAIT, WAIT),
    (list::EXAMPLES, LIST),
    (doctor::EXAMPLES, DOCTOR),
    (errors::EXAMPLES, ERRORS),
    (uai::EXAMPLES, UAI),
    (profile::LIST, PROFILE_LIST),
    (profile::ADD, PROFILE_ADD),
    (profile::REMOVE, PROFILE_REMOVE),
    (profile::IMPORT, PROFILE_IMPORT),
    (profile::FILE, PROFILE_FILE),
    (sign::FORMS, FORMS),
    (sign::KEY, KEY),
    (sign::EXPLAIN, EXPLAIN),
    (sign::VERIFY, VERIFY),
    (sign::DIFF, DIFF),
    (meta::COMPLETIONS, COMPLETIONS),
    (meta::MAN, MAN),
    (meta::SCHEMA, SCHEMA),
    (meta::HELP, HELP),
];

pub(crate) const CREDENTIALS: &str = "\
凭证按各厂商工具的惯例查找。首先是环境变量，主要有：
{variables}
其次是 profile 文件中名为 `default` 的 profile，该文件由 `tingji profile` 写入，位置为
TINGJI_CONFIG，否则为设置目录（Linux 上为 ~/.config）中的 tingji/profiles.toml：
  [profiles.default.compshare]
  public_key = \"…\"
  private_key = \"…\"
再次是厂商工具的配置文件：
{files}
最后，若明确指定了云，则使用其机器上的元数据服务（{metadata_clouds}）。目标中的
profile（例如 `work`）取自 profile 文件；文件中没有时，先读取带 WORK_ 前缀的变量，再读取
厂商文件中名为 `work` 的 profile。

TINGJI_ENDPOINT 把所有云指向同一个接入地址，TINGJI_<CLOUD>_ENDPOINT 只指定一家云；
TINGJI_METADATA_ENDPOINT=off 则不使用元数据服务。";

/// Builds the Chinese table of exit codes, like the English macro: the text for success (padded to the column), the
/// state that was not confirmed, and the action that a state can forbid.
macro_rules! exit_codes {
    ($done:literal, $seen:literal, $forbidden:literal) => {
        concat!(
            "退出码：\n   0  ",
            $done,
            "6  结果不一\n   1  失败                             7  未确认：未观察到",
            $seen,
            "\n   2  用法有误                         8  被占用，或其状态、类型不允许",
            $forbidden,
            "\n   3  已取消                           9  限流、不可用或无法连接\n   \
             4  凭证或签名有误                  10  该产品不支持此选项\n   \
             5  没有该实例"
        )
    };
}

const EXIT_CODES: &str = exit_codes!("全部已停止，或此前已停止         ", "停止", "停机");
const START: &str = exit_codes!("全部已运行，或此前已在运行       ", "运行", "启动");
const REBOOT: &str = exit_codes!("全部停下后已重新运行             ", "重新运行", "重启");
const DELETE: &str = exit_codes!("全部已删除                       ", "删除", "删除");

const WAIT: &str = "\
退出码：
   0  全部已处于该状态                 5  没有该实例
   1  失败                             6  结果不一
   2  用法有误                         7  未确认：截止前未观察到该状态
   3  已取消                           9  限流、不可用或无法连接
   4  凭证或签名有误";

const LIST: &str = "\
示例：
  tingji list --filter 'gpu~4090 and charge=Postpay'
  tingji list --state running --sort -age --columns cloud,id,name,gpu,age
  tingji list --name 'train-*' -o name | tingji stop --yes -

筛选、列和排序可用的字段：cloud, profile, region, zone, id, name, state, phase, gpu, gpus,
charge, price, spot, age, created, release, stops, expires, tag.KEY";

const DOCTOR: &str = "\
向每家云查询第一页实例，不做任何改动。

示例：
  tingji doctor                          已找到凭证的每家云
  tingji doctor --cloud volcengine       只查这家云，包括其机器上的元数据服务
  tingji doctor --profile work           某个 profile 的账号
  tingji doctor -o json

退出码：0 没有失败（可能有警告）。否则为下列各项中适用的最小值：
   1  云以其他原因拒绝                            5  没有该地域或项目
   2  设置有误                                    9  限流、不可用或无法连接
   4  凭证、签名、时钟或权限有问题；没有设置任何云，或没有设置指定的云";

const ERRORS: &str = "\
示例：
  tingji errors 226604                   CompShare 的 RetCode
  tingji errors OperationDenied.ResourceLocked --lang zh
  tingji errors 171 --cloud ucloud       只查一家云
  tingji errors unconfirmed              本命令的一种结果
  tingji errors 7                        本命令的退出码
  tingji errors --cloud bce              一家云的全部错误码

退出码：0 已解释，5 未知（此时列出最相近的错误码）。";

const UAI: &str = "\
示例：
  tingji uai stop --public_key=PUBLIC_KEY --private_key=PRIVATE_KEY --service_id=ID
  tingji uai stop --service_id ID --srv_version 5-6 --wait      密钥取自环境变量

与 uai_tool.py 的不同：使用 HTTPS；密钥不打印也不写入任何地方；没有 uaiservice.log；
--srv_version 为空时拒绝执行，而不是停止整个服务；支持 `-o json`；退出码：
   0  StopUAIService Success     5  --wait：没有该服务
   1  失败                       7  --wait：未确认停止
   2  用法有误                   8  --wait：其状态不允许停机
   4  密钥或签名有误             9  限流、不可用或无法连接";

const PROFILE_LIST: &str = "\
示例：
  tingji profile list
  tingji profile list -o json";

const PROFILE_ADD: &str = "\
密钥从不写在命令行上。--keys-from-stdin 读取的各行用厂商的字段名：
{fields}

示例：
  tingji profile add work --cloud compshare --region cn-wlcb
  tingji profile add work --cloud bce --keys-from-stdin < keys
  pass show bce | tingji profile add default --cloud bce --keys-from-stdin --replace

退出码：0 已添加，2 用法有误，或已存在而未给出 --replace，4 密钥不完整或文件已损坏。";

const PROFILE_REMOVE: &str = "\
示例：
  tingji profile remove work                     所有云
  tingji profile remove work --cloud bce --yes

退出码：0 已删除，2 没有终端可供确认且未给出 --yes，3 用户未同意，4 文件已损坏，5 没有该 profile。";

const PROFILE_IMPORT: &str = "\
复制的是密钥对，以及与其一起记录的地域、可用区和项目。使用时才签发的密钥（角色、登录）会跳过：
目标 CLOUD:NAME/ID 会直接从厂商的文件中找到它们。

示例：
  tingji profile import --dry-run
  tingji profile import --from bce --from volcengine
  tingji profile import --from bce --profile default --as work

退出码：0 全部已在文件中，2 已有同名的另一 profile 而未给出 --replace，4 某个文件或 profile
已损坏，5 未找到可导入的，6 结果不一。";

const PROFILE_FILE: &str = "\
文件位置为 TINGJI_CONFIG，否则为设置目录（Linux 上为 ~/.config）中的 tingji/profiles.toml，
其他用户不可读取：
  [profiles.work.compshare]
  public_key = \"…\"
  private_key = \"…\"
  region = \"cn-wlcb\"
未指明 profile 时使用 `default`。";

const FORMS: &str = "\
请求可以是下列任一形式，自动识别：
  curl 命令行           手工输入的，或浏览器“Copy as cURL (bash)”复制的
  HAR                   整个文件（用 --entry N 选择），或其中一条
  原始 HTTP             PUT /path HTTP/1.1、请求头、空行、正文
  记录的请求            {\"request\": {\"method\", \"target\", \"headers\", \"body\"}}，每行一个
不会向任何地方发送任何内容。";

const KEY: &str = "\
私钥从不作为参数给出。它来自 --secret-key-stdin、--secret-key-env NAME，
或该云自己的环境变量：
{secret_variables}";

const EXPLAIN: &str = "\
示例：
  tingji sign explain request.txt
  pbpaste | tingji sign explain
  tingji sign explain --entry 12 console.har -o json

退出码：0 已解释，2 没有可读的请求，4 无法读出其签名。";

const VERIFY: &str = "\
示例：
  BCE_SECRET_ACCESS_KEY=… tingji sign verify request.txt
  tingji sign verify --secret-key-env WORK_SK request.txt
  pass show work/sk | tingji sign verify --secret-key-stdin request.txt

退出码：0 有效，2 没有可读的请求或没有密钥，4 无效。";

const DIFF: &str = "\
部分网关会返回其算出的规范请求：放在字段 canonicalRequest 中，或采用 AWS 的措辞。
来自别处（例如 SDK 日志）的规范请求同样可以比对。

示例：
  tingji sign diff --error answer.json request.txt
  tingji sign diff --entry 3 console.har          应答就在 HAR 中

退出码：0 相同，2 无可比对，4 不同。";

const COMPLETIONS: &str = "\
示例：
  tingji completions bash > ~/.local/share/bash-completion/completions/tingji
  tingji completions zsh > \"${fpath[1]}/_tingji\"
  tingji completions fish > ~/.config/fish/completions/tingji.fish
  tingji completions powershell | Out-String | Invoke-Expression

补全脚本会调用 tingji，由它列出当前的目标：`stop` 只给出未停止的，`start` 只给出已停止的。
它同时查询所有找到凭证的账号，总共最多两秒；结果在缓存目录（Linux 上为 ~/.cache/tingji）的
文件中保留 30 秒。升级 tingji 后请重新生成脚本。";

const MAN: &str = "\
示例：
  tingji man | man -l -
  tingji man --out ~/.local/share/man/man1       tingji.1, tingji-stop.1, …
  tingji man --markdown";

const SCHEMA: &str = "\
示例：
  tingji schema                  全部；每种输出是 `$defs` 中的一项
  tingji schema stop             只要 `tingji stop -o json` 的输出

同一模式版本内可能增加字段，但不会删除字段或改变其含义。";

const HELP: &str = "\
示例：
  tingji help stop
  tingji help sign verify
  tingji help exit-codes
  tingji help credentials";
