//! The checks in their order: what an answer proves, and what it does not.

use tingji::core::{Error, ErrorKind};
use tingji::{Account, Cloud};

use super::{Answer, Check, login};

/// A clock that is off by this many seconds agrees: the `Date` header is that coarse, and answers take time.
const AGREES: u64 = 5;
/// From here on it is worth a word: the strictest vendor gives 15 minutes.
const WORTH_A_WORD: u64 = 60;

const CERTIFICATE: &str =
    "check this machine's clock, a proxy that opens TLS, and the system's root certificates";
const CLOCK: &str = "let this machine's clock be set by NTP: clouds refuse what is signed some minutes off";

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
        return Some(CERTIFICATE.to_owned());
    }
    let advice = error.advice();
    // At these clouds the region is a part of the vendor's host name.
    Some(
        match account.region().filter(|_| {
            account.endpoint.is_none() && matches!(account.cloud, Cloud::Bce | Cloud::Huaweicloud)
        }) {
            Some(region) if error.kind() == ErrorKind::Connect => {
                format!("{advice}, and that {region} is the region you mean")
            }
            _ => advice.to_owned(),
        },
    )
}

fn credentials(account: &Account) -> Check {
    Check::ok("credentials", with_source(login(&account.login), account, "keys"))
}

/// A file is looked at where the platform has permissions.
fn files(account: &Account) -> Vec<Check> {
    let from_file = account.origins.get("keys").is_some_and(|origin| origin.starts_with("file "));
    match account.warnings.as_slice() {
        [] if cfg!(unix) && from_file => vec![Check::ok("files", "no one else can read or change them")],
        warnings => warnings.iter().map(|warning| Check::warn("files", warning, None)).collect(),
    }
}

/// An answer proves that the endpoint is there, and speaks TLS with a certificate that holds.
fn endpoint(account: &Account, answer: &Answer) -> Option<Check> {
    if answer.instances.as_ref().is_err_and(|error| error.status().is_none()) {
        return None;
    }
    let seconds = format!("{:.1} s", answer.elapsed.as_secs_f64());
    let found = match &answer.link {
        Some(link) if link.encrypted => {
            format!("{} answered in {seconds} with a certificate that holds", link.endpoint)
        }
        Some(link) => format!("{} answered in {seconds} by plain HTTP on this machine", link.endpoint),
        None => format!("it answered in {seconds}"),
    };
    Some(Check::ok("endpoint", with_source(found, account, "endpoint")))
}

fn clock(answer: &Answer) -> Option<Check> {
    let ahead = answer.link.as_ref()?.clock_offset?;
    let off = ahead.unsigned_abs();
    if off <= AGREES {
        return Some(Check::ok("clock", "it agrees with the endpoint's"));
    }
    let side = if ahead > 0 { "behind" } else { "ahead of" };
    let found = format!("it is {off} s {side} the endpoint's");
    Some(if off <= WORTH_A_WORD {
        Check::ok("clock", found)
    } else {
        Check::warn("clock", found, Some(CLOCK))
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
    known.then(|| Check::ok("signature", "it is accepted"))
}

fn permission(answer: &Answer) -> Option<Check> {
    let count = *answer.instances.as_ref().ok()?;
    let what = if count == 1 { "1 instance".to_owned() } else { format!("{count} instances") };
    Some(Check::ok("permission", format!("instances may be listed: {what} on the first page")))
}

fn region(account: &Account, answer: &Answer) -> Option<Check> {
    answer.instances.as_ref().ok()?;
    let found = match (&account.region, account.region()) {
        (Some(region), _) => with_source(region.clone(), account, "region"),
        (None, Some(default)) => format!("{default} (the vendor's default)"),
        (None, None) => "all regions".to_owned(),
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
            (None, Some(found)) => format!("{found} (IAM was asked)"),
            (None, None) => "the account's own, as none is named".to_owned(),
        },
    ))
}

fn with_source(text: String, account: &Account, field: &str) -> String {
    match account.origins.get(field) {
        Some(origin) => format!("{text} ({origin})"),
        None => text,
    }
}
