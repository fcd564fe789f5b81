//! Cycles in the graph of imports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::module_tree::FileId;
use super::resolve::{Import, Imports};

/// A set of files, each of which reaches all others by imports, with the imports inside the set.
#[derive(Debug)]
pub(super) struct Cycle {
    pub(super) files: BTreeSet<FileId>,
    imports: Vec<((FileId, FileId), Import)>,
}

/// Every cycle (strongly connected component of two or more files), the largest first.
pub(super) fn cycles(imports: &Imports) -> Vec<Cycle> {
    let mut targets: BTreeMap<FileId, BTreeSet<FileId>> = BTreeMap::new();
    for (from, to) in imports.keys() {
        targets.entry(*from).or_default().insert(*to);
    }
    let reach: BTreeMap<_, _> = targets.keys().map(|file| (*file, reachable(*file, &targets))).collect();
    let mut cycles: Vec<Cycle> = Vec::new();
    for (file, reached) in &reach {
        let is_known = cycles.iter().any(|cycle| cycle.files.contains(file));
        if is_known || !reached.contains(file) {
            continue;
        }
        let mut files = reached.clone();
        files.retain(|other| reach.get(other).is_some_and(|back| back.contains(file)));
        let mut inside = Vec::new();
        for ((from, to), import) in imports {
            if files.contains(from) && files.contains(to) {
                inside.push(((*from, *to), import.clone()));
            }
        }
        cycles.push(Cycle { files, imports: inside });
    }
    cycles.sort_by_key(|cycle| std::cmp::Reverse(cycle.files.len()));
    cycles
}

/// Files that a file imports, directly or through others. Contains the file itself if it is in a cycle.
fn reachable(file: FileId, targets: &BTreeMap<FileId, BTreeSet<FileId>>) -> BTreeSet<FileId> {
    let mut reached = BTreeSet::new();
    let mut open = vec![file];
    while let Some(next) = open.pop() {
        for target in targets.get(&next).into_iter().flatten() {
            if reached.insert(*target) {
                open.push(*target);
            }
        }
    }
    reached
}

impl Cycle {
    /// A heading and one line for each import, with paths relative to the folder of the crate.
    pub(super) fn describe(&self, files: &[PathBuf], folder: &Path) -> String {
        let mut text = format!("{} files import each other:", self.files.len());
        for ((from, to), import) in &self.imports {
            let from = files[*from].strip_prefix(folder).unwrap_or(&files[*from]).display();
            let to = files[*to].strip_prefix(folder).unwrap_or(&files[*to]).display();
            text += &format!("\n  {from}:{} imports {to} ({})", import.line, import.path);
        }
        text
    }
}
