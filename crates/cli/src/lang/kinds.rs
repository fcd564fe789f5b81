//! The command's texts about error kinds, which may name its options.

use tingji::core::{ErrorKind, Text};

/// Returns a short Chinese description of the kind.
pub(crate) const fn description(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Config => "设置有误",
        ErrorKind::InvalidRequest => "请求参数有误",
        ErrorKind::Credentials => "凭证或签名有误",
        ErrorKind::ClockSkew => "时钟偏差过大",
        ErrorKind::Permission => "没有权限",
        ErrorKind::Billing => "欠费或配额不足",
        ErrorKind::NotFound => "不存在",
        ErrorKind::InvalidState => "当前状态不允许",
        ErrorKind::Locked => "被另一操作占用",
        ErrorKind::Unsupported => "产品不支持",
        ErrorKind::Throttled => "请求被限流",
        ErrorKind::Unavailable => "厂商服务不可用",
        ErrorKind::Connect => "无法建立连接",
        ErrorKind::Timeout => "等待应答超时",
        ErrorKind::Interrupted => "连接中断",
        ErrorKind::Redirected => "应答是重定向",
        ErrorKind::Decode => "无法理解应答",
        _ => "厂商返回错误",
    }
}

/// Returns the next step for the user of the command, in one sentence without a full stop.
pub(crate) const fn advice(kind: ErrorKind) -> Text {
    let english = match kind {
        ErrorKind::NotFound => "check the id and the region; `tingji list` shows the existing instances",
        ErrorKind::Locked => "another operation holds the instance: wait for it, or give a longer --deadline",
        kind => kind.advice(),
    };
    let chinese = match kind {
        ErrorKind::Config => "请改正此处指出的设置",
        ErrorKind::InvalidRequest => "请改正此处指出的参数",
        ErrorKind::Credentials => "请检查密钥对、会话令牌，以及它们是否属于该云和该地域",
        ErrorKind::ClockSkew => "请校准本机时钟",
        ErrorKind::Permission => "请向账号所有者申请权限",
        ErrorKind::Billing => "请在厂商控制台处理欠费或配额",
        ErrorKind::NotFound => "请检查 ID 和地域；`tingji list` 会列出现有的实例",
        ErrorKind::InvalidState => "请等到实例处于允许此操作的状态",
        ErrorKind::Locked => "实例正被另一操作占用：请等待，或给出更长的 --deadline",
        ErrorKind::Unsupported => "该产品不支持此选项，去掉后重试",
        ErrorKind::Throttled => "请稍候并减少请求",
        ErrorKind::Unavailable => "厂商侧出现故障，请稍后再试",
        ErrorKind::Connect => "请检查网络和接入地址",
        ErrorKind::Timeout => "请检查网络，先查看实例状态再重试",
        ErrorKind::Interrupted => "请先查看实例状态再重试",
        ErrorKind::Redirected => "请检查接入地址：从不跟随重定向",
        ErrorKind::Decode => "请确认接入地址确实是该云的 API",
        _ => "请查阅厂商文档中的该错误码",
    };
    Text::new(english, chinese)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_own_texts() {
        let vendors = (description(ErrorKind::Vendor), advice(ErrorKind::Vendor).zh);
        for kind in ErrorKind::ALL {
            let texts = (description(kind), advice(kind).zh);
            assert_eq!(texts == vendors, kind == ErrorKind::Vendor, "{kind}");
        }
    }
}
