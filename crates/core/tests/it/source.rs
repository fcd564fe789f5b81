//! Credential sources: environment variables, files and metadata services.

use serde_json::Value;
use tingji_core::auth::{Identity, ProvideCredentials};
use tingji_core::credentials::{
    CredentialContext, FieldNames, FoundAccount, JsonFields, JsonLocation, Origin, ProviderChain,
    StoredCredential,
};
use tingji_core::endpoint::Endpoint;
use tingji_core::testing::{TempHome, describe_resolved, poll_ready};
use tingji_core::{BoxFuture, Credential, Error, ErrorKind, Result, UnixTime};

const FIELD_NAMES: FieldNames =
    FieldNames { key: &["ak", "AK"], secret: &["sk"], token: &["t"], expires: &["end"] };

/// Result of the key pair in the variables `K` and one of `secret`.
fn describe_pair(context: &CredentialContext, secret: &[&str]) -> String {
    describe_resolved(&context.key_pair(&["K"], secret, &[]))
}

#[test]
fn missing_half_of_key_pair_is_named() {
    let home = TempHome::new().var("K", " key ").var("S", " ").var("OLD_S", "hidden").var("WORK_K", "other");
    let context = home.context();
    assert_eq!(describe_pair(&context, &["S", "OLD_S"]), "key hidden - | variable K");
    let message = "Credentials: the variable S is not set; set it to what the vendor's console shows";
    assert_eq!(describe_pair(&context, &["S"]), message);
    let work = context.for_profile(Some("work"));
    let error = work.key_pair(&["K"], &["S"], &[]).unwrap_err();
    assert!(error.to_string().contains("the variable WORK_S is not set"), "{error}");
    assert!(work.key_pair(&["X"], &["Y"], &[]).unwrap().is_none());
}

#[test]
fn variables_that_belong_together_require_each_other() {
    let home = TempHome::new().var("A", "one").var("B", "two").var("HALF", "three");
    let context = home.context();
    let both = context.both_vars(["A", "B"], "OIDC").unwrap();
    assert_eq!(both, Some(["one".to_owned(), "two".to_owned()]));
    assert_eq!(context.both_vars(["X", "Y"], "OIDC").unwrap(), None);
    for names in [["HALF", "X"], ["X", "HALF"]] {
        let error = context.both_vars(names, "OIDC").unwrap_err();
        assert_eq!(error.to_string(), "the variable X is not set, but OIDC requires it");
    }
}

#[test]
fn origins_are_displayed_in_words() {
    let variable = Origin::Variable("K".to_owned());
    let section = Origin::File { path: "~/x".to_owned(), section: Some("a".to_owned()) };
    assert_eq!(section.to_string(), "file ~/x [a]");
    assert_eq!(Origin::File { path: "~/x".to_owned(), section: None }.to_string(), "file ~/x");
    assert_eq!(Origin::OidcToken("T".to_owned()).to_string(), "OIDC token of T");
    assert_eq!(
        Origin::Both(Box::new([variable.clone(), section])).to_string(),
        "variable K and file ~/x [a]"
    );
    let assumed = Origin::Assumed { role: "agency", keys: Box::new(variable) };
    assert_eq!(assumed.to_string(), "agency assumed with variable K");
}

#[test]
fn missing_file_is_error_only_if_named() {
    let home = TempHome::new().file("there", "x").var("GIVEN", "~/there").var("LOST", "/no/such/file");
    let context = home.context();
    assert!(context.home_file("not-there").unwrap().is_none());
    assert_eq!(context.variable_file("GIVEN").unwrap().unwrap().name, "~/there");
    assert!(context.variable_file("UNSET").unwrap().is_none());
    let error = context.variable_file("LOST").unwrap_err();
    assert_eq!(error.to_string(), "the file /no/such/file that LOST names does not exist");
    let error = context.home_file("").unwrap_err();
    assert!(error.to_string().contains("is not a file"), "{error}");
    assert!(CredentialContext::new(|_| None).home_file("there").unwrap().is_none());
}

