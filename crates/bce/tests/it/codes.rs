use std::collections::HashSet;

use tingji_bce::CODES;
use tingji_bce::operation::ReleaseInstance;
use tingji_core::ErrorKind;
use tingji_core::testing::{Recorder, ready};

use crate::client;

#[test]
fn every_code_has_advice_in_both_languages_and_stands_there_once() {
    let mut seen = HashSet::new();
    for entry in CODES.entries.iter().chain(CODES.endings) {
        assert!(seen.insert(entry.code.to_ascii_lowercase()), "{} twice", entry.code);
        assert!(!entry.advice.is_empty() && !entry.advice_zh.is_empty(), "{}", entry.code);
        assert_ne!(entry.advice, entry.advice_zh, "{}", entry.code);
        assert!(entry.advice.is_ascii() && !entry.advice_zh.is_ascii(), "{}", entry.code);
        assert!(!entry.advice.ends_with('.') && !entry.advice_zh.ends_with('。'), "{}", entry.code);
    }
    assert!(CODES.page.starts_with("https://cloud.baidu.com/doc/BCC/"));
}

#[test]
fn codes_that_are_made_by_a_rule_are_known_by_their_endings() {
    for (code, kind) in [
        ("Volume.NotFound", ErrorKind::NotFound),
        ("Instance.ResizeInstanceOperationForbidden", ErrorKind::InvalidState),
        ("Bcc.BidCannotStopWithNoCharge", ErrorKind::Unsupported),
    ] {
        assert_eq!(CODES.find(code).unwrap().kind, kind, "{code}");
    }
    assert!(CODES.find("Instance.Nonsense").is_none());
}

#[test]
fn an_error_brings_the_advice_of_its_code() {
    let body = r#"{"code":"Instance.DeletionProtection","message":"no","requestId":"r"}"#;
    let recorder = Recorder::new().reply(403, body);
    let error = ready(client(&recorder).send(&ReleaseInstance::new("i-1").unwrap())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidState);
    assert!(error.advice().contains("deletionProtection"));
    assert!(error.advice_zh().contains("释放保护"));
}
