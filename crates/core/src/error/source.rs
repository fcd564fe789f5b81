//! [`SourceText`]: the texts of an underlying error and of its sources.

use std::error::Error as StdError;
use std::fmt;

/// Copy of an error's text with those of its sources. `Display` and `Debug` write the text.
pub(super) struct SourceText {
    text: String,
    source: Option<Box<Self>>,
}

impl SourceText {
    /// Copies the texts that `write` returns for the error and for each of its sources.
    pub(super) fn new(error: &(dyn StdError + 'static), write: &dyn Fn(&dyn StdError) -> String) -> Self {
        let source = error.source().map(|source| Box::new(Self::new(source, write)));
        Self { text: write(error), source }
    }
}

impl fmt::Display for SourceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for SourceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl StdError for SourceText {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
