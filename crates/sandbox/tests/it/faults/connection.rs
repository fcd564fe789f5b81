//! Fault kinds as a client observes them on its connection.

use std::io::ErrorKind;
use std::time::Duration;

use serde_json::Value;
use tingji_sandbox::{Cloud, Fault, FaultKind, Framing, Sandbox, Truncation};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{code, five, is_untouched, last, list, state, stop};
use crate::client::{Call, NOW, Reply};

/// Sends a request and returns the received bytes, up to a limit, and the end of the connection.
async fn exchange(sandbox: &Sandbox, call: &Call, limit: u64) -> (Vec<u8>, Option<ErrorKind>) {
    let mut socket = TcpStream::connect(sandbox.endpoint().replace("http://", "")).await.unwrap();
    socket.write_all(&call.bytes()).await.unwrap();
    let mut bytes = Vec::new();
    let end = socket.take(limit).read_to_end(&mut bytes).await;
    (bytes, end.err().map(|error| error.kind()))
}

/// Applies a fault to a stop at Baidu, once before and once after the effect.
async fn both(fault: Fault) -> [(Sandbox, Reply); 2] {
    let fault = fault.on(Cloud::Bce).operation("stop");
    let mut replies = Vec::new();
    for (fault, takes_effect) in [(fault.clone().before_effect(), false), (fault.after_effect(), true)] {
        let sandbox = five(vec![fault]).await;
        let reply = stop(&sandbox, Cloud::Bce, "i-1").send(&sandbox).await;
        assert_eq!(is_untouched(&sandbox, Cloud::Bce), !takes_effect, "{reply:?}");
        assert_eq!(state(&sandbox, Cloud::Bce), if takes_effect { "Stopping" } else { "Running" });
        let seen = last(&sandbox);
        assert_eq!((seen.accepted, seen.effect), (takes_effect, takes_effect));
        assert!(seen.fault.is_some());
        assert_eq!((seen.status, seen.ids), (reply.status, vec!["i-1".to_owned()]));
        assert!(Cloud::ALL.iter().all(|&other| other == Cloud::Bce || is_untouched(&sandbox, other)));
        replies.push((sandbox, reply));
    }
    replies.try_into().unwrap()
}

#[tokio::test]
async fn reset_precedes_any_response_byte() {
    for (fault, end) in
        [(Fault::reset(), Some(ErrorKind::ConnectionReset)), (Fault::new(FaultKind::Close), None)]
    {
        both(fault.clone()).await;
        let sandbox = five(vec![fault]).await;
        let call = stop(&sandbox, Cloud::Bce, "i-1");
        assert_eq!(exchange(&sandbox, &call, u64::MAX).await, (Vec::new(), end));
    }
}

#[tokio::test]
async fn time_out_keeps_the_connection_open() {
    for (fault, expected) in [(Fault::time_out(), "Running"), (Fault::time_out().after_effect(), "Stopping")]
    {
        let sandbox = five(vec![fault]).await;
        let call = stop(&sandbox, Cloud::Bce, "i-1");
        let asking = exchange(&sandbox, &call, u64::MAX);
        let asking = tokio::time::timeout(Duration::from_millis(50), asking);
        assert!(asking.await.is_err());
        assert_eq!(state(&sandbox, Cloud::Bce), expected);
        assert_eq!((last(&sandbox).status, last(&sandbox).fault), (0, Some("time_out")));

        let address = sandbox.endpoint().replace("http://", "");
        let mut socket = TcpStream::connect(address).await.unwrap();
        socket.write_all(&call.bytes()).await.unwrap();
        while sandbox.requests().len() < 2 {
            tokio::task::yield_now().await;
        }
        drop(sandbox);
        let mut rest = Vec::new();
        let _ = socket.read_to_end(&mut rest).await;
        assert_eq!(rest, b"");
    }
}

