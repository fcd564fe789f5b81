//! [`FileJournal`]: a record of the sent requests that survives a crash.
//!
//! The file has one JSON object per line. The first line has the version of the format and all stops; each further line
//! is an event. `at` is the position of the stop in the first line, or a list of positions.
//!
//! | event | written | fields |
//! |---|---|---|
//! | `begin` | when the file is created | `version`, `orders` |
//! | `sending` | before requests are sent; synced to the disk | `at` |
//! | `accepted` | when the vendor accepted a request | `at`, `request_id` |
//! | `rejected` | when a request failed | `at`, `ambiguous`, `code` |
//! | `done` | when a stop has finished | `at`, `outcome` |
//!
//! [`ResumePlan`] reads the file after a crash. For each stop it determines the last known state of its requests: not
//! sent, unknown, or accepted. A stop with an unknown request is observed before anything is sent again. The file
//! contains no credentials, and on Unix only its owner can read it.

mod entry;
mod resume;

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use entry::{Begin, Entry, JournalLine};
use fs4::{FileExt, TryLockError};
pub use resume::{ResumePlan, ResumeStep};
use tingji_core::engine::Report;
use tingji_core::fleet::SendLog;
use tingji_core::{Error, ErrorKind, Message, Result, message};

use crate::FleetJob;

/// Journal file with one JSON object per line: first the list of stops, then their events. The line for a
/// request is on the disk before the request is sent.
///
/// ```
/// # #[cfg(feature = "full")] {
/// use tingji::{FileJournal, FleetJob, ResumePlan, providers};
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("stop.jsonl");
///
/// let jobs = [FleetJob::new("bce/bj/i-x".parse().unwrap())];
/// let journal = FileJournal::create(&path, &jobs).unwrap();
/// // Here a fleet stops with this journal, and the machine loses its power.
/// drop(journal);
/// let plan = ResumePlan::read(&path, providers()).unwrap();
/// assert_eq!(plan.unfinished().count(), 1);
/// # }
/// ```
pub struct FileJournal {
    path: PathBuf,
    file: Mutex<JournalOutput>,
}

/// Open journal file.
struct JournalOutput {
    file: File,
    /// True if the last line may be incomplete.
    is_cut: bool,
}

impl FileJournal {
    /// Creates a journal file with these jobs.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if the file exists or cannot be written, or if a job is not a stop.
    pub fn create(path: &Path, jobs: &[FleetJob]) -> Result<Self> {
        let targets = jobs.iter().map(entry::JobRecord::of).collect::<Result<_>>()?;
        let file = options().create_new(true).open(path).map_err(|error| create_error(path, &error))?;
        lock(&file, path)?;
        // The folder entry must survive a crash as well as the content.
        sync_folder(path);
        let journal = Self::of(path, file, false);
        journal
            .write(&JournalLine::now(Entry::Begin(Begin::new(targets))), true)
            .map_err(|error| create_error(path, &error))?;
        Ok(journal)
    }

    /// Opens an existing journal file to append to it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if the file cannot be opened; [`ErrorKind::Locked`] if another process still
    /// uses it.
    pub fn append(path: &Path) -> Result<Self> {
        let file = options()
            .open(path)
            .map_err(|error| file_error(path, &error, message!("cannot-be-opened", "cannot be opened")))?;
        lock(&file, path)?;
        Ok(Self::of(path, file, true))
    }

