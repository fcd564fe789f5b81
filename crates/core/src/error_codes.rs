//! [`ErrorCodeTable`]: a vendor's error codes as data.

use crate::{ErrorKind, RetryClass};

/// One code: what it means, whether sending again can help, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorCodeEntry {
    /// The vendor's code, as text even where the vendor counts.
    pub code: &'static str,
    /// What it means.
    pub kind: ErrorKind,
    /// What to do, in one English sentence without a full stop.
    pub advice: &'static str,
    /// The same in Chinese.
    pub advice_zh: &'static str,
}

impl ErrorCodeEntry {
    /// Whether a request that was answered so may be sent again.
    pub const fn retry(&self) -> RetryClass {
        self.kind.retry()
    }
}

/// All codes of a vendor that are known, with the vendor's page.
#[derive(Clone, Copy, Debug)]
pub struct ErrorCodeTable {
    /// Where the vendor lists them.
    pub page: &'static str,
    /// The codes.
    pub entries: &'static [ErrorCodeEntry],
    /// How codes end that the vendor makes up by a rule, such as `.Malformed`.
    pub endings: &'static [ErrorCodeEntry],
}

impl ErrorCodeTable {
    /// The entry of a code, whatever its case; endings are asked after whole codes.
    pub fn find(&self, code: &str) -> Option<&'static ErrorCodeEntry> {
        let whole = self.entries.iter().find(|entry| entry.code.eq_ignore_ascii_case(code));
        whole.or_else(|| self.endings.iter().find(|entry| code.ends_with(entry.code)))
    }
}
