//! The table of codes, as data.

use std::collections::HashSet;

use tingji_core::ErrorKind;
use tingji_volcengine::CODES;

use crate::answer;

#[test]
fn every_code_occurs_once_with_two_pieces_of_advice() {
    let mut seen = HashSet::new();
    for entry in CODES.entries.iter().chain(CODES.endings) {
        let code = entry.code;
        assert!(seen.insert(code.to_lowercase()) || CODES.endings.contains(entry), "{code} occurs twice");
        for advice in [entry.advice, entry.advice_zh] {
            assert!(!advice.trim().is_empty(), "{code}");
            assert!(!advice.ends_with(['.', '。', '!', '！']), "{code}: {advice}");
        }
        assert_ne!(entry.advice, entry.advice_zh, "{code}");
        assert!(entry.advice.is_ascii() && !entry.advice_zh.is_ascii(), "{code}");
    }
    assert!(CODES.page.starts_with("https://www.volcengine.com/docs/"));
}

#[test]
fn endings_are_asked_after_whole_codes() {
    assert_eq!(CODES.find("InvalidInstance.NotFound").unwrap().kind, ErrorKind::NotFound);
    assert_eq!(CODES.find("InvalidImage.NotFound").unwrap().kind, ErrorKind::InvalidRequest);
    assert_eq!(CODES.find("SomeFlowLimitExceeded").unwrap().kind, ErrorKind::Throttled);
    assert!(CODES.find("DryRunOperation").is_none(), "it is no error");
}

#[tokio::test]
async fn an_error_brings_the_advice_of_its_code() {
    let body = r#"{"ResponseMetadata":{"Error":{"Code":"Insufficient.Balance","Message":"words"}}}"#;
    let start = tingji_volcengine::operation::StartInstance::new("i-a").unwrap();
    let error = answer(&start, 400, body).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.advice()),
        (ErrorKind::Billing, CODES.find("Insufficient.Balance").unwrap().advice)
    );
}
