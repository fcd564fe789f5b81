//! [`Page`]: a page of a list of instances.

use super::Instance;

/// Page of a list of instances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Instances of the page. May be empty although more pages follow.
    pub instances: Vec<Instance>,
    /// Cursor of the next page; `None` on the last page.
    pub next: Option<String>,
}
