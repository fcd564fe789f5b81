//! The paragraphs of comments, documentation and Markdown.

use super::lexer::RustSource;

/// Consecutive lines of text, or one item of a list.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Lines with their numbers, counted from 1.
    pub(super) lines: Vec<(usize, String)>,
    /// True for a heading and for a row of a table, which may begin with any word.
    pub(super) is_fragment: bool,
}

impl Paragraph {
    /// Number of the first line.
    pub(super) fn line(&self) -> usize {
        self.lines.first().map_or(0, |(line, _)| *line)
    }

    /// Text of the first line without the marker of a list item.
    pub(super) fn opening(&self) -> &str {
        self.lines.first().map_or("", |(_, text)| without_list_mark(text.trim()))
    }
}

/// Paragraphs of the comments of a Rust file. A comment behind code is a separate paragraph.
pub(super) fn of_rust(source: &RustSource) -> Vec<Paragraph> {
    let mut reader = Reader::default();
    let mut last = 0;
    for comment in &source.comments {
        if comment.line != last + 1 || !comment.is_alone {
            reader.end_block();
        }
        reader.line(comment.line, &comment.text);
        last = comment.line;
        if !comment.is_alone {
            reader.end_block();
        }
    }
    reader.end_block();
    reader.paragraphs
}

/// Paragraphs, headings and rows of tables of a Markdown file, without code blocks.
pub(super) fn of_markdown(text: &str) -> Vec<Paragraph> {
    let mut reader = Reader::default();
    for (index, line) in text.lines().enumerate() {
        reader.line(index + 1, line);
    }
    reader.end_block();
    reader.paragraphs
}

/// Paragraphs of the `#` comments of a script or a TOML file.
pub(super) fn of_hash_comments(text: &str) -> Vec<Paragraph> {
    let mut reader = Reader::default();
    for (index, line) in text.lines().enumerate() {
        match line.trim_start().strip_prefix('#') {
            Some(comment) if !comment.starts_with('!') => reader.line(index + 1, comment),
            _ => reader.end_block(),
        }
    }
    reader.end_block();
    reader.paragraphs
}

/// Paragraphs of the `#` comments and the docstrings of a Python script.
pub(super) fn of_python(text: &str) -> Vec<Paragraph> {
    let mut reader = Reader::default();
    let mut is_in_docstring = false;
    for (index, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        let quotes = trimmed.matches("\"\"\"").count();
        let starts_docstring = !is_in_docstring && trimmed.starts_with("\"\"\"");
        if is_in_docstring || starts_docstring {
            reader.line(index + 1, trimmed.trim_matches('"'));
            is_in_docstring = (quotes % 2 == 0) == is_in_docstring;
            if !is_in_docstring {
                reader.end_block();
            }
        } else {
            match trimmed.strip_prefix('#') {
                Some(comment) if !comment.starts_with('!') => reader.line(index + 1, comment),
                _ => reader.end_block(),
            }
        }
    }
    reader.end_block();
    reader.paragraphs
}

/// Collects lines into paragraphs.
#[derive(Default)]
struct Reader {
    paragraphs: Vec<Paragraph>,
    open: Paragraph,
    is_in_code: bool,
}

impl Reader {
    fn line(&mut self, number: usize, text: &str) {
        let trimmed = text.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            self.end_paragraph();
            self.is_in_code = !self.is_in_code;
        } else if self.is_in_code {
        } else if trimmed.is_empty() || trimmed.starts_with('<') {
            self.end_paragraph();
        } else if trimmed.starts_with('#') || trimmed.starts_with('|') {
            self.end_paragraph();
            self.paragraphs.push(Paragraph { lines: vec![(number, text.to_owned())], is_fragment: true });
        } else {
            if without_list_mark(trimmed) != trimmed {
                self.end_paragraph();
            }
            self.open.lines.push((number, text.to_owned()));
        }
    }

    fn end_paragraph(&mut self) {
        let ended = std::mem::take(&mut self.open);
        if !ended.lines.is_empty() {
            self.paragraphs.push(ended);
        }
    }

    fn end_block(&mut self) {
        self.end_paragraph();
        self.is_in_code = false;
    }
}

/// The text behind `- `, `* ` or `1. `.
fn without_list_mark(text: &str) -> &str {
    let behind_digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = if behind_digits.len() < text.len() { behind_digits.strip_prefix(". ") } else { None };
    text.strip_prefix("- ").or_else(|| text.strip_prefix("* ")).or(numbered).unwrap_or(text)
}
