//! Names of a provider's operations, read from the provider's source.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Source text before the name of an operation that implements the trait itself.
const NAME: &str = "const NAME: &'static str = \"";

/// Folder of a provider's package.
pub fn provider(cloud: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").join(cloud)
}

/// The vendor's names of all operations of a provider.
///
/// # Errors
///
/// The source can't be read, or names no operation.
pub fn operations(cloud: &str) -> Result<BTreeSet<String>, String> {
    let mut names = BTreeSet::new();
    let source = provider(cloud).join("src");
    find_names(&source, &mut names).map_err(|error| format!("{}: {error}", source.display()))?;
    if names.is_empty() { Err(format!("{} has no operation", source.display())) } else { Ok(names) }
}

fn find_names(folder: &Path, names: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.ends_with("credentials") {
            // Requests to token services are not operations of the product.
        } else if path.is_dir() {
            find_names(&path, names)?;
        } else {
            let text = fs::read_to_string(&path)?;
            let found = text.split(NAME).skip(1).filter_map(|rest| rest.split('"').next());
            names.extend(found.chain(text.lines().filter_map(declared_name)).map(str::to_owned));
        }
    }
    Ok(())
}

/// Returns the name in the line of `operation!` that declares it: the vendor's, else that of the type.
fn declared_name(line: &str) -> Option<&str> {
    let (name, rest) = line.strip_prefix("    pub struct ")?.split_once(": ")?;
    let (_, output) = rest.strip_suffix(';')?.split_once(" -> ")?;
    Some(output.split('"').nth(1).unwrap_or(name))
}
