//! Where the journals of stops are kept, and when they go.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tingji::core::engine::{Outcome, Report};
use tingji::{FileJournal, FleetJob, ResumePlan};

use crate::args::StopArguments;
use crate::error::Failure;
use crate::lang::{self, say};
use crate::output;
use crate::user_dirs::folder;

/// A journal of its own goes after a week.
const LONGEST_KEPT: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// A journal, and whether it goes when nothing is left open.
pub(crate) struct Kept {
    pub(crate) journal: Arc<FileJournal>,
    own: bool,
    /// Whether an earlier process began it.
    resumed: bool,
}

impl Kept {
    /// That of a stop: the file that was asked for, or one of its own; none if none is wanted.
    pub(crate) fn of_stop(arguments: &StopArguments, orders: &[FleetJob]) -> Result<Option<Self>, Failure> {
        if arguments.no_journal || arguments.dry_run {
            return Ok(None);
        }
        let orders = &placed(orders, arguments.targets.select.region.as_deref());
        if let Some(path) = &arguments.journal {
            let journal = Arc::new(FileJournal::create(path, orders)?);
            return Ok(Some(Self { journal, own: false, resumed: false }));
        }
        match own_file()
            .and_then(|path| FileJournal::create(&path, orders).map_err(|error| lang::told(&error)))
        {
            Ok(journal) => Ok(Some(Self { journal: Arc::new(journal), own: true, resumed: false })),
            Err(why) => {
                output::notice(&say!(
                    "note: no journal is kept, so `tingji resume` can't help: {why}",
                    "注：未能保留日志文件，`tingji resume` 将无法使用：{why}"
                ));
                Ok(None)
            }
        }
    }

    /// That of a stop to be finished.
    pub(crate) fn of_resume(path: &Path) -> Result<Self, Failure> {
        let own = folder().is_ok_and(|folder| path.parent() == Some(folder.as_path()));
        Ok(Self { journal: Arc::new(FileJournal::append(path)?), own, resumed: true })
    }

    /// Takes away a file of its own if all is known; else says how to go on.
    pub(crate) fn conclude(&self, reports: &[Report]) {
        let path = self.journal.path();
        let open = reports.iter().filter(|report| report.outcome == Outcome::Unconfirmed).count();
        if open > 0 {
            let what = if open == 1 { "stop is" } else { "stops are" };
            // Resuming is more than looking where something was not sent.
            let again = match reports.iter().filter(|report| is_tried_again(report.outcome)).count() {
                0 => String::new(),
                count => {
                    say!(" (which also tries the {count} that failed again)", "（同时重试失败的 {count} 个）")
                }
            };
            let path = path.display();
            output::notice(&say!(
                "note: {open} {what} left open; look again with: tingji resume {path}{again}",
                "注：还有 {open} 个停机未完成；继续请执行：tingji resume {path}{again}"
            ));
        } else {
            self.remove();
        }
    }

    /// This process sent nothing. What an earlier one sent is still to be known.
    pub(crate) fn abandon(&self) {
        if !self.resumed {
            self.remove();
        }
    }

    /// Takes away a file of its own.
    fn remove(&self) {
        if self.own {
            let _ = std::fs::remove_file(self.journal.path());
        }
    }
}

/// Whether resuming sends it again, as [`ResumePlan::unfinished`] has it.
fn is_tried_again(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Failed | Outcome::Locked)
}

/// The orders with the region that the command line gives to those that name none: whoever takes the
/// journal up again has another command line.
fn placed(orders: &[FleetJob], region: Option<&str>) -> Vec<FleetJob> {
    let target = |order: &FleetJob| match region {
        Some(region) => order.target.with_default_region(region),
        None => order.target.clone(),
    };
    orders.iter().map(|order| FleetJob { target: target(order), ..order.clone() }).collect()
}

/// A name that sorts by time and is this process's alone.
fn own_file() -> Result<PathBuf, String> {
    let folder = folder()?;
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    journals(&folder).iter().filter(|path| is_old(path)).for_each(|path| drop(std::fs::remove_file(path)));
    let time = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ");
    Ok(folder.join(format!("stop-{time}-{}.jsonl", std::process::id())))
}

/// The journals in a folder, the oldest first.
fn journals(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.path()).filter(|path| is_journal(path)).collect();
    files.sort();
    files
}

fn is_journal(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("stop-") && name.ends_with(".jsonl")
}

/// Whether nobody will come back to it.
fn is_old(path: &Path) -> bool {
    let age = path.metadata().and_then(|about| about.modified()).map(|time| time.elapsed());
    matches!(age, Ok(Ok(age)) if age > LONGEST_KEPT)
}

/// The latest journal that is left open.
pub(crate) fn latest() -> Result<PathBuf, Failure> {
    let folder = folder().map_err(|why| Failure::new(2, why))?;
    let is_open =
        |path: &PathBuf| ResumePlan::read(path).is_ok_and(|plan| plan.unfinished().next().is_some());
    journals(&folder).into_iter().rev().find(is_open).ok_or_else(|| {
        Failure::new(
            2,
            say!(
                "there is no journal of a stop left open in {folder}",
                "{folder} 中没有未完成的停机日志文件",
                folder = folder.display()
            ),
        )
    })
}
