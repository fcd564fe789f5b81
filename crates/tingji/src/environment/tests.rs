//! Tests of the precedence of settings, and of their reported sources.

use super::*;

const BCE: Cloud = Cloud::new(&tingji_bce::PROVIDER);
const UCLOUD: Cloud = Cloud::new(&tingji_ucloud::PROVIDER);

fn environment(pairs: &[(&'static str, &'static str)]) -> Environment {
    let pairs = pairs.to_vec();
    Environment::new(move |name| pairs.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned()))
}

fn key(account: &Account) -> String {
    account.credentials.credential().unwrap().access_key().to_owned()
}

#[test]
fn half_key_pair_error_names_the_missing_half() {
    let environment = environment(&[("BCE_ACCESS_KEY_ID", "ak"), ("BCE_SECRET_ACCESS_KEY", " ")]);
    let error = environment.account(BCE, None, None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "bce: the variable BCE_SECRET_ACCESS_KEY is not set; set it to what the vendor's console shows"
    );
    assert!(environment.has_credentials_for(BCE) && !environment.has_credentials_for(UCLOUD));
}

/// Region of the default Baidu account; `requested` is the region of the target.
fn region(environment: &Environment, requested: Option<&str>) -> Option<String> {
    environment.account(BCE, None, requested).unwrap().region().map(str::to_owned)
}

#[test]
fn region_follows_the_documented_precedence() {
    let all = [
        ("BCE_ACCESS_KEY_ID", "ak"),
        ("BCE_SECRET_ACCESS_KEY", "sk"),
        ("BCE_REGION", "gz"),
        ("TINGJI_BCE_REGION", "su"),
    ];
    let flag = environment(&all).with_region(Some("hkg".into()));
    assert_eq!(region(&flag, Some("bd")).as_deref(), Some("bd"));
    assert_eq!(region(&flag, None).as_deref(), Some("hkg"));
    assert_eq!(region(&environment(&all), None).as_deref(), Some("gz"));
    assert_eq!(region(&environment(&[all[0], all[1], all[3]]), None).as_deref(), Some("su"));
    assert_eq!(region(&environment(&[all[0], all[1]]), None).as_deref(), Some("bj"));
}

#[test]
fn profile_has_own_keys_and_shares_regions_and_endpoints() {
    let environment = environment(&[
        ("BCE_ACCESS_KEY_ID", "default"),
        ("BCE_SECRET_ACCESS_KEY", "sk"),
        ("MY_WORK_BCE_ACCESS_KEY_ID", "work"),
        ("MY_WORK_BCE_SECRET_ACCESS_KEY", "sk"),
        ("BCE_REGION", "gz"),
        ("TINGJI_ENDPOINT", "http://127.0.0.1:1"),
        ("TINGJI_BCE_ENDPOINT", "http://127.0.0.1:2"),
    ]);
    let account = environment.account(BCE, Some("my-work"), None).unwrap();
    assert_eq!((key(&account), account.region()), ("work".to_owned(), Some("gz")));
    assert_eq!(account.endpoint.as_deref(), Some("http://127.0.0.1:2"));
    assert!(environment.account(BCE, Some("other"), None).is_err());
}

#[test]
fn origins_name_the_source_of_each_setting() {
    let environment = environment(&[
        ("UCLOUD_PUBLIC_KEY", "key"),
        ("UCLOUD_PRIVATE_KEY", "secret"),
        ("WORK_UCLOUD_PUBLIC_KEY", "key"),
        ("WORK_UCLOUD_PRIVATE_KEY", "secret"),
        ("UCLOUD_ZONE", "cn-sh2-02"),
        ("UCLOUD_PROJECT_ID", "org-1"),
        ("WORK_UCLOUD_PROJECT_ID", "org-2"),
        ("TINGJI_ENDPOINT", "http://127.0.0.1:1"),
    ]);
    let account = environment.account(UCLOUD, Some("work"), Some("cn-sh2")).unwrap();
    let origins: Vec<_> =
        account.origins.iter().map(|(field, origin)| format!("{field}: {origin}")).collect();
    assert_eq!(
        origins,
        [
            "endpoint: variable TINGJI_ENDPOINT",
            "keys: variable WORK_UCLOUD_PUBLIC_KEY",
            "project_id: variable WORK_UCLOUD_PROJECT_ID",
            "region: the caller",
            "zone: variable UCLOUD_ZONE",
        ]
    );
    assert_eq!(account.project_id.as_deref(), Some("org-2"));
    assert!(!format!("{account:?}").contains("\"secret\""));
}
