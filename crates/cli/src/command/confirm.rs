//! The confirmation prompt before something is changed.

use std::io::{IsTerminal, Write};

use tingji::{Fleet, FleetJob};

use super::plan;
use crate::error::CliError;
use crate::lang::{localized, tr};

/// Prints the plan and asks for confirmation on the terminal.
///
/// # Errors
///
/// Exit code 2 without a terminal, because `--yes` is then required; 3 if the answer is not yes.
pub(crate) async fn ask(what: &str, orders: &[FleetJob], fleet: &Fleet) -> Result<(), CliError> {
    let count = orders.len();
    let whom = if count == 1 {
        tr!("1 instance", "1 台实例")
    } else {
        tr!("{count} instances", "{count} 台实例")
    };
    if !std::io::stdin().is_terminal() {
        let line = tr!(
            "no terminal to confirm on; to {what} {whom}, add --yes",
            "没有终端，无法确认；要{what} {whom}，请加 --yes"
        );
        return Err(CliError::new(2, line));
    }
    plan::show(fleet, orders).await?;
    let first: String = what.chars().take(1).flat_map(char::to_uppercase).collect();
    let rest: String = what.chars().skip(1).collect();
    let question = tr!("{first}{rest} {whom}? [y/N] ", "{first}{rest} {whom}？[y/N] ");
    // On a separate thread, so that a signal is handled while the prompt waits.
    let yes = tokio::task::spawn_blocking(move || prompt_yes_no(&question)).await;
    if yes.unwrap_or(false) {
        return Ok(());
    }
    Err(CliError::new(3, localized("cancelled; nothing was sent", "已取消；未发送任何请求")))
}

/// Prints a question and returns true if the answer is y or yes. Every other answer, and an end of input,
/// is a no.
pub(crate) fn prompt_yes_no(question: &str) -> bool {
    let mut stderr = std::io::stderr();
    let _ = write!(stderr, "{question}").and_then(|()| stderr.flush());
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}
