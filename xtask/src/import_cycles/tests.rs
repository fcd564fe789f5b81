use std::fs;
use std::path::Path;

use super::check_crate;

/// Writes a crate of these files below `src/` and checks it.
fn check(files: &[(&str, &str)]) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let file = folder.path().join("src").join(name);
        fs::create_dir_all(file.parent().unwrap_or(Path::new("/"))).unwrap();
        fs::write(file, text).unwrap();
    }
    check_crate(folder.path())
}

#[track_caller]
fn assert_cycle(files: &[(&str, &str)], imports: &[&str]) {
    let fault = check(files).unwrap_err();
    let lines: Vec<_> = fault.lines().skip(1).map(str::trim).collect();
    assert_eq!(lines, imports, "{fault}");
}

#[test]
fn mutual_imports_are_a_cycle() {
    assert_cycle(
        &[
            ("lib.rs", "mod a;\nmod b;\n"),
            ("a.rs", "use crate::b::B;\npub struct A(B);\n"),
            ("b.rs", "pub struct B;\nfn f() { super::a::A::new() }\n"),
        ],
        &["src/a.rs:1 imports src/b.rs (crate::b::B)", "src/b.rs:2 imports src/a.rs (super::a::A::new)"],
    );
}

#[test]
fn one_way_imports_are_not_a_cycle() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\npub use a::A;\npub use b::B;\n"),
        ("a.rs", "use crate::b::B;\npub struct A(B);\n"),
        ("b.rs", "use std::fmt;\npub struct B(fmt::Error);\n"),
    ];
    assert_eq!(check(&files), Ok(()));
}

#[test]
fn import_through_reexport_is_of_the_definition() {
    let facade = "mod a;\nmod b;\npub use a::A;\npub use b::B;\n";
    let one_way =
        [("lib.rs", facade), ("a.rs", "use crate::B;\npub struct A(B);"), ("b.rs", "pub struct B;")];
    assert_eq!(check(&one_way), Ok(()));
    assert_cycle(
        &[
            ("lib.rs", facade),
            ("a.rs", "use crate::B;\npub struct A(B);"),
            ("b.rs", "use crate::A;\npub struct B(Option<Box<A>>);"),
        ],
        &["src/a.rs:1 imports src/b.rs (crate::B)", "src/b.rs:1 imports src/a.rs (crate::A)"],
    );
}

#[test]
fn parent_that_uses_its_child_is_imported_by_it() {
    let child = ("a/child.rs", "use super::Parent;\npub fn f(parent: Parent) {}");
    assert_cycle(
        &[
            ("lib.rs", "mod a;"),
            ("a.rs", "mod child;\npub struct Parent;\nfn g() { child::f(Parent) }"),
            child,
        ],
        &[
            "src/a.rs:3 imports src/a/child.rs (child::f)",
            "src/a/child.rs:1 imports src/a.rs (super::Parent)",
        ],
    );
    let reexport = ("a.rs", "mod child;\npub use child::f;\npub struct Parent;");
    assert_eq!(check(&[("lib.rs", "mod a;"), reexport, child]), Ok(()));
}

#[test]
fn reexport_that_the_code_uses_too_is_an_import() {
    assert_cycle(
        &[
            ("lib.rs", "mod a;"),
            ("a.rs", "mod child;\npub use child::f;\npub struct Parent;\nfn g() { f(Parent) }"),
            ("a/child.rs", "use super::Parent;\npub fn f(parent: Parent) {}"),
        ],
        &["src/a.rs:4 imports src/a/child.rs (f)", "src/a/child.rs:1 imports src/a.rs (super::Parent)"],
    );
}

#[test]
fn module_alias_and_glob_count_for_the_definition() {
    let files = [
        ("lib.rs", "mod a;\nmod b;"),
        ("a.rs", "use crate::b;\npub struct A;\nfn f() { b::g() }"),
        ("b/mod.rs", "use super::a::*;\npub fn g(_: A) {}"),
    ];
    assert_cycle(&files, &["src/a.rs:3 imports src/b/mod.rs (b::g)", "src/b/mod.rs:2 imports src/a.rs (A)"]);
}

#[test]
fn paths_in_macros_and_attributes_count() {
    assert_cycle(
        &[
            ("lib.rs", "#[macro_use]\nmod a;\nmod b;"),
            ("a.rs", "macro_rules! make { () => { $crate::b::g() } }\npub mod time {}\npub fn text() {}"),
            ("b.rs", "struct S { #[serde(with = \"crate::a::text\")] x: u8 }\npub fn g() {}\n"),
        ],
        &["src/a.rs:1 imports src/b.rs (crate::b::g)", "src/b.rs:1 imports src/a.rs (crate::a::text)"],
    );
    assert_cycle(
        &[
            ("lib.rs", "#[macro_use]\nmod a;\nmod b;"),
            ("a.rs", "macro_rules! make { () => { 1 } }\nfn f() { assert!(crate::b::g(), \"{}\", 1) }"),
            ("b.rs", "pub fn g() -> bool { make!() == 1 }"),
        ],
        &["src/a.rs:2 imports src/b.rs (crate::b::g)", "src/b.rs:1 imports src/a.rs (make)"],
    );
}

#[test]
fn test_code_and_documentation_do_not_count() {
    let files = [
        ("lib.rs", "mod a;\nmod b;"),
        ("a.rs", "/// See [`crate::b::g`].\npub struct A;\n#[cfg(test)]\nmod tests { use crate::b::g; }"),
        ("b.rs", "use crate::a::A;\npub fn g(_: A) {}"),
    ];
    assert_eq!(check(&files), Ok(()));
}

#[test]
fn names_of_other_crates_do_not_count() {
    let files = [
        ("lib.rs", "pub mod http;\nmod b;"),
        ("http.rs", "use crate::b::g;\npub struct Request;\nfn f() { g() }"),
        ("b.rs", "use http::Request;\npub fn g() -> http::Request { Request::new() }"),
    ];
    assert_eq!(check(&files), Ok(()));
}

#[test]
fn search_through_mutual_glob_imports_ends() {
    let modules: Vec<_> = (0..30).map(|index| format!("m{index}")).collect();
    let globs: String = modules.iter().map(|name| format!("use crate::{name}::*;\n")).collect();
    let root: String = modules.iter().map(|name| format!("mod {name};\n")).collect();
    let module = format!("{globs}fn f() {{ missing::name() }}\n");
    let mut files = vec![("lib.rs".to_owned(), root)];
    files.extend(modules.iter().map(|name| (format!("{name}.rs"), module.clone())));
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(check(&files), Ok(()));
}

#[test]
fn file_over_the_limit_is_named() {
    let long = "// a line\n".repeat(401);
    let fault = check(&[("lib.rs", &long)]).unwrap_err();
    assert_eq!(fault, "src/lib.rs has 401 lines (at most 400)");
    assert_eq!(check(&[("lib.rs", &long[10..])]), Ok(()));
}
