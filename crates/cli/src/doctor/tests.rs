use std::time::Duration;

use tingji::core::lifecycle::EndpointInfo;
use tingji::core::{Credential, Error, ErrorKind, Result};
use tingji::{Account, Cloud};

use super::check::{Check, CheckResult, ProbeResponse};
use super::checks::of_account;
use super::identity::shortened;
use super::report::{AccountReport, worst};

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
    let examined = AccountReport::of(&account(cloud), None, answer);
    let word = |check: &Check| format!("{}:{}", check.check, format!("{:?}", check.result).to_lowercase());
    (examined.checks.iter().map(word).collect::<Vec<_>>().join(" "), examined.exit_code)
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
    let bce = |result| describe(Cloud::Bce, &answer(result, Some(0)));
    let before = "credentials:ok endpoint:ok clock:ok";
    assert_eq!(bce(Ok(3)), (format!("{before} signature:ok permission:ok region:ok"), 0));
    for (kind, checks, code) in [
        (ErrorKind::Credentials, "signature:fail", 4),
        (ErrorKind::Permission, "signature:ok permission:fail", 4),
        (ErrorKind::Billing, "signature:ok permission:fail", 1),
        (ErrorKind::NotFound, "region:fail", 5),
        (ErrorKind::InvalidRequest, "request:fail", 1),
    ] {
        assert_eq!(bce(refusal(kind, Some(403))), (format!("{before} {checks}"), code), "{kind:?}");
    }
    for kind in [ErrorKind::Unavailable, ErrorKind::Throttled, ErrorKind::Redirected, ErrorKind::Decode] {
        assert_eq!(bce(refusal(kind, Some(503))).0, "credentials:ok endpoint:fail clock:ok", "{kind:?}");
    }
}

#[test]
fn missing_response_says_nothing_about_the_endpoint() {
    let bce = |kind| describe(Cloud::Bce, &answer(refusal(kind, None), None));
    for kind in [ErrorKind::Connect, ErrorKind::Timeout, ErrorKind::Interrupted] {
        assert_eq!(bce(kind), ("credentials:ok endpoint:fail".to_owned(), 9), "{kind:?}");
    }
    assert_eq!(bce(ErrorKind::Credentials), ("credentials:fail".to_owned(), 4));
    assert_eq!(bce(ErrorKind::Config).0, "credentials:ok settings:fail");
}

#[test]
fn clock_warns_after_a_minute_and_fails_when_rejected() {
    let clock = |offset, result| {
        let checks = of_account(&account(Cloud::Bce), &answer(result, offset));
        let check = checks.into_iter().find(|check| check.check == "clock")?;
        Some((check.result, check.found))
    };
    let is = |result, found: &str| Some((result, found.to_owned()));
    assert_eq!(clock(Some(-5), Ok(1)), is(CheckResult::Ok, "same as the endpoint's"));
    assert_eq!(clock(Some(60), Ok(1)), is(CheckResult::Ok, "60 s behind the endpoint's"));
    assert_eq!(clock(Some(-61), Ok(1)), is(CheckResult::Warn, "61 s ahead of the endpoint's"));
    assert_eq!(clock(None, Ok(1)), None);
    let refused = clock(Some(9000), refusal(ErrorKind::ClockSkew, Some(403)));
    assert_eq!(refused, is(CheckResult::Fail, "List: no (HTTP 403)"));
}

#[test]
fn certificate_and_region_errors_have_specific_advice() {
    let advice = |cloud, message: &str| {
        let error = Error::new(ErrorKind::Connect, message);
        let checks = of_account(&account(cloud), &answer(Err(error), None));
        checks.into_iter().find_map(|check| check.advice).unwrap()
    };
    assert!(
        advice(Cloud::Bce, "no connection (invalid peer certificate: Expired)").contains("root certificates")
    );
    assert!(advice(Cloud::Bce, "no connection (dns error)").ends_with("check that bj is the right region"));
    assert_eq!(advice(Cloud::Volcengine, "no connection"), ErrorKind::Connect.advice());
}

#[test]
fn huawei_project_fails_if_it_is_not_found() {
    let nothing = Error::new(ErrorKind::Config, "this account has no project named cn-x");
    let answer = ProbeResponse { link: None, ..answer(Err(nothing), None) };
    assert_eq!(describe(Cloud::Huaweicloud, &answer), ("credentials:ok project:fail".to_owned(), 2));
    assert_eq!(describe(Cloud::Bce, &answer).0, "credentials:ok settings:fail");
}

#[test]
fn access_key_is_shortened_and_a_short_one_hidden() {
    assert_eq!(shortened("AKLTabcdefghijklxyz"), "AKLT…xyz");
    assert_eq!(shortened("elevenchars"), "…");
    let examined = AccountReport::of(&account(Cloud::Bce), None, &answer(Ok(1), None));
    let json = serde_json::to_string(&examined).unwrap();
    assert!(json.contains("AKLT…xyz") && !json.contains("hidden") && !json.contains("AKLTa"), "{json}");
}

#[test]
fn worst_problem_has_the_lowest_exit_code() {
    assert_eq!(worst([0, 9, 4].into_iter()), 4);
    assert_eq!(worst([0, 9].into_iter()), 9);
    assert_eq!(worst([0].into_iter()), 0);
}
