//! Parser of filter expressions.

use super::check::{ParseError, check};
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

pub(super) fn parse(text: &str, providers: Providers) -> Result<Expression, ParseError> {
    if text.len() > MAX_FILTER_BYTES {
        return Err((
            format!("is longer than {MAX_FILTER_BYTES} bytes"),
            format!("超过 {MAX_FILTER_BYTES} 字节"),
        ));
    }
    let mut reader = FilterParser { text, providers, at: 0, depth: 0 };
    let expression = reader.any()?;
    reader.skip_whitespace();
    if reader.at < text.len() {
        return Err(reader.expected("`and`, `or` or the end", "`and`、`or` 或结尾"));
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

    fn expected(&self, what: &str, chinese: &str) -> ParseError {
        let found: String = self.remaining().chars().take(12).collect();
        match found.is_empty() {
            true => (format!("ends where {what} is expected"), format!("在此处结束，但应为{chinese}")),
            false => {
                (format!("has {found:?} where {what} is expected"), format!("中的 {found:?} 处应为{chinese}"))
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

    fn any(&mut self) -> Result<Expression, ParseError> {
        let mut parts = vec![self.all()?];
        while self.keyword("or") {
            parts.push(self.all()?);
        }
        Ok(single_or(parts, Expression::Any))
    }

    fn all(&mut self) -> Result<Expression, ParseError> {
        let mut parts = vec![self.part()?];
        while self.keyword("and") {
            parts.push(self.part()?);
        }
        Ok(single_or(parts, Expression::All))
    }

    fn part(&mut self) -> Result<Expression, ParseError> {
        self.depth += 1;
        if self.depth > MAX_NESTING {
            return Err((
                format!("is nested more than {MAX_NESTING} deep"),
                format!("嵌套超过 {MAX_NESTING} 层"),
            ));
        }
        let part = if self.keyword("not") {
            Expression::Not(Box::new(self.part()?))
        } else if self.operator("(") {
            let inner = self.any()?;
            if !self.operator(")") {
                return Err(self.expected("`)`", "`)`"));
            }
            inner
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(part)
    }

    fn comparison(&mut self) -> Result<Expression, ParseError> {
        let field = self.field()?;
        let Some((_, sign)) = OPERATORS.iter().find(|(text, _)| self.operator(text)) else {
            return Err(self.expected("one of = != ~ !~ < <= > >=", " = != ~ !~ < <= > >= 之一"));
        };
        let value = self.value()?;
        let clouds: Vec<_> = self.providers.iter().map(|provider| provider.name).collect();
        check(&field, *sign, &value, &clouds)?;
        Ok(Expression::Compare(field, *sign, value))
    }

    fn field(&mut self) -> Result<Field, ParseError> {
        self.skip_whitespace();
        let end = self.remaining().find(|c| !is_field_char(c)).unwrap_or(self.remaining().len());
        if end == 0 {
            return Err(self.expected("a field", "字段"));
        }
        let name = &self.remaining()[..end];
        let field = name.parse().map_err(|error: tingji_core::Error| {
            (format!("is invalid: {}", error.message()), format!("有误：{}", error.message_zh()))
        })?;
        self.at += end;
        Ok(field)
    }

    /// Parses a value: quoted, or up to the next blank or parenthesis.
    fn value(&mut self) -> Result<String, ParseError> {
        self.skip_whitespace();
        let Some(quote) = self.remaining().chars().next().filter(|c| matches!(c, '\'' | '"')) else {
            let end = self
                .remaining()
                .find(|c: char| c.is_whitespace() || c == ')')
                .unwrap_or(self.remaining().len());
            // `gpu=~4090` would compare with the text `~4090`, which is always a mistake.
            if self.remaining().starts_with(['=', '~', '!', '<', '>']) {
                return Err(self.expected(
                    "a value (quote a value that begins with an operator)",
                    "值（以运算符开头的值须加引号）",
                ));
            }
            if end == 0 {
                return Err(self.expected("a value", "值"));
            }
            let value = self.remaining()[..end].to_owned();
            self.at += end;
            return Ok(value);
        };
        let inner = &self.remaining()[1..];
        let Some(end) = inner.find(quote) else {
            return Err((format!("has a {quote} that is not closed"), format!("有未闭合的 {quote}")));
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
