//! Successful responses, as the vendor documents them and in other plausible forms.

use tingji_core::{ErrorKind, Phase};
use tingji_huaweicloud::ServerStatus;
use tingji_huaweicloud::operation::{ListDevServers, ShowDevServer, StopDevServer};

use crate::{SERVER, answer};

fn stop() -> StopDevServer {
    StopDevServer::new(SERVER)
}

/// Response on the vendor's page of StopDevServer.
const STOPPING: &str = r#"{
  "charging_mode" : "POST_PAID",
  "cloud_server" : {
    "type" : "ECS"
  },
  "create_at" : 1699348284990,
  "flavor" : "Si2.large.4",
  "id" : "62383738-e52a-450a-9f84-f9e705402be8",
  "image" : {
    "arch" : "X86",
    "image_id" : "c90fb553-2cdb-4b81-b56a-ef68812c6cf7",
    "name" : "Ubuntu18.04_x86_64_CPU",
    "server_type" : "ECS"
  },
  "name" : "EI-evs-1107",
  "status" : "STOPPING",
  "update_at" : 1699348285077
}"#;

#[tokio::test]
async fn documented_stop_response_is_parsed() {
    let server = answer(&stop(), 200, STOPPING).await.unwrap();
    assert_eq!(server.status, Some(ServerStatus::Stopping));
    assert_eq!((server.create_at, server.update_at), (Some(1_699_348_284_990), Some(1_699_348_285_077)));
    assert_eq!(server.cloud_server.unwrap().r#type.as_deref(), Some("ECS"));
    assert_eq!(server.image.unwrap().arch.as_deref(), Some("X86"));
    assert!(server.server_image_response.is_none() && server.extra.is_empty());
}

/// Server with the fields of the vendor's page and its SDK, numbers as text, and unknown fields.
const FULL: &str = r#"{"id":"62383738-e52a-450a-9f84-f9e705402be8","name":"n","status":"RUNNING",
    "create_at":"1699348284990","update_at":1699348285077,"charging_mode":"PRE_PAID","flavor":"f",
    "category":"HPS","key_pair_name":"k","order_id":"o","vpc_id":"v","subnet_id":"s",
    "cloud_server":{"id":"c","type":"HPS","hps_id":"h","hps_ecs_id":"e","new":1},
    "endpoints_response":[{"allowed_access_ips":["1.2.3.4"],"dev_service":"SSH","extensions":{"a":"b"},"ssh_keys":["k"]}],
    "endpoints":[{"allowed_access_ips":null,"dev_service":"SSH","service":"SSH","uri":"10.0.0.1","ssh_keys":["k"],
    "key_pair_names":["p"]}],
    "volumes":[{"size":"100","type":"ROOT","evs_type":"SSD","evs_id":"d"}],
    "image":{"arch":"ARM","image_id":"i","name":"n","server_type":"BMS","status":"ACTIVE"},
    "server_image_response":{"arch":"ARM"},"server_hps":{"id":"h","name":"super"},
    "resource_flavor":"r","code":"x","message":"y"}"#;

#[tokio::test]
async fn documented_fields_are_read_and_others_preserved() {
    let server = answer(&ShowDevServer::new(SERVER), 200, FULL).await.unwrap();
    assert_eq!(server.create_at, Some(1_699_348_284_990));
    assert_eq!(server.volumes[0].size, Some(100));
    assert_eq!(server.endpoints[0].key_pair_names, ["p"]);
    assert_eq!(server.endpoints_response[0].allowed_access_ips, ["1.2.3.4"]);
    assert_eq!(server.server_hps.as_ref().unwrap().name.as_deref(), Some("super"));
    assert_eq!(server.cloud_server.as_ref().unwrap().extra["new"], 1);
    assert_eq!(server.resource_flavor.as_deref(), Some("r"));
    assert_eq!(server.extra.keys().collect::<Vec<_>>(), ["code", "message"]);
}

