//! The retired terms and names of `xtask/language/retired.toml`.

use std::path::Path;

use toml_edit::{Document, Table};

use super::words::Word;

/// All entries of the file.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// Phrases that must not open a paragraph.
    pub(super) openings: Vec<Phrase>,
    pub(super) terms: Vec<Term>,
    pub(super) types: Vec<RetiredName>,
    pub(super) constants: Vec<RetiredName>,
    /// Names of types that several files define with one meaning.
    pub(super) shared_types: Vec<String>,
    /// Texts of others that may contain retired terms.
    pub(super) quotes: Vec<String>,
}

/// Words in lower case.
pub(super) type Phrase = Vec<String>;

/// A retired phrase.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) phrase: Phrase,
    /// Longer phrases that begin with `phrase` and stay allowed.
    except: Vec<Phrase>,
    /// The reason and the text to use instead.
    pub(super) advice: String,
}

/// A retired name of a type or a constant.
#[derive(Debug)]
pub(super) struct RetiredName {
    pub(super) name: String,
    /// Folder where the name is retired; everywhere if `None`.
    pub(super) folder: Option<String>,
    pub(super) advice: String,
}

impl Rules {
    /// Reads the file. Every entry needs a reason, except openings.
    pub(super) fn load(file: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        Self::parse(&text).map_err(|why| format!("{}: {why}", file.display()))
    }

    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let document = Document::parse(text).map_err(|error| error.to_string())?;
        let mut rules = Self::default();
        for entry in entries(&document, "opening") {
            rules.openings.push(phrase(&required(entry, "words")?));
        }
        for entry in entries(&document, "term") {
            rules.terms.push(Term::parse(entry)?);
        }
        for entry in entries(&document, "type") {
            rules.types.push(RetiredName::parse(entry)?);
        }
        for entry in entries(&document, "constant") {
            rules.constants.push(RetiredName::parse(entry)?);
        }
        for entry in entries(&document, "shared_type") {
            required(entry, "reason")?;
            rules.shared_types.push(required(entry, "name")?);
        }
        for entry in entries(&document, "quote") {
            required(entry, "reason")?;
            rules.quotes.push(required(entry, "text")?);
        }
        Ok(rules)
    }
}

impl Term {
    fn parse(entry: &Table) -> Result<Self, String> {
        let except = entry.get("except").and_then(|item| item.as_array());
        let except = except.into_iter().flatten().filter_map(|value| value.as_str()).map(phrase);
        Ok(Self {
            phrase: phrase(&required(entry, "words")?),
            except: except.collect(),
            advice: advice(entry)?,
        })
    }

    /// Lines where the term occurs.
    pub(super) fn find(&self, words: &[Word]) -> Vec<usize> {
        let mut lines = Vec::new();
        for start in 0..words.len() {
            let rest = &words[start..];
            let is_excepted = self.except.iter().any(|longer| starts_with(rest, longer));
            if starts_with(rest, &self.phrase) && !is_excepted {
                lines.push(words[start].line);
            }
        }
        lines
    }
}

impl RetiredName {
    fn parse(entry: &Table) -> Result<Self, String> {
        Ok(Self { name: required(entry, "name")?, folder: text_of(entry, "folder"), advice: advice(entry)? })
    }

    /// True if the name is retired in the file with this path.
    pub(super) fn applies_to(&self, name: &str, path: &str) -> bool {
        self.name == name && self.folder.as_ref().is_none_or(|folder| path.starts_with(folder))
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

/// The reason of an entry and, if there is one, the replacement.
fn advice(entry: &Table) -> Result<String, String> {
    let reason = required(entry, "reason")?;
    Ok(match text_of(entry, "instead") {
        Some(instead) => format!("{reason}; use: {instead}"),
        None => reason,
    })
}

fn phrase(text: &str) -> Phrase {
    text.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

/// True if a text begins with a phrase.
pub(super) fn starts_with(words: &[Word], phrase: &Phrase) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(word, expected)| word.text == *expected)
}
