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

    #[inline]
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.text.extend_from_slice(bytes);
    }

    pub(crate) fn write_lowercase(&mut self, text: &str) {
        let start = self.text.len();
        self.write(text.as_bytes());
        self.text[start..].make_ascii_lowercase();
    }

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
