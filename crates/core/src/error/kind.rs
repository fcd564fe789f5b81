//! [`ErrorKind`]: the meaning of an error for the action in progress.

use std::fmt;

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
            Self::NotFound => "check the id, the region and the account",
            Self::InvalidState => "wait until the state of the instance allows the operation",
            Self::Locked => "another operation holds the instance: wait for it, or set a longer deadline",
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

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
