//! The checks in their order, and what a response proves.

use tingji::Account;
use tingji::core::credentials::Origin;
use tingji::core::provider::{Projects, RegionLocation};
use tingji::core::{Error, ErrorKind};

use super::check::{Check, ProbeResponse};
use super::identity::login;
use crate::lang::{self, localized, tr};

/// Largest clock offset that counts as equal: the `Date` header has a resolution of seconds, and responses
/// take time.
const MAX_OK_SKEW_SECS: u64 = 5;
/// Clock offset from which a warning is shown; the strictest vendor accepts 15 minutes.
const WARN_SKEW_SECS: u64 = 60;

/// Advice for a certificate error, in English and Chinese.
const CERTIFICATE: [&str; 2] = [
    "check this machine's clock, any proxy that intercepts TLS, and the system's root certificates",
    "请检查本机时钟、解密 TLS 的代理，以及系统的根证书",
];
/// Advice for a wrong clock, in English and Chinese.
const CLOCK: [&str; 2] = [
    "synchronize this machine's clock with NTP: clouds reject signatures that are a few minutes off",
    "请用 NTP 校准本机时钟：签名时间相差几分钟，云就会拒绝",
];

/// Returns the check that an incomplete account fails before anything is sent.
pub(crate) fn not_found(error: &Error) -> Check {
    let check = if error.kind() == ErrorKind::Credentials { "credentials" } else { "settings" };
    // The message already says what to do.
    Check::fail(check, error, None)
}

/// Returns all checks of an account after its first page of instances. Checks that the response says
/// nothing about are omitted.
pub(crate) fn of_account(account: &Account, answer: &ProbeResponse) -> Vec<Check> {
    let failure = answer.instances.as_ref().err().map(|error| (failed_check(account, answer, error), error));
    let mut checks = Vec::new();
    checks.push(match failure {
        Some(("credentials", error)) => not_found(error),
        _ => credentials(account),
    });
    checks.extend(files(account));
    for (name, proof) in [
        ("settings", None),
        ("endpoint", endpoint(account, answer)),
        ("clock", clock(answer)),
        ("signature", signature(answer)),
        ("permission", permission(answer)),
        ("region", region(account, answer)),
        ("project", project(account, answer)),
        ("request", None),
    ] {
        match failure {
            Some((failed, error)) if failed == name => {
                checks.push(Check::fail(name, error, advice(account, error)));
            }
            _ => checks.extend(proof),
        }
    }
    checks
}

/// Returns the check that an error fails.
fn failed_check(account: &Account, answer: &ProbeResponse, error: &Error) -> &'static str {
    let looked_up =
        account.cloud.projects == Projects::LookedUp && account.project_id.is_none() && answer.link.is_none();
    match error.kind() {
        ErrorKind::ClockSkew => "clock",
        ErrorKind::Permission | ErrorKind::Billing => "permission",
        ErrorKind::Credentials if error.status().is_none() => "credentials",
        ErrorKind::Credentials => "signature",
        kind if kind.is_transient() => "endpoint",
        ErrorKind::Redirected | ErrorKind::Decode => "endpoint",
        _ if looked_up => "project",
        ErrorKind::Config => "settings",
        ErrorKind::NotFound => "region",
        _ => "request",
    }
}

/// Returns the next step for an error; `None` if its message already contains it.
fn advice(account: &Account, error: &Error) -> Option<String> {
    if error.kind() == ErrorKind::Config {
        return None;
    }
    if error.kind() == ErrorKind::Connect && error.message().to_lowercase().contains("certificate") {
        return Some(localized(CERTIFICATE[0], CERTIFICATE[1]).to_owned());
    }
    let advice = lang::localized_advice(error);
    // On these clouds the region is part of the host name.
    Some(
        match account
            .region()
            .filter(|_| account.endpoint.is_none() && account.cloud.region_location == RegionLocation::Host)
        {
            Some(region) if error.kind() == ErrorKind::Connect => {
                tr!(
                    "{advice}; also check that {region} is the right region",
                    "{advice}，并确认地域 {region} 是否正确"
                )
            }
            _ => advice.to_owned(),
        },
    )
}

/// Name of [`Origin::Caller`]: the command is the caller of the library.
const COMMAND: &str = "the command";

/// Returns the passed check of the credentials.
fn credentials(account: &Account) -> Check {
    Check::ok("credentials", with_source(login(account), account, "keys"))
}

/// Checks the permissions of credential files, on platforms that have them.
fn files(account: &Account) -> Vec<Check> {
    let from_file = matches!(account.origins.get("keys"), Some(Origin::File { .. }));
    match account.warnings.as_slice() {
        [] if cfg!(unix) && from_file => {
            vec![Check::ok("files", localized("only you can read or change them", "其他用户不能读取或修改"))]
        }
        warnings => {
            warnings.iter().map(|warning| Check::warn("files", lang::translate(warning), None)).collect()
        }
    }
}

