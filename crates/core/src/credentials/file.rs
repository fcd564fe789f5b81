//! [`TextFile`]: a file with credentials.

use std::fs::{File, Metadata};
use std::io::{ErrorKind as IoKind, Read};
use std::path::Path;

use serde_json::Value;

use crate::auth::ProvideCredentials;
use crate::credentials::ini::parse_ini;
use crate::credentials::{FoundAccount, JsonFields, JsonLocation, Origin};
use crate::{Error, ErrorKind, Message, Result, Secret, message};

/// Maximum size of a file: 1 MiB. The files of the vendors' tools are far smaller.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// The content of a file with credentials.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// Content of the file, without a byte order mark.
    pub text: Secret,
    /// Path for messages, in which the home directory is `~`.
    pub name: String,
    /// Warning for the user if other users can read or change the file. `None` if they can't, and on systems
    /// other than Unix.
    pub warning: Option<Message>,
}

impl TextFile {
    /// Reads a file. `None` if it does not exist. `name` is the path for messages.
    pub(super) fn read(path: &Path, name: String) -> Result<Option<Self>> {
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if matches!(error.kind(), IoKind::NotFound | IoKind::NotADirectory) => {
                return Ok(None);
            }
            Err(error) => {
                let message = message!(
                    "file-not-opened",
                    "the file {file} can't be opened: {error}",
                    file = name,
                    error = error.to_string()
                );
                return Err(Error::new(ErrorKind::Credentials, message));
            }
        };
        let metadata = file.metadata().map_err(|error| read_error(&name, &error))?;
        if !metadata.is_file() {
            let message = message!("not-a-file", "the file {file} is not a file", file = name);
            return Err(Error::new(ErrorKind::Credentials, message));
        }
        let mut bytes = Vec::new();
        let mut limited = file.by_ref().take(MAX_FILE_BYTES + 1);
        limited.read_to_end(&mut bytes).map_err(|error| read_error(&name, &error))?;
        if bytes.len() as u64 > MAX_FILE_BYTES {
            let message = message!("file-too-large", "the file {file} is larger than 1 MiB", file = name);
            return Err(Error::new(ErrorKind::Credentials, message));
        }
        let Ok(text) = String::from_utf8(bytes) else {
            let message = message!("file-not-utf-8", "the file {file} is not UTF-8", file = name);
            return Err(Error::new(ErrorKind::Credentials, message));
        };
        let text = Secret::new(text.trim_start_matches('\u{feff}'));
        let warning = match is_open_to_others(&metadata) {
            true => Some(message!(
                "file-open-to-others",
                "the file {file} can be read or changed by other users: run `chmod 600 {file}`",
                file = &name
            )),
            false => None,
        };
        Ok(Some(Self { text, name, warning }))
    }

    /// Parses the content as JSON.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] with the line and column. The message contains no part of the content.
    pub fn json(&self) -> Result<Value> {
        serde_json::from_str(self.text.expose_secret()).map_err(|error| {
            let name = &self.name;
            let line = error.line();
            let column = error.column();
            let message = message!(
                "file-not-json",
                "the file {file} is not JSON: line {line}, column {column}",
                file = name,
                line,
                column
            );
            Error::new(ErrorKind::Credentials, message)
        })
    }

    /// Parses the content as an INI file: a JSON object of sections, each an object of texts. Keys before the
    /// first section are in the section `""`.
    ///
    /// A line is `key = value` or `key: value`. Double quotes around a value are removed. Lines that start
    /// with `#` or `;` are comments, and any other line is ignored. If a key occurs twice in a section, the
    /// last value counts.
    pub fn sections(&self) -> Value {
        parse_ini(self.text.expose_secret())
    }

    /// Returns the fields of the profile of this name.
    pub fn profile<'a>(&'a self, name: &'a str, value: &'a Value) -> JsonFields<'a> {
        JsonFields::new(value, JsonLocation::Part { file: &self.name, kind: "profile", name })
    }

    /// Returns the fields of the section of this name.
    pub fn section<'a>(&'a self, name: &'a str, value: &'a Value) -> JsonFields<'a> {
        JsonFields::new(value, JsonLocation::Part { file: &self.name, kind: "section", name })
    }

    /// Returns the account whose credentials are in this file, with the warning about the file. `section` is
    /// the name of the profile or section.
    pub fn account(
        &self,
        credentials: impl ProvideCredentials + 'static,
        section: Option<&str>,
    ) -> FoundAccount {
        let section = section.map(str::to_owned);
        let mut found = FoundAccount::new(credentials, Origin::File { path: self.name.clone(), section });
        found.warnings.extend(self.warning.clone());
        found
    }
}

fn read_error(name: &str, error: &std::io::Error) -> Error {
    let error = error.to_string();
    let message = message!("file-not-read", "the file {file} can't be read: {error}", file = name, error);
    Error::new(ErrorKind::Credentials, message)
}

/// Returns true if the group or other users may read or write the file.
#[cfg(unix)]
fn is_open_to_others(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.mode() & 0o066 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_metadata: &Metadata) -> bool {
    false
}
