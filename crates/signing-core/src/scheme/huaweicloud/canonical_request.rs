//! Canonical request and string to sign of `SDK-HMAC-SHA256` and `V11-HMAC-SHA256`.
//!
//! The canonical request has one part a line: the method, the path with a slash at its end, the sorted query, each signed
//! header as `name:value`, an empty line, the names of the signed headers joined by `;`, and the hash of the body.
//! The string to sign has the algorithm, the date and the hash of the canonical request.

use hmac::Hmac;
use sha2::Sha256;

use crate::RequestView;
use crate::canonical_buffer::CanonicalBuffer;
use crate::encode::{PathEncoding, PlusDecoding, decode, encode_into};
use crate::hash::{Hex, hmac_hex, sha256_hex};
use crate::query::{self, SortKey, parse_query, write_query};
use crate::signed_headers::Header;

pub(super) const BODY_HASH: &str = "x-sdk-content-sha256";
pub(super) const UNSIGNED_BODY: &str = "UNSIGNED-PAYLOAD";

/// Parts of a canonical request.
pub(super) struct CanonicalRequest<'a> {
    pub(super) request: &'a RequestView<'a>,
    /// Signed headers, sorted.
    pub(super) headers: &'a [Header<'a>],
    /// Names of the signed headers, joined by `;`.
    pub(super) names: &'a str,
    /// Trimmed value of `X-Sdk-Content-Sha256`, including a header that the signer adds.
    pub(super) payload_header: Option<&'a [u8]>,
}

impl CanonicalRequest<'_> {
    /// Returns the signature. `date` is the value of `X-Sdk-Date`; `info` is `date/region/service` for
    /// `V11-HMAC-SHA256`.
    pub(super) fn sign(&self, date: &str, info: Option<&str>, key: Hmac<Sha256>) -> Hex<64> {
        let mut text = CanonicalBuffer::new();
        self.write(&mut text);
        let hash = sha256_hex(text.bytes());
        text.clear();
        write_string_to_sign(&mut text, date, info, &hash);
        hmac_hex(key, text.bytes())
    }

    /// Writes method, path, query, headers, names and body hash, one part a line.
    pub(super) fn write(&self, out: &mut CanonicalBuffer) {
        out.write_uppercase(self.request.method);
        out.write(b"\n");
        self.write_path(out);
        let mut params = parse_query(self.request.query);
        query::sort(&mut params, SortKey::DecodedKeyAndValue);
        write_query(out, &params);
        out.write(b"\n");
        for (name, value) in self.headers {
            out.write_lowercase(name);
            out.write(b":");
            out.write_value_of(name.as_bytes(), |out| out.write(value.trim_ascii()));
            out.write(b"\n");
        }
        out.write(b"\n");
        out.write(self.names.as_bytes());
        out.write(b"\n");
        self.write_body_hash(out);
    }

    /// Writes the path and a line end. The canonical path ends in a slash, unlike the path on the wire.
    fn write_path(&self, out: &mut CanonicalBuffer) {
        let path = decode(self.request.path.as_bytes(), PlusDecoding::Literal);
        if !path.starts_with(b"/") {
            out.write(b"/");
        }
        encode_into(out, &path, PathEncoding::KeepSlashes);
        out.write(if path.ends_with(b"/") || path.is_empty() { b"\n" } else { b"/\n" });
    }

    /// Writes the hash of the body, or `UNSIGNED-PAYLOAD` if the header says so.
    ///
    /// An empty body is hashed in either case, as in the Python SDK. The Go SDK uses the header, but it sends
    /// no empty body with that header.
    fn write_body_hash(&self, out: &mut CanonicalBuffer) {
        let body = self.request.body;
        if !body.is_empty() && self.payload_header == Some(UNSIGNED_BODY.as_bytes()) {
            out.write(UNSIGNED_BODY.as_bytes());
        } else {
            out.write(sha256_hex(body).as_bytes());
        }
    }
}

/// Writes algorithm, date, for `V11-HMAC-SHA256` the info, and the hash of the canonical request.
pub(super) fn write_string_to_sign(
    out: &mut CanonicalBuffer,
    date: &str,
    info: Option<&str>,
    canonical_hash: &Hex<64>,
) {
    let algorithm = if info.is_some() { "V11-HMAC-SHA256" } else { "SDK-HMAC-SHA256" };
    for part in [Some(algorithm), Some(date), info].into_iter().flatten() {
        out.write(part.as_bytes());
        out.write(b"\n");
    }
    out.write(canonical_hash.as_bytes());
}
