//! Values of table cells in the current language: states, ages, prices, yes and no.
//!
//! English cells show the value as the filters accept it. Chinese cells show states, ages and prices in
//! Chinese; JSON and csv never pass through this file.

use tingji::core::lifecycle::Price;
use tingji::select::{Field, FieldValue};

use crate::lang::{Lang, current};

/// Chinese names of the vendors' states. Keys are lower-case letters only, so that `STOP_FAILED`,
/// `StopFailed` and `stop-failed` share one row.
const STATES: &[(&str, &str)] = &[
    ("attachingport", "挂载网卡中"),
    ("billingchanging", "变更计费方式中"),
    ("changesubnet", "变更子网中"),
    ("changevpc", "变更 VPC 中"),
    ("changing", "变更中"),
    ("changingos", "切换系统中"),
    ("changingosfailed", "切换系统失败"),
    ("createfailed", "创建失败"),
    ("creating", "创建中"),
    ("deleted", "已删除"),
    ("deletefailed", "删除失败"),
    ("deleting", "删除中"),
    ("deploying", "部署中"),
    ("detachingport", "卸载网卡中"),
    ("error", "异常"),
    ("expired", "已到期"),
    ("gone", "已删除"),
    ("imageprocessing", "制作镜像中"),
    ("initializing", "初始化中"),
    ("install", "安装系统中"),
    ("installfail", "安装系统失败"),
    ("moving", "迁移中"),
    ("normal", "正常"),
    ("pending", "排队中"),
    ("rebooting", "重启中"),
    ("rebootfailed", "重启失败"),
    ("rebuilding", "重装系统中"),
    ("recharging", "续费中"),
    ("recycled", "在回收站"),
    ("reinstalling", "重装系统中"),
    ("reinstallingos", "重装系统中"),
    ("reinstallingosfailed", "重装系统失败"),
    ("resizing", "变更配置中"),
    ("running", "运行中"),
    ("scaling", "变更配置中"),
    ("snapshotprocessing", "制作快照中"),
    ("started", "已激活"),
    ("startfailed", "启动失败"),
    ("starting", "启动中"),
    ("stopfailed", "停止失败"),
    ("stopped", "已停止"),
    ("stopping", "停止中"),
    ("todeploy", "待部署"),
    ("tostart", "已停止"),
    ("unknown", "未知"),
    ("unstoppable", "不能停止"),
    ("volumeresizing", "云盘扩容中"),
];

/// Returns a vendor's state for a table cell. A state without a Chinese name stays in the vendor's spelling.
pub(crate) fn state(text: &str) -> String {
    match current() {
        Lang::En => text.to_owned(),
        Lang::Zh => chinese_state(text).map_or_else(|| text.to_owned(), str::to_owned),
    }
}

/// Returns the value of a column for a table cell.
pub(super) fn cell(column: &Field, value: &FieldValue) -> String {
    match (current(), column, value) {
        (Lang::En, _, value) => value.to_string(),
        (Lang::Zh, Field::Named("state" | "phase"), FieldValue::Text(text)) => state(text),
        (Lang::Zh, Field::Named("spot"), FieldValue::Text(text)) => chinese_yes_no(text).to_owned(),
        (Lang::Zh, _, FieldValue::Duration(seconds)) => chinese_duration(*seconds),
        (Lang::Zh, _, FieldValue::Price(price)) => chinese_price(price),
        (Lang::Zh, _, value) => value.to_string(),
    }
}

fn chinese_state(text: &str) -> Option<&'static str> {
    let key: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    let row = STATES.iter().find(|(name, _)| name.eq_ignore_ascii_case(&key));
    row.map(|(_, chinese)| *chinese)
}

fn chinese_yes_no(text: &str) -> &str {
    match text {
        "yes" => "是",
        "no" => "否",
        other => other,
    }
}

/// Writes a price as `1.88 元/时`. An unknown currency or unit stays in the vendor's spelling.
fn chinese_price(price: &Price) -> String {
    let currency = if price.currency == "CNY" { "元" } else { price.currency };
    let unit = match price.per.to_lowercase().as_str() {
        "hour" => "时",
        "day" => "天",
        "week" => "周",
        "month" => "月",
        "year" => "年",
        _ => &price.per,
    };
    let slash = if unit.is_empty() { "" } else { "/" };
    format!("{} {currency}{slash}{unit}", price.amount())
}

/// Writes a duration in seconds with its two largest units: `12 秒`, `3 小时 20 分`, `2 天 5 小时`.
fn chinese_duration(seconds: i64) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    match seconds {
        0..60 => format!("{sign}{seconds} 秒"),
        60..3600 => format!("{sign}{} 分", seconds / 60),
        3600..86400 => two_units(sign, (seconds / 3600, "小时"), (seconds % 3600 / 60, "分")),
        _ => two_units(sign, (seconds / 86400, "天"), (seconds % 86400 / 3600, "小时")),
    }
}

/// Writes a value with its two largest units. The smaller one is left out if it is 0.
fn two_units(sign: &str, large: (u64, &str), small: (u64, &str)) -> String {
    if small.0 == 0 {
        return format!("{sign}{} {}", large.0, large.1);
    }
    format!("{sign}{} {} {} {}", large.0, large.1, small.0, small.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_of_all_spellings_share_one_name() {
        for text in ["STOP_FAILED", "StopFailed", "stop-failed"] {
            assert_eq!(chinese_state(text), Some("停止失败"), "{text}");
        }
        assert_eq!(chinese_state("RUNNING"), Some("运行中"));
        assert_eq!(chinese_state("NewStateOfVendor"), None);
    }

    #[test]
    fn prices_use_yuan_and_chinese_units() {
        for (amount, currency, per, text) in [
            (1.88, "CNY", "hour", "1.88 元/时"),
            (1.88, "CNY", "Month", "1.88 元/月"),
            (1.88, "CNY", "", "1.88 元"),
            (2.0, "USD", "hour", "2 USD/时"),
        ] {
            assert_eq!(chinese_price(&Price::new(amount, currency, per).unwrap()), text);
        }
    }

    #[test]
    fn durations_keep_their_two_largest_units() {
        let cases = [
            (12, "12 秒"),
            (300, "5 分"),
            (12_000, "3 小时 20 分"),
            (7200, "2 小时"),
            (190_800, "2 天 5 小时"),
            (-60, "-1 分"),
        ];
        for (seconds, text) in cases {
            assert_eq!(chinese_duration(seconds), text);
        }
    }
}
