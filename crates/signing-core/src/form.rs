//! Parameters of a form or a query, decoded: UCloud signs them without percent-encoding.
//!
//! Most keys and values have nothing to decode, and are compared and written as slices of the request. Only the others
//! are decoded into new text. The sort is stable: equal keys keep the order of the request.

use std::borrow::Cow;

use smallvec::SmallVec;

use crate::canonical_buffer::CanonicalBuffer;
use crate::encode::{PlusDecoding, decode};
use crate::query::SplitParams;

/// Parameters of a request; the usual number fits on the stack.
pub(crate) type FormParams<'a> = SmallVec<[FormParam<'a>; 12]>;

/// Parameter of a form or a query.
#[derive(Clone, Copy)]
pub(crate) struct FormParam<'a> {
    key: &'a [u8],
    value: &'a [u8],
    /// True if key and value need no decoding.
    is_decoded: bool,
}

impl<'a> FormParam<'a> {
    /// Creates a parameter from a decoded key and value.
    pub(crate) fn new(key: &'a str, value: &'a str) -> Self {
        Self { key: key.as_bytes(), value: value.as_bytes(), is_decoded: true }
    }

    /// Returns the decoded key.
    #[inline]
    pub(crate) fn key(&self) -> Cow<'a, [u8]> {
        self.decode(self.key)
    }

    /// Returns the decoded value.
    pub(crate) fn value(&self) -> Cow<'a, [u8]> {
        self.decode(self.value)
    }

    #[inline]
    fn decode(&self, part: &'a [u8]) -> Cow<'a, [u8]> {
        if self.is_decoded { Cow::Borrowed(part) } else { decode(part, PlusDecoding::Space) }
    }

    /// Returns true if `key` is the decoded key.
    pub(crate) fn has_key(&self, key: &[u8]) -> bool {
        if self.is_decoded { self.key == key } else { *self.key() == *key }
    }

    /// Writes key and value without a separator. Marks the value of a secret parameter.
    #[inline]
    pub(crate) fn write(&self, out: &mut CanonicalBuffer) {
        if self.is_decoded && !out.is_redacting() {
            out.write(self.key);
            out.write(self.value);
            return;
        }
        let key = self.key();
        out.write(&key);
        out.write_value_of(&key, |out| out.write(&self.value()));
    }
}

/// Parses a form or a query and appends its parameters to `params`, in the order of the wire.
pub(crate) fn parse_form<'a>(form: &'a [u8], params: &mut FormParams<'a>) {
    for param in SplitParams::new(form, is_decoded) {
        params.push(FormParam {
            key: param.wire_key(),
            value: param.wire_value(),
            is_decoded: param.is_plain(),
        });
    }
}

/// Returns true if a character means itself and separates nothing.
fn is_decoded(byte: u8) -> bool {
    (byte != b'%') & (byte != b'+') & (byte != b'&') & (byte != b'=')
}

/// Sorts the parameters by the bytes of their decoded keys. Repeated keys keep their order.
pub(crate) fn sort_form(params: &mut [FormParam<'_>]) {
    if params.iter().all(|param| param.is_decoded) {
        // Most keys differ in their first bytes, before a call of `memcmp` would pay off.
        params.sort_by(|left, right| left.key.iter().cmp(right.key));
    } else {
        params.sort_by(|left, right| left.key().cmp(&right.key()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed_text(form: &str) -> String {
        let mut params = FormParams::new();
        parse_form(form.as_bytes(), &mut params);
        sort_form(&mut params);
        let mut out = CanonicalBuffer::new();
        for param in params {
            param.write(&mut out);
        }
        String::from_utf8(out.bytes().to_vec()).unwrap()
    }

    #[test]
    fn form_is_decoded_and_sorted_by_key() {
        assert_eq!(signed_text("b=2&a=1&&Ids.10=x&Ids.2=y"), "Ids.10xIds.2ya1b2");
        assert_eq!(signed_text("%62=%32+3&a=1%2B&stop&c=d=e"), "a1+b2 3cd=estop");
        assert_eq!(signed_text("a=x/y@z&=b"), "bax/y@z");
    }

    #[test]
    fn repeated_keys_keep_their_order() {
        assert_eq!(signed_text("b=2&a=9&b=1"), "a9b2b1");
        assert_eq!(signed_text("b=2&a=9&%62=1"), "a9b2b1");
    }
}
