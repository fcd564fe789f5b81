//! The modules of one crate, read by following `mod` declarations from its root file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Index of a file in [`ModuleTree::files`].
pub(super) type FileId = usize;
/// Index of a module in [`ModuleTree::modules`].
pub(super) type ModuleId = usize;

/// Every file and module of a crate that is compiled outside its tests.
#[derive(Debug, Default)]
pub(super) struct ModuleTree {
    pub(super) files: Vec<PathBuf>,
    /// The first module is the root.
    pub(super) modules: Vec<Module>,
    /// Macros of the crate by name, with the file of each: `macro_rules!` needs no import.
    pub(super) macros: BTreeMap<String, FileId>,
}

/// One module: the top level of a file, or an inline `mod name { … }`.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) file: FileId,
    pub(super) parent: Option<ModuleId>,
    /// Names in scope. One name can be a module, a type and a function at the same time.
    pub(super) names: BTreeMap<String, Vec<Binding>>,
    /// Paths of the glob imports (`use path::*`).
    pub(super) globs: Vec<Vec<String>>,
    /// Paths in the module's code.
    pub(super) references: Vec<Reference>,
}

/// Meaning of a name in a module.
#[derive(Clone, Debug)]
pub(super) enum Binding {
    /// A child module.
    Module(ModuleId),
    /// An item defined in this module.
    Item,
    /// An import or re-export of this path.
    Import(Vec<String>),
}

/// A path in the code, with the line where it stands.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) path: Vec<String>,
    pub(super) line: usize,
    /// True for the name of a macro call, which can refer to a macro that nothing imports.
    pub(super) is_macro: bool,
}

impl ModuleTree {
    /// Reads the crate whose root file is `root` (`lib.rs` or `main.rs`).
    pub(super) fn load(root: &Path) -> Result<Self, String> {
        let mut tree = Self::default();
        let folder = root.parent().unwrap_or(root).to_owned();
        tree.load_file(root, None, &folder)?;
        Ok(tree)
    }

    /// Reads one file as a module; `folder` holds the files of its children.
    fn load_file(
        &mut self,
        file: &Path,
        parent: Option<ModuleId>,
        folder: &Path,
    ) -> Result<ModuleId, String> {
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        let parsed = syn::parse_file(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        self.files.push(file.to_owned());
        let id = self.add_module(self.files.len() - 1, parent);
        self.load_items(id, &parsed.items, folder)?;
        Ok(id)
    }

    pub(super) fn add_module(&mut self, file: FileId, parent: Option<ModuleId>) -> ModuleId {
        self.modules.push(Module { file, parent, ..Module::default() });
        self.modules.len() - 1
    }

    /// Records the code of a module, then its child modules.
    fn load_items(&mut self, id: ModuleId, items: &[syn::Item], folder: &Path) -> Result<(), String> {
        let children = super::parse::record_items(self, id, items);
        for child in children {
            let name = child.ident.to_string();
            let below = folder.join(&name);
            let child_id = match &child.content {
                Some((_, items)) => {
                    let inline = self.add_module(self.modules[id].file, Some(id));
                    self.load_items(inline, items, &below)?;
                    inline
                }
                None => self.load_file(&child_file(folder, &name)?, Some(id), &below)?,
            };
            self.modules[id].bind(&name, Binding::Module(child_id));
        }
        Ok(())
    }
}

impl Module {
    pub(super) fn bind(&mut self, name: &str, binding: Binding) {
        self.names.entry(name.to_owned()).or_default().push(binding);
    }
}

/// `name.rs` or `name/mod.rs`, whichever exists.
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
