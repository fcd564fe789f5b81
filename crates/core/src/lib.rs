//! The vocabulary every tingji crate shares, and the engine that makes a stop true.
//!
//! Without features this crate is small and does no I/O: [`Secret`], [`Credential`], [`UnixTime`],
//! [`Error`], the provider-neutral [`Instance`] with its [`State`], the [`Lifecycle`] interface and
//! the [`engine`]. Feature `wire` adds requests and replies over the [`http`] types, and the driver that
//! runs the engine over a fleet, over whatever [`HttpClient`](http_client::HttpClient) and
//! [`Clock`](clock::Clock) are given; feature `client` adds the only socket of the project and the
//! system clock. Over HTTPS that socket works with one of the features `rustls-ring`, `rustls-aws-lc`,
//! `rustls-no-provider` and `native-tls`; without one it is for loopback alone.
//!
//! | module | what it holds | feature |
//! |---|---|---|
//! | [`lifecycle`] | instances, states, what a product can do | |
//! | [`codes`] | a vendor's error codes as data | |
//! | [`engine`] | Observe → Request → Confirm, as a pure state machine | |
//! | `operation` | one API call: request out, reply in | `wire` |
//! | `endpoint` | where requests go; plain HTTP only to loopback | `wire` |
//! | `access` | what proves who sends: key pairs and tokens, renewed before they end | `wire` |
//! | `pace` | how fast an account is asked, and how often reads are repeated | `wire` |
//! | `api` | one account at one endpoint: sign, send, read, retry reads | `wire` |
//! | `lenient`, `open_enum` | reading vendors' JSON as it is | `wire` |
//! | `source` | where keys are found: variables, files, metadata services | `wire` |
//! | `fleet` | runs the engine over many instances at once | `wire` |
//! | `reqwest_client` | the socket | `client` |
//! | `blocking` | all of it for programs without async | `blocking` |
//! | `testing` | a transport that plays replies, clocks that stand still | `testing` |

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "wire")]
pub mod access;
#[cfg(feature = "wire")]
pub mod api;
#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "wire")]
pub mod brief;
pub mod clock;
pub mod codes;
#[cfg(feature = "wire")]
mod connection;
mod credential;
#[cfg(feature = "wire")]
pub mod endpoint;
pub mod engine;
mod error;
#[cfg(feature = "wire")]
pub mod fleet;
#[cfg(feature = "wire")]
pub mod http_client;
#[cfg(feature = "wire")]
mod jitter;
#[cfg(feature = "wire")]
pub mod lenient;
pub mod lifecycle;
mod one_line;
#[cfg(feature = "wire")]
pub mod open_enum;
#[cfg(feature = "wire")]
pub mod operation;
#[cfg(feature = "wire")]
pub mod pace;
#[cfg(feature = "wire")]
mod redact;
#[cfg(feature = "client")]
pub mod reqwest_client;
mod retry;
mod secret;
#[cfg(feature = "wire")]
mod skew;
#[cfg(feature = "wire")]
pub mod source;
#[cfg(feature = "testing")]
pub mod testing;
mod time;
#[cfg(feature = "wire")]
mod timeouts;
#[cfg(feature = "client")]
mod tokio_context;
#[cfg(feature = "wire")]
mod trace;

pub use credential::Credential;
pub use error::{Error, ErrorKind, Result};
pub use lifecycle::{BoxFuture, Instance, InstanceId, Lifecycle, Phase, State};
pub use one_line::one_line;
pub use retry::RetryClass;
pub use secret::{Secret, scrub};
pub use time::{IsoText, UnixTime};
