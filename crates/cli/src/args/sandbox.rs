//! The arguments of `tingji sandbox`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum SandboxCommand {
    /// Print one line of JSON with the endpoint and the keys, then serve until interrupted.
    Serve(ServeArgs),
}

/// Arguments of `sandbox serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Loopback address to listen on; port 0 picks a free port.
    #[arg(long, default_value = "127.0.0.1:0")]
    pub(crate) listen: SocketAddr,
    /// Scenario file: JSON with accounts, instances and the duration of a stop.
    #[arg(long, value_name = "FILE")]
    pub(crate) scenario: Option<PathBuf>,
}
