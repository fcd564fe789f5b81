//! The checks in their order: what an answer proves, and what it does not.

use tingji::core::{Error, ErrorKind};
use tingji::{Account, Cloud};

use super::check::{Answer, Check};
use super::identity::login;
use crate::lang::{self, pick, say};

/// A clock that is off by this many seconds agrees: the `Date` header is that coarse, and answers take time.
const AGREES: u64 = 5;
/// From here on it is worth a word: the strictest vendor gives 15 minutes.
const WORTH_A_WORD: u64 = 60;

const CERTIFICATE: [&str; 2] = [
    "check this machine's clock, a proxy that opens TLS, and the system's root certificates",
    "请检查本机时钟、解密 TLS 的代理，以及系统的根证书",
];
const CLOCK: [&str; 2] = [
    "let this machine's clock be set by NTP: clouds refuse what is signed some minutes off",
    "请用 NTP 校准本机时钟：签名时间相差几分钟，云就会拒绝",
];

/// The check that an account failed before anything was sent.
pub(crate) fn not_found(error: &Error) -> Check {
    let check = if error.kind() == ErrorKind::Credentials { "credentials" } else { "settings" };
    // The message itself says what to do.
    Check::fail(check, error, None)
}

/// All checks of an account that was asked for its first page of instances. What the answer leaves open
/// is left out.
pub(crate) fn of_account(account: &Account, answer: &Answer) -> Vec<Check> {
    let failure = answer.instances.as_ref().err().map(|error| (concern(account, answer, error), error));
    let failed = |name| failure.filter(|(concern, _)| *concern == name).map(|(_, error)| error);
    let mut checks = vec![failed("credentials").map_or_else(|| credentials(account), not_found)];
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
        match failed(name) {
            Some(error) => checks.push(Check::fail(name, error, advice(account, error))),
            None => checks.extend(proof),
        }
    }
    checks
}

/// Which check an error has failed.
fn concern(account: &Account, answer: &Answer, error: &Error) -> &'static str {
    let looked_up =
        account.cloud == Cloud::Huaweicloud && account.project_id.is_none() && answer.link.is_none();
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

fn advice(account: &Account, error: &Error) -> Option<String> {
    if error.kind() == ErrorKind::Config {
        return None;
    }
    if error.kind() == ErrorKind::Connect && error.message().to_lowercase().contains("certificate") {
        return Some(pick(CERTIFICATE[0], CERTIFICATE[1]).to_owned());
    }
    let advice = lang::advice(error);
    // At these clouds the region is a part of the vendor's host name.
    Some(
        match account.region().filter(|_| {
            account.endpoint.is_none() && matches!(account.cloud, Cloud::Bce | Cloud::Huaweicloud)
        }) {
            Some(region) if error.kind() == ErrorKind::Connect => {
                say!(
                    "{advice}, and that {region} is the region you mean",
                    "{advice}，并确认 {region} 就是所要的地域"
                )
            }
            _ => advice.to_owned(),
        },
    )
}

fn credentials(account: &Account) -> Check {
    Check::ok("credentials", with_source(login(&account.identity), account, "keys"))
}

/// A file is looked at where the platform has permissions.
fn files(account: &Account) -> Vec<Check> {
    let from_file = account.origins.get("keys").is_some_and(|origin| origin.starts_with("file "));
    match account.warnings.as_slice() {
        [] if cfg!(unix) && from_file => {
            vec![Check::ok("files", pick("no one else can read or change them", "其他用户不能读取或修改"))]
        }
        warnings => {
            warnings.iter().map(|warning| Check::warn("files", lang::warned(warning), None)).collect()
        }
    }
}

