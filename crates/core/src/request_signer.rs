//! [`RequestSigner`]: the interface to the signers.

use std::fmt::Debug;

use bytes::Bytes;
use http::Request;

use crate::{Result, UnixTime};

/// Signs requests with one identity: a key pair or a token.
pub trait RequestSigner: Send + Sync + Debug {
    /// Adds the signature or the token to a request. `time` is the time of the signature. On error the
    /// request is unchanged.
    ///
    /// # Errors
    ///
    /// [`Credentials`](crate::ErrorKind::Credentials) if the key or token can't be sent, or [`InvalidRequest`](crate::ErrorKind::InvalidRequest) if the
    /// request can't be signed.
    fn sign_request(&self, request: &mut Request<Bytes>, time: UnixTime) -> Result<()>;

    /// Returns the secrets to redact in logs and errors.
    fn secrets(&self) -> Vec<&str>;
}
