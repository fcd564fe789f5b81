//! What the five clouds' clients make of any reply: an output or an error, and nothing worse.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::Arc;

use tingji_core::http_client::HttpClient;
use tingji_core::lifecycle::{Filter, RebootRequest, StartRequest, StopRequest};
use tingji_core::operation::HttpResponse;
use tingji_core::testing::poll_ready;
use tingji_core::{Instance, InstanceId, Lifecycle, Phase, Result, State};

use super::asked;
use crate::peer::{self, Peer, SECRET, TOKEN, reply_of};

/// What any result must be like.
pub(crate) fn fair<T: Debug>(what: &str, result: &Result<T>) {
    let Err(error) = result else { return };
    let text = error.to_string();
    assert!(text.chars().count() < 2500, "{what}: {} characters", text.chars().count());
    assert!(!text.contains(char::is_control), "{what}: {text:?}");
    assert!(!text.contains(SECRET) && !text.contains(TOKEN), "{what}: {text}");
    assert!(error.retry_after().is_none_or(|wait| wait.as_secs() <= 3600), "{what}: {error:?}");
}

/// The names of the operations that a target has asked, for the test that none is left out.
pub type Names = BTreeSet<&'static str>;

/// Lists, looks up, stops, starts and reboots, all answered with this reply.
fn lifecycle(cloud: &dyn Lifecycle, status: u16) {
    let id = if cloud.cloud() == "ucloud" { "uaiservice-a@1-1" } else { "i-a" };
    let Ok(id) = id.parse::<InstanceId>() else { panic!("{id} is an id") };
    let filter = Filter::all();
    if let Ok(page) = poll_ready(cloud.list(&filter, None)) {
        assert_eq!(status / 100, 2, "a list of {} instances", page.instances.len());
    }
    let ids = [id.clone(), id.clone()];
    fair("get_many", &poll_ready(cloud.get_many(&ids)));
    fair("get_many", &poll_ready(cloud.get_many(&ids[..1])));
    let mut instance = Instance::new(id, State::new(Phase::Running, "Running"));
    (instance.region, instance.zone) = (Some("cn-wlcb".to_owned()), Some("cn-wlcb-01".to_owned()));
    let answers = [
        poll_ready(cloud.stop(&instance, &StopRequest::default())),
        poll_ready(cloud.start(&instance, &StartRequest::default())),
        poll_ready(cloud.reboot(&instance, &RebootRequest::default())),
    ];
    for answer in answers {
        fair("an order", &answer);
        let Ok(receipt) = answer else { continue };
        assert_eq!(status / 100, 2, "taken on: {receipt:?}");
        let id = receipt.request_id.unwrap_or_default();
        assert!(id.len() < 2500 && !id.contains(char::is_control), "{id:?}");
    }
}

fn run<C: Lifecycle>(
    data: &[u8],
    client: fn(Arc<dyn HttpClient>) -> Result<C>,
    ask: fn(&C, HttpResponse) -> Names,
) {
    let reply = reply_of(data);
    let status = reply.status;
    let Ok(client) = client(Peer::saying(reply.clone())) else { panic!("the settings are right") };
    lifecycle(&client, status);
    ask(&client, reply);
}

/// Baidu: every operation.
pub fn reply_bce(data: &[u8]) {
    run(data, peer::bce, |client, _| asked::bce(client));
}

/// CompShare: every operation.
pub fn reply_compshare(data: &[u8]) {
    run(data, peer::compshare, |client, _| asked::compshare(client));
}

/// Huawei: every operation of ModelArts and IAM.
pub fn reply_huaweicloud(data: &[u8]) {
    run(data, peer::huaweicloud, |client, reply| asked::huaweicloud(client, &iam(Peer::saying(reply))));
}

/// UCloud: every operation.
pub fn reply_ucloud(data: &[u8]) {
    run(data, peer::ucloud, |client, _| asked::ucloud(client));
}

/// Volcengine: every operation.
pub fn reply_volcengine(data: &[u8]) {
    run(data, peer::volcengine, |client, _| asked::volcengine(client));
}

fn iam(peer: Arc<dyn HttpClient>) -> tingji_huaweicloud::IamClient {
    peer::iam(peer).unwrap_or_else(|error| panic!("the settings are right: {error}"))
}

/// Returns the names of the operations that a cloud's target sends.
pub fn names(cloud: &str) -> Names {
    send_every_operation(cloud, Peer::saying(peer::reply(403, "")))
}

/// Sends every operation of a cloud through this HTTP client, with this text in place of every text argument.
/// Operations that refuse the text are left out; returns the names of the others.
pub fn send_with_text(cloud: &str, text: &str, client: Arc<dyn HttpClient>) -> Names {
    asked::with_text(text, || send_every_operation(cloud, client))
}

fn send_every_operation(cloud: &str, peer: Arc<dyn HttpClient>) -> Names {
    let names = match cloud {
        "bce" => peer::bce(peer).map(|client| asked::bce(&client)),
        "compshare" => peer::compshare(peer).map(|client| asked::compshare(&client)),
        "huaweicloud" => {
            peer::huaweicloud(Arc::clone(&peer)).map(|client| asked::huaweicloud(&client, &iam(peer)))
        }
        "ucloud" => peer::ucloud(peer).map(|client| asked::ucloud(&client)),
        _ => peer::volcengine(peer).map(|client| asked::volcengine(&client)),
    };
    names.unwrap_or_default()
}
