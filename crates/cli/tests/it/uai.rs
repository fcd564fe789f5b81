//! `tingji uai stop` in place of the vendor's `uai_tool.py stop`.

use insta::assert_snapshot;
use tingji_sandbox::Cloud;

use crate::support::{Clouds, Run};

const ID: &str = "uaiservice-demo1";

/// Runs the tool without UCloud's variables and with its keys on the command line.
fn tool(options: &str) -> (Clouds, Run) {
    let clouds = Clouds::new();
    let keys = (clouds.variable("UCLOUD_PUBLIC_KEY"), clouds.variable("UCLOUD_PRIVATE_KEY"));
    let clouds = clouds.set("UCLOUD_PUBLIC_KEY", None).set("UCLOUD_PRIVATE_KEY", None);
    let options = options.replace("PUBLIC_KEY", &keys.0).replace("PRIVATE_KEY", &keys.1);
    let run = clouds.tingji(&format!("uai stop {options}"));
    let shown = format!("{}{}", run.stdout, run.stderr);
    assert!(!shown.contains(&keys.1), "the private key is shown");
    (clouds, run)
}

fn actions(clouds: &Clouds) -> Vec<String> {
    clouds.sandbox.requests().iter().map(|seen| seen.action.clone()).collect()
}

/// The output on the vendor's page.
const SUCCESS: &str = "StopUAIService Success:\n{\n\nMessage : \"\"\nRetCode : 0\n}\n";

#[test]
fn service_stops_with_one_request_and_vendor_output() {
    for options in [
        "--public_key PUBLIC_KEY --private_key PRIVATE_KEY --service_id uaiservice-demo1",
        "--public_key=PUBLIC_KEY --private_key=PRIVATE_KEY --service_id=uaiservice-demo1",
        "--service-id=uaiservice-demo1 --private-key PRIVATE_KEY --public-key PUBLIC_KEY --region cn-bj2 --zone cn-bj2-04",
    ] {
        let (clouds, run) = tool(options);
        assert_eq!((run.code, run.stdout.as_str()), (0, SUCCESS), "{}", run.stderr);
        assert_eq!(actions(&clouds), ["StopUAIService"], "no other request");
        assert_eq!(clouds.sandbox.effects(Cloud::Ucloud, ID), 1);
    }
}

#[test]
fn single_version_stops_with_one_hint_on_stderr() {
    let (clouds, run) = tool(
        "--public_key=PUBLIC_KEY --private_key=PRIVATE_KEY --service_id=uaiservice-demo1 --srv_version=5-6",
    );
    assert_eq!((run.code, run.stdout.as_str()), (0, SUCCESS), "{}", run.stderr);
    assert_eq!(actions(&clouds), ["StopUAIService"]);
    assert_snapshot!("uai_stop_notices", run.stderr);
}

#[test]
fn keys_from_variables_print_no_hint() {
    let clouds = Clouds::new();
    let run = clouds.tingji("uai stop --service_id uaiservice-demo1 -o json");
    assert_eq!(run.code, 0, "{run}");
    let json = run.json();
    assert_eq!((&json["action"], &json["ret_code"]), (&"StopUAIService".into(), &0.into()));
    assert_eq!(json["outcome"], "unconfirmed");
    assert!(!run.stderr.contains("private_key"), "{run}");
}

#[test]
fn wait_option_confirms_and_sends_one_stop() {
    let clouds = Clouds::new();
    let run = clouds.tingji("uai stop --service_id uaiservice-demo1 --wait --poll-interval 10ms");
    assert_eq!((run.code, run.stdout.as_str()), (0, SUCCESS), "{run}");
    assert_eq!(actions(&clouds).iter().filter(|action| *action == "StopUAIService").count(), 1);
    let again = clouds.tingji("uai stop --service_id uaiservice-demo1 --wait --poll-interval 10ms -o json");
    assert_eq!((again.code, &again.json()["outcome"]), (0, &"already-stopped".into()), "{again}");
    assert_eq!(actions(&clouds).iter().filter(|action| *action == "StopUAIService").count(), 1);
}

#[test]
fn failures_print_the_vendor_line_and_own_exit_codes() {
    let (_, run) = tool("--public_key PUBLIC_KEY --private_key utterly-wrong --service_id uaiservice-demo1");
    run.fails(4, "StopUAIService Fail: [171]Signature VerifyAC Error\n")
        .fails(4, "copy the private key again");
    assert!(!run.stderr.contains("utterly-wrong") && run.stdout.is_empty());
    let clouds = Clouds::new();
    clouds.tingji("uai stop --service_id uaiservice-nobody").fails(1, "StopUAIService Fail: [230]");
    clouds.tingji("uai stop --service_id uaiservice-nobody --wait").fails(5, "not-found");
}

#[test]
fn empty_values_are_refused_and_nothing_is_sent() {
    let clouds = Clouds::new();
    for (options, text) in [
        (
            "--service_id=uaiservice-demo1 --srv_version=",
            "--srv_version is empty, which would stop the whole service",
        ),
        ("--service_id=", "--service_id is empty"),
        ("--service_id=uaiservice-demo1 --public_key=", "--public_key is empty"),
        ("--service_id=a/b&c", "nothing was sent"),
        ("", "--service_id <SERVICE_ID>"),
        ("--service_id=x --privatekey=hunter2", "--privatekey"),
    ] {
        let run = clouds.tingji(&format!("uai stop {options}"));
        run.fails(2, text);
        assert!(!run.stderr.contains("hunter2"), "{run}");
    }
    assert_eq!(actions(&clouds), Vec::<String>::new());
    let clouds = clouds.set("UCLOUD_PRIVATE_KEY", None);
    clouds.tingji("uai stop --service_id=x").fails(4, "use --private_key, or set UCLOUD_PRIVATE_KEY");
}
