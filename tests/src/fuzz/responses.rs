//! Clients of the five clouds that receive any response. The result is an output or an error, never a panic.

use std::sync::Arc;

use tingji_core::http_client::HttpClient;
use tingji_core::lifecycle::{Filter, RebootRequest, StartRequest, StopRequest};
use tingji_core::operation::HttpResponse;
use tingji_core::testing::poll_ready;
use tingji_core::{DynLifecycle, Instance, InstanceId, Phase, Result, State};

use super::checks::{MAX_TEXT_CHARS, OperationNames, assert_safe_error};
use super::operations;
use crate::fake_server::{self, FakeServer, parse_response};

/// Lists, looks up, stops, starts and reboots instances, with the same response to each request.
fn check_lifecycle(cloud: &dyn DynLifecycle, status: u16) {
    let id = if cloud.cloud() == "ucloud" { "uaiservice-a@1-1" } else { "i-a" };
    let Ok(id) = id.parse::<InstanceId>() else { panic!("{id} is an id") };
    let filter = Filter::all();
    if let Ok(page) = poll_ready(cloud.list(&filter, None)) {
        assert_eq!(status / 100, 2, "a list of {} instances", page.instances.len());
    }
    let ids = [id.clone(), id.clone()];
    assert_safe_error("get_many", &poll_ready(cloud.get_many(&ids)));
    assert_safe_error("get_many", &poll_ready(cloud.get_many(&ids[..1])));
    let mut instance = Instance::new(id, State::new(Phase::Running, "Running"));
    instance.region = Some("cn-wlcb".to_owned());
    instance.zone = Some("cn-wlcb-01".to_owned());
    let results = [
        poll_ready(cloud.send_stop(&instance, &StopRequest::default())),
        poll_ready(cloud.send_start(&instance, &StartRequest::default())),
        poll_ready(cloud.send_reboot(&instance, &RebootRequest::default())),
    ];
    for result in results {
        assert_safe_error("an action", &result);
        let Ok(acknowledgement) = result else { continue };
        assert_eq!(status / 100, 2, "accepted: {acknowledgement:?}");
        let id = acknowledgement.request_id.unwrap_or_default();
        assert!(id.len() < MAX_TEXT_CHARS && !id.contains(char::is_control), "{id:?}");
    }
}

fn run<C: DynLifecycle>(
    data: &[u8],
    client: fn(Arc<dyn HttpClient>) -> Result<C>,
    send_all: fn(&C, HttpResponse) -> OperationNames,
) {
    let response = parse_response(data);
    let status = response.status;
    let Ok(client) = client(FakeServer::always(response.clone())) else { panic!("the settings are valid") };
    check_lifecycle(&client, status);
    send_all(&client, response);
}

/// Sends every operation of Baidu.
pub fn reply_bce(data: &[u8]) {
    run(data, fake_server::bce, |client, _| operations::bce(client));
}

/// Sends every operation of CompShare.
pub fn reply_compshare(data: &[u8]) {
    run(data, fake_server::compshare, |client, _| operations::compshare(client));
}

/// Sends every operation of Huawei's ModelArts and IAM.
pub fn reply_huaweicloud(data: &[u8]) {
    run(data, fake_server::huaweicloud, |client, response| {
        operations::huaweicloud(client, &iam(FakeServer::always(response)))
    });
}

/// Sends every operation of UCloud.
pub fn reply_ucloud(data: &[u8]) {
    run(data, fake_server::ucloud, |client, _| operations::ucloud(client));
}

/// Sends every operation of Volcengine.
pub fn reply_volcengine(data: &[u8]) {
    run(data, fake_server::volcengine, |client, _| operations::volcengine(client));
}

fn iam(http_client: Arc<dyn HttpClient>) -> tingji_huaweicloud::IamClient {
    fake_server::iam(http_client).unwrap_or_else(|error| panic!("the settings are valid: {error}"))
}

/// Names of the operations that the target of a cloud sends.
pub fn operation_names(cloud: &str) -> OperationNames {
    send_every_operation(cloud, FakeServer::always(fake_server::response(403, "")))
}

/// Sends every operation of a cloud through an HTTP client, with this text in place of every text argument.
/// Returns the names of the operations that accept the text.
pub fn send_with_text(cloud: &str, text: &str, client: Arc<dyn HttpClient>) -> OperationNames {
    operations::with_text(text, || send_every_operation(cloud, client))
}

fn send_every_operation(cloud: &str, http_client: Arc<dyn HttpClient>) -> OperationNames {
    let names = match cloud {
        "bce" => fake_server::bce(http_client).map(|client| operations::bce(&client)),
        "compshare" => fake_server::compshare(http_client).map(|client| operations::compshare(&client)),
        "huaweicloud" => fake_server::huaweicloud(Arc::clone(&http_client))
            .map(|client| operations::huaweicloud(&client, &iam(http_client))),
        "ucloud" => fake_server::ucloud(http_client).map(|client| operations::ucloud(&client)),
        _ => fake_server::volcengine(http_client).map(|client| operations::volcengine(&client)),
    };
    names.unwrap_or_default()
}
