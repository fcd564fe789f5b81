//! Generated files of the repository: written, or compared with the text that would be written.

#![allow(clippy::print_stdout, reason = "the lines are the output of a command")]

use std::fs;
use std::path::Path;

use crate::process::root;

/// Writes the file if its text differs. With `check`, writes nothing: a difference is an error that names the
/// command to run.
pub fn write_or_check(file: &Path, text: &str, check: bool, command: &str) -> Result<(), String> {
    let shown = file.strip_prefix(root()).unwrap_or(file).display();
    match fs::read_to_string(file) {
        Ok(found) if found == text => Ok(()),
        _ if check => Err(format!("{shown} is stale: run `{command}`")),
        _ => {
            println!("wrote {shown}");
            let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
            folder.and_then(|()| fs::write(file, text)).map_err(|error| format!("{shown}: {error}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::write_or_check;

    #[test]
    fn different_page_is_written_or_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new/cli.md");
        let command = "cargo xtask docs";
        let stale = write_or_check(&file, "new\n", true, command).unwrap_err();
        assert!(stale.ends_with("cli.md is stale: run `cargo xtask docs`") && !file.exists(), "{stale}");
        write_or_check(&file, "new\n", false, command).unwrap();
        write_or_check(&file, "new\n", true, command).unwrap();
        assert!(write_or_check(&file, "newer\n", true, command).is_err());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "new\n");
    }
}
