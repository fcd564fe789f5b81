//! [`SelectArgs`]: the conditions that select instances.

use clap::Args;
use tingji::select::Selection;

use super::clouds::CloudArgs;
use super::parse::{filled, parse_filter};
use crate::lang::HelpText;
use crate::providers;

/// Conditions on clouds, accounts and instances. An instance must meet all of them.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct SelectArgs {
    #[command(flatten)]
    pub(crate) clouds: CloudArgs,
    #[arg(long, value_name = "PROFILE", value_parser = filled(), help = HelpText {
        en: "Only the accounts of this profile; repeatable. Default: the default account of each cloud and \
             every account in the profile file",
        zh: "只处理此 profile 的账号；可多次指定。默认：各云的默认账号和 profile 文件中的全部账号",
    })]
    pub(crate) profile: Vec<String>,
    #[arg(long, value_parser = filled(), help = HelpText {
        en: "Region to use instead of the one from the variables or the vendor's default",
        zh: "地域；优先于环境变量和厂商默认值",
    })]
    pub(crate) region: Option<String>,
    #[arg(long, value_name = "STATE", value_parser = filled(), help = HelpText {
        en: "Only instances in this state (case-insensitive; repeatable)",
        zh: "只选处于此状态的实例（不区分大小写；可多次指定）",
    })]
    pub(crate) state: Vec<String>,
    #[arg(long, value_name = "GLOB", value_parser = filled(), help = HelpText {
        en: "Only instances whose name matches; * is any text, ? any character (repeatable)",
        zh: "只选名称匹配的实例：* 表示任意文字，? 表示任意一个字符（可多次指定）",
    })]
    pub(crate) name: Vec<String>,
    #[arg(long, value_name = "TAG", value_parser = filled(), help = HelpText {
        en: "Only instances with this tag, KEY or KEY=VALUE (repeatable; all must match)",
        zh: "只选带此标签的实例：KEY 或 KEY=VALUE（可多次指定，须全部匹配）",
    })]
    pub(crate) tag: Vec<String>,
    #[arg(long, value_name = "EXPRESSION", value_parser = parse_filter, help = HelpText {
        en: "Only instances that match the expression, such as 'gpu~4090 and (age>2d or spot=yes)'. \
             Operators: = != ~ !~ < <= > >=",
        zh: "只选满足此表达式的实例，例如 'gpu~4090 and (age>2d or spot=yes)'。运算符：= != ~ !~ < <= > >=",
    })]
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
