//! The arguments of `tingji sandbox`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum SandboxCommand {
    /// Print one line of JSON with the endpoint and the accounts' keys, then serve until interrupted.
    Serve(ServeArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// A loopback address; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    pub(crate) listen: SocketAddr,
    /// What to play: a JSON file with accounts, instances and how long a stop takes.
    #[arg(long, value_name = "FILE")]
    pub(crate) scenario: Option<PathBuf>,
}
