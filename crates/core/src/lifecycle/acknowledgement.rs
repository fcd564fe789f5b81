//! [`Acknowledgement`]: the vendor's answer to a request that changes something.

/// The vendor's answer that it accepted a request. The change itself may take minutes and may still fail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acknowledgement {
    /// The vendor's id of the request, for support tickets; `None` if the response has none.
    pub request_id: Option<String>,
}
