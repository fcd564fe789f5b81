use tingji_bce::InstanceStatus;
use tingji_bce::operation::{GetInstance, ListInstances, StopInstance};
use tingji_core::testing::{Recorder, poll_ready};
use tingji_core::{Error, ErrorKind, Phase};

use crate::client;

fn stop_error(status: u16, body: &str) -> Error {
    let recorder = Recorder::new().reply(status, body.to_owned());
    poll_ready(client(&recorder).send(&StopInstance::new("i-1"))).unwrap_err()
}

#[test]
fn error_kind_follows_the_code_not_the_status() {
    for (status, code, kind) in [
        (409, "Instance.StopInstanceOperationForbidden", ErrorKind::InvalidState),
        (400, "SignatureDoesNotMatch", ErrorKind::Credentials),
        (400, "RequestExpired", ErrorKind::ClockSkew),
        (403, "InvalidAccessKeyId", ErrorKind::Credentials),
        (403, "Bcc.PrePayCannotStopWithNoCharge", ErrorKind::Unsupported),
        (404, "NoSuchObject", ErrorKind::NotFound),
        (500, "InternalError", ErrorKind::Unavailable),
        (429, "SomethingNew", ErrorKind::Throttled),
        (400, "SomethingNew", ErrorKind::Vendor),
        (404, "SomethingNew", ErrorKind::Vendor),
    ] {
        let error = stop_error(status, &format!(r#"{{"code":"{code}","message":"why","requestId":"r-1"}}"#));
        assert_eq!(error.kind(), kind, "{code}");
        assert_eq!(error.to_string(), format!("StopInstance: {code}: why (HTTP {status}, request r-1)"));
    }
}

#[test]
fn foreign_response_is_neither_success_nor_not_found() {
    for (status, body, kind) in [
        (200, "<html>login</html>", ErrorKind::Decode),
        (302, "", ErrorKind::Redirected),
        (307, "{}", ErrorKind::Redirected),
        (404, "404 page not found", ErrorKind::Decode),
        (502, "<html>bad gateway</html>", ErrorKind::Unavailable),
        (200, "{\"truncated\":", ErrorKind::Decode),
        (404, "", ErrorKind::Decode),
    ] {
        let error = stop_error(status, body);
        assert_eq!(error.kind(), kind, "{status} {body}");
        assert_eq!(error.status(), Some(status));
    }
    let deep = "[".repeat(100_000);
    assert_eq!(stop_error(200, &deep).kind(), ErrorKind::Decode);
}

#[test]
fn echoed_secrets_are_redacted() {
    let error = stop_error(400, r#"{"code":"BadRequest","message":"you sent my_sk_is_secret"}"#);
    assert_eq!(error.message(), "you sent ***");
}

#[test]
fn instance_is_read_with_vendor_quirks() {
    let body = r#"{"instance":{"id":"i-1","status":"Napping","cardCount":"2","gpuCard":"V100","cpuCount":"8",
        "paymentTiming":"bid","tags":null,"brandNew":{"a":1},"createTime":"2024-01-02T03:04:05Z"}}"#;
    let recorder = Recorder::new().reply_with(200, &[("x-bce-request-id", "r-2")], body);
    let response = poll_ready(client(&recorder).send(&GetInstance::new("i-1"))).unwrap();
    assert_eq!(response.request_id.as_deref(), Some("r-2"));
    let instance = &response.instance;
    assert_eq!(instance.status, Some(InstanceStatus::Other("Napping".into())));
    assert_eq!(instance.status.as_ref().unwrap().phase(), Phase::Unknown);
    assert_eq!(
        (instance.card_count, instance.gpu_model(), instance.cpu_count),
        (Some(2), Some("V100"), Some(8))
    );
    assert!(instance.is_spot() && instance.tags.is_empty());
    assert_eq!(instance.extra["brandNew"]["a"], 1);
}

#[test]
fn response_without_list_is_an_error() {
    for body in ["", "{}", r#"{"isTruncated":false}"#, r#"{"instances":{}}"#] {
        let recorder = Recorder::new().reply(200, body);
        let error = poll_ready(client(&recorder).send(&ListInstances::new())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
}

#[test]
fn pages_end_at_the_vendors_last_page() {
    for (body, next) in [
        (r#"{"isTruncated":true,"nextMarker":"i-9","instances":[]}"#, Some("i-9")),
        (r#"{"isTruncated":false,"nextMarker":"i-9","instances":null}"#, None),
        (r#"{"isTruncated":true,"nextMarker":"","instances":[]}"#, None),
    ] {
        let client = client(&Recorder::new().reply(200, body));
        let page = poll_ready(client.send(&ListInstances::new())).unwrap().output;
        assert_eq!(page.next().as_deref(), next, "{body}");
    }
}

#[test]
fn malformed_details_do_not_hide_the_instance() {
    let body = r#"{"instances":[{"id":"i-1","status":"Running","name":7,"nicInfo":"none","cpuCount":"many",
        "gpuVideoMemory":32,"tags":[{"tagKey":"team","tagValue":null,"x":1}],"rdmaNicTopo":[{"rdmaIp":"10.0.0.1"}],
        "volumes":[{"volumeId":"v-1","createTime":"2024-01-02T03:04:05Z","deleteWithInstance":true}]}],"new":1}"#;
    let page =
        poll_ready(client(&Recorder::new().reply(200, body)).send(&ListInstances::new())).unwrap().output;
    let instance = &page.instances[0];
    assert_eq!(
        (instance.id.as_deref(), instance.status.as_ref()),
        (Some("i-1"), Some(&InstanceStatus::Running))
    );
    assert_eq!((instance.name.as_deref(), instance.gpu_video_memory.as_deref()), (Some("7"), Some("32")));
    assert_eq!((instance.cpu_count, instance.nic_info.is_none()), (None, true));
    assert_eq!(
        (instance.tags[0].tag_key.as_deref(), instance.tags[0].tag_value.as_deref()),
        (Some("team"), None)
    );
    assert_eq!(instance.rdma_nic_topo[0].rdma_ip.as_deref(), Some("10.0.0.1"));
    let volume = &instance.volumes[0];
    assert_eq!(volume.created_at().unwrap().seconds(), 1_704_164_645);
    assert_eq!((volume.delete_with_instance, volume.volume_id.as_deref()), (Some(true), Some("v-1")));
    assert_eq!((&page.extra["new"], &instance.tags[0].extra["x"]), (&1.into(), &1.into()));
}

#[test]
fn instance_with_malformed_id_or_state_is_an_error() {
    for fields in [r#""id":["i-1"]"#, r#""id":"i-1","status":{}"#] {
        let body = format!(r#"{{"instances":[{{{fields}}}]}}"#);
        let error =
            poll_ready(client(&Recorder::new().reply(200, body)).send(&ListInstances::new())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{fields}");
    }
}

#[test]
fn disk_encryption_key_is_redacted() {
    let body = r#"{"instance":{"id":"i-1","volumes":[{"encryptKey":"top-secret"}]}}"#;
    let recorder = Recorder::new().reply(200, body);
    let output = poll_ready(client(&recorder).send(&GetInstance::new("i-1"))).unwrap().output;
    let key = output.instance.volumes[0].encrypt_key.as_ref().unwrap();
    assert_eq!(key.expose_secret(), "top-secret");
    let shown = format!("{output:?} {}", serde_json::to_string(&output).unwrap());
    assert!(!shown.contains("top-secret"), "{shown}");
}

#[test]
fn stream_reads_every_page_and_ends() {
    let pages = [
        r#"{"isTruncated":true,"nextMarker":"i-2","instances":[{"id":"i-1"}]}"#,
        r#"{"isTruncated":false,"nextMarker":"","instances":[{"id":"i-2"}]}"#,
    ];
    let recorder = Recorder::responding(pages.map(|page| (200, page)));
    let mut stream = client(&recorder).stream(tingji_bce::operation::ListInstances::new().max_keys(1));
    let mut ids = Vec::new();
    while let Some(instance) = poll_ready(stream.next()) {
        ids.extend(instance.unwrap().id);
    }
    assert_eq!(ids, ["i-1", "i-2"]);
    assert!(recorder.last().starts_with("GET /v2/instance?marker=i-2&maxKeys=1\n"));
}

#[test]
fn stream_with_a_repeated_marker_ends_with_an_error() {
    let page = r#"{"isTruncated":true,"nextMarker":"i-1","instances":[{"id":"i-1"}]}"#;
    let recorder = Recorder::responding([(200, page); 2]);
    let mut stream = client(&recorder).stream(tingji_bce::operation::ListInstances::new());
    assert!(poll_ready(stream.next()).unwrap().is_ok());
    assert_eq!(poll_ready(stream.next()).unwrap().unwrap_err().kind(), tingji_core::ErrorKind::Decode);
    assert!(poll_ready(stream.next()).is_none());
}
