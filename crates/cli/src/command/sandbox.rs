//! `tingji sandbox serve`.

use tingji_sandbox::{Sandbox, Scenario};

use crate::args::ServeArguments;
use crate::failure::Failure;
use crate::lang::say;
use crate::output;

pub(crate) async fn run(arguments: ServeArguments) -> Result<u8, Failure> {
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
    output::line(&sandbox.announcement());
    tokio::select! {
        ended = sandbox.wait() => Err(Failure::new(1, say!("the sandbox ended: {ended:?}", "沙箱已结束：{ended:?}"))),
        _ = tokio::signal::ctrl_c() => Ok(0),
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
