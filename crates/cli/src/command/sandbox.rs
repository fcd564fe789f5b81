//! `tingji sandbox serve`: the five simulated clouds on a loopback address.

use std::fmt::Display;
use std::path::Path;

use serde_json::Value;
use tingji_sandbox::{Sandbox, Scenario};

use crate::args::{Output, ServeArgs};
use crate::cancel::cancelled;
use crate::error::CliError;
use crate::lang::tr;
use crate::output;

/// Serves until a signal arrives, then returns 0.
///
/// # Errors
///
/// Exit code 2 for an unreadable scenario or an address that is not loopback or not free; 1 if the server
/// stops unexpectedly.
pub(crate) async fn run(arguments: ServeArgs, format: Output) -> Result<u8, CliError> {
    let scenario = match &arguments.scenario {
        None => Scenario::default(),
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| invalid_scenario(path, &error))?;
            Scenario::from_json(&text).map_err(|error| invalid_scenario(path, &error))?
        }
    };
    check_address(arguments.listen)?;
    let mut sandbox = Sandbox::bind(arguments.listen, scenario).await.map_err(|error| {
        CliError::new(
            2,
            tr!(
                "can't listen on {address}: {error}",
                "无法监听 {address}：{error}",
                address = arguments.listen
            ),
        )
    })?;
    let ended = cancelled();
    announce(&sandbox.startup_info(), format);
    tokio::select! {
        why = sandbox.wait() => Err(CliError::new(1, tr!("the sandbox stopped unexpectedly: {why:?}", "沙箱意外停止：{why:?}"))),
        () = ended => Ok(0),
    }
}

/// Returns the error for a scenario file that cannot be read or is invalid.
fn invalid_scenario(path: &Path, why: &dyn Display) -> CliError {
    CliError::new(
        2,
        tr!("invalid scenario {path}: {why}", "场景文件 {path} 无效：{why}", path = path.display()),
    )
}

/// Prints the startup line, as JSON unless another format or a query is requested.
fn announce(line: &str, format: Output) {
    match serde_json::from_str::<Value>(line) {
        Ok(announced) if !format.is_table() => output::encode::one(&announced, format),
        _ => output::line(line),
    }
}

/// Checks the address before the sandbox does, whose message is in English only.
fn check_address(address: std::net::SocketAddr) -> Result<(), CliError> {
    if address.ip().is_loopback() {
        return Ok(());
    }
    Err(CliError::new(
        2,
        tr!(
            "can't listen on {address}: the sandbox listens on loopback addresses only, such as 127.0.0.1:0",
            "无法监听 {address}：沙箱只监听本机回环地址，例如 127.0.0.1:0"
        ),
    ))
}
