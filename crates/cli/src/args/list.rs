//! The arguments of `tingji list`.

use clap::Args;
use tingji::select::{Field, SortOrder};

use super::credentials::CREDENTIALS;
use super::parse::{parse_field, parse_order};
use super::select::SelectArgs;
use super::timeouts::TimeoutArgs;

/// Examples and the field names at the end of the help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  tingji list --filter 'gpu~4090 and charge=Postpay'
  tingji list --state running --sort -age --columns cloud,id,name,gpu,age
  tingji list --name 'train-*' -o name | tingji stop --yes -

Fields for --filter, --columns and --sort: cloud, profile, region, zone, id, name, state, phase,
gpu, gpus, charge, price, spot, age, created, release, stops, expires, tag.KEY";

/// Arguments of `list`.
#[derive(Debug, Default, Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{CREDENTIALS}"))]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) select: SelectArgs,
    /// Sort by this field; a leading - reverses the order. Default: the order of the clouds.
    #[arg(long, value_name = "FIELD", value_parser = parse_order, allow_hyphen_values = true)]
    pub(crate) sort: Option<SortOrder>,
    /// Show these columns instead of the default ones, separated by commas.
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', value_parser = parse_field)]
    pub(crate) columns: Vec<Field>,
    #[command(flatten)]
    pub(crate) limits: TimeoutArgs,
}
