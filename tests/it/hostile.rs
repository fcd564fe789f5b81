//! Peers that mean harm, against the clients of all five clouds: an error, never a panic, a request
//! without end or memory without bound; and nothing that a user gives leaves its place in a request.

mod answers;
mod given;
mod lists;
mod shapes;
mod urls;
mod words;

use std::sync::Arc;

use tingji_core::http_client::HttpClient;
use tingji_core::lifecycle::{Acknowledgement, Filter, StopRequest};
use tingji_core::operation::HttpResponse;
use tingji_core::testing::poll_ready;
use tingji_core::{Instance, InstanceId, Lifecycle, Phase, Result, State};
use tingji_tests::peer::{self, Peer};

const CLOUDS: [&str; 5] = ["bce", "compshare", "huaweicloud", "ucloud", "volcengine"];

/// A page of this cloud's list with these rows; `goes_on` is what says that there is more.
fn page(cloud: &str, rows: &str, goes_on: &str) -> String {
    match cloud {
        "bce" => format!(r#"{{{goes_on}"instances":{rows}}}"#),
        "compshare" => format!(r#"{{"RetCode":0,{goes_on}"UHostSet":{rows}}}"#),
        "huaweicloud" => format!(r#"{{{goes_on}"data":{rows}}}"#),
        "ucloud" => format!(r#"{{"RetCode":0,{goes_on}"ServiceSet":{rows}}}"#),
        _ => {
            format!(r#"{{"ResponseMetadata":{{"RequestId":"r"}},"Result":{{{goes_on}"Instances":{rows}}}}}"#)
        }
    }
}

/// The name of the id in a row of this cloud's list.
fn id_name(cloud: &str) -> &'static str {
    match cloud {
        "bce" | "huaweicloud" => "id",
        "compshare" => "UHostId",
        "ucloud" => "ServiceID",
        _ => "InstanceId",
    }
}

/// A row with this id, which is the inside of a JSON string, and these further fields.
fn row(cloud: &str, id: &str, more: &str) -> String {
    format!(r#"{{"{}":"{id}"{more}}}"#, id_name(cloud))
}

fn cloud(name: &str, peer: &Arc<dyn HttpClient>) -> Box<dyn Lifecycle> {
    peer::cloud(name, Arc::clone(peer)).unwrap()
}

fn id(text: &str) -> InstanceId {
    text.parse().unwrap()
}

/// A running instance in a place that all clouds take.
fn running(text: &str) -> Instance {
    let mut instance = Instance::new(id(text), State::new(Phase::Running, "Running"));
    (instance.region, instance.zone) = (Some("cn-wlcb".into()), Some("cn-wlcb-01".into()));
    instance
}

/// What a client makes of a peer: the list's first page, a look-up of two, and a stop.
struct Met {
    list: Result<Vec<Instance>>,
    found: Result<Vec<Instance>>,
    stop: Result<Acknowledgement>,
    /// How many requests that took.
    asked: usize,
}

impl Met {
    fn each(what: &str, made: fn(&str) -> HttpResponse, check: impl Fn(&str, &Self)) {
        for cloud in CLOUDS {
            let met = Self::with(cloud, made(cloud));
            check(&format!("{what}, {cloud}"), &met);
        }
    }

    fn with(name: &'static str, reply: HttpResponse) -> Self {
        let peer = Peer::saying(reply);
        let transport: Arc<dyn HttpClient> = peer.clone();
        let client = cloud(name, &transport);
        let list = poll_ready(client.list(&Filter::all(), None)).map(|page| page.instances);
        let found = poll_ready(client.get_many(&[id("i-1"), id("i-2")]));
        let stop = poll_ready(client.stop(&running("i-1"), &StopRequest::default()));
        Self { list, found, stop, asked: peer.asked() }
    }

    /// The errors, each as a person sees it.
    fn errors(&self) -> Vec<String> {
        let errors = [self.list.as_ref().err(), self.found.as_ref().err(), self.stop.as_ref().err()];
        errors.into_iter().flatten().map(ToString::to_string).collect()
    }

    /// Nothing came of it, and it was told in short lines without control characters.
    fn is_refused(&self, what: &str) {
        assert!(self.list.is_err(), "{what}: {:?}", self.list);
        assert!(self.found.is_err(), "{what}: {:?}", self.found);
        assert!(self.stop.is_err(), "{what}: {:?}", self.stop);
        self.is_fair(what);
    }

    fn is_fair(&self, what: &str) {
        for error in self.errors() {
            assert!(error.chars().count() < 2000, "{what}: {} characters", error.chars().count());
            assert!(!error.contains(char::is_control), "{what}: {error:?}");
        }
        // Each read is tried three times at most, and a look-up may fall back on one by one.
        assert!(self.asked < 40, "{what}: {} requests", self.asked);
    }
}