/// An answer proves that the endpoint is there, and speaks TLS with a certificate that holds.
fn endpoint(account: &Account, answer: &Answer) -> Option<Check> {
    if answer.instances.as_ref().is_err_and(|error| error.status().is_none()) {
        return None;
    }
    let (link, elapsed) = (answer.link.as_ref(), answer.elapsed.as_secs_f64());
    let there = link.map(|link| link.endpoint.as_str()).unwrap_or_default();
    let found = match link {
        Some(link) if link.encrypted => say!(
            "{there} answered in {elapsed:.1} s with a certificate that holds",
            "{there} 在 {elapsed:.1} 秒内应答，证书有效"
        ),
        Some(_) => say!(
            "{there} answered in {elapsed:.1} s by plain HTTP on this machine",
            "{there} 在 {elapsed:.1} 秒内应答（本机明文 HTTP）"
        ),
        None => say!("it answered in {elapsed:.1} s", "在 {elapsed:.1} 秒内应答"),
    };
    Some(Check::ok("endpoint", with_source(found, account, "endpoint")))
}

fn clock(answer: &Answer) -> Option<Check> {
    let ahead = answer.link.as_ref()?.clock_offset?;
    let off = ahead.unsigned_abs();
    if off <= AGREES {
        return Some(Check::ok("clock", pick("it agrees with the endpoint's", "与服务端的时钟一致")));
    }
    let side = if ahead > 0 { pick("behind", "慢") } else { pick("ahead of", "快") };
    let found = say!("it is {off} s {side} the endpoint's", "本机时钟比服务端{side} {off} 秒");
    Some(if off <= WORTH_A_WORD {
        Check::ok("clock", found)
    } else {
        Check::warn("clock", found, Some(pick(CLOCK[0], CLOCK[1])))
    })
}

/// Whoever is told that he may not has proved who he is.
fn signature(answer: &Answer) -> Option<Check> {
    let known = answer.instances.as_ref().map_or_else(
        |error| {
            matches!(error.kind(), ErrorKind::Permission | ErrorKind::Billing) && error.status().is_some()
        },
        |_| true,
    );
    known.then(|| Check::ok("signature", pick("it is accepted", "已被接受")))
}

fn permission(answer: &Answer) -> Option<Check> {
    let count = *answer.instances.as_ref().ok()?;
    let what = if count == 1 { "1 instance".to_owned() } else { format!("{count} instances") };
    let found =
        say!("instances may be listed: {what} on the first page", "可以列出实例：第一页有 {count} 台");
    Some(Check::ok("permission", found))
}

fn region(account: &Account, answer: &Answer) -> Option<Check> {
    answer.instances.as_ref().ok()?;
    let found = match (&account.region, account.region()) {
        (Some(region), _) => with_source(region.clone(), account, "region"),
        (None, Some(default)) => say!("{default} (the vendor's default)", "{default}（厂商默认）"),
        (None, None) => pick("all regions", "全部地域").to_owned(),
    };
    Some(Check::ok("region", found))
}

/// For the clouds that have projects.
fn project(account: &Account, answer: &Answer) -> Option<Check> {
    answer.instances.as_ref().ok()?;
    if matches!(account.cloud, Cloud::Bce | Cloud::Volcengine) {
        return None;
    }
    let in_use = answer.link.as_ref().and_then(|link| link.project_id.clone());
    Some(Check::ok(
        "project",
        match (&account.project_id, in_use) {
            (Some(project), _) => with_source(project.clone(), account, "project_id"),
            (None, Some(found)) => say!("{found} (IAM was asked)", "{found}（由 IAM 查得）"),
            (None, None) => {
                pick("the account's own, as none is named", "账号自己的项目（未指定）").to_owned()
            }
        },
    ))
}

fn with_source(text: String, account: &Account, field: &str) -> String {
    match account.origins.get(field) {
        Some(origin) => say!("{text} ({origin})", "{text}（{origin}）", origin = place(origin)),
        None => text,
    }
}

/// Where something came from, as [`Account::origins`] has it.
fn place(origin: &str) -> String {
    for (en, zh) in [("variable ", "环境变量 "), ("file ", "文件 "), ("the command", "命令行")] {
        if let Some(rest) = origin.strip_prefix(en) {
            return format!("{}{rest}", pick(en, zh));
        }
    }
    origin.to_owned()
}
