//! [`RetryClass`]: whether an operation may be sent again.

/// Whether an operation may be sent a second time. A property of the operation, not of the HTTP
/// method: every action of an RPC cloud is a `POST`, the harmless ones too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetryClass {
    /// Reading changes nothing: send again after a transient failure.
    Safe,
    /// Sent again only when observing has shown that the first one had no effect.
    ObserveFirst,
    /// Never sent again by this library.
    Never,
}
