//! Names of clouds in the source outside their own crates.
//!
//! A program learns everything about a cloud from its `Provider`. Two tests hold this rule: the number of
//! files that name a vendor has a limit, and no condition depends on the name of a cloud.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Vendor whose files are counted. The rule is the same for every vendor; examples in the documentation use
/// the names of the others.
const COUNTED_VENDOR: &str = "huawei";

/// Maximum number of files that contain the vendor's name, by the start of their path. The limit of all other
/// paths is 0.
const LIMITS: [(&str, usize); 3] = [
    // The table of the signing schemes.
    ("crates/cli/src/sign/scheme.rs", 1),
    // The implementations of the schemes.
    ("crates/signing-core/src/", 4),
    // The table of providers and the re-exports.
    ("crates/tingji/src/", 2),
];

/// Maximum number of files that contain the vendor's name, in total.
const MAX_FILES: usize = 12;

/// Paths whose files may depend on names: the signature schemes are those of the vendors.
const VENDOR_SPECIFIC: &str = "crates/signing-core/";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Adds the path and the text of every Rust file below a folder of the repository.
fn read_folder(folder: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().into_string().unwrap());
        if entry.path().is_dir() {
            read_folder(&path, files);
        } else if path.ends_with(".rs") {
            files.push((path, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

/// The path and the text of every source file of xtask and of the crates whose folders are not left out.
fn sources_without(left_out: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !left_out(&name) {
            read_folder(&format!("crates/{name}/src"), &mut files);
        }
    }
    read_folder("xtask/src", &mut files);
    files
}

/// The source files outside the providers and the sandbox.
fn sources() -> Vec<(String, String)> {
    sources_without(|name| name == "sandbox" || tingji::providers().iter().any(|cloud| cloud.name == name))
}

/// Names and aliases of all clouds.
fn names() -> Vec<&'static str> {
    tingji::providers()
        .iter()
        .flat_map(|provider| [provider.name].into_iter().chain(provider.aliases.iter().copied()))
        .collect()
}

/// Returns true if a line of code decides by the name of a cloud: a pattern, a comparison or a variant of an
/// enum.
fn decides_by_name(line: &str, names: &[&str]) -> bool {
    let code = line.trim_start();
    if code.starts_with("//") || code.starts_with("use ") || code.starts_with("pub use ") {
        return false;
    }
    names.iter().any(|name| has_pattern(code, name)) || has_variant(code, names) || compares_provider(code)
}

/// Returns true for a text that is a pattern or an operand: `"name" =>`, `"name" |`, `== "name"`,
/// `contains("name")`.
fn has_pattern(code: &str, name: &str) -> bool {
    let quoted = format!("\"{name}\"");
    code.match_indices(&quoted).any(|(at, _)| {
        let before = code[..at].trim_end();
        let after = code[at + quoted.len()..].trim_start();
        let is_pattern = after.starts_with("=>") || after.starts_with("| ") || before.ends_with('|');
        let is_operand = before.ends_with("==") || before.ends_with("!=") || after.starts_with("==");
        let is_searched =
            ["contains(", "starts_with(", "ends_with(", "eq("].iter().any(|call| before.ends_with(call));
        is_pattern || is_operand || is_searched
    })
}

/// Returns true for a variant with the name of a cloud, such as `Kind::Volcengine`.
fn has_variant(code: &str, names: &[&str]) -> bool {
    code.match_indices("::").any(|(at, _)| {
        let rest = &code[at + 2..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let word = &rest[..end];
        let is_variant =
            word.starts_with(|c: char| c.is_ascii_uppercase()) && word.contains(|c: char| c.is_lowercase());
        is_variant && names.contains(&word.to_ascii_lowercase().as_str())
    })
}

/// Returns true for a comparison with the description of a certain cloud.
fn compares_provider(code: &str) -> bool {
    code.contains("::PROVIDER") && (code.contains("==") || code.contains("!=") || code.contains("=>"))
}

#[test]
fn vendor_name_occurs_only_in_the_tables() {
    let mut counts = BTreeMap::new();
    for (path, text) in sources() {
        if text.to_lowercase().contains(COUNTED_VENDOR) {
            let limited = LIMITS.iter().find(|(start, _)| path.starts_with(start));
            let (start, _) = limited.unwrap_or_else(|| panic!("{path} contains {COUNTED_VENDOR}"));
            counts.entry(*start).or_insert_with(Vec::new).push(path);
        }
    }
    for (start, maximum) in LIMITS {
        let files = counts.remove(start).unwrap_or_default();
        assert!(files.len() <= maximum, "{start}: at most {maximum} files, but {files:#?}");
    }
}

#[test]
fn vendor_name_occurs_in_few_files() {
    let mut files = sources_without(|name| name == "sandbox" || name.contains(COUNTED_VENDOR));
    files.retain(|(_, text)| text.to_lowercase().contains(COUNTED_VENDOR));
    let paths: Vec<_> = files.iter().map(|(path, _)| path).collect();
    assert!(paths.len() <= MAX_FILES, "at most {MAX_FILES} files, but {paths:#?}");
}

#[test]
fn no_condition_depends_on_the_name_of_a_cloud() {
    let names = names();
    let mut found = Vec::new();
    let mut files = sources();
    files.retain(|(path, _)| !path.starts_with(VENDOR_SPECIFIC));
    for (path, text) in files {
        for (number, line) in text.lines().enumerate() {
            if decides_by_name(line, &names) {
                found.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "read a field of the Provider instead:\n{}", found.join("\n"));
}

/// The programs run the sandbox, whose clouds are the variants of an enum. Only a variant in a comparison or in a
/// pattern is a condition.
#[test]
fn no_condition_of_a_program_depends_on_a_name() {
    let names = names();
    let mut files = Vec::new();
    read_folder("tests/programs/src", &mut files);
    let mut found = Vec::new();
    for (path, text) in files {
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = code.lines().filter(|line| has_operator(line) && decides_by_name(line, &names));
        found.extend(lines.map(|line| format!("{path}: {}", line.trim())));
    }
    assert!(found.is_empty(), "read a field of the Provider instead:\n{}", found.join("\n"));
}

/// Returns true for a line with a comparison or a pattern.
fn has_operator(code: &str) -> bool {
    let operators = ["=>", "==", "!=", "matches!(", "contains(", "starts_with("];
    operators.iter().any(|operator| code.contains(operator)) || code.trim_start().starts_with('|')
}

#[test]
fn conditions_on_names_are_recognized() {
    let names = ["bce", "volcengine"];
    for line in [
        "    \"bce\" => 1,",
        "if cloud.name == \"bce\" {",
        "if host.contains(\"volcengine\") {",
        "matches!(name, \"bce\" | \"other\")",
        "    Kind::Volcengine => 1,",
        "matches!(kind, Kind::Bce)",
        "if cloud == Cloud::new(&tingji::bce::PROVIDER) {",
    ] {
        assert!(has_operator(line) && decides_by_name(line, &names), "{line}");
    }
    for line in [
        "// \"bce\" => 1,",
        "use tingji_signing_core::Bce;",
        "    name: \"bce\",",
        "Box::new(Bce::new())",
        "const BCE: Cloud = Cloud::new(&tingji::bce::PROVIDER);",
        "#[cfg(feature = \"bce\")]",
        "    \"bcecmd\" => 1,",
    ] {
        assert!(!decides_by_name(line, &names), "{line}");
    }
}
