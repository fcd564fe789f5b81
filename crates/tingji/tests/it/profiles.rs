//! The profile file: parsing, concurrent changes, and preservation of comments.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::clouds::{BCE, COMPSHARE, UCLOUD, VOLCENGINE};
use proptest::prelude::*;
use tempfile::TempDir;
use tingji::profiles::{OnConflict, Profile, ProfileFile, PutOutcome};
use tingji::{Cloud, Environment};

/// Folder with a profile file, which may not exist.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with(text: &str) -> Self {
        let folder = Self::new();
        fs::write(folder.path(), text).unwrap();
        #[cfg(unix)]
        fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        folder
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("profiles.toml")
    }

    fn environment(&self, variables: &[(&'static str, &'static str)]) -> Environment {
        let variables: BTreeMap<&str, &str> = variables.iter().copied().collect();
        Environment::new(move |name| variables.get(name).map(|value| (*value).to_owned()))
            .with_home(Some(self.0.path().to_owned()))
            .with_profiles(Some(self.path()))
    }

    fn file(&self) -> ProfileFile {
        self.environment(&[]).profile_file().unwrap()
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }
}

fn profile(name: &str, cloud: Cloud, key: &str) -> Profile {
    let mut profile = Profile::new(name, cloud).unwrap();
    profile.set(cloud.profile.key, key).unwrap();
    profile.set(cloud.profile.secret, format!("hidden-{key}")).unwrap();
    profile
}

const WRITTEN: &str = "\
# My accounts.
# Don't share.

# The lab's.
[profiles.lab.bce]
access_key_id = \"lab\" # rotated in May
secret_access_key = 'hidden-lab'
region = \"gz\"

  [profiles.work.compshare]   # paid by the firm
private_key = \"hidden-work\"
public_key = \"work\"
# no project yet

# The end.
";

#[test]
fn adding_and_removing_a_profile_preserves_the_rest() {
    let folder = Folder::with(WRITTEN);
    let new = profile("new", VOLCENGINE, "n");
    assert_eq!(folder.file().put(&new, OnConflict::Keep).unwrap(), PutOutcome::Added);
    let with = folder.text();
    for line in WRITTEN.lines() {
        assert!(with.contains(line), "{line}: {with}");
    }
    assert!(folder.file().remove("new", VOLCENGINE).unwrap());
    assert_eq!(folder.text().trim_end(), WRITTEN.trim_end());
    assert!(!folder.file().remove("new", VOLCENGINE).unwrap());
}

#[test]
fn detached_comment_survives_removal_of_the_header() {
    let folder = Folder::with(WRITTEN);
    folder.file().remove("lab", BCE).unwrap();
    let text = folder.text();
    assert!(text.starts_with("# My accounts.\n# Don't share.\n\n  [profiles.work.compshare]"), "{text}");
    assert!(!text.contains("lab"), "{text}");
    folder.file().remove("work", COMPSHARE).unwrap();
    assert!(folder.text().contains("# Don't share.\n") && folder.file().read().unwrap().is_empty());
    assert!(folder.text().contains("# The end."), "{}", folder.text());
}

#[test]
fn existing_profile_is_replaced_only_on_request() {
    let folder = Folder::with(WRITTEN);
    let other = profile("lab", BCE, "other");
    assert_eq!(folder.file().put(&other, OnConflict::Keep).unwrap(), PutOutcome::Kept);
    assert_eq!(folder.text(), WRITTEN);
    assert_eq!(folder.file().put(&other, OnConflict::Replace).unwrap(), PutOutcome::Replaced);
    let text = folder.text();
    assert!(text.contains("access_key_id = \"other\" # rotated in May") && !text.contains("gz"), "{text}");
    assert_eq!(folder.file().put(&other, OnConflict::Replace).unwrap(), PutOutcome::Unchanged);
}

#[test]
fn inline_tables_and_dotted_keys_are_edited_in_place() {
    for text in [
        "profiles = { lab = { bce = { access_key_id = \"a\", secret_access_key = \"hidden\" } } }\n",
        "profiles.lab.bce.access_key_id = \"a\"\nprofiles.lab.bce.secret_access_key = \"hidden\"\n",
        "[profiles]\nlab.bce = { access_key_id = \"a\", secret_access_key = \"hidden\" }\n",
        "[profiles.lab]\n[profiles.lab.bce]\naccess_key_id = \"a\"\nsecret_access_key = \"hidden\"\n",
    ] {
        let folder = Folder::with(text);
        let new = profile("lab", VOLCENGINE, "n");
        assert_eq!(folder.file().put(&new, OnConflict::Keep).unwrap(), PutOutcome::Added, "{text}");
        assert!(folder.file().read().unwrap().contains(&new), "{}", folder.text());
        assert!(folder.file().remove("lab", BCE).unwrap());
        assert_eq!(folder.file().read().unwrap(), [new], "{}", folder.text());
    }
}

