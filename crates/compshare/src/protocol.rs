//! [`CompShare`]: the rules that every request and response of CompShare's API follows.

use serde_json::Value;
use tingji_core::Result;
use tingji_core::operation::{HttpResponse, Protocol};
use tingji_ucloud::{Config, protocol};

use crate::error;

/// CompShare's API: UCloud's RPC protocol on its own host, with separate accounts and keys.
#[derive(Clone, Copy, Debug)]
pub struct CompShare;

impl Protocol for CompShare {
    const CLOUD: &'static str = "compshare";
    type Config = Config;
    const EXPIRED_CREDENTIAL_CODES: &'static [&'static str] = &["174"];

    fn decode_envelope(reply: &HttpResponse) -> Result<Value> {
        protocol::decode_envelope(reply).map_err(error::with_code_entry)
    }

    fn region(config: &Config) -> Option<&str> {
        config.region.as_deref()
    }

    fn request_id(reply: &HttpResponse) -> Option<String> {
        protocol::request_id(reply)
    }
}
