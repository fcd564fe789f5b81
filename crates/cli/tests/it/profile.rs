//! `tingji profile`, and the use of the profile file by the other commands.

use std::path::PathBuf;

use insta::assert_snapshot;
use tingji_sandbox::Cloud;

use crate::schema::Schema;
use crate::support::{Clouds, Run};

/// A home, and clouds without keys in variables.
struct Profiles {
    clouds: Clouds,
}

impl Profiles {
    fn new() -> Self {
        let mut clouds = Clouds::new();
        clouds.variables.retain(|(name, _)| ["HOME", "TINGJI_ENDPOINT"].contains(&name.as_str()));
        Self { clouds }
    }

    /// Returns the path of the profile file.
    fn path(&self) -> PathBuf {
        self.clouds.home.path().join(".config/tingji/profiles.toml")
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.path()).unwrap()
    }

    /// Writes a file into the home.
    fn file(self, path: &str, text: &str) -> Self {
        let path = self.clouds.home.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        self
    }

    /// Adds a profile with keys of the sandbox.
    fn add(self, name: &str, cloud: Cloud, options: &str) -> Self {
        let (key, secret) = self.keys(cloud);
        let [key_name, secret_name] = match cloud {
            Cloud::Bce => ["access_key_id", "secret_access_key"],
            Cloud::Volcengine => ["access_key", "secret_key"],
            Cloud::Huaweicloud => ["ak", "sk"],
            _ => ["public_key", "private_key"],
        };
        let input = format!("# keys\n{key_name} = {key}\n\n{secret_name}={secret}\n");
        let line = format!("profile add {name} --cloud {} --keys-from-stdin {options}", cloud.name());
        let run = self.reading(&line, &input);
        assert_eq!(run.code, 0, "{run}");
        self
    }

    fn keys(&self, cloud: Cloud) -> (String, String) {
        let own = self.clouds.sandbox.credential(cloud);
        (own.access_key().to_owned(), own.secret_key().expose_secret().to_owned())
    }

    fn run(&self, line: &str) -> Run {
        self.reading(line, "")
    }

    /// Runs the command and checks that the output contains no secret of the sandbox and no text "hidden".
    fn reading(&self, line: &str, input: &str) -> Run {
        let run = self.clouds.tingji_reading(line, input);
        let shown = format!("{}{}", run.stdout, run.stderr);
        for cloud in Cloud::ALL {
            assert!(!shown.contains(&self.keys(cloud).1), "{shown}");
        }
        assert!(!shown.contains("hidden"), "{shown}");
        run
    }
}

/// Returns a field of all listed instances.
fn listed(run: &Run, field: &str) -> Vec<String> {
    let rows = run.json()["instances"].clone();
    rows.as_array().unwrap().iter().map(|row| row[field].as_str().unwrap_or("-").to_owned()).collect()
}

#[test]
fn profile_is_added_listed_used_and_removed() {
    let home = Profiles::new().add("work", Cloud::Compshare, "--region cn-wlcb").add(
        "default",
        Cloud::Bce,
        "--region bj",
    );
    assert_snapshot!("profile_list", home.run("profile list").to_string());
    let run = home.run("stop compshare:work/uhost-demo4090 bce/i-DemoV100 --yes -o json");
    assert_eq!(run.outcomes(), ["stopped", "stopped"], "{run}");
    home.run("profile remove work").fails(2, "add --yes");
    assert_snapshot!("profile_remove", home.run("profile remove work --yes").to_string());
    home.run("profile remove work --yes").fails(5, "no such profile in ~/.config/tingji/profiles.toml");
    home.run("stop compshare:work/uhost-demo4090").fails(4, "have the profile work");
    assert_eq!(home.run("profile list -o name").stdout, "bce:default\n");
}

#[cfg(unix)]
fn mode(path: &std::path::Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions()) & 0o777
}

#[cfg(unix)]
#[test]
fn profile_file_and_folder_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let home = Profiles::new().add("work", Cloud::Bce, "");
    assert_eq!((mode(&home.path()), mode(home.path().parent().unwrap())), (0o600, 0o700));
    std::fs::set_permissions(home.path(), PermissionsExt::from_mode(0o640)).unwrap();
    let warning = "warning: the file ~/.config/tingji/profiles.toml can be read or changed by other users";
    for line in ["profile list", "list"] {
        assert_eq!(home.run(line).stderr.matches(warning).count(), 1, "{line}");
    }
}

