//! The commands, one file each.

pub(crate) mod act;
pub(crate) mod demo;
pub(crate) mod errors;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod resume;
pub(crate) mod sandbox;
pub(crate) mod sign;
pub(crate) mod stop;
mod targets;
pub(crate) mod uai;

use tingji::Environment;

use crate::output;

/// The process's own variables and home; what is said of them goes to standard error.
fn environment() -> Environment {
    Environment::of_process().with_warner(|warning| output::notice(&format!("warning: {warning}")))
}