#[test]
fn parse_error_names_file_and_line_without_values() {
    for (text, what) in [
        ("\n[profiles.lab.bce\n", "line 2: this is not TOML"),
        ("[profiles.lab.bce]\naccess_key_id = hidden\n", "line 2: this is not TOML"),
        (
            "[profiles.lab.bce]\n\naccess_key_id = \"a\"\n",
            "line 1: the profile lab of bce has no secret_access_key",
        ),
        (
            "\n[profiles.lab.bce]\nsecret_access_key = \"hidden\"",
            "line 2: the profile lab of bce has no access_key_id",
        ),
        (
            "[profiles.lab.bce]\naccess_key = \"hidden\"",
            "line 2: the profile lab of bce has no field access_key; its",
        ),
        ("[profiles.lab.bce]\naccess_key_id = 1", "line 2: access_key_id must be a text in quotes"),
        (
            "[profiles.lab.bce]\naccess_key_id = \" \"",
            "line 2: the profile lab of bce has an invalid access_key_id",
        ),
        ("[profiles.lab.bce]\nsecret_access_key = \"hidden key\"", "has an invalid secret_access_key"),
        ("[profiles.lab.azure]\nx = \"hidden\"", "line 1: azure is not a cloud"),
        ("[profiles.'hidden lab'.bce]\nx = \"hidden\"", "a profile name has 1 to 63 letters"),
        ("[profiles]\nlab = \"hidden\"", "line 2: expected a table here"),
        ("[[profiles.lab.bce]]\nx = \"hidden\"", "expected a table here"),
        ("default = \"lab\"", "line 1: unknown key default; the only key"),
        (
            "[profiles.lab.bce]\nendpoint = \"http://a.example\"",
            "line 2: the profile lab of bce has an invalid endpoint",
        ),
        (
            "[profiles.lab.huaweicloud]\nak = \"a\"\nsk = \"hidden\"\nuser_name = \"u\"",
            "line 1: the profile lab of huaweicloud has a key pair and a user",
        ),
        ("[profiles.lab.huaweicloud]\nuser_name = \"u\"\npassword = \"hidden\"", "has no domain_name"),
        ("[profiles.lab.bce]\nhidden-key-that-slipped-to-the-wrong-side = \"x\"", "has no field …"),
    ] {
        let folder = Folder::with(text);
        let error = folder.file().read().unwrap_err();
        let text_of_error = format!("{error} {error:?}");
        assert!(text_of_error.contains("the file ~/profiles.toml, line "), "{text}: {text_of_error}");
        assert!(text_of_error.contains(what), "{text}: {text_of_error}");
        assert!(!text_of_error.contains("hidden"), "{text_of_error}");
        assert_eq!(error.kind(), tingji::core::ErrorKind::Credentials);
        // An invalid file is neither ignored nor overwritten.
        let account = folder.environment(&[]).account(BCE, Some("lab"), None).unwrap_err();
        assert!(account.to_string().contains(what), "{account}");
        assert!(folder.environment(&[]).accounts(&Cloud::all()).is_err());
        assert!(folder.file().put(&profile("new", BCE, "n"), OnConflict::Replace).is_err());
        assert_eq!(folder.text(), text);
    }
}

/// Settings of UCloud's profile `work`, and their sources. Checks the key.
fn work_settings(environment: &Environment) -> (String, BTreeMap<&'static str, String>) {
    let account = environment.account(UCLOUD, Some("work"), None).unwrap();
    assert_eq!(account.credentials.credential().unwrap().access_key(), "k");
    assert!(!format!("{account:?}").contains("hidden"));
    let values = [&account.region, &account.zone, &account.project_id, &account.endpoint];
    let values = values.map(|value| value.clone().unwrap_or_default());
    let origins = account.origins.into_iter().map(|(field, origin)| (field, origin.to_string()));
    (values.join(" "), origins.collect())
}

