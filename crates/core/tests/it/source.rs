//! Where keys are found: variables, files, services.

use serde_json::Value;
use tingji_core::auth::{ProvideCredentials, TemporaryCredentials};
use tingji_core::credentials::{
    CachedCredentials, CredentialContext, FieldNames, JsonFields, LoginMethod, ProviderChain,
    ResolvedCredentials, sections,
};
use tingji_core::endpoint::Endpoint;
use tingji_core::testing::{TempHome, describe_resolved, poll_ready};
use tingji_core::{BoxFuture, Credential, Error, ErrorKind, Result, UnixTime};

const SPELLING: FieldNames =
    FieldNames { key: &["ak", "AK"], secret: &["sk"], token: &["t"], expires: &["end"] };

#[test]
fn an_empty_variable_is_none_and_half_a_pair_names_the_other_half() {
    let home = TempHome::new().var("K", " key ").var("S", " ").var("OLD_S", "hidden").var("WORK_K", "other");
    let surroundings = home.surroundings();
    let pair = |secret: &[&str]| {
        describe_resolved(
            &surroundings.pair(&["K"], secret, &[]).map(|pair| pair.map(ResolvedCredentials::from)),
        )
    };
    assert_eq!(pair(&["S", "OLD_S"]), "key hidden - | variable K");
    let message = "Credentials: the variable S is not set; set it to what the vendor's console shows";
    assert_eq!(pair(&["S"]), message);
    let work = surroundings.for_profile(Some("work"));
    let error = work.pair(&["K"], &["S"], &[]).unwrap_err();
    assert!(error.to_string().contains("the variable WORK_S is not set"), "{error}");
    assert!(work.pair(&["X"], &["Y"], &[]).unwrap().is_none());
}

#[test]
fn a_default_file_may_be_missing_and_one_that_is_named_may_not() {
    let home = TempHome::new().file("there", "x").var("GIVEN", "~/there").var("LOST", "/no/such/file");
    let surroundings = home.surroundings();
    assert!(surroundings.home_file("not-there").unwrap().is_none());
    assert_eq!(surroundings.variable_file("GIVEN").unwrap().unwrap().name, "~/there");
    assert!(surroundings.variable_file("UNSET").unwrap().is_none());
    let error = surroundings.variable_file("LOST").unwrap_err();
    assert_eq!(error.to_string(), "the file /no/such/file that LOST names is not there");
    let error = surroundings.home_file("").unwrap_err();
    assert!(error.to_string().contains("is not a file"), "{error}");
    assert!(CredentialContext::new(|_| None).home_file("there").unwrap().is_none());
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_or_change_is_warned_of() {
    use std::os::unix::fs::PermissionsExt;
    let home = TempHome::new().file("keys", "{}");
    for (mode, warned) in [(0o600, false), (0o400, false), (0o700, false), (0o640, true), (0o602, true)] {
        std::fs::set_permissions(home.path().join("keys"), PermissionsExt::from_mode(mode)).unwrap();
        let file = home.surroundings().home_file("keys").unwrap().unwrap();
        assert_eq!(file.warning.is_some(), warned, "{mode:o}");
        assert!(file.warning.is_none_or(|text| text.contains("chmod 600 ~/keys")));
    }
}

#[test]
fn a_file_that_is_damaged_is_told_by_its_line_and_never_quoted() {
    let home = TempHome::new().file("half", "{\n \"sk\": \"hidden").file("latin", "x");
    std::fs::write(home.path().join("latin"), b"\xff").unwrap();
    let error = home.surroundings().home_file("half").unwrap().unwrap().json().unwrap_err();
    assert_eq!(error.to_string(), "the file ~/half is not JSON: line 2, column 14");
    assert_eq!(error.message_zh(), "文件 ~/half 不是 JSON：第 2 行第 14 列");
    let error = home.surroundings().home_file("latin").unwrap_err();
    assert_eq!(error.to_string(), "the file ~/latin is not UTF-8");
    let marked = TempHome::new().file("bom", "\u{feff}{}");
    assert!(marked.surroundings().home_file("bom").unwrap().unwrap().json().is_ok());
}

#[test]
fn ini_is_read_as_the_vendors_tools_write_it() {
    let read = sections("a=0\n[one] \n; no\n# no\n k = v = w \nq: \"x y\"\nk2=\nrubbish\n[two]\nk=1\nk=2\n");
    let expected = serde_json::json!({
        "": { "a": "0" }, "one": { "k": "v = w", "q": "x y", "k2": "" }, "two": { "k": "2" },
    });
    assert_eq!(read, expected);
}

#[test]
fn issued_keys_need_a_token_and_an_end_that_is_a_time() {
    let read = |end: Value| {
        let value = serde_json::json!({ "AK": "k", "sk": "hidden", "t": "hidden-token", "end": end });
        JsonFields::new(&value, "here").issued(&SPELLING).map(|issued| issued.expires.unwrap().to_string())
    };
    for end in ["2026-01-01T08:00:00+08:00", "2026-01-01T00:00:00.000000Z", "1767225600"] {
        assert_eq!(read(end.into()).unwrap(), "2026-01-01T00:00:00Z", "{end}");
    }
    assert_eq!(read(1_767_225_600.into()).unwrap(), "2026-01-01T00:00:00Z");
    assert_eq!(read("soon".into()).unwrap_err().to_string(), "here has a end that is no time");
    assert_eq!(read(Value::Null).unwrap_err().to_string(), "here has no end");
    let value = serde_json::json!({ "ak": "k", "sk": "hidden" });
    let fields = JsonFields::new(&value, "here");
    for (place, chinese) in [
        ("the file ~/x, profile a,", "文件 ~/x 中的 profile a 缺少 k"),
        ("the file ~/x", "文件 ~/x 缺少 k"),
        ("the answer", "the answer 缺少 k"),
    ] {
        assert_eq!(JsonFields::new(&Value::Null, place).lacks("k").message_zh(), chinese);
    }
    assert_eq!(fields.issued(&SPELLING).unwrap_err().to_string(), "here has no t");
    assert!(!format!("{fields:?}").contains("hidden"));
}

#[test]
fn keys_in_a_file_are_used_until_they_end() {
    let end = UnixTime::from_seconds(100);
    let issued = TemporaryCredentials { credential: Credential::new("k", "hidden"), expires: Some(end) };
    let stored = CachedCredentials { issued, advice: "log in again".to_owned() };
    assert!(poll_ready(stored.provide_credentials(UnixTime::from_seconds(99))).is_ok());
    let error = poll_ready(stored.provide_credentials(end)).unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Credentials, "log in again"));
}

