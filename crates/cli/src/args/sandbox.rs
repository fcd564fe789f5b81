//! The arguments of `tingji sandbox`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::lang::HelpText;

#[derive(Debug, Subcommand)]
pub(crate) enum SandboxCommand {
    #[command(about = HelpText {
        en: "Print one line of JSON with the endpoint and the keys, then serve until interrupted",
        zh: "打印一行 JSON（接入地址和各账号密钥），然后持续服务直到被中断",
    })]
    Serve(ServeArgs),
}

/// Arguments of `sandbox serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[arg(long, default_value = "127.0.0.1:0", help = HelpText {
        en: "Loopback address to listen on; port 0 picks a free port",
        zh: "监听的本机回环地址；端口 0 表示自动选择空闲端口",
    })]
    pub(crate) listen: SocketAddr,
    #[arg(long, value_name = "FILE", help = HelpText {
        en: "Scenario file: JSON with accounts, instances and the duration of a stop",
        zh: "场景文件：JSON，含账号、实例和停机所需时间",
    })]
    pub(crate) scenario: Option<PathBuf>,
}
