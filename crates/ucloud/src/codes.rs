//! [`CODES`]: the codes of UCloud's gateway and products. <https://docs.ucloud.cn/api/summary/public>

use tingji_core::ErrorKind::{
    self, Billing, Credentials, InvalidRequest, InvalidState, Locked, NotFound, Permission, Throttled,
    Timeout, Unavailable, Vendor,
};
use tingji_core::codes::{CodeEntry, CodeTable};

/// `RetCode`s and what they mean; what is not here is judged by its message.
///
/// 100 to 999 are the gateway's and UAI's, 8xxx those of hosts, 2266xx CompShare's. Three of them
/// leave open whether the request was carried out, and their kinds
/// [say so](ErrorKind::is_ambiguous): 110 (a product did not answer the gateway within 60 s), 130
/// and 150 (something behind the gateway failed). -1 holds for UAI-Inference alone.
///
/// ```
/// use tingji_core::ErrorKind;
/// use tingji_ucloud::CODES;
///
/// assert_eq!(CODES.find("999").unwrap().kind, ErrorKind::Permission);
/// ```
pub const CODES: CodeTable =
    CodeTable { page: "https://docs.ucloud.cn/api/summary/public", entries: ENTRIES, endings: &[] };

const fn code(
    code: &'static str,
    kind: ErrorKind,
    advice: &'static str,
    advice_zh: &'static str,
) -> CodeEntry {
    CodeEntry { code, kind, advice, advice_zh }
}

