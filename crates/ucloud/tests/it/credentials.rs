//! Credential sources: file formats, and the order of the sources.

use std::sync::Arc;

use tingji_core::auth::ProvideCredentials;
use tingji_core::credentials::Network;
use tingji_core::testing::{FixedClock, Recorder, TempHome, describe_resolved};
use tingji_core::{Credential, ErrorKind, UnixTime};
use tingji_ucloud::credentials::{AssumeRole, CHAIN, Metadata};

fn find(home: &TempHome, profile: Option<&str>) -> String {
    describe_resolved(&CHAIN.find(&home.context(), profile))
}

const CONFIG: &str = r#"[
    {"project_id": "org-1", "region": "cn-bj2", "zone": "cn-bj2-04", "base_url": "https://api.ucloud.cn/",
     "timeout_sec": 15, "profile": "default", "active": false},
    {"project_id": "", "region": "cn-sh2", "zone": "", "base_url": "https://api.ucloud.cn/", "profile": "work",
     "active": true, "max_retry_times": 3, "agree_upload_log": false},
    {"profile": "gpu", "base_url": "https://api.compshare.cn/", "active": false},
    {"profile": "browser", "active": false}]"#;
const KEYS: &str = r#"[
    {"public_key": "old", "private_key": "hidden-old", "profile": "default"},
    {"public_key": "d", "private_key": "hidden-d", "profile": "default", "cookie": "", "csrf_token": ""},
    {"public_key": "w", "private_key": "hidden-w", "profile": "work"},
    {"public_key": "g", "private_key": "hidden-g", "profile": "gpu"},
    {"public_key": "", "private_key": "", "profile": "browser", "auth_mode": "oauth", "access_token": "hidden"},
    {"public_key": "h", "private_key": "", "profile": "half"}]"#;

fn home() -> TempHome {
    TempHome::new().file(".ucloud/config.json", CONFIG).file(".ucloud/credential.json", KEYS)
}

#[test]
fn active_or_named_profile_is_used() {
    for (profile, line) in [
        (None, "w hidden-w - | file ~/.ucloud/credential.json [work] | cn-sh2"),
        (Some("default"), "d hidden-d - | file ~/.ucloud/credential.json [default] | cn-bj2 cn-bj2-04 org-1"),
        (Some("gpu"), "nothing"),
        (Some("nobody"), "nothing"),
        (Some("half"), "Credentials: the file ~/.ucloud/credential.json, profile half, has no private_key"),
        (
            Some("browser"),
            "Credentials: the file ~/.ucloud/credential.json, profile browser, is a browser log-in, which only \
             the `ucloud` command can use: set a key pair",
        ),
    ] {
        assert_eq!(find(&home(), profile), line);
    }
    assert!(find(&home().var("UCLOUD_PROFILE", "default"), None).starts_with("d "));
    let lost = find(&home().var("UCLOUD_PROFILE", "lost"), None);
    assert_eq!(lost, "Credentials: UCLOUD_PROFILE names lost, but no file has keys for that profile");
}

#[test]
fn pascal_case_and_single_objects_are_parsed() {
    let pascal = r#"[{"Profile": "main", "Active": true, "BaseURL": "https://api.ucloud.cn", "ProjectID": "org-2",
        "PublicKey": "p", "PrivateKey": "hidden-p", "Timeout": 15}]"#;
    let home = TempHome::new().file(".ucloud/config.json", pascal);
    assert_eq!(find(&home, None), "p hidden-p - | file ~/.ucloud/config.json [main] | org-2");
    let single = r#"{"public_key": "s", "private_key": "hidden-s", "region": "cn-gd"}"#;
    let home = TempHome::new().file(".ucloud/config.json", single);
    assert_eq!(find(&home, None), "s hidden-s - | file ~/.ucloud/config.json [default] | cn-gd");
    let keys_alone = TempHome::new().file(".ucloud/credential.json", KEYS);
    assert!(find(&keys_alone, None).starts_with("d "));
}

#[test]
fn relocated_files_are_read_and_broken_ones_are_errors() {
    let home = TempHome::new()
        .file("c", CONFIG)
        .file("k", KEYS)
        .var("UCLOUD_SHARED_CONFIG_FILE", "~/c")
        .var("UCLOUD_SHARED_CREDENTIAL_FILE", "~/k");
    assert_eq!(find(&home, None), "w hidden-w - | file ~/k [work] | cn-sh2");
    let lost = home.var("UCLOUD_SHARED_CREDENTIAL_FILE", "/no/such");
    assert!(
        find(&lost, None)
            .contains("the file /no/such that UCLOUD_SHARED_CREDENTIAL_FILE names does not exist")
    );
    for text in ["", "[{\"private_key\": \"hidden"] {
        let broken = TempHome::new().file(".ucloud/credential.json", text);
        assert!(
            find(&broken, None).starts_with("Credentials: the file ~/.ucloud/credential.json is not JSON")
        );
    }
    for text in ["null", "[]", "[1]", "{}"] {
        let other = TempHome::new().file(".ucloud/config.json", text);
        assert_eq!(find(&other, None), "nothing", "{text}");
    }
}