#[test]
fn profile_settings_reach_the_account_with_origins() {
    let text = "[profiles.work.ucloud]\npublic_key = \"k\"\nprivate_key = \"hidden\"\nregion = \"cn-sh2\"\n\
                zone = \"cn-sh2-02\"\nproject_id = \"org-1\"\nendpoint = \"http://127.0.0.1:1\"\n";
    let folder = Folder::with(text);
    let (values, origins) = work_settings(&folder.environment(&[]));
    assert_eq!(values, "cn-sh2 cn-sh2-02 org-1 http://127.0.0.1:1");
    assert!(origins.len() == 5 && origins.values().all(|from| from == "file ~/profiles.toml [work.ucloud]"));
    // A profile's settings override variables, except for `TINGJI_ENDPOINT`.
    let (values, origins) = work_settings(&folder.environment(&[
        ("UCLOUD_REGION", "cn-bj2"),
        ("WORK_UCLOUD_PUBLIC_KEY", "other"),
        ("WORK_UCLOUD_PROJECT_ID", "org-2"),
        ("TINGJI_ENDPOINT", "http://127.0.0.1:2"),
    ]));
    assert_eq!(values, "cn-sh2 cn-sh2-02 org-1 http://127.0.0.1:2");
    assert_eq!(origins["endpoint"], "variable TINGJI_ENDPOINT");
    let account = folder.environment(&[]).account(UCLOUD, Some("work"), Some("cn-gd")).unwrap();
    assert_eq!(account.region.as_deref(), Some("cn-gd"));
}

/// Access key and region of the default Baidu account; `-` for no region.
fn default_account(environment: &Environment) -> String {
    let account = environment.account(BCE, None, None).unwrap();
    let pair = account.credentials.credential().unwrap();
    format!("{} {}", pair.access_key(), account.region.as_deref().unwrap_or("-"))
}

#[test]
fn default_account_follows_the_source_order() {
    let ours =
        "[profiles.default.bce]\naccess_key_id = \"ours\"\nsecret_access_key = \"hidden\"\nregion = \"gz\"\n";
    let folder = Folder::with(ours);
    fs::create_dir(folder.0.path().join(".bce")).unwrap();
    let vendor =
        r#"{"profiles": [{"name": "default", "access_key_id": "theirs", "secret_access_key": "hidden"}]}"#;
    fs::write(folder.0.path().join(".bce/config.json"), vendor).unwrap();
    assert_eq!(default_account(&folder.environment(&[])), "ours gz");
    assert_eq!(default_account(&folder.environment(&[("BCE_REGION", "su")])), "ours su");
    let variables = [("BCE_ACCESS_KEY_ID", "set"), ("BCE_SECRET_ACCESS_KEY", "hidden")];
    assert_eq!(default_account(&folder.environment(&variables)), "set -");
    fs::remove_file(folder.path()).unwrap();
    assert_eq!(default_account(&folder.environment(&[])), "theirs -");
}

fn bce_profile(name: &str, key: &str, settings: &str) -> String {
    format!("[profiles.{name}.bce]\naccess_key_id = \"{key}\"\nsecret_access_key = \"hidden\"\n{settings}\n")
}

#[test]
fn equal_accounts_are_listed_once() {
    let all = [
        bce_profile("default", "a", ""),
        bce_profile("again", "a", "region = \"bj\""),
        bce_profile("elsewhere", "a", "region = \"gz\""),
        bce_profile("other", "b", ""),
    ];
    let folder = Folder::with(&all.concat());
    let accounts = folder.environment(&[]).accounts(&Cloud::all()).unwrap();
    let names: Vec<_> = accounts.iter().map(|(_, name)| name.as_deref().unwrap_or("-")).collect();
    assert_eq!(names, ["-", "elsewhere", "other"]);
    assert!(folder.environment(&[]).accounts(&[UCLOUD]).unwrap().is_empty());
}

#[test]
fn named_profile_file_must_exist_for_reading_only() {
    let folder = Folder::new();
    let environment = folder.environment(&[("TINGJI_CONFIG", "~/given/accounts.toml")]);
    let error = environment.accounts(&Cloud::all()).unwrap_err();
    assert_eq!(error.to_string(), "the file ~/given/accounts.toml that TINGJI_CONFIG names does not exist");
    let file = environment.profile_file().unwrap();
    file.put(&profile("work", BCE, "k"), OnConflict::Keep).unwrap();
    assert_eq!(environment.accounts(&Cloud::all()).unwrap(), [(BCE, Some("work".to_owned()))]);
    assert!(folder.0.path().join("given/accounts.toml").exists());
    assert!(Environment::new(|_| None).profile_file().is_err());
}

