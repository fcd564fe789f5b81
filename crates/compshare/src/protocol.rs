//! [`CompShare`]: the rules that every request and response of CompShare's API follows.

use serde_json::Value;
use tingji_core::Result;
use tingji_core::operation::{Protocol, Reply};
use tingji_ucloud::{Config, protocol};

use crate::error;

/// CompShare's API: UCloud's RPC protocol on its own host, with separate accounts and keys.
#[derive(Clone, Copy, Debug)]
pub struct CompShare;

impl Protocol for CompShare {
    const CLOUD: &'static str = "compshare";
    type Config = Config;
    const STALE: &'static [&'static str] = &["174"];

    fn payload(reply: &Reply) -> Result<Value> {
        protocol::decode_envelope(reply).map_err(error::with_code_entry)
    }

    fn request_id(reply: &Reply) -> Option<String> {
        protocol::request_id(reply)
    }
}
