//! The command lines of the READMEs are run; those of the book are parsed by the binary.

use crate::support::{Clouds, tingji};
use crate::{clouds, file, leave_open, root, shell, succeeds};

/// Returns the lines in shell code blocks.
fn fenced(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some(kind) => inside = !inside && ["sh", "console"].contains(&kind),
            None if inside => lines.push(line),
            None => {}
        }
    }
    lines
}

/// Returns every `tingji …` between backticks in a line.
fn inline(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut fence = false;
    for line in text.lines() {
        fence ^= line.starts_with("```");
        if !fence {
            found.extend(line.split('`').skip(1).step_by(2).filter(|code| code.starts_with("tingji ")));
        }
    }
    found
}

/// Returns true for lines of other programs.
fn is_foreign(line: &str) -> bool {
    ["cargo ", "export "].iter().any(|start| line.starts_with(start))
}

/// Runs a line, after creating what it needs.
fn works(clouds: &Clouds, line: &str) {
    if line == "tingji resume" {
        leave_open(clouds, "volcengine/cn-beijing/i-y");
    }
    succeeds(clouds, line);
}

#[test]
fn readme_command_lines_work() {
    for readme in ["README.md", "README.zh.md"] {
        let clouds = clouds();
        let text = file(readme);
        let (foreign, ours): (Vec<_>, Vec<_>) = fenced(&text).into_iter().partition(|line| is_foreign(line));
        assert!(ours.len() >= 9 && foreign.len() == 3, "{readme}: {ours:?} {foreign:?}");
        for line in ours {
            assert!(line.starts_with("tingji "), "{readme}: {line}");
            works(&clouds, line);
        }
    }
}

/// Returns the command lines without comments and without `--lang zh`.
fn commands(text: &str) -> Vec<String> {
    let lines = fenced(text).into_iter().map(|line| line.split(" #").next().unwrap().trim().to_owned());
    lines.map(|line| line.replace(" --lang zh", "")).collect()
}

#[test]
fn both_readmes_have_equal_command_lines() {
    let english = file("README.md");
    let chinese = file("README.zh.md");
    assert_eq!(commands(&english), commands(&chinese));
}

#[test]
fn first_stop_lines_work_in_order() {
    let text = file("docs/guide/first-stop.md");
    let clouds = clouds();
    let ours: Vec<_> = fenced(&text).into_iter().filter(|line| !is_foreign(line)).collect();
    assert_eq!(ours.len(), 7, "{ours:?}");
    for line in ours {
        works(&clouds, line);
    }
    assert_eq!(clouds.state(tingji_sandbox::Cloud::Compshare, "uhost-xxxx"), "Stopped");
}

/// Returns true if the parser accepts the line; `--help` at its end prevents the run.
fn is_read(clouds: &Clouds, line: &str) -> bool {
    let typed = line.split("   # ").next().unwrap_or_default();
    let parts = typed.split(" | ").map(str::trim);
    let ours: Vec<_> = parts.filter(|part| part.starts_with("tingji ")).collect();
    !ours.is_empty() && ours.iter().all(|part| shell(clouds, &format!("{part} --help")).status.success())
}

/// Returns the paths of the pages below a folder.
fn pages(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root().join(folder)).unwrap().map(Result::unwrap) {
        let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            found.extend(pages(&path));
        } else if path.ends_with(".md") {
            found.push(path);
        }
    }
    found
}

/// Placeholders in lines, and values for them.
const PLACEHOLDERS: [(&str, &str); 5] = [
    (" CODE", " 1"),
    (" COMMAND", " stop"),
    (" SHELL", " bash"),
    (" STATE", " stopped"),
    (" TARGET…", " bce/bj/i-x"),
];

/// Expands a line: one for each of the words between `\|`, as tables write alternatives.
fn meant(line: &str) -> Vec<String> {
    let line = PLACEHOLDERS.iter().fold(line.to_owned(), |line, (name, value)| line.replace(name, value));
    let words = line.split(' ').find(|word| word.contains(r"\|"));
    match words {
        Some(words) => words.split(r"\|").map(|word| line.replace(words, word)).collect(),
        None => vec![line],
    }
}

#[test]
fn book_command_lines_parse() {
    let clouds = clouds();
    let mut seen = 0;
    // The reference page is generated from the command and contains its usage lines.
    let book = pages("docs").into_iter().filter(|page| page != "docs/cli.md");
    for page in book.chain(["crates/cli/README.md".to_owned()]) {
        let text = file(&page);
        let fenced = fenced(&text).into_iter().map(|line| line.trim_start_matches("$ "));
        let lines = fenced.filter(|line| line.starts_with("tingji ")).chain(inline(&text));
        for line in lines.flat_map(meant) {
            assert!(is_read(&clouds, &line), "{page}: {line}");
            seen += 1;
        }
    }
    assert!(seen > 130, "{seen} lines");
    assert!(!is_read(&clouds, "tingji stop --no-such-option") && !is_read(&clouds, "tingji halt"));
}

#[test]
fn book_reference_page_is_current() {
    let run = tingji(&[], "man --markdown");
    assert_eq!(file("docs/cli.md"), run.stdout, "write it with `cargo xtask docs`");
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 120), "{run}");
}
