//! What is happening, on standard error: a live line per target on a terminal, else a line per change.

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
use crate::lang::{pad, pick, width};
use crate::logging;
use crate::output::color::{self, AnsiColor};
use crate::output::notice;
use crate::verb::Verb;

/// A terminal of unknown size is taken for this one, as ever.
const USUAL: (usize, usize) = (80, 24);
/// So many of the terminal's lines are left for what was there before and comes after.
const SPARE: usize = 3;

/// Shows the progress of what is done.
pub(crate) struct Board {
    verb: Verb,
    targets: Vec<String>,
    /// What was last said of each.
    said: Mutex<Vec<String>>,
    bars: Bars,
}

enum Bars {
    /// No terminal.
    None,
    /// Nothing is shown.
    Told,
    Each(Vec<ProgressBar>),
    One(ProgressBar),
}

impl Board {
    pub(crate) fn new(targets: &[Target], verb: Verb, format: Output) -> Self {
        let (columns, rows) = size();
        let is_terminal = std::io::stderr().is_terminal();
        // The lines of data tell the same, and stand where these would.
        let told = format == Output::Ndjson && is_terminal && std::io::stdout().is_terminal();
        let bars = match targets.len() {
            _ if told => Bars::Told,
            _ if !is_terminal || logging::is_on() => Bars::None,
            count if count + SPARE <= rows => Bars::Each(lines(targets, columns)),
            count => Bars::One(summary(count)),
        };
        let said = Mutex::new(vec![String::new(); targets.len()]);
        Self { verb, targets: targets.iter().map(ToString::to_string).collect(), said, bars }
    }

    /// Tells of one step.
    pub(crate) fn show(&self, at: usize, progress: Progress<'_>) {
        let (text, done) = match progress {
            Progress::Sending => (self.verb.sent().to_owned(), false),
            Progress::Observed(instance) => (sanitize_line(&instance.state.to_string()), false),
            Progress::Finished(report) => (self.ended(report.outcome), true),
        };
        match &self.bars {
            Bars::None => self.say(at, text),
            Bars::Told => {}
            Bars::Each(bars) if done => bars[at].finish_with_message(text),
            Bars::Each(bars) => bars[at].set_message(text),
            Bars::One(bar) if done => bar.inc(1),
            Bars::One(_) => {}
        }
    }

    fn ended(&self, outcome: Outcome) -> String {
        let color = if outcome.is_success() { AnsiColor::Green } else { AnsiColor::Red };
        color::stderr(color, self.verb.word(outcome))
    }

    fn say(&self, at: usize, text: String) {
        let Ok(mut said) = self.said.lock() else { return };
        if said[at] != text {
            notice(&format!("{}: {text}", self.targets[at]));
            said[at] = text;
        }
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        match &self.bars {
            Bars::None | Bars::Told => {}
            // The live lines leave the cursor behind the last of them.
            Bars::Each(_) => notice(""),
            Bars::One(bar) => {
                bar.finish();
                notice("");
            }
        }
    }
}

/// Columns and rows of the terminal.
fn size() -> (usize, usize) {
    let told = terminal_size::terminal_size_of(std::io::stderr());
    told.map_or(USUAL, |(Width(columns), Height(rows))| (columns.into(), rows.into()))
}

/// A line for each, none longer than the terminal is wide: a line that wraps could not be taken back.
fn lines(targets: &[Target], columns: usize) -> Vec<ProgressBar> {
    let all = MultiProgress::new();
    let style = style("{spinner} {prefix}  {wide_msg} {elapsed:>4}");
    let names: Vec<_> = targets.iter().map(|target| cut(&target.to_string(), columns / 2)).collect();
    let widest = names.iter().map(|name| width(name)).max().unwrap_or(0);
    let line = |name: &String| {
        let bar = all.add(ProgressBar::new_spinner()).with_style(style.clone());
        bar.set_prefix(pad(name, widest));
        bar.enable_steady_tick(Duration::from_millis(120));
        bar
    };
    names.iter().map(line).collect()
}

/// The text in so many columns: of one that is longer the end, which tells instances apart.
fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let (mut kept, mut width) = (text.len(), 1);
    for (at, c) in text.char_indices().rev() {
        width += c.width().unwrap_or(0);
        if width > columns {
            break;
        }
        kept = at;
    }
    format!("…{}", &text[kept..])
}

fn summary(count: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(count).unwrap_or(u64::MAX));
    let done = pick("done", "已完成");
    bar.set_style(style(&format!("{{spinner}} [{{wide_bar}}] {{pos}}/{{len}} {done} ({{elapsed}})")));
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_keeps_its_end_in_so_many_columns() {
        assert_eq!(cut("bce/bj/i-1", 10), "bce/bj/i-1");
        assert_eq!(cut("bce/bj/i-12", 10), "…e/bj/i-12");
        assert_eq!(cut("云/训练一二", 6), "…一二");
        assert_eq!(cut("ab", 1), "…");
    }
}
