//! Credential sources: file formats, and the order of the sources.

use tingji_compshare::credentials::CHAIN;
use tingji_core::testing::{TempHome, describe_resolved};

fn find(home: &TempHome, profile: Option<&str>) -> String {
    describe_resolved(&CHAIN.find(&home.context(), profile))
}

const CONFIG: &str = r#"{"current_profile": "main", "language": "zh", "profiles": {
    "default": {"public_key": "d", "private_key": "hidden-d"},
    "main": {"public_key": "m", "private_key": "hidden-m"},
    "half": {"public_key": "h"}}}"#;

#[test]
fn cli_config_is_read_from_three_places() {
    let at_home = TempHome::new().file(".config/compshare/config.json", CONFIG);
    assert_eq!(find(&at_home, None), "m hidden-m - | file ~/.config/compshare/config.json [main]");
    assert!(find(&at_home, Some("default")).starts_with("d hidden-d "));
    assert_eq!(find(&at_home, Some("nobody")), "nothing");
    let half = "Credentials: the file ~/.config/compshare/config.json, profile half, has no private_key";
    assert_eq!(find(&at_home, Some("half")), half);
    let elsewhere = TempHome::new().file("xdg/compshare/config.json", CONFIG).var("XDG_CONFIG_HOME", "~/xdg");
    assert!(find(&elsewhere, None).ends_with("file ~/xdg/compshare/config.json [main]"));
    let given =
        elsewhere.file("given", &CONFIG.replace("\"m\"", "\"g\"")).var("COMPSHARE_CONFIG_FILE", "~/given");
    assert!(find(&given, None).starts_with("g "));
    let lost = given.var("COMPSHARE_CONFIG_FILE", "/no/such");
    assert!(find(&lost, None).contains("COMPSHARE_CONFIG_FILE names does not exist"));
}

#[test]
fn profile_order_is_variable_then_current_then_default() {
    let home = TempHome::new().file(".config/compshare/config.json", CONFIG);
    assert!(find(&home, None).starts_with("m "));
    let named = home.var("COMPSHARE_PROFILE", "default");
    assert!(find(&named, None).starts_with("d "));
    let lost = find(&named.var("COMPSHARE_PROFILE", "lost"), None);
    assert!(lost.contains("COMPSHARE_PROFILE names lost, which is not in the file"), "{lost}");
    let without = CONFIG.replace("\"current_profile\": \"main\", ", "");
    assert!(find(&TempHome::new().file(".config/compshare/config.json", &without), None).starts_with("d "));
    for text in ["{}", "[]", "null"] {
        assert_eq!(find(&TempHome::new().file(".config/compshare/config.json", text), None), "nothing");
    }
    let broken = TempHome::new().file(".config/compshare/config.json", "{\"hidden");
    assert!(find(&broken, None).contains("is not JSON"));
}

#[test]
fn half_key_pair_is_completed_from_the_profile() {
    let home = TempHome::new().var("COMPSHARE_PUBLIC_KEY", "v");
    assert!(find(&home, None).starts_with("Credentials: the variable COMPSHARE_PRIVATE_KEY is not set"));
    let home = home.file(".config/compshare/config.json", CONFIG);
    let origin = "variable COMPSHARE_PUBLIC_KEY and file ~/.config/compshare/config.json [main]";
    assert_eq!(find(&home, None), format!("v hidden-m - | {origin}"));
    let home = home.var("COMPSHARE_PRIVATE_KEY", "hidden-v");
    assert_eq!(find(&home, None), "v hidden-v - | variable COMPSHARE_PUBLIC_KEY");
    let profile = home.var("WORK_COMPSHARE_PUBLIC_KEY", "w");
    let message = "Credentials: the variable WORK_COMPSHARE_PRIVATE_KEY is not set";
    assert!(find(&profile, Some("work")).starts_with(message));
}

#[test]
fn ucloud_files_yield_only_profiles_of_compshare() {
    let pascal = r#"[{"Profile": "cs", "Active": false, "BaseURL": "https://api.compshare.cn/", "PublicKey": "p",
        "PrivateKey": "hidden-p"}, {"profile": "default", "active": true, "public_key": "u", "private_key": "hidden"}]"#;
    let home = TempHome::new().file(".ucloud/config.json", pascal);
    assert_eq!(find(&home, Some("cs")), "p hidden-p - | file ~/.ucloud/config.json [cs]");
    assert_eq!(find(&home, None), "nothing");
    let active =
        TempHome::new().file(".ucloud/config.json", &pascal.replace("\"Active\": false", "\"Active\": true"));
    assert!(find(&active, None).starts_with("p "));
    assert_eq!(find(&active, Some("default")), "nothing");
}

#[test]
fn profile_names_list_both_commands_files() {
    let ucloud = r#"[{"profile": "gpu", "base_url": "https://api.compshare.cn/", "public_key": "g"},
                     {"profile": "other", "public_key": "o"}]"#;
    let home =
        TempHome::new().file(".config/compshare/config.json", CONFIG).file(".ucloud/config.json", ucloud);
    let mut names = (CHAIN.profile_names)(&home.context()).unwrap();
    names.sort();
    assert_eq!(names, ["default", "gpu", "half", "main"]);
}
