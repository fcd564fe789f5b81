//! The retired terms and type names of `xtask/language/retired.toml`.

use std::path::Path;

use toml_edit::{Document, Table};

/// Everything that the file lists.
#[derive(Debug)]
pub(super) struct Rules {
    /// Phrases that must not open a paragraph.
    pub(super) openings: Vec<Vec<String>>,
    pub(super) terms: Vec<Term>,
    pub(super) types: Vec<TypeName>,
    /// Texts of others that may contain retired terms.
    pub(super) quotes: Vec<String>,
}

/// A retired phrase.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) words: Vec<String>,
    /// Longer phrases that begin with `words` and stay allowed.
    pub(super) except: Vec<Vec<String>>,
    /// Why it is retired, and the text to use.
    pub(super) advice: String,
}

/// A retired name of a type.
#[derive(Debug)]
pub(super) struct TypeName {
    pub(super) name: String,
    /// The folder where it is retired; everywhere if `None`.
    pub(super) folder: Option<String>,
    pub(super) advice: String,
}

impl Rules {
    /// Reads the file; every entry needs a reason.
    pub(super) fn load(file: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        Self::parse(&text).map_err(|why| format!("{}: {why}", file.display()))
    }

    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let document = Document::parse(text).map_err(|error| error.to_string())?;
        let mut rules =
            Self { openings: Vec::new(), terms: Vec::new(), types: Vec::new(), quotes: Vec::new() };
        for entry in entries(&document, "opening") {
            rules.openings.push(phrase(&required(entry, "words")?));
        }
        for entry in entries(&document, "term") {
            let except = entry.get("except").and_then(|item| item.as_array());
            let except = except.into_iter().flatten().filter_map(|value| value.as_str()).map(phrase);
            rules.terms.push(Term {
                words: phrase(&required(entry, "words")?),
                except: except.collect(),
                advice: advice(entry)?,
            });
        }
        for entry in entries(&document, "type") {
            rules.types.push(TypeName {
                name: required(entry, "name")?,
                folder: text_of(entry, "folder"),
                advice: advice(entry)?,
            });
        }
        for entry in entries(&document, "quote") {
            advice(entry)?;
            rules.quotes.push(required(entry, "text")?);
        }
        Ok(rules)
    }
}

fn entries<'a>(document: &'a Document<&str>, name: &str) -> impl Iterator<Item = &'a Table> {
    document.get(name).and_then(|item| item.as_array_of_tables()).into_iter().flatten()
}

fn text_of(entry: &Table, key: &str) -> Option<String> {
    entry.get(key)?.as_str().map(str::to_owned)
}

fn required(entry: &Table, key: &str) -> Result<String, String> {
    text_of(entry, key).ok_or_else(|| {
        let shown = entry.iter().find_map(|(_, item)| item.as_str()).unwrap_or("without any text");
        format!("an entry lacks `{key}`: {shown}")
    })
}

/// The reason of an entry and, if it has one, its replacement.
fn advice(entry: &Table) -> Result<String, String> {
    let reason = required(entry, "reason")?;
    Ok(match text_of(entry, "instead") {
        Some(instead) => format!("{reason}; use: {instead}"),
        None => reason,
    })
}

fn phrase(text: &str) -> Vec<String> {
    text.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

/// One word of a text, in lower case, with its line. Punctuation is a word too.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) line: usize,
}

/// Words of a text; inline code, placeholders (`{name}`) and addresses are left out.
pub(super) fn words<'a>(lines: impl IntoIterator<Item = (usize, &'a str)>) -> Vec<Word> {
    let mut words = Vec::new();
    // The character that ends the inline code or the placeholder.
    let mut closing = None;
    for (line, text) in lines {
        for part in text.split_whitespace() {
            let mut open = String::new();
            let is_address = part.contains("://");
            for c in part.chars() {
                if closing.is_some() {
                    closing = closing.filter(|closing| *closing != c);
                } else if c == '`' || c == '{' {
                    closing = Some(if c == '{' { '}' } else { c });
                } else if is_address {
                } else if c.is_alphanumeric() || c == '\'' || c == '-' {
                    open.extend(c.to_lowercase());
                } else {
                    push(&mut words, &mut open, line);
                    words.push(Word { text: c.to_string(), line });
                }
            }
            push(&mut words, &mut open, line);
        }
    }
    words
}

fn push(words: &mut Vec<Word>, open: &mut String, line: usize) {
    if !open.is_empty() {
        words.push(Word { text: std::mem::take(open), line });
    }
}

impl Term {
    /// Lines where the term occurs.
    pub(super) fn find(&self, words: &[Word]) -> Vec<usize> {
        let starts = 0..words.len();
        let is_here = |at: &usize| {
            starts_with(&words[*at..], &self.words)
                && !self.except.iter().any(|longer| starts_with(&words[*at..], longer))
        };
        starts.filter(is_here).map(|at| words[at].line).collect()
    }
}

/// True if a text begins with a phrase.
pub(super) fn starts_with(words: &[Word], phrase: &[String]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(word, wanted)| word.text == *wanted)
}
