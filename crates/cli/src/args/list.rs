//! The arguments of `tingji list`.

use clap::Args;
use tingji::select::{Field, SortOrder};

use super::credentials::credentials;
use super::parse::{parse_field, parse_order};
use super::select::SelectArgs;
use super::timeouts::TimeoutArgs;
use crate::lang::HelpText;

/// Examples and the field names at the end of the help.
const EXAMPLES: HelpText = HelpText {
    en: "\
Examples:
  tingji list --filter 'gpu~4090 and charge=Postpay'
  tingji list --state running --sort -age --columns cloud,id,name,gpu,age
  tingji list --name 'train-*' -o name | tingji stop --yes -

Fields for --filter, --columns and --sort: cloud, profile, region, zone, id, name, state, phase,
gpu, gpus, charge, price, spot, age, created, release, stops, expires, tag.KEY",
    zh: "\
示例：
  tingji list --filter 'gpu~4090 and charge=Postpay'
  tingji list --state running --sort -age --columns cloud,id,name,gpu,age
  tingji list --name 'train-*' -o name | tingji stop --yes -

筛选、列和排序可用的字段：cloud, profile, region, zone, id, name, state, phase, gpu, gpus,
charge, price, spot, age, created, release, stops, expires, tag.KEY",
};

/// Arguments of `list`.
#[derive(Debug, Default, Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{}", credentials()))]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) select: SelectArgs,
    #[arg(long, value_name = "FIELD", value_parser = parse_order, allow_hyphen_values = true, help = HelpText {
        en: "Sort by this field; a leading - reverses the order. Default: the order of the clouds",
        zh: "按此字段排序；前面加 - 表示倒序。默认按云的顺序",
    })]
    pub(crate) sort: Option<SortOrder>,
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', value_parser = parse_field, help = HelpText {
        en: "Show these columns instead of the default ones, separated by commas",
        zh: "显示这些列，代替默认的列；以逗号分隔",
    })]
    pub(crate) columns: Vec<Field>,
    #[command(flatten)]
    pub(crate) limits: TimeoutArgs,
}
