//! Shared types of the tingji crates, and the engine that confirms every stop.
//!
//! Without features, this crate does no I/O. It has the types [`Secret`], [`Credential`], [`UnixTime`] and
//! [`Error`], the vendor-neutral [`Instance`] with its [`State`], the trait [`Lifecycle`] that every cloud
//! implements, and the [`engine`], a state machine that decides the next step of an action.
//!
//! The feature `http` adds operations over the types of the crate [`http`](https://docs.rs/http), and the
//! scheduler that runs the engine for many instances. Both need an HTTP client and a clock. The feature
//! `client` has an implementation of each, on `reqwest` and tokio. HTTPS needs one of the features
//! `rustls-ring`, `rustls-aws-lc`, `rustls-no-provider` and `native-tls`. Without one of them, only plain
//! HTTP to loopback works.
//!
//! | module | content | feature |
//! |---|---|---|
//! | [`lifecycle`] | instances, their states, and the capabilities of a product | |
//! | [`error_codes`] | table of a vendor's error codes | |
//! | [`engine`] | state machine of an action: observe, send, confirm | |
//! | [`clock`] | interface to the time | |
//! | `operation`, `params` | one API call as data; the format of a vendor | `http` |
//! | `paged` | lists with several pages, as streams | `http` |
//! | `endpoint` | base URL of an API; plain HTTP only to loopback | `http` |
//! | `auth` | identities, refreshed before they expire | `http` |
//! | `credentials` | search for credentials in variables, files and metadata services | `http` |
//! | `rate_limit` | request rate and retry budget of an account | `http` |
//! | `api` | client of one account: signs, sends, decodes, and repeats failed reads | `http` |
//! | `http_client`, `http_options` | interface to the HTTP library, and the settings of the built-in one | `http` |
//! | `lenient`, `record`, `field_filter`, `unknown_tolerant_enum` | tolerant readers of vendors' JSON | `http` |
//! | `log_target` | targets, spans and events of the log | `http` |
//! | `fleet` | scheduler that runs the engine for many instances | `http` |
//! | `action_builder`, `instances` | actions and lists of one client, as methods | `http` |
//! | `account_search` | search for the credentials and settings of an account | `http` |
//! | `exports` | types that every provider's crate exports | `http` |
//! | `reqwest_client` | built-in HTTP client | `client` |
//! | `blocking` | functions without async | `blocking` |
//! | `testing` | HTTP client with prepared responses, and clocks without real time | `testing` |

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "http")]
pub mod account_search;
#[cfg(feature = "http")]
pub mod action_builder;
#[cfg(feature = "http")]
pub mod api;
#[cfg(feature = "http")]
pub mod auth;
mod backoff;
#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "http")]
mod blocking_client;
#[cfg(feature = "http")]
mod client_cache;
#[cfg(feature = "http")]
mod client_methods;
pub mod clock;
#[cfg(feature = "http")]
mod clock_skew;
#[cfg(feature = "http")]
mod connection;
mod credential;
#[cfg(feature = "http")]
pub mod credentials;
#[cfg(feature = "http")]
mod define_operation;
#[cfg(feature = "http")]
pub mod endpoint;
pub mod engine;
mod error;
pub mod error_codes;
#[cfg(feature = "http")]
pub mod exports;
#[cfg(feature = "http")]
pub mod field_filter;
#[cfg(feature = "http")]
pub mod fleet;
#[cfg(feature = "http")]
pub mod http_client;
#[cfg(feature = "http")]
pub mod http_options;
#[cfg(feature = "http")]
pub mod instances;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub mod json;
#[cfg(feature = "http")]
pub mod lenient;
pub mod lifecycle;
#[cfg(feature = "http")]
pub mod log_target;
mod message;
#[cfg(feature = "http")]
pub mod operation;
#[cfg(feature = "http")]
pub mod paged;
#[cfg(feature = "http")]
pub mod params;
#[cfg(feature = "http")]
pub mod provider;
#[cfg(feature = "http")]
pub mod rate_limit;
#[cfg(feature = "http")]
pub mod record;
#[cfg(feature = "http")]
mod redact;
#[cfg(feature = "http")]
mod request_log;
#[cfg(feature = "signer")]
mod request_signer;
#[cfg(feature = "client")]
pub mod reqwest_client;
#[cfg(feature = "http")]
mod response;
mod retry;
mod sanitize;
mod secret;
#[cfg(feature = "testing")]
pub mod testing;
mod text;
mod time;
#[cfg(feature = "http")]
mod timeouts;
#[cfg(feature = "client")]
mod tokio_context;
#[cfg(feature = "http")]
pub mod unknown_tolerant_enum;

#[cfg(feature = "signer")]
pub use bytes;
pub use credential::Credential;
pub use error::{Error, ErrorKind, Result};
#[cfg(feature = "signer")]
pub use http;
pub use lifecycle::{BoxFuture, DynLifecycle, Instance, InstanceId, Lifecycle, Phase, State};
pub use message::Message;
#[doc(hidden)]
pub use message::MessageValue;
#[cfg(feature = "signer")]
pub use request_signer::RequestSigner;
#[cfg(feature = "client")]
pub use reqwest;
pub use retry::RetryClass;
pub use sanitize::sanitize_line;
pub use secret::{Secret, redact_secrets};
pub use text::Text;
pub use time::{IsoText, UnixTime};

/// The README, whose examples run as tests of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
