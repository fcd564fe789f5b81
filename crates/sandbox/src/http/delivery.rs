//! [`Delivery`]: the result of a request as its client sees it.

use axum::http::Response;

use crate::http::body::ResponseBody;

/// Result of a request as its client sees it. A server or a simulated network carries it out.
#[derive(Debug)]
pub enum Delivery {
    /// A response.
    Response(Response<ResponseBody>),
    /// No response; the connection stays open until the client gives up.
    NoResponse,
    /// A connection that is reset by a TCP RST.
    Reset,
    /// A connection that is closed by a TCP FIN.
    Close,
}
