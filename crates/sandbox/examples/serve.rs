//! Prints the startup information, one line of JSON, and serves until the process ends.
//!
//! `cargo run -p tingji-sandbox --example serve -- [PORT] [SCENARIO_FILE]`

use std::io::Write;
use std::net::Ipv4Addr;

use tingji_sandbox::{Sandbox, Scenario};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let port = args.next().map_or(Ok(0), |port| port.parse())?;
    let scenario = match args.next() {
        Some(file) => Scenario::from_json(&std::fs::read_to_string(file)?)?,
        None => Scenario::default(),
    };
    let mut sandbox = Sandbox::bind((Ipv4Addr::LOCALHOST, port).into(), scenario).await?;
    writeln!(std::io::stdout(), "{}", sandbox.startup_info())?;
    sandbox.wait().await?;
    Ok(())
}