#[cfg(unix)]
#[test]
fn file_open_to_others_gives_warning() {
    use std::os::unix::fs::PermissionsExt;
    let home = TempHome::new().file("keys", "{}");
    for (mode, warned) in [(0o600, false), (0o400, false), (0o700, false), (0o640, true), (0o602, true)] {
        std::fs::set_permissions(home.path().join("keys"), PermissionsExt::from_mode(mode)).unwrap();
        let file = home.context().home_file("keys").unwrap().unwrap();
        assert_eq!(file.warning.is_some(), warned, "{mode:o}");
        assert!(file.warning.is_none_or(|text| text.to_string().contains("chmod 600 ~/keys")));
    }
}

#[test]
fn damaged_file_is_reported_by_line_without_content() {
    let home = TempHome::new().file("half", "{\n \"sk\": \"hidden").file("latin", "x");
    std::fs::write(home.path().join("latin"), b"\xff").unwrap();
    let error = home.context().home_file("half").unwrap().unwrap().json().unwrap_err();
    assert_eq!(error.to_string(), "the file ~/half is not JSON: line 2, column 14");
    let error = home.context().home_file("latin").unwrap_err();
    assert_eq!(error.to_string(), "the file ~/latin is not UTF-8");
    let marked = TempHome::new().file("bom", "\u{feff}{}");
    assert!(marked.context().home_file("bom").unwrap().unwrap().json().is_ok());
}

#[test]
fn ini_parser_accepts_vendor_files() {
    let text = "a=0\n[one] \n; no\n# no\n k = v = w \nq: \"x y\"\nk2=\nrubbish\n[two]\nk=1\nk=2\n";
    let home = TempHome::new().file("ini", text);
    let read = home.context().home_file("ini").unwrap().unwrap().sections();
    let expected = serde_json::json!({
        "": { "a": "0" }, "one": { "k": "v = w", "q": "x y", "k2": "" }, "two": { "k": "2" },
    });
    assert_eq!(read, expected);
}

/// Expiry of temporary keys whose field `end` has this value.
fn parse_expiry(end: &Value) -> Result<String> {
    let value = serde_json::json!({ "AK": "k", "sk": "hidden", "t": "hidden-token", "end": end });
    let issued = JsonFields::new(&value, JsonLocation::Response("here")).issued_credential(&FIELD_NAMES)?;
    Ok(issued.expires().unwrap().to_string())
}

#[test]
fn issued_keys_require_token_and_expiry() {
    for end in ["2026-01-01T08:00:00+08:00", "2026-01-01T00:00:00.000000Z", "1767225600"] {
        assert_eq!(parse_expiry(&end.into()).unwrap(), "2026-01-01T00:00:00Z", "{end}");
    }
    assert_eq!(parse_expiry(&1_767_225_600.into()).unwrap(), "2026-01-01T00:00:00Z");
    assert_eq!(parse_expiry(&"soon".into()).unwrap_err().to_string(), "here has an invalid time in end");
    assert_eq!(parse_expiry(&Value::Null).unwrap_err().to_string(), "here has no end");
    let value = serde_json::json!({ "ak": "k", "sk": "hidden" });
    let fields = JsonFields::new(&value, JsonLocation::Response("here"));
    for (place, english) in [
        (JsonLocation::Part { file: "~/x", kind: "profile", name: "a" }, "the file ~/x, profile a, has no k"),
        (JsonLocation::File("~/x"), "the file ~/x has no k"),
        (JsonLocation::Response("the answer"), "the answer has no k"),
    ] {
        assert_eq!(JsonFields::new(&Value::Null, place).missing_field("k").message(), english);
    }
    assert_eq!(fields.issued_credential(&FIELD_NAMES).unwrap_err().to_string(), "here has no t");
    assert!(!format!("{fields:?}").contains("hidden"));
}

#[test]
fn cached_keys_are_used_until_expiry() {
    let end = UnixTime::from_seconds(100);
    let credential = Credential::new("k", "hidden").with_expiry(end);
    let stored = StoredCredential { credential, expired_message: "log in again".into() };
    assert!(poll_ready(stored.provide_credentials(UnixTime::from_seconds(99))).is_ok());
    let error = poll_ready(stored.provide_credentials(end)).unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Credentials, "log in again"));
}

