//! Messages of the libraries: every key has one English and one Chinese template, and core and the facade
//! create no error from a plain text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Table of the Chinese templates.
const TABLE: &str = "crates/cli/src/lang/messages.rs";

/// A call of `message!`: the key, the English template and the names of the values.
type Call = (String, String, BTreeSet<String>);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

fn tokens(path: &Path) -> Vec<TokenTree> {
    let text = fs::read_to_string(path).unwrap();
    text.parse::<TokenStream>().unwrap().into_iter().collect()
}

/// The source files of the crates except the sandbox, which has texts of the vendors.
fn sources() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.ends_with("sandbox") {
            files.extend(rust_files(&folder.join("src")));
        }
    }
    files
}

fn is_ident(token: Option<&TokenTree>, name: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == name)
}

fn is_punct(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

/// Content of a string literal, with its escapes.
fn text(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    let text = literal.to_string();
    Some(text.strip_prefix('"')?.strip_suffix('"')?.to_owned())
}

/// Calls `visit` for every token with the tokens after it, at every depth. Modules named `tests` are left
/// out.
fn visit_tokens(tokens: &[TokenTree], visit: &mut dyn FnMut(&[TokenTree])) {
    for (position, token) in tokens.iter().enumerate() {
        visit(&tokens[position..]);
        let is_test = position >= 2
            && is_ident(tokens.get(position - 1), "tests")
            && is_ident(tokens.get(position - 2), "mod");
        if let TokenTree::Group(group) = token
            && !is_test
        {
            visit_tokens(&group.stream().into_iter().collect::<Vec<_>>(), visit);
        }
    }
}

/// Parses the arguments of a `message!` that begins with two texts.
fn call(arguments: &Group) -> Option<Call> {
    let tokens: Vec<_> = arguments.stream().into_iter().collect();
    let key = text(tokens.first()?)?;
    let template = text(tokens.get(2)?)?;
    let mut names = BTreeSet::new();
    for (position, token) in tokens.iter().enumerate().skip(3) {
        if let TokenTree::Ident(name) = token
            && is_punct(tokens.get(position - 1), ',')
        {
            names.insert(name.to_string());
        }
    }
    Some((key, template, names))
}

fn calls() -> Vec<Call> {
    let mut calls = Vec::new();
    for path in sources() {
        visit_tokens(&tokens(&path), &mut |tokens| {
            if let [TokenTree::Ident(name), sign, TokenTree::Group(arguments), ..] = tokens
                && name == "message"
                && is_punct(Some(sign), '!')
            {
                calls.extend(call(arguments));
            }
        });
    }
    assert!(calls.len() > 150, "{} calls of message! found", calls.len());
    calls
}

/// Rows of the table: `("key", "template")`.
fn chinese_templates() -> BTreeMap<String, String> {
    let mut rows = BTreeMap::new();
    visit_tokens(&tokens(&root().join(TABLE)), &mut |tokens| {
        let Some(TokenTree::Group(group)) = tokens.first() else { return };
        let row: Vec<_> = group.stream().into_iter().collect();
        if group.delimiter() == Delimiter::Parenthesis
            && let [key, _, template] = row.as_slice()
            && let (Some(key), Some(template)) = (text(key), text(template))
        {
            assert_eq!(rows.insert(key.clone(), template), None, "{key} occurs twice");
        }
    });
    rows
}

/// Names in the braces of a template.
fn placeholders(template: &str) -> BTreeSet<String> {
    let parts = template.split('{').skip(1);
    parts.map(|part| part.split('}').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_message_has_a_chinese_template_with_its_values() {
    let chinese = chinese_templates();
    let mut english: BTreeMap<String, String> = BTreeMap::new();
    for (key, template, names) in calls() {
        assert_eq!(placeholders(&template), names, "{key}: the values of its English template");
        let same = english.entry(key.clone()).or_insert_with(|| template.clone());
        assert_eq!(*same, template, "{key} has two English templates");
        let chinese = chinese.get(&key).unwrap_or_else(|| panic!("{key} has no Chinese template in {TABLE}"));
        assert_eq!(placeholders(chinese), names, "{key}: the values of its Chinese template");
    }
    let unused: Vec<_> = chinese.keys().filter(|key| !english.contains_key(*key)).collect();
    assert!(unused.is_empty(), "{TABLE} has keys that no message uses: {unused:?}");
}

#[test]
fn core_and_facade_create_errors_from_typed_messages() {
    let folders = ["core", "tingji"].map(|name| root().join("crates").join(name).join("src"));
    let mut faults = Vec::new();
    for path in folders.iter().flat_map(|folder| rust_files(folder)) {
        let is_test = path.components().any(|part| {
            ["testing", "testing.rs", "tests", "tests.rs"].iter().any(|name| part.as_os_str() == *name)
        });
        if is_test {
            continue;
        }
        visit_tokens(&tokens(&path), &mut |tokens| {
            let [error, _, _, new, TokenTree::Group(arguments), ..] = tokens else { return };
            if !is_ident(Some(error), "Error") || !is_ident(Some(new), "new") {
                return;
            }
            let arguments: Vec<_> = arguments.stream().into_iter().collect();
            let comma = arguments.iter().position(|token| is_punct(Some(token), ','));
            let message = comma.and_then(|comma| arguments.get(comma + 1));
            if message.is_some_and(|token| text(token).is_some() || is_ident(Some(token), "format")) {
                faults.push(format!("{}: {message:?}", path.display()));
            }
        });
    }
    assert!(faults.is_empty(), "these errors have no typed message: {faults:#?}");
}
