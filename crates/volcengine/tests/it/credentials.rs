//! Credential sources in every form, and their order.

use tingji_core::testing::{TempHome, describe_resolved};
use tingji_volcengine::credentials::CHAIN;

fn find(home: &TempHome, profile: Option<&str>) -> String {
    describe_resolved(&CHAIN.find(&home.context(), profile))
}

const PATH: &str = ".volcengine/config.json";
const CONFIG: &str = r#"{"current": "prod", "enableColor": false, "profiles": {
    "prod": {"name": "prod", "mode": "ak", "access-key": "p", "secret-key": "hidden-p", "session-token": "",
             "region": "cn-shanghai", "disable-ssl": null, "use-dual-stack": false, "sts-expiration": 0},
    "default": {"access-key": "d", "secret-key": "hidden-d", "session-token": "hidden-t"},
    "half": {"mode": "AK", "access-key": "h"},
    "sts": {"mode": "StsToken", "access-key": "s", "secret-key": "hidden-s", "session-token": "hidden-t"},
    "sts-half": {"mode": "StsToken", "access-key": "s", "secret-key": "hidden-s"},
    "role": {"mode": "RamRoleArn", "access-key": "r", "secret-key": "hidden-r", "role-name": "x", "account-id": "1"},
    "role-half": {"mode": "ramrolearn", "access-key": "r", "secret-key": "hidden-r", "role-name": "x"},
    "oidc": {"mode": "OIDC", "role-trn": "trn:iam::1:role/x", "oidc-token-file": "~/token"},
    "oidc-half": {"mode": "oidc", "role-trn": "trn:iam::1:role/x"},
    "ecs": {"mode": "EcsRole", "role-name": "x"},
    "sso": {"mode": "sso", "sso-session-name": "s", "access-key": "o", "secret-key": "hidden-o",
            "session-token": "hidden-t", "sts-expiration": 1767225600000},
    "sso-out": {"mode": "sso", "sso-session-name": "s", "account-id": "1", "role-name": "x"},
    "console": {"mode": "console-login", "login-session": "session-1"},
    "console-out": {"mode": "console-login", "login-session": "session-2"},
    "other": {"mode": "magic", "access-key": "h", "secret-key": "hidden"}},
    "sso-session": {"s": {"name": "s", "start-url": "https://x", "region": "cn-beijing", "registration-scopes": []}}}"#;

fn origin(profile: &str) -> String {
    format!("file ~/.volcengine/config.json [{profile}]")
}

fn invalid(profile: &str, reason: &str) -> String {
    format!("Credentials: the file ~/{PATH}, profile {profile}, {reason}")
}

#[test]
fn every_cli_profile_mode_is_read_or_rejected() {
    let home = TempHome::new().file(PATH, CONFIG);
    for (profile, line) in [
        ("prod", format!("p hidden-p - | {} | cn-shanghai", origin("prod"))),
        ("default", format!("d hidden-d hidden-t | {}", origin("default"))),
        ("half", invalid("half", "has no secret-key")),
        ("sts", format!("source | {}", origin("sts"))),
        ("sts-half", invalid("sts-half", "has no session-token")),
        ("role", format!("source | {}", origin("role"))),
        ("role-half", invalid("role-half", "has no account-id")),
        ("oidc", format!("source | {}", origin("oidc"))),
        ("oidc-half", invalid("oidc-half", "has no oidc-token-file")),
        ("ecs", format!("source | {}", origin("ecs"))),
        ("sso", format!("source | {}", origin("sso"))),
        (
            "sso-out",
            invalid("sso-out", "has no keys that are still valid: run `ve sso login --profile sso-out`"),
        ),
        ("console-out", invalid("console-out", "has no login that is still valid: run `ve login`")),
        ("other", invalid("other", "has an unknown mode")),
        ("nobody", "nothing".to_owned()),
    ] {
        assert_eq!(find(&home, Some(profile)), line);
    }
    let off = home.var("VOLCENGINE_ECS_METADATA_DISABLED", "true");
    assert_eq!(find(&off, Some("ecs")), invalid("ecs", "needs the metadata service, but it is turned off"));
}

