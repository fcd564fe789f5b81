//! Credential sources in every form, and their order.

use std::sync::Arc;

use tingji_bce::Client;
use tingji_bce::credentials::{AssumeRole, CHAIN, SessionToken};
use tingji_bce::operation::StopInstance;
use tingji_core::credentials::Network;
use tingji_core::testing::{ManualClock, Recorder, TempHome, describe_resolved};
use tingji_core::{Credential, ErrorKind, UnixTime};

fn find(home: &TempHome, profile: Option<&str>) -> String {
    describe_resolved(&CHAIN.find(&home.context(), profile))
}

const CONFIG: &str = r#"{"current": "work", "profiles": [
    {"name": "default", "mode": "AK", "access_key_id": "d", "secret_access_key": "hidden-d", "region": "gz"},
    {"name": "work", "mode": "StsToken", "access_key_id": "w", "secret_access_key": "hidden-w",
     "security_token": "hidden-t", "endpoint": "x", "language": "en"},
    {"name": "plain", "access_key_id": "p", "secret_access_key": "hidden-p"},
    {"name": "no-token", "mode": "StsToken", "access_key_id": "w", "secret_access_key": "hidden-w"},
    {"name": "half", "mode": "AK", "access_key_id": "h", "secret_access_key": ""},
    {"name": "other", "mode": "Magic", "access_key_id": "h", "secret_access_key": "hidden"}]}"#;

#[test]
fn cli_config_is_read_in_every_form() {
    let home = TempHome::new().file(".bce/config.json", CONFIG);
    for (profile, line) in [
        (None, "w hidden-w hidden-t | file ~/.bce/config.json [work]"),
        (Some("default"), "d hidden-d - | file ~/.bce/config.json [default] | gz"),
        (Some("plain"), "p hidden-p - | file ~/.bce/config.json [plain]"),
        (Some("nobody"), "nothing"),
        (
            Some("no-token"),
            "Credentials: the file ~/.bce/config.json, profile no-token, has no security_token",
        ),
        (Some("half"), "Credentials: the file ~/.bce/config.json, profile half, has no secret_access_key"),
        (
            Some("other"),
            "Credentials: the file ~/.bce/config.json, profile other, has a mode that is neither AK nor StsToken",
        ),
    ] {
        assert_eq!(find(&home, profile), line);
    }
    let without_current = CONFIG.replace("\"current\": \"work\", ", "");
    let home = TempHome::new().file(".bce/config.json", &without_current);
    assert!(find(&home, None).contains("[default]"));
    for (text, line) in [
        ("", "Credentials: the file ~/.bce/config.json is not JSON: line 1, column 0"),
        (
            "{\"profiles\": [{\"secret_access_key\": \"hidden",
            "Credentials: the file ~/.bce/config.json is not JSON: line 1, column 43",
        ),
        ("{}", "nothing"),
        ("[]", "nothing"),
        ("{\"profiles\": {}}", "nothing"),
    ] {
        assert_eq!(find(&TempHome::new().file(".bce/config.json", text), None), line, "{text}");
    }
}

#[test]
fn bcecmd_config_is_the_fallback() {
    let keys = "[Defaults]\nAk = b\nSk = hidden-b\nSts = hidden-t\n";
    let home = TempHome::new()
        .file(".go-bcecli/credentials", keys)
        .file(".go-bcecli/config", "[Defaults]\nDomain = bj.bcebos.com\nRegion = su\n");
    assert_eq!(find(&home, None), "b hidden-b hidden-t | file ~/.go-bcecli/credentials [Defaults] | su");
    assert_eq!(find(&home, Some("work")), "nothing");
    assert!(find(&home.file(".bce/config.json", CONFIG), None).starts_with("w "));
    let home = TempHome::new().file(".go-bcecli/credentials", "[Defaults]\nak = \"b\"\nsk = \"hidden\"\n");
    assert!(find(&home, None).starts_with("b hidden - "));
    let half = TempHome::new().file(".go-bcecli/credentials", "[Defaults]\nAk = b\n");
    assert_eq!(
        find(&half, None),
        "Credentials: the file ~/.go-bcecli/credentials, section Defaults, has no Sk"
    );
}

