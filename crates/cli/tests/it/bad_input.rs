//! Mistakes of users: one clear line on standard error, the right exit code, no secret.

use std::io::{Read, Write};
use std::net::TcpListener;

use crate::support::{Clouds, tingji};

#[test]
fn malformed_targets_and_options_are_usage_errors() {
    for (arguments, text) in [
        ("stop azure/i-1", "is not a cloud: use one of ucloud, compshare, bce, volcengine, huaweicloud"),
        ("stop bce", "CLOUD[:PROFILE][/REGION]/ID[@VERSION]"),
        ("stop bce/bj/i-1?x=y", "is not an id"),
        ("stop bce/bj/i-1@2", "the instances of bce have no versions"),
        ("stop", "no instances given"),
        ("stop bce/i-1 --deadline soon", "invalid duration"),
        ("stop bce/i-1 --frobnicate", "unexpected argument"),
        ("list --cloud azure", "is not a cloud"),
        ("", "Usage"),
    ] {
        tingji(&[], arguments).fails(2, text);
    }
}

#[test]
fn empty_script_variable_selects_nothing() {
    let clouds = Clouds::new();
    for option in ["--region=", "--name=", "--state=", "--tag=", "--profile=", "--cloud=", "--filter="] {
        clouds.tingji(&format!("stop --all --cloud compshare --yes {option}")).fails(2, &option[..4]);
        clouds.tingji(&format!("list {option}")).fails(2, &option[..4]);
    }
    assert!(clouds.sandbox.requests().is_empty());
}

#[test]
fn missing_variable_is_named() {
    let clouds = Clouds::new().set("BCE_SECRET_ACCESS_KEY", None);
    clouds.tingji("stop bce/i-DemoV100").fails(4, "BCE_SECRET_ACCESS_KEY is not set");
    clouds.tingji("stop bce:work/i-DemoV100").fails(4, "WORK_BCE_ACCESS_KEY_ID is not set");
}

#[test]
fn wrong_and_unknown_keys_exit_4_on_every_cloud() {
    for (secret, access, target) in [
        ("UCLOUD_PRIVATE_KEY", "UCLOUD_PUBLIC_KEY", "ucloud/uaiservice-demo1"),
        ("COMPSHARE_PRIVATE_KEY", "COMPSHARE_PUBLIC_KEY", "compshare/uhost-demo4090"),
        ("BCE_SECRET_ACCESS_KEY", "BCE_ACCESS_KEY_ID", "bce/i-DemoV100"),
        ("VOLCENGINE_SECRET_KEY", "VOLCENGINE_ACCESS_KEY", "volcengine/i-demo0gni2a10train"),
        ("HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_AK", "huaweicloud/62383738-e52a-450a-9f84-f9e705402be8"),
    ] {
        for name in [secret, access] {
            let run = Clouds::new()
                .set(name, Some("utterly-wrong-value"))
                .tingji(&format!("stop {target} -o json"));
            run.fails(4, "failed: ");
            let advice = run.stderr.rsplit("; ").next().unwrap_or_default().to_lowercase();
            assert!(["key", "_sk", "_ak"].iter().any(|word| advice.contains(word)), "{run}");
            assert_eq!(run.outcomes(), ["failed"], "{run}");
            let shown = format!("{}{}", run.stdout, run.stderr);
            assert!(name == access || !shown.contains("utterly-wrong-value"), "{shown}");
        }
    }
}

#[test]
fn unknown_ids_exit_with_5_on_every_cloud() {
    let clouds = Clouds::new();
    for target in [
        "ucloud/uaiservice-nobody",
        "ucloud/uaiservice-nobody@1-1",
        "ucloud/uaiservice-demo1@9-9",
        "compshare/uhost-nobody",
        "bce/i-nobody",
        "volcengine/i-nobody",
        "volcengine/cn-shanghai/i-demo0gni2a10train",
        "huaweicloud/62383738-e52a-450a-9f84-000000000000",
    ] {
        let run = clouds.tingji(&format!("stop {target} -o json"));
        run.fails(5, "`tingji list` shows the existing instances");
        assert_eq!(run.outcomes(), ["not-found"], "{run}");
    }
}

#[test]
fn invalid_or_unsafe_endpoint_is_a_usage_error() {
    let with =
        |endpoint: &str| Clouds::new().set("TINGJI_ENDPOINT", Some(endpoint)).tingji("stop bce/i-DemoV100");
    with("not a url").fails(2, "is not a URL");
    with("http://bcc.bj.baidubce.com").fails(2, "use https://");
    with("ftp://127.0.0.1").fails(2, "neither https:// nor http://");
}

#[test]
fn unreachable_endpoint_exits_9() {
    // A port below 1024 is not assigned at random, unlike a port that was free a moment ago.
    let clouds = Clouds::new().set("TINGJI_BCE_ENDPOINT", Some("http://127.0.0.1:1"));
    let run = clouds.tingji("stop bce/i-DemoV100");
    run.fails(9, "no connection").fails(9, "check the network and the endpoint");
}

/// Serves these bytes on every connection.
fn answering(bytes: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut socket in listener.incoming().flatten() {
            let _ = socket.read(&mut [0; 4096]);
            let _ = socket.write_all(bytes);
        }
    });
    format!("http://{address}")
}

#[test]
fn foreign_server_response_is_never_success() {
    for (bytes, code, text) in [
        (&b"SSH-2.0-OpenSSH_9.2\r\n"[..], 9, "not HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 1, "not this API's JSON"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 1, "the answer"),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot found", 1, "not this API's JSON"),
        (
            b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
            1,
            "never followed",
        ),
    ] {
        for target in [
            "ucloud/uaiservice-demo1",
            "compshare/uhost-demo4090",
            "bce/i-DemoV100",
            "volcengine/i-demo0gni2a10train",
            "huaweicloud/62383738-e52a-450a-9f84-f9e705402be8",
        ] {
            let clouds = Clouds::new().set("TINGJI_ENDPOINT", Some(&answering(bytes)));
            let run = clouds.tingji(&format!("stop {target} -o json --poll-interval 10ms"));
            run.fails(code, text);
            assert_eq!(run.outcomes(), ["failed"], "{run}");
        }
    }
}

#[test]
fn invalid_scenario_or_address_is_reported() {
    tingji(&[], "sandbox serve --scenario no-such-file.json").fails(2, "no-such-file.json");
    tingji(&[], "sandbox serve --listen 0.0.0.0:0").fails(2, "loopback");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "{\"instances\": [{\"cloud\": \"bce\"}]}").unwrap();
    tingji(&[], &format!("sandbox serve --scenario {}", file.path().display())).fails(2, "instances[0]");
}

#[test]
fn missing_root_certificates_use_the_bundled_ones() {
    let clouds = Clouds::new()
        .set("SSL_CERT_FILE", Some("/dev/null"))
        .set("SSL_CERT_DIR", Some("/dev/null"))
        .set("TINGJI_BCE_ENDPOINT", Some("https://127.0.0.1:9"));
    let run = clouds.tingji("list --cloud bce");
    run.fails(9, "no connection");
}
