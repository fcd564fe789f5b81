//! Reading an [`Expression`] as people write it.

use super::expression::{Expression, Sign, span};
use super::field::Field;

/// The longest filter that is read, and the deepest: more is a mistake, or an attack on the stack.
const LONGEST: usize = 4096;
const DEEPEST: usize = 64;

/// Longer signs first, so that `<=` is not read as `<`.
const SIGNS: [(&str, Sign); 9] = [
    ("!=", Sign::Differs),
    ("!~", Sign::Lacks),
    ("<=", Sign::AtMost),
    (">=", Sign::AtLeast),
    ("==", Sign::Equal),
    ("=", Sign::Equal),
    ("~", Sign::Holds),
    ("<", Sign::Less),
    (">", Sign::More),
];

/// What is wrong, to go on after `the filter "…"`, in English and Chinese.
type Why = (String, String);

pub(super) fn parse(text: &str) -> Result<Expression, Why> {
    if text.len() > LONGEST {
        return Err((format!("is longer than {LONGEST} bytes"), format!("超过 {LONGEST} 字节")));
    }
    let mut reader = Reader { text, at: 0, depth: 0 };
    let expression = reader.any()?;
    reader.blanks();
    if reader.at < text.len() {
        return Err(reader.expected("`and`, `or` or the end", "`and`、`or` 或结尾"));
    }
    Ok(expression)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn expected(&self, what: &str, chinese: &str) -> Why {
        let found: String = self.rest().chars().take(12).collect();
        match found.is_empty() {
            true => (format!("ends where {what} is expected"), format!("在应为{chinese}处结束")),
            false => {
                (format!("has {found:?} where {what} is expected"), format!("在应为{chinese}处是 {found:?}"))
            }
        }
    }

    /// Takes a word if it comes next, whatever its case.
    fn word(&mut self, word: &str) -> bool {
        self.blanks();
        let Some(next) = self.rest().get(..word.len()) else { return false };
        let ends = self.rest()[word.len()..].chars().next().is_none_or(|c| c.is_whitespace() || c == '(');
        let found = next.eq_ignore_ascii_case(word) && ends;
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn sign(&mut self, sign: &str) -> bool {
        self.blanks();
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len() } else { 0 };
        found
    }

    fn any(&mut self) -> Result<Expression, Why> {
        let mut parts = vec![self.all()?];
        while self.word("or") {
            parts.push(self.all()?);
        }
        Ok(one_or(parts, Expression::Any))
    }

    fn all(&mut self) -> Result<Expression, Why> {
        let mut parts = vec![self.part()?];
        while self.word("and") {
            parts.push(self.part()?);
        }
        Ok(one_or(parts, Expression::All))
    }

    fn part(&mut self) -> Result<Expression, Why> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err((format!("is nested more than {DEEPEST} deep"), format!("嵌套超过 {DEEPEST} 层")));
        }
        let part = if self.word("not") {
            Expression::Not(Box::new(self.part()?))
        } else if self.sign("(") {
            let inner = self.any()?;
            if !self.sign(")") {
                return Err(self.expected("`)`", "`)`"));
            }
            inner
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(part)
    }

    fn comparison(&mut self) -> Result<Expression, Why> {
        let field = self.field()?;
        let Some((_, sign)) = SIGNS.iter().find(|(text, _)| self.sign(text)) else {
            return Err(self.expected("one of = != ~ !~ < <= > >=", " = != ~ !~ < <= > >= 之一"));
        };
        let value = self.value()?;
        check(&field, *sign, &value)?;
        Ok(Expression::Compare(field, *sign, value))
    }

    fn field(&mut self) -> Result<Field, Why> {
        self.blanks();
        let is_part = |c: char| c.is_alphanumeric() || "._-/:".contains(c);
        let end = self.rest().find(|c| !is_part(c)).unwrap_or(self.rest().len());
        if end == 0 {
            return Err(self.expected("a field", "字段"));
        }
        let name = &self.rest()[..end];
        let field = name.parse().map_err(|error: tingji_core::Error| {
            (format!("is wrong: {}", error.message()), format!("有误：{}", error.message_zh()))
        })?;
        self.at += end;
        Ok(field)
    }

    /// Quoted, or up to a blank or parenthesis.
    fn value(&mut self) -> Result<String, Why> {
        self.blanks();
        let Some(quote) = self.rest().chars().next().filter(|c| matches!(c, '\'' | '"')) else {
            let end = self.rest().find(|c: char| c.is_whitespace() || c == ')').unwrap_or(self.rest().len());
            // `gpu=~4090` would be a comparison with `~4090`, which is never meant.
            if self.rest().starts_with(['=', '~', '!', '<', '>']) {
                return Err(self.expected("a value, quoted if it begins so,", "值（这样开头的须加引号）"));
            }
            if end == 0 {
                return Err(self.expected("a value", "值"));
            }
            let value = self.rest()[..end].to_owned();
            self.at += end;
            return Ok(value);
        };
        let inner = &self.rest()[1..];
        let Some(end) = inner.find(quote) else {
            return Err((format!("has a {quote} that is not closed"), format!("有未闭合的 {quote}")));
        };
        self.at += end + 2;
        Ok(inner[..end].to_owned())
    }
}

fn one_or(mut parts: Vec<Expression>, many: fn(Vec<Expression>) -> Expression) -> Expression {
    match parts.len() {
        1 => parts.remove(0),
        _ => many(parts),
    }
}

/// What could never hold is a mistake, and a filter that selects nothing by mistake stops nothing.
fn check(field: &Field, sign: Sign, value: &str) -> Result<(), Why> {
    let compares = !matches!(sign, Sign::Holds | Sign::Lacks);
    match field {
        Field::Named("gpus") if compares && value.parse::<i64>().is_err() => {
            let chinese = format!("将 gpus 与 {value:?} 比较，但它不是数字");
            Err((format!("compares gpus with {value:?}, which is no number"), chinese))
        }
        Field::Named("age") if compares && span(value).is_none() => {
            let chinese = format!("将 age 与 {value:?} 比较：请写 90s、15m、3h、2d 或 1w");
            Err((format!("compares age with {value:?}: write 90s, 15m, 3h, 2d or 1w"), chinese))
        }
        Field::Named("spot") if compares && !matches!(value, "yes" | "no") => {
            let chinese = format!("将 spot 与 {value:?} 比较：只能是 yes 或 no");
            Err((format!("compares spot with {value:?}: it is yes or no"), chinese))
        }
        _ => Ok(()),
    }
}
