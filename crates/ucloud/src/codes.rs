//! [`CODES`]: the error codes of UCloud's gateway and products. <https://docs.ucloud.cn/api/summary/public>

use tingji_core::ErrorKind::{
    Billing, Credentials, InvalidRequest, InvalidState, Locked, NotFound, Permission, Throttled, Timeout,
    Unavailable, Vendor,
};
use tingji_core::error_codes::{ErrorCodeEntry, ErrorCodeTable, entry};

/// Error codes (`RetCode`) with their kind and with advice in English and Chinese. An unlisted code is
/// classified by its message.
///
/// Codes 100 to 999 come from the gateway and UAI, 8xxx from hosts, 2266xx from CompShare. Three codes do
/// not say if the request was carried out, so their kinds
/// [are ambiguous](tingji_core::ErrorKind::is_ambiguous): 110 (a product did not answer the gateway within
/// 60 s), 130 and 150 (a service behind the gateway failed). Code -1 applies only to UAI-Inference.
///
/// ```
/// use tingji_core::ErrorKind;
/// use tingji_ucloud::CODES;
///
/// assert_eq!(CODES.find("999").unwrap().kind, ErrorKind::Permission);
/// ```
pub const CODES: ErrorCodeTable =
    ErrorCodeTable { page: "https://docs.ucloud.cn/api/summary/public", entries: ENTRIES, suffixes: &[] };

