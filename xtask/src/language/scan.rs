//! Applies the rules to the files and collects the faults.

use std::collections::BTreeMap;
use std::path::Path;

use super::code::{self, CodeItem};
use super::lexer::{self, RustSource};
use super::paragraphs::{self, Paragraph};
use super::rules::{Rules, starts_with};
use super::type_names::TypeNames;
use super::words::words;

/// Maximum length of a test's name, in characters.
pub(super) const MAX_TEST_NAME: usize = 60;

/// Counts and faults of all files. Each fault is a line with its place.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) paragraphs: usize,
    pub(super) strings: usize,
    pub(super) tests: usize,
    pub(super) longest_test_name: usize,
    /// Number of lines of Rust files.
    pub(super) rust_lines: usize,
    pub(super) openings: Vec<String>,
    pub(super) terms: Vec<String>,
    pub(super) test_names: Vec<String>,
    pub(super) types: Vec<String>,
    pub(super) constants: Vec<String>,
    pub(super) tuple_lets: Vec<String>,
    pub(super) local_closures: Vec<String>,
    /// Type names of the published crates.
    pub(super) type_names: TypeNames,
    /// Lines of the sources of each published crate, by the name of its folder.
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
            Some("py") => self.text(rules, &shown, &paragraphs::of_python(text)),
            _ if shown.ends_with("retired.toml") => {}
            Some("toml") => {
                self.text(rules, &shown, &paragraphs::of_hash_comments(text));
                self.toml_strings(rules, &shown, text);
            }
            _ => self.text(rules, &shown, &paragraphs::of_hash_comments(text)),
        }
    }

    fn rust(&mut self, rules: &Rules, path: &str, text: &str) {
        let source = lexer::read(text);
        self.rust_lines += text.lines().count();
        self.text(rules, path, &paragraphs::of_rust(&source));
        let is_test_file =
            path.contains("tests.rs") || path.contains("src/tests/") || path.contains("/tests/");
        if path.contains("src/") && !path.contains("tests.rs") {
            self.strings(rules, path, &source);
        }
        self.code(rules, path, &source, is_test_file);
        if let Some(name) = published_crate(path) {
            let lines = self.docs.entry(name.to_owned()).or_default();
            lines.comments += source.comments.iter().filter(|comment| comment.is_alone).count();
            lines.all += text.lines().count();
        }
    }

    fn text(&mut self, rules: &Rules, path: &str, paragraphs: &[Paragraph]) {
        for paragraph in paragraphs {
            if !paragraph.is_fragment {
                self.paragraphs += 1;
                self.opening(rules, path, paragraph);
            }
            let lines = paragraph.lines.iter().map(|(line, text)| (*line, text.as_str()));
            self.find_terms(rules, path, lines);
        }
    }

    fn opening(&mut self, rules: &Rules, path: &str, paragraph: &Paragraph) {
        let first = words([(paragraph.line(), paragraph.opening())]);
        if rules.openings.iter().any(|opening| starts_with(&first, opening)) {
            self.openings.push(format!("{path}:{}: {}", paragraph.line(), paragraph.opening()));
        }
    }

    /// Checks the texts of the program: literals with more than one word.
    fn strings(&mut self, rules: &Rules, path: &str, source: &RustSource) {
        for literal in &source.strings {
            self.string(rules, path, literal.line, &literal.text);
        }
    }

    /// Checks the quoted texts of a TOML file, such as descriptions and reasons.
    fn toml_strings(&mut self, rules: &Rules, path: &str, text: &str) {
        for (index, line) in text.lines().enumerate() {
            for quoted in line.split('"').skip(1).step_by(2) {
                self.string(rules, path, index + 1, quoted);
            }
        }
    }

    fn string(&mut self, rules: &Rules, path: &str, line: usize, text: &str) {
        let is_text = text.trim().contains(' ');
        if is_text && !rules.quotes.iter().any(|quote| text.contains(quote)) {
            self.strings += 1;
            self.find_terms(rules, path, [(line, text)]);
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
                self.terms.push(format!("{path}:{line}: \"{}\": {}", term.phrase.join(" "), term.advice));
            }
        }
    }

    /// Checks the names of tests, types and constants, and the forms of `let`.
    fn code(&mut self, rules: &Rules, path: &str, source: &RustSource, is_test_file: bool) {
        let first_test_line = code::first_test_line(source).unwrap_or(usize::MAX);
        for (line, item) in code::items(source) {
            let is_product = !is_test_file && line < first_test_line;
            let place = format!("{path}:{line}");
            match item {
                CodeItem::Test(name) => self.test_name(rules, path, line, &name),
                CodeItem::Type(name) => {
                    self.type_name(rules, path, line, &name);
                    if is_product && published_crate(path).is_some() {
                        self.type_names.insert(name, place);
                    }
                }
                CodeItem::Alias(name) => self.type_name(rules, path, line, &name),
                CodeItem::Constant(name) if is_product && path.contains("src/") => {
                    for retired in rules.constants.iter().filter(|retired| retired.applies_to(&name, path)) {
                        self.constants.push(format!("{place}: `{name}`: {}", retired.advice));
                    }
                }
                CodeItem::Constant(_) => {}
                CodeItem::TupleLet => self.tuple_lets.push(place),
                CodeItem::LocalClosure => self.local_closures.push(place),
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
        for retired in rules.types.iter().filter(|retired| retired.applies_to(name, path)) {
            self.types.push(format!("{path}:{line}: `{name}`: {}", retired.advice));
        }
    }
}

/// Folder name of the published crate whose sources contain a file.
fn published_crate(path: &str) -> Option<&str> {
    let (name, rest) = path.strip_prefix("crates/")?.split_once('/')?;
    if rest.starts_with("src/") { Some(name) } else { None }
}
