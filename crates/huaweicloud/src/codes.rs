//! [`CODES`]: the vendor's error codes, of ModelArts and of the gateway before it.

use tingji_core::ErrorKind;
use tingji_core::error_codes::{ErrorCodeEntry, ErrorCodeTable};

const fn entry(
    code: &'static str,
    kind: ErrorKind,
    advice: &'static str,
    advice_zh: &'static str,
) -> ErrorCodeEntry {
    ErrorCodeEntry { code, kind, advice, advice_zh }
}

/// Builds the table from number, kind and advice of each code. Codes of the gateway start with `APIGW.`, in
/// newer regions with `APIG.`.
macro_rules! code_table {
    (
        modelarts { $($number:literal $kind:ident $advice:literal $advice_zh:literal)+ }
        gateway { $($gate:literal $gate_kind:ident $gate_advice:literal $gate_zh:literal)+ }
    ) => {
        &[
            $(entry(concat!("ModelArts.", $number), ErrorKind::$kind, $advice, $advice_zh),)+
            $(
                entry(concat!("APIGW.", $gate), ErrorKind::$gate_kind, $gate_advice, $gate_zh),
                entry(concat!("APIG.", $gate), ErrorKind::$gate_kind, $gate_advice, $gate_zh),
            )+
        ]
    };
}

/// Table of error codes: kind and advice of each. The HTTP status is not part of the table, because most
/// codes of ModelArts, even "not found", come with HTTP 400. Two codes of the gateway have several meanings,
/// which the parser of errors distinguishes: `0201` with a 5xx status is a failure of the backend, and `0301`
/// may report a wrong clock.
///
/// The codes of the gateway are on
/// <https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html>.
pub const CODES: ErrorCodeTable = ErrorCodeTable {
    page: "https://support.huaweicloud.com/intl/en-us/api-modelarts/modelarts_03_0095.html",
    entries: ENTRIES,
    suffixes: &[],
};