#[test]
fn variables_take_precedence_over_files() {
    let home = home().var("UCLOUD_PUBLIC_KEY", "v").var("UCLOUD_PRIVATE_KEY", "hidden");
    assert_eq!(find(&home, None), "v hidden - | variable UCLOUD_PUBLIC_KEY");
    assert!(find(&home, Some("work")).starts_with("w "));
    assert!(find(&home.var("UCLOUD_PRIVATE_KEY", ""), None).contains("UCLOUD_PRIVATE_KEY is not set"));
}

fn network(recorder: &Recorder) -> Network {
    let clock = FixedClock::at(UnixTime::from_seconds(1_767_225_600));
    let http_client = Some(Arc::new(recorder.clone()) as _);
    Network { http_client, clock: Some(Arc::new(clock)), ..Network::default() }
}

#[tokio::test]
async fn metadata_service_is_queried_in_both_versions() {
    let first = r#"{"RetCode": 0, "Message": "", "Data": {"Expiration": 1767229200, "PrivateKey": "hidden-s",
        "PublicKey": "p", "ProjectID": "org-1", "CharacterName": "r", "SecurityToken": "hidden-t"}}"#;
    let second = r#"{"Data": {"AccessKeyId": "p", "AccessKeySecret": "hidden-s", "SecurityToken": "hidden-t",
        "Expiration": "2026-01-01T09:00:00+08:00"}}"#;
    let recorder = Recorder::responding([(200, first), (200, second), (404, ""), (200, "{\"Data\":{}}")]);
    let home = TempHome::new().network(network(&recorder));
    let own = Metadata::new(&home.context()).unwrap();
    let of_role = Metadata::of_role(&home.context(), "my-role").unwrap();
    let now = UnixTime::from_seconds(0);
    for issued in
        [own.provide_credentials(now).await.unwrap(), of_role.provide_credentials(now).await.unwrap()]
    {
        assert!(!format!("{issued:?}").contains("hidden"));
        assert_eq!(issued.expires().unwrap().to_string(), "2026-01-01T01:00:00Z");
        let expected = Credential::new("p", "hidden-s").with_security_token("hidden-t");
        let expected = expected.with_expiry(issued.expires().unwrap());
        assert_eq!(issued.into_credential().unwrap(), expected);
    }
    assert_eq!(own.provide_credentials(now).await.unwrap_err().status(), Some(404));
    let error = own.provide_credentials(now).await.unwrap_err();
    assert_eq!(error.to_string(), "the answer of UCloud's metadata service has no SecurityToken");
    let asked: Vec<_> = recorder.requests().iter().take(2).map(|request| request.uri().to_string()).collect();
    let base = "http://100.80.80.80/meta-data";
    let first = format!("{base}/v1/uam/security-credentials");
    assert_eq!(asked, [first, format!("{base}/v2/iam/security-credentials/my-role")]);
    let error = Metadata::of_role(&home.context(), "../x").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}

#[tokio::test]
async fn assume_role_sends_a_signed_request() {
    let answer = r#"{"RetCode": 0, "Action": "AssumeRoleResponse", "Credentials": {"AccessKeyId": "p",
        "AccessKeySecret": "hidden-s", "SecurityToken": "hidden-t", "Expiration": 1767229200}}"#;
    let recorder = Recorder::responding([(200, answer), (200, r#"{"RetCode": 172, "Message": "no"}"#)]);
    let own = Credential::new("own", "hidden-own");
    let role = AssumeRole::new(own, "ucs:iam::1:role/x", &network(&recorder)).unwrap();
    let issued = role.provide_credentials(UnixTime::from_seconds(0)).await.unwrap();
    assert_eq!(issued.expires(), Some(UnixTime::from_seconds(1_767_229_200)));
    let sent = recorder.last();
    for part in ["Action=AssumeRole", "DurationSeconds=3600", "PublicKey=own", "RoleUrn=ucs:iam::1:role/x"] {
        assert!(sent.contains(part), "{sent}");
    }
    assert!(role.provide_credentials(UnixTime::from_seconds(0)).await.is_err());
}

#[test]
fn profile_names_list_profiles_with_keys() {
    let names = (CHAIN.profile_names)(&home().context()).unwrap();
    assert_eq!(names, ["default", "work", "browser", "half"]);
    let keys_alone = TempHome::new().file(".ucloud/credential.json", "[{\"public_key\": \"x\"}]");
    assert_eq!((CHAIN.profile_names)(&keys_alone.context()).unwrap(), ["default"]);
    assert!((CHAIN.profile_names)(&TempHome::new().context()).unwrap().is_empty());
}
