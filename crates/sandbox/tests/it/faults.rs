mod admin;
mod connection;
mod lists;
mod rules;
mod stops;

use serde_json::{Value, json};
use tingji_sandbox::{Cloud, Fault, InstanceSpec, RequestRecord, Sandbox, Scenario, Transition};
use tingji_signing_core::{Bce, Huaweicloud, Params, Ucloud, Volcengine};

use crate::client::{Call, Reply, start};

/// Starts a sandbox with an instance `i-1` on each cloud. A stop takes a minute.
async fn five(faults: Vec<Fault>) -> Sandbox {
    let mut scenario = Scenario::empty();
    scenario.transition = Transition::AfterMs(60_000);
    scenario.instances = Cloud::ALL.map(|cloud| InstanceSpec::new(cloud, "i-1")).to_vec();
    scenario.faults = faults;
    start(scenario).await
}

/// Starts a sandbox with `count` instances of one cloud, named `i-00`, `i-01` and so on.
async fn many(cloud: Cloud, count: usize, faults: Vec<Fault>) -> Sandbox {
    let mut scenario = Scenario::empty();
    scenario.instances = (0..count).map(|at| InstanceSpec::new(cloud, format!("i-{at:02}"))).collect();
    scenario.faults = faults;
    start(scenario).await
}

fn form(pairs: &[(&str, &str)]) -> String {
    let mut params = Params::new(pairs[0].1);
    for (name, value) in &pairs[1..] {
        params.push(*name, *value);
    }
    params.to_form()
}

fn project(sandbox: &Sandbox) -> String {
    sandbox.account(Cloud::Huaweicloud).project_id.unwrap()
}

/// A signed stop.
fn stop(sandbox: &Sandbox, cloud: Cloud, id: &str) -> Call {
    let key = sandbox.credential(cloud);
    match cloud {
        Cloud::Ucloud => {
            let zone = [("Region", "cn-bj2"), ("Zone", "cn-bj2-04")];
            let body = form(&[("Action", "StopUAIService"), zone[0], zone[1], ("ServiceID", id)]);
            Call::new(sandbox, "POST", "/").body(&body).sign(&Ucloud, &key)
        }
        Cloud::Compshare => {
            let zone = [("Region", "cn-wlcb"), ("Zone", "cn-wlcb-01")];
            let body = form(&[("Action", "StopCompShareInstance"), zone[0], zone[1], ("UHostId", id)]);
            Call::new(sandbox, "POST", "/").body(&body).sign(&Ucloud, &key)
        }
        Cloud::Bce => {
            Call::new(sandbox, "PUT", &format!("/v2/instance/{id}?stop")).body("{}").sign(&Bce::new(), &key)
        }
        Cloud::Volcengine => {
            let target = format!("/?Action=StopInstance&Version=2020-04-01&InstanceId={id}");
            Call::new(sandbox, "GET", &target).sign(&Volcengine::new("cn-beijing", "ecs"), &key)
        }
        Cloud::Huaweicloud => {
            let target = format!("/v1/{}/dev-servers/{id}/stop", project(sandbox));
            Call::new(sandbox, "PUT", &target).sign(&Huaweicloud::new(), &key)
        }
    }
}

/// Signed request for a page of a list.
fn list(sandbox: &Sandbox, cloud: Cloud, from: &str, size: usize) -> Call {
    let key = sandbox.credential(cloud);
    match cloud {
        Cloud::Ucloud | Cloud::Compshare => {
            let action =
                if cloud == Cloud::Ucloud { "GetUAIServiceList" } else { "DescribeCompShareInstance" };
            let body = form(&[("Action", action), ("Offset", from), ("Limit", &size.to_string())]);
            Call::new(sandbox, "POST", "/").body(&body).sign(&Ucloud, &key)
        }
        Cloud::Bce => Call::new(sandbox, "GET", &format!("/v2/instance?marker={from}&maxKeys={size}"))
            .sign(&Bce::new(), &key),
        Cloud::Volcengine => {
            let page = format!("MaxResults={size}&NextToken={from}");
            let target = format!("/?Action=DescribeInstances&Version=2020-04-01&{page}");
            Call::new(sandbox, "GET", &target).sign(&Volcengine::new("cn-beijing", "ecs"), &key)
        }
        Cloud::Huaweicloud => {
            let target = format!("/v1/{}/dev-servers?limit={size}&offset={from}", project(sandbox));
            Call::new(sandbox, "GET", &target).sign(&Huaweicloud::new(), &key)
        }
    }
}

/// Ids and states of the instances in the response to a list.
fn shown(cloud: Cloud, reply: &Reply) -> Vec<(String, String)> {
    let (list, id, state) = match cloud {
        Cloud::Ucloud => ("/ServiceSet", "ServiceID", "Status"),
        Cloud::Compshare => ("/UHostSet", "UHostId", "State"),
        Cloud::Bce => ("/instances", "id", "status"),
        Cloud::Volcengine => ("/Result/Instances", "InstanceId", "Status"),
        Cloud::Huaweicloud => ("/data", "id", "status"),
    };
    let list = reply.at(list);
    list.as_array().unwrap().iter().map(|row| (text(&row[id]), text(&row[state]))).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// The vendor's code in a response, as text.
fn code(cloud: Cloud, reply: &Reply) -> String {
    let place = match cloud {
        Cloud::Ucloud | Cloud::Compshare => "/RetCode",
        Cloud::Bce => "/code",
        Cloud::Volcengine => "/ResponseMetadata/Error/Code",
        Cloud::Huaweicloud => "/error_code",
    };
    let code = reply.json().pointer(place).cloned().unwrap_or(json!(0));
    code.as_str().map_or_else(|| code.to_string(), str::to_owned)
}

fn state(sandbox: &Sandbox, cloud: Cloud) -> String {
    sandbox.state_of(cloud, "i-1").unwrap()
}

fn last(sandbox: &Sandbox) -> RequestRecord {
    sandbox.requests().pop().unwrap()
}

/// States of the five clouds before a stop, and during it.
fn is_untouched(sandbox: &Sandbox, cloud: Cloud) -> bool {
    let same = ["Normal", "Running", "RUNNING"].contains(&state(sandbox, cloud).as_str());
    same && sandbox.stops_sent(cloud, "i-1") == 0 && sandbox.effects(cloud, "i-1") == 0
}
