//! The environment of a command: the variables and the home of the process.

use tingji::core::http_options::{HttpOptions, Timeouts};
use tingji::{Environment, Fleet};

use crate::lang::{tr, translate};
use crate::output;
use crate::providers;

/// Returns the environment of the process. Warnings about files go to standard error.
pub(super) fn environment() -> Environment {
    Environment::from_env().with_providers(providers::providers()).with_warning_handler(|warning| {
        output::notice(&tr!("warning: {text}", "警告：{text}", text = translate(warning)));
    })
}

/// Returns a fleet with the time limits of the command line.
pub(super) fn fleet(environment: Environment, timeouts: Timeouts) -> Fleet {
    Fleet::new(environment.with_http_options(HttpOptions::new().timeouts(timeouts)))
}
