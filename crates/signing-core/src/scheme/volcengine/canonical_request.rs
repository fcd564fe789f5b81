//! Canonical request and string to sign of Volcengine.
//!
//! The parts are those of AWS Signature Version 4, whose names the vendor changed: the algorithm is `HMAC-SHA256`, the
//! scope ends in `request`, and the time is in `X-Date`.

use hmac::Hmac;
use sha2::Sha256;

use crate::RequestView;
use crate::canonical_buffer::CanonicalBuffer;
use crate::encode::{PathEncoding, PlusDecoding, decode, encode_into};
use crate::hash::{Hex, hmac_hex, sha256_hex};
use crate::query::{self, QueryParam, SortKey, write_query};
use crate::signed_headers::Header;

pub(super) const ALGORITHM: &str = "HMAC-SHA256";

/// Parts of a canonical request.
pub(super) struct CanonicalRequest<'a> {
    pub(super) request: &'a RequestView<'a>,
    /// Signed parameters of the query, sorted.
    pub(super) params: &'a [QueryParam<'a>],
    /// Signed headers in the order of `names`.
    pub(super) headers: &'a [Header<'a>],
    /// Names of the signed headers, joined by `;`.
    pub(super) names: &'a str,
    /// SHA-256 of the body, or of no bytes if the query contains the signature.
    pub(super) body_hash: &'a Hex<64>,
}

impl CanonicalRequest<'_> {
    /// Returns the signature. `date` is the value of `X-Date`; `scope` is `date/region/service/request`.
    pub(super) fn sign(&self, date: &str, scope: &str, key: Hmac<Sha256>) -> Hex<64> {
        let mut text = CanonicalBuffer::new();
        self.write(&mut text);
        let hash = sha256_hex(text.bytes());
        text.clear();
        write_string_to_sign(&mut text, date, scope, &hash);
        hmac_hex(key, text.bytes())
    }

    /// Writes method, path, query, headers, names and body hash, one part a line.
    pub(super) fn write(&self, out: &mut CanonicalBuffer) {
        out.write_uppercase(self.request.method);
        out.write(b"\n");
        let path = if self.request.path.is_empty() { "/" } else { self.request.path };
        encode_into(out, &decode(path.as_bytes(), PlusDecoding::Literal), PathEncoding::KeepSlashes);
        out.write(b"\n");
        write_query(out, self.params);
        out.write(b"\n");
        for (name, value) in self.headers {
            write_header(out, name, value.trim_ascii());
        }
        if self.headers.is_empty() {
            out.write(b"\n");
        }
        out.write(b"\n");
        out.write(self.names.as_bytes());
        out.write(b"\n");
        out.write(self.body_hash.as_bytes());
    }
}

/// Writes a `name:value` line. The SDKs sign `host` without the ports 80 and 443, with `http` and `https` alike.
fn write_header(out: &mut CanonicalBuffer, name: &str, value: &[u8]) {
    let mut value = value;
    if name.eq_ignore_ascii_case("host") {
        let without_port = value.strip_suffix(b":443").or_else(|| value.strip_suffix(b":80"));
        value = without_port.unwrap_or(value);
    }
    out.write_lowercase(name);
    out.write(b":");
    out.write_value_of(name.as_bytes(), |out| out.write(value));
    out.write(b"\n");
}

/// Writes algorithm, date, scope and the hash of the canonical request, one part a line.
pub(super) fn write_string_to_sign(
    out: &mut CanonicalBuffer,
    date: &str,
    scope: &str,
    canonical_hash: &Hex<64>,
) {
    for part in [ALGORITHM, date, scope] {
        out.write(part.as_bytes());
        out.write(b"\n");
    }
    out.write(canonical_hash.as_bytes());
}

/// Sorts the parameters by key. Repeated keys keep their order, as the vendor's page says.
pub(super) fn sort_params(params: &mut [QueryParam<'_>]) {
    query::sort(params, SortKey::EncodedKey);
}
