//! Bash, which splits a word at each colon: `compshare:work/…` arrives as three words, and only the text
//! after the last colon is replaced.

use std::ffi::OsString;
use std::io::{Error, Write};
use std::path::Path;

use clap::Command;
use clap_complete::engine::complete;
use clap_complete::env::EnvCompleter;

/// Variable with the index of the word to complete.
const INDEX: &str = "TINGJI_COMPLETE_INDEX";

/// The completion script, with placeholders in upper case.
const SCRIPT: &str = r#"_tingji() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(VARIABLE=bash INDEX="$COMP_CWORD" COMPLETER -- "${COMP_WORDS[@]}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/:] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o bashdefault -o nosort -F _tingji BIN 2>/dev/null || complete -o bashdefault -F _tingji BIN
"#;

/// Replaces clap's own completer, which offers nothing after a colon.
pub(super) struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == "bash"
    }

    fn write_registration(
        &self,
        variable: &str,
        _name: &str,
        bin: &str,
        completer: &str,
        script: &mut dyn Write,
    ) -> Result<(), Error> {
        let text = SCRIPT.replace("VARIABLE", variable).replace("INDEX", INDEX);
        script.write_all(text.replace("COMPLETER", completer).replace("BIN", bin).as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        folder: Option<&Path>,
        answer: &mut dyn Write,
    ) -> Result<(), Error> {
        let index = std::env::var(INDEX).ok().and_then(|index| index.parse().ok());
        let (words, kept) = joined(&words, index.unwrap_or(words.len().saturating_sub(1)));
        let index = words.len().saturating_sub(1);
        for candidate in complete(command, words, index, folder)? {
            let value = candidate.get_value().to_string_lossy();
            writeln!(answer, "{}", value.get(kept..).unwrap_or_default())?;
        }
        Ok(())
    }
}

/// Joins the words that Bash has split, up to the one to complete. Also returns the bytes of that word that
/// Bash keeps.
fn joined(words: &[OsString], index: usize) -> (Vec<OsString>, usize) {
    let mut whole: Vec<OsString> = Vec::with_capacity(words.len());
    let mut open = false;
    let mut kept = 0;
    for word in words.iter().take(index + 1) {
        match whole.last_mut() {
            Some(last) if open || is_break(word) => {
                kept = last.len() + if is_break(word) { word.len() } else { 0 };
                last.push(word);
            }
            _ => {
                kept = 0;
                whole.push(word.clone());
            }
        }
        open = is_break(word);
    }
    (whole, kept)
}

/// Returns true for a word that Bash splits off.
fn is_break(word: &OsString) -> bool {
    word == ":" || word == "=" || word == "@"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_split_at_colons_are_joined_again() {
        for (line, last, kept, count) in [
            ("tingji stop compshare : work/u", "compshare:work/u", 10, 3),
            ("tingji stop compshare :", "compshare:", 10, 3),
            ("tingji stop ucloud/u @ v", "ucloud/u@v", 9, 3),
            ("tingji stop --cloud = b", "--cloud=b", 8, 3),
            ("tingji stop bce : work/i-1 ", "", 0, 4),
            // A shell that does not split at colons.
            ("tingji stop bce:work/i", "bce:work/i", 0, 3),
            ("tingji st", "st", 0, 2),
        ] {
            let words: Vec<_> = line.split(' ').map(OsString::from).collect();
            let (words, kept_bytes) = joined(&words, words.len() - 1);
            assert_eq!(
                (words.last().unwrap().to_str().unwrap(), kept_bytes, words.len()),
                (last, kept, count)
            );
        }
    }
}