#[test]
fn requested_profile_precedes_variables_and_current() {
    let home = TempHome::new().file(PATH, CONFIG);
    assert!(find(&home, None).starts_with("p "));
    let home = home.var("VOLCSTACK_PROFILE", "sts-half");
    assert!(find(&home, None).contains("profile sts-half,"));
    let home = home.var("VOLCENGINE_PROFILE", "default");
    assert!(find(&home, None).starts_with("d "));
    assert!(find(&home, Some("prod")).starts_with("p "));
    let lost = find(&home.var("VOLCENGINE_PROFILE", "lost"), None);
    assert!(
        lost.contains(
            "VOLCENGINE_PROFILE names the profile lost, but the file ~/.volcengine/config.json has no such profile"
        )
    );
    let elsewhere = TempHome::new().file("c.json", CONFIG).var("VOLCENGINE_CLI_CONFIG_FILE", "~/c.json");
    assert!(find(&elsewhere, None).contains("file ~/c.json [prod]"));
    let broken = TempHome::new().file(PATH, "{\"profiles\": hidden");
    assert!(find(&broken, None).starts_with("Credentials: the file ~/.volcengine/config.json is not JSON"));
}

#[test]
fn console_login_is_read_from_its_cache() {
    use sha1::{Digest, Sha1};
    let name = hex::encode(Sha1::digest("session-1"));
    let keys = r#"{"access_key_id": "c", "secret_access_key": "hidden-c", "session_token": "hidden-t"}"#;
    let as_text =
        serde_json::json!({ "access_token": keys, "issued_at": "2026-01-01T00:00:00Z", "expires_in": 60 });
    let as_object = as_text.to_string().replace(&serde_json::json!(keys).to_string(), keys);
    for text in [as_text.to_string(), as_object] {
        let beside =
            TempHome::new().file(PATH, CONFIG).file(&format!(".volcengine/login/cache/{name}.json"), &text);
        assert!(find(&beside, Some("console")).starts_with("source | "), "{text}");
        let given = TempHome::new().file(PATH, CONFIG).file(&format!("cache/{name}.json"), &text);
        let given = given.var("VOLCENGINE_LOGIN_CACHE_DIRECTORY", "~/cache");
        assert!(find(&given, Some("console")).starts_with("source | "));
    }
    for (from, to, missing) in [
        ("issued_at", "x", "no issued_at"),
        ("2026-", "hidden", "no readable issued_at"),
        ("expires_in", "x", "no expires_in"),
        ("session_token", "x", "no session_token"),
        ("secret_access_key", "x", "no secret_access_key"),
        ("\"{", "\"hidden", "no readable access_token"),
    ] {
        let text = as_text.to_string().replace(from, to);
        let home =
            TempHome::new().file(PATH, CONFIG).file(&format!(".volcengine/login/cache/{name}.json"), &text);
        assert!(
            find(&home, Some("console")).ends_with(missing),
            "{missing}: {}",
            find(&home, Some("console"))
        );
    }
}

