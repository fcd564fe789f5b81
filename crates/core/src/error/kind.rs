//! [`ErrorKind`]: what an error means for a stop.

use crate::RetryClass;

/// What kind of failure it is. Coarse on purpose: one kind, one thing to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting is missing or wrong; nothing was sent. Retry: no. You should: correct the setting.
    Config,
    /// The request could not be built from what was given; or the vendor refused a parameter.
    /// Retry: no. You should: correct the request.
    InvalidRequest,
    /// A key, token or signature is missing or was refused. Retry: never, some vendors lock keys.
    /// You should: check the key pair, the token and the account they belong to.
    Credentials,
    /// The signature's time is too far from the vendor's clock. Retry: after correcting the clock.
    ClockSkew,
    /// The key is good but may not do this. Retry: no. You should: ask for the permission.
    Permission,
    /// Arrears, quota or an unpaid order. Retry: no. You should: settle the account.
    Billing,
    /// The instance (or project, or service) does not exist. Retry: no.
    NotFound,
    /// The instance's state does not allow the operation. Retry: after observing the state.
    InvalidState,
    /// Another operation holds the instance. Retry: later, within the deadline.
    Locked,
    /// The product or this instance cannot do what was asked. Retry: no.
    Unsupported,
    /// Too many requests. Retry: later, after the time the vendor names.
    Throttled,
    /// The vendor's side failed (5xx). It may have acted all the same. Retry: reads; else observe.
    Unavailable,
    /// No connection was made, so nothing was sent. Retry: always safe.
    Connect,
    /// No answer in time; the request may have been carried out. Retry: reads; else observe.
    Timeout,
    /// The connection broke after sending. Retry: reads; else observe.
    Interrupted,
    /// The answer was a redirect, which is never followed: it is no success. Retry: no.
    Redirected,
    /// The answer could not be understood; what it answered may have happened. Retry: observe.
    Decode,
    /// The vendor's code is not one this library knows. Retry: no.
    Vendor,
}

impl ErrorKind {
    /// Whether the request may have taken effect although no success was reported, so that a stop
    /// must be observed before anything is sent again.
    pub const fn is_ambiguous(self) -> bool {
        matches!(
            self,
            Self::Timeout | Self::Interrupted | Self::Unavailable | Self::Decode | Self::Redirected
        )
    }

    /// Whether a request that failed so may be sent again.
    pub const fn retry(self) -> RetryClass {
        match self {
            Self::Connect | Self::Throttled => RetryClass::Safe,
            Self::Timeout | Self::Interrupted | Self::Unavailable | Self::Decode => RetryClass::ObserveFirst,
            Self::Locked | Self::InvalidState => RetryClass::ObserveFirst,
            _ => RetryClass::Never,
        }
    }

    /// Whether a read may simply be sent again.
    pub const fn is_transient(self) -> bool {
        matches!(
            self,
            Self::Connect | Self::Timeout | Self::Interrupted | Self::Unavailable | Self::Throttled
        )
    }

    /// What the reader can do about it, in one sentence without a full stop.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Config => "correct the setting named here",
            Self::InvalidRequest => "correct the parameter named here",
            Self::Credentials => {
                "check the key pair, the session token, and that they belong to this cloud and region"
            }
            Self::ClockSkew => "set this machine's clock right",
            Self::Permission => "ask the account's owner for the permission",
            Self::Billing => "settle the account or its quota in the vendor's console",
            Self::NotFound => "check the id and the region; `tingji list` shows what there is",
            Self::InvalidState => "wait until the instance is in a state that allows it",
            Self::Locked => "another operation holds the instance: wait for it, or give a longer --deadline",
            Self::Unsupported => "leave away what is named here, or use what this product has",
            Self::Throttled => "wait a little and send fewer requests",
            Self::Unavailable => "try again later; the vendor's side is failing",
            Self::Connect => "check the network and the endpoint",
            Self::Timeout => "check the network, then look at the instance before trying again",
            Self::Interrupted => "look at the instance before trying again",
            Self::Redirected => "check the endpoint: redirects are never followed",
            Self::Decode => "check that the endpoint is really this cloud's API",
            Self::Vendor => "see the vendor's code in its documentation",
        }
    }
}

impl ErrorKind {
    /// [`ErrorKind::advice`] in Chinese.
    pub const fn advice_zh(self) -> &'static str {
        match self {
            Self::Config => "请改正此处指出的设置",
            Self::InvalidRequest => "请改正此处指出的参数",
            Self::Credentials => "请检查密钥对、会话令牌，以及它们是否属于该云和该地域",
            Self::ClockSkew => "请校准本机时钟",
            Self::Permission => "请向账号所有者申请权限",
            Self::Billing => "请在厂商控制台处理欠费或配额",
            Self::NotFound => "请检查 ID 和地域；`tingji list` 会列出现有的实例",
            Self::InvalidState => "请等到实例处于允许此操作的状态",
            Self::Locked => "实例正被另一操作占用：请等待，或给出更长的 --deadline",
            Self::Unsupported => "该产品不支持此选项，去掉后重试",
            Self::Throttled => "请稍候并减少请求",
            Self::Unavailable => "厂商侧出现故障，请稍后再试",
            Self::Connect => "请检查网络和接入地址",
            Self::Timeout => "请检查网络，先查看实例状态再重试",
            Self::Interrupted => "请先查看实例状态再重试",
            Self::Redirected => "请检查接入地址：从不跟随重定向",
            Self::Decode => "请确认接入地址确实是该云的 API",
            Self::Vendor => "请查阅厂商文档中的该错误码",
        }
    }
}

impl ErrorKind {
    /// What kind of failure it is, in a few Chinese words.
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Config => "设置有误",
            Self::InvalidRequest => "请求参数有误",
            Self::Credentials => "凭证或签名有误",
            Self::ClockSkew => "时钟偏差过大",
            Self::Permission => "没有权限",
            Self::Billing => "欠费或配额不足",
            Self::NotFound => "不存在",
            Self::InvalidState => "当前状态不允许",
            Self::Locked => "被另一操作占用",
            Self::Unsupported => "产品不支持",
            Self::Throttled => "请求被限流",
            Self::Unavailable => "厂商服务不可用",
            Self::Connect => "无法建立连接",
            Self::Timeout => "等待应答超时",
            Self::Interrupted => "连接中断",
            Self::Redirected => "应答是重定向",
            Self::Decode => "无法理解应答",
            Self::Vendor => "厂商返回错误",
        }
    }
}
