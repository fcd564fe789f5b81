//! Which instances a command is about.

use clap::Args;
use tingji::Cloud;
use tingji::select::Selection;

use super::parse::{filled, parse_cloud, parse_filter};

/// Which instances of which clouds; conditions hold together.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct SelectArguments {
    /// Only this cloud; may be given several times.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Vec<Cloud>,
    /// Only the accounts of this profile; may be given several times. Default: the default account of
    /// each cloud and all in the file of profiles.
    #[arg(long, value_name = "PROFILE", value_parser = filled())]
    pub(crate) profile: Vec<String>,
    /// The region, in place of the one that the variables or the vendor's default name.
    #[arg(long, value_parser = filled())]
    pub(crate) region: Option<String>,
    /// In this state, in the vendor's word whatever its case; of several, any.
    #[arg(long, value_name = "STATE", value_parser = filled())]
    pub(crate) state: Vec<String>,
    /// With a name like this, in which * is any text and ? any letter; of several, any.
    #[arg(long, value_name = "GLOB", value_parser = filled())]
    pub(crate) name: Vec<String>,
    /// With this tag: KEY, or KEY=VALUE; of several, all.
    #[arg(long, value_name = "TAG", value_parser = filled())]
    pub(crate) tag: Vec<String>,
    /// For which this holds, such as 'gpu~4090 and (age>2d or spot=yes)'. Signs: = != ~ !~ < <= > >=.
    #[arg(long, value_name = "EXPRESSION", value_parser = parse_filter)]
    pub(crate) filter: Vec<Selection>,
}

impl SelectArguments {
    /// Whether it names any condition that a list must be asked for.
    pub(crate) fn is_given(&self) -> bool {
        let words = [&self.state, &self.name, &self.tag];
        words.iter().any(|words| !words.is_empty()) || !self.filter.is_empty()
    }

    /// The conditions but for the filters, which stand by themselves.
    pub(crate) fn selection(&self) -> Selection {
        let named = self.name.iter().fold(Selection::all(), |selection, name| selection.name(name));
        self.tag.iter().fold(named, |selection, tag| selection.tag(tag))
    }
}
