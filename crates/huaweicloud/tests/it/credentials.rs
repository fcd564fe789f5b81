//! Credential sources in every form, and their order.

use tingji_core::testing::{TempHome, describe_resolved};
use tingji_huaweicloud::credentials::CHAIN;

fn find(home: &TempHome, profile: Option<&str>) -> String {
    describe_resolved(&CHAIN.find(&home.context(), profile))
}

const PATH: &str = ".huaweicloud/credentials";
const INI: &str = "[global]\nak = g\nsk = hidden-g\ndomain_id = 1\n\n[basic]\nak = b\nsk = hidden-b\n\
                   security_token = hidden-t\nproject_id = p1\niam_endpoint = https://iam.x\n\
                   [half]\nak = h\n[idp]\nak = x\nsk = hidden\nidp_id = i\nid_token_file = ~/token\n";

#[test]
fn sdk_file_sections_are_read() {
    let home = TempHome::new().file(PATH, INI);
    assert_eq!(find(&home, None), "b hidden-b hidden-t | file ~/.huaweicloud/credentials [basic] | p1");
    assert_eq!(find(&home, Some("global")), "g hidden-g - | file ~/.huaweicloud/credentials [global]");
    assert_eq!(find(&home, Some("idp")), "source | file ~/.huaweicloud/credentials [idp]");
    let half = "Credentials: the file ~/.huaweicloud/credentials, section half, has no sk";
    assert_eq!(find(&home, Some("half")), half);
    assert_eq!(find(&home, Some("nobody")), "nothing");
    let global = TempHome::new().file(PATH, &INI.replace("[basic]", "[other]"));
    assert!(find(&global, None).starts_with("g "));
    let elsewhere =
        home.file("c", &INI.replace("= b\n", "= c\n")).var("HUAWEICLOUD_SDK_CREDENTIALS_FILE", "~/c");
    assert!(find(&elsewhere, None).starts_with("c "));
    let lost = elsewhere.var("HUAWEICLOUD_SDK_CREDENTIALS_FILE", "/no/such");
    assert!(find(&lost, None).contains("HUAWEICLOUD_SDK_CREDENTIALS_FILE names does not exist"));
}

const KOOCLI: &str = r#"{"current": "main", "profiles": [
    {"name": "main", "mode": "AKSK", "accessKeyId": "m", "secretAccessKey": "hidden-m", "securityToken": "hidden-t",
     "region": "cn-east-3", "projectId": "p2", "domainId": "", "agencyName": ""},
    {"name": "agency", "mode": "AKSK", "accessKeyId": "a", "secretAccessKey": "hidden-a", "agencyName": "x",
     "agencyDomainName": "y"},
    {"name": "agency-by-id", "accessKeyId": "a", "secretAccessKey": "hidden-a", "agencyName": "x",
     "agencyDomainId": "1"},
    {"name": "agency-half", "mode": "AKSK", "accessKeyId": "a", "secretAccessKey": "hidden-a", "agencyName": "x"},
    {"name": "ecs", "mode": "ecsAgency"},
    {"name": "sso", "mode": "SSO", "ssoAuth": {"stsToken": {"accessKeyId": "s", "secretAccessKey": "hidden-s",
     "securityToken": "hidden-t", "expiresAt": "2026-01-01T00:00:00Z"}}},
    {"name": "sso-half", "mode": "SSO", "ssoAuth": {}},
    {"name": "locked", "mode": "AKSK", "accessKeyId": "0123456789012345678901234567890123456789=",
     "secretAccessKey": "hidden"}]}"#;

fn origin(profile: &str) -> String {
    format!("file ~/.hcloud/config.json [{profile}]")
}

fn missing(profile: &str, field: &str) -> String {
    format!("Credentials: the file ~/.hcloud/config.json, profile {profile}, has no {field}")
}

#[test]
fn every_koocli_mode_is_read_or_rejected() {
    let home = TempHome::new().file(".hcloud/config.json", KOOCLI);
    for (profile, line) in [
        (None, format!("m hidden-m hidden-t | {} | cn-east-3 p2", origin("main"))),
        (Some("agency"), format!("source | {}", origin("agency"))),
        (Some("agency-by-id"), format!("source | {}", origin("agency-by-id"))),
        (Some("agency-half"), missing("agency-half", "agencyDomainName")),
        (Some("ecs"), format!("source | {}", origin("ecs"))),
        (Some("sso"), format!("source | {}", origin("sso"))),
        (Some("sso-half"), missing("sso-half", "securityToken")),
        (Some("nobody"), "nothing".to_owned()),
    ] {
        assert_eq!(find(&home, profile), line);
    }
    assert!(find(&home, Some("locked")).contains("--cli-auth-encrypt=false"));
    assert!(find(&home.var("HW_PROFILE", "lost"), None).contains("HW_PROFILE names lost"));
}