#[test]
fn keys_come_from_standard_input_and_are_never_printed() {
    let home = Profiles::new();
    let add = "profile add work --cloud bce --keys-from-stdin";
    home.reading(add, "access_key_id=a\n").fails(4, "the profile work of bce has no secret_access_key");
    home.reading(add, "access_key_id=a\nhidden\n").fails(2, "standard input, line 2: missing =");
    home.reading(add, "access_key_id=hidden\naccess_key_id=hidden\n").fails(2, "line 2: duplicate field");
    home.reading(add, "secret_key=hidden\n")
        .fails(2, "its fields are access_key_id, secret_access_key, session_token,");
    home.reading(add, "hidden/and+so+on=\n").fails(2, "has no field …");
    home.run("profile add work --cloud bce").fails(2, "use --keys-from-stdin");
    home.run("profile add work --cloud bce --zone x").fails(2, "has no field zone");
    home.run("profile add work --cloud bce --endpoint http://a.example").fails(2, "use https://");
    home.run("profile add -w- --cloud bce").fails(2, "");
    home.run("profile add w/k --cloud bce").fails(2, "letters, digits");
    assert!(!home.path().exists());
    home.reading(add, "access_key_id=a\nsecret_access_key=hidden\nsession_token=hidden-t\nregion=gz\n");
    let before = home.text();
    home.reading(add, "access_key_id=b\nsecret_access_key=hidden\n")
        .fails(2, "bce:work already exists; to overwrite it, add --replace");
    assert_eq!(home.text(), before);
    let line = "profile add work --cloud bce --keys-from-stdin --replace -o json";
    let run = home.reading(line, "access_key_id=b\nsecret_access_key=hidden\n");
    assert_eq!(run.json()["profiles"][0]["outcome"], "replaced");
    assert!(home.text().contains("\"b\"") && !home.text().contains("session_token"));
}

#[test]
fn all_profiles_are_listed_without_duplicate_instances() {
    let home = Profiles::new()
        .add("default", Cloud::Compshare, "")
        .add("sh2", Cloud::Compshare, "--region cn-sh2")
        .add("work", Cloud::Bce, "--region bj");
    let run = home.run("list");
    assert_snapshot!("profile_list_all", run.to_string());
    let all = home.run("list -o json");
    let targets = listed(&all, "target");
    let profiles = listed(&all, "profile");
    assert!(profiles.contains(&"work".to_owned()) && profiles.contains(&"-".to_owned()), "{all}");
    // The profile sh2 sees a subset of the default account.
    assert!(!profiles.contains(&"sh2".to_owned()), "{all}");
    let own = home.run("list --profile sh2 -o json");
    assert!(!listed(&own, "id").is_empty() && listed(&own, "profile").iter().all(|name| name == "sh2"));
    let both = home.run("list --profile work --profile sh2 -o json");
    assert_eq!(listed(&both, "id").len() + listed(&all, "id").len(), {
        targets.len() + listed(&own, "id").len() + profiles.iter().filter(|name| *name == "work").count()
    });
    home.run("list --profile nobody")
        .fails(4, "profile nobody not found in the environment variables or any file");
}

#[test]
fn unlistable_account_is_reported_with_its_profile() {
    let home = Profiles::new().add("work", Cloud::Bce, "");
    let keys = "access_key_id=nobody-knows-it\nsecret_access_key=hidden\n";
    home.reading("profile add wrong --cloud bce --keys-from-stdin", keys);
    let run = home.run("list -o json");
    run.fails(6, "tingji: can't list bce:wrong: ");
    assert_eq!(run.json()["errors"][0]["profile"], "wrong");
    assert!(listed(&run, "profile").iter().all(|name| name == "work"), "{run}");
}

#[test]
fn bare_id_resolves_by_shape_and_profiles() {
    let home = Profiles::new().add("work", Cloud::Compshare, "");
    let run = home.run("stop uhost-demo4090 -o json");
    assert_eq!(run.json()["outcomes"][0]["target"], "compshare:work/uhost-demo4090", "{run}");
    // Equal key and region mean the same account.
    let home = home.add("again", Cloud::Compshare, "");
    assert_eq!(home.run("get uhost-demo4090 -o json").code, 0);
    let home = home.add("sh2", Cloud::Compshare, "--region cn-sh2").add("bd", Cloud::Bce, "");
    let two = "uhost-demo4090 matches several accounts; use compshare:again/uhost-demo4090 or compshare:sh2/uhost-demo4090";
    home.run("stop uhost-demo4090").fails(2, two);
    let home = home.add("vo", Cloud::Volcengine, "");
    home.run("get i-1").fails(2, "i-1 matches several clouds; use bce:bd/i-1 or volcengine:vo/i-1");
    home.run("get i-1 --lang zh").fails(2, "i-1 可能属于多个云：请写 bce:bd/i-1 或 volcengine:vo/i-1");
}

