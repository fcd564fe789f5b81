//! `language`: whether comments, documentation, test names and messages are in plain language.
//!
//! The check is a guard against a private dialect. It finds openings, terms and type names that readers
//! stumbled over; it cannot judge whether a sentence is clear.

mod lexer;
mod paragraphs;
mod rules;
mod scan;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use tingji_tests::Tally;

use crate::process::{home, root};
use crate::report::{failed, record};
use crate::source_files;
use rules::Rules;
use scan::Scan;

/// Share of paragraphs, in percent, that may begin with a pronoun or a question word.
const MAX_OPENINGS_PERCENT: f64 = 1.0;
/// Maximum length of a test's name, in characters.
pub(crate) const MAX_TEST_NAME: usize = 60;
/// Minimum share of comment lines in the sources of a library, in percent.
const MIN_DOCS_PERCENT: f64 = 20.0;
/// The same for the command and the sandbox, whose readers use the help and the book.
const MIN_PROGRAM_DOCS_PERCENT: f64 = 12.0;
/// Crates to which [`MIN_PROGRAM_DOCS_PERCENT`] applies.
const PROGRAMS: [&str; 2] = ["cli", "sandbox"];

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
    let rules = Rules::load(&home().join("language/retired.toml"));
    match rules.and_then(|rules| check(&rules, root(), &options.paths)) {
        Ok(scan) => report(&scan, options.paths.is_empty(), &mut tally),
        Err(why) => failed(&mut tally, why),
    }
    tally
}

/// Reads every source file and page below `root`, or those below `paths`.
fn check(rules: &Rules, root: &Path, paths: &[PathBuf]) -> Result<Scan, String> {
    let mut scan = Scan::default();
    let paths: Vec<_> = match paths {
        [] => vec![root.to_owned()],
        _ => paths.iter().map(|path| root.join(path)).collect(),
    };
    for path in &paths {
        let files = match path.is_dir() {
            true => source_files::find(path, &["rs", "md", "py", "sh", "toml"])?,
            false => vec![path.clone()],
        };
        for file in files {
            let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            let shown = file.strip_prefix(root).unwrap_or(&file);
            scan.file(rules, shown, &text);
        }
    }
    Ok(scan)
}

/// Prints the result of each rule; the share of documentation only if all files were read.
fn report(scan: &Scan, is_complete: bool, tally: &mut Tally) {
    let longest = scan.longest_test_name;
    println!(
        "{} paragraphs, {} texts of the program, {} tests (the longest name has {longest} characters)",
        scan.paragraphs, scan.strings, scan.tests
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
    ] {
        record(tally, &format!("{} {rule}", faults.len()), none(faults));
    }
    if is_complete {
        for (name, lines) in &scan.docs {
            let least =
                if PROGRAMS.contains(&name.as_str()) { MIN_PROGRAM_DOCS_PERCENT } else { MIN_DOCS_PERCENT };
            let share = self::percent(lines.comments, lines.all);
            let what = format!("crates/{name}: {share:.1} % of the lines are comments (at least {least} %)");
            let outcome = if share >= least { Ok(()) } else { Err("add documentation".to_owned()) };
            record(tally, &what, outcome);
        }
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of lines are small")]
    let share = 100.0 * part as f64 / whole.max(1) as f64;
    share
}

fn at_most(percent: f64, most: f64, faults: &[String]) -> Result<(), String> {
    if percent <= most { Ok(()) } else { none(faults) }
}

fn none(faults: &[String]) -> Result<(), String> {
    if faults.is_empty() { Ok(()) } else { Err(format!("\n  {}", faults.join("\n  "))) }
}
