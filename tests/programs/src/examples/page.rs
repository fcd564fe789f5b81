//! [`Page`]: the code of a Markdown page and the lines of `Cargo.toml` that the page states.

use std::fmt::Write;

use toml_edit::{DocumentMut, Item, Table};

/// Tables of the manifest that a page may state.
const TABLES: [&str; 2] = ["dependencies", "dev-dependencies"];

/// A page with its programs.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Path in the repository.
    pub(super) path: String,
    /// Blocks of Rust code.
    pub(super) programs: Vec<Program>,
    /// Errors of the page itself.
    pub(super) faults: Vec<String>,
    /// The stated dependencies.
    dependencies: DocumentMut,
}

/// A block of Rust code as a file of the page's package.
#[derive(Debug)]
pub(super) struct Program {
    text: String,
    target: Target,
}

/// Kind of a target of cargo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Bin,
    /// A program that uses dev-dependencies.
    Example,
    Test,
}

impl Page {
    /// Reads the blocks of a page. A page without dependencies, or with contradictory ones, has a fault.
    pub(super) fn parse(path: String, text: &str) -> Self {
        let mut page = Self { path, ..Self::default() };
        let mut programs = Vec::new();
        for (language, block) in blocks(text) {
            match language.split(',').next() {
                Some("toml") => page.add_dependencies(&block),
                Some("rust") => programs.push(block),
                _ => {}
            }
        }
        if page.dependencies.is_empty() {
            page.faults.push("the page has Rust code, but no dependencies for Cargo.toml".to_owned());
        }
        page.programs = programs.into_iter().map(|block| page.program(block)).collect();
        page
    }

    /// Adds the dependencies of a block. A block without dependencies is a file of another program.
    fn add_dependencies(&mut self, block: &str) {
        let Ok(stated) = block.parse::<DocumentMut>() else { return };
        for table in TABLES {
            let Some(stated) = stated.get(table).and_then(Item::as_table) else { continue };
            let all = self.dependencies.entry(table).or_insert(Item::Table(Table::new()));
            for (name, requirement) in stated {
                let text = requirement.to_string();
                match all.get(name) {
                    Some(other) if other.to_string() != text => {
                        self.faults.push(format!("two different requirements of {name}"));
                    }
                    _ => all[name] = requirement.clone(),
                }
            }
        }
    }

    fn program(&self, block: String) -> Program {
        if block.contains("#[test]") || block.contains("#[tokio::test]") {
            return Program { text: block, target: Target::Test };
        }
        let target = if self.uses_dev_dependency(&block) { Target::Example } else { Target::Bin };
        let is_complete = block.contains("fn main()");
        // Like rustdoc, whose tests run the same block.
        let text = if is_complete { block } else { format!("fn main() {{\n{block}}}\n") };
        Program { text, target }
    }

    fn uses_dev_dependency(&self, block: &str) -> bool {
        let [dependencies, dev_dependencies] = TABLES.map(|table| {
            let table = self.dependencies.get(table).and_then(Item::as_table);
            table.into_iter().flatten().map(|(name, _)| name.replace('-', "_")).collect::<Vec<_>>()
        });
        dev_dependencies.iter().any(|name| {
            let is_used = block.contains(&format!("{name}::"));
            is_used && !dependencies.contains(name)
        })
    }

    /// Name of the page's package.
    pub(super) fn package(&self) -> String {
        format!("page-{}", self.path.trim_end_matches(".md").replace(['/', '.'], "-").to_lowercase())
    }

    /// Path and text of each file of the page's package.
    pub(super) fn files(&self) -> Vec<(String, String)> {
        let mut manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n{}\n",
            self.package(),
            self.dependencies
        );
        let mut files = Vec::new();
        for (index, program) in self.programs.iter().enumerate() {
            let kind = match program.target {
                Target::Bin => "bin",
                Target::Example => "example",
                Target::Test => "test",
            };
            let name = format!("{}-{}", self.package(), index + 1);
            let file = format!("{kind}-{}.rs", index + 1);
            let _ = writeln!(manifest, "[[{kind}]]\nname = \"{name}\"\npath = \"{file}\"");
            if program.target == Target::Bin {
                manifest += "test = false\n";
            }
            files.push((file, program.text.clone()));
        }
        files.push(("Cargo.toml".to_owned(), manifest));
        files
    }
}

/// Language and text of each code block. Lines that mdBook and rustdoc hide from the reader are left out.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(language) = line.strip_prefix("```") else { continue };
        let block = lines.by_ref().take_while(|line| !line.starts_with("```"));
        let is_rust = language.starts_with("rust");
        let visible = block.filter(|line| !(is_rust && (line.starts_with("# ") || *line == "#")));
        blocks.push((language.to_owned(), visible.map(|line| format!("{line}\n")).collect()));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
```toml
[dependencies]
tokio = \"1\"
```
```rust,no_run
# use hidden::Line;
fn main() {}
```
```toml
[dev-dependencies]
tingji-sandbox = \"0.1\"
```
```rust
let sandbox = tingji_sandbox::Sandbox::new();
```
```rust
#[tokio::test]
async fn a_test() {}
```
```toml
[profile]
region = \"bj\"
```
";

    #[test]
    fn page_becomes_a_package_with_its_own_dependencies() {
        let page = Page::parse("docs/Guide/a.md".to_owned(), TEXT);
        assert_eq!(page.faults, [""; 0]);
        assert_eq!(page.package(), "page-docs-guide-a");
        let files = page.files();
        let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["bin-1.rs", "example-2.rs", "test-3.rs", "Cargo.toml"]);
        assert_eq!(files[0].1, "fn main() {}\n");
        assert_eq!(files[1].1, "fn main() {\nlet sandbox = tingji_sandbox::Sandbox::new();\n}\n");
        let manifest: DocumentMut = files[3].1.parse().unwrap();
        assert_eq!(manifest["dependencies"]["tokio"].as_str(), Some("1"));
        assert_eq!(manifest["dev-dependencies"]["tingji-sandbox"].as_str(), Some("0.1"));
        assert!(manifest.get("profile").is_none());
    }

    #[test]
    fn missing_or_contradictory_dependencies_are_faults() {
        let page = Page::parse("a.md".to_owned(), "```rust\nfn main() {}\n```\n");
        assert_eq!(page.faults, ["the page has Rust code, but no dependencies for Cargo.toml"]);
        let block = "```toml\n[dependencies]\na = \"1\"\n```\n";
        let page = Page::parse("a.md".to_owned(), &format!("{block}{}", block.replace('1', "2")));
        assert_eq!(page.faults, ["two different requirements of a"]);
        assert!(Page::parse("a.md".to_owned(), &block.repeat(2)).faults.is_empty());
    }
}
