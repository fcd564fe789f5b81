//! Requests of every kind, as they are sent.

use std::io::{Read, Write};
use std::net::TcpListener;

use tingji_core::testing::Recorder;
use tingji_core::{Credential, ErrorKind};
use tingji_huaweicloud::model::ServerNetwork;
use tingji_huaweicloud::operation::{
    BatchAction, BatchDevServersAction, CreateDevServer, ListDevServerImages, ListDevServers, ListSortKey,
    OsRequest, ReinstallDevServerOS, ServerLogin, ShowDevServer, SortDir, StopDevServer,
};
use tingji_huaweicloud::{Client, endpoint};

use crate::{PROJECT, SERVER, builder, client, credential, lines, with};

const STOPPING: &str = r#"{"id":"62383738-e52a-450a-9f84-f9e705402be8","status":"STOPPING"}"#;
const PAGE: &str = r#"{"data":[],"total":0}"#;

#[tokio::test]
async fn stop_without_body_signs_content_type_and_project() {
    let recorder = Recorder::responding([(200, STOPPING)]);
    client(&recorder).send(&StopDevServer::new(SERVER)).await.unwrap();
    insta::assert_snapshot!(recorder.all_signed(), @r"
    PUT https://modelarts.cn-north-4.myhuaweicloud.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/dev-servers/62383738-e52a-450a-9f84-f9e705402be8/stop
    host: modelarts.cn-north-4.myhuaweicloud.com
    content-type: application/json
    x-project-id: 77b6a44cba5143ab91d13ab9a8ff44fd
    x-sdk-date: 20260820T010203Z
    authorization: SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-project-id;x-sdk-date, Signature=ecccf70c6712d0dbd07e1509eb3078bb3d139c69cb1d7a5a2b4ab6efc6869662
    ");
}

#[tokio::test]
async fn temporary_keys_sign_their_session_token() {
    let recorder = Recorder::responding([(200, STOPPING)]);
    let credential = Credential::new("AK", "sk").with_security_token("TOKEN==");
    let client = with(Client::builder(credential), &recorder).project_id(PROJECT).build().unwrap();
    client.send(&ShowDevServer::new(SERVER)).await.unwrap();
    let shown = recorder.all_signed();
    assert!(
        shown.contains("SignedHeaders=content-type;host;x-project-id;x-sdk-date;x-security-token, "),
        "{shown}"
    );
    assert!(shown.contains("\nx-security-token: TOKEN=="), "{shown}");
}

#[tokio::test]
async fn iam_token_replaces_the_signature() {
    let recorder = Recorder::responding([(200, STOPPING)]);
    let builder = Client::builder_with_token("MIIx").project_id(PROJECT).region("cn-east-3");
    assert!(!format!("{builder:?}").contains("MIIx"));
    let client = with(builder, &recorder).build().unwrap();
    client.send(&ShowDevServer::new(SERVER)).await.unwrap();
    insta::assert_snapshot!(recorder.all_signed(), @r"
    GET https://modelarts.cn-east-3.myhuaweicloud.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/dev-servers/62383738-e52a-450a-9f84-f9e705402be8
    host: modelarts.cn-east-3.myhuaweicloud.com
    content-type: application/json
    x-project-id: 77b6a44cba5143ab91d13ab9a8ff44fd
    x-auth-token: MIIx
    ");
}

#[tokio::test]
async fn list_sends_only_the_set_parameters() {
    let recorder = Recorder::responding([(200, PAGE), (200, PAGE)]);
    let client = client(&recorder);
    client.send(&ListDevServers::new()).await.unwrap();
    let all = ListDevServers::new().limit(100).offset(2_147_483_647).owner("a b/&=测");
    client.send(&all.sort_dir(SortDir::Desc).sort_key(ListSortKey::UpdateTime)).await.unwrap();
    assert_eq!(
        lines(&recorder),
        [
            "GET /v1/77b6a44cba5143ab91d13ab9a8ff44fd/dev-servers",
            "GET /v1/77b6a44cba5143ab91d13ab9a8ff44fd/dev-servers?limit=100&offset=2147483647\
             &owner=a%20b%2F%26%3D%E6%B5%8B&sort_dir=DESC&sort_key=updateTime",
        ]
    );
}

#[tokio::test]
async fn sort_orders_have_vendor_names() {
    let recorder = Recorder::responding([(200, PAGE)]);
    let list = ListDevServers::new().sort_dir(SortDir::Asc).sort_key(ListSortKey::CreateTime);
    client(&recorder).send(&list).await.unwrap();
    assert!(lines(&recorder)[0].ends_with("?sort_dir=ASC&sort_key=createTime"));
}

#[tokio::test]
async fn out_of_range_limits_are_rejected() {
    let recorder = Recorder::new();
    let client = client(&recorder);
    for list in [ListDevServers::new().limit(1025), ListDevServers::new().offset(2_147_483_648)] {
        assert_eq!(client.send(&list).await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    }
    assert_eq!(recorder.all(), "");
}

#[tokio::test]
async fn only_ids_that_escape_the_path_are_rejected() {
    let recorder = Recorder::responding(vec![(200, "{}"); 3]);
    let client = client(&recorder);
    for bad in ["", "../../../v1/x", "a/b", "a?b", "62383738-e52a-450a-9f84-f9e705402b停", "a\n", ".."] {
        let stop = client.send(&StopDevServer::new(bad)).await.unwrap_err();
        let show = client.send(&ShowDevServer::new(bad)).await.unwrap_err();
        assert_eq!(
            (stop.kind(), show.kind()),
            (ErrorKind::InvalidRequest, ErrorKind::InvalidRequest),
            "{bad:?}"
        );
    }
    assert_eq!(recorder.all(), "");
    for good in [SERVER, "11111111-2222-3333-4444-555555555555", "i-1"] {
        let _ = client.send(&StopDevServer::new(good)).await;
    }
    assert_eq!(recorder.requests().len(), 3);
}

#[test]
fn client_requires_valid_project_and_region() {
    let recorder = Recorder::new();
    let none = with(Client::builder(credential()), &recorder).build().unwrap_err();
    assert_eq!(
        (none.kind(), none.message()),
        (ErrorKind::Config, "project_id is missing: set it, or use build_with_project_lookup()")
    );
    for bad in ["", "a/b", "..", "a b", "a?b", "项目", "a_b", &"x".repeat(65)] {
        let error = builder(&recorder).project_id(bad).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{bad:?}");
    }
    for bad in ["", "cn/north", "CN-NORTH-4", "x.evil.example", "a b"] {
        let error = builder(&recorder).region(bad).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{bad:?}");
    }
    let client = builder(&recorder).build().unwrap();
    assert_eq!((client.region(), client.project_id()), ("cn-north-4", PROJECT));
    assert!(!format!("{:?} {client:?}", builder(&recorder)).contains("MFyfvK41"));
}

#[test]
fn region_hosts_follow_the_pattern_with_one_exception() {
    for region in endpoint::REGIONS {
        let tld = if region == "ap-southeast-1" { "cn" } else { "com" };
        assert_eq!(endpoint::for_region(region), format!("https://modelarts.{region}.myhuaweicloud.{tld}"));
    }
}

/// Guards against an HTTP client that adds a body: the vendor hashes what it receives.
#[tokio::test]
async fn default_http_client_sends_no_body() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = vec![0; 8192];
        let len = stream.read(&mut request).unwrap();
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", STOPPING.len());
        stream.write_all(&[head.as_bytes(), STOPPING.as_bytes()].concat()).unwrap();
        String::from_utf8_lossy(&request[..len]).into_owned()
    });
    let client =
        Client::builder(credential()).project_id(PROJECT).endpoint(&endpoint).unwrap().build().unwrap();
    client.send(&StopDevServer::new(SERVER)).await.unwrap();
    let request = server.join().unwrap().to_ascii_lowercase();
    assert!(
        request.starts_with("put /v1/77b6a44cba5143ab91d13ab9a8ff44fd/dev-servers/62383738"),
        "{request}"
    );
    assert!(request.ends_with("\r\n\r\n") && !request.contains("transfer-encoding"), "{request}");
    assert!(request.contains("\r\ncontent-type: application/json\r\n"), "{request}");
    let length = request.lines().find(|line| line.starts_with("content-length:"));
    assert!(length.is_none_or(|length| length == "content-length: 0"), "{request}");
}

