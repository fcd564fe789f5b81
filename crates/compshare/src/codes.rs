//! [`CODES`]: the error codes of CompShare, of its hosts, and of UCloud's gateway in front of it.
//! <https://www.compshare.cn/docs/gpus/compshareerrorcode>

use tingji_core::ErrorKind;
use tingji_core::error_codes::{ErrorCodeEntry, ErrorCodeTable, entry};

/// Error codes (`RetCode`) with their kind and with advice in English and Chinese. 1xx to 5xx come from the
/// gateway, 8xxx from the hosts, 2266xx from CompShare. One entry has a name instead of a number; it is
/// found in messages.
///
/// Three codes do not say if the request was carried out, so their kinds [are
/// ambiguous](ErrorKind::is_ambiguous): 110 (no service answered the gateway within 60 s), 130 and 150 (a
/// service behind the gateway failed).
///
/// ```
/// use tingji_compshare::CODES;
/// use tingji_core::ErrorKind;
///
/// assert_eq!(CODES.find("226604").unwrap().kind, ErrorKind::Vendor);
/// assert_eq!(CODES.find("instanceoperationinprogress").unwrap().kind, ErrorKind::Locked);
/// ```
pub const CODES: ErrorCodeTable = ErrorCodeTable {
    page: "https://www.compshare.cn/docs/gpus/compshareerrorcode",
    entries: &ENTRIES,
    suffixes: &[],
};

/// Name of the error for a locked instance. Every operation locks the instance; the vendor publishes no
/// number for this error, so messages are searched for the name.
pub(crate) const BUSY_CODE: &str = "InstanceOperationInProgress";

use ErrorKind::{
    Billing, Credentials, InvalidRequest, InvalidState, Locked, Permission, Throttled, Timeout, Unavailable,
    Vendor,
};

