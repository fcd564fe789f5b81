//! The words of a command line, split like bash: `'…'`, `"…"`, `$'…'`, `\` and comments.

use std::iter::Peekable;
use std::str::Chars;

use crate::lang::{localized, tr};

/// Returns the words of the first command.
///
/// # Errors
///
/// Variables and command substitutions, which need a shell, and unclosed quotes.
pub(super) fn words(line: &str) -> Result<Vec<String>, String> {
    let mut split = Split { chars: line.chars().peekable(), words: Vec::new(), word: None };
    while split.step()? {}
    split.end_word();
    Ok(split.words)
}

/// State of the splitter.
struct Split<'a> {
    chars: Peekable<Chars<'a>>,
    /// Finished words.
    words: Vec<String>,
    /// Word that is not finished; `None` between two words.
    word: Option<String>,
}

impl Split<'_> {
    /// Appends a character to the current word.
    fn push(&mut self, c: char) {
        self.word.get_or_insert_default().push(c);
    }

    /// Ends the current word.
    fn end_word(&mut self) {
        self.words.extend(self.word.take());
    }

    /// Processes one character or one quoted part. Returns false at the end of the command.
    fn step(&mut self) -> Result<bool, String> {
        let Some(c) = self.chars.next() else { return Ok(false) };
        match c {
            ' ' | '\t' | '\r' => self.end_word(),
            '\n' | ';' | '|' | '&' | '<' | '>' | '(' | ')' => {
                self.end_word();
                // A line end before the first word does not end the command.
                return Ok(c == '\n' && self.words.is_empty());
            }
            '#' if self.word.is_none() => return Ok(false),
            '\'' => self.single()?,
            '"' => self.double()?,
            '$' => self.dollar(false)?,
            '`' => return Err(expanded("`…`")),
            '^' if self.chars.peek() == Some(&'"') => {
                return Err(localized(
                    "this line is for Windows cmd; copy it again with \"Copy as cURL (bash)\"",
                    "这是 Windows cmd 的命令行；请改用“Copy as cURL (bash)”复制",
                )
                .to_owned());
            }
            '\\' => self.escaped(),
            c => self.push(c),
        }
        Ok(true)
    }

    /// Processes the character after a backslash.
    fn escaped(&mut self) {
        match self.chars.next() {
            // A continued line, also with the line ends of Windows.
            Some('\n') => {}
            Some('\r') if self.chars.peek() == Some(&'\n') => drop(self.chars.next()),
            Some(c) => self.push(c),
            None => self.push('\\'),
        }
    }

    /// Processes a single-quoted part.
    fn single(&mut self) -> Result<(), String> {
        self.word.get_or_insert_default();
        loop {
            match self.chars.next() {
                Some('\'') => return Ok(()),
                Some(c) => self.push(c),
                None => return Err(open('\'')),
            }
        }
    }

    /// Processes a double-quoted part.
    fn double(&mut self) -> Result<(), String> {
        self.word.get_or_insert_default();
        loop {
            match self.chars.next() {
                Some('"') => return Ok(()),
                Some('\\') => match self.chars.next() {
                    Some(c @ ('"' | '\\' | '$' | '`')) => self.push(c),
                    Some('\n') => {}
                    Some(c) => {
                        self.push('\\');
                        self.push(c);
                    }
                    None => return Err(open('"')),
                },
                Some('$') => self.dollar(true)?,
                Some('`') => return Err(expanded("`…`")),
                Some(c) => self.push(c),
                None => return Err(open('"')),
            }
        }
    }

    /// Processes the text after `$`: an ANSI-C quote, an expansion (an error), or a literal `$`.
    fn dollar(&mut self, quoted: bool) -> Result<(), String> {
        match self.chars.peek() {
            Some('\'') if !quoted => {
                self.chars.next();
                self.ansi()
            }
            Some('(') => Err(expanded("$(…)")),
            Some(c) if *c == '{' || *c == '_' || c.is_ascii_alphanumeric() => {
                let name = self.chars.clone().skip_while(|c| *c == '{');
                let name: String = name.take_while(|c| *c == '_' || c.is_ascii_alphanumeric()).collect();
                Err(expanded(&format!("${name}")))
            }
            _ => {
                self.push('$');
                Ok(())
            }
        }
    }

    /// Processes `$'…'`, which Chrome uses for quotes and line ends. Escapes may encode bytes.
    fn ansi(&mut self) -> Result<(), String> {
        let mut bytes = Vec::new();
        loop {
            let c = match self.chars.next() {
                Some('\'') => break,
                Some('\\') => self.ansi_escape(&mut bytes).ok_or_else(|| open('\''))?,
                Some(c) => Some(c),
                None => return Err(open('\'')),
            };
            if let Some(c) = c {
                bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        self.word.get_or_insert_default().push_str(&String::from_utf8_lossy(&bytes));
        Ok(())
    }

    /// Returns the character of an escape; `Some(None)` if it was a byte, `None` at the end of the text.
    fn ansi_escape(&mut self, bytes: &mut Vec<u8>) -> Option<Option<char>> {
        let c = self.chars.next()?;
        let one = match c {
            'a' => '\x07',
            'b' => '\x08',
            'e' | 'E' => '\x1b',
            'f' => '\x0c',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\x0b',
            'x' => {
                bytes.push(u8::try_from(self.digits(16, 2, 0)).unwrap_or(b'?'));
                return Some(None);
            }
            'u' => char::from_u32(self.digits(16, 4, 0)).unwrap_or(char::REPLACEMENT_CHARACTER),
            'U' => char::from_u32(self.digits(16, 8, 0)).unwrap_or(char::REPLACEMENT_CHARACTER),
            '0'..='7' => {
                let value = self.digits(8, 2, c.to_digit(8).unwrap_or(0));
                bytes.push(u8::try_from(value & 0xff).unwrap_or(b'?'));
                return Some(None);
            }
            '\\' | '\'' | '"' | '?' => c,
            other => {
                bytes.push(b'\\');
                other
            }
        };
        Some(Some(one))
    }

    /// Parses up to `most` digits of the radix.
    fn digits(&mut self, radix: u32, most: usize, start: u32) -> u32 {
        let mut value = start;
        for _ in 0..most {
            let Some(digit) = self.chars.peek().and_then(|c| c.to_digit(radix)) else { break };
            self.chars.next();
            value = value.wrapping_mul(radix).wrapping_add(digit);
        }
        value
    }
}

/// Returns the error for an unclosed quote.
fn open(quote: char) -> String {
    tr!(
        "the curl line ends inside a {quote} quote; copy the complete line",
        "curl 命令行的 {quote} 引号没有闭合；请复制完整的命令行"
    )
}

/// Returns the error for an expansion.
fn expanded(what: &str) -> String {
    tr!(
        "the curl line contains {what}, which only a shell can expand; replace it with its value",
        "curl 命令行中有 {what}，只有 shell 才能展开；请换成它的值"
    )
}
