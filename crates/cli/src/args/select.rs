//! [`SelectArgs`]: the conditions that select instances.

use clap::Args;
use tingji::Cloud;
use tingji::select::Selection;

use super::parse::{filled, parse_cloud, parse_filter};

use crate::providers;

/// Conditions on clouds, accounts and instances. An instance must meet all of them.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct SelectArgs {
    /// Only this cloud; repeatable.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Vec<Cloud>,
    /// Only the accounts of this profile; repeatable. Default: the default account of each cloud and every
    /// account in the profile file.
    #[arg(long, value_name = "PROFILE", value_parser = filled())]
    pub(crate) profile: Vec<String>,
    /// Region to use instead of the one from the variables or the vendor's default.
    #[arg(long, value_parser = filled())]
    pub(crate) region: Option<String>,
    /// Only instances in this state (case-insensitive; repeatable).
    #[arg(long, value_name = "STATE", value_parser = filled())]
    pub(crate) state: Vec<String>,
    /// Only instances whose name matches; * is any text, ? any character (repeatable).
    #[arg(long, value_name = "GLOB", value_parser = filled())]
    pub(crate) name: Vec<String>,
    /// Only instances with this tag, KEY or KEY=VALUE (repeatable; all must match).
    #[arg(long, value_name = "TAG", value_parser = filled())]
    pub(crate) tag: Vec<String>,
    /// Only instances that match the expression, such as 'gpu~4090 and (age>2d or spot=yes)'. Operators: =
    /// != ~ !~ < <= > >=.
    #[arg(long, value_name = "EXPRESSION", value_parser = parse_filter)]
    pub(crate) filter: Vec<Selection>,
}

impl SelectArgs {
    /// Returns true if a condition is given that only a list of instances can answer.
    pub(crate) fn is_given(&self) -> bool {
        let words = [&self.state, &self.name, &self.tag];
        words.iter().any(|words| !words.is_empty()) || !self.filter.is_empty()
    }

    /// Returns the conditions on name and tag; `--state` and `--filter` are checked separately.
    pub(crate) fn selection(&self) -> Selection {
        let named = self
            .name
            .iter()
            .fold(Selection::all().providers(providers::providers()), |selection, name| selection.name(name));
        self.tag.iter().fold(named, |selection, tag| selection.tag(tag))
    }
}
