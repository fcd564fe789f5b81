//! What is happening, on standard error: a live line per target on a terminal, else a line per change.

use std::fmt;
use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use tingji::Target;
use tingji::core::engine::Outcome;
use tingji::core::fleet::Progress;
use tingji::core::one_line;

use crate::lang::{pad, pick, width};
use crate::output::notice;

/// More targets than this share one bar.
const MOST_LINES: usize = 20;

/// What is done to instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Stop,
    Start,
    Reboot,
    Delete,
    Wait,
}

impl Verb {
    /// That it was sent.
    fn sent(self) -> &'static str {
        match self {
            Self::Stop => pick("stop sent", "已发送停机请求"),
            Self::Start => pick("start sent", "已发送启动请求"),
            Self::Reboot => pick("reboot sent", "已发送重启请求"),
            Self::Delete => pick("deletion sent", "已发送删除请求"),
            Self::Wait => pick("nothing sent", "未发送任何请求"),
        }
    }

    /// The outcome's word, in the words of what was done.
    pub(crate) fn word(self, outcome: Outcome) -> &'static str {
        match (self, outcome) {
            (Self::Start, Outcome::Done) => "started",
            (Self::Start, Outcome::AlreadyDone) => "already-running",
            (Self::Start, Outcome::WouldDo) => "would-start",
            (Self::Reboot, Outcome::Done) => "rebooted",
            (Self::Reboot, Outcome::WouldDo) => "would-reboot",
            (Self::Delete, Outcome::Done) => "deleted",
            (Self::Delete, Outcome::WouldDo) => "would-delete",
            (Self::Wait, Outcome::Done | Outcome::AlreadyDone) => "reached",
            (_, outcome) => outcome.as_str(),
        }
    }
}

impl fmt::Display for Verb {
    /// As in a question.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stop => pick("stop", "停止"),
            Self::Start => pick("start", "启动"),
            Self::Reboot => pick("reboot", "重启"),
            Self::Delete => pick("delete for good", "永久删除"),
            Self::Wait => pick("wait for", "等待"),
        })
    }
}

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
    Each(Vec<ProgressBar>),
    One(ProgressBar),
}

impl Board {
    pub(crate) fn new(targets: &[Target], verb: Verb) -> Self {
        let bars = match targets.len() {
            _ if !std::io::stderr().is_terminal() => Bars::None,
            0..=MOST_LINES => Bars::Each(lines(targets)),
            count => Bars::One(summary(count)),
        };
        let said = Mutex::new(vec![String::new(); targets.len()]);
        Self { verb, targets: targets.iter().map(ToString::to_string).collect(), said, bars }
    }

    /// Tells of one step.
    pub(crate) fn show(&self, at: usize, progress: Progress<'_>) {
        let (text, done) = match progress {
            Progress::Sending => (self.verb.sent().to_owned(), false),
            Progress::State(state) => (one_line(state), false),
            Progress::Done(report) => (self.verb.word(report.outcome).to_owned(), true),
        };
        match &self.bars {
            Bars::None => self.say(at, text),
            Bars::Each(bars) if done => bars[at].finish_with_message(text),
            Bars::Each(bars) => bars[at].set_message(text),
            Bars::One(bar) if done => bar.inc(1),
            Bars::One(_) => {}
        }
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
            Bars::None => {}
            // The live lines leave the cursor behind the last of them.
            Bars::Each(_) => notice(""),
            Bars::One(bar) => {
                bar.finish();
                notice("");
            }
        }
    }
}

fn lines(targets: &[Target]) -> Vec<ProgressBar> {
    let all = MultiProgress::new();
    let style = style("{spinner} {prefix}  {msg} ({elapsed})");
    let widest = targets.iter().map(|target| width(&target.to_string())).max().unwrap_or(0);
    let line = |target: &Target| {
        let bar = all.add(ProgressBar::new_spinner()).with_style(style.clone());
        bar.set_prefix(pad(&target.to_string(), widest));
        bar.enable_steady_tick(Duration::from_millis(120));
        bar
    };
    targets.iter().map(line).collect()
}

fn summary(count: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(count).unwrap_or(u64::MAX));
    let done = pick("done", "已完成");
    bar.set_style(style(&format!("{{spinner}} [{{bar:30}}] {{pos}}/{{len}} {done} ({{elapsed}})")));
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}