#[tokio::test]
async fn latency_delays_the_response_only() {
    for fault in [Fault::latency(30), Fault::latency(30).after_effect()] {
        let after = fault == Fault::latency(30).after_effect();
        let sandbox = five(vec![fault.operation("stop")]).await;
        let call = stop(&sandbox, Cloud::Bce, "i-1");
        let early = tokio::time::timeout(Duration::from_millis(10), exchange(&sandbox, &call, u64::MAX));
        assert!(early.await.is_err());
        assert_eq!(is_untouched(&sandbox, Cloud::Bce), !after);
        let reply = stop(&sandbox, Cloud::Volcengine, "i-1").send(&sandbox).await;
        assert_eq!((reply.status, state(&sandbox, Cloud::Volcengine).as_str()), (200, "STOPPING"));
        assert_eq!(last(&sandbox).fault, Some("latency"));
    }
}

#[tokio::test]
async fn http_errors_occur_before_or_after_the_effect() {
    for status in [500, 502, 503, 504] {
        for (_, reply) in both(Fault::http(status)).await {
            assert_eq!((reply.status, reply.header("content-type")), (status, Some("text/plain")));
        }
    }
}

#[tokio::test]
async fn too_many_requests_can_set_retry_after() {
    for (_, reply) in both(Fault::too_many_requests(None)).await {
        assert_eq!((reply.status, reply.header("retry-after")), (429, None));
    }
    for (_, reply) in both(Fault::too_many_requests(Some(7))).await {
        assert_eq!((reply.status, reply.header("retry-after")), (429, Some("7")));
    }
    let dated = FaultKind::TooManyRequests { retry_after_s: Some(7), as_date: true };
    for (_, reply) in both(Fault::new(dated)).await {
        let expected = reply.header("date").unwrap().replace(":20 GMT", ":27 GMT");
        assert_eq!(reply.header("retry-after"), Some(expected.as_str()));
        assert_ne!(reply.header("date"), reply.header("retry-after"));
    }
}

#[tokio::test]
async fn throttling_uses_the_vendors_error() {
    let sandbox = five(vec![Fault::throttle()]).await;
    for (cloud, status, expected) in [
        (Cloud::Ucloud, 200, "153"),
        (Cloud::Compshare, 200, "153"),
        (Cloud::Bce, 429, "RequestLimitExceeded"),
        (Cloud::Volcengine, 429, "AccountFlowLimitExceeded"),
        (Cloud::Huaweicloud, 429, "APIGW.0308"),
    ] {
        let reply = stop(&sandbox, cloud, "i-1").send(&sandbox).await;
        assert_eq!((reply.status, code(cloud, &reply).as_str()), (status, expected));
        assert!(is_untouched(&sandbox, cloud));
        if cloud == Cloud::Huaweicloud {
            assert!(reply.at("/error_msg").as_str().unwrap().ends_with("limit:10,time:1 minute"));
        }
    }
}

#[tokio::test]
async fn refusal_uses_the_vendors_error_format() {
    for (cloud, given, expected) in [
        (Cloud::Compshare, "8095", "8095"),
        (Cloud::Bce, "Some.Code", "Some.Code"),
        (Cloud::Volcengine, "IdempotentProcessing", "IdempotentProcessing"),
        (Cloud::Huaweicloud, "ModelArts.0010", "ModelArts.0010"),
    ] {
        let sandbox = five(vec![Fault::refusal(cloud, 412, given, "as you like it")]).await;
        let reply = stop(&sandbox, cloud, "i-1").send(&sandbox).await;
        assert_eq!(reply.status, if cloud == Cloud::Compshare { 200 } else { 412 });
        assert_eq!(code(cloud, &reply), expected);
        assert!(reply.text.contains("as you like it"));
    }
}

#[tokio::test]
async fn html_page_replaces_json() {
    for status in [200, 502] {
        for (_, reply) in both(Fault::html(status)).await {
            assert_eq!(reply.status, status);
            assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
            assert!(reply.text.starts_with("<!DOCTYPE html>"));
        }
    }
}