#[test]
fn cli_variables_precede_terraform_and_files() {
    let home = TempHome::new().file(".bce/config.json", CONFIG);
    let home = home.var("BAIDUCLOUD_ACCESS_KEY", "t").var("BAIDUCLOUD_SECRET_KEY", "hidden");
    let home = home.var("BAIDUCLOUD_SESSION_TOKEN", "hidden-t");
    assert_eq!(find(&home, None), "t hidden hidden-t | variable BAIDUCLOUD_ACCESS_KEY");
    let home = home.var("BCE_ACCESS_KEY_ID", "v").var("BCE_SECRET_ACCESS_KEY", "hidden");
    assert_eq!(find(&home, None), "v hidden - | variable BCE_ACCESS_KEY_ID");
    assert!(find(&home, Some("plain")).starts_with("p "));
    let half = home.var("BCE_SECRET_ACCESS_KEY", "");
    assert!(find(&half, None).starts_with("Credentials: the variable BCE_SECRET_ACCESS_KEY is not set"));
}

const ANSWER: &str = r#"{"accessKeyId":"temporary","secretAccessKey":"hidden-s","sessionToken":"hidden-t",
    "createTime":"2026-01-01T00:00:00Z","expiration":"2026-01-01T02:00:00Z","userId":"u","roleId":"r"}"#;

#[tokio::test]
async fn temporary_keys_are_renewed_five_minutes_before_expiry() {
    let clock = ManualClock::at(UnixTime::parse("2026-01-01T00:00:00Z").unwrap());
    let later = ANSWER.replace("temporary", "next").replace("T02:", "T04:");
    let sts = Recorder::responding([(200, ANSWER), (200, later.as_str())]);
    let network = Network {
        http_client: Some(Arc::new(sts.clone())),
        clock: Some(Arc::new(clock.clone())),
        ..Network::default()
    };
    let own = Credential::new("own", "hidden-own");
    let role = AssumeRole::new(own, "account", "operator", &network).unwrap().user_id("user");
    let bcc = Recorder::responding(vec![(200, "{}"); 4]);
    let builder = Client::builder(role).http_client(Arc::new(bcc.clone()));
    let client = builder.clock(Arc::new(clock.clone())).build().unwrap();
    for seconds in [0, 6899, 2, 0] {
        clock.advance(seconds);
        client.send(&StopInstance::new("i-1")).await.unwrap();
    }
    let requests = sts.requests();
    assert_eq!(requests.len(), 2);
    let url = "https://sts.bj.baidubce.com/v1/credential?assumeRole=&durationSeconds=7200&accountId=account&roleName=operator&userId=user";
    assert_eq!((requests[0].method().as_str(), requests[0].uri().to_string().as_str()), ("POST", url));
    assert!(requests[0].headers()["authorization"].to_str().unwrap().starts_with("bce-auth-v1/own/"));
    let signed = bcc.requests();
    let headers = signed.iter().map(|request| request.headers()["authorization"].to_str().unwrap());
    let keys: Vec<_> = headers.map(|header| header.split('/').nth(1).unwrap()).collect();
    assert_eq!(keys, ["temporary", "temporary", "next", "next"]);
    assert_eq!(signed[0].headers()["x-bce-security-token"], "hidden-t");
}

#[tokio::test]
async fn token_service_error_is_reported_and_retried() {
    let clock = ManualClock::at(UnixTime::parse("2026-01-01T00:00:00Z").unwrap());
    let half = r#"{"accessKeyId":"a","secretAccessKey":"hidden"}"#;
    let refusal = r#"{"code":"AccessDenied","message":"no","requestId":"r-1"}"#;
    let sts = Recorder::responding([(403, refusal), (200, half), (200, ANSWER)]);
    let network = Network {
        http_client: Some(Arc::new(sts)),
        clock: Some(Arc::new(clock.clone())),
        ..Network::default()
    };
    let source = SessionToken::new(Credential::new("own", "hidden-own"), &network).unwrap();
    let bcc = Recorder::responding([(200, "{}")]);
    let builder = Client::builder(source).http_client(Arc::new(bcc.clone()));
    let client = builder.clock(Arc::new(clock)).build().unwrap();
    let stop = StopInstance::new("i-1");
    let error = client.send(&stop).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Permission, Some("AccessDenied")));
    let error = client.send(&stop).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.to_string().contains("has no sessionToken") && !error.to_string().contains("hidden"));
    assert!(bcc.requests().is_empty());
    client.send(&stop).await.unwrap();
}

#[test]
fn profile_names_are_listed() {
    let unnamed = TempHome::new().file(".go-bcecli/credentials", "[Defaults]\nAk = a");
    assert!((CHAIN.profile_names)(&unnamed.context()).unwrap().is_empty());
    let named = TempHome::new().file(".bce/config.json", CONFIG);
    let names = (CHAIN.profile_names)(&named.context()).unwrap();
    assert_eq!(names, ["default", "work", "plain", "no-token", "half", "other"]);
    let invalid = TempHome::new().file(".bce/config.json", "{");
    assert!((CHAIN.profile_names)(&invalid.context()).is_err());
}