#[cfg(unix)]
fn mode(path: &std::path::Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions()) & 0o777
}

#[cfg(unix)]
#[test]
fn file_and_folder_are_private_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new();
    let file = folder.0.path().join("a/b/profiles.toml");
    let environment = folder.environment(&[]).with_profiles(Some(file.clone()));
    environment.profile_file().unwrap().put(&profile("x", BCE, "k"), OnConflict::Keep).unwrap();
    assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
    // A file that others can read becomes private when it is written.
    fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
    assert!(environment.profile_file().unwrap().warning().unwrap().to_string().contains("chmod 600"));
    environment.profile_file().unwrap().put(&profile("y", BCE, "k"), OnConflict::Keep).unwrap();
    assert_eq!(mode(&file), 0o600);
    // A symbolic link is kept, even if its target does not exist.
    let link = folder.path();
    symlink("a/b/profiles.toml", &link).unwrap();
    folder.file().put(&profile("z", BCE, "k"), OnConflict::Keep).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(environment.profiles().unwrap().len(), 3);
    fs::remove_file(&file).unwrap();
    folder.file().put(&profile("z", BCE, "k"), OnConflict::Keep).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink() && file.exists());
    let leftovers = fs::read_dir(file.parent().unwrap()).unwrap().count();
    assert_eq!(leftovers, 2, "the file and its lock");
}

#[test]
fn concurrent_writers_lose_no_entry() {
    let folder = Folder::with(WRITTEN);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let file = folder.file();
            scope.spawn(move || {
                for at in 0..5 {
                    let new = profile(&format!("w{writer}-{at}"), Cloud::all()[at], "k");
                    assert_eq!(file.put(&new, OnConflict::Keep).unwrap(), PutOutcome::Added);
                }
            });
        }
    });
    let profiles = folder.file().read().unwrap();
    assert_eq!(profiles.len(), 2 + 4 * 5);
    assert!(folder.text().contains("# The end."));
}

/// Random changes: a name, a cloud, and a key to set, or `None` to remove the profile.
fn steps() -> impl Strategy<Value = Vec<(usize, usize, Option<u8>)>> {
    proptest::collection::vec((0..3_usize, 0..5_usize, proptest::option::of(0..4_u8)), 1..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changes_preserve_comments_and_other_entries(steps in steps()) {
        let folder = Folder::with(WRITTEN);
        let mut expected: BTreeMap<(String, Cloud), Profile> = folder
            .file().read().unwrap().into_iter()
            .map(|profile| ((profile.name().to_owned(), profile.cloud()), profile)).collect();
        for (name, cloud, key) in steps {
            // Two new names, and one that exists for another cloud.
            let name = ["one", "two-2", "work"][name];
            let cloud = Cloud::all()[cloud];
            if (name, cloud) == ("work", COMPSHARE) {
                continue;
            }
            let at = (name.to_owned(), cloud);
            match key {
                Some(key) => {
                    let new = profile(name, cloud, &key.to_string());
                    folder.file().put(&new, OnConflict::Replace).unwrap();
                    expected.insert(at, new);
                }
                None => prop_assert_eq!(folder.file().remove(name, cloud).unwrap(), expected.remove(&at).is_some()),
            }
            let mut there = folder.file().read().unwrap();
            there.sort_by(|a, b| (a.name(), a.cloud()).cmp(&(b.name(), b.cloud())));
            prop_assert_eq!(there, expected.values().cloned().collect::<Vec<_>>());
            let text = folder.text();
            for line in WRITTEN.lines() {
                prop_assert!(text.contains(line), "{} is lost: {}", line, text);
            }
        }
    }

    #[test]
    fn parser_never_panics_or_quotes_values(text in "[a-z\\[\\]\\.='\" \n{}#é]{0,60}") {
        let folder = Folder::with(&text);
        let _ = folder.file().read();
        let long = Folder::with(&format!("{text}\n[profiles.x.bce]\naccess_key_id = \"hidden\"\n"));
        if let Err(error) = long.file().read() {
            prop_assert!(!error.to_string().contains("hidden"), "{}", error);
        }
    }
}
