//! [`ErrorKind`]: the meaning of an error for the action in progress.

use crate::RetryClass;

/// The kind of a failure. There are few kinds on purpose: each one calls for one reaction.
///
/// The documentation of each kind states if the request may be sent again, and the user's next step.
///
/// ```
/// use tingji_core::{ErrorKind, RetryClass};
///
/// // A timeout leaves open if the request took effect, so the instance is observed before another attempt.
/// assert!(ErrorKind::Timeout.is_ambiguous());
/// assert_eq!(ErrorKind::Timeout.retry(), RetryClass::ObserveFirst);
/// // Without a connection nothing was sent.
/// assert!(!ErrorKind::Connect.is_ambiguous());
/// assert_eq!(ErrorKind::Connect.retry(), RetryClass::Safe);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting is missing or invalid. Nothing was sent. Retry: never. Next step: correct the setting.
    Config,
    /// The request could not be built from its parameters, or the vendor rejected a parameter. Retry: never.
    /// Next step: correct the parameter.
    InvalidRequest,
    /// A key, token or signature is missing, or the vendor rejected it. Retry: never, as some vendors lock
    /// keys after repeated failures. Next step: check the key pair, the token and the account they belong to.
    Credentials,
    /// The time of the signature differs too much from the vendor's clock. Retry: after correcting the time.
    /// Next step: set this machine's clock.
    ClockSkew,
    /// The identity is valid and lacks the permission. Retry: never. Next step: ask for the permission.
    Permission,
    /// The account is in arrears, has an unpaid order, or has reached a quota. Retry: never. Next step:
    /// settle the account.
    Billing,
    /// The instance, project or service does not exist. Retry: never. Next step: check the id and the region.
    NotFound,
    /// The state of the instance does not allow the operation. Retry: after observing the state.
    InvalidState,
    /// Another operation holds the instance. Retry: later, within the deadline.
    Locked,
    /// The product or this instance does not support the request. Retry: never.
    Unsupported,
    /// The account has sent too many requests. Retry: after `Retry-After`.
    Throttled,
    /// The vendor failed with a 5xx status, and may have executed the request before that. Retry: reads at
    /// once, other operations after observing the state.
    Unavailable,
    /// No connection could be opened, so nothing was sent. Retry: always safe.
    Connect,
    /// No complete response arrived in time. The vendor may have executed the request. Retry: reads at once,
    /// other operations after observing the state.
    Timeout,
    /// The connection broke after the request was at least partly written. The vendor may have executed it.
    /// Retry: reads at once, other operations after observing the state.
    Interrupted,
    /// The response was a redirect, which is never followed and never counts as a success. Retry: never.
    Redirected,
    /// The response has an unknown format. The vendor may have executed the request. Retry: after observing
    /// the state.
    Decode,
    /// The vendor returned a code that this library does not know. Retry: never.
    Vendor,
}

impl ErrorKind {
    /// All kinds, in the order of their documentation.
    pub const ALL: [Self; 18] = [
        Self::Config,
        Self::InvalidRequest,
        Self::Credentials,
        Self::ClockSkew,
        Self::Permission,
        Self::Billing,
        Self::NotFound,
        Self::InvalidState,
        Self::Locked,
        Self::Unsupported,
        Self::Throttled,
        Self::Unavailable,
        Self::Connect,
        Self::Timeout,
        Self::Interrupted,
        Self::Redirected,
        Self::Decode,
        Self::Vendor,
    ];

    /// Returns the stable name for programs, such as `invalid-state`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::InvalidRequest => "invalid-request",
            Self::Credentials => "credentials",
            Self::ClockSkew => "clock-skew",
            Self::Permission => "permission",
            Self::Billing => "billing",
            Self::NotFound => "not-found",
            Self::InvalidState => "invalid-state",
            Self::Locked => "locked",
            Self::Unsupported => "unsupported",
            Self::Throttled => "throttled",
            Self::Unavailable => "unavailable",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Interrupted => "interrupted",
            Self::Redirected => "redirected",
            Self::Decode => "decode",
            Self::Vendor => "vendor",
        }
    }

    /// Returns true if the request may have taken effect although it failed. The engine then observes the
    /// instance before it sends anything again.
    pub const fn is_ambiguous(self) -> bool {
        matches!(
            self,
            Self::Timeout | Self::Interrupted | Self::Unavailable | Self::Decode | Self::Redirected
        )
    }

    /// Returns the rule for sending the failed request again.
    pub const fn retry(self) -> RetryClass {
        match self {
            Self::Connect | Self::Throttled => RetryClass::Safe,
            Self::Timeout | Self::Interrupted | Self::Unavailable | Self::Decode => RetryClass::ObserveFirst,
            Self::Locked | Self::InvalidState => RetryClass::ObserveFirst,
            _ => RetryClass::Never,
        }
    }

    /// Returns true if a read that failed this way may succeed when it is repeated.
    pub const fn is_transient(self) -> bool {
        matches!(
            self,
            Self::Connect | Self::Timeout | Self::Interrupted | Self::Unavailable | Self::Throttled
        )
    }

    /// Returns the next step for the user, in one sentence without a full stop.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Config => "correct the setting named here",
            Self::InvalidRequest => "correct the parameter named here",
            Self::Credentials => {
                "check the key pair, the session token, and that they belong to this cloud and region"
            }
            Self::ClockSkew => "correct this machine's clock",
            Self::Permission => "ask the account's owner for the permission",
            Self::Billing => "settle the account or its quota in the vendor's console",
            Self::NotFound => "check the id and the region; `tingji list` shows the existing instances",
            Self::InvalidState => "wait until the state of the instance allows the operation",
            Self::Locked => "another operation holds the instance: wait for it, or give a longer --deadline",
            Self::Unsupported => "this product does not support that option; run again without it",
            Self::Throttled => "wait a little and send fewer requests",
            Self::Unavailable => "try again later; the vendor's service is failing",
            Self::Connect => "check the network and the endpoint",
            Self::Timeout => "check the network, then check the state of the instance before trying again",
            Self::Interrupted => "check the state of the instance before trying again",
            Self::Redirected => "check the endpoint: redirects are never followed",
            Self::Decode => "check that the endpoint is this cloud's API",
            Self::Vendor => "look up the code in the vendor's documentation",
        }
    }
}

impl ErrorKind {
    /// Returns the [advice](Self::advice) in Chinese.
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
    /// Returns a short Chinese description of the kind.
    pub const fn description_zh(self) -> &'static str {
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
