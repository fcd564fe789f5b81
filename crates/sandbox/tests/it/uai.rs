use std::time::Duration;

use serde_json::{Value, json};
use tingji_core::Credential;
use tingji_sandbox::{Cloud, InstanceSpec, Sandbox, Scenario, VersionSpec};
use tingji_signing_core::{Params, Ucloud};

use crate::client::{Call, Reply, fleet, machine, start, wrong_key};

const PLACE: [(&str, &str); 2] = [("Region", "cn-bj2"), ("Zone", "cn-bj2-04")];

fn service() -> InstanceSpec {
    machine(Cloud::Ucloud, "uaiservice-1", |instance| {
        let mut idle = VersionSpec::new("5-8");
        idle.state = "ToStart".into();
        instance.versions = vec![VersionSpec::new("5-6"), VersionSpec::new("5-7"), idle];
    })
}

fn form(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Call {
    let mut all = Params::new(action);
    params.iter().for_each(|(key, value)| {
        all.push(*key, *value);
    });
    Call::new(sandbox, "POST", "/")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(&all.to_form())
}

async fn ask(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Value {
    let call = form(sandbox, action, params).sign(&Ucloud, &sandbox.credential(Cloud::Ucloud));
    let reply = call.send(sandbox).await;
    assert_eq!(reply.status, 200);
    assert!(reply.header("x-ucloud-request-uuid").is_some());
    assert_eq!(reply.at("/Action"), format!("{action}Response"));
    reply.json()
}

async fn stop(sandbox: &Sandbox, params: &[(&str, &str)]) -> Value {
    ask(sandbox, "StopUAIService", &[&PLACE, params].concat()).await
}

async fn code(sandbox: &Sandbox, call: Call) -> i64 {
    let reply: Reply = call.send(sandbox).await;
    assert_eq!(reply.status, 200, "UCloud answers 200 whatever happens");
    reply.at("/RetCode").as_i64().unwrap()
}

#[tokio::test]
async fn version_stop_does_not_affect_other_versions() {
    let sandbox = fleet(vec![service()]).await;
    let reply = stop(&sandbox, &[("ServiceID", "uaiservice-1"), ("SrvVersion", "5-6")]).await;
    assert_eq!(reply, json!({"Action": "StopUAIServiceResponse", "RetCode": 0, "Message": ""}));

    let id = [("ServiceID", "uaiservice-1"), ("SrvVersion", "5-6")];
    for expected in ["Started", "Started", "ToStart"] {
        let list = ask(&sandbox, "GetUAISrvVersionList", &id).await;
        assert_eq!(list["SrvVersionSet"][0]["Status"], expected);
    }
    assert_eq!(sandbox.state_of(Cloud::Ucloud, "uaiservice-1@5-7").unwrap(), "Started");
    assert_eq!(sandbox.state_of(Cloud::Ucloud, "uaiservice-1").unwrap(), "Normal");
    assert_eq!(sandbox.stops_sent(Cloud::Ucloud, "uaiservice-1@5-6"), 1);
    assert_eq!(sandbox.stops_sent(Cloud::Ucloud, "uaiservice-1"), 0);
}

#[tokio::test]
async fn service_stops_with_its_last_version() {
    let sandbox = start_with_time().await;
    for version in ["5-6", "5-7"] {
        assert_eq!(
            stop(&sandbox, &[("ServiceID", "uaiservice-1"), ("SrvVersion", version)]).await["RetCode"],
            0
        );
    }
    sandbox.advance(Duration::from_secs(2));
    assert_eq!(sandbox.state_of(Cloud::Ucloud, "uaiservice-1").unwrap(), "ToStart");
}

async fn start_with_time() -> Sandbox {
    let mut scenario = Scenario::empty();
    scenario.instances = vec![service()];
    start(scenario).await
}

#[tokio::test]
async fn service_stop_stops_its_versions_after_the_delay() {
    let sandbox = start_with_time().await;
    // The vendor's tool sends an empty version for the whole service.
    assert_eq!(stop(&sandbox, &[("ServiceID", "uaiservice-1"), ("SrvVersion", "")]).await["RetCode"], 0);

    sandbox.advance(Duration::from_millis(1999));
    assert_eq!(sandbox.state_of(Cloud::Ucloud, "uaiservice-1").unwrap(), "Normal");
    sandbox.advance(Duration::from_millis(1));
    let set = ask(&sandbox, "GetUAIServiceList", &[("ServiceID", "uaiservice-1"), ("Limit", "0")]).await;
    let service = &set["ServiceSet"][0];
    assert_eq!(
        (service["Status"].as_str(), service["SrvVerStartedCount"].as_i64()),
        (Some("ToStart"), Some(0))
    );
    assert_eq!(service["SrvVerToStartCount"], 3);
    assert_eq!(sandbox.state_of(Cloud::Ucloud, "uaiservice-1@5-6").unwrap(), "ToStart");
}

#[tokio::test]
async fn second_stop_is_accepted_without_effect() {
    let sandbox = start_with_time().await;
    for params in [
        [("ServiceID", "uaiservice-1"), ("SrvVersion", "5-6")],
        [("ServiceID", "uaiservice-1"), ("SrvVersion", "")],
    ] {
        let effects = sandbox.effects(Cloud::Ucloud, "uaiservice-1");
        sandbox.advance(Duration::from_millis(10));
        for _ in 0..2 {
            assert_eq!(stop(&sandbox, &params).await["RetCode"], 0);
        }
        assert_eq!(sandbox.effects(Cloud::Ucloud, "uaiservice-1"), effects + 1);
    }
    assert_eq!(sandbox.stops_sent(Cloud::Ucloud, "uaiservice-1"), 2);
    assert_eq!(sandbox.stops_sent(Cloud::Ucloud, "uaiservice-1@5-6"), 2);
}

#[tokio::test]
async fn stop_requires_a_running_service() {
    let sandbox =
        fleet(vec![service(), machine(Cloud::Ucloud, "uaiservice-2", |i| i.state = "ToStart".into())]).await;
    for params in [
        [("ServiceID", "uaiservice-2"), ("SrvVersion", "")],
        [("ServiceID", "uaiservice-1"), ("SrvVersion", "5-8")],
    ] {
        let reply = stop(&sandbox, &params).await;
        assert_eq!(reply["RetCode"], 210);
        assert!(reply["Message"].as_str().unwrap().contains("is ToStart"));
    }
    let unknown = stop(&sandbox, &[("ServiceID", "uaiservice-1"), ("SrvVersion", "9-9")]).await;
    assert_eq!(unknown["Message"], "Params [SrvVersion] not available");
}

#[tokio::test]
async fn unknown_service_is_not_listed_or_stopped() {
    let sandbox = fleet(vec![service()]).await;
    let list = ask(&sandbox, "GetUAIServiceList", &[("ServiceID", "uaiservice-9")]).await;
    assert_eq!((&list["TotalCount"], &list["ServiceSet"]), (&json!(0), &json!([])));
    assert_eq!(stop(&sandbox, &[("ServiceID", "uaiservice-9")]).await["RetCode"], 230);
    let elsewhere = [("ServiceID", "uaiservice-1"), ("Region", "cn-sh2"), ("Zone", "cn-sh2-02")];
    assert_eq!(ask(&sandbox, "StopUAIService", &elsewhere).await["RetCode"], 230);
    assert_eq!(sandbox.stops_sent(Cloud::Ucloud, "uaiservice-1"), 0);
}

#[tokio::test]
async fn stop_requires_all_parameters() {
    let sandbox = fleet(vec![service()]).await;
    for missing in ["ServiceID", "Region", "Zone"] {
        let mut params = [&PLACE[..], &[("ServiceID", "uaiservice-1")]].concat();
        params.retain(|(key, _)| *key != missing);
        let reply = ask(&sandbox, "StopUAIService", &params).await;
        assert_eq!(
            (reply["RetCode"].as_i64(), reply["Message"].as_str().unwrap()),
            (Some(220), &*format!("Missing params [{missing}]"))
        );
    }
}

#[tokio::test]
async fn limit_zero_lists_everything() {
    let ids = ["uaiservice-1", "uaiservice-2", "uaiservice-3"];
    let sandbox = fleet(ids.map(|id| InstanceSpec::new(Cloud::Ucloud, id)).to_vec()).await;
    for (offset, limit, expected) in
        [("0", "0", &ids[..]), ("1", "1", &ids[1..2]), ("2", "", &ids[2..]), ("9", "0", &[])]
    {
        let list = ask(&sandbox, "GetUAIServiceList", &[("Offset", offset), ("Limit", limit)]).await;
        let found: Vec<_> = list["ServiceSet"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["ServiceID"].as_str().unwrap())
            .collect();
        assert_eq!((&found[..], list["TotalCount"].as_i64()), (expected, Some(3)));
    }
    assert_eq!(ask(&sandbox, "GetUAIServiceList", &[("Limit", "many")]).await["RetCode"], 230);
}

#[tokio::test]
async fn gateway_has_a_code_for_each_signature_error() {
    let sandbox = fleet(vec![service()]).await;
    let credential = sandbox.credential(Cloud::Ucloud);
    let call = form(&sandbox, "GetUAIServiceList", &[]);
    assert_eq!(code(&sandbox, call.clone()).await, 170);
    let reply = call.clone().sign(&Ucloud, &wrong_key(&credential)).send(&sandbox).await;
    assert_eq!((reply.at("/RetCode"), reply.at("/Message")), (json!(171), json!("Signature VerifyAC Error")));
    assert_eq!(code(&sandbox, call.clone().sign(&Ucloud, &Credential::new("nobody", "x"))).await, 172);
    assert_eq!(
        code(&sandbox, call.clone().sign(&Ucloud, &credential.clone().with_security_token("x"))).await,
        174
    );
    assert_eq!(code(&sandbox, form(&sandbox, "", &[]).sign(&Ucloud, &credential)).await, 160);
    assert_eq!(code(&sandbox, form(&sandbox, "RunAway", &[]).sign(&Ucloud, &credential)).await, 161);

    let mut changed =
        form(&sandbox, "StopUAIService", &[("ServiceID", "uaiservice-1")]).sign(&Ucloud, &credential);
    changed.body =
        String::from_utf8(changed.body).unwrap().replace("uaiservice-1", "uaiservice-2").into_bytes();
    assert_eq!(code(&sandbox, changed).await, 171);
}

#[tokio::test]
async fn query_and_json_body_equal_a_form() {
    let sandbox = fleet(vec![service()]).await;
    let credential = sandbox.credential(Cloud::Ucloud);
    let query = Call::new(&sandbox, "GET", "/?Action=GetUAIServiceList&ServiceID=uaiservice-1&Limit=1");
    assert_eq!(query.sign(&Ucloud, &credential).send(&sandbox).await.at("/TotalCount"), 1);
    let json = Call::new(&sandbox, "POST", "/?Action=ForTheLog").header("Content-Type", "application/json");
    let json = json.body(r#"{"Action": "GetUAIServiceList", "ServiceID": "uaiservice-1", "Limit": 1}"#);
    assert_eq!(json.sign(&Ucloud, &credential).send(&sandbox).await.at("/TotalCount"), 1);
}

#[tokio::test]
async fn temporary_keys_require_their_token() {
    let scenario = r#"{"accounts": [{"cloud": "ucloud", "access_key": "tmp", "secret_key": "k", "security_token": "tok", "project_id": "org-1"}]}"#;
    let sandbox = start(Scenario::from_json(scenario).unwrap()).await;
    assert_eq!(ask(&sandbox, "GetUAIServiceList", &[("ProjectId", "org-1")]).await["RetCode"], 0);
    assert_eq!(ask(&sandbox, "GetUAIServiceList", &[("ProjectId", "org-2")]).await["RetCode"], 292);
    assert_eq!(ask(&sandbox, "GetProjectList", &[]).await["ProjectSet"][0]["ProjectId"], "org-1");
    for (credential, expected) in
        [(Credential::new("tmp", "k"), 174), (Credential::new("tmp", "k").with_security_token("other"), 174)]
    {
        let call = form(&sandbox, "GetUAIServiceList", &[]).sign(&Ucloud, &credential);
        assert_eq!(code(&sandbox, call).await, expected);
    }
}

async fn act(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Value {
    ask(sandbox, action, &[&PLACE, params].concat()).await
}

#[tokio::test]
async fn version_start_restarts_its_service() {
    let mut stopped = service();
    stopped.state = "ToStart".into();
    stopped.versions.truncate(1);
    stopped.versions[0].state = "ToStart".into();
    let mut scenario = Scenario::empty();
    scenario.instances = vec![stopped];
    let sandbox = start(scenario).await;
    let id = [("ServiceID", "uaiservice-1"), ("SrvVersion", "5-6")];
    assert_eq!(act(&sandbox, "StartUAIService", &id[..1]).await["Message"], "Missing params [SrvVersion]");
    let reply = act(&sandbox, "StartUAIService", &id).await;
    assert_eq!(reply, json!({"Action": "StartUAIServiceResponse", "RetCode": 0, "Message": ""}));
    assert_eq!(sandbox.state_of(Cloud::Ucloud, "uaiservice-1@5-6").unwrap(), "ToStart");
    sandbox.advance(Duration::from_secs(2));
    assert_eq!(sandbox.state_of(Cloud::Ucloud, "uaiservice-1@5-6").unwrap(), "Started");
    assert_eq!(sandbox.state_of(Cloud::Ucloud, "uaiservice-1").unwrap(), "Normal");
    assert_eq!(act(&sandbox, "StartUAIService", &id).await["RetCode"], 210);
    assert_eq!(act(&sandbox, "StopUAIService", &id[..1]).await["RetCode"], 0);
    sandbox.advance(Duration::from_secs(2));
    assert_eq!(sandbox.state_of(Cloud::Ucloud, "uaiservice-1").unwrap(), "ToStart");
}

#[tokio::test]
async fn deletion_requires_a_stopped_resource() {
    let sandbox = start_with_time().await;
    let id = [("ServiceID", "uaiservice-1"), ("SrvVersion", "5-6")];
    assert_eq!(act(&sandbox, "DeleteUAIService", &id).await["RetCode"], 210);
    assert_eq!(act(&sandbox, "DeleteUAIService", &id[..1]).await["RetCode"], 210);
    let idle = [("ServiceID", "uaiservice-1"), ("SrvVersion", "5-8")];
    assert_eq!(act(&sandbox, "DeleteUAIService", &idle).await["RetCode"], 0);
    sandbox.advance(Duration::from_secs(2));
    assert_eq!(sandbox.state_of(Cloud::Ucloud, "uaiservice-1@5-8"), None);
    assert_eq!(sandbox.state_of(Cloud::Ucloud, "uaiservice-1").unwrap(), "Normal");
    stop(&sandbox, &id[..1]).await;
    sandbox.advance(Duration::from_secs(2));
    assert_eq!(act(&sandbox, "DeleteUAIService", &id[..1]).await["RetCode"], 0);
    sandbox.advance(Duration::from_secs(2));
    assert_eq!(act(&sandbox, "GetUAIServiceList", &[]).await["ServiceSet"], json!([]));
}

/// Action, parameters, and the name of the invalid parameter.
type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], &'c str);

#[tokio::test]
async fn invalid_values_are_refused_by_name() {
    let sandbox = fleet(vec![service()]).await;
    let id = ("ServiceID", "uaiservice-1");
    let version = ("SrvVersion", "5-6");
    let cases: &[Case<'_>] = &[
        ("CreateUAIService", &[("SrvName", "image_a"), ("CPU", "3"), ("Memory", "3")], "CPU"),
        ("CreateUAIService", &[("SrvName", "image_a"), ("CPU", "2"), ("Memory", "4")], "Memory"),
        ("CreateUAIService", &[("SrvName", "image"), ("CPU", "2"), ("Memory", "2")], "SrvName"),
        ("CreateUAIExclusiveService", &[("SrvName", "image_a"), ("BillProdId", "1")], "BillProdId"),
        ("DeployUAIServiceByDocker", &[id, ("UimgName", "a"), ("DeployWeight", "101")], "DeployWeight"),
        ("DeployUAIService", &[id, ("UfileURL", "a"), ("OSVersion", "99")], "OSVersion"),
        ("ModifyUAISrvVersionWeight", &[id, version, ("DeployWeight", "0")], "DeployWeight"),
        ("ModifyUAISrvVersionMemo", &[id, ("SrvVersion", "9-9")], "SrvVersion"),
        (
            "ModifyUAISrvVersionNodeRange",
            &[id, version, ("NodeRangeMin", "1"), ("NodeRangeMax", "1")],
            "NodeRangeMin",
        ),
        (
            "ModifyUAISrvVersionNodeRange",
            &[id, version, ("NodeRangeMin", "3"), ("NodeRangeMax", "2")],
            "NodeRangeMax",
        ),
        ("GetUAISrvAvailableResource", &[("ServiceTypeId", "3")], "ServiceTypeId"),
        ("GetUAISrvRealTimeMetric", &[("ServiceID", "uaiservice-9")], "ServiceID"),
    ];
    for (action, params, wrong) in cases {
        let reply = act(&sandbox, action, params).await;
        let shown = (reply["RetCode"].as_i64(), reply["Message"].as_str().unwrap());
        assert_eq!(shown, (Some(230), &*format!("Params [{wrong}] not available")), "{action}");
    }
    assert_eq!(act(&sandbox, "SingUAISong", &[]).await["RetCode"], 161);
}
