//! Separates the comments and the string literals of Rust source from its code.

/// A Rust file, split into what people read and what the compiler reads.
#[derive(Debug, Default)]
pub(super) struct RustSource {
    /// Comments, one for each line; the text is without the `//`, `///` or `//!`.
    pub(super) comments: Vec<Comment>,
    /// String literals without quotes and escapes.
    pub(super) strings: Vec<Literal>,
    /// The code of each line; comments are left out, and literals are empty.
    pub(super) code: Vec<String>,
}

/// A line comment.
#[derive(Debug)]
pub(super) struct Comment {
    pub(super) line: usize,
    pub(super) text: String,
    /// True if nothing but the comment is on its line.
    pub(super) is_alone: bool,
}

/// A string literal, with the line where it starts.
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
            let end = self.rest.find("*/").map_or(self.rest.len(), |at| at + 2);
            self.skip(end);
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

    /// Moves past this many bytes that are neither code nor text.
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
                    // A line end joins lines; any other escape separates words.
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
