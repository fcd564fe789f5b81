//! [`Text`]: a fixed text in English and Chinese.

use std::fmt;

/// Text of a description in both languages, such as the name of a product. `Display` writes the English one.
///
/// The program that shows a text chooses the language. Sentences with values are [`Message`](crate::Message)s
/// instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// The text in English.
    pub en: &'static str,
    /// The text in Chinese.
    pub zh: &'static str,
}

impl Text {
    /// Creates a text from its two languages.
    pub const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { en, zh }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.en)
    }
}
