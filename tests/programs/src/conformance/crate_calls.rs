//! The five calls of the cross-check through this project's crates.

use std::pin::Pin;

use tingji_core::Result;
use tingji_sandbox::SandboxAccount;

/// The calls of one cloud, which take the endpoint, the account and the id of the instance.
type Calls =
    for<'a> fn(&'a str, &'a SandboxAccount, &'a str) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// Name of each cloud and its calls.
pub(super) const CALLS: [(&str, Calls); 5] = [
    ("ucloud", |endpoint, account, id| Box::pin(ucloud(endpoint, account, id))),
    ("compshare", |endpoint, account, id| Box::pin(compshare(endpoint, account, id))),
    ("bce", |endpoint, account, id| Box::pin(bce(endpoint, account, id))),
    ("volcengine", |endpoint, account, id| Box::pin(volcengine(endpoint, account, id))),
    ("huaweicloud", |endpoint, account, id| Box::pin(huaweicloud(endpoint, account, id))),
];

async fn ucloud(endpoint: &str, account: &SandboxAccount, id: &str) -> Result<()> {
    use tingji_ucloud::operation::{
        GetUAIServiceList, GetUAISrvVersionList, StartUAIService, StopUAIService,
    };
    let client = tingji_ucloud::Client::builder(account.credential().clone()).endpoint(endpoint)?.build()?;
    client.send(&StartUAIService::new(id, "1-1")).await?;
    client.send(&GetUAISrvVersionList::new(id)).await?;
    client.send(&StopUAIService::new(id).srv_version("1-1")).await?;
    client.send(&GetUAISrvVersionList::new(id)).await?;
    client.send(&GetUAIServiceList::new()).await.map(|_| ())
}

async fn compshare(endpoint: &str, account: &SandboxAccount, id: &str) -> Result<()> {
    use tingji_compshare::operation::{
        DescribeCompShareInstance, StartCompShareInstance, StopCompShareInstance,
    };
    let builder = tingji_compshare::Client::builder(account.credential().clone()).region("cn-wlcb");
    let client = builder.endpoint(endpoint)?.build()?;
    let describe = DescribeCompShareInstance::new().uhost_ids([id]);
    client.send(&StartCompShareInstance::new(id).zone("cn-wlcb-01")).await?;
    client.send(&describe).await?;
    client.send(&StopCompShareInstance::new(id).zone("cn-wlcb-01")).await?;
    client.send(&describe).await?;
    client.send(&DescribeCompShareInstance::new()).await.map(|_| ())
}

async fn bce(endpoint: &str, account: &SandboxAccount, id: &str) -> Result<()> {
    use tingji_bce::operation::{GetInstance, ListInstances, StartInstance, StopInstance};
    let client = tingji_bce::Client::builder(account.credential().clone()).endpoint(endpoint)?.build()?;
    client.send(&StartInstance::new(id)).await?;
    client.send(&GetInstance::new(id)).await?;
    client.send(&StopInstance::new(id)).await?;
    client.send(&GetInstance::new(id)).await?;
    client.send(&ListInstances::new()).await.map(|_| ())
}

async fn volcengine(endpoint: &str, account: &SandboxAccount, id: &str) -> Result<()> {
    use tingji_volcengine::operation::{DescribeInstances, StartInstance, StopInstance};
    let client =
        tingji_volcengine::Client::builder(account.credential().clone()).endpoint(endpoint)?.build()?;
    let describe = DescribeInstances::new().instance_ids([id]).max_results(100);
    client.send(&StartInstance::new(id)).await?;
    client.send(&describe).await?;
    client.send(&StopInstance::new(id)).await?;
    client.send(&describe).await?;
    client.send(&DescribeInstances::new().max_results(100)).await.map(|_| ())
}

async fn huaweicloud(endpoint: &str, account: &SandboxAccount, id: &str) -> Result<()> {
    use tingji_huaweicloud::operation::{ListDevServers, ShowDevServer, StartDevServer, StopDevServer};
    let project = account.project_id.clone().unwrap_or_default();
    let client = tingji_huaweicloud::Client::builder(account.credential().clone())
        .project_id(project)
        .endpoint(endpoint)?
        .build()?;
    client.send(&StartDevServer::new(id)).await?;
    client.send(&ShowDevServer::new(id)).await?;
    client.send(&StopDevServer::new(id)).await?;
    client.send(&ShowDevServer::new(id)).await?;
    client.send(&ListDevServers::new().limit(100).offset(0)).await.map(|_| ())
}
