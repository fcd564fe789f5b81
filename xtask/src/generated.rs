//! Files of the repository that a command writes, and whether they are what it would write.

use std::fs;
use std::path::Path;

use crate::process::root;

/// Writes the file where it differs; or, when it is only checked, says that it does and what to run.
pub(crate) fn settle(file: &Path, text: &str, check: bool, command: &str) -> Result<(), String> {
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
    use super::settle;

    #[test]
    fn a_page_that_differs_is_written_and_when_only_checked_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new/cli.md");
        let settle = |text, check| settle(&file, text, check, "cargo xtask docs");
        let stale = settle("new\n", true).unwrap_err();
        assert!(stale.ends_with("cli.md is stale: run `cargo xtask docs`") && !file.exists(), "{stale}");
        settle("new\n", false).unwrap();
        settle("new\n", true).unwrap();
        assert!(settle("newer\n", true).is_err());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "new\n");
    }
}
