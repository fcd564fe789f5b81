//! Answers that are no answer at all: other servers' pages, damaged text, statuses of every kind.

use bytes::Bytes;
use tingji_core::ErrorKind;
use tingji_core::operation::HttpResponse;
use tingji_tests::peer::reply;

use super::{CLOUDS, Met};

/// What makes the answer of a cloud.
type Made = fn(&str) -> HttpResponse;

fn ok(body: impl Into<Bytes>) -> HttpResponse {
    reply(200, body)
}

#[test]
fn what_is_no_json_of_the_cloud_is_an_error() {
    let cases: [(&str, Made); 14] = [
        ("lists a hundred thousand deep", |_| ok("[".repeat(100_000))),
        ("objects a hundred thousand deep", |_| ok("{\"a\":".repeat(100_000))),
        ("closed lists a hundred thousand deep", |_| ok(["[".repeat(100_000), "]".repeat(100_000)].concat())),
        ("invalid UTF-8", |_| ok(&b"{\"RetCode\":0,\"x\":\"\xff\xfe\"}"[..])),
        ("UTF-16", |_| ok(&b"\xff\xfe{\0}\0"[..])),
        ("a byte order mark", |_| ok("\u{feff}{\"RetCode\":0}")),
        ("a lone surrogate", |_| ok(r#"{"RetCode":0,"x":"\ud800"}"#)),
        ("a NUL byte", |_| ok("{\"RetCode\":0}\0")),
        ("a number beyond all", |_| ok(r#"{"RetCode":0,"TotalCount":1e400}"#)),
        ("two objects", |_| ok("{}{}")),
        ("a single text of 7 MiB", |_| ok(format!("\"{}\"", "x".repeat(7 << 20)))),
        ("a page of HTML", |_| ok("<html><body>OK</body></html>")),
        ("blanks", |_| ok(" ".repeat(1000))),
        ("a truth value", |_| ok("true")),
    ];
    for (what, made) in cases {
        Met::each(what, made, |what, met| met.is_refused(what));
    }
}

#[test]
fn mebibytes_of_the_smallest_values_are_not_read() {
    for small in ["{},", "[],", "0,", "{\"a\":0},"] {
        let rows = format!("[{}0]", small.repeat((3 << 20) / small.len()));
        for cloud in CLOUDS {
            let met = Met::with(cloud, ok(super::page(cloud, &rows, "")));
            let error = met.list.as_ref().unwrap_err();
            assert!(error.to_string().contains("more than 500000 values"), "{cloud}: {error}");
            assert!(met.found.is_err(), "{cloud}");
        }
    }
}

#[test]
fn a_list_of_a_hundred_thousand_rows_is_not_read() {
    for cloud in CLOUDS {
        let row = super::row(cloud, "i-1", "");
        let rows = format!("[{}{row}]", format!("{row},").repeat(100_000));
        let met = Met::with(cloud, ok(super::page(cloud, &rows, "")));
        for error in [met.list.unwrap_err(), met.found.unwrap_err()] {
            assert!(error.to_string().contains("more than 50000 rows"), "{cloud}: {error}");
        }
    }
}

#[test]
fn no_status_makes_a_success_of_a_body_that_is_none() {
    for body in ["", "<html>all is well</html>", "null", "[]", "\"OK\"", "0"] {
        // Those two are what gateways send; the others need not be tried with every status.
        let step = if body.is_empty() || body.starts_with('<') { 1 } else { 33 };
        for status in (100..=599).step_by(step).chain([204, 599]) {
            for cloud in CLOUDS {
                let met = Met::with(cloud, reply(status, body));
                let what = format!("{status} {body:?}, {cloud}");
                assert!(met.list.is_err(), "{what}: {:?}", met.list);
                assert!(met.found.is_err(), "{what}: {:?}", met.found);
                // Baidu documents no body for a stop: an empty one, or null, is all there is to see.
                let documented = cloud == "bce" && status / 100 == 2 && ["", "null"].contains(&body);
                assert_eq!(met.stop.is_ok(), documented, "{what}: {:?}", met.stop);
            }
        }
    }
}

#[test]
fn no_foreign_page_means_that_an_instance_is_not_there() {
    for status in [200, 301, 403, 404, 410, 502] {
        for body in ["", "<html>Not Found</html>", r#"{"message":"no Route matched"}"#, r#"{"error":"x"}"#] {
            for cloud in CLOUDS {
                let met = Met::with(cloud, reply(status, body));
                let error = met.found.unwrap_err();
                assert_ne!(error.kind(), ErrorKind::NotFound, "{status} {body}, {cloud}: {error}");
            }
        }
    }
}

#[test]
fn an_error_that_comes_with_a_success_is_an_error() {
    let told = |cloud: &str| match cloud {
        "bce" => r#"{"code":"AccessDenied","message":"no","requestId":"r"}"#,
        "compshare" | "ucloud" => r#"{"RetCode":171,"Message":"Signature VerifyAC Error"}"#,
        "huaweicloud" => r#"{"error_code":"ModelArts.0203","error_msg":"no"}"#,
        _ => r#"{"ResponseMetadata":{"Error":{"Code":"AccessDenied","Message":"no"}}}"#,
    };
    for cloud in CLOUDS {
        Met::with(cloud, reply(200, told(cloud))).is_refused(cloud);
    }
}
