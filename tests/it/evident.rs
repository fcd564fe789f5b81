//! What is read straight from a reply is what careful reading makes of it; all that is odd is read with care.

use std::fmt::Debug;

use bytes::Bytes;
use tingji_bce::operation::{ListInstances, ListInstancesByIds};
use tingji_compshare::operation::DescribeCompShareInstance;
use tingji_core::operation::{HttpResponse, Operation, Protocol};
use tingji_huaweicloud::operation::{ListDevServers, StopDevServer};
use tingji_ucloud::operation::GetUAIServiceList;
use tingji_volcengine::operation::DescribeInstances;

const SERVER: &str = "00000001-0000-4000-8000-000000000000";

/// Whether it is read straight; then it must be what careful reading makes of it.
fn is_evident<O: Operation<Output: Debug>>(operation: &O, status: u16, body: &str) -> bool {
    let reply = HttpResponse {
        status,
        headers: http::HeaderMap::new(),
        body: Bytes::copy_from_slice(body.as_bytes()),
    };
    let careful = O::Protocol::decode_envelope(&reply).and_then(|payload| operation.decode_output(payload));
    let Some(output) = operation.parse_fast_path(&reply) else { return false };
    assert_eq!(format!("{output:?}"), format!("{:?}", careful.unwrap()), "{body}");
    true
}

/// These are told to be no evident success of any operation.
fn odd<O: Operation<Output: Debug>>(operation: &O, bodies: &[&str]) {
    for body in bodies {
        assert!(!is_evident(operation, 200, body), "{body}");
    }
}

#[test]
fn a_page_of_baidu_is_read_straight() {
    let page = r#"{"instances":[{"id":"i-1","status":"Stopped","new":[1]},{"id":7}],"isTruncated":"true","nextMarker":"m","more":{}}"#;
    let (list, by_ids) = (ListInstances::new(), ListInstancesByIds::new(["i-1"]));
    assert!(is_evident(&list, 200, page) && is_evident(&by_ids, 200, page));
    assert!(!is_evident(&list, 500, page) && !is_evident(&by_ids, 302, page));
    odd(
        &list,
        &["", "[]", r#"{"instances":[]}"#, r#"{"instances":null}"#, "{}", r#"{"instances":[{"id":"i-1"}]"#],
    );
    odd(&list, &[r#"{"instances":[{"id":"i-1"}],"instances":[{"id":"i-2"}]}"#]);
}

#[test]
fn a_page_of_volcengine_is_read_straight_unless_anything_speaks_of_an_error() {
    let list = DescribeInstances::new();
    let page = |metadata: &str, more: &str| {
        format!(
            r#"{{"ResponseMetadata":{metadata},"Result":{{"Instances":[{{"InstanceId":"i-1","Status":"STOPPED"}}],"TotalCount":"1","X":1}}{more}}}"#
        )
    };
    assert!(is_evident(&list, 200, &page(r#"{"RequestId":"r"}"#, "")));
    let error = page(r#"{"Error":{"Code":"Throttling"}}"#, "");
    let (short, no_metadata) = (page("{}", r#","errorcode":"1""#), page("[]", ""));
    odd(&list, &[&error, &short, &no_metadata, r#"[{},null,{"Instances":[{"InstanceId":"i-1"}]}]"#]);
    odd(&list, &[r#"{"ResponseMetadata":{},"Result":{"Instances":[],"TotalCount":1}}"#]);
    assert!(!is_evident(&list, 400, &page("{}", "")));
}

#[test]
fn a_page_of_ucloud_and_compshare_is_read_straight_only_with_a_ret_code_of_zero() {
    let (uai, compshare) = (GetUAIServiceList::new(), DescribeCompShareInstance::new());
    let services =
        r#""ServiceSet":[{"ServiceID":"uaiservice-1","Status":"Stopped","New":{}}],"TotalCount":1"#;
    let hosts =
        r#""UHostSet":[{"UHostId":"uhost-1","State":"Stopped","Disks":[]}],"TotalCount":"1","More":[]"#;
    let body = |code: &str, rows: &str| format!(r#"{{"RetCode":{code},"Action":"A","Message":"",{rows}}}"#);
    assert!(is_evident(&uai, 200, &body("0", services)) && is_evident(&compshare, 200, &body("0", hosts)));
    odd(&uai, &[&body("8039", services), &body("null", services), &format!("{{{services}}}")]);
    odd(&compshare, &[&body("8039", hosts), r#"{"RetCode":0,"UHostSet":null,"TotalCount":3}"#]);
    assert!(!is_evident(&uai, 500, &body("0", services)));
}

#[test]
fn a_page_and_a_stopped_server_of_huawei_are_read_straight_unless_anything_speaks_of_an_error() {
    let (list, stop) = (ListDevServers::new(), StopDevServer::new(SERVER).unwrap());
    let server = format!(r#""id":"{SERVER}","status":"STOPPING","volumes":[{{}}],"new":1"#);
    let page = format!(r#"{{"data":[{{{server}}}],"total":1}}"#);
    assert!(is_evident(&list, 200, &page) && is_evident(&stop, 200, &format!("{{{server}}}")));
    for sign in [r#""error_code":"ModelArts.1""#, r#""errorCode":"x""#, r#""is_success":false"#] {
        odd(&list, &[&format!(r#"{{"data":[{{{server}}}],"total":1,{sign}}}"#)]);
        odd(&stop, &[&format!("{{{server},{sign}}}")]);
    }
    odd(&stop, &["{}", r#"{"id":"00000002-0000-4000-8000-000000000000"}"#, "[]"]);
    assert!(!is_evident(&stop, 400, &format!("{{{server}}}")));
}
