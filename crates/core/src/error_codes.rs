//! [`ErrorCodeTable`]: the error codes of a vendor, with the kind and the advice of each.
//!
//! Every provider has a table `CODES`.
//!
//! ```
//! use tingji_core::ErrorKind;
//! use tingji_core::error_codes::{ErrorCodeTable, entry};
//!
//! const CODES: ErrorCodeTable = ErrorCodeTable {
//!     page: "https://example.com/errors",
//!     entries: &[entry("Instance.NotFound", ErrorKind::NotFound, "check the id", "请检查 ID")],
//!     suffixes: &[],
//! };
//! assert_eq!(CODES.find("instance.notfound").unwrap().kind, ErrorKind::NotFound);
//! ```

use crate::{ErrorKind, RetryClass, Text};

/// An error code with its kind and with advice in two languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorCodeEntry {
    /// Code of the vendor, as text even if the vendor's codes are numbers.
    pub code: &'static str,
    /// Kind of the failure.
    pub kind: ErrorKind,
    /// Next step for the user, in one sentence without a full stop.
    pub advice: Text,
}

/// Creates an entry: the code, its kind, and the advice in English and Chinese.
pub const fn entry(
    code: &'static str,
    kind: ErrorKind,
    advice: &'static str,
    advice_zh: &'static str,
) -> ErrorCodeEntry {
    ErrorCodeEntry { code, kind, advice: Text::new(advice, advice_zh) }
}

impl ErrorCodeEntry {
    /// Returns the rule for sending a request again that failed with this code.
    pub const fn retry(&self) -> RetryClass {
        self.kind.retry()
    }
}

/// The known error codes of a vendor.
#[derive(Clone, Copy, Debug)]
pub struct ErrorCodeTable {
    /// URL of the vendor's page that lists the codes.
    pub page: &'static str,
    /// Complete codes.
    pub entries: &'static [ErrorCodeEntry],
    /// Suffixes of codes that the vendor composes, such as `.Malformed` in `InvalidInstanceId.Malformed`.
    pub suffixes: &'static [ErrorCodeEntry],
}

impl ErrorCodeTable {
    /// Returns the entry of a code, regardless of upper and lower case. Without such an entry, the first
    /// suffix with which the code ends. `None` for an unknown code.
    pub fn find(&self, code: &str) -> Option<&'static ErrorCodeEntry> {
        let exact = self.entries.iter().find(|entry| entry.code.eq_ignore_ascii_case(code));
        exact.or_else(|| self.suffixes.iter().find(|entry| code.ends_with(entry.code)))
    }
}
