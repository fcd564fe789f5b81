//! Splits Rust source into comments, string literals and code.

/// A Rust file, split into the texts for readers and the code.
#[derive(Debug, Default)]
pub(super) struct RustSource {
    /// Lines of comments, without `//`, `///`, `//!` and the delimiters of block comments.
    pub(super) comments: Vec<Comment>,
    /// String literals without quotes and escapes.
    pub(super) strings: Vec<Literal>,
    /// The code of each line, without comments and with empty literals.
    pub(super) code: Vec<String>,
}

/// A line of a comment.
#[derive(Debug)]
pub(super) struct Comment {
    pub(super) line: usize,
    pub(super) text: String,
    /// True if the line contains no code.
    pub(super) is_alone: bool,
}

/// A string literal with its first line.
#[derive(Debug)]
pub(super) struct Literal {
    pub(super) line: usize,
    pub(super) text: String,
}

/// Reads a Rust file. Lines are counted from 1.
pub(super) fn read(text: &str) -> RustSource {
    let mut lexer = Lexer { rest: text, line: 1, source: RustSource::default() };
    lexer.source.code.push(String::new());
    while !lexer.rest.is_empty() {
        lexer.next();
    }
    lexer.source
}

struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    source: RustSource,
}

impl Lexer<'_> {
    fn next(&mut self) {
        if self.rest.starts_with("//") {
            self.comment();
        } else if self.rest.starts_with("/*") {
            self.block_comment();
        } else if let Some(hashes) = raw_string_hashes(self.rest) {
            self.raw_string(hashes);
        } else if self.rest.starts_with('"') {
            self.string();
        } else if let Some(length) = char_literal_length(self.rest) {
            self.skip(length);
        } else {
            self.code();
        }
    }

    fn comment(&mut self) {
        let end = self.rest.find('\n').unwrap_or(self.rest.len());
        let comment = &self.rest[2..end];
        let text = comment.strip_prefix(['/', '!']).unwrap_or(comment);
        let is_alone = self.source.code.last().is_some_and(|code| code.trim().is_empty());
        self.source.comments.push(Comment { line: self.line, text: text.to_owned(), is_alone });
        self.rest = &self.rest[end..];
    }

    /// Reads a block comment, which can contain other block comments.
    fn block_comment(&mut self) {
        let length = block_comment_length(self.rest);
        let is_alone = self.source.code.last().is_some_and(|code| code.trim().is_empty());
        for (index, line) in self.rest[..length].lines().enumerate() {
            let text = line.trim_start().trim_start_matches(['/', '*', '!']).trim_end_matches(['*', '/']);
            self.source.comments.push(Comment { line: self.line + index, text: text.to_owned(), is_alone });
        }
        self.skip(length);
    }

    /// Skips bytes that are neither code nor text.
    fn skip(&mut self, length: usize) {
        let lines = self.rest[..length].matches('\n').count();
        for _ in 0..lines {
            self.start_line();
        }
        self.rest = &self.rest[length..];
    }

    fn start_line(&mut self) {
        self.line += 1;
        self.source.code.push(String::new());
    }

    fn code(&mut self) {
        let Some(next) = self.rest.chars().next() else { return };
        if next == '\n' {
            self.start_line();
        } else if let Some(code) = self.source.code.last_mut() {
            code.push(next);
        }
        self.rest = &self.rest[next.len_utf8()..];
    }

    fn string(&mut self) {
        let mut text = String::new();
        let mut is_escaped = false;
        let mut end = self.rest.len();
        for (at, c) in self.rest.char_indices().skip(1) {
            match c {
                _ if is_escaped => {
                    // An escaped line end joins two lines; any other escape separates words.
                    text.push(if c == '"' || c == '\'' { c } else { ' ' });
                    is_escaped = false;
                }
                '\\' => is_escaped = true,
                '"' => {
                    end = at + 1;
                    break;
                }
                _ => text.push(c),
            }
        }
        self.literal(text, end);
    }

    fn raw_string(&mut self, hashes: usize) {
        let start = self.rest.find('"').unwrap_or(0) + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        let length = self.rest[start..].find(&close).unwrap_or(self.rest.len() - start);
        let text = self.rest[start..start + length].to_owned();
        self.literal(text, (start + length + close.len()).min(self.rest.len()));
    }

    fn literal(&mut self, text: String, length: usize) {
        if let Some(code) = self.source.code.last_mut() {
            code.push_str("\"\"");
        }
        self.source.strings.push(Literal { line: self.line, text });
        self.skip(length);
    }
}

/// Length of the block comment that starts here, in bytes.
fn block_comment_length(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut position = 0;
    while position < rest.len() {
        if rest[position..].starts_with("/*") {
            depth += 1;
            position += 2;
        } else if rest[position..].starts_with("*/") {
            depth -= 1;
            position += 2;
        } else {
            position += rest[position..].chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            break;
        }
    }
    position
}

/// Number of `#` of the raw string that starts here (`r"…"`, `br#"…"#`).
fn raw_string_hashes(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

/// Length of the character literal that starts here; `None` for a lifetime.
fn char_literal_length(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if let Some(escaped) = inside.strip_prefix('\\') {
        let first = escaped.chars().next()?.len_utf8();
        let end = escaped[first..].find('\'')?;
        return Some(2 + first + end + 1);
    }
    let first = inside.chars().next()?.len_utf8();
    inside[first..].starts_with('\'').then_some(2 + first)
}
