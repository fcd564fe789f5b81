//! `tingji sandbox serve`.

use serde_json::Value;
use tingji_sandbox::{Sandbox, Scenario};

use crate::args::{Output, ServeArguments};
use crate::cancel::called_off;
use crate::error::Failure;
use crate::lang::say;
use crate::output;

pub(crate) async fn run(arguments: ServeArguments, format: Output) -> Result<u8, Failure> {
    let scenario = match &arguments.scenario {
        None => Scenario::default(),
        Some(path) => {
            let named = |why: String| {
                Failure::new(
                    2,
                    say!("the scenario {path}: {why}", "场景文件 {path}：{why}", path = path.display()),
                )
            };
            let text = std::fs::read_to_string(path).map_err(|error| named(error.to_string()))?;
            Scenario::from_json(&text).map_err(|error| named(error.to_string()))?
        }
    };
    check_address(arguments.listen)?;
    let mut sandbox = Sandbox::bind(arguments.listen, scenario).await.map_err(|error| {
        Failure::new(
            2,
            say!(
                "can't listen on {address}: {error}",
                "无法监听 {address}：{error}",
                address = arguments.listen
            ),
        )
    })?;
    let ended = called_off();
    announce(&sandbox.startup_info(), format);
    tokio::select! {
        why = sandbox.wait() => Err(Failure::new(1, say!("the sandbox ended: {why:?}", "沙箱已结束：{why:?}"))),
        () = ended => Ok(0),
    }
}

/// One line of JSON, unless another form or a part of it is asked for.
fn announce(line: &str, format: Output) {
    match serde_json::from_str::<Value>(line) {
        Ok(announced) if !format.is_table() => output::encode::one(&announced, format),
        _ => output::line(line),
    }
}

/// The sandbox refuses it too, but in English alone.
fn check_address(address: std::net::SocketAddr) -> Result<(), Failure> {
    if address.ip().is_loopback() {
        return Ok(());
    }
    Err(Failure::new(
        2,
        say!(
            "can't listen on {address}: the sandbox listens on loopback addresses only, such as 127.0.0.1:0",
            "无法监听 {address}：沙箱只监听本机回环地址，例如 127.0.0.1:0"
        ),
    ))
}