#[derive(Debug)]
struct TimeoutProvider;

impl ProvideCredentials for TimeoutProvider {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(std::future::ready(Err(Error::new(ErrorKind::Timeout, "no answer in time"))))
    }
}

const CHAIN: ProviderChain = ProviderChain {
    variables: |s| s.key_pair(&["K"], &["S"], &[]),
    files: |s, profile| {
        let file = s.home_file(profile.unwrap_or("default"))?;
        Ok(file.map(|file| {
            FoundAccount::new(Credential::new(file.text.expose_secret(), "hidden"), Origin::Service("file"))
        }))
    },
    profile_names: |_| Ok(Vec::new()),
    metadata: Some(|_| Ok(Some(FoundAccount::new(TimeoutProvider, Origin::Service("metadata service"))))),
    metadata_env: &["ASK"],
    region: &[],
    zone: &[],
    project_id: &[],
};

#[test]
fn chain_prefers_variables_then_files_then_metadata() {
    let home = TempHome::new();
    assert_eq!(describe_resolved(&CHAIN.find(&home.context(), None)), "source | metadata service");
    assert_eq!(describe_resolved(&CHAIN.find(&home.context(), Some("work"))), "nothing");
    let home = home.file("default", "filed").file("work", "worked");
    assert_eq!(describe_resolved(&CHAIN.find(&home.context(), None)), "filed hidden - | file");
    assert_eq!(describe_resolved(&CHAIN.find(&home.context(), Some("work"))), "worked hidden - | file");
    let home = home.var("K", "key").var("S", "hidden");
    assert_eq!(describe_resolved(&CHAIN.find(&home.context(), None)), "key hidden - | variable K");
    assert_eq!(describe_resolved(&CHAIN.find(&home.context(), Some("work"))), "worked hidden - | file");
    let home = home.var("WORK_K", "own").var("WORK_S", "hidden");
    assert_eq!(
        describe_resolved(&CHAIN.find(&home.context(), Some("work"))),
        "own hidden - | variable WORK_K"
    );
}

#[test]
fn only_variables_and_files_mention_a_provider() {
    assert!(!CHAIN.mentions_provider(&TempHome::new().context()));
    assert!(CHAIN.mentions_provider(&TempHome::new().var("K", "half").context()));
    assert!(CHAIN.mentions_provider(&TempHome::new().file("default", "filed").context()));
    assert!(CHAIN.mentions_provider(&TempHome::new().var("ASK", "me").context()));
    assert!(mentions_work(&TempHome::new().var("WORK_K", "half")));
    assert!(mentions_work(&TempHome::new().file("work", "filed")));
    assert!(!mentions_work(&TempHome::new().var("K", "half").var("ASK", "me").file("default", "filed")));
}

fn mentions_work(home: &TempHome) -> bool {
    CHAIN.mentions_profile(&home.context(), Some("work"))
}

/// Error of the metadata service, which is the last source of the chain.
fn metadata_error(home: &TempHome) -> Error {
    let resolved = CHAIN.find(&home.context(), None).unwrap().unwrap();
    assert!(resolved.credentials.fixed_identity().is_none(), "no source of temporary keys");
    poll_ready(resolved.credentials.provide_credentials(UnixTime::from_seconds(0))).unwrap_err()
}

#[test]
fn missing_keys_error_depends_on_metadata_setting() {
    let unset = metadata_error(&TempHome::new());
    assert_eq!(unset.kind(), ErrorKind::Credentials);
    assert!(unset.message().contains("neither in variables nor in files"));
    assert!(unset.message().contains("no answer in time"));
    let configured = metadata_error(&TempHome::new().var("ASK", "me"));
    assert_eq!((configured.kind(), configured.message()), (ErrorKind::Timeout, "no answer in time"));
}

#[test]
fn plain_http_is_allowed_for_metadata_and_loopback_only() {
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
