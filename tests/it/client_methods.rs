//! Stop, start and delete as the methods of every provider's client send them, at all five clouds.
//!
//! The methods come from one macro and lead to one builder, so these tests run the builder with the client of each
//! cloud. The tests of each provider run its own methods.

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use tingji::Account;
use tingji_core::action_builder::{Delete, Start, Stop};
use tingji_core::clock::default_clock;
use tingji_core::engine::{ActionOptions, Outcome};
use tingji_core::instances::InstanceQuery;
use tingji_core::lifecycle::Support;
use tingji_core::{Credential, DynLifecycle, ErrorKind, Phase};
use tingji_sandbox::{Cloud, Sandbox, Scenario, Transition};

/// Running instance of the sandbox's demo, and an id that the demo does not have.
struct Ids {
    cloud: Cloud,
    running: &'static str,
    unknown: &'static str,
}

const IDS: [Ids; 5] = [
    Ids { cloud: Cloud::Bce, running: "i-DemoCpu1", unknown: "i-unknown" },
    Ids { cloud: Cloud::Compshare, running: "uhost-demo4090", unknown: "uhost-unknown" },
    Ids {
        cloud: Cloud::Huaweicloud,
        running: "62383738-e52a-450a-9f84-f9e705402be8",
        unknown: "00000000-e52a-450a-9f84-f9e705402be8",
    },
    Ids { cloud: Cloud::Ucloud, running: "uaiservice-demo1", unknown: "uaiservice-unknown" },
    Ids { cloud: Cloud::Volcengine, running: "i-demo0gni2a10train", unknown: "i-unknown" },
];

/// Starts the demo. A stop is complete at the second poll.
async fn sandbox() -> Sandbox {
    let mut scenario = Scenario::default();
    scenario.transition = Transition::AfterDescribes(1);
    Sandbox::start(scenario).await.unwrap()
}

/// Connects to a cloud of the sandbox with this key pair.
fn connect(sandbox: &Sandbox, cloud: Cloud, credential: Credential) -> Arc<dyn DynLifecycle> {
    let mut account = Account::new(cloud.name().parse::<tingji::Cloud>().unwrap(), credential);
    account.endpoint = Some(sandbox.endpoint());
    account.project_id.clone_from(&sandbox.account(cloud).project_id);
    account.connect().unwrap()
}

fn client(sandbox: &Sandbox, cloud: Cloud) -> Arc<dyn DynLifecycle> {
    connect(sandbox, cloud, sandbox.credential(cloud))
}

/// Returns options with polls as fast as the sandbox answers.
fn fast() -> ActionOptions {
    ActionOptions::new()
        .initial_backoff(Duration::from_millis(1))
        .max_backoff(Duration::from_millis(1))
        .deadline(Duration::from_secs(60))
}

fn stop(client: &Arc<dyn DynLifecycle>, id: &str) -> Stop {
    Stop::new(Arc::clone(client), default_clock().unwrap(), id).options(fast())
}

#[tokio::test]
async fn stop_returns_the_instance_and_its_charges() {
    let sandbox = sandbox().await;
    for Ids { cloud, running, .. } in IDS {
        let client = client(&sandbox, cloud);
        let stopped = stop(&client, running).await.unwrap();
        let instance = &stopped.instance;
        assert_eq!((instance.id.to_string().as_str(), instance.state.phase()), (running, Phase::Stopped));
        assert!(instance.region.is_some() && !instance.name.is_empty(), "{instance:?}");
        assert!(!instance.charges().is_empty(), "{instance:?}");
        assert_eq!(stopped.report.instance.as_ref(), Some(instance));
        assert!(!stopped.was_already_stopped, "{cloud}");
        let again = stop(&client, running).await.unwrap();
        assert!(again.was_already_stopped, "{cloud}");
        assert_eq!(again.report.outcome, Outcome::AlreadyStopped);
        assert_eq!(again.instance.id, stopped.instance.id);
        assert_eq!(sandbox.stops_sent(cloud, running), 1, "{cloud}");
    }
}

