//! Canonical request of `bce-auth-v1`.
//!
//! The canonical request has one part a line: the method, the path, the sorted query, and each signed header as
//! `name:value` with both parts percent-encoded. The body is not covered.

use crate::RequestView;
use crate::canonical_buffer::CanonicalBuffer;
use crate::encode::{PathEncoding, PlusDecoding, decode, encode_into, encoded, is_unreserved};
use crate::hash::{Hex, hmac, hmac_hex};
use crate::query::{self, QueryParam, SortKey, write_query};
use crate::signed_headers::{Header, HeaderList, lowercase};

/// Parts of a canonical request.
pub(super) struct CanonicalRequest<'a> {
    pub(super) request: &'a RequestView<'a>,
    /// Signed parameters, sorted by [`parse_query`].
    pub(super) query: &'a [QueryParam<'a>],
    /// Signed headers, sorted by [`sort_lines`].
    pub(super) headers: &'a [Header<'a>],
}

impl CanonicalRequest<'_> {
    /// Returns the signature under a signing key.
    pub(super) fn sign(&self, key: &Hex<64>) -> Hex<64> {
        let mut text = CanonicalBuffer::new();
        self.write(&mut text);
        hmac_hex(hmac(key.as_bytes()), text.bytes())
    }

    /// Writes method, path, query and headers, one part a line.
    pub(super) fn write(&self, out: &mut CanonicalBuffer) {
        out.write_uppercase(self.request.method);
        out.write(b"\n");
        if !self.request.path.starts_with('/') {
            out.write(b"/");
        }
        // Dot segments and repeated slashes stay as they are.
        let path = decode(self.request.path.as_bytes(), PlusDecoding::Literal);
        encode_into(out, &path, PathEncoding::KeepSlashes);
        out.write(b"\n");
        write_query(out, self.query);
        for (name, value) in self.headers {
            out.write(b"\n");
            write_name(out, name);
            out.write(b":");
            out.write_value_of(name.as_bytes(), |out| encode_into(out, value, PathEncoding::EncodeSlashes));
        }
    }
}

/// Writes the encoded lower-case name of a header. The hex digits of an escape stay in upper case.
fn write_name(out: &mut CanonicalBuffer, name: &str) {
    if name.bytes().all(is_unreserved) {
        out.write_lowercase(name);
    } else {
        encode_into(out, name.to_ascii_lowercase().as_bytes(), PathEncoding::EncodeSlashes);
    }
}

/// Sorts the headers by their finished lines: `x-bce-meta-key:` comes before `x-bce-meta:`.
pub(super) fn sort_lines(headers: &mut [Header<'_>]) {
    headers.sort_by(|left, right| header_line(*left).cmp(header_line(*right)));
}

/// Returns the canonical `name:value` line of a header.
fn header_line((name, value): Header<'_>) -> impl Iterator<Item = u8> {
    encoded(lowercase(name)).chain([b':']).chain(encoded(value.iter().copied()))
}

/// Selects the headers to sign, trims them and sorts them by name. Headers without a value are not signed.
pub(super) fn signed_headers<'a>(
    headers: impl Iterator<Item = Header<'a>>,
    is_signed: impl Fn(&str) -> bool,
) -> HeaderList<'a> {
    let trimmed = headers.map(|(name, value)| (name.trim(), value.trim_ascii()));
    let mut signed: HeaderList<'_> =
        trimmed.filter(|(name, value)| is_signed(name) && !value.is_empty()).collect();
    signed.sort_by(|left, right| lowercase(left.0).cmp(lowercase(right.0)));
    signed
}

/// Returns true for the headers that the vendor signs if a request has no list of signed headers.
pub(super) fn is_in_vendor_default(name: &str) -> bool {
    let names = ["host", "content-length", "content-type", "content-md5"];
    names.iter().any(|signed| name.eq_ignore_ascii_case(signed))
        || name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("x-bce-"))
}

/// Parses the parameters that are signed: all except `authorization`, which contains the signature of a
/// pre-signed URL.
///
/// The vendor's page says so. The vendor's Python SDK compares a method with a string and therefore signs it.
pub(super) fn parse_query<'a>(request: &RequestView<'a>) -> Vec<QueryParam<'a>> {
    let mut params = query::parse_query(request.query);
    // The finished `key=value` texts are sorted: `text10=` comes before `text1=` and `text=`.
    query::sort(&mut params, SortKey::EncodedText);
    params.retain(|param| !param.key().eq_ignore_ascii_case(b"authorization"));
    params
}
