//! Which instances a command is about: by conditions, ids, lines of standard input.

use insta::assert_snapshot;
use tingji_sandbox::Cloud;

use crate::support::Clouds;

#[test]
fn list_filters_sorts_and_limits_columns() {
    let clouds = Clouds::new();
    let run = clouds.tingji("list --filter gpu~A100 --columns cloud,id,gpus,name --sort -name");
    assert_snapshot!("list_filter", run.to_string());
    let run = clouds.tingji("list --state running --name *-a10 --cloud bce --cloud volcengine -o name");
    assert_eq!(
        run.stdout,
        "bce/bj/i-DemoPrepd\nvolcengine/cn-beijing/i-demo0gni2a10train\nvolcengine/cn-beijing/i-demo0gni2a10month\n",
        "{run}"
    );
    let run = clouds.tingji("list --filter gpus>1 --sort gpus -o name");
    assert_eq!(run.stdout.lines().count(), 2, "{run}");
}

#[test]
fn list_supports_every_output_format() {
    let clouds = Clouds::new();
    for form in ["wide", "ndjson", "yaml", "csv", "name"] {
        let run = clouds.tingji(&format!("list --cloud compshare --sort id -o {form}"));
        assert_snapshot!(format!("list_{form}"), run.to_string());
    }
}

#[test]
fn selected_instances_are_stopped_and_no_others() {
    let clouds = Clouds::new();
    let run = clouds.tingji("stop --yes --filter cloud=bce --name *v100 --poll-interval 20ms -o json");
    assert_eq!((run.code, run.outcomes()), (0, vec!["stopped".to_owned()]), "{run}");
    assert_eq!(clouds.sandbox.requests().iter().filter(|seen| seen.effect).count(), 1);
    assert_eq!(clouds.state(Cloud::Bce, "i-DemoV100"), "Stopped");
}

#[test]
fn all_covers_the_named_clouds_and_needs_confirmation() {
    let clouds = Clouds::new();
    clouds
        .tingji("stop --all --cloud bce")
        .fails(2, "no terminal to confirm on; to stop 3 instances, add --yes");
    let run = clouds.tingji("stop --all --cloud bce --yes --poll-interval 20ms -o name");
    assert_eq!((run.code, run.stdout.lines().count()), (0, 3), "{run}");
    assert!(clouds.sandbox.requests().iter().filter(|seen| seen.effect).all(|seen| seen.cloud == Cloud::Bce));
}

#[test]
fn empty_selection_stops_nothing_and_says_so() {
    let clouds = Clouds::new();
    let run = clouds.tingji("stop --name nobody-*");
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("no instances match"), "{run}");
    assert!(clouds.sandbox.requests().iter().all(|seen| !seen.effect));
}

#[test]
fn unlistable_cloud_is_reported_and_the_rest_runs() {
    let clouds = Clouds::new().set("BCE_SECRET_ACCESS_KEY", Some("wrong"));
    let run = clouds.tingji("stop --yes --filter gpu~V100 --name *a10 --poll-interval 20ms");
    run.fails(6, "can't list bce: ").fails(6, "no instances match");
    assert_eq!(run.stdout, "");
    let run = clouds.tingji("stop --yes --name train-a10 --poll-interval 20ms -o name");
    assert_eq!((run.code, run.stdout.as_str()), (6, "volcengine/cn-beijing/i-demo0gni2a10train\n"), "{run}");
}

#[test]
fn targets_are_read_from_standard_input() {
    let clouds = Clouds::new();
    let lines = "bce/bj/i-DemoV100\n\n# a comment\nuhost-demo4090  and what a table has beside it\n";
    let run = clouds.tingji_reading("stop --yes --poll-interval 20ms -o json -", lines);
    assert_eq!((run.code, run.outcomes()), (0, vec!["stopped".to_owned(); 2]), "{run}");
    clouds.tingji_reading("stop --yes -", "\n").fails(2, "no targets on standard input");
    clouds.tingji_reading("stop --yes -", "azure/i-1\n").fails(2, "\"azure\" is not a cloud");
}

#[test]
fn bare_id_resolves_by_shape_and_is_never_guessed() {
    let clouds = Clouds::new();
    let run =
        clouds.tingji("get uhost-demo4090 62383738-e52a-450a-9f84-f9e705402be8 uaiservice-demo1 -o name");
    let found: Vec<_> = run.stdout.lines().collect();
    assert_eq!(
        found,
        [
            "compshare/cn-wlcb/uhost-demo4090",
            "huaweicloud/cn-north-4/62383738-e52a-450a-9f84-f9e705402be8",
            "ucloud/cn-bj2/uaiservice-demo1"
        ]
    );
    let two = "i-1 matches several clouds; use bce/i-1 or volcengine/i-1";
    clouds.tingji("stop i-1").fails(2, two);
    let one = Clouds::new().set("BCE_ACCESS_KEY_ID", None).set("BCE_SECRET_ACCESS_KEY", None);
    one.tingji("get i-demo0g3icpu -o name").fails(0, "");
    clouds
        .tingji("stop somebody")
        .fails(2, "no cloud uses ids like \"somebody\"; use CLOUD/ID, or --name somebody");
    let none = Clouds::new().set("COMPSHARE_PUBLIC_KEY", None).set("COMPSHARE_PRIVATE_KEY", None);
    none.tingji("stop uhost-1").fails(4, "no credentials for compshare/uhost-1");
}

#[test]
fn targets_and_conditions_cannot_be_mixed() {
    let clouds = Clouds::new();
    for mixed in ["--name x", "--cloud bce", "--filter spot=yes", "--profile work", "--state running"] {
        let run = clouds.tingji(&format!("stop bce/i-DemoV100 {mixed}"));
        run.fails(2, "use either targets or conditions that select instances, not both");
    }
    clouds.tingji("stop bce/i-DemoV100 --all").fails(2, "cannot be used with");
    clouds.tingji("stop").fails(2, "no instances given; name targets, or select instances with --name");
    clouds.tingji("list --filter colour=red").fails(2, "\"colour\" is not a field");
    assert!(clouds.sandbox.requests().is_empty());
}
