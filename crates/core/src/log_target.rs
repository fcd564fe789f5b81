//! Targets and names of the spans and log events, which are part of the public interface.
//!
//! | target | span or event | level | fields |
//! |---|---|---|---|
//! | [`ACTION`] | span `action` | info | `cloud`, `region`, `instance`, `action`, `attempt` |
//! | [`ACTION`] | `sending`, `waiting`, `poll failed` | debug; `waiting` info | `state`, `kind`, `code` |
//! | [`ACTION`] | `accepted`, `finished` | info | `request_id`, `outcome` |
//! | [`ACTION`] | `no answer`, `resent`, `unconfirmed`, `not done` | warn | `kind`, `code`, `outcome` |
//! | [`HTTP`] | span `request` | debug | `cloud`, `region`, `operation`, `attempt` |
//! | [`HTTP`] | span `poll` around the requests of a poll | debug | `cloud`, `instances`, `instance` |
//! | [`HTTP`] | `rate limited`: a request waits for the client's own limit | info | `wait_ms` |
//! | [`HTTP`] | `sending`, `answered`, `not answered` | debug | host, path, status, time, request id |
//! | [`HTTP`] | `request`, `answer` with query and bodies | trace | secrets are `***` |
//! | [`CREDENTIALS`] | `fetched`, `not fetched`: requests of the credentials' sources | debug | host, path, status |
//!
//! A program that wants to follow its actions enables `tingji::action=info`. No span or event contains a
//! secret.

/// Target of the spans and events of actions.
pub const ACTION: &str = "tingji::action";
/// Target of the spans and events of requests.
pub const HTTP: &str = "tingji::http";
/// Target of the events of the credentials' sources.
pub const CREDENTIALS: &str = "tingji::credentials";
