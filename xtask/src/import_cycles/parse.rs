//! The names that a module defines and imports, and every path in its code.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree, Visibility};

use super::module_tree::{Binding, ModuleId, ModuleTree, Reference};

/// Records the items of a module in `tree` and returns its child modules, which the caller loads.
pub(super) fn record_items<'ast>(
    tree: &mut ModuleTree,
    id: ModuleId,
    items: &'ast [Item],
) -> Vec<&'ast syn::ItemMod> {
    let mut collector = Collector { tree, id, depth: 0, children: Vec::new() };
    for item in items {
        collector.visit_item(item);
    }
    collector.children
}

/// Visitor of one module's code.
struct Collector<'tree, 'ast> {
    tree: &'tree mut ModuleTree,
    id: ModuleId,
    /// Number of items around the visited one: 0 at the module's top level.
    depth: usize,
    children: Vec<&'ast syn::ItemMod>,
}

impl Collector<'_, '_> {
    fn bind(&mut self, name: &str, binding: Binding) {
        self.tree.modules[self.id].bind(name, binding);
    }

    fn refer(&mut self, path: Vec<String>, line: usize, is_macro: bool) {
        self.tree.modules[self.id].references.push(Reference { path, line, is_macro });
    }

    fn refer_path(&mut self, path: &syn::Path, is_macro: bool) {
        let Some(first) = path.segments.first() else { return };
        let line = first.ident.span().start().line;
        let names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.refer(names, line, is_macro);
    }

    /// Records a `use` declaration: a name in scope, and an import unless it only re-exports.
    fn record_use(&mut self, tree: &UseTree, prefix: &[String], is_reexport: bool) {
        match tree {
            UseTree::Path(path) => {
                let prefix = [prefix, &[path.ident.to_string()]].concat();
                self.record_use(&path.tree, &prefix, is_reexport);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.record_use(tree, prefix, is_reexport);
                }
            }
            UseTree::Glob(_) => self.tree.modules[self.id].globs.push(prefix.to_vec()),
            UseTree::Name(name) => {
                self.record_import(prefix, &name.ident, None, is_reexport);
            }
            UseTree::Rename(rename) => {
                self.record_import(prefix, &rename.ident, Some(&rename.rename), is_reexport);
            }
        }
    }

    fn record_import(&mut self, prefix: &[String], name: &Ident, alias: Option<&Ident>, is_reexport: bool) {
        let mut path = prefix.to_vec();
        if name != "self" {
            path.push(name.to_string());
        }
        if !is_reexport {
            self.refer(path.clone(), name.span().start().line, false);
        }
        let bound = alias.map(Ident::to_string).or_else(|| path.last().cloned()).unwrap_or_default();
        if bound != "_" {
            self.bind(&bound, Binding::Import(path));
        }
    }

    /// Records every path in the tokens of a macro call, a macro definition or an attribute.
    fn record_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut line = 0;
        let mut colons = 0;
        let mut is_member = false;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.finish_path(&mut path, line);
                    }
                    if path.is_empty() {
                        line = ident.span().start().line;
                    }
                    if !is_member {
                        path.push(ident.to_string());
                    }
                    colons = 0;
                    is_member = false;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => colons += 1,
                TokenTree::Punct(punct) => {
                    self.finish_path(&mut path, line);
                    colons = 0;
                    is_member = punct.as_char() == '.';
                }
                TokenTree::Group(group) => {
                    self.finish_path(&mut path, line);
                    colons = 0;
                    is_member = false;
                    self.record_tokens(group.stream());
                }
                TokenTree::Literal(_) => {
                    self.finish_path(&mut path, line);
                    colons = 0;
                    is_member = false;
                }
            }
        }
        self.finish_path(&mut path, line);
    }

    fn finish_path(&mut self, path: &mut Vec<String>, line: usize) {
        if !path.is_empty() {
            self.refer(std::mem::take(path), line, false);
        }
    }

    /// Records the paths that serde takes as strings: `#[serde(with = "crate::time")]`.
    fn record_serde_strings(&mut self, tokens: TokenStream) {
        for token in tokens {
            if let TokenTree::Literal(literal) = token {
                let text = literal.to_string();
                let path: Vec<_> = text.trim_matches('"').split("::").map(str::to_owned).collect();
                self.refer(path, literal.span().start().line, false);
            }
        }
    }
}

impl<'ast> Visit<'ast> for Collector<'_, 'ast> {
    fn visit_item(&mut self, item: &'ast Item) {
        if is_test_only(attributes(item)) {
            return;
        }
        if self.depth == 0
            && let Some(name) = item_name(item)
        {
            self.bind(&name, Binding::Item);
        }
        if let Item::Mod(module) = item {
            self.children.push(module);
            return;
        }
        self.depth += 1;
        visit::visit_item(self, item);
        self.depth -= 1;
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        let is_test = matches!(item, syn::ImplItem::Fn(function) if is_test_only(&function.attrs));
        if !is_test {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let is_reexport = !matches!(item.vis, Visibility::Inherited);
        self.record_use(&item.tree, &[], is_reexport);
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        if let Some(ident) = &item.ident {
            let file = self.tree.modules[self.id].file;
            self.tree.macros.insert(ident.to_string(), file);
            self.bind(&ident.to_string(), Binding::Item);
        }
        visit::visit_item_macro(self, item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.refer_path(path, false);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.refer_path(&call.path, true);
        self.record_tokens(call.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            if attribute.path().is_ident("serde") {
                self.record_serde_strings(list.tokens.clone());
            } else {
                self.record_tokens(list.tokens.clone());
            }
        }
    }
}

/// True for `#[cfg(test)]` and `#[cfg(all(test, …))]`.
fn is_test_only(attributes: &[Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).any(|attribute| {
        let syn::Meta::List(list) = &attribute.meta else { return false };
        let text = list.tokens.to_string().replace(' ', "");
        text == "test" || text.starts_with("all(test,")
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Name that an item adds to its module; modules and imports are bound elsewhere.
fn item_name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}
