//! [`Response`]: the response to a successful operation.

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;

/// The response to a successful operation: the typed output (to which this dereferences), the request id and
/// the raw body.
#[derive(Clone)]
pub struct Response<T> {
    /// Typed output of the operation.
    pub output: T,
    /// Request id of the vendor, to quote in a support ticket. `None` if the response has none.
    pub request_id: Option<String>,
    /// Body of the response, byte for byte.
    pub raw: Bytes,
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    /// Omits the raw body, which may contain passwords that the typed output hides.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Response");
        debug.field("output", &self.output).field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.output
    }
}
