//! Reading an [`Expression`] as people write it.

use super::expression::{Expression, Sign, span};
use super::field::{Field, phases};
use crate::Cloud;

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

/// What could never hold, or always would, is a mistake: a filter that selects nothing stops nothing, and one
/// that selects everything stops everything.
fn check(field: &Field, sign: Sign, value: &str) -> Result<(), Why> {
    if matches!(sign, Sign::Holds | Sign::Lacks) {
        let chinese = || format!("在 {field} 中查找空文本");
        return wrong(value.is_empty(), || (format!("looks for no text in {field}"), chinese()));
    }
    let equals = matches!(sign, Sign::Equal | Sign::Differs);
    // What is not known equals no text.
    if equals && value.is_empty() {
        return Ok(());
    }
    let Field::Named(name) = field else { return Ok(()) };
    let (bad, english, chinese) = match *name {
        "gpus" => (value.parse::<i64>().is_err(), ", which is no number", "，但它不是数字"),
        "price" => (value.parse::<f64>().is_err(), ", which is no number", "，但它不是数字"),
        "age" => (span(value).is_none(), ": write 90s, 15m, 3h, 2d or 1w", "：请写 90s、15m、3h、2d 或 1w"),
        "spot" => (!matches!(value, "yes" | "no"), ": it is yes or no", "：只能是 yes 或 no"),
        "created" | "release" | "stops" | "expires" => (
            !begins_time(value),
            ": write 2026-11 or 2026-11-21T08:00; how old something is, is its age",
            "：请写 2026-11 或 2026-11-21T08:00；已创建多久请用 age",
        ),
        "cloud" if equals => return one_of("cloud", "云", value, &Cloud::ALL.map(Cloud::as_str)),
        "phase" if equals => return one_of("phase", "阶段", value, &phases()),
        _ => return Ok(()),
    };
    wrong(bad, || {
        (format!("compares {name} with {value:?}{english}"), format!("将 {name} 与 {value:?} 比较{chinese}"))
    })
}

fn wrong(bad: bool, why: impl FnOnce() -> Why) -> Result<(), Why> {
    if bad { Err(why()) } else { Ok(()) }
}

fn one_of(name: &str, chinese: &str, value: &str, words: &[&str]) -> Result<(), Why> {
    let is_there = words.iter().any(|word| word.eq_ignore_ascii_case(value));
    wrong(!is_there, || {
        let words = words.join(", ");
        (
            format!("compares {name} with {value:?}, which is no {name}: use {words}"),
            format!("将 {name} 与 {value:?} 比较，但没有这样的{chinese}：可用 {words}"),
        )
    })
}

/// Whether a time could begin so: `2026`, `2026-11`, … `2026-11-21T08:00:00Z`.
fn begins_time(text: &str) -> bool {
    let shape = "dddd-dd-ddTdd:dd:ddZ";
    let fits =
        |(given, shape): (char, char)| if shape == 'd' { given.is_ascii_digit() } else { given == shape };
    [4, 7, 10, 13, 16, 19, 20].contains(&text.len()) && text.chars().zip(shape.chars()).all(fits)
}
