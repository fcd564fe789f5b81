//! The environment of a command: the variables and the home of the process.

use tingji::Environment;

use crate::lang::{say, warned};
use crate::output;

/// The process's own variables and home; what is said of them goes to standard error.
pub(super) fn environment() -> Environment {
    Environment::from_env().with_warning_handler(|warning| {
        output::notice(&say!("warning: {told}", "警告：{told}", told = warned(warning)));
    })
}
