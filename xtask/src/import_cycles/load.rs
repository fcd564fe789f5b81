//! Loads the modules of a crate by following the `mod` declarations from its root file.

use std::fs;
use std::path::{Path, PathBuf};

use super::module_tree::{Binding, ModuleId, ModuleTree};
use super::parse::record_items;

/// Reads the crate whose root file is `root` (`lib.rs` or `main.rs`).
pub(super) fn load(root: &Path) -> Result<ModuleTree, String> {
    let mut tree = ModuleTree::default();
    let folder = root.parent().unwrap_or(root).to_owned();
    load_file(&mut tree, root, None, &folder)?;
    Ok(tree)
}

/// Reads one file as a module; `folder` contains the files of its children.
fn load_file(
    tree: &mut ModuleTree,
    file: &Path,
    parent: Option<ModuleId>,
    folder: &Path,
) -> Result<ModuleId, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let parsed = syn::parse_file(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    tree.files.push(file.to_owned());
    let id = tree.add_module(tree.files.len() - 1, parent);
    load_items(tree, id, &parsed.items, folder)?;
    Ok(id)
}

/// Records the code of a module, then loads its child modules.
fn load_items(tree: &mut ModuleTree, id: ModuleId, items: &[syn::Item], folder: &Path) -> Result<(), String> {
    for child in record_items(tree, id, items) {
        let name = child.ident.to_string();
        let below = folder.join(&name);
        let child_id = match &child.content {
            Some((_, items)) => {
                let inline = tree.add_module(tree.modules[id].file, Some(id));
                load_items(tree, inline, items, &below)?;
                inline
            }
            None => load_file(tree, &child_file(folder, &name)?, Some(id), &below)?,
        };
        tree.modules[id].bind(&name, Binding::Module(child_id));
    }
    Ok(())
}

/// The file of a child module: `name.rs` or `name/mod.rs`.
fn child_file(folder: &Path, name: &str) -> Result<PathBuf, String> {
    let beside = folder.join(format!("{name}.rs"));
    let inside = folder.join(name).join("mod.rs");
    if beside.is_file() {
        Ok(beside)
    } else if inside.is_file() {
        Ok(inside)
    } else {
        Err(format!("{}: no such file for `mod {name};`", beside.display()))
    }
}
