//! Parameters of a form or a query, decoded: UCloud signs them without percent-encoding.

use smallvec::SmallVec;

use crate::canonical_buffer::CanonicalBuffer;
use crate::encode::{PlusDecoding, decode};
use crate::query::SplitParams;

/// Keys and values that are borrowed from a request; the usual number fits on the stack.
pub(crate) type BorrowedParams<'a> = SmallVec<[(&'a [u8], &'a [u8]); 12]>;

/// Decoded keys and values.
pub(crate) type DecodedParams = Vec<(Vec<u8>, Vec<u8>)>;

/// Parses a form or a query whose parameters are all `key=value` without escapes, and appends them to `params` in the
/// order of the wire. Returns false for any other form; [`parse_escaped_form`] parses all forms.
pub(crate) fn parse_plain_form<'a>(form: &'a [u8], params: &mut BorrowedParams<'a>) -> bool {
    for param in SplitParams::new(form, is_decoded) {
        if !param.is_plain() {
            return false;
        }
        params.push((param.wire_key(), param.wire_value()));
    }
    true
}

/// Parses a form or a query. The parameters are in the order of the wire; one without `=` has an empty value.
pub(crate) fn parse_escaped_form(form: &[u8]) -> DecodedParams {
    let mut params = DecodedParams::new();
    for param in SplitParams::new(form, is_decoded) {
        let key = decode(param.wire_key(), PlusDecoding::Space).into_owned();
        let value = decode(param.wire_value(), PlusDecoding::Space).into_owned();
        params.push((key, value));
    }
    params
}

/// Returns true if a character means itself and separates nothing.
fn is_decoded(byte: u8) -> bool {
    (byte != b'%') & (byte != b'+') & (byte != b'&') & (byte != b'=')
}

/// Sorts the parameters by the bytes of their keys, and writes all except `Signature` without separators. Repeated
/// keys keep their order. Values of secret parameters are marked.
pub(crate) fn write_form<K: AsRef<[u8]>, V: AsRef<[u8]>>(params: &mut [(K, V)], out: &mut CanonicalBuffer) {
    // Most keys differ in their first bytes, before a call of `memcmp` would pay off.
    params.sort_by(|left, right| left.0.as_ref().iter().cmp(right.0.as_ref()));
    for (key, value) in params {
        let key = key.as_ref();
        if key != b"Signature" {
            out.write(key);
            out.write_value_of(key, |out| out.write(value.as_ref()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(out: &CanonicalBuffer) -> String {
        String::from_utf8(out.bytes().to_vec()).unwrap()
    }

    fn signed_text(form: &str) -> String {
        let mut decoded = parse_escaped_form(form.as_bytes());
        let mut out = CanonicalBuffer::new();
        write_form(&mut decoded, &mut out);
        let mut borrowed = BorrowedParams::new();
        if parse_plain_form(form.as_bytes(), &mut borrowed) {
            let mut plain_out = CanonicalBuffer::new();
            write_form(&mut borrowed, &mut plain_out);
            assert_eq!(text(&plain_out), text(&out));
        }
        text(&out)
    }

    #[test]
    fn form_is_decoded_and_sorted_by_key() {
        assert_eq!(signed_text("b=2&a=1&&Ids.10=x&Ids.2=y"), "Ids.10xIds.2ya1b2");
        assert_eq!(signed_text("%62=%32+3&a=1%2B&stop&c=d=e"), "a1+b2 3cd=estop");
        assert_eq!(signed_text("a=x/y@z&=b"), "bax/y@z");
        assert_eq!(signed_text(""), "");
    }

    #[test]
    fn repeated_keys_keep_their_order() {
        assert_eq!(signed_text("b=2&a=9&b=1"), "a9b2b1");
        assert_eq!(signed_text("b=2&a=9&%62=1"), "a9b2b1");
    }

    #[test]
    fn signature_is_not_signed() {
        assert_eq!(signed_text("b=2&Signature=3&a=9"), "a9b2");
    }

    #[test]
    fn form_with_escapes_is_not_plain() {
        for form in ["a=%31", "a=b+c", "a", "a=b=c", "a=1&b"] {
            assert!(!parse_plain_form(form.as_bytes(), &mut BorrowedParams::new()), "{form}");
        }
        for form in ["", "&", "a=1", "a=1&&b=", "=x", "a=x/y@z"] {
            assert!(parse_plain_form(form.as_bytes(), &mut BorrowedParams::new()), "{form}");
        }
    }
}
