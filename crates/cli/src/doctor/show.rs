//! How `tingji doctor` writes.

use serde::Serialize;
use tingji::Environment;

use super::{Check, Examined, Verdict};
use crate::output;
use crate::output::line;

/// Cloud by cloud, a line for each check, and below it what to do.
pub(crate) fn lines(examined: &[Examined]) {
    for cloud in examined {
        let profile = cloud.profile.as_ref().map(|name| format!(":{name}")).unwrap_or_default();
        line(&format!(
            "{}{profile}{}",
            cloud.cloud,
            if cloud.checks.is_empty() { how_to(cloud) } else { String::new() }
        ));
        cloud.checks.iter().for_each(check);
    }
}

fn how_to(cloud: &Examined) -> String {
    let names = cloud.cloud.parse().map(Environment::key_names);
    match (&cloud.profile, names) {
        (None, Ok((access_key, secret_key))) => format!(": not set up; set {access_key} and {secret_key}"),
        _ => ": not set up; no variable and no file has this profile".to_owned(),
    }
}

fn check(check: &Check) {
    line(&format!("  {:4}  {:11}  {}", word(check.result), check.check, check.found));
    if let Some(advice) = &check.advice {
        line(&format!("{:21}=> {advice}", ""));
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotSetUp => "-",
        Verdict::Ok => "ok",
        Verdict::Warn => "warn",
        Verdict::Fail => "fail",
    }
}

pub(crate) fn json(examined: &[Examined]) {
    output::json(&Doctor { schema_version: 1, clouds: examined });
}

#[derive(Serialize)]
struct Doctor<'a> {
    schema_version: u32,
    clouds: &'a [Examined],
}