const ENTRIES: &[ErrorCodeEntry] = code_table! {
    modelarts {
        "0010" Unavailable "ModelArts had an internal error: check the server, then try again later"
            "ModelArts 内部故障：请先查看服务器状态，稍后再试"
        "0101" InvalidRequest "correct the argument that the message names"
            "请改正消息中指出的参数"
        "0102" InvalidRequest "use a ModelArts workspace that exists in this project"
            "请指定该项目中存在的 ModelArts 工作空间"
        "0104" InvalidRequest "correct the parameter that the message names: its format or range is wrong"
            "请改正消息中指出的参数：其格式或取值范围不符"
        "0107" InvalidRequest "use only values that the vendor's page lists for this parameter"
            "请只使用厂商文档为该参数列出的取值"
        "0108" Permission "ask for the ModelArts action in IAM, such as modelarts:devserver:stop"
            "请在 IAM 中申请相应的 ModelArts 权限，例如 modelarts:devserver:stop"
        "0109" Permission "authorize ModelArts for this account in its console first"
            "请先在 ModelArts 控制台为该账号完成授权"
        "0112" Permission "an IAM policy denies it: ask the account's administrator to allow the action"
            "IAM 策略不允许：请联系账号管理员放行该操作"
        "0113" Billing "free some of the ModelArts quota or ask the vendor for more"
            "请释放部分 ModelArts 配额，或向厂商申请扩容"
        "0118" Billing "the quota is used up: delete unused servers, or request a larger quota"
            "配额不足：请删除不再需要的服务器，或申请更大配额"
        "0201" Credentials "set a key pair or an IAM token: the request had neither a signature nor a token"
            "请求既无签名也无令牌：请提供密钥对或 IAM 令牌"
        "0202" Credentials "the IAM token has expired: create a new one"
            "IAM 令牌已过期：请重新获取令牌"
        "0203" Credentials "the IAM token is invalid: create one for this project"
            "IAM 令牌无效：请为该项目重新获取令牌"
        "0204" Credentials "the IAM token can't be parsed: pass the complete value of the X-Subject-Token header"
            "IAM 令牌无法解析：请完整传入 X-Subject-Token 响应头中的令牌"
        "0205" Credentials "check that no proxy removes X-Auth-Token or Authorization"
            "请检查代理：X-Auth-Token 或 Authorization 请求头不可被去除"
        "0206" Credentials "check HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK: the key pair is invalid"
            "请检查 HUAWEICLOUD_SDK_AK 与 HUAWEICLOUD_SDK_SK：该密钥对无效"
        "0207" Credentials "the token is not for this region's project: create one with that scope"
            "令牌不含该区域的项目：请获取作用域为该项目的令牌"
        "0208" Credentials "an authentication header is malformed: check the key pair for extra characters"
            "认证请求头格式错误：请检查密钥中是否混入多余字符"
        "0209" Credentials "the authentication failed: check the key pair, or create a new token"
            "厂商无法验证身份：请检查密钥对或重新获取令牌"
        "0210" Credentials "the project_id does not match the credential in this region: check project and region"
            "project_id 与该区域的凭证不符：请检查项目与区域"
        "0212" Credentials "the token has no project: create one whose scope is a project, not a domain"
            "令牌不含项目：请获取作用域为项目而非账号的令牌"
        "2755" NotFound "the object does not exist: check its id, project and region"
            "对象不存在：请检查其 ID、项目与区域"
        "2775" NotFound "the training job does not exist: check its id, project and region"
            "训练作业不存在：请检查其 ID、项目与区域"
        "2796" InvalidState "the training job can't be terminated in its current state: check the state first"
            "训练作业当前状态不可终止：请先查看其状态"
        "2799" Throttled "ModelArts received too many requests: wait a minute, and send fewer at once"
            "ModelArts 请求过多：请等待一分钟并降低并发"
        "2842" NotFound "the object does not exist or was deleted: check its id, project and region"
            "对象不存在或已被删除：请检查其 ID、项目与区域"
        "2878" InvalidState "the training job's state has changed: check it again"
            "训练作业状态已变化：请重新查看"
        "4116" Billing "the account is in arrears: pay the bill, then try again"
            "账号欠费：请充值后再试"
        "4118" Billing "the account is suspended: contact the vendor"
            "账号已被冻结：请联系厂商处理"
        "4205" Timeout "ModelArts timed out: check the server before you try again"
            "ModelArts 处理超时：请先查看服务器状态再重试"
        "4206" Throttled "the request rate is too high for ModelArts: spread the requests"
            "请求频率过高：请拉长请求间隔"
        "4395" Throttled "this operation has a rate limit: wait before the next request"
            "该接口受频率限制：请稍候再发起下一次请求"
        "6100" Timeout "the request timed out in ModelArts: check the server before you try again"
            "请求在 ModelArts 内部超时：请先查看服务器状态再重试"
        "6101" Throttled "ModelArts is busy: try again in a minute"
            "ModelArts 繁忙：请一分钟后再试"
        "6102" Unavailable "ModelArts had a server error: check the server, then try again later"
            "ModelArts 服务端错误：请先查看服务器状态，稍后再试"
        "6200" Unavailable "the vendor lacks resources: try later or in another zone"
            "厂商资源不足：请稍后再试或更换可用区"
        "6201" Billing "the account's resources are suspended: pay the account's debts"
            "账号资源已被冻结：请与厂商结清款项"
        "6203" Billing "the account is restricted: ask the vendor why"
            "账号受限：请向厂商了解原因"
        "6301" InvalidRequest "choose another name: this one is taken"
            "名称已存在：请更换名称"
        "6302" Billing "the maximum number of instances is reached: delete one, or request a larger quota"
            "实例数量已达上限：请删除部分实例或申请更大配额"
        "6303" InvalidRequest "sort by createTime or updateTime"
            "请按 createTime 或 updateTime 排序"
        "6304" InvalidState "stop the instance, wait until it is stopped, then delete it"
            "请先停止实例，待其停止后再删除"
        "6305" InvalidState "the instance is already running: no start is needed"
            "实例已在运行：无需启动"
        "6306" InvalidState "the instance is starting: wait until it is running"
            "实例正在启动：请等待其运行"
        "6307" InvalidState "the instance is already stopped: no stop is needed"
            "实例已停止：无需再次停止"
        "6308" InvalidState "the instance is stopping: wait until it is stopped"
            "实例正在停止：请等待其停止"
        "6309" NotFound "the instance does not exist: check its id, project and region"
            "实例不存在：请检查其 ID、项目与区域"
        "6355" Locked "the instance is being set up: wait a minute"
            "实例正在初始化：请等待一分钟"
        "6357" Locked "check the server: it is already in the target state, or another operation has locked it"
            "请查看服务器状态：它已处于目标状态，或正被另一操作占用"
        "6360" Locked "resources are temporarily short: try again later"
            "当前资源不足：请稍后再试"
        "6361" Unavailable "ModelArts had an internal error with the instance: check the instance, then try again later"
            "ModelArts 处理实例时内部出错：请先查看实例，稍后再试"
        "6400" InvalidRequest "the body does not match the vendor's documentation: check its fields"
            "请求体与厂商文档不符：请检查所传字段"
        "6401" Credentials "the token is not accepted here: create one for this project"
            "令牌不合法：请为该项目重新获取令牌"
        "6404" NotFound "use the id of the Lite Server, not that of its ECS or BMS (cloud_server.id)"
            "请使用 Lite Server 自身的 ID，而非其 ECS 或 BMS 的 ID（cloud_server.id）"
        "6407" Permission "the IAM user may not act on this instance: ask its owner or an administrator"
            "IAM 用户无权操作该实例：请联系其所有者或管理员"
        "7000" Unsupported "this type of server does not support the operation: see the vendor's documentation of BMS, ECS and HPS"
            "该类型的服务器不支持此操作：请查阅厂商文档中 BMS、ECS 与 HPS 的差异"
        "7001" Unavailable "the workspace service failed: try again later"
            "工作空间服务故障：请稍后再试"
        "7005" NotFound "the workspace does not exist: check its id"
            "工作空间不存在：请检查其 ID"
        "7008" Unavailable "the workspace could not be read: try again later"
            "无法读取工作空间：请稍后再试"
        "7009" Unavailable "the workspace could not be changed: check it, then try again later"
            "无法修改工作空间：请先查看，稍后再试"
        "7511" NotFound "the workflow does not exist: check its id"
            "工作流不存在：请检查其 ID"
        "7512" NotFound "the workflow's execution does not exist: check its id"
            "工作流执行记录不存在：请检查其 ID"
        "7519" NotFound "the workflow's schedule does not exist: check its id"
            "工作流调度不存在：请检查其 ID"
        "7525" NotFound "an object of the workflow does not exist: check its id"
            "工作流引用的对象不存在：请检查其 ID"
    }
    gateway {
        "0101" InvalidRequest "this API does not exist here: check region and endpoint"
            "该接入地址没有此 API：请检查区域与接入地址"
        "0103" InvalidRequest "this API has no backend here: check region and endpoint"
            "该接入地址没有此 API 的后端：请检查区域与接入地址"
        "0104" Vendor "a gateway plug-in rejected the request: report it to the vendor with the request id"
            "网关插件拒绝了请求：请附请求 ID 联系厂商"
        "0105" Vendor "the gateway's backend is misconfigured: report it to the vendor with the request id"
            "网关后端配置有误：请附请求 ID 联系厂商"
        "0106" Vendor "the gateway could not orchestrate the request: report it to the vendor with the request id"
            "网关编排出错：请附请求 ID 联系厂商"
        "0201" InvalidRequest "make the request smaller: a body of at most 12 MB, a shorter URL or fewer headers"
            "请缩小请求：请求体不超过 12 MB，并缩短地址或减少请求头"
        "0203" Unavailable "the backend timed out: check the server before you try again"
            "后端响应超时：请先查看服务器状态再重试"
        "0301" Credentials "check the key pair; repeated wrong signatures lock the key, so do not retry in a loop"
            "请检查密钥对；连续签名错误会锁定密钥，切勿循环重试"
        "0302" Permission "the IAM user may not call this API: ask for the permission"
            "IAM 用户无权调用该 API：请申请权限"
        "0303" Credentials "use an IAM key pair or token; this key was treated as an app's key"
            "请使用 IAM 密钥对或令牌；当前凭证被当作应用密钥"
        "0304" Permission "the app may not call this API: use an IAM key pair"
            "应用无权调用该 API：请使用 IAM 密钥对"
        "0305" Credentials "the gateway can't parse the authentication: use an IAM key pair or token"
            "网关无法识别认证信息：请使用 IAM 密钥对或令牌"
        "0306" Permission "access to this API is denied: ask the account's owner for permission"
            "拒绝访问该 API：请向账号所有者申请"
        "0307" Credentials "the token has expired or is of another region: create one for this region's project"
            "令牌已过期或属于其他区域：请为该区域的项目重新获取令牌"
        "0308" Throttled "wait for the time window in the message; rejected requests count too"
            "请等待消息中给出的时间窗口；被拒绝的请求同样计数"
        "0310" Permission "the project is unavailable: check in the console that it is enabled"
            "项目不可用：请在控制台确认其已启用"
        "0311" Credentials "the authentication was rejected: check the key pair, or create a new token"
            "认证未通过：请检查密钥对或重新获取令牌"
        "0401" Permission "this IP address is not on the gateway's allow list: use an allowed address"
            "来源地址不在网关白名单：请从允许的地址发起请求"
        "0402" Permission "the IAM user's access rules do not allow this IP address: ask an administrator"
            "IAM 用户的访问规则不允许该来源地址：请联系管理员"
        "0404" Permission "this IP address is blocked: ask the account's administrator"
            "来源地址被禁止：请联系账号管理员"
        "0501" Billing "the app's quota of calls is used up: ask the vendor for more"
            "应用的调用配额已用尽：请向厂商申请"
        "0502" Billing "the app is frozen: contact the vendor"
            "应用已被冻结：请联系厂商处理"
        "0601" Unavailable "the gateway had an internal error: try again later"
            "网关内部错误：请稍后再试"
        "0602" InvalidRequest "the gateway can't parse the request: check whether a proxy changes it"
            "网关无法解析请求：请检查途中是否有设备改写了请求"
        "0605" Unavailable "the gateway could not resolve its backend: try again later"
            "网关解析后端域名失败：请稍后再试"
        "0606" Unavailable "the gateway could not load the API: try again later"
            "网关加载 API 失败：请稍后再试"
        "0607" InvalidRequest "use HTTPS: the gateway does not support this protocol"
            "请使用 HTTPS：网关不支持当前协议"
        "0608" Unavailable "the gateway could not get its own credential: try again later"
            "网关获取自身凭证失败：请稍后再试"
        "0609" Unavailable "the gateway could not read its settings: try again later"
            "网关读取配置失败：请稍后再试"
        "0610" Unavailable "no backend is available: try again later"
            "没有可用的后端：请稍后再试"
        "0611" Unavailable "the backend can't be reached from the gateway: try again later"
            "网关无法连接后端：请稍后再试"
        "0612" Unavailable "the gateway's data is unavailable: try again later"
            "网关数据不可用：请稍后再试"
        "0613" Unavailable "IAM can't be reached from the gateway: try again later"
            "网关无法访问 IAM：请稍后再试"
        "0705" Unavailable "the gateway could not verify the signature: try again later"
            "网关无法完成签名校验：请稍后再试"
        "0801" Permission "the service is not available in this region: choose another one"
            "该区域未开放此服务：请更换区域"
        "0802" Permission "the IAM user is forbidden in this region: ask an administrator or choose another region"
            "IAM 用户被禁止访问该区域：请联系管理员或更换区域"
    }
};
