//! `language`: checks that comments, documentation, test names and messages are in plain language.
//!
//! The check prevents a private dialect. It finds openings, terms and names that readers did not understand, and
//! type names with several meanings. It cannot decide if a sentence is clear.

mod code;
mod lexer;
mod paragraphs;
mod rules;
mod scan;
#[cfg(test)]
mod tests;
mod type_names;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use tingji_tests::Tally;
use tingji_tests::process::root;
use tingji_tests::report::{failed, record};

use crate::source_files;
use rules::Rules;
use scan::Scan;

/// Maximum share of paragraphs that begin with a pronoun or a question word, in percent.
const MAX_OPENINGS_PERCENT: f64 = 0.1;
/// Maximum number of `let` statements with a tuple on both sides, per 1000 lines of Rust.
const MAX_TUPLE_LETS_PER_1000: f64 = 0.1;
/// Maximum number of closures that are bound to a name, per 1000 lines of Rust.
const MAX_LOCAL_CLOSURES_PER_1000: f64 = 0.3;
/// Minimum share of comment lines in the sources of a library, in percent.
const MIN_DOCS_PERCENT: f64 = 20.0;
/// Minimum share of comment lines in the sources of the command and the sandbox, in percent. Their readers use
/// the help and the book.
const MIN_PROGRAM_DOCS_PERCENT: f64 = 12.0;
/// Crates to which [`MIN_PROGRAM_DOCS_PERCENT`] applies.
const PROGRAMS: [&str; 2] = ["cli", "sandbox"];
/// Extensions of the files that are read.
const EXTENSIONS: [&str; 8] = ["rs", "md", "py", "sh", "toml", "yaml", "service", "timer"];
/// Files that are read although their folder is hidden.
const HIDDEN_FILES: [&str; 1] = [".ci/run"];

/// Arguments of `cargo xtask language`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Check only these files and folders; the whole repository if none is named
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// Checks every file and prints each fault with its place, then the counts.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    let rules = match Rules::load(&root().join("xtask/language/retired.toml")) {
        Ok(rules) => rules,
        Err(why) => {
            failed(&mut tally, why);
            return tally;
        }
    };
    match scan(&rules, root(), &options.paths) {
        Ok(scan) => {
            report(&scan, &mut tally);
            if options.paths.is_empty() {
                report_repository(&scan, &rules, &mut tally);
            }
        }
        Err(why) => failed(&mut tally, why),
    }
    tally
}

/// Reads every source file and page below `root`, or those of `paths`.
fn scan(rules: &Rules, root: &Path, paths: &[PathBuf]) -> Result<Scan, String> {
    let mut files = Vec::new();
    if paths.is_empty() {
        files = source_files::find(root, &EXTENSIONS)?;
        files.extend(HIDDEN_FILES.iter().map(|file| root.join(file)).filter(|file| file.is_file()));
    }
    for path in paths {
        let path = root.join(path);
        if path.is_dir() {
            files.extend(source_files::find(&path, &EXTENSIONS)?);
        } else {
            files.push(path);
        }
    }
    let mut scan = Scan::default();
    for file in files {
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let shown = file.strip_prefix(root).unwrap_or(&file);
        scan.file(rules, shown, &text);
    }
    Ok(scan)
}

/// Prints the result of each rule for a single file.
fn report(scan: &Scan, tally: &mut Tally) {
    println!(
        "{} paragraphs, {} texts of the program, {} tests (the longest name has {} characters)",
        scan.paragraphs, scan.strings, scan.tests, scan.longest_test_name
    );
    let percent = percent(scan.openings.len(), scan.paragraphs);
    let openings = format!(
        "{} paragraphs ({percent:.2} %, at most {MAX_OPENINGS_PERCENT} %) open with a pronoun or question word",
        scan.openings.len()
    );
    record(tally, &openings, at_most(percent, MAX_OPENINGS_PERCENT, &scan.openings));
    for (rule, faults) in [
        ("retired terms", &scan.terms),
        ("test names that are too long", &scan.test_names),
        ("retired type names", &scan.types),
        ("retired names of constants", &scan.constants),
    ] {
        record(tally, &format!("{} {rule}", faults.len()), none(faults));
    }
    for (rule, faults, max) in [
        ("`let` statements with a tuple on both sides", &scan.tuple_lets, MAX_TUPLE_LETS_PER_1000),
        ("closures bound to a name", &scan.local_closures, MAX_LOCAL_CLOSURES_PER_1000),
    ] {
        let per_1000 = self::percent(faults.len(), scan.rust_lines) * 10.0;
        let what = format!("{} {rule} ({per_1000:.2} per 1000 lines, at most {max})", faults.len());
        record(tally, &what, at_most(per_1000, max, faults));
    }
}

/// Prints the results of the rules that need all files.
fn report_repository(scan: &Scan, rules: &Rules, tally: &mut Tally) {
    let faults = scan.type_names.faults(rules);
    let what = format!("{} of {} type names have several meanings", faults.len(), scan.type_names.len());
    record(tally, &what, none(&faults));
    for (name, lines) in &scan.docs {
        let min = if PROGRAMS.contains(&name.as_str()) { MIN_PROGRAM_DOCS_PERCENT } else { MIN_DOCS_PERCENT };
        let share = percent(lines.comments, lines.all);
        let what = format!("crates/{name}: {share:.1} % of the lines are comments (at least {min} %)");
        let outcome = if share >= min { Ok(()) } else { Err("add documentation".to_owned()) };
        record(tally, &what, outcome);
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of lines are small")]
    let share = 100.0 * part as f64 / whole.max(1) as f64;
    share
}

fn at_most(value: f64, max: f64, faults: &[String]) -> Result<(), String> {
    if value <= max { Ok(()) } else { none(faults) }
}

fn none(faults: &[String]) -> Result<(), String> {
    if faults.is_empty() { Ok(()) } else { Err(format!("\n  {}", faults.join("\n  "))) }
}