#[test]
fn profile_endpoint_is_used_and_must_be_https() {
    let home = Profiles::new();
    let endpoint = home.clouds.sandbox.endpoint();
    let mut home = home.add("work", Cloud::Bce, &format!("--endpoint {endpoint} --region bj"));
    home.clouds.variables.retain(|(name, _)| name == "HOME");
    let run = home.run("stop bce:work/i-DemoV100 -o json");
    assert_eq!(run.outcomes(), ["stopped"], "{run}");
    let run = home.run("doctor --profile work --cloud bce");
    assert_eq!(run.code, 0, "{run}");
    assert_snapshot!("profile_doctor", run.to_string());
}

#[test]
fn doctor_checks_every_profile() {
    let home = Profiles::new().add("work", Cloud::Bce, "").add("default", Cloud::Ucloud, "");
    let run = home.run("doctor -o json");
    let clouds = run.json()["clouds"].clone();
    let results =
        clouds.as_array().unwrap().iter().map(|cloud| {
            format!("{}:{} {}", cloud["cloud"], cloud["profile"], cloud["result"]).replace('"', "")
        });
    let expected = [
        "ucloud:null ok",
        "compshare:null not-set-up",
        "bce:work ok",
        "volcengine:null not-set-up",
        "huaweicloud:null not-set-up",
    ];
    assert_eq!(results.collect::<Vec<_>>(), expected, "{run}");
}

#[test]
fn invalid_profile_file_ends_every_command_with_4() {
    let broken = "[profiles.work.bce]\naccess_key_id = \"a\"\nsecret_access_key = hidden\n";
    let home = Profiles::new().file(".config/tingji/profiles.toml", broken);
    let line = "the file ~/.config/tingji/profiles.toml, line 3: this is not TOML";
    for command in [
        "list",
        "list --profile work",
        "stop bce:work/i-1",
        "stop i-1",
        "get bce/i-1",
        "profile list",
        "profile remove work --yes",
        "profile import --from bce",
    ] {
        home.run(command).fails(4, line);
    }
    let add = home.reading(
        "profile add x --cloud bce --keys-from-stdin",
        "access_key_id=a\nsecret_access_key=hidden\n",
    );
    add.fails(4, line);
    let doctor = home.run("doctor --cloud bce");
    assert!(doctor.code == 4 && doctor.stdout.contains(line), "{doctor}");
    assert_eq!(home.text(), broken);
    // An invalid file of a vendor has the same effect.
    let home = Profiles::new().file(".bce/config.json", "{\"profiles\": hidden");
    home.run("list").fails(4, "the file ~/.bce/config.json is not JSON: line 1, column 14");
    home.run("stop bce/i-1").fails(4, "the file ~/.bce/config.json is not JSON");
}

const UCLOUD: &str = r#"[{"project_id": "org-1", "region": "cn-bj2", "zone": "cn-bj2-04", "profile": "main", "active": true},
    {"profile": "gpu", "base_url": "https://api.compshare.cn/"}]"#;
const UCLOUD_KEYS: &str = r#"[{"public_key": "ucloud-key-main", "private_key": "hidden-u", "profile": "main"},
    {"public_key": "compshare-key-gpu", "private_key": "hidden-g", "profile": "gpu"}]"#;
const BCE: &str = r#"{"current": "work", "profiles": [
    {"name": "work", "mode": "StsToken", "access_key_id": "bce-key-of-work", "secret_access_key": "hidden-b",
     "security_token": "hidden-t", "region": "gz"},
    {"name": "half", "mode": "AK", "access_key_id": "bce-key-half"}]}"#;
const VOLCENGINE: &str = r#"{"current": "prod", "profiles": {
    "prod": {"mode": "ak", "access-key": "volcengine-key-prod", "secret-key": "hidden-v", "region": "cn-shanghai"},
    "role": {"mode": "RamRoleArn", "access-key": "r", "secret-key": "hidden", "role-name": "x", "account-id": "1"}}}"#;
const COMPSHARE: &str = r#"{"current_profile": "lab", "profiles": {
    "lab": {"public_key": "compshare-key-lab", "private_key": "hidden-l"},
    "two words": {"public_key": "compshare-key-two", "private_key": "hidden-2"}}}"#;
