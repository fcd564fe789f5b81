//! The commands, one file each.

pub(crate) mod demo;
pub(crate) mod list;
pub(crate) mod resume;
pub(crate) mod sandbox;
pub(crate) mod stop;

use tingji::Environment;

/// The process's own variables.
fn environment() -> Environment {
    Environment::new(|name| std::env::var(name).ok())
}
