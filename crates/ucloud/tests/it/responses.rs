//! Parsing of documented and unexpected responses.

use tingji_core::Phase;
use tingji_ucloud::operation::{GetUAIServiceList, GetUAISrvVersionList};
use tingji_ucloud::{Service, ServiceStatus, Version, VersionStatus};

use crate::{bodies, client};

const SERVICES: &str = r#"{"Action":"GetUAIServiceListResponse","RetCode":0,"Message":"","TotalCount":1,
    "ServiceSet":[{"ServiceID":"uaiservice-5njuws","ResourceID":"uaiservice-5njuws","SrvName":"sdk_cmd_test",
    "SrvPaasID":"soscpul-866mpd2","SrvURL":"soscpul-866mpd2.uae.service.ucloud.cn","Status":"Normal",
    "Region":"pre","BusinessGroup":"Default","CPU":1,"Memory":"1","BillType":"","BillUnit":"","BillUnitPrice":0,
    "CreateTime":1498618737,"ModifyTime":"1498618738","SrvVerToStartCount":7,"SrvVerStartedCount":1,
    "SrvVerDeployingCount":0,"SrvVerErrorCount":7,"SrvVerDeletedCount":0,"New":true}]}"#;

const VERSIONS: &str = r#"{"RetCode":0,"TotalCount":1,"SrvVersionSet":[{"ServiceID":"uaiservice-5njuws",
    "SrvVersion":"5-6","SrvPaasID":"soscpul-866mpd2","Status":"Error","DeployWeight":10,"SrvVerMemo":"",
    "UfileBucket":"bbl","UfileName":"ufile_tf_1.1.0.tar","UfileURL":"http://bbl.ufile/x?Signature=s1gned",
    "OSVersion":{"PkgId":1,"PkgName":"ubuntu","PkgVersion":"14.04.05","PkgType":2},
    "PythonVersion":"","AIFrameVersion":null,"AptGetPKGIDs":[],"PipPKGIDs":[3],
    "CreateTime":1498632726,"ModifyTime":1498632781}]}"#;

async fn service(body: &str) -> Service {
    client(&bodies([body])).send(&GetUAIServiceList::new()).await.unwrap().service_set[0].clone()
}

async fn version(body: &str) -> Version {
    let operation = GetUAISrvVersionList::new("uaiservice-5njuws");
    client(&bodies([body])).send(&operation).await.unwrap().srv_version_set[0].clone()
}

#[tokio::test]
async fn service_is_parsed_with_all_fields() {
    let service = service(SERVICES).await;
    assert_eq!(service.status, Some(ServiceStatus::Normal));
    assert_eq!(service.srv_url.as_deref(), Some("soscpul-866mpd2.uae.service.ucloud.cn"));
    assert_eq!((service.cpu, service.memory, service.modify_time), (Some(1), Some(1), Some(1_498_618_738)));
    assert_eq!((service.srv_ver_to_start_count, service.srv_ver_started_count), (Some(7), Some(1)));
    assert_eq!(service.extra.keys().collect::<Vec<_>>(), ["New"]);
}

#[tokio::test]
async fn version_is_parsed_with_all_fields() {
    let version = version(VERSIONS).await;
    assert_eq!(version.status, Some(VersionStatus::Error));
    assert_eq!(version.os_version.unwrap().pkg_id.as_deref(), Some("1"));
    assert!(version.python_version.is_none() && version.ai_frame_version.is_none());
    assert_eq!((version.pip_pkg_ids.len(), version.deploy_weight), (1, Some(10)));
    assert!(version.extra.is_empty());
}

#[tokio::test]
async fn code_address_is_readable_but_not_in_debug() {
    let version = version(&VERSIONS.replace("\"PipPKGIDs\"", "\"UfileKey\":\"s1gned\",\"PipPKGIDs\"")).await;
    assert!(version.ufile_url.as_ref().unwrap().expose_secret().ends_with("s1gned"));
    let text = format!("{version:?}");
    assert!(text.contains("UfileKey") && !text.contains("s1gned"), "{text}");
}

#[tokio::test]
async fn malformed_field_does_not_lose_the_list() {
    let odd = SERVICES.replace("1498618737", "\"yesterday\"").replace("\"CPU\":1", "\"CPU\":{}");
    let service = service(&odd.replace("\"Default\"", "[]")).await;
    assert_eq!((service.created(), service.cpu, &service.business_group), (None, None, &None));
    assert_eq!(service.modified().unwrap().seconds(), 1_498_618_738);
    let odd = VERSIONS.replace("\"DeployWeight\":10", "\"DeployWeight\":\"much\"");
    let version = version(&odd.replace("\"AptGetPKGIDs\":[]", "\"AptGetPKGIDs\":\"\"")).await;
    assert_eq!((version.deploy_weight, version.apt_get_pkg_ids.len()), (None, 0));
    assert_eq!(
        (version.created().unwrap().seconds(), version.modified().unwrap().seconds()),
        (1_498_632_726, 1_498_632_781)
    );
}

fn with_status(status: &str) -> String {
    SERVICES.replace("\"Normal\"", status)
}

fn other(text: &str) -> Option<ServiceStatus> {
    Some(ServiceStatus::Other(text.to_owned()))
}

#[tokio::test]
async fn unknown_and_missing_states_are_preserved() {
    assert_eq!(service(&with_status("\"Hibernating\"")).await.status, other("Hibernating"));
    assert_eq!(service(&with_status("\"normal\"")).await.status, other("normal"));
    assert_eq!(service(&with_status("7")).await.status, other("7"));
    assert_eq!(service(&with_status("null")).await.status, None);
}

fn service_phase(text: &str) -> Phase {
    ServiceStatus::from(text.to_owned()).phase()
}

fn version_phase(text: &str) -> Phase {
    VersionStatus::from(text.to_owned()).phase()
}

#[test]
fn states_map_to_phases_and_back_to_text() {
    assert_eq!(service_phase("Normal"), Phase::Running);
    assert_eq!(service_phase("ToStart"), Phase::Stopped);
    assert_eq!(service_phase("Deploying"), Phase::Changing);
    assert_eq!(service_phase("ToDeploy"), Phase::Unstoppable);
    assert_eq!(service_phase("Started"), Phase::Unknown);
    assert_eq!(version_phase("Started"), Phase::Running);
    assert_eq!(version_phase("ToStart"), Phase::Stopped);
    assert_eq!(version_phase("Deploying"), Phase::Changing);
    assert_eq!(version_phase("Error"), Phase::Unstoppable);
    assert_eq!(version_phase(""), Phase::Unknown);
    for text in ["ToStart", "Deploying", "something new", ""] {
        assert_eq!(String::from(VersionStatus::from(text.to_owned())), text);
    }
}
