//! The output of `tingji doctor`.

use tingji::Cloud;
use tingji::core::json::SchemaVersion;
use tingji::core::json_object;

use super::check::{Check, CheckResult};
use super::report::AccountReport;
use crate::args::Output;
use crate::lang::{localized, pad, tr};
use crate::output::{encode, line};
use crate::providers;

/// Prints each account with a line per check, and the next step below a failed one.
pub(crate) fn lines(examined: &[AccountReport]) {
    for cloud in examined {
        let lacking = if cloud.checks.is_empty() { how_to(cloud) } else { String::new() };
        line(&format!("{}{lacking}", account(cloud)));
        cloud.checks.iter().for_each(check);
    }
}

/// Returns the account as a target names it.
fn account(examined: &AccountReport) -> String {
    let profile = examined.profile.as_ref().map(|name| format!(":{name}")).unwrap_or_default();
    format!("{}{profile}", examined.cloud)
}

/// Returns how to set up a cloud without credentials.
fn how_to(cloud: &AccountReport) -> String {
    let found = Cloud::find(providers::providers(), cloud.cloud);
    let names = found.map(|cloud| cloud.credential_variables);
    match (&cloud.profile, names) {
        (None, Ok([access_key, secret_key])) => tr!(
            ": not set up; set {access_key} and {secret_key}",
            "：未配置；请设置 {access_key} 与 {secret_key}"
        ),
        _ => localized(
            ": not set up; profile not found in the environment variables or any file",
            "：未配置；环境变量和文件中都没有此 profile",
        )
        .to_owned(),
    }
}

/// Prints one check.
fn check(check: &Check) {
    line(&format!("  {}  {}  {}", pad(word(check.result), 4), pad(name(check.check), 11), check.found));
    if let Some(advice) = &check.advice {
        line(&format!("{:21}=> {advice}", ""));
    }
}

/// Returns the result in the current language.
fn word(verdict: CheckResult) -> &'static str {
    match verdict {
        CheckResult::NotSetUp => "-",
        CheckResult::Ok => localized("ok", "通过"),
        CheckResult::Warn => localized("warn", "警告"),
        CheckResult::Fail => localized("fail", "失败"),
    }
}

/// Returns the name of a check in the current language.
fn name(check: &'static str) -> &'static str {
    let chinese = match check {
        "credentials" => "凭证",
        "files" => "文件",
        "settings" => "设置",
        "endpoint" => "接入地址",
        "clock" => "时钟",
        "signature" => "签名",
        "permission" => "权限",
        "region" => "地域",
        "project" => "项目",
        "request" => "请求",
        other => other,
    };
    localized(check, chinese)
}

/// Columns of csv.
const FIELDS: [&str; 9] = [
    "cloud",
    "profile",
    "result",
    "exit_code",
    "access_key",
    "endpoint",
    "clock_offset_s",
    "elapsed_ms",
    "checks",
];

/// Prints the reports for programs.
pub(crate) fn rows(examined: &[AccountReport], format: Output) {
    match format {
        Output::Name => examined.iter().for_each(|one| line(&account(one))),
        _ => encode::write(
            &Doctor { schema_version: SchemaVersion, clouds: examined },
            examined,
            &FIELDS,
            format,
        ),
    }
}

json_object! {
    /// Findings of `doctor` for each cloud.
    pub(crate) struct Doctor<'a> {
        /// Version of this schema.
        schema_version: SchemaVersion,
        /// Reports of the clouds.
        clouds: &'a [AccountReport],
    }
}
