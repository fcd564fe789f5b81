//! Sources of accounts.

use std::sync::{Arc, Mutex};

use crate::clouds::{BCE, HUAWEICLOUD, VOLCENGINE};
use tingji::core::auth::Identity;
use tingji::core::testing::TempHome;
use tingji::{Account, Cloud, Environment};

/// Creates an environment from a home's variables and files.
pub(crate) fn environment(home: &TempHome) -> Environment {
    let context = home.context();
    Environment::new(move |name| context.var(name)).with_home(Some(home.path().to_owned()))
}

fn key(account: &Account) -> String {
    let pair = account.credentials.credential();
    pair.map_or_else(|| "source".to_owned(), |pair| pair.access_key().to_owned())
}

const BCE_CONFIG: &str = r#"{"current": "main", "profiles": [
    {"name": "main", "mode": "AK", "access_key_id": "m", "secret_access_key": "hidden", "region": "gz"},
    {"name": "my-work", "mode": "AK", "access_key_id": "w", "secret_access_key": "hidden"}]}"#;

#[test]
fn vendor_file_yields_an_account() {
    let home = TempHome::new().file(".bce/config.json", BCE_CONFIG).var("TINGJI_BCE_REGION", "su");
    let environment = environment(&home);
    assert_eq!(
        Cloud::all().iter().map(|cloud| environment.has_credentials_for(*cloud)).collect::<Vec<_>>(),
        [false, false, true, false, false]
    );
    let account = environment.account(BCE, None, None).unwrap();
    assert_eq!((key(&account).as_str(), account.region()), ("m", Some("gz")));
    assert_eq!(account.origins["keys"].to_string(), "file ~/.bce/config.json [main]");
    assert_eq!(account.origins["region"].to_string(), "file ~/.bce/config.json [main]");
    let account = environment.account(BCE, Some("my-work"), None).unwrap();
    assert_eq!((key(&account).as_str(), account.region()), ("w", Some("su")));
    let error = environment.account(BCE, Some("other"), None).unwrap_err();
    let message = "bce: the variable OTHER_BCE_ACCESS_KEY_ID is not set, and neither the profile file nor the \
                   vendor's files have the profile other; set it to what the vendor's console shows";
    assert_eq!(error.to_string(), message);
}

#[test]
fn variables_take_precedence_over_files() {
    let home = TempHome::new().file(".bce/config.json", BCE_CONFIG).var("BCE_REGION", "bd");
    let account = environment(&home).account(BCE, None, None).unwrap();
    assert_eq!((key(&account).as_str(), account.region()), ("m", Some("bd")));
    let home = home.var("BCE_ACCESS_KEY_ID", "v").var("BCE_SECRET_ACCESS_KEY", "hidden");
    assert_eq!(key(&environment(&home).account(BCE, None, None).unwrap()), "v");
    let work = home.var("MY_WORK_BCE_ACCESS_KEY_ID", "own").var("MY_WORK_BCE_SECRET_ACCESS_KEY", "hidden");
    assert_eq!(key(&environment(&work).account(BCE, Some("my-work"), None).unwrap()), "own");
}

#[cfg(unix)]
#[test]
fn readable_key_file_is_reported_once() {
    use std::os::unix::fs::PermissionsExt;
    let home = TempHome::new().file(".bce/config.json", BCE_CONFIG);
    std::fs::set_permissions(home.path().join(".bce/config.json"), PermissionsExt::from_mode(0o644)).unwrap();
    let warnings = Arc::new(Mutex::new(Vec::new()));
    let recorded = Arc::clone(&warnings);
    let environment = environment(&home)
        .with_warning_handler(move |warning| recorded.lock().unwrap().push(warning.to_string()));
    environment.has_credentials_for(BCE);
    for _ in 0..3 {
        let account = environment.account(BCE, None, None).unwrap();
        assert_eq!(account.warnings.len(), 1);
    }
    let warning = "the file ~/.bce/config.json can be read or changed by other users: run `chmod 600 ~/.bce/config.json`";
    assert_eq!(*warnings.lock().unwrap(), [warning]);
}

#[test]
fn tokens_and_passwords_work_only_where_supported() {
    let home = TempHome::new()
        .var("HW_AUTH_TOKEN", "hidden")
        .var("HW_PROJECT_ID", "p1")
        .var("HW_REGION_NAME", "cn-east-3");
    let account = environment(&home).account(HUAWEICLOUD, None, None).unwrap();
    assert_eq!((account.region(), account.project_id.as_deref()), (Some("cn-east-3"), Some("p1")));
    assert!(account.connect().is_ok());
    let account = Account::new(BCE, account.credentials);
    let error = account.connect().err().unwrap();
    assert_eq!(error.message(), "bce accepts only key pairs, no tokens and no passwords");
    let home =
        TempHome::new().var("HW_USER_NAME", "u").var("HW_USER_PASSWORD", "hidden").var("HW_DOMAIN_NAME", "d");
    let account = environment(&home).account(HUAWEICLOUD, None, None).unwrap();
    assert!(
        matches!(account.credentials.fixed_identity(), Some(Identity::Password { .. }))
            && !format!("{account:?}").contains("hidden")
    );
}

#[test]
fn metadata_service_is_last_and_can_be_turned_off() {
    let home = TempHome::new();
    let environment_of = environment(&home);
    assert!(Cloud::all().iter().all(|cloud| !environment_of.has_credentials_for(*cloud)));
    let account = environment_of.account(VOLCENGINE, None, None).unwrap();
    assert_eq!(account.origins["keys"].to_string(), "metadata service of ECS");
    let off = environment(&home.var("TINGJI_METADATA_ENDPOINT", "off"));
    for cloud in [VOLCENGINE, HUAWEICLOUD] {
        assert!(off.account(cloud, None, None).unwrap_err().to_string().contains("is not set"), "{cloud}");
    }
    let wrong = environment(&TempHome::new().var("TINGJI_METADATA_ENDPOINT", "http://evil.example"));
    assert!(wrong.account(VOLCENGINE, None, None).unwrap_err().to_string().contains("use https://"));
}
