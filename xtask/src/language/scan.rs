//! Applies the rules to one file after another and collects the faults.

use std::collections::BTreeMap;
use std::path::Path;

use super::MAX_TEST_NAME;
use super::lexer::{self, RustSource};
use super::paragraphs::{self, Paragraph};
use super::rules::{Rules, starts_with, words};

/// Counts and faults of all files. Each fault is one line with its place.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) paragraphs: usize,
    pub(super) strings: usize,
    pub(super) tests: usize,
    pub(super) longest_test_name: usize,
    pub(super) openings: Vec<String>,
    pub(super) terms: Vec<String>,
    pub(super) test_names: Vec<String>,
    pub(super) types: Vec<String>,
    /// Lines of the sources of each published crate, by its folder's name.
    pub(super) docs: BTreeMap<String, DocLines>,
}

/// Number of lines with a comment, and of all lines.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DocLines {
    pub(super) comments: usize,
    pub(super) all: usize,
}

impl Scan {
    /// Checks one file. `path` is relative to the repository.
    pub(super) fn file(&mut self, rules: &Rules, path: &Path, text: &str) {
        let shown = path.display().to_string();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => self.rust(rules, &shown, text),
            Some("md") => self.text(rules, &shown, &paragraphs::of_markdown(text)),
            _ if shown.ends_with("retired.toml") => {}
            _ => self.text(rules, &shown, &paragraphs::of_hash_comments(text)),
        }
    }

    fn rust(&mut self, rules: &Rules, path: &str, text: &str) {
        let source = lexer::read(text);
        self.text(rules, path, &paragraphs::of_rust(&source));
        let is_product = path.contains("src/") && !path.contains("tests.rs");
        if is_product {
            self.strings(rules, path, &source);
        }
        self.names(rules, path, &source);
        if let Some(("crates", rest)) = path.split_once('/')
            && let Some((name, rest)) = rest.split_once('/')
            && rest.starts_with("src/")
        {
            let lines = self.docs.entry(name.to_owned()).or_default();
            lines.comments += source.comments.iter().filter(|comment| comment.is_alone).count();
            lines.all += text.lines().count();
        }
    }

    fn text(&mut self, rules: &Rules, path: &str, paragraphs: &[Paragraph]) {
        for paragraph in paragraphs {
            self.paragraphs += 1;
            let first = words([(paragraph.line(), paragraph.opening())]);
            if rules.openings.iter().any(|opening| starts_with(&first, opening)) {
                self.openings.push(format!("{path}:{}: {}", paragraph.line(), paragraph.opening()));
            }
            let lines = paragraph.lines.iter().map(|(line, text)| (*line, text.as_str()));
            self.find_terms(rules, path, lines);
        }
    }

    /// Checks the texts of the program: literals with more than one word.
    fn strings(&mut self, rules: &Rules, path: &str, source: &RustSource) {
        for literal in &source.strings {
            let is_text = literal.text.trim().contains(' ');
            if is_text && !rules.quotes.iter().any(|quote| literal.text.contains(quote)) {
                self.strings += 1;
                self.find_terms(rules, path, [(literal.line, literal.text.as_str())]);
            }
        }
    }

    fn find_terms<'a>(
        &mut self,
        rules: &Rules,
        path: &str,
        lines: impl IntoIterator<Item = (usize, &'a str)>,
    ) {
        let words = words(lines);
        for term in &rules.terms {
            for line in term.find(&words) {
                self.terms.push(format!("{path}:{line}: \"{}\": {}", term.words.join(" "), term.advice));
            }
        }
    }

    /// Checks the names of tests and of types.
    fn names(&mut self, rules: &Rules, path: &str, source: &RustSource) {
        let mut is_test = false;
        for (index, code) in source.code.iter().enumerate() {
            let code = code.trim();
            let line = index + 1;
            if code.starts_with("#[test]") || code.starts_with("#[tokio::test") {
                is_test = true;
            } else if let Some(name) = name_after(code, "fn")
                && is_test
            {
                self.test_name(rules, path, line, name);
                is_test = false;
            }
            for keyword in ["struct", "enum", "trait", "type", "union"] {
                if let Some(name) = name_after(code, keyword) {
                    self.type_name(rules, path, line, name);
                }
            }
        }
    }

    fn test_name(&mut self, rules: &Rules, path: &str, line: usize, name: &str) {
        let length = name.chars().count();
        self.tests += 1;
        self.longest_test_name = self.longest_test_name.max(length);
        self.find_terms(rules, path, [(line, name.replace('_', " ").as_str())]);
        if length > MAX_TEST_NAME {
            self.test_names.push(format!("{path}:{line}: {name} ({length} characters)"));
        }
    }

    fn type_name(&mut self, rules: &Rules, path: &str, line: usize, name: &str) {
        for retired in rules.types.iter().filter(|retired| retired.name == name) {
            if retired.folder.as_ref().is_none_or(|folder| path.starts_with(folder)) {
                self.types.push(format!("{path}:{line}: `{name}`: {}", retired.advice));
            }
        }
    }
}

/// The identifier behind a keyword that stands at the start of the code or behind modifiers (`pub`, `async`).
fn name_after<'a>(code: &'a str, keyword: &str) -> Option<&'a str> {
    let mut words = code.split_whitespace();
    let found = words.by_ref().find(|word| !is_modifier(word))?;
    let name = words.next()?;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    if found == keyword { Some(&name[..end]) } else { None }
}

fn is_modifier(word: &str) -> bool {
    word.starts_with("pub") || ["async", "const", "unsafe", "extern", "default"].contains(&word)
}