#[rustfmt::skip]
const ENTRIES: &[CodeEntry] = &[
    // Documented by its name alone, and found in messages.
    code("InstanceOperationInProgress", Locked, "another operation holds the instance, for ten minutes at most: wait for it to end", "实例正被另一操作占用，最长十分钟：请等它结束"),
    // UAI-Inference alone.
    code("-1", NotFound, "UAI-Inference does not know the service or version: check its id, the region, the zone and the project", "UAI-Inference 不认识该服务或版本：请检查 ID、地域、可用区和项目"),
    // The gateway, and UAI-Inference behind it.
    code("100", Credentials, "the request could not be verified: check the key pair and the account it belongs to", "请求校验失败：请检查密钥对及其所属账号"),
    code("110", Timeout, "the gateway waited 60 seconds in vain: look at the service before sending anything again", "网关等待 60 秒未得到应答：再次发送之前请先查看服务"),
    code("120", Vendor, "the vendor's data failed: try again later, and give the request id to its support if it stays so", "厂商数据处理失败：请稍后再试，若仍失败请向厂商支持提供请求 ID"),
    code("130", Unavailable, "the gateway could not reach its own services: look at the service, then try again", "网关无法访问自身的服务：请先查看服务状态再重试"),
    code("140", Permission, "this user may not do this: ask the account's owner for the permission", "该用户无权执行：请向账号所有者申请权限"),
    code("150", Unavailable, "the product behind the gateway is down: look at the service, then try again later", "网关后的产品不可用：请先查看服务状态，稍后再试"),
    code("153", Throttled, "too many requests from this account: wait a little and send fewer", "该账号请求过于频繁：请稍候并减少请求"),
    code("160", InvalidRequest, "the request names no Action: check what stands between this program and the gateway", "请求缺少 Action：请检查本程序与网关之间的环节"),
    code("161", InvalidRequest, "the gateway does not know the action: check its spelling, and whether the product is still served", "网关不认识此 Action：请检查拼写，以及该产品是否仍在服务"),
    code("170", Credentials, "the signature is missing: check what stands between this program and the gateway", "缺少签名：请检查本程序与网关之间的环节"),
    code("171", Credentials, "the signature is wrong: copy the private key again, whole and without spaces", "签名错误：请重新完整复制私钥，不要带空格"),
    code("172", Credentials, "the public key is not known here: keys of ucloud.cn and compshare.cn are not the same", "此处不认识该公钥：ucloud.cn 与 compshare.cn 的密钥不通用"),
    code("174", Credentials, "the session token is unknown or has expired: get new temporary keys", "会话令牌未知或已过期：请获取新的临时密钥"),
    code("180", InvalidRequest, "the API version is missing: check what stands between this program and the gateway", "缺少 API 版本：请检查本程序与网关之间的环节"),
    code("190", InvalidRequest, "the API version is wrong: check the endpoint", "API 版本错误：请检查接入地址"),
    code("200", InvalidRequest, "names could not be read: check the names and ids in the request", "名称读取失败：请检查请求中的名称和 ID"),
    code("210", InvalidRequest, "a parameter has a wrong value: see the message for its name", "参数值有误：参数名见消息"),
    code("220", InvalidRequest, "a parameter that must be there is missing: see the message for its name", "缺少必填参数：参数名见消息"),
    code("230", InvalidRequest, "a parameter's value means nothing here: check id, region, zone and project", "参数值在此处无效：请检查 ID、地域、可用区和项目"),
    code("240", Permission, "this account lacks the permission: ask its owner for it", "该账号缺少权限：请向账号所有者申请"),
    code("260", Billing, "the charge failed: settle the account in the console", "扣费失败：请在控制台结清账户"),
    code("270", Billing, "the settlement failed: look at the account's orders in the console", "结算失败：请在控制台查看账户订单"),
    code("292", InvalidRequest, "there is no such project: take its id from GetProjectList", "没有该项目：请从 GetProjectList 获取项目 ID"),
    code("293", Permission, "this account may not use the zone: choose another, or ask for it in the console", "该账号无权使用此可用区：请换一个，或在控制台申请"),
    code("294", Permission, "this address may not call the API: add it to the key's list of addresses", "该地址不可调用 API：请将其加入密钥的 IP 白名单"),
    code("295", Permission, "the account's safety lock refused it: unlock the operation in the console", "账号的安全锁拒绝了操作：请在控制台解锁"),
    code("299", Permission, "the sub-account may not do this: ask its owner for the permission in IAM", "子账号无权执行：请向主账号申请 IAM 权限"),
    code("300", InvalidRequest, "the parameters do not fit together: compare them with the vendor's page", "参数组合有误：请对照厂商页面检查"),
    code("520", Billing, "the balance is too low: top up the account", "余额不足：请为账号充值"),
    code("999", Permission, "the product is not opened for this account: open it in the console, if it is still offered", "该账号未开通此产品：若仍提供，请在控制台开通"),
    // Hosts.
    code("8024", Locked, "the host is busy: try again in a little while", "主机繁忙：请稍候再试"),
    code("8025", Unavailable, "the host could not be asked: try again in a little while", "查询主机失败：请稍候再试"),
    code("8095", Billing, "the quota is used up: delete a host or ask for a larger quota", "配额已用完：请删除主机或申请提高配额"),
    code("8104", Billing, "there is an unpaid order: pay or cancel it in the console", "存在未支付的订单：请在控制台支付或取消"),
    code("8117", Billing, "the host's bill has expired: renew it in the console", "主机账单已过期：请在控制台续费"),
    code("8357", Vendor, "this kind of machine is sold out: try another zone or type, or try later", "该机型已售罄：请换可用区或机型，或稍后再试"),
    code("8429", Billing, "the host has expired: renew it in the console", "主机已过期：请在控制台续费"),
    code("8433", Unavailable, "the host's service failed: look at the host, then try again", "主机服务出错：请先查看主机再重试"),
    code("8434", Locked, "the disk is still being detached: try again in a few seconds", "云盘仍在卸载中：请几秒后再试"),
    code("8843", Vendor, "the host did not power off: look at it, and stop it again if it runs", "主机关机失败：请查看主机，若仍在运行请再次关机"),
    code("8844", Vendor, "the host did not start: look at it, and start it again if it is stopped", "主机启动失败：请查看主机，若已关机请再次启动"),
    code("8845", Vendor, "the host did not start: try again, and ask the vendor's support if it fails again", "主机启动失败：请重试，若再次失败请联系厂商支持"),
    code("8856", InvalidState, "the host must be shut down before it is deleted: stop it, then delete it", "删除前须先关机：请先停止主机再删除"),
    code("8861", Locked, "the host is busy with something else: try again in a little while", "主机正在执行其他操作：请稍候再试"),
    code("8893", Vendor, "the host did not reboot: look at it, then try again", "主机重启失败：请查看主机后再试"),
    code("8894", Vendor, "the host did not reboot: try again, and ask the vendor's support if it fails again", "主机重启失败：请重试，若再次失败请联系厂商支持"),
    code("8905", InvalidState, "the host's power state does not allow it: look at its state first", "主机的电源状态不允许该操作：请先查看其状态"),
    code("8980", Locked, "the host takes one operation in 30 seconds: wait for half a minute", "主机 30 秒内只接受一次操作：请等半分钟"),
    // CompShare.
    code("226601", Billing, "the account is in arrears: top it up", "账号欠费：请充值"),
    code("226602", Billing, "the instance has expired: renew it in the console", "实例已过期：请在控制台续费"),
    code("226603", InvalidRequest, "the image does not run on this card: choose another image or card", "镜像不支持该显卡：请更换镜像或显卡"),
    code("226604", Vendor, "there are not enough machines: try another zone or card, or try later", "资源不足：请换可用区或显卡，或稍后再试"),
    code("226605", Locked, "a count of the image's use is under way: wait for it to end", "镜像使用时长任务已存在：请等它结束"),
    code("226606", Permission, "the account has no verified name: verify it in the console", "账号未实名认证：请在控制台完成认证"),
];
