//! Malicious responses and user input, with the clients of all five clouds. A response is an error, and never causes a
//! panic, endless requests or unlimited memory. User input cannot change any other part of a request.

mod pages;
mod responses;
mod schema;
mod text;
mod urls;
mod user_input;

use std::sync::Arc;

use tingji_core::http_client::HttpClient;
use tingji_core::lifecycle::{Acknowledgement, Filter, StopRequest};
use tingji_core::operation::HttpResponse;
use tingji_core::testing::poll_ready;
use tingji_core::{DynLifecycle, Instance, InstanceId, Phase, Result, State};
use tingji_tests::fake_server::{self, FakeServer};

const CLOUDS: [&str; 5] = ["bce", "compshare", "huaweicloud", "ucloud", "volcengine"];

/// A page of a cloud's list. `more` contains the fields that announce further pages.
fn page(cloud: &str, rows: &str, more: &str) -> String {
    match cloud {
        "bce" => format!(r#"{{{more}"instances":{rows}}}"#),
        "compshare" => format!(r#"{{"RetCode":0,{more}"UHostSet":{rows}}}"#),
        "huaweicloud" => format!(r#"{{{more}"data":{rows}}}"#),
        "ucloud" => format!(r#"{{"RetCode":0,{more}"ServiceSet":{rows}}}"#),
        _ => {
            format!(r#"{{"ResponseMetadata":{{"RequestId":"r"}},"Result":{{{more}"Instances":{rows}}}}}"#)
        }
    }
}

/// Name of the id in a row of a cloud's list.
fn id_field(cloud: &str) -> &'static str {
    match cloud {
        "bce" | "huaweicloud" => "id",
        "compshare" => "UHostId",
        "ucloud" => "ServiceID",
        _ => "InstanceId",
    }
}

/// A row of a cloud's list with an id, already escaped for JSON, and further fields.
fn row(cloud: &str, id: &str, more: &str) -> String {
    format!(r#"{{"{}":"{id}"{more}}}"#, id_field(cloud))
}

fn client(cloud: &str, http_client: &Arc<dyn HttpClient>) -> Box<dyn DynLifecycle> {
    fake_server::cloud(cloud, Arc::clone(http_client)).unwrap()
}

fn id(text: &str) -> InstanceId {
    text.parse().unwrap()
}

/// A running instance with a location that every cloud accepts.
fn running(text: &str) -> Instance {
    let mut instance = Instance::new(id(text), State::new(Phase::Running, "Running"));
    instance.region = Some("cn-wlcb".into());
    instance.zone = Some("cn-wlcb-01".into());
    instance
}

/// Results of a client that receives the same response to every request.
struct ClientResults {
    /// The first page of the list.
    list: Result<Vec<Instance>>,
    /// The lookup of two instances.
    lookup: Result<Vec<Instance>>,
    stop: Result<Acknowledgement>,
    request_count: usize,
}

impl ClientResults {
    /// Checks the results of every cloud for a response that depends on the cloud.
    fn check_each(what: &str, response: fn(&str) -> HttpResponse, check: impl Fn(&str, &Self)) {
        for cloud in CLOUDS {
            let results = Self::of(cloud, response(cloud));
            check(&format!("{what}, {cloud}"), &results);
        }
    }

    fn of(cloud: &'static str, response: HttpResponse) -> Self {
        let server = FakeServer::always(response);
        let http_client: Arc<dyn HttpClient> = server.clone();
        let client = client(cloud, &http_client);
        let list = poll_ready(client.list(&Filter::all(), None)).map(|page| page.instances);
        let lookup = poll_ready(client.get_many(&[id("i-1"), id("i-2")]));
        let stop = poll_ready(client.send_stop(&running("i-1"), &StopRequest::default()));
        Self { list, lookup, stop, request_count: server.request_count() }
    }

    /// Texts of the errors.
    fn errors(&self) -> Vec<String> {
        let errors = [self.list.as_ref().err(), self.lookup.as_ref().err(), self.stop.as_ref().err()];
        errors.into_iter().flatten().map(ToString::to_string).collect()
    }

    /// Asserts that every result is an error with a safe text.
    fn assert_errors(&self, what: &str) {
        assert!(self.list.is_err(), "{what}: {:?}", self.list);
        assert!(self.lookup.is_err(), "{what}: {:?}", self.lookup);
        assert!(self.stop.is_err(), "{what}: {:?}", self.stop);
        self.assert_safe(what);
    }

    /// Asserts that errors are short and without control characters, and that few requests were sent.
    fn assert_safe(&self, what: &str) {
        for error in self.errors() {
            assert!(error.chars().count() < 2000, "{what}: {} characters", error.chars().count());
            assert!(!error.contains(char::is_control), "{what}: {error:?}");
        }
        // Each read has at most three attempts, and a lookup may fall back to one request per instance.
        assert!(self.request_count < 40, "{what}: {} requests", self.request_count);
    }
}
