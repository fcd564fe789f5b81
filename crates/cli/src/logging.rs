//! What `-v` and `--log` show: the requests, as the libraries tell of them. Secrets are hidden there.

use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;

use crate::args::LogFormat;
use crate::lang::say;
use crate::output::notice;

/// Whose words are shown: no other library's, which may not know what is secret.
const OURS: &str = "tingji_core";

/// Starts telling of requests on standard error, if anyone wants it.
pub(crate) fn start(verbose: u8, format: Option<LogFormat>) {
    let level = match verbose {
        0 if format.is_some() => asked().max(LevelFilter::DEBUG),
        0 => asked(),
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
    let all = tracing_subscriber::registry().with(Targets::new().with_target(OURS, level)).with(lines);
    // It is set once; and whoever can't be told anything can still stop machines.
    let _ = tracing::subscriber::set_global_default(all);
}

/// Whether requests are told of, so that no live lines should stand in between.
pub(crate) fn is_on() -> bool {
    LevelFilter::current() != LevelFilter::OFF
}

/// What the variable asks for.
fn asked() -> LevelFilter {
    let Ok(word) = std::env::var("TINGJI_LOG") else { return LevelFilter::OFF };
    match word.trim().to_ascii_lowercase().as_str() {
        "" | "off" => LevelFilter::OFF,
        "debug" => LevelFilter::DEBUG,
        "trace" => LevelFilter::TRACE,
        _ => {
            notice(&say!(
                "warning: TINGJI_LOG={word:?} is none of off, debug and trace",
                "警告：TINGJI_LOG={word:?} 不是 off、debug 或 trace"
            ));
            LevelFilter::OFF
        }
    }
}