#[tokio::test]
async fn truncation_ends_by_connection_or_length() {
    let whole = {
        let sandbox = five(Vec::new()).await;
        list(&sandbox, Cloud::Volcengine, "", 10).send(&sandbox).await.text.len()
    };
    for (cut, announced) in [(Truncation::Connection, whole), (Truncation::Json, whole / 2)] {
        let sandbox = five(vec![Fault::truncated(cut)]).await;
        let reply = list(&sandbox, Cloud::Volcengine, "", 10).send(&sandbox).await;
        assert_eq!((reply.status, reply.text.len()), (200, whole / 2));
        assert_eq!(reply.header("content-length").unwrap(), announced.to_string());
        assert!(serde_json::from_str::<Value>(&reply.text).is_err());
    }
    both(Fault::truncated(Truncation::Connection)).await;
    let sandbox = five(vec![Fault::truncated(Truncation::Connection)]).await;
    stop(&sandbox, Cloud::Bce, "i-1").send(&sandbox).await;
    assert!(!is_untouched(&sandbox, Cloud::Bce), "without a word it is after the effect");
}

#[tokio::test]
async fn oversized_body_is_announced_or_endless() {
    const MIB: u64 = 1 << 20;
    let sandbox = five(vec![Fault::oversized(Framing::ContentLength)]).await;
    let call = stop(&sandbox, Cloud::Bce, "i-1");
    let (bytes, _) = exchange(&sandbox, &call, u64::MAX).await;
    let head = String::from_utf8_lossy(&bytes[..300]);
    let length: u64 =
        head.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap().parse().unwrap();
    assert!(length > 8 * MIB);
    let body = bytes.len() - bytes.windows(4).position(|part| part == b"\r\n\r\n").unwrap() - 4;
    assert_eq!(body as u64, length);

    let sandbox = five(vec![Fault::oversized(Framing::Chunked)]).await;
    let (bytes, _) = exchange(&sandbox, &stop(&sandbox, Cloud::Bce, "i-1"), 9 * MIB).await;
    assert_eq!(bytes.len() as u64, 9 * MIB);
    assert!(String::from_utf8_lossy(&bytes[..300]).contains("transfer-encoding: chunked"));
}

#[tokio::test]
async fn followed_redirects_are_counted() {
    for status in [301, 302, 307, 308] {
        for (sandbox, reply) in both(Fault::redirect(status)).await {
            let elsewhere = reply.header("location").unwrap().to_owned();
            assert_eq!(elsewhere, format!("{}/followed", sandbox.admin_url()));
            assert_eq!((reply.status, sandbox.redirects_followed()), (status, 0));
            let path = elsewhere.replace(&sandbox.endpoint(), "");
            assert_eq!(Call::new(&sandbox, "PUT", &path).send(&sandbox).await.status, 200);
            assert_eq!((sandbox.redirects_followed(), sandbox.requests().len()), (1, 1));
        }
    }
}

#[tokio::test]
async fn empty_body_and_wrong_content_type_have_status_200() {
    for (_, reply) in both(Fault::new(FaultKind::Empty)).await {
        assert_eq!((reply.status, reply.text.as_str()), (200, ""));
    }
    let wrong = FaultKind::WrongContentType { content_type: "text/csv".to_owned() };
    let sandbox = five(vec![Fault::new(wrong)]).await;
    let reply = list(&sandbox, Cloud::Bce, "", 10).send(&sandbox).await;
    assert_eq!(reply.header("content-type"), Some("text/csv"));
    assert_eq!(reply.at("/instances/0/id"), "i-1");
}

#[tokio::test]
async fn clock_offset_affects_date_and_signature_check() {
    let sandbox = five(vec![Fault::new(FaultKind::ClockOffset { seconds: 7200 })]).await;
    let reply = stop(&sandbox, Cloud::Bce, "i-1").send(&sandbox).await;
    assert_eq!((reply.status, code(Cloud::Bce, &reply).as_str()), (400, "RequestExpired"));
    assert_eq!(reply.header("date"), Some("Mon, 21 Sep 2026 16:13:20 GMT"));
    assert!(is_untouched(&sandbox, Cloud::Bce));
    let call = Call::new(&sandbox, "PUT", "/v2/instance/i-1?stop").body("{}");
    let key = sandbox.credential(Cloud::Bce);
    let call = call.sign_at(&tingji_signing_core::Bce::new(), &key, NOW.plus(7200));
    assert_eq!(call.send(&sandbox).await.status, 200);
    assert_eq!(state(&sandbox, Cloud::Bce), "Stopping");
}
