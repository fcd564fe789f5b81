//! Lookup of a region's project.

use tingji_core::testing::Recorder;
use tingji_core::{Credential, ErrorKind};
use tingji_huaweicloud::{Client, endpoint};

use crate::{lines, with};

fn projects(ids: &[&str]) -> String {
    let projects: Vec<_> = ids.iter().map(|id| format!(r#"{{"id":"{id}","name":"cn-north-4"}}"#)).collect();
    format!(r#"{{"projects":[{}],"links":{{"self":"x","previous":null,"next":null}}}}"#, projects.join(","))
}

/// Returns a credential for one test. Projects are cached by access key, so each test needs its own.
fn key(name: &str) -> Credential {
    Credential::new(name, "not-a-secret")
}

/// Builds a client and returns the project id that it looked up.
async fn project_id(recorder: &Recorder, region: &str) -> String {
    let builder = with(Client::builder(key("found")), recorder).region(region);
    builder.build_with_project_lookup().await.unwrap().project_id().to_owned()
}

#[tokio::test]
async fn single_project_of_the_region_is_cached() {
    let recorder = Recorder::new().reply(200, projects(&["p1"])).reply(200, projects(&["p2"]));
    assert_eq!(project_id(&recorder, "cn-north-4").await, "p1");
    assert_eq!(project_id(&recorder, "cn-north-4").await, "p1");
    assert_eq!(recorder.requests().len(), 1);
    assert_eq!(project_id(&recorder, "cn-east-3").await, "p2");
    insta::assert_snapshot!(recorder.all_signed(), @r"
    GET https://iam.cn-north-4.myhuaweicloud.com/v3/projects?name=cn-north-4
    host: iam.cn-north-4.myhuaweicloud.com
    content-type: application/json;charset=utf8
    x-sdk-date: 20260820T010203Z
    authorization: SDK-HMAC-SHA256 Access=found, SignedHeaders=content-type;host;x-sdk-date, Signature=b75c35ebce02d0f938c9d06681bb694e747323ad2cbb9162cffbf8272f85b83f
    ---
    GET https://iam.cn-east-3.myhuaweicloud.com/v3/projects?name=cn-east-3
    host: iam.cn-east-3.myhuaweicloud.com
    content-type: application/json;charset=utf8
    x-sdk-date: 20260820T010203Z
    authorization: SDK-HMAC-SHA256 Access=found, SignedHeaders=content-type;host;x-sdk-date, Signature=6bbeb7f7cb7dc916a97ddedc4dc08a30e5f68d882b618028864d6a2416b6a85d
    ");
}

#[tokio::test]
async fn missing_and_ambiguous_projects_are_different_errors() {
    let none = Recorder::new().reply(200, projects(&[]));
    let error = with(Client::builder(key("none")), &none).build_with_project_lookup().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert_eq!(
        error.message(),
        "this account has no project named cn-north-4: check the region, or set the project_id"
    );
    let two = Recorder::new().reply(200, projects(&["p1", "p2"]));
    let error = with(Client::builder(key("two")), &two).build_with_project_lookup().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.message().ends_with("choose one of them by its project_id: p1, p2"), "{error}");
}

#[tokio::test]
async fn configured_project_is_not_looked_up() {
    let recorder = Recorder::new();
    let builder = with(Client::builder(key("given")), &recorder).project_id("p9");
    assert_eq!(builder.build_with_project_lookup().await.unwrap().project_id(), "p9");
    assert_eq!(recorder.all(), "");
}

#[tokio::test]
async fn project_found_with_a_token_is_not_cached() {
    let recorder = Recorder::new().reply(200, projects(&["p1"])).reply(200, projects(&["p1"]));
    for _ in 0..2 {
        let builder = with(Client::builder_with_token("MIIx"), &recorder);
        assert_eq!(builder.build_with_project_lookup().await.unwrap().project_id(), "p1");
    }
    let requests = recorder.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].headers()["x-auth-token"], "MIIx");
    assert!(!requests[0].headers().contains_key("x-project-id"));
}

#[tokio::test]
async fn endpoint_applies_to_iam_unless_overridden() {
    let hosts =
        async |name: &str,
               change: fn(tingji_huaweicloud::ClientBuilder) -> tingji_huaweicloud::ClientBuilder| {
            let recorder = Recorder::new().reply(200, projects(&["p1"]));
            change(with(Client::builder(key(name)), &recorder)).build_with_project_lookup().await.unwrap();
            recorder.requests()[0].uri().to_string()
        };
    assert_eq!(
        hosts("plain", |builder| builder).await,
        "https://iam.cn-north-4.myhuaweicloud.com/v3/projects?name=cn-north-4"
    );
    assert_eq!(
        hosts("all", |builder| builder.endpoint("http://127.0.0.1:1").unwrap()).await,
        "http://127.0.0.1:1/v3/projects?name=cn-north-4"
    );
    let both = hosts("both", |builder| {
        builder.endpoint("http://127.0.0.1:1").unwrap().iam_endpoint("https://iam.example").unwrap()
    });
    assert_eq!(both.await, "https://iam.example/v3/projects?name=cn-north-4");
    assert_eq!(endpoint::iam_for_region("cn-southwest-3"), "https://iam.myhuaweicloud.com");
}

#[tokio::test]
async fn iam_errors_have_numeric_codes() {
    let body = r#"{"error":{"code":403,"message":"You are not authorized to perform the requested action.","title":"Forbidden"}}"#;
    let recorder = Recorder::new().reply_with(403, &[("x-iam-trace-id", "trace-1")], body);
    let builder = with(Client::builder(key("refused")), &recorder);
    let error = builder.build_with_project_lookup().await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Permission, Some("403")));
    assert_eq!((error.operation(), error.request_id()), (Some("KeystoneListProjects"), Some("trace-1")));
    assert_eq!(lines(&recorder).len(), 1);
}

#[tokio::test]
async fn response_without_projects_is_an_error() {
    for body in ["{}", "[]", "null", "<html>"] {
        let recorder = Recorder::new().reply(200, body);
        let builder = with(Client::builder(key("shapeless")), &recorder);
        let error = builder.build_with_project_lookup().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
}
