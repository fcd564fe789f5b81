//! [`RetryClass`]: the rule for sending an operation again.

/// Rule for sending an operation again after a failure.
///
/// The class belongs to the operation and not to its HTTP method: an RPC cloud uses `POST` for reads as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetryClass {
    /// A read, which changes nothing. The client sends it again after a transient failure.
    Safe,
    /// A change that can be observed. It is sent again only after an observation has shown that the first
    /// request had no effect.
    ObserveFirst,
    /// A change that must not happen twice, such as the creation of an instance. This library never sends it
    /// again.
    Never,
}