#[test]
fn encrypted_koocli_keys_fail_only_if_requested() {
    let locked = KOOCLI.replace("\"current\": \"main\"", "\"current\": \"locked\"");
    let home = TempHome::new().file(".hcloud/config.json", &locked);
    assert_eq!(find(&home, None), "source | metadata service of ECS");
    assert!(find(&home.var("HW_PROFILE", "locked"), None).contains("--cli-auth-encrypt=false"));
    let given = TempHome::new().file("k.json", &locked).var("HW_SHARED_CONFIG_FILE", "~/k.json");
    assert!(find(&given, None).contains("--cli-auth-encrypt=false"));
}

#[test]
fn chain_order_is_oidc_env_files_metadata() {
    let home = TempHome::new();
    assert_eq!(find(&home, None), "source | metadata service of ECS");
    let home = home.file(".hcloud/config.json", KOOCLI);
    assert!(find(&home, None).starts_with("m "));
    let home = home.file(PATH, INI);
    assert!(find(&home, None).starts_with("b "));
    let home = home.var("HW_USER_NAME", "u").var("HW_USER_PASSWORD", "hidden-p");
    assert_eq!(
        find(&home, None),
        "Credentials: the variable HW_DOMAIN_NAME is not set, but HW_USER_NAME requires it"
    );
    let home = home.var("HW_DOMAIN_NAME", "d");
    assert_eq!(find(&home, None), "d/u hidden-p | variable HW_USER_NAME");
    let home = home.var("HW_AUTH_TOKEN", "hidden-token");
    assert_eq!(find(&home, None), "token hidden-token | variable HW_AUTH_TOKEN");
    let home =
        home.var("HW_ACCESS_KEY", "t").var("HW_SECRET_KEY", "hidden").var("HW_SECURITY_TOKEN", "hidden-t");
    assert_eq!(find(&home, None), "t hidden hidden-t | variable HW_ACCESS_KEY");
    let home = home.var("HW_ASSUME_ROLE_AGENCY_NAME", "agency");
    assert!(
        find(&home, None)
            .contains("HW_ASSUME_ROLE_DOMAIN_NAME is not set, but HW_ASSUME_ROLE_AGENCY_NAME requires it")
    );
    let home = home.var("HW_ASSUME_ROLE_DOMAIN_ID", "1");
    assert_eq!(find(&home, None), "source | agency assumed with variable HW_ACCESS_KEY");
    let home = home.var("HUAWEICLOUD_SDK_AK", "v").var("HUAWEICLOUD_SDK_SK", "hidden");
    assert_eq!(find(&home, None), "v hidden - | variable HUAWEICLOUD_SDK_AK");
    let home = home.var("HUAWEICLOUD_SDK_IDP_ID", "i");
    assert!(find(&home, None).contains("HUAWEICLOUD_SDK_ID_TOKEN_FILE is not set"));
    let home = home.var("HUAWEICLOUD_SDK_ID_TOKEN_FILE", "~/token");
    assert_eq!(find(&home, None), "source | variable HUAWEICLOUD_SDK_ID_TOKEN_FILE");
    let home = home.var("HUAWEICLOUD_OIDC_PROVIDER_URN", "p");
    assert!(find(&home, None).contains("HUAWEICLOUD_OIDC_AGENCY_URN is not set"));
    let home = home.var("HUAWEICLOUD_OIDC_AGENCY_URN", "a");
    assert!(find(&home, None).contains("HUAWEICLOUD_OIDC_TOKEN_FILE is not set"));
    let home = home.var("HUAWEICLOUD_OIDC_ID_TOKEN", "hidden");
    assert_eq!(find(&home, None), "source | OIDC token of HUAWEICLOUD_OIDC_…");
}

#[test]
fn pod_identity_requires_a_safe_address() {
    let home = TempHome::new().var("HC_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/v1/credentials");
    assert!(CHAIN.mentions_provider(&home.context()));
    assert!(find(&home, None).contains("HC_CONTAINER_AUTHORIZATION_TOKEN_FILE is not set"));
    let home = home.var("HC_CONTAINER_AUTHORIZATION_TOKEN_FILE", "~/token");
    assert_eq!(find(&home, None), "source | pod identity");
    let evil = home.var("HC_CONTAINER_CREDENTIALS_FULL_URI", "http://evil.example/x");
    assert!(find(&evil, None).contains("use https://"), "{}", find(&evil, None));
}

#[test]
fn profile_names_exclude_standard_sections() {
    let home = TempHome::new().file(PATH, INI).file(".hcloud/config.json", KOOCLI);
    let names = (CHAIN.profile_names)(&home.context()).unwrap();
    let koocli = ["main", "agency", "agency-by-id", "agency-half", "ecs", "sso", "sso-half", "locked"];
    assert_eq!(names, [&["half", "idp"][..], &koocli].concat());
}
