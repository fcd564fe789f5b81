//! The file that defines what a path names.

use std::collections::BTreeMap;

use super::module_tree::{Binding, FileId, ModuleId, ModuleTree};

/// Imports between files: (importing file, defining file) → line and path of the first one.
pub(super) type Imports = BTreeMap<(FileId, FileId), Import>;

/// The first path of a file that names an item of another file.
#[derive(Clone, Debug)]
pub(super) struct Import {
    pub(super) line: usize,
    pub(super) path: String,
}

/// Meaning of a path inside the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Definition {
    Module(ModuleId),
    Item(FileId),
}

/// Maximum number of re-exports behind one name. Ends the search in modules that import each other's names.
const MAX_REEXPORTS: usize = 16;

/// Every import between two files of the crate.
pub(super) fn imports(tree: &ModuleTree) -> Imports {
    let mut imports = Imports::new();
    for (id, module) in tree.modules.iter().enumerate() {
        for reference in &module.references {
            let mut found = tree.resolve(id, &reference.path, 0);
            if let (None, true, [name]) = (found, reference.is_macro, reference.path.as_slice()) {
                found = tree.macros.get(name).map(|file| Definition::Item(*file));
            }
            // A path to a module is a prefix of other paths, which count by themselves.
            let Some(Definition::Item(file)) = found else { continue };
            if file != module.file {
                let import = Import { line: reference.line, path: reference.path.join("::") };
                imports.entry((module.file, file)).or_insert(import);
            }
        }
    }
    imports
}

impl ModuleTree {
    /// Follows a path from a module; `None` for a path that leaves the crate.
    fn resolve(&self, from: ModuleId, path: &[String], reexports: usize) -> Option<Definition> {
        let (first, mut rest) = path.split_first()?;
        let mut found = match first.as_str() {
            "crate" => Definition::Module(0),
            "self" => Definition::Module(from),
            "super" => Definition::Module(self.modules[from].parent?),
            name => self.look_up(from, name, rest.is_empty(), reexports)?,
        };
        while let (Definition::Module(module), Some((name, after))) = (found, rest.split_first()) {
            found = if name == "super" {
                Definition::Module(self.modules[module].parent?)
            } else {
                self.find_in_module(module, name, after.is_empty(), reexports)?
            };
            rest = after;
        }
        Some(found)
    }

    /// Definition of `name` behind the path of a module of this crate. A name that nothing else defines is
    /// an item that a macro call of the module makes, or a macro of the crate.
    fn find_in_module(
        &self,
        module: ModuleId,
        name: &str,
        is_last: bool,
        reexports: usize,
    ) -> Option<Definition> {
        if let Some(found) = self.look_up(module, name, is_last, reexports) {
            return Some(found);
        }
        if self.modules[module].names.contains_key(name) {
            return None; // an import from another crate
        }
        let file = self.macros.get(name).copied();
        let has_globs = !self.modules[module].globs.is_empty();
        match file {
            Some(file) => Some(Definition::Item(file)),
            None if has_globs => None,
            None => Some(Definition::Item(self.modules[module].file)),
        }
    }

    /// Definition of a name in the scope of a module. The last name of a path prefers items to modules.
    fn look_up(&self, module: ModuleId, name: &str, is_last: bool, reexports: usize) -> Option<Definition> {
        if reexports > MAX_REEXPORTS {
            return None;
        }
        let scope = &self.modules[module];
        let mut modules = Vec::new();
        let mut items = Vec::new();
        for binding in scope.names.get(name).into_iter().flatten() {
            let found = match binding {
                Binding::Module(id) => Some(Definition::Module(*id)),
                Binding::Item => Some(Definition::Item(scope.file)),
                Binding::Import(path) => self.resolve(module, path, reexports + 1),
            };
            match found {
                Some(found @ Definition::Module(_)) => modules.push(found),
                Some(found) => items.push(found),
                None => {}
            }
        }
        let found =
            if is_last { items.first().or(modules.first()) } else { modules.first().or(items.first()) };
        found.copied().or_else(|| self.look_up_in_globs(module, name, is_last, reexports))
    }

    fn look_up_in_globs(
        &self,
        module: ModuleId,
        name: &str,
        is_last: bool,
        reexports: usize,
    ) -> Option<Definition> {
        self.modules[module].globs.iter().find_map(|path| {
            match self.resolve(module, path, reexports + 1)? {
                Definition::Module(source) if source != module => {
                    self.look_up(source, name, is_last, reexports + 1)
                }
                _ => None,
            }
        })
    }
}
