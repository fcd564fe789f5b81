//! [`sanitize_line`]: foreign text as one short line that steers nothing.

/// Vendors' messages are shown up to this many characters.
pub(crate) const LONGEST_MESSAGE: usize = 600;

/// Folds white space and control characters, so that foreign text can't break a line, move a terminal's
/// cursor or turn the direction of what stands beside it; cut off after 600 characters.
///
/// For text that came from outside (a name, a state, a request id) and is about to be shown.
pub fn sanitize_line(text: &str) -> String {
    folded(text, LONGEST_MESSAGE)
}

/// The same, cut off after so many characters.
pub(crate) fn folded(text: &str, longest: usize) -> String {
    let mut line = String::with_capacity(text.len().min(longest));
    for word in text.split(|c: char| c.is_whitespace() || is_unseen(c)).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if let Some((cut, _)) = line.char_indices().nth(longest) {
        line.truncate(cut);
        line.push('…');
    }
    line
}

/// Whether a character steers the terminal, or the direction of the text, and shows nothing itself.
fn is_unseen(c: char) -> bool {
    let steers = matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    c.is_control() || steers
}
