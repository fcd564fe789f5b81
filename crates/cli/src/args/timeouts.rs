//! How long one attempt may take.

use std::time::Duration;

use clap::Args;
use tingji::core::api::Timeouts;

use super::parse::parse_duration;

/// How long one attempt at a request may take.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Limits {
    /// How long making a connection may take.
    #[arg(long, value_name = "DURATION", default_value = "5s", value_parser = parse_duration)]
    pub(crate) connect_timeout: Duration,
    /// How long one attempt at a request may take, its answer included.
    #[arg(long, value_name = "DURATION", default_value = "30s", value_parser = parse_duration)]
    pub(crate) attempt_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let Timeouts { connect, attempt } = Timeouts::default();
        Self { connect_timeout: connect, attempt_timeout: attempt }
    }
}

impl From<Limits> for Timeouts {
    fn from(limits: Limits) -> Self {
        Self { connect: limits.connect_timeout, attempt: limits.attempt_timeout }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_given_is_what_the_library_takes() {
        use clap::{Command, FromArgMatches};
        let matches = Limits::augment_args(Command::new("tingji")).get_matches_from(["tingji"]);
        let given = Limits::from_arg_matches(&matches).unwrap();
        assert_eq!(Timeouts::from(given), Timeouts::default());
    }
}
