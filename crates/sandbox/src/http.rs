//! HTTP: requests as they arrive, responses as they are sent, and the server between them.

pub(crate) mod body;
pub(crate) mod delivery;
pub(crate) mod listener;
pub(crate) mod params;
pub(crate) mod raw_request;
pub(crate) mod response;
pub(crate) mod server;
pub(crate) mod shutdown;
