//! The commands, one file each.

pub(crate) mod act;
pub(crate) mod completions;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod errors;
pub(crate) mod get;
pub(crate) mod help;
pub(crate) mod list;
pub(crate) mod man;
pub(crate) mod plan;
pub(crate) mod profile;
pub(crate) mod resume;
pub(crate) mod sandbox;
pub(crate) mod schema;
pub(crate) mod sign;
pub(crate) mod stop;
mod targets;
pub(crate) mod uai;
pub(crate) mod version;

use tingji::Environment;

use crate::lang::{say, warned};
use crate::output;

/// The process's own variables and home; what is said of them goes to standard error.
fn environment() -> Environment {
    Environment::from_env().with_warning_handler(|warning| {
        output::notice(&say!("warning: {told}", "警告：{told}", told = warned(warning)));
    })
}