#[rustfmt::skip]
const ENTRIES: [ErrorCodeEntry; 46] = [
    entry(BUSY_CODE, Locked, "another operation locks the instance for up to ten minutes: wait until it ends", "实例正被另一操作占用，最长十分钟：请等它结束"),
    // Codes of UCloud's gateway.
    entry("110", Timeout, "the gateway got no answer within 60 seconds: check the instance's state before sending the request again", "网关 60 秒内未收到应答：再次发送之前请先查看实例状态"),
    entry("130", Unavailable, "the gateway could not reach its own services: check the instance's state, then try again", "网关无法访问内部服务：请先查看实例状态再重试"),
    entry("150", Unavailable, "the service behind the gateway is unavailable: check the instance's state, then try again later", "网关后的服务不可用：请先查看实例状态，稍后再试"),
    entry("153", Throttled, "the account exceeded the gateway's request limit: send fewer requests", "该账号的请求超过网关限制：请降低请求频率"),
    entry("160", InvalidRequest, "the request has no Action: check for a proxy that changes requests", "请求缺少 Action：请检查是否有代理改动了请求"),
    entry("161", InvalidRequest, "the gateway does not know this action: check that the endpoint is api.compshare.cn", "网关不认识此 Action：请确认接入地址是 api.compshare.cn"),
    entry("170", Credentials, "the signature is missing: check for a proxy that changes requests", "缺少签名：请检查是否有代理改动了请求"),
    entry("171", Credentials, "the signature is wrong: copy the private key again, whole and without spaces", "签名错误：请重新完整复制私钥，不要带空格"),
    entry("172", Credentials, "the public key does not exist here: ucloud.cn and compshare.cn have separate keys", "该公钥在此不存在：ucloud.cn 与 compshare.cn 的密钥不通用"),
    entry("174", Credentials, "the session token is invalid or has expired: get new temporary keys", "安全令牌无效或已过期：请重新获取临时密钥"),
    entry("200", InvalidRequest, "a parameter is missing or wrong: the message names it", "参数缺失或有误：参数名见消息"),
    entry("210", InvalidRequest, "a parameter has the wrong type or format: the message names it", "参数类型或格式有误：参数名见消息"),
    entry("220", InvalidRequest, "a required parameter is missing: the message names it", "缺少必填参数：参数名见消息"),
    entry("230", InvalidRequest, "a parameter has an invalid value: check id, region, zone and project", "参数值无效：请检查 ID、地域、可用区和项目"),
    entry("292", InvalidRequest, "the project does not exist: take its id from GetProjectList", "项目不存在：请从 GetProjectList 获取项目 ID"),
    entry("293", Permission, "this account may not use the zone: choose one from DescribeCompShareSupportZone", "该账号无权使用此可用区：请选用 DescribeCompShareSupportZone 列出的可用区"),
    entry("294", Permission, "this IP address may not call the API: add it to the key's IP allowlist", "该 IP 地址不可调用 API：请将其加入密钥的 IP 白名单"),
    entry("295", Permission, "the account's safety lock blocked the operation: unlock it in the console", "操作被账号的安全锁拦截：请在控制台解锁"),
    entry("299", Permission, "the sub-account lacks this permission: ask the account's owner to grant it in IAM", "子账号没有该权限：请向主账号申请 IAM 权限"),
    entry("520", Billing, "the balance is too low: top up the account", "余额不足：请为账号充值"),
    // Codes of the hosts.
    entry("8024", Locked, "the host is busy: try again in a moment", "主机繁忙：请稍后重试"),
    entry("8025", Unavailable, "the query to the host failed: try again in a moment", "查询主机失败：请稍后重试"),
    entry("8095", Billing, "the quota is used up: delete an instance or ask for a larger quota", "配额已用完：请删除实例或申请提高配额"),
    entry("8104", Billing, "the account has an unpaid order: pay or cancel it in the console", "账号有未支付的订单：请在控制台支付或取消"),
    entry("8117", Billing, "the instance's billing period has expired: renew it in the console", "实例账单已过期：请在控制台续费"),
    entry("8357", Vendor, "this machine type is sold out: try another zone or GPU model, or try later", "该机型已售罄：请换可用区或显卡，或稍后再试"),
    entry("8429", Billing, "the instance has expired: renew it in the console", "实例已过期：请在控制台续费"),
    entry("8433", Unavailable, "CompShare's service failed: check the instance's state, then try again", "优云智算服务出错：请先查看实例状态再重试"),
    entry("8434", Locked, "the disk is still being detached: try again in a few seconds", "云盘仍在卸载中：请几秒后再试"),
    entry("8843", Vendor, "the host did not power off: check the instance's state, and stop it again if it runs", "主机关机失败：请查看实例状态，若仍在运行请再次关机"),
    entry("8844", Vendor, "the host did not start: check the instance's state, and start it again if it is stopped", "主机启动失败：请查看实例状态，若已关机请再次启动"),
    entry("8845", Vendor, "the host did not start: try again, and contact the vendor's support if it fails again", "主机启动失败：请重试，若再次失败请联系厂商支持"),
    entry("8856", InvalidState, "only a stopped instance can be deleted: stop it first", "仅可删除已关机的实例：请先关机"),
    entry("8861", Locked, "another task uses the host: try again in a moment", "主机正被另一任务使用：请稍后重试"),
    entry("8893", Vendor, "the host did not reboot: check the instance's state, and reboot it again if it runs", "主机重启失败：请查看实例状态，若仍在运行请再次重启"),
    entry("8894", Vendor, "the host did not reboot: stop and start it instead", "主机重启失败：请改为先关机再启动"),
    entry("8905", InvalidState, "the instance's power state does not allow this operation: check its state first", "实例的电源状态不符合要求：请先查看其状态"),
    entry("8980", Locked, "the host needs a pause between operations: wait 30 seconds, then try again", "两次操作之间需要间隔：请等待 30 秒再试"),
    // Codes of CompShare itself.
    entry("226601", Billing, "the account is in arrears: top it up before its machines are stopped and released", "账号欠费：请及时充值，否则机器会被关停并释放"),
    entry("226602", Billing, "the instance has expired: renew it before it is released", "实例已过期：请在释放之前续费"),
    entry("226603", InvalidRequest, "the image does not support this GPU model: choose another image or GPU model", "镜像不支持该显卡：请更换镜像或显卡"),
    entry("226604", Vendor, "not enough GPUs are free: try another zone or GPU model, or try later", "空闲资源不足：请换可用区或显卡，或稍后再试"),
    entry("226605", Locked, "a task that counts the image's usage already exists: try again after it ends", "镜像使用时长任务已存在：请等它结束后再试"),
    entry("226606", Permission, "the account's owner is not verified: complete the identity verification in the console", "账号未实名认证：请在控制台完成实名认证"),
    // Code that UCloud's products return for a key without any permission.
    entry("240", Permission, "this key has no permission for the resource: check the account and the project", "该密钥无权访问此资源：请检查账号和项目"),
];
