//! [`TextFile`]: a file that may hold keys.

use std::fs::{File, Metadata};
use std::io::{ErrorKind as IoKind, Read};
use std::path::Path;

use serde_json::Value;

use crate::{Error, ErrorKind, Result, Secret};

/// No file of the vendors' tools comes near this many bytes.
const LARGEST: u64 = 1 << 20;

/// A file that may hold keys, read whole.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// What is in it, without a byte order mark.
    pub text: Secret,
    /// Its path, as it is shown.
    pub name: String,
    /// A sentence for the user if others can read or change it (on Unix).
    pub warning: Option<String>,
}

impl TextFile {
    /// `None` if there is none.
    pub(super) fn read(path: &Path, name: String) -> Result<Option<Self>> {
        let bad = |why: &str, zh: &str| {
            Error::new(ErrorKind::Credentials, format!("the file {name} {why}"))
                .with_chinese(format!("文件 {name} {zh}"))
        };
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if matches!(error.kind(), IoKind::NotFound | IoKind::NotADirectory) => {
                return Ok(None);
            }
            Err(error) => {
                return Err(bad(&format!("can't be opened: {error}"), &format!("无法打开：{error}")));
            }
        };
        let unread =
            |error: std::io::Error| bad(&format!("can't be read: {error}"), &format!("无法读取：{error}"));
        let metadata = file.metadata().map_err(unread)?;
        if !metadata.is_file() {
            return Err(bad("is not a file", "不是普通文件"));
        }
        let mut bytes = Vec::new();
        file.by_ref().take(LARGEST + 1).read_to_end(&mut bytes).map_err(unread)?;
        if bytes.len() as u64 > LARGEST {
            return Err(bad("is larger than 1 MiB", "大于 1 MiB"));
        }
        let text = String::from_utf8(bytes).map_err(|_| bad("is not UTF-8", "不是 UTF-8 文本"))?;
        let text = Secret::new(text.trim_start_matches('\u{feff}'));
        let warning = open_to_others(&metadata).then(|| {
            format!("the file {name} can be read or changed by other users: run `chmod 600 {name}`")
        });
        Ok(Some(Self { text, name, warning }))
    }

    /// What is in it, as JSON.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] that names the line, and nothing of what stands there.
    pub fn json(&self) -> Result<Value> {
        serde_json::from_str(self.text.expose()).map_err(|error| {
            let (name, line, column) = (&self.name, error.line(), error.column());
            let message = format!("the file {name} is not JSON: line {line}, column {column}");
            Error::new(ErrorKind::Credentials, message)
                .with_chinese(format!("文件 {name} 不是 JSON：第 {line} 行第 {column} 列"))
        })
    }
}

#[cfg(unix)]
fn open_to_others(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.mode() & 0o066 != 0
}

#[cfg(not(unix))]
fn open_to_others(_metadata: &Metadata) -> bool {
    false
}
