use insta::assert_snapshot;

use crate::support::Clouds;

#[test]
fn every_cloud_with_credentials_is_listed() {
    assert_snapshot!("list", Clouds::new().tingji("list").to_string());
}

#[test]
fn json_rows_contain_a_usable_target() {
    let run = Clouds::new().tingji("list -o json");
    let json = run.json();
    assert_eq!((run.code, &json["schema_version"]), (0, &1.into()));
    let rows = json["instances"].as_array().unwrap();
    assert!(rows.len() >= 12 && json["errors"].as_array().unwrap().is_empty(), "{run}");
    let spot = rows.iter().find(|row| row["id"] == "uhost-demospot").unwrap();
    assert_eq!(spot["target"], "compshare/cn-sh2/uhost-demospot");
    assert_eq!((&spot["spot"], &spot["zone"]), (&true.into(), &"cn-sh2-02".into()));
}

#[test]
fn all_pages_of_each_cloud_are_listed() {
    let mut instances = Vec::new();
    for number in 0..230 {
        for (cloud, id) in [
            ("compshare", format!("uhost-{number}")),
            ("ucloud", format!("uaiservice-{number}")),
            ("bce", format!("i-{number}")),
            ("volcengine", format!("i-{number}")),
            ("huaweicloud", format!("62383738-e52a-450a-9f84-{number:012}")),
        ] {
            instances.push(format!(r#"{{"cloud": "{cloud}", "id": "{id}"}}"#));
        }
    }
    let clouds = Clouds::with(&format!(r#"{{"instances": [{}]}}"#, instances.join(",")));
    let run = clouds.tingji("list -o json");
    let json = run.json();
    let mut ids: Vec<_> =
        json["instances"].as_array().unwrap().iter().map(|row| row["target"].to_string()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 5 * 230, "{}", json["errors"]);
}

#[test]
fn failure_of_one_cloud_lists_the_others_and_exits_6() {
    let clouds = Clouds::new().set("BCE_SECRET_ACCESS_KEY", Some("wrong-secret"));
    let run = clouds.tingji("list");
    assert_snapshot!("list_partial", run.to_string());
    let json = clouds.tingji("list -o json").json();
    assert_eq!(json["errors"][0]["cloud"], "bce");
}

#[test]
fn failed_listing_prints_no_empty_table() {
    let clouds = Clouds::new().set("BCE_SECRET_ACCESS_KEY", Some("wrong-secret"));
    let run = clouds.tingji("list --cloud bce");
    run.fails(4, "can't list bce");
    assert_eq!(run.stdout, "");
    // A cloud without instances prints an empty table.
    let run = clouds.tingji("list --cloud volcengine --name nobody");
    assert!(run.code == 0 && run.stdout.lines().count() == 1, "{run}");
}

#[test]
fn single_cloud_can_be_selected() {
    let run = Clouds::new().tingji("list --cloud volcengine");
    assert!(
        run.code == 0 && run.stdout.lines().skip(1).all(|line| line.trim_start().starts_with("volcengine")),
        "{run}"
    );
}

#[test]
fn missing_credentials_name_the_variables() {
    crate::support::tingji(&[], "list")
        .fails(4, "UCLOUD_PUBLIC_KEY and UCLOUD_PRIVATE_KEY, or COMPSHARE_PUBLIC_KEY");
}

#[test]
fn vendor_text_cannot_control_the_terminal() {
    let clouds = Clouds::with(
        r#"{"instances": [{"cloud": "bce", "id": "i-1", "region": "bj", "gpu": "\u001b[1A", "gpu_count": 1,
            "name": "\u001b]0;owned\u0007\u001b[2J\nbce  bj  i-2", "state": "\u001b[31m\u202eStopped"}]}"#,
    );
    for command in ["list --cloud bce", "stop bce/bj/i-1 --deadline 1s"] {
        let run = clouds.tingji(command);
        let text = format!("{}{}", run.stdout, run.stderr);
        assert!(!text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text:?}");
        assert!(text.contains("Stopped"), "{text:?}");
        // A name cannot imitate another row.
        assert!(!run.stdout.lines().any(|line| line.starts_with("bce  bj  i-2")), "{text:?}");
    }
}
