//! [`CODES`]: the codes of CompShare, of the hosts under it, and of UCloud's gateway before it.
//! <https://www.compshare.cn/docs/gpus/compshareerrorcode>

use tingji_core::ErrorKind;
use tingji_core::codes::{CodeEntry, CodeTable};

/// `RetCode`s and what they mean. 1xx to 5xx are the gateway's, 8xxx those of the hosts, 2266xx
/// CompShare's own. One is documented by its name alone and found in messages.
///
/// Three of them leave open whether the request was carried out, and their kinds
/// [say so](ErrorKind::is_ambiguous): 110 (nothing answered the gateway within 60 s), 130 and 150
/// (something behind the gateway failed).
///
/// ```
/// use tingji_compshare::CODES;
/// use tingji_core::ErrorKind;
///
/// assert_eq!(CODES.find("226604").unwrap().kind, ErrorKind::Vendor);
/// assert_eq!(CODES.find("instanceoperationinprogress").unwrap().kind, ErrorKind::Locked);
/// ```
pub const CODES: CodeTable = CodeTable {
    page: "https://www.compshare.cn/docs/gpus/compshareerrorcode",
    entries: &ENTRIES,
    endings: &[],
};

/// The lock that every operation takes. No number is published for it, so it is matched by name.
pub(crate) const BUSY_CODE: &str = "InstanceOperationInProgress";

const fn code(
    code: &'static str,
    kind: ErrorKind,
    advice: &'static str,
    advice_zh: &'static str,
) -> CodeEntry {
    CodeEntry { code, kind, advice, advice_zh }
}

use ErrorKind::{
    Billing, Credentials, InvalidRequest, InvalidState, Locked, Permission, Throttled, Timeout, Unavailable,
    Vendor,
};