#[derive(Debug)]
struct Silent;

impl ProvideCredentials for Silent {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        Box::pin(std::future::ready(Err(Error::new(ErrorKind::Timeout, "no answer in time"))))
    }
}

const CHAIN: ProviderChain = ProviderChain {
    variables: |s| Ok(s.pair(&["K"], &["S"], &[])?.map(ResolvedCredentials::from)),
    files: |s, profile| {
        let file = s.home_file(profile.unwrap_or("default"))?;
        Ok(file.map(|file| ResolvedCredentials::new(Credential::new(file.text.expose(), "hidden"), "file")))
    },
    profile_names: |_| Ok(Vec::new()),
    metadata: |_| Ok(Some(ResolvedCredentials::new(LoginMethod::from_provider(Silent), "metadata service"))),
    metadata_env: &["ASK"],
    region: &[],
    zone: &[],
    project_id: &[],
};

#[test]
fn variables_go_before_files_and_files_before_the_machine() {
    let home = TempHome::new();
    assert_eq!(describe_resolved(&CHAIN.find(&home.surroundings(), None)), "source | metadata service");
    assert_eq!(describe_resolved(&CHAIN.find(&home.surroundings(), Some("work"))), "nothing");
    let home = home.file("default", "filed").file("work", "worked");
    assert_eq!(describe_resolved(&CHAIN.find(&home.surroundings(), None)), "filed hidden - | file");
    assert_eq!(describe_resolved(&CHAIN.find(&home.surroundings(), Some("work"))), "worked hidden - | file");
    let home = home.var("K", "key").var("S", "hidden");
    assert_eq!(describe_resolved(&CHAIN.find(&home.surroundings(), None)), "key hidden - | variable K");
    assert_eq!(describe_resolved(&CHAIN.find(&home.surroundings(), Some("work"))), "worked hidden - | file");
    let home = home.var("WORK_K", "own").var("WORK_S", "hidden");
    assert_eq!(
        describe_resolved(&CHAIN.find(&home.surroundings(), Some("work"))),
        "own hidden - | variable WORK_K"
    );
}

#[test]
fn only_variables_and_files_speak_of_a_cloud_by_themselves() {
    assert!(!CHAIN.mentions_provider(&TempHome::new().surroundings()));
    assert!(CHAIN.mentions_provider(&TempHome::new().var("K", "half").surroundings()));
    assert!(CHAIN.mentions_provider(&TempHome::new().file("default", "filed").surroundings()));
    assert!(CHAIN.mentions_provider(&TempHome::new().var("ASK", "me").surroundings()));
    let work = |home: TempHome| CHAIN.mentions_profile(&home.surroundings(), Some("work"));
    assert!(work(TempHome::new().var("WORK_K", "half")) && work(TempHome::new().file("work", "filed")));
    assert!(!work(TempHome::new().var("K", "half").var("ASK", "me").file("default", "filed")));
}

#[test]
fn who_has_no_keys_at_all_is_told_so_and_who_asked_for_the_service_what_it_said() {
    let kind = |home: &TempHome| {
        let found = CHAIN.find(&home.surroundings(), None).unwrap().unwrap();
        let LoginMethod::Keys(tingji_core::auth::KeyProvider::Dynamic(source)) = found.login else {
            panic!("no source")
        };
        let error = poll_ready(source.provide_credentials(UnixTime::from_seconds(0))).unwrap_err();
        (error.kind(), error.message().to_owned())
    };
    let (last, message) = kind(&TempHome::new());
    assert_eq!(last, ErrorKind::Credentials);
    assert!(message.contains("neither in variables nor in files") && message.contains("no answer in time"));
    assert_eq!(kind(&TempHome::new().var("ASK", "me")), (ErrorKind::Timeout, "no answer in time".to_owned()));
}

#[test]
fn plain_http_goes_to_the_three_metadata_addresses_and_to_loopback_alone() {
    for good in [
        "http://100.96.0.96",
        "http://169.254.169.254",
        "http://100.80.80.80",
        "http://127.0.0.1:1",
        "https://a.b",
    ] {
        assert!(Endpoint::metadata(good).is_ok(), "{good}");
    }
    for bad in
        ["http://169.254.169.253", "http://100.96.0.96.evil.example", "http://10.0.0.1", "ftp://127.0.0.1"]
    {
        assert_eq!(Endpoint::metadata(bad).unwrap_err().kind(), ErrorKind::Config, "{bad}");
    }
    assert!("http://100.96.0.96".parse::<Endpoint>().is_err());
}