#[tokio::test]
async fn dry_run_returns_the_instance_and_changes_nothing() {
    let sandbox = sandbox().await;
    for Ids { cloud, running, .. } in IDS {
        let checked = stop(&client(&sandbox, cloud), running).dry_run().await.unwrap();
        assert_eq!(checked.instance.state.phase(), Phase::Running, "{cloud}");
        assert_eq!(checked.report.outcome, Outcome::WouldStop, "{cloud}");
        assert_eq!(sandbox.stops_sent(cloud, running), 0, "{cloud}");
    }
}

#[tokio::test]
async fn accepted_stop_is_not_reported_as_stopped() {
    let sandbox = sandbox().await;
    for Ids { cloud, running, .. } in IDS {
        let accepted = stop(&client(&sandbox, cloud), running).return_on_accepted().await.unwrap();
        assert_eq!(accepted.report.outcome, Outcome::Unconfirmed, "{cloud}");
        assert_eq!(sandbox.stops_sent(cloud, running), 1, "{cloud}");
    }
}

#[tokio::test]
async fn wrong_key_is_an_error_of_every_method() {
    let sandbox = sandbox().await;
    for Ids { cloud, running, .. } in IDS {
        let access_key = sandbox.credential(cloud).access_key().to_owned();
        let client = connect(&sandbox, cloud, Credential::new(access_key, "wrong"));
        let error = stop(&client, running).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (Some(ErrorKind::Credentials), Outcome::Failed),
            "{cloud}"
        );
        assert!(error.advice().is_some(), "{error}");
        assert!(!format!("{error:?} {error}").contains("\"wrong\""), "{error}");
        let error = InstanceQuery::new(client).collect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials, "{cloud}");
    }
}

#[tokio::test]
async fn wrong_id_is_an_error() {
    let sandbox = sandbox().await;
    for Ids { cloud, unknown, .. } in IDS {
        let client = client(&sandbox, cloud);
        let malformed = stop(&client, "../i-1?force").await.unwrap_err();
        assert_eq!(
            (malformed.kind(), malformed.report().is_none()),
            (Some(ErrorKind::InvalidRequest), true),
            "{cloud}"
        );
        let error = stop(&client, unknown).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::NotFound, "{cloud}");
        let sentence =
            format!("the stop of {unknown} found no instance: no such instance in this account and region");
        assert_eq!(error.to_string(), sentence);
        let error: Box<dyn StdError + Send + Sync> = Box::new(error);
        assert!(format!("{error:?}").contains("NotFound"), "{error:?}");
    }
}

#[tokio::test]
async fn stop_without_charge_is_refused_where_it_does_not_exist() {
    let sandbox = sandbox().await;
    let mut refusals = 0;
    for Ids { cloud, running, .. } in IDS {
        let client = client(&sandbox, cloud);
        if client.capabilities().no_charge == Support::Yes {
            continue;
        }
        let error = stop(&client, running).no_charge().await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unsupported, "{cloud}");
        assert_eq!(error.advice(), Some("this product does not support that option; run again without it"));
        assert_eq!(sandbox.stops_sent(cloud, running), 0, "{cloud}");
        refusals += 1;
    }
    assert_eq!(refusals, 3);
}

#[tokio::test]
async fn start_and_delete_are_confirmed() {
    let sandbox = sandbox().await;
    // A whole UCloud service cannot be started. The tests of its crate start a version.
    for Ids { cloud, running, .. } in IDS.into_iter().filter(|ids| ids.cloud != Cloud::Ucloud) {
        let client = client(&sandbox, cloud);
        let clock = default_clock().unwrap();
        let start = Start::new(Arc::clone(&client), Arc::clone(&clock), running).options(fast());
        assert!(start.await.unwrap().was_already_done, "{cloud}");
        let _stopped = stop(&client, running).await.unwrap();
        let deleted = Delete::new(client, clock, running).options(fast()).await.unwrap();
        assert_eq!((deleted.report.outcome, deleted.was_already_done), (Outcome::Done, false), "{cloud}");
        assert_eq!(deleted.instance.id.to_string(), running);
    }
}
