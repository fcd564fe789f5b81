//! The lines of the READMEs are run; those of the book are read by the binary's own parser.

use crate::support::{Clouds, tingji};
use crate::{clouds, file, leave_open, root, shell, succeeds};

/// The lines between fences of a shell.
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

/// Every `tingji …` between backticks in a line of text.
fn inline(text: &str) -> Vec<&str> {
    let (mut found, mut fence) = (Vec::new(), false);
    for line in text.lines() {
        fence ^= line.starts_with("```");
        if !fence {
            found.extend(line.split('`').skip(1).step_by(2).filter(|code| code.starts_with("tingji ")));
        }
    }
    found
}

/// What people type that is not this command.
fn is_foreign(line: &str) -> bool {
    ["cargo ", "export "].iter().any(|start| line.starts_with(start))
}

/// Runs a line that ends well; what it is for is there before it.
fn works(clouds: &Clouds, line: &str) {
    if line == "tingji resume" {
        leave_open(clouds, "volcengine/cn-beijing/i-y");
    }
    succeeds(clouds, line);
}

#[test]
fn every_line_of_the_readmes_works_as_it_stands() {
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

#[test]
fn both_readmes_have_the_same_lines() {
    let (english, chinese) = (file("README.md"), file("README.zh.md"));
    let commands = |text: &str| -> Vec<String> {
        let lines = fenced(text).into_iter().map(|line| line.split(" #").next().unwrap().trim().to_owned());
        lines.map(|line| line.replace(" --lang zh", "")).collect()
    };
    assert_eq!(commands(&english), commands(&chinese));
}

#[test]
fn the_lines_of_the_first_stop_work_in_their_order() {
    let text = file("docs/guide/first-stop.md");
    let clouds = clouds();
    let ours: Vec<_> = fenced(&text).into_iter().filter(|line| !is_foreign(line)).collect();
    assert_eq!(ours.len(), 7, "{ours:?}");
    for line in ours {
        works(&clouds, line);
    }
    assert_eq!(clouds.state(tingji_sandbox::Cloud::Compshare, "uhost-xxxx"), "Stopped");
}

/// The parser reads all that stands before `--help`.
fn is_read(clouds: &Clouds, line: &str) -> bool {
    let typed = line.split("   # ").next().unwrap_or_default();
    let parts = typed.split(" | ").map(str::trim);
    let ours: Vec<_> = parts.filter(|part| part.starts_with("tingji ")).collect();
    !ours.is_empty() && ours.iter().all(|part| shell(clouds, &format!("{part} --help")).status.success())
}

/// The pages below a folder of the repository, by their paths in it.
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

/// What stands for something else in a line, and what one might type for it.
const PLACEHOLDERS: [(&str, &str); 5] = [
    (" CODE", " 1"),
    (" COMMAND", " stop"),
    (" SHELL", " bash"),
    (" STATE", " stopped"),
    (" TARGET…", " bce/bj/i-x"),
];

/// What one might type for a line: one of each of the words between `\|`, as tables write it.
fn meant(line: &str) -> Vec<String> {
    let line = PLACEHOLDERS.iter().fold(line.to_owned(), |line, (name, value)| line.replace(name, value));
    let words = line.split(' ').find(|word| word.contains(r"\|"));
    match words {
        Some(words) => words.split(r"\|").map(|word| line.replace(words, word)).collect(),
        None => vec![line],
    }
}

#[test]
fn every_line_of_the_book_is_one_that_the_command_reads() {
    let clouds = clouds();
    let mut seen = 0;
    // The page of the command line is the command's own, and shows its usage.
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
fn the_page_of_the_book_is_that_of_this_command() {
    let run = tingji(&[], "man --markdown");
    assert_eq!(file("docs/cli.md"), run.stdout, "write it with `cargo xtask docs`");
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 120), "{run}");
}
