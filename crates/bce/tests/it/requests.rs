use insta::assert_snapshot;
use tingji_bce::operation::{
    GetInstance, ListInstances, ListInstancesByIds, ListNoChargeInstances, StopInstance,
};
use tingji_core::testing::{Recorder, poll_ready};
use tingji_core::{Credential, ErrorKind};

use crate::{client, client_of};

#[test]
fn stop_sends_only_the_requested_options() {
    let recorder = Recorder::new().reply(200, "").reply(200, "");
    let client = client(&recorder);
    poll_ready(client.send(&StopInstance::new("i-YufwpQAe"))).unwrap();
    assert_snapshot!(recorder.last(), @r#"
    PUT /v2/instance/i-YufwpQAe?stop
    content-type: application/json; charset=utf-8
    x-bce-date: 2015-08-11T04:17:29Z

    {"forceStop":false}
    "#);
    poll_ready(client.send(&StopInstance::new("i-YufwpQAe").force_stop(true).stop_with_no_charge(true)))
        .unwrap();
    assert_snapshot!(recorder.last(), @r#"
    PUT /v2/instance/i-YufwpQAe?stop
    content-type: application/json; charset=utf-8
    x-bce-date: 2015-08-11T04:17:29Z

    {"forceStop":true,"stopWithNoCharge":true}
    "#);
}

#[test]
fn reads_send_their_filters() {
    let page = r#"{"instances":[]}"#;
    let recorder = Recorder::new().reply(200, r#"{"instance":{}}"#).reply(200, page).reply(200, page);
    let client = client(&recorder);
    poll_ready(client.send(&GetInstance::new("i-1").contains_failed(true).is_deploy_set(true))).unwrap();
    assert!(recorder.last().starts_with("GET /v2/instance/i-1?containsFailed=true&isDeploySet=true\n"));

    let mut list = ListInstances::new().marker("i-9");
    list = list.max_keys(1000);
    list = list.status(["Running", "Stopping"]);
    list = list.fuzzy_instance_name("训练 机");
    poll_ready(client.send(&list)).unwrap();
    assert!(recorder.last().starts_with(
        "GET /v2/instance?marker=i-9&maxKeys=1000&fuzzyInstanceName=%E8%AE%AD%E7%BB%83%20%E6%9C%BA&status=Running%2CStopping\n"
    ));

    poll_ready(client.send(&ListInstancesByIds::new(["i-1", "i-2"]))).unwrap();
    assert_snapshot!(recorder.last(), @r#"
    POST /v2/instance/listByInstanceId
    content-type: application/json; charset=utf-8
    x-bce-date: 2015-08-11T04:17:29Z

    {"instanceIds":["i-1","i-2"]}
    "#);
}

#[test]
fn regional_host_and_session_token_are_signed() {
    let recorder = Recorder::new().reply(200, "");
    let credential = Credential::new("my_ak", "my_sk").with_security_token("tok+/==");
    poll_ready(client_of(&recorder, credential).send(&StopInstance::new("i-YufwpQAe"))).unwrap();
    let request = recorder.requests().remove(0);
    assert_eq!(request.uri().to_string(), "https://bcc.bj.baidubce.com/v2/instance/i-YufwpQAe?stop");
    assert_eq!(request.headers()["x-bce-security-token"], "tok+/==");
    // Signature of the vendor's Go SDK; the Python SDK drops the token.
    assert_eq!(
        request.headers()["authorization"],
        "bce-auth-v1/my_ak/2015-08-11T04:17:29Z/1800/host;x-bce-date;x-bce-security-token/\
         b84028ef71d3b22559bc46f58d354d5ed6ecced13b1077e4b9b5bc1df8f9fa03"
    );
}

#[test]
fn malformed_id_is_rejected_before_sending() {
    let recorder = Recorder::new();
    let client = client(&recorder);
    for bad in ["i-1/../x", "i-1?start", "", "i 1"] {
        let error = poll_ready(client.send(&StopInstance::new(bad))).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{bad}");
    }
    assert!(recorder.requests().is_empty());
}

#[test]
fn malformed_region_is_rejected() {
    for bad in ["example.com/", "bj@example.com", "bj:443/", "b j", "bj#", "北京"] {
        let builder = tingji_bce::Client::builder(Credential::new("my_ak", "my_sk")).region(bad);
        let builder = builder.http_client(std::sync::Arc::new(Recorder::new()));
        assert_eq!(builder.build().unwrap_err().kind(), ErrorKind::Config, "{bad}");
    }
}

fn texts(count: usize) -> Vec<String> {
    vec!["a".to_owned(); count]
}

#[test]
fn invalid_filters_are_rejected_before_sending() {
    let recorder = Recorder::new();
    let client = client(&recorder);
    let all = ListInstances::new;
    let lists = [
        all().instance_ids(texts(101)),
        all().instance_names(["a,b"]),
        all().tags([""]),
        all().instance_names(texts(1)).fuzzy_instance_name("a"),
        all().private_ips(texts(1)),
        all().max_keys(0),
        all().max_keys(1001),
    ];
    for list in lists {
        let error = poll_ready(client.send(&list)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{list:?}");
    }
    let mut no_charge = ListNoChargeInstances::new();
    no_charge = no_charge.instance_ids(texts(101));
    assert_eq!(poll_ready(client.send(&no_charge)).unwrap_err().kind(), ErrorKind::InvalidRequest);
    for ids in [texts(0), texts(101), vec!["i/1".to_owned()]] {
        let error = poll_ready(client.send(&ListInstancesByIds::new(ids))).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    }
    assert!(recorder.requests().is_empty());
}