    fn of(path: &Path, file: File, is_cut: bool) -> Self {
        Self { path: path.to_owned(), file: Mutex::new(JournalOutput { file, is_cut }) }
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn write(&self, line: &JournalLine, sync: bool) -> io::Result<()> {
        let text = serde_json::to_string(line)?;
        let mut lines = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // A line break ends an incomplete line; otherwise the next line would be lost with it.
        let cut = if lines.is_cut { "\n" } else { "" };
        lines.is_cut = true;
        lines.file.write_all(format!("{cut}{text}\n").as_bytes())?;
        lines.is_cut = false;
        if sync { lines.file.sync_data() } else { Ok(()) }
    }

    /// Writes an event without syncing the disk, and ignores errors. A missing event only makes a resume
    /// poll before it sends.
    fn append_best_effort(&self, entry: Entry) {
        let _ = self.write(&JournalLine::now(entry), false);
    }
}

/// Options for appending to a file that only its owner can read.
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Locks the file while it is open: two processes that resume the same journal would send each stop twice.
/// A file system without locks is not an error.
fn lock(file: &File, path: &Path) -> Result<()> {
    match FileExt::try_lock(file) {
        Err(TryLockError::WouldBlock) => {
            let file = path.display().to_string();
            let message =
                message!("journal-in-use", "the journal {file} is in use: its stops are still running", file);
            Err(Error::new(ErrorKind::Locked, message))
        }
        _ => Ok(()),
    }
}

/// Syncs the folder of a file, so that its entry survives a crash. Errors are ignored.
pub(crate) fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}

/// Builds the error for a journal file that cannot be created.
fn create_error(path: &Path, error: &io::Error) -> Error {
    file_error(path, error, message!("cannot-be-created", "cannot be created"))
}

fn file_error(path: &Path, error: &io::Error, problem: Message) -> Error {
    let file = path.display().to_string();
    let error = error.to_string();
    let message = message!("journal-problem", "the journal {file} {problem}: {error}", file, problem, error);
    Error::new(ErrorKind::Config, message)
}

impl fmt::Debug for FileJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileJournal").field("path", &self.path).finish_non_exhaustive()
    }
}

impl SendLog for FileJournal {
    fn sending(&self, positions: &[usize]) -> Result<()> {
        let line = JournalLine::now(Entry::Sending { at: positions.to_vec() });
        self.write(&line, true).map_err(|error| {
            let problem = message!("cannot-be-written", "cannot be written");
            let error = file_error(&self.path, &error, problem);
            let reason = error.typed_message();
            Error::new(error.kind(), message!("nothing-sent", "{reason}; nothing was sent", reason))
        })
    }

    fn answered(&self, position: usize, answer: std::result::Result<Option<&str>, &Error>) {
        self.append_best_effort(match answer {
            Ok(request_id) => Entry::Accepted { at: position, request_id: request_id.map(str::to_owned) },
            Err(error) => Entry::Rejected {
                at: position,
                ambiguous: error.kind().is_ambiguous(),
                code: error.code().map(str::to_owned),
            },
        });
    }

    fn done(&self, position: usize, report: &Report) {
        self.append_best_effort(Entry::Done { at: position, outcome: report.outcome.to_string() });
    }
}

#[cfg(feature = "full")]
#[cfg(test)]
mod tests {
    use tingji_core::fleet::PriorRequest;

    use super::*;
    use crate::providers;

    #[test]
    fn journal_in_use_cannot_be_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("stop.jsonl");
        let first = FileJournal::create(&path, &[FleetJob::new("bce/bj/i-x".parse().unwrap())]).unwrap();
        let error = FileJournal::append(&path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Locked);
        assert!(error.message().contains("in use"), "{error}");
        drop(first);
        FileJournal::append(&path).unwrap();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn failed_write_does_not_lose_the_next_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("stop.jsonl");
        let jobs = ["bce/bj/i-x", "bce/bj/i-y"].map(|target| FleetJob::new(target.parse().unwrap()));
        let journal = FileJournal::create(&path, &jobs).unwrap();
        let full = OpenOptions::new().append(true).open("/dev/full").unwrap();
        let mut real = std::mem::replace(&mut journal.file.lock().unwrap().file, full);
        assert!(journal.sending(&[0]).unwrap_err().message().contains("nothing was sent"));
        // The part of the line that was written before the disk was full.
        real.write_all(br#"{"time":"t","eve"#).unwrap();
        journal.file.lock().unwrap().file = real;
        journal.sending(&[1]).unwrap();
        let pasts: Vec<_> = ResumePlan::read(&path, providers())
            .unwrap()
            .steps
            .iter()
            .map(|step| step.job.prior_request)
            .collect();
        assert_eq!(pasts, [PriorRequest::None, PriorRequest::Unknown]);
    }
}