#[rustfmt::skip]
const ENTRIES: [CodeEntry; 46] = [
    code(BUSY_CODE, Locked, "another operation holds the instance, for ten minutes at most: wait for it to end", "实例正被另一操作占用，最长十分钟：请等它结束"),
    // The gateway.
    code("110", Timeout, "the gateway waited 60 seconds in vain: look at the instance before sending anything again", "网关等待 60 秒未得到应答：再次发送之前请先查看实例"),
    code("130", Unavailable, "the gateway could not reach its own services: look at the instance, then try again", "网关无法访问自身的服务：请先查看实例再重试"),
    code("150", Unavailable, "the service behind the gateway is down: look at the instance, then try again later", "网关后的服务不可用：请先查看实例，稍后再试"),
    code("153", Throttled, "send fewer requests: the gateway limits how many an account may send", "请减少请求：网关限制了该账号的请求频率"),
    code("160", InvalidRequest, "the request names no Action: check what stands between this program and the gateway", "请求缺少 Action：请检查本程序与网关之间的环节"),
    code("161", InvalidRequest, "this gateway does not know the action: check that the endpoint is api.compshare.cn", "该网关不认识此 Action：请确认接入地址是 api.compshare.cn"),
    code("170", Credentials, "the signature is missing: check what stands between this program and the gateway", "缺少签名：请检查本程序与网关之间的环节"),
    code("171", Credentials, "the signature is wrong: copy the private key again, whole and without spaces", "签名错误：请重新完整复制私钥，不要带空格"),
    code("172", Credentials, "the public key is not known here: keys of ucloud.cn and compshare.cn are not the same", "此处不认识该公钥：ucloud.cn 与 compshare.cn 的密钥不通用"),
    code("174", Credentials, "the session token is unknown or has expired: get new temporary keys", "会话令牌未知或已过期：请获取新的临时密钥"),
    code("200", InvalidRequest, "a parameter is missing or wrong: see the message for its name", "参数缺失或有误：参数名见消息"),
    code("210", InvalidRequest, "a parameter has the wrong type or form: see the message for its name", "参数类型或格式有误：参数名见消息"),
    code("220", InvalidRequest, "a parameter that must be there is missing: see the message for its name", "缺少必填参数：参数名见消息"),
    code("230", InvalidRequest, "a parameter's value means nothing here: check id, region, zone and project", "参数值在此处无效：请检查 ID、地域、可用区和项目"),
    code("292", InvalidRequest, "there is no such project: take its id from GetProjectList", "没有该项目：请从 GetProjectList 获取项目 ID"),
    code("293", Permission, "this account may not use the zone: choose one that DescribeCompShareSupportZone lists", "该账号无权使用此可用区：请选用 DescribeCompShareSupportZone 列出的可用区"),
    code("294", Permission, "this address may not call the API: add it to the key's list of addresses", "该地址不可调用 API：请将其加入密钥的 IP 白名单"),
    code("295", Permission, "the account's safety lock refused it: unlock the operation in the console", "账号的安全锁拒绝了操作：请在控制台解锁"),
    code("299", Permission, "the sub-account may not do this: ask its owner for the permission in IAM", "子账号无权执行：请向主账号申请 IAM 权限"),
    code("520", Billing, "the balance is too low: top up the account", "余额不足：请为账号充值"),
    // The hosts.
    code("8024", Locked, "the host is busy: try again in a little while", "主机繁忙：请稍候再试"),
    code("8025", Unavailable, "the host could not be asked: try again in a little while", "查询主机失败：请稍候再试"),
    code("8095", Billing, "the quota is used up: delete an instance or ask for a larger quota", "配额已用完：请删除实例或申请提高配额"),
    code("8104", Billing, "there is an unpaid order: pay or cancel it in the console", "存在未支付的订单：请在控制台支付或取消"),
    code("8117", Billing, "the instance's bill has expired: renew it in the console", "实例账单已过期：请在控制台续费"),
    code("8357", Vendor, "this kind of machine is sold out: try another zone or card, or try later", "该机型已售罄：请换可用区或显卡，或稍后再试"),
    code("8429", Billing, "the instance has expired: renew it in the console", "实例已过期：请在控制台续费"),
    code("8433", Unavailable, "CompShare's service failed: look at the instance, then try again", "优云智算服务出错：请先查看实例再重试"),
    code("8434", Locked, "the disk is still being detached: try again in a few seconds", "云盘仍在卸载中：请几秒后再试"),
    code("8843", Vendor, "the host did not power off: look at the instance, and stop it again if it runs", "主机关机失败：请查看实例，若仍在运行请再次关机"),
    code("8844", Vendor, "the host did not start: look at the instance, and start it again if it is stopped", "主机启动失败：请查看实例，若已关机请再次启动"),
    code("8845", Vendor, "the host did not start: try again, and ask the vendor's support if it fails again", "主机启动失败：请重试，若再次失败请联系厂商支持"),
    code("8856", InvalidState, "only a stopped instance can be deleted: stop it first", "仅可删除已关机的实例：请先关机"),
    code("8861", Locked, "the host is in use by another task: try again in a little while", "主机正被另一任务使用：请稍候再试"),
    code("8893", Vendor, "the host did not reboot: look at the instance, and reboot it again if it runs", "主机重启失败：请查看实例，若仍在运行请再次重启"),
    code("8894", Vendor, "the host did not reboot: stop and start it instead", "主机重启失败：请改为先关机再启动"),
    code("8905", InvalidState, "the instance is not in the power state this needs: look at its state first", "实例的电源状态不符合要求：请先查看其状态"),
    code("8980", Locked, "the host wants a pause: wait 30 seconds and try again", "主机需要间隔：请等待 30 秒再试"),
    // CompShare.
    code("226601", Billing, "the account is in arrears: top it up, or its machines are stopped and then released", "账号欠费：请充值，否则机器会被关停并释放"),
    code("226602", Billing, "the instance has expired: renew it before it is released", "实例已过期：请在释放之前续费"),
    code("226603", InvalidRequest, "the image does not run on this kind of card: choose another image or card", "镜像不支持该显卡：请更换镜像或显卡"),
    code("226604", Vendor, "there are not enough cards free: try another zone, card or time", "空闲资源不足：请换可用区、显卡或时间"),
    code("226605", Locked, "a task that counts the image's use is still there: try again when it has ended", "镜像使用时长任务已存在：请等它结束后再试"),
    code("226606", Permission, "the account's owner has not proven who he is: do so in the console", "账号未实名认证：请在控制台完成实名认证"),
    // What UCloud's products say of a key that has no right to anything.
    code("240", Permission, "this key has no right to the resource: check the account and the project", "该密钥无权访问此资源：请检查账号和项目"),
];
