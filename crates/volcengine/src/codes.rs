//! The vendor's error codes. <https://www.volcengine.com/docs/6396/70462>

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

/// Codes and what they mean. They are told apart as text: not all have a number. The status is not
/// part of it: several come with more than one, `Insufficient.InstanceCapacity` with 500.
pub const CODES: ErrorCodeTable = ErrorCodeTable {
    page: "https://www.volcengine.com/docs/6396/70462",
    entries: ENTRIES,
    endings: SUFFIXES,
};

const ENTRIES: &[ErrorCodeEntry] = &[
    entry(
        "MissingAuthenticationToken",
        ErrorKind::Credentials,
        "the request went out unsigned: check that a proxy on the way keeps the Authorization header",
        "请求未带签名：请检查途中的代理是否保留了 Authorization 头",
    ),
    entry(
        "MissingRequestInfo",
        ErrorKind::Credentials,
        "the gateway misses X-Date or the key in the signature: check that a proxy on the way keeps the headers",
        "网关缺少 X-Date 或签名中的密钥：请检查途中的代理是否保留了请求头",
    ),
    entry(
        "MissingSignature",
        ErrorKind::Credentials,
        "the Authorization header arrived without its signature: check the proxies on the way",
        "Authorization 头到达时缺少签名：请检查途中的代理",
    ),
    entry(
        "InvalidAccessKey",
        ErrorKind::Credentials,
        "check VOLCENGINE_ACCESS_KEY: Volcengine does not know this key, or it is disabled",
        "请检查 VOLCENGINE_ACCESS_KEY：火山引擎不认识该密钥，或它已被禁用",
    ),
    entry(
        "InvalidClientTokenId",
        ErrorKind::Credentials,
        "check VOLCENGINE_ACCESS_KEY: Volcengine does not know this key id",
        "请检查 VOLCENGINE_ACCESS_KEY：火山引擎不认识该密钥 ID",
    ),
    entry(
        "SignatureDoesNotMatch",
        ErrorKind::Credentials,
        "check VOLCENGINE_SECRET_KEY, and use it exactly as shown in the console: it only looks like Base64",
        "请检查 VOLCENGINE_SECRET_KEY，并按控制台所示原样使用：它只是看起来像 Base64",
    ),
    entry(
        "InvalidAuthorization",
        ErrorKind::Credentials,
        "the Authorization header is broken: check the key for spaces and the proxies on the way",
        "Authorization 头格式有误：请检查密钥中有无空格以及途中的代理",
    ),
    entry(
        "InvalidCredential",
        ErrorKind::Credentials,
        "set VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY: the request carried no usable credential",
        "请设置 VOLCENGINE_ACCESS_KEY 和 VOLCENGINE_SECRET_KEY：请求中没有可用的凭证",
    ),
    entry(
        "InvalidSecretToken",
        ErrorKind::Credentials,
        "get new temporary keys: VOLCENGINE_SESSION_TOKEN has expired or belongs to another key",
        "请重新获取临时密钥：VOLCENGINE_SESSION_TOKEN 已过期或属于另一把密钥",
    ),
    entry(
        "SessionTokenInvalid",
        ErrorKind::Credentials,
        "get new temporary keys from STS: the session token is not valid",
        "请从 STS 重新获取临时密钥：会话令牌无效",
    ),
    entry(
        "AccessKeyNotExist",
        ErrorKind::Credentials,
        "check VOLCENGINE_ACCESS_KEY: this key has been deleted",
        "请检查 VOLCENGINE_ACCESS_KEY：该密钥已被删除",
    ),
    entry(
        "AccessKeyIsExpire",
        ErrorKind::Credentials,
        "make a new key pair in the console: this one has expired",
        "请在控制台新建密钥对：当前密钥已过期",
    ),
    entry(
        "ExpiredToken",
        ErrorKind::Credentials,
        "get new temporary keys: these have expired",
        "请重新获取临时密钥：当前密钥已过期",
    ),
    entry(
        "UserNotExist",
        ErrorKind::Credentials,
        "check whose key this is: its IAM user no longer exists",
        "请检查密钥归属：其 IAM 用户已不存在",
    ),
    entry(
        "InvalidTimestamp",
        ErrorKind::ClockSkew,
        "set this machine's clock right: the signature is more than 15 minutes off",
        "请校准本机时钟：签名时间偏差超过 15 分钟",
    ),
    entry(
        "AccessDenied",
        ErrorKind::Permission,
        "ask the account's owner to allow this ECS action for the key in IAM",
        "请让账号所有者在 IAM 中为该密钥授权此 ECS 操作",
    ),
    entry(
        "LackPolicy",
        ErrorKind::Permission,
        "ask the account's owner to attach a policy such as ECSFullAccess to this IAM user",
        "请让账号所有者为该 IAM 用户关联策略，例如 ECSFullAccess",
    ),
    entry(
        "LackProjectPolicy",
        ErrorKind::Permission,
        "ask for a policy on the project the instance is in: the key has none there",
        "请申请实例所在项目的策略：该密钥在此项目中没有授权",
    ),
    entry(
        "InvalidInstance.RequestForbidden",
        ErrorKind::Permission,
        "the instance belongs to someone else or is barred: ask the account's owner",
        "该实例属于他人或已被限制：请联系账号所有者",
    ),
    entry(
        "Insufficient.Balance",
        ErrorKind::Billing,
        "put money into the account, then start or create again",
        "请先为账户充值，再启动或创建",
    ),
    entry(
        "InvalidInstance.NotFound",
        ErrorKind::NotFound,
        "check the instance id and the region: an instance is only seen from its own region",
        "请检查实例 ID 和地域：实例只能从其所在地域看到",
    ),
    entry(
        "InvalidInstanceId.NotFound",
        ErrorKind::NotFound,
        "check the instance id: there is none like it in this region",
        "请检查实例 ID：该地域中没有此实例",
    ),
    entry(
        "InvalidInstanceIds.NotFound",
        ErrorKind::NotFound,
        "check the instance ids: one of them is not in this region",
        "请检查这些实例 ID：其中有实例不在该地域",
    ),
    entry(
        "InvalidInstanceStatus",
        ErrorKind::InvalidState,
        "look at the Status: stop and reboot need RUNNING, start needs STOPPED",
        "请查看 Status：停止和重启要求 RUNNING，启动要求 STOPPED",
    ),
    entry(
        "InvalidStoppedMode.Conflict",
        ErrorKind::InvalidState,
        "the instance is stopped in another mode already: start it before stopping it in this one",
        "实例已按另一种模式停机：请先启动，再以该模式停止",
    ),
    entry(
        "InvalidDedicatedHostStatus.Unsupported",
        ErrorKind::InvalidState,
        "wait until the dedicated host is available, then send it again",
        "请等专有宿主机恢复可用后再发送",
    ),
    entry(
        "IdempotentProcessing",
        ErrorKind::Locked,
        "a request with this ClientToken is still under way: wait, then send the same again",
        "使用该 ClientToken 的请求仍在处理：请稍候再发送同一请求",
    ),
    entry(
        "OperationDenied.ResourceLocked",
        ErrorKind::Locked,
        "another operation holds the instance: wait for it to end",
        "另一操作正占用该实例：请等待其结束",
    ),
    entry(
        "OperationDenied.InstanceIsCreatingImage",
        ErrorKind::Locked,
        "an image is being made of the instance: wait for it, DescribeTasks shows how far it is",
        "正在用该实例制作镜像：请等待，DescribeTasks 会显示进度",
    ),
    entry(
        "OperationDenied.ResourceCreatedByOtherService",
        ErrorKind::Unsupported,
        "another service made this instance, see its system tags: stop it there",
        "该实例由其他服务创建，见其系统标签：请在该服务中停止",
    ),
    entry(
        "InvalidStoppedMode.InstanceTypeMismatch",
        ErrorKind::Unsupported,
        "this type can't be stopped without charge: stop it with KeepCharging, or delete it",
        "该规格不支持节省停机：请用 KeepCharging 停止，或删除实例",
    ),
    entry(
        "InvalidStoppedMode.ChargeTypeMismatch",
        ErrorKind::Unsupported,
        "only pay-as-you-go instances stop without charge: stop it with KeepCharging",
        "只有按量计费实例支持节省停机：请用 KeepCharging 停止",
    ),
    entry(
        "InvalidStoppedModeForScheduledInstance.Unsupported",
        ErrorKind::Unsupported,
        "a scheduled instance can't be stopped without charge: stop it with KeepCharging",
        "弹性预约实例不支持节省停机：请用 KeepCharging 停止",
    ),
    entry(
        "InvalidChargeType",
        ErrorKind::Unsupported,
        "a prepaid instance can't be deleted here: unsubscribe it in the console",
        "包年包月实例不能在此删除：请在控制台退订",
    ),
    entry(
        "Insufficient.InstanceCapacity",
        ErrorKind::Vendor,
        "the zone has no capacity left: try another type or zone, or wait a while",
        "该可用区库存不足：请更换规格或可用区，或稍后再试",
    ),
    entry(
        "InternalError",
        ErrorKind::Unavailable,
        "look at the instance before sending it again; open a ticket with the request id if it stays so",
        "请先查看实例再重新发送；若持续出现，请凭请求 ID 提交工单",
    ),
    entry(
        "InternalServiceError",
        ErrorKind::Unavailable,
        "the gateway failed behind the scenes: look at the instance, then try again",
        "网关后端出错：请查看实例后再试",
    ),
    entry(
        "InternalServiceTimeout",
        ErrorKind::Unavailable,
        "ECS did not answer the gateway in time: look at the instance before sending it again",
        "ECS 未及时答复网关：请先查看实例再重新发送",
    ),
    entry(
        "ServiceUnavailableTemp",
        ErrorKind::Unavailable,
        "ECS is down for a moment: try again in a few minutes",
        "ECS 暂时不可用：请几分钟后再试",
    ),
    entry(
        "FailToConnect",
        ErrorKind::Unavailable,
        "the gateway does not reach ECS: try again in a few minutes",
        "网关连不上 ECS：请几分钟后再试",
    ),
    entry(
        "UndefinedError",
        ErrorKind::Unavailable,
        "look at the instance before sending it again, and quote the request id in a ticket",
        "请先查看实例再重新发送，并在工单中附上请求 ID",
    ),
    entry(
        "FlowLimitExceeded",
        ErrorKind::Throttled,
        "send fewer requests of this action: wait a few seconds",
        "请减少该接口的请求：稍等几秒再发送",
    ),
    entry(
        "AccountFlowLimitExceeded",
        ErrorKind::Throttled,
        "all keys of the account together send too much: wait, or spread the requests",
        "账号下所有密钥的请求总量过多：请等待或分散请求",
    ),
    entry(
        "InvalidArgument",
        ErrorKind::InvalidRequest,
        "check every value against the operation's page: one of them is out of range",
        "请对照接口文档检查各个参数：其中有值超出范围",
    ),
    entry(
        "IdempotentParameterMismatch",
        ErrorKind::InvalidRequest,
        "take a new ClientToken: this one was used for another request",
        "请换一个 ClientToken：它已用于另一请求",
    ),
    entry(
        "InvalidClientToken.Malformed",
        ErrorKind::InvalidRequest,
        "a ClientToken has at most 64 ASCII characters",
        "ClientToken 最多 64 个 ASCII 字符",
    ),
    entry(
        "InvalidStoppedMode.Malformed",
        ErrorKind::InvalidRequest,
        "StoppedMode is KeepCharging or StopCharging",
        "StoppedMode 取值为 KeepCharging 或 StopCharging",
    ),
    entry(
        "MissingParameter.InstanceId",
        ErrorKind::InvalidRequest,
        "name the instance to act on in InstanceId",
        "请在 InstanceId 中指明要操作的实例",
    ),
    entry(
        "MissingParameter",
        ErrorKind::InvalidRequest,
        "add the parameter that the message names",
        "请补上报错信息中所指的参数",
    ),
    entry(
        "InvalidZone.NotFound",
        ErrorKind::InvalidRequest,
        "check the zone: DescribeZones lists those of the region",
        "请检查可用区：DescribeZones 会列出该地域的可用区",
    ),
    entry(
        "LimitExceeded.MaximumRegionIds",
        ErrorKind::InvalidRequest,
        "name at most 20 regions",
        "最多指定 20 个地域",
    ),
    entry(
        "LimitExceeded.MaximumZoneIds",
        ErrorKind::InvalidRequest,
        "name at most 20 zones",
        "最多指定 20 个可用区",
    ),
    entry(
        "ServiceNotFound",
        ErrorKind::InvalidRequest,
        "check the service in the signature's scope and the endpoint: the gateway has no such service",
        "请检查签名范围中的服务名和接入地址：网关没有该服务",
    ),
    entry(
        "InvalidActionOrVersion",
        ErrorKind::InvalidRequest,
        "check the action and its version: ECS is 2020-04-01",
        "请检查接口名和版本：ECS 为 2020-04-01",
    ),
    entry(
        "MethodNotAllowed",
        ErrorKind::InvalidRequest,
        "send the action with the method that its page names",
        "请按接口文档所列的方法发送",
    ),
    entry(
        "InnerApiNeedAccountInfo",
        ErrorKind::InvalidRequest,
        "this action is internal to the vendor: use a public one",
        "该接口为厂商内部接口：请改用公开接口",
    ),
    entry(
        "ServiceShouldCallSelfApi",
        ErrorKind::InvalidRequest,
        "this action is open to the vendor's own services only: use a public one",
        "该接口仅供厂商自有服务调用：请改用公开接口",
    ),
    entry(
        "InvalidTRN",
        ErrorKind::InvalidRequest,
        "check the resource name: trn:iam::<account>:role/<name>",
        "请检查资源名：trn:iam::<账号>:role/<名称>",
    ),
];

/// Endings that the vendor makes codes up with, by a rule.
const SUFFIXES: &[ErrorCodeEntry] = &[
    entry(
        "FlowLimitExceeded",
        ErrorKind::Throttled,
        "send fewer requests: one of the vendor's limits is reached",
        "请减少请求：已达到厂商的某项限流",
    ),
    entry(
        ".NotFound",
        ErrorKind::InvalidRequest,
        "check what the code names: it is not there in this region; it is not the instance",
        "请检查错误码所指的资源：它不在该地域；并非实例不存在",
    ),
    entry(
        ".Malformed",
        ErrorKind::InvalidRequest,
        "check the form of the parameter that the code names",
        "请检查错误码所指参数的格式",
    ),
    entry(
        ".Unsupported",
        ErrorKind::Unsupported,
        "leave the option that the code names away: this instance does not have it",
        "请去掉错误码所指的选项：该实例不支持",
    ),
];
