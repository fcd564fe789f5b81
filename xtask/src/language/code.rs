//! Names and statements in the code of a Rust file, found line by line.

use super::lexer::RustSource;

/// A part of the code that a rule checks.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum CodeItem {
    /// Name of a test.
    Test(String),
    /// Name of a struct, enum, trait or union.
    Type(String),
    /// Name of a type alias.
    Alias(String),
    /// Name of a constant or static.
    Constant(String),
    /// `let (a, b) = (x, y);`
    TupleLet,
    /// `let f = |…| …;`
    LocalClosure,
}

/// Items of the code, each with its line. Lines are counted from 1.
pub(super) fn items(source: &RustSource) -> Vec<(usize, CodeItem)> {
    let mut items = Vec::new();
    let mut is_test = false;
    for (index, line) in source.code.iter().enumerate() {
        let code = line.trim();
        if code.starts_with("#[test]") || code.starts_with("#[tokio::test") {
            is_test = true;
        } else if let Some(name) = name_after(code, "fn")
            && is_test
        {
            items.push((index + 1, CodeItem::Test(name)));
            is_test = false;
        }
        if let Some(item) = alias(line).or_else(|| item(code)) {
            items.push((index + 1, item));
        }
    }
    items
}

/// First line of the code that only tests compile: an inline `#[cfg(test)] mod`. `None` without such code.
pub(super) fn first_test_line(source: &RustSource) -> Option<usize> {
    let lines: Vec<_> = source.code.iter().map(|code| code.trim()).collect();
    lines.windows(2).position(|pair| starts_test_module(pair[0], pair[1])).map(|index| index + 1)
}

/// True for the two lines at the start of an inline test module.
fn starts_test_module(attribute: &str, item: &str) -> bool {
    attribute == "#[cfg(test)]" && name_after(item, "mod").is_some() && !item.ends_with(';')
}

/// A type alias. Associated types, which are indented, have the names of their traits.
fn alias(line: &str) -> Option<CodeItem> {
    if line.starts_with(' ') {
        return None;
    }
    name_after(line, "type").map(CodeItem::Alias)
}

fn item(code: &str) -> Option<CodeItem> {
    for keyword in ["struct", "enum", "trait", "union"] {
        if let Some(name) = name_after(code, keyword) {
            return Some(CodeItem::Type(name));
        }
    }
    if let Some(name) = constant_name(code) {
        return Some(CodeItem::Constant(name));
    }
    if is_tuple_let(code) {
        return Some(CodeItem::TupleLet);
    }
    if is_local_closure(code) {
        return Some(CodeItem::LocalClosure);
    }
    None
}

/// The identifier behind a keyword. The keyword is the first word of the code except for modifiers such as `pub`
/// and `async`.
fn name_after(code: &str, keyword: &str) -> Option<String> {
    let mut words = code.split_whitespace();
    let found = words.by_ref().find(|word| !is_modifier(word))?;
    let name = words.next()?;
    if found == keyword { identifier(name) } else { None }
}

fn is_modifier(word: &str) -> bool {
    word.starts_with("pub") || ["async", "const", "unsafe", "extern", "default", "auto"].contains(&word)
}

/// Name of a constant or static. A `const fn` has none.
fn constant_name(code: &str) -> Option<String> {
    let mut words = code.split_whitespace().skip_while(|word| word.starts_with("pub"));
    let keyword = words.next()?;
    let name = words.find(|word| *word != "mut")?;
    if (keyword == "const" || keyword == "static") && name.ends_with(':') { identifier(name) } else { None }
}

/// The identifier at the start of a word; `None` for a macro variable.
fn identifier(word: &str) -> Option<String> {
    let end = word.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(word.len());
    if end == 0 { None } else { Some(word[..end].to_owned()) }
}

/// True for a `let` that destructures a tuple written in the same statement. A pattern that can fail, as in
/// `let (Some(a), Some(b)) = (x, y) else`, does not count.
fn is_tuple_let(code: &str) -> bool {
    let Some((pattern, value)) = code.strip_prefix("let (").and_then(|rest| rest.split_once(") = ")) else {
        return false;
    };
    pattern.contains(',') && !pattern.contains('(') && value.starts_with('(')
}

/// True for a `let` that binds a closure to a name.
fn is_local_closure(code: &str) -> bool {
    let Some((name, value)) = code.strip_prefix("let ").and_then(|rest| rest.split_once(" = ")) else {
        return false;
    };
    let name = name.strip_prefix("mut ").unwrap_or(name);
    let value = value.strip_prefix("move ").unwrap_or(value);
    name.chars().all(|c| c.is_alphanumeric() || c == '_') && value.starts_with('|')
}

#[cfg(test)]
mod tests {
    use super::super::lexer;
    use super::{CodeItem, first_test_line, items};

    fn items_of(text: &str) -> Vec<CodeItem> {
        items(&lexer::read(text)).into_iter().map(|(_, item)| item).collect()
    }

    #[test]
    fn definitions_are_found_behind_modifiers() {
        let code =
            "pub(crate) struct A;\npub unsafe trait B {}\nenum C<T> {}\npub type D = u8;\n    type E = u8;\n";
        let names = ["A", "B", "C"].map(|name| CodeItem::Type(name.to_owned()));
        assert_eq!(items_of(code)[..3], names);
        assert_eq!(items_of(code)[3..], [CodeItem::Alias("D".to_owned())]);
    }

    #[test]
    fn constants_are_not_functions() {
        let code = "pub const A: u8 = 1;\nstatic mut B: u8 = 1;\npub const fn c() {}\n*const d;\n";
        assert_eq!(items_of(code), ["A", "B"].map(|name| CodeItem::Constant(name.to_owned())));
    }

    #[test]
    fn tuple_lets_and_local_closures_are_found() {
        assert_eq!(items_of("let (a, b) = (1, 2);"), [CodeItem::TupleLet]);
        assert_eq!(items_of("let mut f = move |x| x;"), [CodeItem::LocalClosure]);
        assert_eq!(
            items_of(
                "let (a, b) = f();\nlet (Some(a), b) = (x, y) else {\nlet (a) = (1);\nlet a = b | c;\ng(|x| x);"
            ),
            []
        );
    }

    #[test]
    fn only_functions_with_the_attribute_are_tests() {
        let code = "#[test]\nfn a() {}\nfn b() {}\n#[tokio::test(start_paused = true)]\nasync fn c() {}\n";
        assert_eq!(items_of(code), ["a", "c"].map(|name| CodeItem::Test(name.to_owned())));
    }

    #[test]
    fn inline_test_module_starts_the_test_code() {
        assert_eq!(first_test_line(&lexer::read("struct A;\n#[cfg(test)]\nmod tests {\n}\n")), Some(2));
        assert_eq!(first_test_line(&lexer::read("#[cfg(test)]\nmod tests;\nstruct A;\n")), None);
    }
}
