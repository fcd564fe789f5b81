//! [`TimeoutArgs`]: the time limits of one HTTP attempt.

use std::time::Duration;

use clap::Args;
use tingji::core::api::Timeouts;

use super::parse::parse_duration;
use crate::lang::HelpText;

/// Time limits of one attempt at a request. Retries get the same limits again.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct TimeoutArgs {
    #[arg(long, value_name = "DURATION", default_value = "5s", value_parser = parse_duration, help = HelpText {
        en: "Timeout for connecting",
        zh: "建立连接的超时时间",
    })]
    pub(crate) connect_timeout: Duration,
    #[arg(long, value_name = "DURATION", default_value = "30s", value_parser = parse_duration, help = HelpText {
        en: "Timeout for one attempt at a request, including the response",
        zh: "单次请求的超时时间，含接收应答",
    })]
    pub(crate) attempt_timeout: Duration,
}

impl Default for TimeoutArgs {
    fn default() -> Self {
        let Timeouts { connect, attempt } = Timeouts::default();
        Self { connect_timeout: connect, attempt_timeout: attempt }
    }
}

impl From<TimeoutArgs> for Timeouts {
    fn from(limits: TimeoutArgs) -> Self {
        Self { connect: limits.connect_timeout, attempt: limits.attempt_timeout }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_timeouts_match_the_library() {
        use clap::{Command, FromArgMatches};
        let matches = TimeoutArgs::augment_args(Command::new("tingji")).get_matches_from(["tingji"]);
        let given = TimeoutArgs::from_arg_matches(&matches).unwrap();
        assert_eq!(Timeouts::from(given), Timeouts::default());
    }
}
