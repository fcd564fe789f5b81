//! The file that defines what a path names.

use std::collections::{BTreeMap, HashMap};

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

/// A search for the definition behind one path. Every name is looked up once in a module, so that the search
/// is linear and ends in modules that import each other's names.
struct Search<'a> {
    tree: &'a ModuleTree,
    looked_up: HashMap<NameInModule<'a>, Option<Definition>>,
}

/// Name, the module whose scope contains the name, and `true` for the last name of a path.
type NameInModule<'a> = (ModuleId, &'a str, bool);

/// Every import between two files of the crate.
pub(super) fn imports(tree: &ModuleTree) -> Imports {
    let mut imports = Imports::new();
    for (id, module) in tree.modules.iter().enumerate() {
        for reference in &module.references {
            let mut found = Search::new(tree).resolve(id, &reference.path);
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

impl<'a> Search<'a> {
    fn new(tree: &'a ModuleTree) -> Self {
        Search { tree, looked_up: HashMap::new() }
    }

    /// Follows a path from a module; `None` for a path that leaves the crate.
    fn resolve(&mut self, from: ModuleId, path: &'a [String]) -> Option<Definition> {
        let (first, mut rest) = path.split_first()?;
        let mut found = match first.as_str() {
            "crate" => Definition::Module(0),
            "self" => Definition::Module(from),
            "super" => Definition::Module(self.tree.modules[from].parent?),
            name => self.look_up(from, name, rest.is_empty())?,
        };
        while let (Definition::Module(module), Some((name, after))) = (found, rest.split_first()) {
            found = if name == "super" {
                Definition::Module(self.tree.modules[module].parent?)
            } else {
                self.find_in_module(module, name, after.is_empty())?
            };
            rest = after;
        }
        Some(found)
    }

    /// Definition of `name` behind the path of a module of this crate. A name that nothing else defines is
    /// an item that a macro call of the module makes, or a macro of the crate.
    fn find_in_module(&mut self, module: ModuleId, name: &'a str, is_last: bool) -> Option<Definition> {
        if let Some(found) = self.look_up(module, name, is_last) {
            return Some(found);
        }
        let scope = &self.tree.modules[module];
        if scope.names.contains_key(name) {
            return None; // an import from another crate
        }
        match self.tree.macros.get(name) {
            Some(file) => Some(Definition::Item(*file)),
            None if scope.globs.is_empty() => Some(Definition::Item(scope.file)),
            None => None,
        }
    }

    /// Definition of a name in the scope of a module. A name whose search is not finished yet has none.
    fn look_up(&mut self, module: ModuleId, name: &'a str, is_last: bool) -> Option<Definition> {
        let key = (module, name, is_last);
        if let Some(found) = self.looked_up.get(&key) {
            return *found;
        }
        self.looked_up.insert(key, None);
        let found = match self.look_up_binding(module, name, is_last) {
            Some(found) => Some(found),
            None => self.look_up_in_globs(module, name, is_last),
        };
        self.looked_up.insert(key, found);
        found
    }

    /// Definition of a name that the module declares or imports by name. The last name of a path prefers items
    /// to modules.
    fn look_up_binding(&mut self, module: ModuleId, name: &str, is_last: bool) -> Option<Definition> {
        let tree = self.tree;
        let scope = &tree.modules[module];
        let mut modules = Vec::new();
        let mut items = Vec::new();
        for binding in scope.names.get(name).into_iter().flatten() {
            let found = match binding {
                Binding::Module(id) => Some(Definition::Module(*id)),
                Binding::Item => Some(Definition::Item(scope.file)),
                Binding::Import(path) => self.resolve(module, path),
            };
            match found {
                Some(found @ Definition::Module(_)) => modules.push(found),
                Some(found) => items.push(found),
                None => {}
            }
        }
        let found =
            if is_last { items.first().or(modules.first()) } else { modules.first().or(items.first()) };
        found.copied()
    }

    fn look_up_in_globs(&mut self, module: ModuleId, name: &'a str, is_last: bool) -> Option<Definition> {
        let tree = self.tree;
        for path in &tree.modules[module].globs {
            let Some(Definition::Module(source)) = self.resolve(module, path) else { continue };
            if let Some(found) = self.look_up(source, name, is_last) {
                return Some(found);
            }
        }
        None
    }
}
