//! The vocabulary every tingji crate shares, and the engine that makes a stop true.
//!
//! Without features this crate is small and does no I/O: [`Secret`], [`Credential`], [`UnixTime`],
//! [`Error`], the provider-neutral [`Instance`] with its [`State`], the [`Lifecycle`] interface and
//! the [`engine`]. Feature `http` adds requests and replies over the [`http`] types, and the driver that
//! runs the engine over a fleet, over whatever [`HttpClient`](http_client::HttpClient) and
//! [`Clock`](clock::Clock) are given; feature `client` adds the only socket of the project and the
//! system clock. Over HTTPS that socket works with one of the features `rustls-ring`, `rustls-aws-lc`,
//! `rustls-no-provider` and `native-tls`; without one it is for loopback alone.
//!
//! | module | what it holds | feature |
//! |---|---|---|
//! | [`lifecycle`] | instances, states, what a product can do | |
//! | [`error_codes`] | a vendor's error codes as data | |
//! | [`engine`] | Observe → Request → Confirm, as a pure state machine | |
//! | `operation` | one API call: request out, reply in | `http` |
//! | `endpoint` | where requests go; plain HTTP only to loopback | `http` |
//! | `auth` | what proves who sends: key pairs and tokens, renewed before they end | `http` |
//! | `rate_limit` | how fast an account is asked, and how often reads are repeated | `http` |
//! | `api` | one account at one endpoint: sign, send, read, retry reads | `http` |
//! | `lenient`, `unknown_tolerant_enum` | reading vendors' JSON as it is | `http` |
//! | `credentials` | where keys are found: variables, files, metadata services | `http` |
//! | `fleet` | runs the engine over many instances at once | `http` |
//! | `reqwest_client` | the socket | `client` |
//! | `blocking` | all of it for programs without async | `blocking` |
//! | `testing` | a transport that plays replies, clocks that stand still | `testing` |

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "http")]
pub mod api;
#[cfg(feature = "http")]
pub mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "http")]
mod blocking_client;
#[cfg(feature = "http")]
mod client_cache;
pub mod clock;
#[cfg(feature = "http")]
mod clock_skew;
#[cfg(feature = "http")]
mod connection;
mod credential;
#[cfg(feature = "http")]
pub mod credentials;
#[cfg(feature = "http")]
pub mod endpoint;
pub mod engine;
mod error;
pub mod error_codes;
#[cfg(feature = "http")]
pub mod field_filter;
#[cfg(feature = "http")]
pub mod fleet;
#[cfg(feature = "http")]
pub mod http_client;
#[cfg(feature = "http")]
pub mod http_options;
#[cfg(feature = "http")]
mod jitter;
#[cfg(feature = "http")]
pub mod lenient;
pub mod lifecycle;
#[cfg(feature = "http")]
pub mod operation;
#[cfg(feature = "http")]
pub mod rate_limit;
#[cfg(feature = "http")]
pub mod record;
#[cfg(feature = "http")]
mod redact;
#[cfg(feature = "http")]
mod request_log;
#[cfg(feature = "client")]
pub mod reqwest_client;
mod retry;
mod sanitize;
mod secret;
#[cfg(feature = "testing")]
pub mod testing;
mod time;
#[cfg(feature = "http")]
mod timeouts;
#[cfg(feature = "client")]
mod tokio_context;
#[cfg(feature = "http")]
pub mod unknown_tolerant_enum;

pub use credential::Credential;
pub use error::{Error, ErrorKind, Result};
pub use lifecycle::{BoxFuture, Instance, InstanceId, Lifecycle, Phase, State};
#[cfg(feature = "client")]
pub use reqwest;
pub use retry::RetryClass;
pub use sanitize::sanitize_line;
pub use secret::{Secret, redact_secrets};
pub use time::{IsoText, UnixTime};
