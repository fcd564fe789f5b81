//! [`TypeNames`]: the type names of all crates, to find a name with several meanings.

use std::collections::BTreeMap;

use super::rules::Rules;

/// Files that define a type, by the type's name. Test code does not count.
#[derive(Debug, Default)]
pub(super) struct TypeNames(BTreeMap<String, Vec<String>>);

impl TypeNames {
    /// Records a definition.
    pub(super) fn insert(&mut self, name: String, place: String) {
        self.0.entry(name).or_default().push(place);
    }

    /// Number of different names.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Descriptions of the names that more than one file defines and that the rules do not list as shared, and of
    /// the listed names that fewer than two files define.
    pub(super) fn faults(&self, rules: &Rules) -> Vec<String> {
        let mut faults = Vec::new();
        for (name, places) in &self.0 {
            if places.len() > 1 && !rules.shared_types.contains(name) {
                faults.push(format!("`{name}` is defined in {}", places.join(", ")));
            }
        }
        for name in &rules.shared_types {
            if self.0.get(name).is_none_or(|places| places.len() < 2) {
                faults.push(format!("`{name}` is listed as shared, but fewer than two files define it"));
            }
        }
        faults
    }
}
