//! The words of a text.

/// A word of a text, in lower case, with its line. A punctuation character and inline code count as words.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) line: usize,
}

/// Words of a text. Addresses are omitted. Inline code and placeholders (`{name}`) become their first character.
pub(super) fn words<'a>(lines: impl IntoIterator<Item = (usize, &'a str)>) -> Vec<Word> {
    let mut words = Vec::new();
    // The character that ends the inline code or the placeholder.
    let mut closing = None;
    for (line, text) in lines {
        for part in text.split_whitespace() {
            let mut word = String::new();
            let is_address = part.contains("://");
            for c in part.chars() {
                if closing.is_some() {
                    closing = closing.filter(|closing| *closing != c);
                } else if c == '`' || c == '{' {
                    push(&mut words, &mut word, line);
                    words.push(Word { text: c.to_string(), line });
                    closing = Some(if c == '{' { '}' } else { c });
                } else if is_address {
                } else if c.is_alphanumeric() || c == '\'' || c == '-' {
                    word.extend(c.to_lowercase());
                } else {
                    push(&mut words, &mut word, line);
                    words.push(Word { text: c.to_string(), line });
                }
            }
            push(&mut words, &mut word, line);
        }
    }
    words
}

/// Adds a finished word and empties it.
fn push(words: &mut Vec<Word>, word: &mut String, line: usize) {
    if !word.is_empty() {
        words.push(Word { text: std::mem::take(word), line });
    }
}
