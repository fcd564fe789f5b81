//! The question before something is changed.

use std::io::{IsTerminal, Write};

use tingji::{Fleet, FleetJob};

use super::plan;
use crate::error::Failure;
use crate::lang::{pick, say};

/// Shows the plan and asks on the terminal whether to do this; without one, it has to be said with
/// `--yes`.
pub(crate) async fn ask(what: &str, orders: &[FleetJob], fleet: &Fleet) -> Result<(), Failure> {
    let count = orders.len();
    let whom = if count == 1 {
        say!("1 instance", "1 台实例")
    } else {
        say!("{count} instances", "{count} 台实例")
    };
    if !std::io::stdin().is_terminal() {
        let line = say!(
            "there is no terminal to ask on whether to {what} {whom}; add --yes",
            "没有终端可供确认是否{what} {whom}；请加 --yes"
        );
        return Err(Failure::new(2, line));
    }
    plan::show(fleet, orders).await?;
    let first: String = what.chars().take(1).flat_map(char::to_uppercase).collect();
    let rest: String = what.chars().skip(1).collect();
    let question = say!("{first}{rest} {whom}? [y/N] ", "{first}{rest} {whom}？[y/N] ");
    // On a thread of its own, so that a signal is heard meanwhile.
    let yes = tokio::task::spawn_blocking(move || says_yes(&question)).await;
    if yes.unwrap_or(false) {
        return Ok(());
    }
    Err(Failure::new(3, pick("cancelled; nothing was sent", "已取消；未发送任何请求")))
}

pub(crate) fn says_yes(question: &str) -> bool {
    let mut stderr = std::io::stderr();
    let _ = write!(stderr, "{question}").and_then(|()| stderr.flush());
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}
