//! [`CanonicalBuffer`]: canonical text that is being written.

use std::ops::Range;

use zeroize::Zeroize;

use crate::canonical_text::{CanonicalText, is_secret_name};

/// Bytes reserved for the text; the canonical request of a usual call is shorter.
const CAPACITY: usize = 1024;

/// Canonical request or string to sign that is being written.
///
/// A signer hashes the text in one piece and drops it. A trace keeps the text, so the buffer also records where
/// the secrets are; the result is a [`CanonicalText`].
pub(crate) struct CanonicalBuffer {
    text: Vec<u8>,
    /// Byte ranges of the secrets, in ascending order; `None` if nobody will print the text.
    redacted: Option<Vec<Range<usize>>>,
}

impl CanonicalBuffer {
    /// Creates a buffer whose text is hashed and never printed.
    pub(crate) fn new() -> Self {
        Self { text: Vec::with_capacity(CAPACITY), redacted: None }
    }

    /// Creates a buffer that records where its secrets are.
    pub(crate) fn redacting() -> Self {
        Self { text: Vec::new(), redacted: Some(Vec::new()) }
    }

    /// Appends bytes as they are.
    #[inline]
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.text.extend_from_slice(bytes);
    }

    /// Appends the name of a header in lower case.
    pub(crate) fn write_lowercase(&mut self, text: &str) {
        let start = self.text.len();
        self.write(text.as_bytes());
        self.text[start..].make_ascii_lowercase();
    }

    /// Appends the method in upper case.
    pub(crate) fn write_uppercase(&mut self, text: &str) {
        let start = self.text.len();
        self.write(text.as_bytes());
        self.text[start..].make_ascii_uppercase();
    }

    /// Runs `write`, and marks its output as secret.
    pub(crate) fn write_secret(&mut self, write: impl FnOnce(&mut Self)) {
        let start = self.text.len();
        write(self);
        let end = self.text.len();
        if let Some(redacted) = &mut self.redacted {
            // A range inside this one is now redundant.
            redacted.retain(|inner| inner.start < start);
            redacted.push(start..end);
        }
    }

    /// Runs `write`, and marks its output as secret if `name` is the name of a secret.
    #[inline]
    pub(crate) fn write_value_of(&mut self, name: &[u8], write: impl FnOnce(&mut Self)) {
        if self.redacted.is_some() && is_secret_name(name) {
            self.write_secret(write);
        } else {
            write(self);
        }
    }

    /// Returns true if the buffer records where its secrets are.
    pub(crate) fn is_redacting(&self) -> bool {
        self.redacted.is_some()
    }

    /// Returns the text that was written so far.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.text
    }

    /// Overwrites the text behind `start`, which is a secret, with zeros.
    pub(crate) fn zeroize(&mut self, start: usize) {
        self.text[start..].zeroize();
    }

    /// Removes the text, so that the buffer can take another one without an allocation.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.redacted = self.redacted.take().map(|_| Vec::new());
    }

    /// Returns a printable copy of the text.
    pub(crate) fn to_canonical_text(&self) -> CanonicalText {
        CanonicalText::new(self.text.clone(), self.redacted.clone().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write_nested_secrets(out: &mut CanonicalBuffer) {
        out.write_secret(|out| {
            out.write(b"a");
            out.write_secret(|out| out.write(b"b"));
        });
        out.write_value_of(b"X-Date", |out| out.write(b"c"));
        out.write_value_of(b"X-Security-Token", |out| out.write(b"d"));
    }

    #[test]
    fn nested_secrets_are_redacted_once() {
        let mut buffer = CanonicalBuffer::redacting();
        write_nested_secrets(&mut buffer);
        let text = buffer.to_canonical_text();
        assert_eq!((text.to_string().as_str(), text.expose_secret().as_str()), ("***c***", "abcd"));
        assert_eq!(format!("{text:?}"), "\"***c***\"");
    }

    #[test]
    fn buffer_for_hashing_records_no_secrets() {
        let mut buffer = CanonicalBuffer::new();
        write_nested_secrets(&mut buffer);
        assert_eq!(buffer.bytes(), b"abcd");
        assert_eq!(buffer.to_canonical_text().to_string(), "abcd");
    }

    #[test]
    fn case_changes_only_in_the_written_part() {
        let mut buffer = CanonicalBuffer::new();
        buffer.write(b"Ab");
        buffer.write_lowercase("X-Date");
        buffer.write_uppercase("get");
        buffer.write(b"Yz");
        assert_eq!(buffer.bytes(), b"Abx-dateGETYz");
    }

    #[test]
    fn zeroize_overwrites_the_secret_only() {
        let mut buffer = CanonicalBuffer::new();
        buffer.write(b"text and ");
        let start = buffer.bytes().len();
        buffer.write(b"secret");
        buffer.zeroize(start);
        assert_eq!(buffer.bytes(), b"text and \0\0\0\0\0\0");
    }

    #[test]
    fn cleared_buffer_has_no_text_and_no_secrets() {
        let mut buffer = CanonicalBuffer::redacting();
        write_nested_secrets(&mut buffer);
        buffer.clear();
        buffer.write(b"text");
        assert_eq!(buffer.to_canonical_text().to_string(), "text");
    }
}
