//! The vendor's error codes. <https://www.volcengine.com/docs/6396/70462>

use tingji_core::ErrorKind;
use tingji_core::error_codes::{ErrorCodeEntry, ErrorCodeTable, entry};

/// Table of error codes: kind and advice of each. Codes are texts, because not all of them have a number. The
/// HTTP status does not determine the kind: `Insufficient.InstanceCapacity` comes with 500.
pub const CODES: ErrorCodeTable = ErrorCodeTable {
    page: "https://www.volcengine.com/docs/6396/70462",
    entries: ENTRIES,
    suffixes: SUFFIXES,
};

const ENTRIES: &[ErrorCodeEntry] = &[
    entry(
        "MissingAuthenticationToken",
        ErrorKind::Credentials,
        "the request had no signature: check that no proxy removes the Authorization header",
        "请求没有签名：请检查代理是否去掉了 Authorization 头",
    ),
    entry(
        "MissingRequestInfo",
        ErrorKind::Credentials,
        "X-Date or the key in the signature is missing: check that no proxy removes headers",
        "请求缺少 X-Date 或签名中的 Access Key：请检查代理是否去掉了请求头",
    ),
    entry(
        "MissingSignature",
        ErrorKind::Credentials,
        "the Authorization header has no signature: check whether a proxy changes it",
        "Authorization 头中没有签名：请检查代理是否改动了请求头",
    ),
    entry(
        "InvalidAccessKey",
        ErrorKind::Credentials,
        "check VOLCENGINE_ACCESS_KEY: this Access Key does not exist or is disabled",
        "请检查 VOLCENGINE_ACCESS_KEY：火山引擎上没有这个 Access Key，或它已被禁用",
    ),
    entry(
        "InvalidClientTokenId",
        ErrorKind::Credentials,
        "check VOLCENGINE_ACCESS_KEY: this Access Key does not exist",
        "请检查 VOLCENGINE_ACCESS_KEY：火山引擎上没有这个 Access Key",
    ),
    entry(
        "SignatureDoesNotMatch",
        ErrorKind::Credentials,
        "check VOLCENGINE_SECRET_KEY, and use it exactly as shown in the console: it looks like Base64, but must not be decoded",
        "请检查 VOLCENGINE_SECRET_KEY，并按控制台所示原样使用：它看似 Base64，但不要解码",
    ),
    entry(
        "InvalidAuthorization",
        ErrorKind::Credentials,
        "the Authorization header is malformed: check the key for spaces, and whether a proxy changes the header",
        "Authorization 头格式有误：请检查 Access Key 中有无空格，以及代理是否改动了请求头",
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
        "request new temporary keys: VOLCENGINE_SESSION_TOKEN has expired or belongs to another key",
        "请重新获取临时密钥：VOLCENGINE_SESSION_TOKEN 已过期，或不属于当前 Access Key",
    ),
    entry(
        "SessionTokenInvalid",
        ErrorKind::Credentials,
        "request new temporary keys from STS: the session token is invalid",
        "请从 STS 重新获取临时密钥：会话令牌无效",
    ),
    entry(
        "AccessKeyNotExist",
        ErrorKind::Credentials,
        "check VOLCENGINE_ACCESS_KEY: this Access Key has been deleted",
        "请检查 VOLCENGINE_ACCESS_KEY：该 Access Key 已被删除",
    ),
    entry(
        "AccessKeyIsExpire",
        ErrorKind::Credentials,
        "create a new Access Key in the console: this one has expired",
        "请在控制台新建 Access Key：当前的已过期",
    ),
    entry(
        "ExpiredToken",
        ErrorKind::Credentials,
        "request new temporary keys: these have expired",
        "请重新获取临时密钥：当前密钥已过期",
    ),
    entry(
        "UserNotExist",
        ErrorKind::Credentials,
        "use the Access Key of an existing user: the IAM user of this one has been deleted",
        "请改用现有用户的 Access Key：该 Access Key 所属的 IAM 用户已被删除",
    ),
    entry(
        "InvalidTimestamp",
        ErrorKind::ClockSkew,
        "correct the clock of this machine: the time of the signature is off by more than 15 minutes",
        "请校准本机时钟：签名时间与服务器相差超过 15 分钟",
    ),
    entry(
        "AccessDenied",
        ErrorKind::Permission,
        "ask the account's owner to allow this ECS action for the Access Key in IAM",
        "请让账号所有者在 IAM 中为该 Access Key 授权此 ECS 操作",
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
        "ask for a policy for the project of the instance: the Access Key has none there",
        "请申请实例所在项目的策略：该 Access Key 在此项目中没有授权",
    ),
    entry(
        "InvalidInstance.RequestForbidden",
        ErrorKind::Permission,
        "the instance belongs to another user or is restricted: ask the account's owner",
        "该实例属于他人或已被限制：请联系账号所有者",
    ),
    entry(
        "Insufficient.Balance",
        ErrorKind::Billing,
        "add money to the account, then start or create again",
        "请先为账户充值，再启动或创建",
    ),
    entry(
        "InvalidInstance.NotFound",
        ErrorKind::NotFound,
        "check the instance id and the region: an instance is visible only in its own region",
        "请检查实例 ID 和地域：只有在实例所在地域才能查到它",
    ),
    entry(
        "InvalidInstanceId.NotFound",
        ErrorKind::NotFound,
        "check the instance id: no such instance in this region",
        "请检查实例 ID：该地域中没有此实例",
    ),
    entry(
        "InvalidInstanceIds.NotFound",
        ErrorKind::NotFound,
        "check the instance ids: at least one of them is not in this region",
        "请检查实例 ID：其中至少有一个不在该地域",
    ),
    entry(
        "InvalidInstanceStatus",
        ErrorKind::InvalidState,
        "check the Status: stop and reboot require RUNNING, start requires STOPPED",
        "请查看 Status：停止和重启要求 RUNNING，启动要求 STOPPED",
    ),
    entry(
        "InvalidStoppedMode.Conflict",
        ErrorKind::InvalidState,
        "the instance is already stopped in another mode: start it, then stop it in this mode",
        "实例已按另一种模式停机：请先启动，再以该模式停止",
    ),
    entry(
        "InvalidDedicatedHostStatus.Unsupported",
        ErrorKind::InvalidState,
        "wait until the dedicated host is available, then try again",
        "请等专有宿主机恢复可用后再试",
    ),
    entry(
        "IdempotentProcessing",
        ErrorKind::Locked,
        "a request with this ClientToken is still in progress: wait, then send the same request again",
        "使用该 ClientToken 的请求仍在处理：请稍候再发送同一请求",
    ),
    entry(
        "OperationDenied.ResourceLocked",
        ErrorKind::Locked,
        "another operation has locked the instance: wait until it ends",
        "另一操作正占用该实例：请等待其结束",
    ),
    entry(
        "OperationDenied.InstanceIsCreatingImage",
        ErrorKind::Locked,
        "an image of the instance is being created: wait until it is finished; DescribeTasks shows the progress",
        "正在用该实例制作镜像：请等待，DescribeTasks 会显示进度",
    ),
    entry(
        "OperationDenied.ResourceCreatedByOtherService",
        ErrorKind::Unsupported,
        "another service created this instance, see its system tags: stop it in that service",
        "该实例由其他服务创建，见其系统标签：请在该服务中停止",
    ),
    entry(
        "InvalidStoppedMode.InstanceTypeMismatch",
        ErrorKind::Unsupported,
        "this type does not support StopCharging: stop it with KeepCharging, or delete it",
        "该规格不支持节省停机：请用 KeepCharging 停止，或删除实例",
    ),
    entry(
        "InvalidStoppedMode.ChargeTypeMismatch",
        ErrorKind::Unsupported,
        "only pay-as-you-go instances support StopCharging: stop it with KeepCharging",
        "只有按量计费实例支持节省停机：请用 KeepCharging 停止",
    ),
    entry(
        "InvalidStoppedModeForScheduledInstance.Unsupported",
        ErrorKind::Unsupported,
        "scheduled instances do not support StopCharging: stop it with KeepCharging",
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
        "the zone has no capacity: try another type or zone, or try later",
        "该可用区库存不足：请更换规格或可用区，或稍后再试",
    ),
    entry(
        "InternalError",
        ErrorKind::Unavailable,
        "check the instance before you try again; if the error persists, open a ticket with the request id",
        "请先查看实例再重新发送；若持续出现，请凭请求 ID 提交工单",
    ),
    entry(
        "InternalServiceError",
        ErrorKind::Unavailable,
        "the gateway's backend failed: check the instance, then try again",
        "网关后端出错：请查看实例后再试",
    ),
    entry(
        "InternalServiceTimeout",
        ErrorKind::Unavailable,
        "ECS did not respond to the gateway in time: check the instance before you try again",
        "ECS 未及时响应网关：请先查看实例再重新发送",
    ),
    entry(
        "ServiceUnavailableTemp",
        ErrorKind::Unavailable,
        "ECS is temporarily unavailable: try again in a few minutes",
        "ECS 暂时不可用：请几分钟后再试",
    ),
    entry(
        "FailToConnect",
        ErrorKind::Unavailable,
        "the gateway can't reach ECS: try again in a few minutes",
        "网关连不上 ECS：请几分钟后再试",
    ),
    entry(
        "UndefinedError",
        ErrorKind::Unavailable,
        "check the instance before you try again, and open a ticket with the request id",
        "请先查看实例再重新发送，并在工单中附上请求 ID",
    ),
    entry(
        "FlowLimitExceeded",
        ErrorKind::Throttled,
        "reduce the rate of this action: wait a few seconds",
        "请减少该接口的请求：稍等几秒再发送",
    ),
    entry(
        "AccountFlowLimitExceeded",
        ErrorKind::Throttled,
        "the account exceeds its request rate, over all Access Keys: wait, or spread the requests",
        "账号下所有 Access Key 的请求总量超限：请等待或分散请求",
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
        "use a new ClientToken: this one was used for another request",
        "请换一个 ClientToken：它已用于另一请求",
    ),
    entry(
        "InvalidClientToken.Malformed",
        ErrorKind::InvalidRequest,
        "shorten the ClientToken: it must have at most 64 ASCII characters",
        "请缩短 ClientToken：最多 64 个 ASCII 字符",
    ),
    entry(
        "InvalidStoppedMode.Malformed",
        ErrorKind::InvalidRequest,
        "set StoppedMode to KeepCharging or StopCharging",
        "请将 StoppedMode 设为 KeepCharging 或 StopCharging",
    ),
    entry(
        "MissingParameter.InstanceId",
        ErrorKind::InvalidRequest,
        "set InstanceId to the id of the instance",
        "请在 InstanceId 中填写实例 ID",
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
        "check the zone: DescribeZones lists the zones of the region",
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
        "check the service name and the endpoint: the gateway has no such service",
        "请检查服务名和接入地址：网关没有该服务",
    ),
    entry(
        "InvalidActionOrVersion",
        ErrorKind::InvalidRequest,
        "check the action and its version: the version of ECS is 2020-04-01",
        "请检查接口名和版本：ECS 为 2020-04-01",
    ),
    entry(
        "MethodNotAllowed",
        ErrorKind::InvalidRequest,
        "use the HTTP method on the action's documentation page",
        "请按接口文档所列的方法发送",
    ),
    entry(
        "InnerApiNeedAccountInfo",
        ErrorKind::InvalidRequest,
        "this action is internal: use a public one",
        "该接口为厂商内部接口：请改用公开接口",
    ),
    entry(
        "ServiceShouldCallSelfApi",
        ErrorKind::InvalidRequest,
        "this action is reserved for the vendor's services: use a public one",
        "该接口仅供厂商自有服务调用：请改用公开接口",
    ),
    entry(
        "InvalidTRN",
        ErrorKind::InvalidRequest,
        "check the resource name: trn:iam::<account>:role/<name>",
        "请检查资源名：trn:iam::<账号>:role/<名称>",
    ),
];

/// Suffixes of codes that the vendor builds from the name of a resource or parameter.
const SUFFIXES: &[ErrorCodeEntry] = &[
    entry(
        "FlowLimitExceeded",
        ErrorKind::Throttled,
        "send fewer requests: a rate limit is exceeded",
        "请减少请求：已达到厂商的某项限流",
    ),
    entry(
        ".NotFound",
        ErrorKind::InvalidRequest,
        "check the resource that the code names: it is not in this region (the instance is not meant)",
        "请检查错误码所指的资源：它不在该地域（不是指实例本身）",
    ),
    entry(
        ".Malformed",
        ErrorKind::InvalidRequest,
        "check the format of the parameter that the code names",
        "请检查错误码所指参数的格式",
    ),
    entry(
        ".Unsupported",
        ErrorKind::Unsupported,
        "remove the option that the code names: this instance does not support it",
        "该实例不支持错误码所指的选项，去掉后重试",
    ),
];
