//! Parser of filter expressions.

use tingji_core::{Message, MessageValue, message};

use super::check::check;
use super::expression::{CompareOp, Expression};
use super::field::Field;
use crate::Providers;

/// Largest accepted filter in bytes. Longer filters are mistakes or attacks.
const MAX_FILTER_BYTES: usize = 4096;
/// Deepest accepted nesting. A limit protects the stack.
const MAX_NESTING: usize = 64;

/// Operators. Longer ones come first, so that `<=` is not parsed as `<`.
const OPERATORS: [(&str, CompareOp); 9] = [
    ("!=", CompareOp::Ne),
    ("!~", CompareOp::NotContains),
    ("<=", CompareOp::Le),
    (">=", CompareOp::Ge),
    ("==", CompareOp::Eq),
    ("=", CompareOp::Eq),
    ("~", CompareOp::Contains),
    ("<", CompareOp::Lt),
    (">", CompareOp::Gt),
];

pub(super) fn parse(text: &str, providers: Providers) -> Result<Expression, Message> {
    if text.len() > MAX_FILTER_BYTES {
        return Err(message!("filter-too-long", "is longer than {max} bytes", max = MAX_FILTER_BYTES));
    }
    let mut reader = FilterParser { text, providers, at: 0, depth: 0 };
    let expression = reader.any()?;
    reader.skip_whitespace();
    if reader.at < text.len() {
        return Err(reader.expected(message!("expected-operator", "`and`, `or` or the end")));
    }
    Ok(expression)
}

struct FilterParser<'a> {
    text: &'a str,
    /// Clouds that a condition may name.
    providers: Providers,
    at: usize,
    depth: usize,
}

impl<'a> FilterParser<'a> {
    fn remaining(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_whitespace(&mut self) {
        self.at += self.remaining().len() - self.remaining().trim_start().len();
    }

    fn expected(&self, expected: impl Into<MessageValue>) -> Message {
        let found: String = self.remaining().chars().take(12).collect();
        match found.is_empty() {
            true => message!("filter-ends", "ends where {expected} is expected", expected),
            false => {
                let found = format!("{found:?}");
                message!("filter-has-other", "has {found} where {expected} is expected", found, expected)
            }
        }
    }

    /// Consumes a keyword if it comes next; case is ignored.
    fn keyword(&mut self, word: &str) -> bool {
        self.skip_whitespace();
        let Some(next) = self.remaining().get(..word.len()) else { return false };
        let ends =
            self.remaining()[word.len()..].chars().next().is_none_or(|c| c.is_whitespace() || c == '(');
        let found = next.eq_ignore_ascii_case(word) && ends;
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn operator(&mut self, sign: &str) -> bool {
        self.skip_whitespace();
        let found = self.remaining().starts_with(sign);
        self.at += if found { sign.len() } else { 0 };
        found
    }

    fn any(&mut self) -> Result<Expression, Message> {
        let mut parts = vec![self.all()?];
        while self.keyword("or") {
            parts.push(self.all()?);
        }
        Ok(single_or(parts, Expression::Any))
    }

    fn all(&mut self) -> Result<Expression, Message> {
        let mut parts = vec![self.part()?];
        while self.keyword("and") {
            parts.push(self.part()?);
        }
        Ok(single_or(parts, Expression::All))
    }

    fn part(&mut self) -> Result<Expression, Message> {
        self.depth += 1;
        if self.depth > MAX_NESTING {
            return Err(message!("filter-too-deep", "is nested more than {max} deep", max = MAX_NESTING));
        }
        let part = if self.keyword("not") {
            Expression::Not(Box::new(self.part()?))
        } else if self.operator("(") {
            let inner = self.any()?;
            if !self.operator(")") {
                return Err(self.expected("`)`"));
            }
            inner
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(part)
    }

    fn comparison(&mut self) -> Result<Expression, Message> {
        let field = self.field()?;
        let Some((_, sign)) = OPERATORS.iter().find(|(text, _)| self.operator(text)) else {
            return Err(self.expected(message!("expected-sign", "one of = != ~ !~ < <= > >=")));
        };
        let value = self.value()?;
        let clouds: Vec<_> = self.providers.iter().map(|provider| provider.name).collect();
        check(&field, *sign, &value, &clouds)?;
        Ok(Expression::Compare(field, *sign, value))
    }

    fn field(&mut self) -> Result<Field, Message> {
        self.skip_whitespace();
        let end = self.remaining().find(|c| !is_field_char(c)).unwrap_or(self.remaining().len());
        if end == 0 {
            return Err(self.expected(message!("expected-field", "a field")));
        }
        let name = &self.remaining()[..end];
        let field = name.parse().map_err(|error: tingji_core::Error| {
            message!("filter-invalid", "is invalid: {reason}", reason = error.typed_message())
        })?;
        self.at += end;
        Ok(field)
    }

    /// Parses a value: quoted, or up to the next blank or parenthesis.
    fn value(&mut self) -> Result<String, Message> {
        self.skip_whitespace();
        let Some(quote) = self.remaining().chars().next().filter(|c| matches!(c, '\'' | '"')) else {
            let end = self
                .remaining()
                .find(|c: char| c.is_whitespace() || c == ')')
                .unwrap_or(self.remaining().len());
            // `gpu=~4090` would compare with the text `~4090`, which is always a mistake.
            if self.remaining().starts_with(['=', '~', '!', '<', '>']) {
                return Err(self.expected(message!(
                    "expected-quoted-value",
                    "a value (quote a value that begins with an operator)"
                )));
            }
            if end == 0 {
                return Err(self.expected(message!("expected-value", "a value")));
            }
            let value = self.remaining()[..end].to_owned();
            self.at += end;
            return Ok(value);
        };
        let inner = &self.remaining()[1..];
        let Some(end) = inner.find(quote) else {
            return Err(message!("filter-quote-open", "has a {quote} that is not closed", quote));
        };
        self.at += end + 2;
        Ok(inner[..end].to_owned())
    }
}

fn is_field_char(c: char) -> bool {
    c.is_alphanumeric() || "._-/:".contains(c)
}

/// Returns the only part, or combines several parts.
fn single_or(mut parts: Vec<Expression>, many: fn(Vec<Expression>) -> Expression) -> Expression {
    match parts.len() {
        1 => parts.remove(0),
        _ => many(parts),
    }
}
