//! Which operations a provider has: those whose names stand in its source.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const NAME: &str = "const NAME: &'static str = \"";

/// The folder of a provider's package, by the cloud's short name.
pub fn provider(cloud: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").join(cloud)
}

/// The names of all operations of a provider, the vendor's own.
///
/// # Errors
///
/// If the source can't be read, or names none.
pub fn operations(cloud: &str) -> Result<BTreeSet<String>, String> {
    let mut names = BTreeSet::new();
    let source = provider(cloud).join("src");
    read(&source, &mut names).map_err(|error| format!("{}: {error}", source.display()))?;
    if names.is_empty() { Err(format!("{} has no operation", source.display())) } else { Ok(names) }
}

fn read(folder: &Path, names: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.ends_with("credentials") {
            // Token services are asked for keys; they are none of the product's operations.
        } else if path.is_dir() {
            read(&path, names)?;
        } else {
            let text = fs::read_to_string(&path)?;
            let found = text.split(NAME).skip(1).filter_map(|rest| rest.split('"').next());
            names.extend(found.map(str::to_owned));
        }
    }
    Ok(())
}