#[tokio::test]
async fn unknown_state_is_preserved() {
    let body = STOPPING.replace("STOPPING", "FROZEN");
    let status = answer(&stop(), 200, &body).await.unwrap().status.unwrap();
    assert_eq!((status.phase(), status.to_string().as_str()), (Phase::Unknown, "FROZEN"));
    assert_eq!(serde_json::to_string(&status).unwrap(), r#""FROZEN""#);
}

#[test]
fn every_state_has_its_phase() {
    let phases: Vec<_> =
        ServerStatus::KNOWN.iter().map(|status| format!("{status} {:?}", status.phase())).collect();
    insta::assert_snapshot!(phases.join("\n"), @r"
    CREATING Changing
    CREATE_FAILED Unstoppable
    RUNNING Running
    STARTING Changing
    START_FAILED Unstoppable
    STOPPING Stopping
    STOPPED Stopped
    STOP_FAILED StopFailed
    REBOOTING Changing
    REBOOT_FAILED Unstoppable
    CHANGINGOS Changing
    CHANGINGOS_FAILED Unstoppable
    REINSTALLINGOS Changing
    REINSTALLINGOS_FAILED Unstoppable
    DELETING Deleting
    DELETED Deleted
    DELETE_FAILED Unstoppable
    ERROR Unstoppable
    ");
    for status in ServerStatus::KNOWN {
        assert_eq!(ServerStatus::from(status.as_str().to_owned()), *status);
    }
}

#[tokio::test]
async fn response_for_another_server_is_an_error() {
    let other = STOPPING.replace("62383738", "72383738");
    for body in [other.as_str(), "{}", r#"{"id":null}"#, r#"{"id":7}"#, r#"{"status":"STOPPED"}"#] {
        let stopped = answer(&stop(), 200, body).await.unwrap_err();
        let shown = answer(&ShowDevServer::new(SERVER), 200, body).await.unwrap_err();
        assert_eq!((stopped.kind(), shown.kind()), (ErrorKind::Decode, ErrorKind::Decode), "{body}");
    }
}

async fn page_of(body: &str) -> tingji_huaweicloud::model::Page<tingji_huaweicloud::model::ServerResponse> {
    answer(&ListDevServers::new(), 200, body).await.unwrap()
}

#[tokio::test]
async fn page_has_the_next_offset() {
    let two = page_of(r#"{"current":"1","pages":2,"size":2,"total":"3","data":[{},{}]}"#).await;
    assert_eq!((two.current, two.pages, two.size, two.total), (Some(1), Some(2), Some(2), Some(3)));
    assert_eq!((two.next_offset(0), two.next_offset(1)), (Some(2), None));
    assert_eq!((two.next_offset(u32::MAX), two.next_offset(2_147_483_646)), (None, None));
    let without_total = page_of(r#"{"data":[{}]}"#).await;
    assert_eq!(without_total.next_offset(7), Some(8));
    for empty in [r#"{"data":[],"total":5}"#, r#"{"data":null}"#, r#"{"total":0}"#] {
        assert_eq!(page_of(empty).await.next_offset(0), None, "{empty}");
    }
}

#[tokio::test]
async fn response_without_list_is_an_error() {
    let contradictions = [r#"{"total":3}"#, r#"{"total":"3","data":null}"#];
    for body in ["{}", STOPPING, r#"{"data":7}"#, r#"{"data":[7]}"#].into_iter().chain(contradictions) {
        let error = answer(&ListDevServers::new(), 200, body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
}

#[tokio::test]
async fn malformed_details_do_not_hide_the_server() {
    let body = r#"{"total":"1","pages":"x","data":[{"id":"s-1","status":"RUNNING","name":7,"cloud_server":[],
        "volumes":{},"create_at":"soon","resource_flavor":"rf-1","endpoints":[{"uri":8,"new":1}]}]}"#;
    let page = answer(&ListDevServers::new(), 200, body).await.unwrap();
    let server = &page.data[0];
    assert_eq!((server.id.as_deref(), &server.status), (Some("s-1"), &Some(ServerStatus::Running)));
    assert_eq!((server.name.as_deref(), server.resource_flavor.as_deref()), (Some("7"), Some("rf-1")));
    assert!(server.cloud_server.is_none() && server.volumes.is_empty() && server.created().is_none());
    assert_eq!(
        (server.endpoints[0].uri.as_deref(), &server.endpoints[0].extra["new"]),
        (Some("8"), &1.into())
    );
    assert_eq!((page.total, page.pages), (Some(1), None));
}

#[tokio::test]
async fn server_with_malformed_id_or_state_is_an_error() {
    for fields in [r#""id":["s-1"]"#, r#""id":"s-1","status":{}"#] {
        let body = format!(r#"{{"total":1,"data":[{{{fields}}}]}}"#);
        let error = answer(&ListDevServers::new(), 200, &body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{fields}");
    }
}
