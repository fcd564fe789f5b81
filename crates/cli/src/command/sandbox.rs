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
