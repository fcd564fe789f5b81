//! [`sanitize_line`]: text from outside as one short line without control characters.

/// Maximum length of a printed message, in characters.
pub(crate) const MAX_MESSAGE_CHARS: usize = 600;

/// Returns the text on one line of at most 600 characters. A longer text is truncated and ends with `…`.
///
/// Line breaks, other white space and control characters become single spaces, so that text from outside (a
/// name, a state, a request id) cannot start a new line, control a terminal or change the direction of the
/// text after it. Call this function on such text before it is printed.
///
/// ```
/// use tingji_core::sanitize_line;
///
/// assert_eq!(sanitize_line("no such\r\n\tinstance\u{1b}[2J"), "no such instance [2J");
/// ```
pub fn sanitize_line(text: &str) -> String {
    sanitize_line_to(text, MAX_MESSAGE_CHARS)
}

/// Does the same as [`sanitize_line`] with another maximum length, in characters.
pub(crate) fn sanitize_line_to(text: &str, max_chars: usize) -> String {
    let mut line = String::with_capacity(text.len().min(max_chars));
    for word in text.split(is_separator).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if let Some((end, _)) = line.char_indices().nth(max_chars) {
        line.truncate(end);
        line.push('…');
    }
    line
}

/// Returns true for white space and for characters without a shape of their own, which control the terminal
/// or the direction of the text.
fn is_separator(c: char) -> bool {
    let is_format = matches!(
        c,
        '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    );
    c.is_whitespace() || c.is_control() || is_format
}