const HUAWEI: &str = "[basic]\nak = huawei-key-basic\nsk = hidden-h\nproject_id = p1\n";

fn vendors() -> Profiles {
    Profiles::new()
        .file(".ucloud/config.json", UCLOUD)
        .file(".ucloud/credential.json", UCLOUD_KEYS)
        .file(".bce/config.json", BCE)
        .file(".volcengine/config.json", VOLCENGINE)
        .file(".config/compshare/config.json", COMPSHARE)
        .file(".huaweicloud/credentials", HUAWEI)
}

#[test]
fn import_copies_vendor_files_and_reports_skipped_ones() {
    let home = vendors();
    let rehearsed = home.run("profile import --dry-run");
    assert!(!home.path().exists() && rehearsed.stdout.contains("would-add"), "{rehearsed}");
    let run = home.run("profile import");
    assert_snapshot!("profile_import", run.to_string());
    assert_snapshot!("profile_import_file", home.text());
    let again = home.run("profile import --from huaweicloud --from ucloud -o json");
    let rows = again.json()["profiles"].clone();
    assert!(
        again.code == 0 && rows.as_array().unwrap().iter().all(|row| row["outcome"] == "unchanged"),
        "{again}"
    );
}

#[test]
fn import_copies_koocli_profiles_and_reports_encrypted_ones() {
    let locked = "x".repeat(80);
    let file = format!(
        r#"{{"current": "work", "profiles": [
            {{"name": "work", "mode": "AKSK", "accessKeyId": "huawei-key-work", "secretAccessKey": "hidden-k",
              "region": "cn-north-4", "projectId": "p2"}},
            {{"name": "sso", "mode": "SSO"}},
            {{"name": "locked", "mode": "AKSK", "accessKeyId": "{locked}", "secretAccessKey": "{locked}"}}]}}"#
    );
    let home = Profiles::new().file(".hcloud/config.json", &file);
    let run = home.run("profile import --from huaweicloud --dry-run");
    let chinese = home.run("profile import --from huaweicloud --lang zh");
    assert_snapshot!("profile_import_koocli", format!("{run}\n{chinese}"));
    assert!(home.text().contains("[profiles.work.huaweicloud]\nak = \"huawei-key-work\"\nsk = \"hidden-k\""));
}

#[test]
fn import_overwrites_only_with_replace() {
    let home = vendors().add("work", Cloud::Bce, "");
    let before = home.text();
    let run = home.run("profile import --from bce --profile work");
    assert!(run.code == 2 && run.stdout.contains("kept"), "{run}");
    assert_eq!(home.text(), before);
    let run = home.run("profile import --from bce --profile work --as lab -o json");
    assert_eq!((run.code, &run.json()["profiles"][0]["outcome"]), (0, &"added".into()));
    let run = home.run("profile import --from bce --profile work --replace -o json");
    assert_eq!((run.code, &run.json()["profiles"][0]["outcome"]), (0, &"replaced".into()));
    home.run("profile import --from bce --as both").fails(2, "choose one with --profile");
    home.run("profile import --from bce --profile nobody").fails(5, "no matching profile");
    let spaced = Profiles::new().file(".config/compshare/config.json", COMPSHARE);
    let run = spaced.clouds.tingji("profile import --from volcengine");
    run.fails(5, "no matching profile");
}

#[test]
fn import_continues_after_an_invalid_vendor_file() {
    let home = vendors().file(".bce/config.json", "{\"hidden");
    let run = home.run("profile import --from bce --from huaweicloud -o json");
    let rows = run.json()["profiles"].clone();
    assert_eq!((run.code, &rows[0]["outcome"], &rows[1]["outcome"]), (6, &"skipped".into(), &"added".into()));
    assert!(rows[0]["message"].as_str().unwrap().contains("is not JSON"), "{run}");
    assert!(rows[0]["name"].is_null());
}

#[test]
fn profile_json_matches_the_schema() {
    let schema = Schema::of_command();
    let home = vendors();
    schema.holds("profile-change", &home.run("profile import --dry-run -o json").json());
    schema.holds("profile-change", &home.run("profile import -o json").json());
    schema.holds("profile-list", &home.run("profile list -o json").json());
    schema.holds("profile-change", &home.run("profile remove main --yes -o json").json());
    schema.holds("list", &home.run("list -o json").json());
    assert_eq!(home.run("profile list -o ndjson").stdout.lines().count(), 5);
    assert!(home.run("profile list -o csv").stdout.starts_with("account,cloud,name,access_key,region,"));
}
