//! The fast path of response parsing: its output equals that of the full path, and it rejects every unusual response.

use std::fmt::Debug;

use bytes::Bytes;
use tingji_bce::operation::{ListInstances, ListInstancesByIds};
use tingji_compshare::operation::DescribeCompShareInstance;
use tingji_core::operation::{HttpResponse, Operation, Protocol};
use tingji_huaweicloud::operation::{ListDevServers, StopDevServer};
use tingji_ucloud::operation::GetUAIServiceList;
use tingji_volcengine::operation::DescribeInstances;

const SERVER: &str = "00000001-0000-4000-8000-000000000000";

/// Returns true if the fast path parses a response, and asserts that its output equals that of the full path.
fn takes_fast_path<O: Operation<Output: Debug>>(operation: &O, status: u16, body: &str) -> bool {
    let response = HttpResponse {
        status,
        headers: http::HeaderMap::new(),
        body: Bytes::copy_from_slice(body.as_bytes()),
    };
    let full = O::Protocol::decode_envelope(&response).and_then(|payload| operation.decode_output(payload));
    let Some(output) = operation.parse_fast_path(&response) else { return false };
    assert_eq!(format!("{output:?}"), format!("{:?}", full.unwrap()), "{body}");
    true
}

/// Asserts that the fast path rejects each of these bodies.
fn assert_full_path<O: Operation<Output: Debug>>(operation: &O, bodies: &[&str]) {
    for body in bodies {
        assert!(!takes_fast_path(operation, 200, body), "{body}");
    }
}

#[test]
fn bce_page_takes_the_fast_path() {
    let page = r#"{"instances":[{"id":"i-1","status":"Stopped","new":[1]},{"id":7}],"isTruncated":"true","nextMarker":"m","more":{}}"#;
    let list = ListInstances::new();
    let by_ids = ListInstancesByIds::new(["i-1"]);
    assert!(takes_fast_path(&list, 200, page) && takes_fast_path(&by_ids, 200, page));
    assert!(!takes_fast_path(&list, 500, page) && !takes_fast_path(&by_ids, 302, page));
    assert_full_path(
        &list,
        &["", "[]", r#"{"instances":[]}"#, r#"{"instances":null}"#, "{}", r#"{"instances":[{"id":"i-1"}]"#],
    );
    assert_full_path(&list, &[r#"{"instances":[{"id":"i-1"}],"instances":[{"id":"i-2"}]}"#]);
}

fn volcengine_page(metadata: &str, more: &str) -> String {
    format!(
        r#"{{"ResponseMetadata":{metadata},"Result":{{"Instances":[{{"InstanceId":"i-1","Status":"STOPPED"}}],"TotalCount":"1","X":1}}{more}}}"#
    )
}

#[test]
fn volcengine_page_takes_the_fast_path_without_errors() {
    let list = DescribeInstances::new();
    assert!(takes_fast_path(&list, 200, &volcengine_page(r#"{"RequestId":"r"}"#, "")));
    let error = volcengine_page(r#"{"Error":{"Code":"Throttling"}}"#, "");
    let short_error = volcengine_page("{}", r#","errorcode":"1""#);
    let no_metadata = volcengine_page("[]", "");
    assert_full_path(
        &list,
        &[&error, &short_error, &no_metadata, r#"[{},null,{"Instances":[{"InstanceId":"i-1"}]}]"#],
    );
    assert_full_path(&list, &[r#"{"ResponseMetadata":{},"Result":{"Instances":[],"TotalCount":1}}"#]);
    assert!(!takes_fast_path(&list, 400, &volcengine_page("{}", "")));
}

fn ucloud_body(code: &str, rows: &str) -> String {
    format!(r#"{{"RetCode":{code},"Action":"A","Message":"",{rows}}}"#)
}

#[test]
fn ucloud_page_takes_the_fast_path_with_ret_code_zero() {
    let uai = GetUAIServiceList::new();
    let compshare = DescribeCompShareInstance::new();
    let services =
        r#""ServiceSet":[{"ServiceID":"uaiservice-1","Status":"Stopped","New":{}}],"TotalCount":1"#;
    let hosts =
        r#""UHostSet":[{"UHostId":"uhost-1","State":"Stopped","Disks":[]}],"TotalCount":"1","More":[]"#;
    assert!(takes_fast_path(&uai, 200, &ucloud_body("0", services)));
    assert!(takes_fast_path(&compshare, 200, &ucloud_body("0", hosts)));
    assert_full_path(
        &uai,
        &[&ucloud_body("8039", services), &ucloud_body("null", services), &format!("{{{services}}}")],
    );
    assert_full_path(
        &compshare,
        &[&ucloud_body("8039", hosts), r#"{"RetCode":0,"UHostSet":null,"TotalCount":3}"#],
    );
    assert!(!takes_fast_path(&uai, 500, &ucloud_body("0", services)));
}

#[test]
fn huawei_responses_take_the_fast_path_without_errors() {
    let list = ListDevServers::new();
    let stop = StopDevServer::new(SERVER);
    let server = format!(r#""id":"{SERVER}","status":"STOPPING","volumes":[{{}}],"new":1"#);
    let page = format!(r#"{{"data":[{{{server}}}],"total":1}}"#);
    assert!(takes_fast_path(&list, 200, &page) && takes_fast_path(&stop, 200, &format!("{{{server}}}")));
    for error in [r#""error_code":"ModelArts.1""#, r#""errorCode":"x""#, r#""is_success":false"#] {
        assert_full_path(&list, &[&format!(r#"{{"data":[{{{server}}}],"total":1,{error}}}"#)]);
        assert_full_path(&stop, &[&format!("{{{server},{error}}}")]);
    }
    assert_full_path(&stop, &["{}", r#"{"id":"00000002-0000-4000-8000-000000000000"}"#, "[]"]);
    assert!(!takes_fast_path(&stop, 400, &format!("{{{server}}}")));
}