#[rustfmt::skip]
const ENTRIES: &[ErrorCodeEntry] = &[
    // The vendor documents only the name of this error, without a number; the name is found in messages.
    entry("InstanceOperationInProgress", Locked, "another operation locks the instance for up to ten minutes: wait until it ends", "实例正被另一操作占用，最长十分钟：请等它结束"),
    // Code of UAI-Inference only.
    entry("-1", NotFound, "UAI-Inference does not know the service or version: check its id, region, zone and project", "UAI-Inference 中没有该服务或版本：请检查 ID、地域、可用区和项目"),
    // Codes of the gateway, and of UAI-Inference behind it.
    entry("100", Credentials, "the request could not be verified: check the key pair and the account it belongs to", "请求校验失败：请检查密钥对及其所属账号"),
    entry("110", Timeout, "the gateway got no answer within 60 seconds: check the service's state before sending the request again", "网关 60 秒内未收到应答：再次发送之前请先查看服务状态"),
    entry("120", Vendor, "the vendor's database failed: try again later; if it fails again, give the request id to its support", "厂商数据处理失败：请稍后再试，若仍失败请向厂商支持提供请求 ID"),
    entry("130", Unavailable, "the gateway could not reach its own services: check the service's state, then try again", "网关无法访问内部服务：请先查看服务状态再重试"),
    entry("140", Permission, "this user lacks the permission: ask the account's owner for it", "该用户没有权限：请向账号所有者申请"),
    entry("150", Unavailable, "the product behind the gateway is unavailable: check the service's state, then try again later", "网关后的产品不可用：请先查看服务状态，稍后再试"),
    entry("153", Throttled, "this account sends too many requests: wait a moment and send fewer", "该账号请求过于频繁：请稍候并降低请求频率"),
    entry("160", InvalidRequest, "the request has no Action: check for a proxy that changes requests", "请求缺少 Action：请检查是否有代理改动了请求"),
    entry("161", InvalidRequest, "the gateway does not know the action: check its spelling, and if the product is still offered", "网关不认识此 Action：请检查拼写，以及该产品是否仍在服务"),
    entry("170", Credentials, "the signature is missing: check for a proxy that changes requests", "缺少签名：请检查是否有代理改动了请求"),
    entry("171", Credentials, "the signature is wrong: copy the private key again, whole and without spaces", "签名错误：请重新完整复制私钥，不要带空格"),
    entry("172", Credentials, "the public key does not exist here: ucloud.cn and compshare.cn have separate keys", "该公钥在此不存在：ucloud.cn 与 compshare.cn 的密钥不通用"),
    entry("174", Credentials, "the session token is invalid or has expired: get new temporary keys", "安全令牌无效或已过期：请重新获取临时密钥"),
    entry("180", InvalidRequest, "the API version is missing: check for a proxy that changes requests", "缺少 API 版本：请检查是否有代理改动了请求"),
    entry("190", InvalidRequest, "the API version is wrong: check the endpoint", "API 版本错误：请检查接入地址"),
    entry("200", InvalidRequest, "the vendor could not resolve a name: check the names and ids in the request", "名称解析失败：请检查请求中的名称和 ID"),
    entry("210", InvalidRequest, "a parameter has a wrong value: the message names it", "参数值有误：参数名见消息"),
    entry("220", InvalidRequest, "a required parameter is missing: the message names it", "缺少必填参数：参数名见消息"),
    entry("230", InvalidRequest, "a parameter has an invalid value: check id, region, zone and project", "参数值无效：请检查 ID、地域、可用区和项目"),
    entry("240", Permission, "this account lacks the permission: ask its owner for it", "该账号缺少权限：请向账号所有者申请"),
    entry("260", Billing, "the charge failed: settle the account in the console", "扣费失败：请在控制台结清账户"),
    entry("270", Billing, "the settlement failed: check the account's orders in the console", "结算失败：请在控制台查看账户订单"),
    entry("292", InvalidRequest, "the project does not exist: take its id from GetProjectList", "项目不存在：请从 GetProjectList 获取项目 ID"),
    entry("293", Permission, "this account may not use the zone: choose another, or ask for it in the console", "该账号无权使用此可用区：请换一个，或在控制台申请"),
    entry("294", Permission, "this IP address may not call the API: add it to the key's IP allowlist", "该 IP 地址不可调用 API：请将其加入密钥的 IP 白名单"),
    entry("295", Permission, "the account's safety lock blocked the operation: unlock it in the console", "操作被账号的安全锁拦截：请在控制台解锁"),
    entry("299", Permission, "the sub-account lacks this permission: ask the account's owner to grant it in IAM", "子账号没有该权限：请向主账号申请 IAM 权限"),
    entry("300", InvalidRequest, "the parameters do not fit together: compare them with the vendor's page", "参数组合有误：请对照厂商文档检查"),
    entry("520", Billing, "the balance is too low: top up the account", "余额不足：请为账号充值"),
    entry("999", Permission, "the product is not opened for this account: open it in the console, if it is still offered", "该账号未开通此产品：若仍提供，请在控制台开通"),
    // Codes of hosts.
    entry("8024", Locked, "the host is busy: try again in a moment", "主机繁忙：请稍后重试"),
    entry("8025", Unavailable, "the query to the host failed: try again in a moment", "查询主机失败：请稍后重试"),
    entry("8095", Billing, "the quota is used up: delete a host or ask for a larger quota", "配额已用完：请删除主机或申请提高配额"),
    entry("8104", Billing, "the account has an unpaid order: pay or cancel it in the console", "账号有未支付的订单：请在控制台支付或取消"),
    entry("8117", Billing, "the host's billing period has expired: renew it in the console", "主机账单已过期：请在控制台续费"),
    entry("8357", Vendor, "this machine type is sold out: try another zone or type, or try later", "该机型已售罄：请换可用区或机型，或稍后再试"),
    entry("8429", Billing, "the host has expired: renew it in the console", "主机已过期：请在控制台续费"),
    entry("8433", Unavailable, "the host's service failed: check the host's state, then try again", "主机服务出错：请先查看主机状态再重试"),
    entry("8434", Locked, "the disk is still being detached: try again in a few seconds", "云盘仍在卸载中：请几秒后再试"),
    entry("8843", Vendor, "the host did not power off: check its state, and stop it again if it runs", "主机关机失败：请查看主机状态，若仍在运行请再次关机"),
    entry("8844", Vendor, "the host did not start: check its state, and start it again if it is stopped", "主机启动失败：请查看主机状态，若已关机请再次启动"),
    entry("8845", Vendor, "the host did not start: try again, and contact the vendor's support if it fails again", "主机启动失败：请重试，若再次失败请联系厂商支持"),
    entry("8856", InvalidState, "only a stopped host can be deleted: stop it, then delete it", "仅可删除已关机的主机：请先关机再删除"),
    entry("8861", Locked, "the host is busy with another task: try again in a moment", "主机正在执行其他操作：请稍后重试"),
    entry("8893", Vendor, "the host did not reboot: check its state, then try again", "主机重启失败：请查看主机状态后再试"),
    entry("8894", Vendor, "the host did not reboot: try again, and contact the vendor's support if it fails again", "主机重启失败：请重试，若再次失败请联系厂商支持"),
    entry("8905", InvalidState, "the host's power state does not allow this operation: check its state first", "主机的电源状态不允许该操作：请先查看其状态"),
    entry("8980", Locked, "the host accepts one operation in 30 seconds: wait for half a minute", "主机 30 秒内只接受一次操作：请等半分钟"),
    // Codes of CompShare.
    entry("226601", Billing, "the account is in arrears: top it up", "账号欠费：请充值"),
    entry("226602", Billing, "the instance has expired: renew it in the console", "实例已过期：请在控制台续费"),
    entry("226603", InvalidRequest, "the image does not support this GPU model: choose another image or GPU model", "镜像不支持该显卡：请更换镜像或显卡"),
    entry("226604", Vendor, "not enough machines are free: try another zone or GPU model, or try later", "资源不足：请换可用区或显卡，或稍后再试"),
    entry("226605", Locked, "a task that counts the image's usage is running: wait until it ends", "镜像使用时长任务已存在：请等它结束"),
    entry("226606", Permission, "the account's owner is not verified: complete the identity verification in the console", "账号未实名认证：请在控制台完成认证"),
];
