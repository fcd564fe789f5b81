//! [`ModuleTree`]: the files and modules of a crate, with the names and paths in each module.

use std::collections::BTreeMap;
use std::path::PathBuf;

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

/// A module: the top level of a file, or an inline `mod name { … }`.
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

/// A path in the code, with its line.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) path: Vec<String>,
    pub(super) line: usize,
    /// True for the name of a macro call, which can refer to a macro that nothing imports.
    pub(super) is_macro: bool,
}

impl ModuleTree {
    /// Adds a module without names and code, and returns its index.
    pub(super) fn add_module(&mut self, file: FileId, parent: Option<ModuleId>) -> ModuleId {
        self.modules.push(Module { file, parent, ..Module::default() });
        self.modules.len() - 1
    }
}

impl Module {
    /// Adds a meaning of a name.
    pub(super) fn bind(&mut self, name: &str, binding: Binding) {
        self.names.entry(name.to_owned()).or_default().push(binding);
    }
}
