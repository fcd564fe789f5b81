//! How `tingji doctor` writes.

use serde::Serialize;
use tingji::Environment;

use super::check::{Check, Verdict};
use super::report::Examined;
use crate::args::Output;
use crate::lang::{pad, pick, say};
use crate::output::{encode, line};

/// Cloud by cloud, a line for each check, and below it what to do.
pub(crate) fn lines(examined: &[Examined]) {
    for cloud in examined {
        let lacking = if cloud.checks.is_empty() { how_to(cloud) } else { String::new() };
        line(&format!("{}{lacking}", account(cloud)));
        cloud.checks.iter().for_each(check);
    }
}

/// As a target names it.
fn account(examined: &Examined) -> String {
    let profile = examined.profile.as_ref().map(|name| format!(":{name}")).unwrap_or_default();
    format!("{}{profile}", examined.cloud)
}

fn how_to(cloud: &Examined) -> String {
    let names = cloud.cloud.parse().map(Environment::credential_variables);
    match (&cloud.profile, names) {
        (None, Ok((access_key, secret_key))) => say!(
            ": not set up; set {access_key} and {secret_key}",
            "：未设置；请设置 {access_key} 与 {secret_key}"
        ),
        _ => pick(
            ": not set up; no variable and no file has this profile",
            "：未设置；环境变量和文件中都没有此 profile",
        )
        .to_owned(),
    }
}

fn check(check: &Check) {
    line(&format!("  {}  {}  {}", pad(word(check.result), 4), pad(name(check.check), 11), check.found));
    if let Some(advice) = &check.advice {
        line(&format!("{:21}=> {advice}", ""));
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotSetUp => "-",
        Verdict::Ok => pick("ok", "通过"),
        Verdict::Warn => pick("warn", "警告"),
        Verdict::Fail => pick("fail", "失败"),
    }
}

/// The word of a check for people.
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
    pick(check, chinese)
}

/// The columns of CSV.
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

/// For programs.
pub(crate) fn rows(examined: &[Examined], format: Output) {
    match format {
        Output::Name => examined.iter().for_each(|one| line(&account(one))),
        _ => encode::write(&Doctor { schema_version: 1, clouds: examined }, examined, &FIELDS, format),
    }
}

#[derive(Serialize)]
struct Doctor<'a> {
    schema_version: u32,
    clouds: &'a [Examined],
}
