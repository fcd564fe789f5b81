//! Responses that are not the cloud's own: pages of other servers, malformed text, statuses of every kind.

use bytes::Bytes;
use tingji_core::ErrorKind;
use tingji_core::operation::HttpResponse;
use tingji_tests::fake_server::response;

use super::{CLOUDS, ClientResults};

/// Builds the response of a cloud.
type BuildResponse = fn(&str) -> HttpResponse;

fn ok(body: impl Into<Bytes>) -> HttpResponse {
    response(200, body)
}

#[test]
fn malformed_json_is_an_error() {
    let cases: [(&str, BuildResponse); 14] = [
        ("lists nested 100,000 times", |_| ok("[".repeat(100_000))),
        ("objects nested 100,000 times", |_| ok("{\"a\":".repeat(100_000))),
        ("closed lists nested 100,000 times", |_| ok(["[".repeat(100_000), "]".repeat(100_000)].concat())),
        ("invalid UTF-8", |_| ok(&b"{\"RetCode\":0,\"x\":\"\xff\xfe\"}"[..])),
        ("UTF-16", |_| ok(&b"\xff\xfe{\0}\0"[..])),
        ("a byte order mark", |_| ok("\u{feff}{\"RetCode\":0}")),
        ("a lone surrogate", |_| ok(r#"{"RetCode":0,"x":"\ud800"}"#)),
        ("a NUL byte", |_| ok("{\"RetCode\":0}\0")),
        ("a number beyond `f64`", |_| ok(r#"{"RetCode":0,"TotalCount":1e400}"#)),
        ("two objects", |_| ok("{}{}")),
        ("a single text of 7 MiB", |_| ok(format!("\"{}\"", "x".repeat(7 << 20)))),
        ("a page of HTML", |_| ok("<html><body>OK</body></html>")),
        ("blanks", |_| ok(" ".repeat(1000))),
        ("a boolean", |_| ok("true")),
    ];
    for (what, build) in cases {
        ClientResults::check_each(what, build, |what, results| results.assert_errors(what));
    }
}

#[test]
fn too_many_json_values_are_rejected() {
    for small in ["{},", "[],", "0,", "{\"a\":0},"] {
        let rows = format!("[{}0]", small.repeat((3 << 20) / small.len()));
        for cloud in CLOUDS {
            let results = ClientResults::of(cloud, ok(super::page(cloud, &rows, "")));
            let error = results.list.as_ref().unwrap_err();
            assert!(error.to_string().contains("more than 500000 values"), "{cloud}: {error}");
            assert!(results.lookup.is_err(), "{cloud}");
        }
    }
}

#[test]
fn page_of_100000_rows_is_rejected() {
    for cloud in CLOUDS {
        let row = super::row(cloud, "i-1", "");
        let rows = format!("[{}{row}]", format!("{row},").repeat(100_000));
        let results = ClientResults::of(cloud, ok(super::page(cloud, &rows, "")));
        for error in [results.list.unwrap_err(), results.lookup.unwrap_err()] {
            assert!(error.to_string().contains("more than 50000 rows"), "{cloud}: {error}");
        }
    }
}

#[test]
fn body_of_another_server_is_an_error_with_any_status() {
    for body in ["", "<html>all is well</html>", "null", "[]", "\"OK\"", "0"] {
        // Gateways send the first two bodies. The others are tried with some statuses only.
        let step = if body.is_empty() || body.starts_with('<') { 1 } else { 33 };
        for status in (100..=599).step_by(step).chain([204, 599]) {
            for cloud in CLOUDS {
                let results = ClientResults::of(cloud, response(status, body));
                let what = format!("{status} {body:?}, {cloud}");
                assert!(results.list.is_err(), "{what}: {:?}", results.list);
                assert!(results.lookup.is_err(), "{what}: {:?}", results.lookup);
                // Baidu documents no body for a stop, so that an empty body and `null` are a success.
                let documented = cloud == "bce" && status / 100 == 2 && ["", "null"].contains(&body);
                assert_eq!(results.stop.is_ok(), documented, "{what}: {:?}", results.stop);
            }
        }
    }
}

#[test]
fn body_of_another_server_is_never_not_found() {
    for status in [200, 301, 403, 404, 410, 502] {
        for body in ["", "<html>Not Found</html>", r#"{"message":"no Route matched"}"#, r#"{"error":"x"}"#] {
            for cloud in CLOUDS {
                let results = ClientResults::of(cloud, response(status, body));
                let error = results.lookup.unwrap_err();
                assert_ne!(error.kind(), ErrorKind::NotFound, "{status} {body}, {cloud}: {error}");
            }
        }
    }
}

#[test]
fn error_body_with_success_status_is_an_error() {
    for cloud in CLOUDS {
        let body = match cloud {
            "bce" => r#"{"code":"AccessDenied","message":"no","requestId":"r"}"#,
            "compshare" | "ucloud" => r#"{"RetCode":171,"Message":"Signature VerifyAC Error"}"#,
            "huaweicloud" => r#"{"error_code":"ModelArts.0203","error_msg":"no"}"#,
            _ => r#"{"ResponseMetadata":{"Error":{"Code":"AccessDenied","Message":"no"}}}"#,
        };
        ClientResults::of(cloud, response(200, body)).assert_errors(cloud);
    }
}