/// Returns the check of the endpoint. Any response proves that it is reachable and that its certificate is
/// valid.
fn endpoint(account: &Account, answer: &ProbeResponse) -> Option<Check> {
    if answer.instances.as_ref().is_err_and(|error| error.status().is_none()) {
        return None;
    }
    let link = answer.link.as_ref();
    let elapsed = answer.elapsed.as_secs_f64();
    let there = link.map(|link| link.endpoint.as_str()).unwrap_or_default();
    let found = match link {
        Some(link) if link.encrypted => tr!(
            "{there} responded in {elapsed:.1} s with a valid certificate",
            "{there} 在 {elapsed:.1} 秒内应答，证书有效"
        ),
        Some(_) => tr!(
            "{there} responded in {elapsed:.1} s by plain HTTP on this machine",
            "{there} 在 {elapsed:.1} 秒内应答（本机明文 HTTP）"
        ),
        None => tr!("responded in {elapsed:.1} s", "在 {elapsed:.1} 秒内应答"),
    };
    Some(Check::ok("endpoint", with_source(found, account, "endpoint")))
}

/// Compares the clock with that of the endpoint.
fn clock(answer: &ProbeResponse) -> Option<Check> {
    let ahead = answer.link.as_ref()?.clock_offset?;
    let off = ahead.unsigned_abs();
    if off <= MAX_OK_SKEW_SECS {
        return Some(Check::ok("clock", localized("same as the endpoint's", "与服务端的时钟一致")));
    }
    let side = if ahead > 0 { localized("behind", "慢") } else { localized("ahead of", "快") };
    let found = tr!("{off} s {side} the endpoint's", "本机时钟比服务端{side} {off} 秒");
    Some(if off <= WARN_SKEW_SECS {
        Check::ok("clock", found)
    } else {
        Check::warn("clock", found, Some(localized(CLOCK[0], CLOCK[1])))
    })
}

/// Returns the check of the signature. A permission error proves it too, because it follows authentication.
fn signature(answer: &ProbeResponse) -> Option<Check> {
    let known = answer.instances.as_ref().map_or_else(
        |error| {
            matches!(error.kind(), ErrorKind::Permission | ErrorKind::Billing) && error.status().is_some()
        },
        |_| true,
    );
    known.then(|| Check::ok("signature", localized("accepted", "已被接受")))
}

/// Returns the check of the permission to list instances.
fn permission(answer: &ProbeResponse) -> Option<Check> {
    let count = *answer.instances.as_ref().ok()?;
    let what = if count == 1 { "1 instance".to_owned() } else { format!("{count} instances") };
    let found = tr!("can list instances: {what} on the first page", "可以列出实例：第一页有 {count} 台");
    Some(Check::ok("permission", found))
}

/// Returns the check of the region.
fn region(account: &Account, answer: &ProbeResponse) -> Option<Check> {
    answer.instances.as_ref().ok()?;
    let found = match (&account.region, account.region()) {
        (Some(region), _) => with_source(region.clone(), account, "region"),
        (None, Some(default)) => tr!("{default} (the vendor's default)", "{default}（厂商默认）"),
        (None, None) => localized("all regions", "全部地域").to_owned(),
    };
    Some(Check::ok("region", found))
}

/// Returns the check of the project, for the clouds that have projects.
fn project(account: &Account, answer: &ProbeResponse) -> Option<Check> {
    answer.instances.as_ref().ok()?;
    if account.cloud.projects == Projects::None {
        return None;
    }
    let in_use = answer.link.as_ref().and_then(|link| link.project_id.clone());
    Some(Check::ok(
        "project",
        match (&account.project_id, in_use) {
            (Some(project), _) => with_source(project.clone(), account, "project_id"),
            (None, Some(found)) => tr!("{found} (looked up in IAM)", "{found}（由 IAM 查得）"),
            (None, None) => localized("the account's default project", "账号的默认项目").to_owned(),
        },
    ))
}

/// Adds the source of a setting in parentheses.
fn with_source(text: String, account: &Account, field: &str) -> String {
    match account.origins.get(field) {
        Some(origin) => tr!("{text} ({origin})", "{text}（{origin}）", origin = place(origin)),
        None => text,
    }
}

/// Returns a place of [`Account::origins`] in the current language.
fn place(origin: &Origin) -> String {
    match origin {
        Origin::Variable(name) => tr!("variable {name}", "环境变量 {name}"),
        Origin::File { path, section } => {
            let section = section.as_ref().map(|section| format!(" [{section}]")).unwrap_or_default();
            tr!("file {path}{section}", "文件 {path}{section}")
        }
        Origin::Caller => localized(COMMAND, "命令行").to_owned(),
        Origin::Both(places) => {
            tr!("{one} and {other}", "{one} 与 {other}", one = place(&places[0]), other = place(&places[1]))
        }
        other => other.to_string(),
    }
}

/// Returns a place of [`Account::origins`] for programs.
pub(super) fn source(origin: &Origin) -> String {
    match origin {
        Origin::Caller => COMMAND.to_owned(),
        other => other.to_string(),
    }
}
