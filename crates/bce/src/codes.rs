//! [`CODES`]: the vendor's error codes. <https://cloud.baidu.com/doc/BCC/s/Ojwvyo6nc>

use tingji_core::ErrorKind;
use tingji_core::error_codes::{ErrorCodeEntry, ErrorCodeTable, entry};

/// Table of error codes: kind and advice of each. The HTTP status is not part of the table, because it does
/// not determine the kind: `RequestExpired` and `SignatureDoesNotMatch` both have status 400.
pub const CODES: ErrorCodeTable = ErrorCodeTable {
    page: "https://cloud.baidu.com/doc/BCC/s/Ojwvyo6nc",
    entries: &[
        // Common codes of the vendor's products.
        entry(
            "AccessDenied",
            ErrorKind::Permission,
            "ask the account's owner for the permission in IAM",
            "请让账号所有者在 IAM 中授予权限",
        ),
        entry(
            "InvalidAccessKeyId",
            ErrorKind::Credentials,
            "check BCE_ACCESS_KEY_ID: this access key does not exist on Baidu AI Cloud",
            "请检查 BCE_ACCESS_KEY_ID：百度云上没有这个 AK",
        ),
        entry(
            "InvalidHTTPAuthHeader",
            ErrorKind::Credentials,
            "check that the keys have no spaces or line breaks, and that no proxy changes Authorization",
            "请检查密钥中没有空格或换行，且没有代理改写 Authorization 头",
        ),
        entry(
            "SignatureDoesNotMatch",
            ErrorKind::Credentials,
            "check BCE_SECRET_ACCESS_KEY, the session token of temporary keys, and that no proxy changes the host",
            "请检查 BCE_SECRET_ACCESS_KEY 和临时密钥的会话令牌，并确认没有代理改动主机名",
        ),
        entry(
            "RequestExpired",
            ErrorKind::ClockSkew,
            "correct the clock of this machine: signatures are valid for half an hour",
            "请校准本机时钟：签名有效期为半小时",
        ),
        entry(
            "OptInRequired",
            ErrorKind::Permission,
            "enable BCC for this account in Baidu's console first",
            "请先在百度智能云控制台为该账号开通 BCC",
        ),
        entry(
            "QualifyNotPass",
            ErrorKind::Permission,
            "complete the real-name verification of the account in the console",
            "请在控制台完成账号实名认证",
        ),
        entry(
            "SeniorRealNameQualify",
            ErrorKind::Permission,
            "complete the advanced real-name verification of the account in the console",
            "请在控制台完成账号的高级实名认证",
        ),
        entry(
            "InternalError",
            ErrorKind::Unavailable,
            "Baidu had an internal error: check the instance, then try again later",
            "百度内部出错：请先查看实例状态，稍后再试",
        ),
        entry(
            "ServiceUnavailable",
            ErrorKind::Unavailable,
            "Baidu is temporarily unavailable: check the instance, then try again later",
            "百度暂时无法响应：请先查看实例状态，稍后再试",
        ),
        entry(
            "InappropriateJSON",
            ErrorKind::InvalidRequest,
            "a field of the body is missing or has the wrong type: compare it with the vendor's page",
            "请求体缺少字段或字段类型不对：请对照厂商文档",
        ),
        entry(
            "InvalidHTTPRequest",
            ErrorKind::InvalidRequest,
            "check the body's encoding, and that the endpoint has this operation",
            "请检查请求体编码，以及该接入地址是否提供此接口",
        ),
        entry(
            "InvalidURI",
            ErrorKind::InvalidRequest,
            "check the endpoint: it must be a BCC host without a path",
            "请检查接入地址：应为不带路径的 BCC 域名",
        ),
        entry(
            "InvalidVersion",
            ErrorKind::InvalidRequest,
            "check the endpoint: it does not support version 2 of the BCC API",
            "请检查接入地址：它不提供 BCC API 第 2 版",
        ),
        entry(
            "MalformedJSON",
            ErrorKind::InvalidRequest,
            "the body did not arrive as JSON: check whether a proxy changes it",
            "请求体到达时不是 JSON：请检查代理是否改动了请求",
        ),
        entry(
            "BadRequest",
            ErrorKind::InvalidRequest,
            "correct the parameter that the message names",
            "请改正错误信息中指出的参数",
        ),
        entry(
            "IdempotentParameterMismatch",
            ErrorKind::InvalidRequest,
            "use a new clientToken: this one was used for another request within 24 hours",
            "请换用新的 clientToken：它在 24 小时内已用于另一请求",
        ),
        entry(
            "PreconditionFailed",
            ErrorKind::InvalidState,
            "check the instance: a precondition of the operation has changed",
            "请查看实例：其前提条件已变化",
        ),
        // Codes of stop, start and reboot.
        entry(
            "Instance.StopInstanceOperationForbidden",
            ErrorKind::InvalidState,
            "only a Running instance can be stopped: wait, or check whether it is already stopped",
            "只有 Running 状态的实例才能停止：请等待，或确认它是否已停止",
        ),
        entry(
            "Instance.StartInstanceOperationForbidden",
            ErrorKind::InvalidState,
            "only a Stopped instance can be started: wait, or check whether it is already running",
            "只有 Stopped 状态的实例才能启动：请等待，或确认它是否已运行",
        ),
        entry(
            "Instance.StartInstanceWhenCreating",
            ErrorKind::InvalidState,
            "the instance is still being created: wait, it starts automatically",
            "实例仍在创建中：请等待，它会自行启动",
        ),
        entry(
            "Instance.StartExpiredInstance",
            ErrorKind::Billing,
            "the instance has expired: renew it before starting it",
            "实例已到期：请先续费再启动",
        ),
        entry(
            "Instance.RebootInstanceOperationForbidden",
            ErrorKind::InvalidState,
            "only a Running instance can be rebooted: start a stopped instance instead",
            "只有 Running 状态的实例才能重启：已停止的请改用启动",
        ),
        entry(
            "Instance.PasswordOperationForbidden",
            ErrorKind::InvalidState,
            "the password can't be changed in this state: wait until the instance is Running or Stopped",
            "当前状态不能修改密码：请等到实例为 Running 或 Stopped",
        ),
        entry(
            "OperationDenied",
            ErrorKind::Locked,
            "another operation has locked the instance: try again when it is finished",
            "实例正被另一操作占用：请待其完成后再试",
        ),
        entry(
            "Bcc.PrePayCannotStopWithNoCharge",
            ErrorKind::Unsupported,
            "a prepaid instance is charged until it expires: stop it without stopWithNoCharge",
            "预付费实例已付费至到期：请去掉 stopWithNoCharge 再停止",
        ),
        entry(
            "Bcc.Rocv1CannotStopWithNoCharge",
            ErrorKind::Unsupported,
            "an instance with local disks is charged while stopped: stop it without stopWithNoCharge, or release it",
            "本地盘实例停止后仍计费：请去掉 stopWithNoCharge，或释放实例",
        ),
        entry(
            "Bcc.InstanceTypeNotSupportException",
            ErrorKind::Unsupported,
            "this type does not support stopWithNoCharge, or the instance is already stopped with it: stop it without stopWithNoCharge, or release it",
            "该机型不支持停机不计费，或已处于该状态：请去掉 stopWithNoCharge，或释放实例",
        ),
        entry(
            "Instance.NotSupportInstanceTypeException",
            ErrorKind::Unsupported,
            "this type of instance does not support the operation: choose another type from the flavor list",
            "该操作不支持此机型：请从规格列表中另选",
        ),
        // Codes of release and creation.
        entry(
            "Instance.ReleaseWhileCreating",
            ErrorKind::InvalidState,
            "the instance is still being created: release it when it is running",
            "实例仍在创建中：请待其运行后再释放",
        ),
        entry(
            "Instance.DeleteServerFailException",
            ErrorKind::Unsupported,
            "this operation releases only postpaid instances: use the one for prepaid instances",
            "此接口只能释放后付费实例：预付费实例请用对应接口",
        ),
        entry(
            "Instance.ReleaseNotPrepay",
            ErrorKind::Unsupported,
            "check the instance's paymentTiming: each release operation is for one charge type",
            "请核对实例的 paymentTiming 与释放接口：每个接口只对应一种付费方式",
        ),
        entry(
            "Instance.DeletionProtection",
            ErrorKind::InvalidState,
            "the instance is protected: set deletionProtection to 0 first, if it should really be released",
            "实例已开启释放保护：确认可释放后，请先将 deletionProtection 设为 0",
        ),
        entry(
            "InsufficientCreditException",
            ErrorKind::Billing,
            "the account's refunds are used up: let the instance expire, or ask Baidu's support",
            "账号退费配额不足：请等待实例到期，或联系百度客服",
        ),
        entry(
            "ZoneExceptions.ZoneSoldOutException",
            ErrorKind::Vendor,
            "sold out in this zone: try another zone or type",
            "该可用区已售罄：请换可用区或机型",
        ),
        // Codes for objects that do not exist.
        not_found("NoSuchObject"),
        not_found("InvalidInstanceId.NotFound"),
        not_found("Forbidden.InstanceNotFound"),
        not_found("InstanceNotFound"),
        not_found("InstanceNotExist"),
        not_found("ResourceNotFound"),
        not_found("ResourceNotFoundException"),
        not_found("NotFound"),
    ],
    suffixes: &[
        not_found(".NotFound"),
        entry(
            "OperationForbidden",
            ErrorKind::InvalidState,
            "the instance's state does not allow this operation: check the state and wait",
            "实例当前状态不允许该操作：请查看状态并等待",
        ),
        entry(
            "CannotStopWithNoCharge",
            ErrorKind::Unsupported,
            "this instance is charged while stopped: stop it without stopWithNoCharge, or release it",
            "该实例停止后仍计费：请去掉 stopWithNoCharge，或释放实例",
        ),
        entry(
            "SoldOutException",
            ErrorKind::Vendor,
            "sold out: try another zone or type",
            "该资源已售罄：请换可用区或机型",
        ),
    ],
};

/// Returns the entry of a code for an object that does not exist.
const fn not_found(code: &'static str) -> ErrorCodeEntry {
    entry(
        code,
        ErrorKind::NotFound,
        "check the id and the region: each region has its own host, which has only the instances of that region",
        "请检查 ID 和地域：每个地域有各自的域名，只能看到本地域的实例",
    )
}
