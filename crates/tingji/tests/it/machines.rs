//! Accounts that query a service for their credentials or project, against the sandbox.

use tingji::core::engine::{ActionOptions, Outcome};
use tingji::core::testing::TempHome;
use tingji::{Fleet, FleetJob};
use tingji_sandbox::{Sandbox, Scenario};

use crate::accounts::environment;
use crate::clouds::HUAWEICLOUD;

const HUAWEI: &str = "huaweicloud/62383738-e52a-450a-9f84-f9e705402be8";
const VOLCENGINE: &str = "volcengine/i-demo0gni2a10train";
const BCE: &str = "bce/i-DemoV100";

async fn sandbox() -> Sandbox {
    Sandbox::start(Scenario::from_json(r#"{"transition": {"after_describes": 1}}"#).unwrap()).await.unwrap()
}

async fn stop(home: &TempHome, targets: &[&str]) -> Vec<(Outcome, String)> {
    let orders: Vec<_> = targets.iter().map(|target| FleetJob::new(target.parse().unwrap())).collect();
    let options = ActionOptions::new().initial_backoff(std::time::Duration::from_millis(1));
    let reports = Fleet::new(environment(home)).run(&orders).options(options).await;
    assert!(reports.start_error().is_none(), "{reports:?}");
    reports.into_iter().map(|one| (one.report.outcome, one.report.message())).collect()
}

fn actions(sandbox: &Sandbox) -> Vec<String> {
    sandbox.requests().into_iter().map(|seen| seen.action).collect()
}

#[tokio::test]
async fn machine_roles_stop_instances_without_keys() {
    let sandbox = sandbox().await;
    let home = TempHome::new()
        .var("TINGJI_ENDPOINT", &sandbox.endpoint())
        .var("TINGJI_METADATA_ENDPOINT", &sandbox.endpoint());
    for (outcome, message) in stop(&home, &[VOLCENGINE, HUAWEI]).await {
        assert_eq!(outcome, Outcome::Stopped, "{message}");
    }
    let actions = actions(&sandbox);
    for action in ["MetadataCredentials", "SecurityKey", "KeystoneListProjects"] {
        assert!(actions.iter().any(|seen| seen == action), "{action}: {actions:?}");
    }
}

#[tokio::test]
async fn huawei_project_is_queried_for_keys_and_passwords() {
    let sandbox = sandbox().await;
    let own = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
    let home = TempHome::new().var("TINGJI_ENDPOINT", &sandbox.endpoint());
    let home = home
        .var("HUAWEICLOUD_SDK_AK", own.access_key())
        .var("HUAWEICLOUD_SDK_SK", own.secret_key().expose_secret());
    let (outcome, message) = stop(&home, &[HUAWEI]).await.remove(0);
    assert_eq!(outcome, Outcome::Stopped, "{message}");
    let home =
        TempHome::new().var("TINGJI_ENDPOINT", &sandbox.endpoint()).var("HW_DOMAIN_NAME", "my-account");
    let home =
        home.var("HW_USER_NAME", own.access_key()).var("HW_USER_PASSWORD", own.secret_key().expose_secret());
    let (outcome, message) = stop(&home, &[HUAWEI]).await.remove(0);
    assert_eq!(outcome, Outcome::AlreadyStopped, "{message}");
    assert!(actions(&sandbox).iter().any(|action| action == "CreateToken"));
    let listings = Fleet::new(environment(&home)).list(&[HUAWEICLOUD]).await;
    assert!(!listings[0].instances.as_ref().unwrap().is_empty());
}

#[tokio::test]
async fn credential_failure_does_not_block_other_clouds() {
    let sandbox = sandbox().await;
    let own = sandbox.credential(tingji_sandbox::Cloud::Bce);
    // The sandbox serves the metadata service, but its machine has no such role.
    let home = TempHome::new()
        .var("TINGJI_ENDPOINT", &sandbox.endpoint())
        .var("TINGJI_METADATA_ENDPOINT", &sandbox.endpoint())
        .var("VOLCENGINE_ECS_METADATA", "no-such-role")
        .var("BCE_ACCESS_KEY_ID", own.access_key())
        .var("BCE_SECRET_ACCESS_KEY", own.secret_key().expose_secret());
    let outcomes = stop(&home, &[VOLCENGINE, BCE]).await;
    assert_eq!(outcomes[0].0, Outcome::Failed, "{}", outcomes[0].1);
    assert_eq!(outcomes[1].0, Outcome::Stopped, "{}", outcomes[1].1);
    assert_eq!(sandbox.stops_sent(tingji_sandbox::Cloud::Volcengine, "i-demo0gni2a10train"), 0);
}
