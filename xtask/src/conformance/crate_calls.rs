//! The five calls of the cross-check through this project's crates.

use tingji_core::{Credential, Result};

pub(super) async fn ucloud(endpoint: &str, credential: Credential, id: &str) -> Result<()> {
    use tingji_ucloud::operation::{
        GetUAIServiceList, GetUAISrvVersionList, StartUAIService, StopUAIService,
    };
    let client = tingji_ucloud::Client::builder(credential).endpoint(endpoint)?.build()?;
    client.send(&StartUAIService::new(id, "1-1")?).await?;
    client.send(&GetUAISrvVersionList::new(id)?).await?;
    client.send(&StopUAIService::new(id)?.srv_version("1-1")?).await?;
    client.send(&GetUAISrvVersionList::new(id)?).await?;
    client.send(&GetUAIServiceList::new()).await.map(|_| ())
}

pub(super) async fn compshare(endpoint: &str, credential: Credential, id: &str) -> Result<()> {
    use tingji_compshare::operation::{
        DescribeCompShareInstance, StartCompShareInstance, StopCompShareInstance,
    };
    let builder = tingji_compshare::Client::builder(credential).region("cn-wlcb");
    let client = builder.endpoint(endpoint)?.build()?;
    let describe = DescribeCompShareInstance::new().uhost_ids([id]);
    client.send(&StartCompShareInstance::new(id)?.zone("cn-wlcb-01")).await?;
    client.send(&describe).await?;
    client.send(&StopCompShareInstance::new(id)?.zone("cn-wlcb-01")).await?;
    client.send(&describe).await?;
    client.send(&DescribeCompShareInstance::new()).await.map(|_| ())
}

pub(super) async fn bce(endpoint: &str, credential: Credential, id: &str) -> Result<()> {
    use tingji_bce::operation::{GetInstance, ListInstances, StartInstance, StopInstance};
    let client = tingji_bce::Client::builder(credential).endpoint(endpoint)?.build()?;
    client.send(&StartInstance::new(id)?).await?;
    client.send(&GetInstance::new(id)?).await?;
    client.send(&StopInstance::new(id)?).await?;
    client.send(&GetInstance::new(id)?).await?;
    client.send(&ListInstances::new()).await.map(|_| ())
}

pub(super) async fn volcengine(endpoint: &str, credential: Credential, id: &str) -> Result<()> {
    use tingji_volcengine::operation::{DescribeInstances, StartInstance, StopInstance};
    let client = tingji_volcengine::Client::builder(credential).endpoint(endpoint)?.build()?;
    let describe = DescribeInstances::new().instance_ids([id]).max_results(100);
    client.send(&StartInstance::new(id)?).await?;
    client.send(&describe).await?;
    client.send(&StopInstance::new(id)?).await?;
    client.send(&describe).await?;
    client.send(&DescribeInstances::new().max_results(100)).await.map(|_| ())
}

pub(super) async fn huaweicloud(
    endpoint: &str,
    credential: Credential,
    project: &str,
    id: &str,
) -> Result<()> {
    use tingji_huaweicloud::operation::{ListDevServers, ShowDevServer, StartDevServer, StopDevServer};
    let client =
        tingji_huaweicloud::Client::builder(credential).project_id(project).endpoint(endpoint)?.build()?;
    client.send(&StartDevServer::new(id)?).await?;
    client.send(&ShowDevServer::new(id)?).await?;
    client.send(&StopDevServer::new(id)?).await?;
    client.send(&ShowDevServer::new(id)?).await?;
    client.send(&ListDevServers::new().limit(100).offset(0)).await.map(|_| ())
}
