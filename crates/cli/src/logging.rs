//! The log of `-v` and `--log` on standard error: requests and responses from the library, with secrets
//! redacted.

use tingji::core::log_target::ACTION;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{Targets, filter_fn};
use tracing_subscriber::layer::SubscriberExt;

use crate::args::LogFormat;
use crate::lang::tr;
use crate::output::notice;

/// Prefix of the log targets that are shown. Other crates are not, because they may log secrets.
const LIBRARY_TARGETS: &str = "tingji::";

/// Installs the log on standard error, if an option or `TINGJI_LOG` enables it.
///
/// `-v` and `--log` mean debug, `-vv` trace. Default: off.
pub(crate) fn start(verbose: u8, format: Option<LogFormat>) {
    let level = match verbose {
        0 if format.is_some() => level_from_env().max(LevelFilter::DEBUG),
        0 => level_from_env(),
        1 => LevelFilter::DEBUG,
        _ => LevelFilter::TRACE,
    };
    if level == LevelFilter::OFF {
        return;
    }
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false);
    let lines = match format {
        Some(LogFormat::Json) => lines.json().flatten_event(true).boxed(),
        _ => lines.with_ansi(false).boxed(),
    };
    let targets = Targets::new().with_target(LIBRARY_TARGETS, level);
    // The events of a request have the fields of its span.
    let spans = filter_fn(|metadata| !metadata.is_span() || metadata.target() == ACTION);
    let all = tracing_subscriber::registry().with(targets).with(spans).with(lines);
    // A second subscriber is ignored: stopping machines works without a log.
    let _ = tracing::subscriber::set_global_default(all);
}

/// Returns true if requests are logged; progress bars are then replaced by lines.
pub(crate) fn is_on() -> bool {
    LevelFilter::current() != LevelFilter::OFF
}

/// Returns the level of `TINGJI_LOG`: off, debug or trace. Prints a warning for any other value.
fn level_from_env() -> LevelFilter {
    let Ok(value) = std::env::var("TINGJI_LOG") else { return LevelFilter::OFF };
    match value.trim().to_ascii_lowercase().as_str() {
        "" | "off" => LevelFilter::OFF,
        "debug" => LevelFilter::DEBUG,
        "trace" => LevelFilter::TRACE,
        _ => {
            notice(&tr!(
                "warning: TINGJI_LOG={value:?} is not off, debug or trace",
                "警告：TINGJI_LOG={value:?} 不是 off、debug 或 trace"
            ));
            LevelFilter::OFF
        }
    }
}
