//! [`StopJournal`]: the journal file of a stop, its place and its lifetime.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tingji::core::engine::{Outcome, Report};
use tingji::{FileJournal, FleetJob, ResumePlan};

use crate::args::StopArgs;
use crate::error::CliError;
use crate::lang::{self, tr};
use crate::output;
use crate::providers::providers;
use crate::user_dirs::folder;

/// Age after which an automatic journal is deleted: one week.
const MAX_AGE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// A journal, and whether it is deleted once every outcome is known.
pub(crate) struct StopJournal {
    /// The open journal file.
    pub(crate) journal: Arc<FileJournal>,
    /// True for an automatic file in the state folder, which is deleted; false for `--journal FILE`.
    own: bool,
    /// True if an earlier process created the journal.
    resumed: bool,
}

impl StopJournal {
    /// Creates the journal of a stop: the file of `--journal`, else one in the state folder.
    ///
    /// Returns `None` with `--no-journal`, for a dry run, and if the automatic file cannot be created,
    /// which prints a note.
    ///
    /// # Errors
    ///
    /// The file of `--journal` exists or cannot be created.
    pub(crate) fn for_stop(arguments: &StopArgs, orders: &[FleetJob]) -> Result<Option<Self>, CliError> {
        if arguments.no_journal || arguments.change.dry_run {
            return Ok(None);
        }
        let orders = &with_region(orders, arguments.targets.select.region.as_deref());
        if let Some(path) = &arguments.journal {
            let journal = Arc::new(FileJournal::create(path, orders)?);
            return Ok(Some(Self { journal, own: false, resumed: false }));
        }
        match own_file()
            .and_then(|path| FileJournal::create(&path, orders).map_err(|error| lang::localize(&error)))
        {
            Ok(journal) => Ok(Some(Self { journal: Arc::new(journal), own: true, resumed: false })),
            Err(why) => {
                output::notice(&tr!(
                    "note: can't write a journal, so `tingji resume` won't be possible: {why}",
                    "注：无法写入日志文件，`tingji resume` 将无法使用：{why}"
                ));
                Ok(None)
            }
        }
    }

    /// Opens the journal of an earlier stop for appending.
    ///
    /// # Errors
    ///
    /// The file cannot be opened, or another process holds it.
    pub(crate) fn for_resume(path: &Path) -> Result<Self, CliError> {
        let own = folder().is_ok_and(|folder| path.parent() == Some(folder.as_path()));
        Ok(Self { journal: Arc::new(FileJournal::append(path)?), own, resumed: true })
    }

    /// Deletes an automatic journal if every outcome is known; otherwise prints how to resume.
    pub(crate) fn finish(&self, reports: &[Report]) {
        let path = self.journal.path();
        let open = reports.iter().filter(|report| report.outcome == Outcome::Unconfirmed).count();
        if open > 0 {
            let what = if open == 1 { "stop is" } else { "stops are" };
            // A resume does not only poll: it sends failed stops again.
            let again = match reports.iter().filter(|report| is_sent_again(report.outcome)).count() {
                0 => String::new(),
                count => {
                    tr!(" (it also retries the {count} that failed)", "（同时重试失败的 {count} 个）")
                }
            };
            let path = path.display();
            output::notice(&tr!(
                "note: {open} {what} unconfirmed; to continue: tingji resume {path}{again}",
                "注：还有 {open} 个停机未完成；继续请执行：tingji resume {path}{again}"
            ));
        } else {
            self.remove();
        }
    }

    /// Deletes an automatic journal of this process after it sent nothing. The journal of an earlier
    /// process stays.
    pub(crate) fn discard(&self) {
        if !self.resumed {
            self.remove();
        }
    }

    /// Deletes the file if it is automatic.
    fn remove(&self) {
        if self.own {
            let _ = std::fs::remove_file(self.journal.path());
        }
    }
}

/// Returns true for the outcomes that a resume sends again, as [`ResumePlan::unfinished`] selects them.
fn is_sent_again(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Failed | Outcome::Locked)
}

/// Returns the orders with the region of the command line filled in, because a resume has another command
/// line.
fn with_region(orders: &[FleetJob], region: Option<&str>) -> Vec<FleetJob> {
    let Some(region) = region else { return orders.to_vec() };
    let mut placed = orders.to_vec();
    for order in &mut placed {
        order.target = order.target.with_default_region(region);
    }
    placed
}

/// Returns a new file name that sorts by time and is unique to this process. Deletes expired journals.
fn own_file() -> Result<PathBuf, String> {
    let folder = folder()?;
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    journals(&folder).iter().filter(|path| is_old(path)).for_each(|path| drop(std::fs::remove_file(path)));
    let time = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ");
    Ok(folder.join(format!("stop-{time}-{}.jsonl", std::process::id())))
}

/// Returns the journals in a folder, oldest first.
fn journals(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.path()).filter(|path| is_journal(path)).collect();
    files.sort();
    files
}

/// Returns true for the file names of automatic journals.
fn is_journal(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("stop-") && name.ends_with(".jsonl")
}

/// Returns true if the file is older than [`MAX_AGE`].
fn is_old(path: &Path) -> bool {
    let age = path.metadata().and_then(|metadata| metadata.modified()).map(|time| time.elapsed());
    matches!(age, Ok(Ok(age)) if age > MAX_AGE)
}

/// Returns true if the file is a journal with unfinished stops.
fn has_unfinished_stops(path: &Path) -> bool {
    ResumePlan::read(path, providers()).is_ok_and(|plan| plan.unfinished().next().is_some())
}

/// Returns the latest unfinished journal in the state folder.
///
/// # Errors
///
/// Exit code 2 if there is none, or if the user has no home.
pub(crate) fn latest() -> Result<PathBuf, CliError> {
    let folder = folder().map_err(|why| CliError::new(2, why))?;
    journals(&folder).into_iter().rev().find(|path| has_unfinished_stops(path)).ok_or_else(|| {
        CliError::new(
            2,
            tr!(
                "nothing to resume: no unfinished stop journal in {folder}",
                "{folder} 中没有未完成的停机日志文件",
                folder = folder.display()
            ),
        )
    })
}
