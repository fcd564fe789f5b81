use std::time::Duration;

use tingji::core::lifecycle::EndpointInfo;
use tingji::core::provider::Projects;
use tingji::core::{Credential, Error, ErrorKind, Result};
use tingji::{Account, Cloud};

use super::check::{CheckResult, ProbeResponse};
use super::checks::of_account;
use super::identity::shortened;
use super::report::{AccountReport, worst};

const BCE: Cloud = Cloud::new(&tingji::bce::PROVIDER);
const VOLCENGINE: Cloud = Cloud::new(&tingji::volcengine::PROVIDER);

fn account(cloud: Cloud) -> Account {
    Account::new(cloud, Credential::new("AKLTabcdefghijklxyz", "hidden-secret"))
}

fn link(clock_offset: Option<i64>) -> Option<EndpointInfo> {
    let mut link = EndpointInfo::new("https://there", true);
    link.clock_offset = clock_offset;
    Some(link)
}

fn answer(instances: Result<usize>, clock_offset: Option<i64>) -> ProbeResponse {
    ProbeResponse { instances, link: link(clock_offset), elapsed: Duration::from_millis(120) }
}

/// The checks as `name:result`, and the exit code.
fn describe(cloud: Cloud, answer: &ProbeResponse) -> (String, u8) {
    let report = AccountReport::of(&account(cloud), None, answer);
    let mut checks = Vec::new();
    for check in &report.checks {
        checks.push(format!("{}:{}", check.check, format!("{:?}", check.result).to_lowercase()));
    }
    (checks.join(" "), report.exit_code)
}

fn refusal(kind: ErrorKind, status: Option<u16>) -> Result<usize> {
    let error = Error::new(kind, "no").with_operation("List");
    Err(match status {
        Some(status) => error.with_status(status),
        None => error,
    })
}

#[test]
fn response_proves_the_checks_before_its_refusal() {
    let before = "credentials:ok endpoint:ok clock:ok";
    let success = describe(BCE, &answer(Ok(3), Some(0)));
    assert_eq!(success, (format!("{before} signature:ok permission:ok region:ok"), 0));
    for (kind, checks, code) in [
        (ErrorKind::Credentials, "signature:fail", 4),
        (ErrorKind::Permission, "signature:ok permission:fail", 4),
        (ErrorKind::Billing, "signature:ok permission:fail", 1),
        (ErrorKind::NotFound, "region:fail", 5),
        (ErrorKind::InvalidRequest, "request:fail", 1),
    ] {
        let refused = describe(BCE, &answer(refusal(kind, Some(403)), Some(0)));
        assert_eq!(refused, (format!("{before} {checks}"), code), "{kind:?}");
    }
    for kind in [ErrorKind::Unavailable, ErrorKind::Throttled, ErrorKind::Redirected, ErrorKind::Decode] {
        let (checks, _) = describe(BCE, &answer(refusal(kind, Some(503)), Some(0)));
        assert_eq!(checks, "credentials:ok endpoint:fail clock:ok", "{kind:?}");
    }
}

#[test]
fn missing_response_says_nothing_about_the_endpoint() {
    for (kind, checks, code) in [
        (ErrorKind::Connect, "credentials:ok endpoint:fail", 9),
        (ErrorKind::Timeout, "credentials:ok endpoint:fail", 9),
        (ErrorKind::Interrupted, "credentials:ok endpoint:fail", 9),
        (ErrorKind::Credentials, "credentials:fail", 4),
        (ErrorKind::Config, "credentials:ok settings:fail", 2),
    ] {
        let unsent = describe(BCE, &answer(refusal(kind, None), None));
        assert_eq!(unsent, (checks.to_owned(), code), "{kind:?}");
    }
}

/// Result and finding of the clock check.
fn clock_check(instances: Result<usize>, clock_offset: Option<i64>) -> Option<(CheckResult, String)> {
    let checks = of_account(&account(BCE), &answer(instances, clock_offset));
    let check = checks.into_iter().find(|check| check.check == "clock")?;
    Some((check.result, check.found))
}

#[test]
fn clock_warns_after_a_minute_and_fails_when_rejected() {
    for (offset, result, found) in [
        (-5, CheckResult::Ok, "same as the endpoint's"),
        (60, CheckResult::Ok, "60 s behind the endpoint's"),
        (-61, CheckResult::Warn, "61 s ahead of the endpoint's"),
    ] {
        assert_eq!(clock_check(Ok(1), Some(offset)), Some((result, found.to_owned())));
    }
    assert_eq!(clock_check(Ok(1), None), None);
    let refused = clock_check(refusal(ErrorKind::ClockSkew, Some(403)), Some(9000));
    assert_eq!(refused, Some((CheckResult::Fail, "List: no (HTTP 403)".to_owned())));
}

/// Advice for a failed connection.
fn advice(cloud: Cloud, message: &str) -> String {
    let error = Error::new(ErrorKind::Connect, message);
    let checks = of_account(&account(cloud), &answer(Err(error), None));
    checks.into_iter().find_map(|check| check.advice).unwrap()
}

#[test]
fn certificate_and_region_errors_have_specific_advice() {
    let certificate = advice(BCE, "no connection (invalid peer certificate: Expired)");
    assert!(certificate.contains("root certificates"), "{certificate}");
    assert!(advice(BCE, "no connection (dns error)").ends_with("check that bj is the right region"));
    assert_eq!(advice(VOLCENGINE, "no connection"), ErrorKind::Connect.advice());
}

#[test]
fn project_check_fails_if_no_project_is_found() {
    let mut clouds = Cloud::all().into_iter();
    let cloud = clouds.find(|cloud| cloud.projects == Projects::LookedUp).unwrap();
    let nothing = Error::new(ErrorKind::Config, "this account has no project named cn-x");
    let answer = ProbeResponse { link: None, ..answer(Err(nothing), None) };
    assert_eq!(describe(cloud, &answer), ("credentials:ok project:fail".to_owned(), 2));
    assert_eq!(describe(BCE, &answer).0, "credentials:ok settings:fail");
}

#[test]
fn access_key_is_shortened_and_a_short_one_hidden() {
    assert_eq!(shortened("AKLTabcdefghijklxyz"), "AKLT…xyz");
    assert_eq!(shortened("elevenchars"), "…");
    let report = AccountReport::of(&account(BCE), None, &answer(Ok(1), None));
    let json = serde_json::to_string(&report).unwrap();
    assert!(json.contains("AKLT…xyz") && !json.contains("hidden") && !json.contains("AKLTa"), "{json}");
}

#[test]
fn worst_problem_has_the_lowest_exit_code() {
    assert_eq!(worst([0, 9, 4].into_iter()), 4);
    assert_eq!(worst([0, 9].into_iter()), 9);
    assert_eq!(worst([0].into_iter()), 0);
}