#[tokio::test]
async fn batch_accepts_an_os_only_for_os_actions() {
    let recorder = Recorder::new();
    let client = client(&recorder);
    let system = OsRequest::new(ServerLogin::KeyPairName("kp".to_owned()));
    let batch = |action| BatchDevServersAction::new(action, [SERVER]);
    for batch in [
        batch(BatchAction::ChangeOs),
        batch(BatchAction::ReinstallOs),
        batch(BatchAction::ChangeOs).extend_param(system.clone()),
        batch(BatchAction::Stop).extend_param(system.clone()),
        batch(BatchAction::Delete).extend_param(system),
    ] {
        let error = client.send(&batch).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{batch:?}");
    }
    assert!(recorder.requests().is_empty());
}

fn create(image: &str, vpc: &str, flavor: &str) -> CreateDevServer {
    let network = ServerNetwork::new(vpc, "subnet-1", "group-1");
    let login = ServerLogin::KeyPairName("kp".to_owned());
    CreateDevServer::new("train-1", image, network, login).flavor(flavor)
}

#[tokio::test]
async fn texts_of_invalid_length_are_rejected_before_sending() {
    let recorder = Recorder::new();
    let client = client(&recorder);
    let long_data = create("image-1", "vpc-1", "f").user_data("A".repeat(43_693));
    for create in
        [create("", "vpc-1", "f"), create("image-1", "", "f"), create("image-1", "vpc-1", ""), long_data]
    {
        assert_eq!(client.send(&create).await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    }
    let reinstall = ReinstallDevServerOS::new(SERVER, ServerLogin::KeyPairName("kp".to_owned()));
    let reinstall = reinstall.user_data("A".repeat(43_693));
    assert_eq!(client.send(&reinstall).await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    for name in [String::new(), "f".repeat(129)] {
        let images = ListDevServerImages::new().flavor_name(name);
        assert_eq!(client.send(&images).await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    }
    assert!(recorder.requests().is_empty());
}