#[test]
fn legacy_files_follow_the_cli_config() {
    let home = TempHome::new().file(".volc/config", r#"{"ak": "a", "sk": "hidden-a"}"#);
    assert_eq!(find(&home, None), "a hidden-a - | file ~/.volc/config");
    assert_eq!(find(&home, Some("work")), "nothing");
    let home = home.file(".volc/credentials", "[default]\naccess_key_id = b\nsecret_access_key = hidden-b\n");
    assert_eq!(find(&home, None), "b hidden-b - | file ~/.volc/credentials [default]");
    let shared = "[default]\nvolcengine_access_key_id=c\nvolcengine_secret_access_key=hidden-c\n\
                  volcengine_session_token=hidden-t\n[work]\nvolcengine_access_key_id=w\n";
    let home = home.file(".volcengine/credentials", shared);
    assert_eq!(find(&home, None), "c hidden-c hidden-t | file ~/.volcengine/credentials [default]");
    let half =
        "Credentials: the file ~/.volcengine/credentials, section work, has no volcengine_secret_access_key";
    assert_eq!(find(&home, Some("work")), half);
    let home = home.file("s", &shared.replace("=c", "=s")).var("VOLCSTACK_SHARED_CREDENTIALS_FILE", "~/s");
    assert!(find(&home, None).starts_with("s "));
    assert!(find(&home.file(PATH, CONFIG), None).starts_with("p "));
}

#[test]
fn chain_order_is_env_oidc_files_metadata() {
    let home = TempHome::new();
    assert_eq!(find(&home, None), "source | metadata service of ECS");
    let home = home.file(PATH, CONFIG);
    assert!(find(&home, None).starts_with("p "));
    let home = home.var("VOLCENGINE_OIDC_TOKEN_FILE", "~/token");
    assert_eq!(
        find(&home, None),
        "Credentials: the variable VOLCENGINE_OIDC_ROLE_TRN is not set, but OIDC requires it"
    );
    let home = home.var("VOLCENGINE_OIDC_ROLE_TRN", "trn:iam::1:role/x");
    assert_eq!(find(&home, None), "source | OIDC token of VOLCENGINE_OIDC_TOKEN_FILE");
    let home = home.var("VOLC_ACCESSKEY", "old").var("VOLC_SECRETKEY", "hidden");
    assert_eq!(find(&home, None), "old hidden - | variable VOLC_ACCESSKEY");
    let home = home.var("VOLCSTACK_ACCESS_KEY", "k").var("VOLCSTACK_SECRET_KEY", "hidden-2");
    assert_eq!(find(&home, None), "k hidden-2 - | variable VOLCSTACK_ACCESS_KEY");
    let home = home.var("VOLCSTACK_ACCESS_KEY_ID", "kid").var("VOLCSTACK_SECRET_ACCESS_KEY", "hidden-3");
    let home = home.var("VOLCSTACK_SESSION_TOKEN", "hidden-t");
    assert_eq!(find(&home, None), "kid hidden-3 hidden-t | variable VOLCSTACK_ACCESS_KEY_ID");
    let home = home.var("VOLCENGINE_ACCESS_KEY", "main").var("VOLCENGINE_SESSION_TOKEN", "hidden-u");
    assert_eq!(find(&home, None), "main hidden-3 hidden-u | variable VOLCENGINE_ACCESS_KEY");
    let home = home.var("VOLCENGINE_DISABLE_DEFAULT_CREDENTIALS", "true");
    assert!(find(&home, None).starts_with("p "));
}

#[test]
fn sources_can_be_disabled() {
    let none = TempHome::new().var("VOLCENGINE_ECS_METADATA_DISABLED", "true");
    assert_eq!(find(&none, None), "nothing");
    let alone = TempHome::new().var("VOLCENGINE_DISABLE_DEFAULT_CREDENTIALS", "true");
    assert_eq!(find(&alone.file(".volc/config", r#"{"ak": "a", "sk": "hidden"}"#), None), "nothing");
    assert!(!CHAIN.mentions_provider(&TempHome::new().context()));
    assert!(CHAIN.mentions_provider(&TempHome::new().var("VOLCENGINE_ECS_METADATA", "role").context()));
}

#[test]
fn missing_current_profile_is_an_error() {
    let config =
        r#"{"current": "gone", "profiles": {"default": {"access-key": "d", "secret-key": "hidden-d"}}}"#;
    let home = TempHome::new().file(PATH, config);
    let message = "Credentials: the current profile of the file ~/.volcengine/config.json is gone, but the file has no such \
                   profile: choose another one with `ve configure profile`";
    assert_eq!(find(&home, None), message);
    assert_eq!(find(&home, Some("nobody")), "nothing");
    assert!(find(&home.var("VOLCENGINE_PROFILE", "default"), None).starts_with("d "));
    let empty = TempHome::new().file(PATH, r#"{"current": "", "profiles": {}}"#);
    assert_eq!(find(&empty, None), "source | metadata service of ECS");
}

#[test]
fn profile_names_are_listed() {
    let ini = "[old]\nvolcengine_access_key_id = a\n";
    let config = r#"{"profiles": {"one": {}, "two": {}}}"#;
    let home = TempHome::new().file(PATH, config).file(".volcengine/credentials", ini);
    assert_eq!((CHAIN.profile_names)(&home.context()).unwrap(), ["one", "two", "old"]);
    let only = home.var("VOLCENGINE_DISABLE_DEFAULT_CREDENTIALS", "true");
    assert_eq!((CHAIN.profile_names)(&only.context()).unwrap(), ["one", "two"]);
}
