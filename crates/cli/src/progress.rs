//! Progress on standard error: a live line per target on a terminal, otherwise a line per change.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use terminal_size::{Height, Width};
use tingji::Target;
use tingji::core::engine::Outcome;
use tingji::core::fleet::Progress;
use tingji::core::sanitize_line;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::args::Output;
use crate::lang::{localized, pad, width};
use crate::logging;
use crate::output::color::{self, AnsiColor};
use crate::output::notice;
use crate::verb::Verb;

/// Columns and rows of a terminal whose size is unknown.
const DEFAULT_SIZE: (usize, usize) = (80, 24);
/// Rows of the terminal that live lines leave free for the prompt and the text around them.
const RESERVED_ROWS: usize = 3;

/// Shows the progress of one run. Live lines end when it is dropped.
pub(crate) struct ProgressReporter {
    verb: Verb,
    targets: Vec<String>,
    /// Last text printed per target, so that an unchanged state prints no second line.
    printed: Mutex<Vec<String>>,
    bars: ProgressBars,
}

/// Display of the progress.
enum ProgressBars {
    /// No live lines: one printed line per change. For pipes and with a log.
    Lines,
    /// Nothing: the ndjson lines on the same terminal show the progress.
    Suppressed,
    /// Live line per target.
    PerTarget(Vec<ProgressBar>),
    /// Single bar that counts finished targets, if the terminal has too few rows.
    Single(ProgressBar),
}

impl ProgressReporter {
    /// Chooses the display for these targets, the output format and the terminal.
    pub(crate) fn new(targets: &[Target], verb: Verb, format: Output) -> Self {
        let (columns, rows) = size();
        let is_terminal = std::io::stderr().is_terminal();
        // The ndjson lines show the same progress on the same terminal.
        let suppressed = format == Output::Ndjson && is_terminal && std::io::stdout().is_terminal();
        let bars = match targets.len() {
            _ if suppressed => ProgressBars::Suppressed,
            _ if !is_terminal || logging::is_on() => ProgressBars::Lines,
            count if count + RESERVED_ROWS <= rows => ProgressBars::PerTarget(lines(targets, columns)),
            count => ProgressBars::Single(summary(count)),
        };
        let printed = Mutex::new(vec![String::new(); targets.len()]);
        Self { verb, targets: targets.iter().map(ToString::to_string).collect(), printed, bars }
    }

    /// Shows one progress event of the target at this position.
    pub(crate) fn show(&self, at: usize, progress: Progress<'_>) {
        let (text, done) = match progress {
            Progress::Sending => (self.verb.sent().to_owned(), false),
            Progress::Observed(instance) => (sanitize_line(&instance.state.to_string()), false),
            Progress::Finished(report) => (self.ended(report.outcome), true),
        };
        match &self.bars {
            ProgressBars::Lines => self.print(at, text),
            ProgressBars::Suppressed => {}
            ProgressBars::PerTarget(bars) if done => bars[at].finish_with_message(text),
            ProgressBars::PerTarget(bars) => bars[at].set_message(text),
            ProgressBars::Single(bar) if done => bar.inc(1),
            ProgressBars::Single(_) => {}
        }
    }

    /// Returns the outcome, green for success and red otherwise.
    fn ended(&self, outcome: Outcome) -> String {
        let color = if outcome.is_success() { AnsiColor::Green } else { AnsiColor::Red };
        color::stderr(color, self.verb.outcome_text(outcome))
    }

    /// Prints the text unless it was the last one for this target.
    fn print(&self, at: usize, text: String) {
        let Ok(mut printed) = self.printed.lock() else { return };
        if printed[at] != text {
            notice(&format!("{}: {text}", self.targets[at]));
            printed[at] = text;
        }
    }
}

impl Drop for ProgressReporter {
    fn drop(&mut self) {
        match &self.bars {
            ProgressBars::Lines | ProgressBars::Suppressed => {}
            // The cursor is still on the last live line.
            ProgressBars::PerTarget(_) => notice(""),
            ProgressBars::Single(bar) => {
                bar.finish();
                notice("");
            }
        }
    }
}

/// Returns columns and rows of the terminal on standard error.
fn size() -> (usize, usize) {
    let size = terminal_size::terminal_size_of(std::io::stderr());
    size.map_or(DEFAULT_SIZE, |(Width(columns), Height(rows))| (columns.into(), rows.into()))
}

/// Creates a live line per target. Names are cut to half the terminal, because a wrapped line cannot be
/// redrawn.
fn lines(targets: &[Target], columns: usize) -> Vec<ProgressBar> {
    let all = MultiProgress::new();
    let style = style("{spinner} {prefix}  {wide_msg} {elapsed:>4}");
    let names: Vec<_> = targets.iter().map(|target| cut(&target.to_string(), columns / 2)).collect();
    let widest = names.iter().map(|name| width(name)).max().unwrap_or(0);
    let mut bars = Vec::with_capacity(names.len());
    for name in &names {
        let bar = all.add(ProgressBar::new_spinner()).with_style(style.clone());
        bar.set_prefix(pad(name, widest));
        bar.enable_steady_tick(Duration::from_millis(120));
        bars.push(bar);
    }
    bars
}

/// Cuts a text to this number of columns from the left. The end is kept because it distinguishes instances.
fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = text.len();
    let mut width = 1;
    for (at, c) in text.char_indices().rev() {
        width += c.width().unwrap_or(0);
        if width > columns {
            break;
        }
        kept = at;
    }
    format!("…{}", &text[kept..])
}

/// Creates the bar that counts finished targets.
fn summary(count: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(count).unwrap_or(u64::MAX));
    let done = localized("done", "已完成");
    bar.set_style(style(&format!("{{spinner}} [{{wide_bar}}] {{pos}}/{{len}} {done} ({{elapsed}})")));
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// Parses a template; falls back to a spinner.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_name_keeps_its_end_when_cut() {
        assert_eq!(cut("bce/bj/i-1", 10), "bce/bj/i-1");
        assert_eq!(cut("bce/bj/i-12", 10), "…e/bj/i-12");
        assert_eq!(cut("云/训练一二", 6), "…一二");
        assert_eq!(cut("ab", 1), "…");
    }
}
